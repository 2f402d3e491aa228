import { compare, noItem, sameKind } from "./order.ts";
import { isDict, ObjectId } from "./values.ts";

/** A query that MongoDB refuses. */
class BadQuery extends Error {}

/** Whether a value, of a document or within it, fits. */
type Test = (value: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/**
 * What a path leads to: lists are walked into, item by item, and by a number in the path. What ends early leads to undefined; nothing is
 * there when it comes upon an empty list.
 */
function* reached(value: unknown, path: readonly string[]): Generator<unknown> {
  const [first, ...rest] = path;
  if (first === undefined) yield value;
  else if (Array.isArray(value)) {
    if (/^\d+$/.test(first)) {
      yield* Number(first) < value.length ? reached(value[Number(first)], rest) : [undefined];
      // A document in the list may have a field called by a number, too.
      for (const inner of value) if (isDict(inner) && Object.hasOwn(inner, first)) yield* reached(inner, path);
    } else for (const inner of value) yield* isDict(inner) ? reached(inner, path) : [undefined];
  } else if (isDict(value) && Object.hasOwn(value, first)) yield* reached(value[first], rest);
  else yield undefined;
}

/** A value, and those in it when it is a list. */
const withItems = (value: unknown): unknown[] => (Array.isArray(value) ? [value, ...value] : [value]);

/** Equality as MongoDB has it: the order of keys matters, and what is missing is null. */
const same = (a: unknown, b: unknown): boolean => sameKind(a, b) && compare(a, b) === 0;

const types: Readonly<Record<string, Test>> = {
  double: (v) => typeof v === "number" && !isWhole(v),
  string: (v) => typeof v === "string",
  object: isDict,
  array: Array.isArray,
  binData: () => false,
  undefined: () => false,
  objectId: (v) => v instanceof ObjectId,
  bool: (v) => typeof v === "boolean",
  date: (v) => v instanceof Date,
  null: (v) => v === null,
  regex: () => false,
  dbPointer: () => false,
  javascript: () => false,
  symbol: () => false,
  javascriptWithScope: () => false,
  int: (v) => isWhole(v) && Math.abs(v) < 2 ** 31,
  timestamp: () => false,
  long: (v) => isWhole(v) && Math.abs(v) >= 2 ** 31,
  decimal: () => false,
  minKey: () => false,
  maxKey: () => false,
  number: (v) => typeof v === "number",
};
/** By their numbers in BSON. */
const typeCodes: Readonly<Record<number, string>> = Object.fromEntries([
  ...Object.keys(types)
    .slice(0, 19)
    .map((name, i) => [i + 1, name]),
  [-1, "minKey"],
  [127, "maxKey"],
]);

function typeTest(asked: unknown): Test {
  const tests = (Array.isArray(asked) ? asked : [asked]).map((one: unknown) => {
    const name = typeof one === "number" ? typeCodes[one] : one;
    const test = typeof name === "string" && Object.hasOwn(types, name) ? types[name] : undefined;
    if (!test) throw new BadQuery("$type needs a type's name or number");
    return test;
  });
  if (tests.length === 0) throw new BadQuery("$type needs a type");
  return (value) => tests.some((test) => test(value));
}

function regexTest(pattern: unknown, options: unknown): Test {
  if (typeof pattern !== "string" || typeof options !== "string" || /[^imsu]/.test(options)) throw new BadQuery("$regex needs a pattern");
  const [, inline = "", rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  let compiled: RegExp;
  try {
    compiled = new RegExp(rest, [...new Set(options.replace("u", "") + inline)].join(""));
  } catch {
    throw new BadQuery("$regex has no pattern");
  }
  return (value) => typeof value === "string" && compiled.test(value);
}

function modTest(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(Number.isFinite)) throw new BadQuery("$mod needs two numbers");
  const [divisor, remainder] = operand.map(Math.trunc) as [number, number];
  if (divisor === 0) throw new BadQuery("$mod can't divide by 0");
  return (value) => typeof value === "number" && Math.trunc(value) % divisor === remainder;
}

function bitsTest(operator: string, operand: unknown): Test {
  const positions = Array.isArray(operand) ? operand : undefined;
  if (positions ? !positions.every((p) => isWhole(p) && p >= 0) : !isWhole(operand) || operand < 0)
    throw new BadQuery(`${operator} needs bits`);
  const mask = positions ? positions.reduce<bigint>((bits, p) => bits | (1n << BigInt(p as number)), 0n) : BigInt(operand as number);
  return (value) => {
    if (!isWhole(value)) return false;
    const set = BigInt(value) & mask;
    if (operator === "$bitsAllSet") return set === mask;
    if (operator === "$bitsAllClear") return set === 0n;
    return operator === "$bitsAnySet" ? set !== 0n : set !== mask;
  };
}

function list(operator: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw new BadQuery(`${operator} needs a list`);
  return operand;
}

const isOperators = (value: unknown): value is Fields => isDict(value) && (Object.keys(value)[0] ?? "").startsWith("$");

function inTest(operator: string, operand: unknown): Test {
  const values = list(operator, operand);
  if (values.some(isOperators)) throw new BadQuery(`${operator} holds values`);
  return (value) => values.some((one) => same(one, value));
}

function order(operand: unknown, fits: (difference: number) => boolean): Test {
  return (value) => sameKind(value, operand) && fits(compare(value, operand));
}

/** What all values that a path leads to have to do with a condition. */
type Condition = (found: readonly unknown[]) => boolean;

/** Any of them fits, or any item of one that is a list. */
const some =
  (test: Test): Condition =>
  (found) =>
    found.some((value) => withItems(value).some(test));

const not =
  (condition: Condition): Condition =>
  (found) =>
    !condition(found);

/** A value that is asked for: what is missing is null, too. */
const equals = (wanted: unknown): Condition => some((value) => same(value, wanted));

function allOf(operand: unknown): Condition {
  const conditions = list("$all", operand).map((one) => {
    if (!isOperators(one)) return equals(one);
    if (Object.keys(one).join() !== "$elemMatch") throw new BadQuery("$all holds values");
    return elemMatch(one["$elemMatch"]);
  });
  return (found) => conditions.length > 0 && conditions.every((condition) => condition(found));
}

function elemMatch(operand: unknown): Condition {
  if (!isDict(operand)) throw new BadQuery("$elemMatch needs an object");
  const logical = ["$and", "$or", "$nor"].some((key) => Object.hasOwn(operand, key));
  if (isOperators(operand) && !logical) {
    const condition = operators(operand);
    return (found) => found.some((value) => Array.isArray(value) && value.some((item) => condition([item])));
  }
  const test = matcher(operand);
  return (found) => found.some((value) => Array.isArray(value) && value.some((item) => isDict(item) && test(item)));
}

function operator(name: string, operand: unknown, all: Fields): Condition {
  switch (name) {
    case "$eq":
      return equals(operand);
    case "$ne":
      return not(equals(operand));
    case "$gt":
      return some(order(operand, (d) => d > 0));
    case "$gte":
      return some(order(operand, (d) => d >= 0));
    case "$lt":
      return some(order(operand, (d) => d < 0));
    case "$lte":
      return some(order(operand, (d) => d <= 0));
    case "$in":
      return some(inTest(name, operand));
    case "$nin":
      return not(some(inTest(name, operand)));
    case "$all":
      return allOf(operand);
    case "$exists": {
      const wanted = operand !== false && operand !== 0 && operand !== null;
      return (found) => found.some((value) => value !== undefined) === wanted;
    }
    case "$type": {
      const test = typeTest(operand);
      return (found) => found.some((value) => withItems(value).some(test));
    }
    case "$size": {
      if (!isWhole(operand) || operand < 0) throw new BadQuery("$size needs a whole number");
      return (found) => found.some((value) => Array.isArray(value) && value.length === operand);
    }
    case "$mod":
      return some(modTest(operand));
    case "$regex":
      return some(regexTest(operand, all["$options"] ?? ""));
    case "$options":
      if (!Object.hasOwn(all, "$regex")) throw new BadQuery("$options needs a $regex");
      return () => true;
    case "$not":
      if (!isOperators(operand)) throw new BadQuery("$not needs operators");
      return not(operators(operand));
    case "$elemMatch":
      return elemMatch(operand);
    case "$bitsAllSet":
    case "$bitsAllClear":
    case "$bitsAnySet":
    case "$bitsAnyClear":
      return some(bitsTest(name, operand));
    default:
      throw new BadQuery(`there is no operator ${name} of a field`);
  }
}

function operators(all: Fields): Condition {
  const conditions = Object.entries(all).map(([name, operand]) => operator(name, operand, all));
  return (found) => conditions.every((condition) => condition(found));
}

/** What a query says of a document; throws `BadQuery`. `expression` makes what it can of `$expr`. */
export function matcher(query: Fields, expression?: (operand: unknown) => Test): Test {
  const tests = Object.entries(query).map(([key, operand]): Test => {
    if (key === "$expr" && expression) return expression(operand);
    if (key === "$and" || key === "$or" || key === "$nor") {
      const inner = list(key, operand).map((one) => {
        if (!isDict(one)) throw new BadQuery(`${key} needs objects`);
        return matcher(one, expression);
      });
      if (inner.length === 0) throw new BadQuery(`${key} needs at least one query`);
      if (key === "$and") return (document) => inner.every((test) => test(document));
      return (document) => inner.some((test) => test(document)) === (key === "$or");
    }
    if (key.startsWith("$")) throw new BadQuery(`there is no operator ${key} of a document`);
    const condition = isOperators(operand) ? operators(operand) : equals(operand);
    const path = key.split(".");
    return (document) => condition([...reached(document, path)]);
  });
  return (document) => tests.every((test) => test(document));
}

/** What a document is sorted by: of a list its first item in that order. */
export function sortValue(document: unknown, path: string, direction: 1 | -1): unknown {
  const values = [...reached(document, path.split("."))].flatMap((value) =>
    Array.isArray(value) ? (value.length > 0 ? value : [noItem]) : [value],
  );
  return values.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best), values[0]);
}
