import { EveError, InternalServerError } from "./errors.ts";
import { type Expression, parseExpression } from "./python-expression.ts";
import { isDict } from "./values.ts";

/** Fields to sort by, the first first: 1 ascending, -1 descending. */
export type Sort = readonly (readonly [field: string, direction: 1 | -1])[];

/** An expression that is no literal, such as `-name`: Eve then takes the text as a list of fields. */
class NotLiteral extends Error {}

function literal(node: Expression): unknown {
  switch (node.type) {
    case "number":
      // A direction has to be a whole number: 1.0 is none.
      return node.whole || node.value === 0 ? node.value : 0.5;
    case "string":
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
    case "bytes":
      return new Set();
    case "set":
      return new Set(node.items.map(literal));
    case "dict":
      return Object.fromEntries(node.keys.map((key, i) => [String(literal(key)), literal(node.values[i] as Expression)]));
    default:
      throw new NotLiteral();
  }
}

/** What the driver refuses to send is 400, what the database refuses 500. */
function pair(key: unknown, direction: unknown): readonly [string, 1 | -1] {
  const known = typeof direction === "string" || typeof direction === "boolean" || Number.isInteger(direction) || isDict(direction);
  if (typeof key !== "string" || !known) throw new EveError(400);
  if (direction !== 1 && direction !== -1) throw new InternalServerError();
  return [key, direction];
}

/** The order that was read; throws 400 for what the driver can't take, 500 for what the database can't. */
export function toSort(value: unknown): Sort {
  // Of two directions of a field the second counts, at the place of the first.
  return [...new Map(pairs(value))];
}

function pairs(value: unknown): Sort {
  // None, 0, False, an empty text or list: no sort at all.
  if (!value || (Array.isArray(value) && value.length === 0)) return [];
  if (value instanceof Set) throw new EveError(400);
  if (isDict(value)) return Object.entries(value).map(([key, direction]) => pair(key, direction));
  if (!Array.isArray(value)) throw new EveError(400);
  return value.map((item) => {
    if (typeof item === "string") return [item, 1];
    // Two values are taken out of whatever has two.
    const parts: unknown = isDict(item) ? Object.keys(item) : item instanceof Set ? [...item] : item;
    if (!Array.isArray(parts)) throw new EveError(400);
    if (parts.length !== 2) throw new InternalServerError();
    return pair(parts[0], parts[1]);
  });
}

/** What the parameter `sort` says: `a,-b`, or a Python literal such as `[("a", -1)]`; 400 when it is neither. */
export function readSort(text: string | undefined): unknown {
  if (!text) return [];
  let expression: Expression;
  try {
    expression = parseExpression(text);
  } catch {
    throw new EveError(400);
  }
  try {
    return literal(expression);
  } catch (error) {
    if (error instanceof RangeError) throw new EveError(400);
    if (!(error instanceof NotLiteral)) throw error;
    return text.split(",").map((part) => {
      const field = part.trim();
      if (field === "") throw new InternalServerError();
      return field.startsWith("-") ? [field.slice(1), -1] : [field, 1];
    });
  }
}
