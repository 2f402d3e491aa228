import { EveError } from "./errors.ts";
import { type Expression, parseExpression } from "./python-expression.ts";
import { isDict } from "./values.ts";

/** Fields to sort by, the first first: 1 ascending, -1 descending. */
export type Sort = readonly (readonly [field: string, direction: 1 | -1])[];

/** An expression that is no literal, such as `-name`: Eve then takes the text as a list of fields. */
class NotLiteral extends Error {}

function literal(node: Expression): unknown {
  switch (node.type) {
    case "string":
    case "number":
    case "constant":
      return node.value;
    case "unary": {
      const value = node.op === "-" || node.op === "+" ? literal(node.operand) : undefined;
      if (typeof value !== "number") throw new NotLiteral();
      return node.op === "-" ? -value : value;
    }
    case "list":
    case "tuple":
      return node.items.map(literal);
    case "set":
      throw new EveError(400);
    case "dict":
      return Object.fromEntries(node.keys.map((key, i) => [String(literal(key)), literal(node.values[i] as Expression)]));
    default:
      throw new NotLiteral();
  }
}

function pair(key: unknown, direction: unknown): readonly [string, 1 | -1] {
  if (typeof key !== "string" || (direction !== 1 && direction !== -1)) throw new EveError(400);
  return [key, direction];
}

function fromLiteral(value: unknown): Sort {
  // None, 0, False, an empty text or list: no sort at all.
  if (!value || (Array.isArray(value) && value.length === 0)) return [];
  if (isDict(value)) return Object.entries(value).map(([key, direction]) => pair(key, direction));
  if (!Array.isArray(value)) throw new EveError(400);
  return value.map((item) => {
    if (typeof item === "string") return [item, 1];
    if (!Array.isArray(item) || item.length !== 2) throw new EveError(400);
    return pair(item[0], item[1]);
  });
}

/** The order that the parameter `sort` asks for: `a,-b`, or a Python literal such as `[("a", -1)]`; 400 when it is neither. */
export function parseSort(text: string | undefined): Sort {
  if (!text) return [];
  let expression: Expression;
  try {
    expression = parseExpression(text);
  } catch {
    throw new EveError(400);
  }
  let value: unknown;
  try {
    value = literal(expression);
  } catch (error) {
    if (error instanceof RangeError) throw new EveError(400);
    if (!(error instanceof NotLiteral)) throw error;
    return text.split(",").map((part) => {
      const field = part.trim();
      if (field === "") throw new EveError(400);
      return field.startsWith("-") ? [field.slice(1), -1] : [field, 1];
    });
  }
  return fromLiteral(value);
}
