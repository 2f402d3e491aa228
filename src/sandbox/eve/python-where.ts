import { InternalServerError } from "./errors.ts";
import type { Expression } from "./python-expression.ts";
import { parseStatements } from "./python-expression.ts";
import { PythonSyntaxError } from "./python-tokens.ts";
import { type Draft, ObjectId, setKey } from "./values.ts";

/** A `where` that Eve's Python form can't read. */
export class NoCondition extends Error {}

/** A `where` that Eve stumbles over while it reads it. */
const stumble = (): InternalServerError => new InternalServerError();

const operators: Readonly<Record<string, string>> = { "==": "", ">": "$gt", ">=": "$gte", "<": "$lt", "<=": "$lte", "!=": "$ne" };

/** The parts of what Eve visits without knowing it. */
function parts(node: Expression): Expression[] {
  switch (node.type) {
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "list":
    case "tuple":
    case "set":
      return node.items;
    case "dict":
      return [...node.keys, ...node.values];
    case "other":
      return node.parts;
    default:
      return [];
  }
}

/** What Python's `datetime()` makes of these; undefined when it refuses them. */
function time(numbers: readonly number[]): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micro = 0] = numbers;
  if (numbers.length < 3 || numbers.length > 7 || !numbers.every(Number.isInteger)) return undefined;
  if (year < 1 || year > 9999 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  if (micro < 0 || micro > 999_999) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, Math.floor(micro / 1000));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

/**
 * Walks an expression as Eve does: comparisons become conditions, and the value of a comparison is whatever name, text, number
 * or call was seen last. So `not` is overlooked, a minus sign is lost, and only the first comparison of a chain counts.
 */
class Visitor {
  readonly query: Draft = {};
  readonly #lists: Draft[][] = [];
  #value: unknown = null;

  visit(node: Expression): void {
    switch (node.type) {
      case "compare":
        this.#compare(node);
        return;
      case "bool": {
        const list: Draft[] = [];
        this.#lists.push(list);
        for (const value of node.values) this.visit(value);
        this.#lists.pop();
        this.#add(`$${node.op}`, list);
        return;
      }
      case "name":
        this.#value = node.name;
        return;
      case "attribute":
        this.visit(node.value);
        if (typeof this.#value !== "string") throw stumble();
        this.#value += `.${node.name}`;
        return;
      case "string":
      case "number":
        this.#value = node.value;
        return;
      case "call":
        this.#call(node);
        return;
      default:
        for (const part of parts(node)) this.visit(part);
    }
  }

  #compare({ left, ops, comparators }: Extract<Expression, { type: "compare" }>): void {
    this.visit(left);
    const field = this.#value;
    const operator = operators[ops[0] as string];
    if (operator === undefined) throw stumble();
    this.visit(comparators[0] as Expression);
    if (typeof field !== "string") throw stumble();
    this.#add(field, operator === "" ? this.#value : { [operator]: this.#value });
  }

  #add(key: string, value: unknown): void {
    const list = this.#lists.at(-1);
    const target = list ? {} : this.query;
    setKey(target, key, value);
    list?.push(target);
  }

  #call({ func, args }: Extract<Expression, { type: "call" }>): void {
    if (func.type !== "name") return;
    if (func.name === "ObjectId") {
      const id = args[0]?.type === "string" ? ObjectId.parse(args[0].value) : undefined;
      if (id) this.#value = id;
    } else if (func.name === "datetime") {
      if (args.some((a) => a.type !== "number" && a.type !== "string" && a.type !== "constant")) throw stumble();
      this.#value = time(args.map((a) => (a.type === "number" ? a.value : Number.NaN))) ?? this.#value;
    }
  }
}

/** The Mongo query that a Python-like expression such as `name=="a" and tags.run=="b"` stands for; throws `NoCondition`, or the server's own failure. */
export function pythonWhere(text: string): Draft {
  const visitor = new Visitor();
  try {
    for (const statement of parseStatements(text)) {
      if (statement.type !== "compare" && statement.type !== "bool") throw new NoCondition("no condition");
      visitor.visit(statement);
    }
  } catch (error) {
    // A RangeError is an expression too deep to walk through.
    throw error instanceof PythonSyntaxError || error instanceof RangeError ? new NoCondition(error.message) : error;
  }
  if (Object.keys(visitor.query).length === 0) throw new NoCondition("no condition");
  return visitor.query;
}
