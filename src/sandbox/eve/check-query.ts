import { isDict } from "./values.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A query that MongoDB refuses. */
class BadQuery extends Error {}

/** The types of BSON in the order of their numbers, from 1. */
const types = (
  "double string object array binData undefined objectId bool date null regex dbPointer javascript symbol javascriptWithScope int " +
  "timestamp long decimal"
).split(" ");
const knownTypes = new Set<unknown>([...types, ...types.map((_, i) => i + 1), "number", "minKey", -1, "maxKey", 127]);

/** Whether a value is made of operators; otherwise it is one to compare with. */
const isOperators = (value: unknown): value is Fields => isDict(value) && (Object.keys(value)[0] ?? "").startsWith("$");

const isWhole = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isBits = (operand: unknown): boolean => (Array.isArray(operand) ? operand.every(isWhole) : isWhole(operand));
const isValues = (operand: unknown): boolean => Array.isArray(operand) && !operand.some(isOperators);

function isElemMatch(operand: unknown): boolean {
  if (!isDict(operand)) return false;
  if (isOperators(operand) && !["$and", "$or", "$nor"].some((key) => Object.hasOwn(operand, key))) checkOperators(operand);
  else checkQuery(operand, false);
  return true;
}

/** What the operators of a field take; those that are not here take anything. */
const takes: Readonly<Record<string, (operand: unknown) => boolean>> = {
  $in: isValues,
  $nin: isValues,
  $all: (operand) =>
    Array.isArray(operand) &&
    operand.every((one) => !isOperators(one) || (Object.keys(one).join() === "$elemMatch" && isElemMatch(one["$elemMatch"]))),
  $type: (operand) =>
    Array.isArray(operand) ? operand.length > 0 && operand.every((one) => knownTypes.has(one)) : knownTypes.has(operand),
  $size: isWhole,
  $mod: (operand) =>
    Array.isArray(operand) && operand.length === 2 && operand.every(Number.isFinite) && Math.trunc(operand[0] as number) !== 0,
  $regex: (operand) => typeof operand === "string",
  $options: (operand) => typeof operand === "string" && /^[imsxu]*$/.test(operand),
  $not: (operand) => {
    if (!isOperators(operand)) return false;
    checkOperators(operand);
    return true;
  },
  $elemMatch: isElemMatch,
  $bitsAllSet: isBits,
  $bitsAllClear: isBits,
  $bitsAnySet: isBits,
  $bitsAnyClear: isBits,
};
const takeAnything = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$exists"];

function checkOperators(all: Fields): void {
  for (const [name, operand] of Object.entries(all)) {
    const good = takeAnything.includes(name) || (Object.hasOwn(takes, name) && takes[name]?.(operand));
    if (!good) throw new BadQuery(`${name} can't be asked so of a field`);
  }
}

/** Throws for a query that MongoDB refuses and mingo would answer; `expressions` is whether `$expr` may stand there. */
export function checkQuery(query: Fields, expressions = true): void {
  for (const [key, operand] of Object.entries(query)) {
    if (key === "$and" || key === "$or" || key === "$nor") {
      if (!Array.isArray(operand) || operand.length === 0) throw new BadQuery(`${key} needs queries`);
      for (const one of operand) checkQuery(one, expressions);
    } else if (key === "$expr") {
      if (!expressions) throw new BadQuery("$expr is of a whole document");
    } else if (isOperators(operand)) checkOperators(operand);
  }
}
