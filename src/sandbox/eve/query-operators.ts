// Mingo's operators, and what has to be said beside them to have MongoDB's answers. Operands are good: `checkQuery` has seen them.
import { Context } from "mingo/core";
import * as accumulator from "mingo/operators/accumulator";
import * as expression from "mingo/operators/expression";
import * as mingo from "mingo/operators/query";
import type { AnyObject, Options } from "mingo/types";
import { compare, sameKind } from "./order.ts";
import { reached, reachedItems } from "./reached.ts";
import { type Pattern, patternOperator } from "./regex.ts";
import { type Draft, isDict, ObjectId } from "./values.ts";

type Operator = (path: string, operand: unknown, options: Options) => (document: AnyObject) => boolean;

/** A value, and those in it when it is a list. */
const withItems = (value: unknown): unknown[] => (Array.isArray(value) ? [value, ...value] : [value]);

const isNumber = (value: unknown): value is number => typeof value === "number";

/** Mingo's operator for each value that a path leads to, since its own paths lead elsewhere; `seen` is what it sees of one. */
const ofEach =
  (operator: Operator, seen: (value: unknown) => unknown = (value) => value, values = reachedItems): Operator =>
  (path, operand, options) => {
    const fits = operator("value", operand, options);
    const of = values(path);
    return (document) => of(document).some((value) => fits({ value: seen(value) }));
  };

const not =
  (operator: Operator): Operator =>
  (path, operand, options) => {
    const fits = operator(path, operand, options);
    return (document) => !fits(document);
  };

/** For mingo the order of keys does not matter: the texts of what it takes for equal have to be equal, too. What is missing is null. */
const $eq: Operator = (path, operand, options) => {
  const fits = mingo.$eq("value", operand, options);
  const text = typeof operand === "object" ? JSON.stringify(operand) : undefined;
  const sameText = (value: unknown): boolean => text === undefined || withItems(value).some((one) => JSON.stringify(one) === text);
  const of = reachedItems(path);
  return (document) => of(document).some((value = null) => fits({ value }) && sameText(value));
};

/** Mingo finds no list in a list of lists, and compares as its `$eq` does. */
const $in: Operator = (path, operand, options) => {
  const fits = (operand as unknown[]).map((one) => $eq(path, one, options));
  return (document) => fits.some((test) => test(document));
};

/**
 * Only documents and lists have fields, those of a list being its places: mingo asks other items of a list, too, and takes them for fields that
 * are missing or fit.
 */
const $elemMatch: Operator = (path, operand, options) => {
  const ofFields = Object.keys(operand as Draft).some((key) => !key.startsWith("$") || ["$and", "$or", "$nor"].includes(key));
  const withFields = (item: unknown): unknown[] => (isDict(item) ? [item] : Array.isArray(item) ? [{ ...item }] : []);
  const seen = (value: unknown) => (ofFields && Array.isArray(value) ? value.flatMap(withFields) : value);
  return ofEach(mingo.$elemMatch as Operator, seen, reached)(path, operand, options);
};

/** For mingo only a list has all of some values. */
const $all: Operator = (path, operand, options) => {
  const fits = (operand as unknown[]).map((one) =>
    isDict(one) && "$elemMatch" in one ? $elemMatch(path, one["$elemMatch"], options) : $eq(path, one, options),
  );
  return (document) => fits.length > 0 && fits.every((test) => test(document));
};

/**
 * Mingo compares no list with a list, nothing with null, and has an order of its own for dicts and texts: for these it is asked how our
 * difference is to 0.
 */
const ordered =
  (operator: Operator): Operator =>
  (path, operand, options) => {
    const own = typeof operand === "string" || isDict(operand) || Array.isArray(operand);
    const comparable = (value: unknown): unknown[] => withItems(value ?? null).filter((one) => sameKind(one, operand));
    const seen = own ? (value: unknown) => comparable(value).map((one) => compare(one, operand)) : comparable;
    return ofEach(operator, seen)(path, own ? 0 : operand, options);
  };

/** The database divides whole numbers only; mingo divides texts, too. */
const $mod: Operator = (path, operand, options) => {
  const whole = (value: unknown): number[] => withItems(value).filter(isNumber).map(Math.trunc);
  return ofEach(mingo.$mod, whole)(path, whole(operand), options);
};

/** Mingo has 32 bits, finds some in texts, and does not look into lists. */
const bits =
  (operator: Operator): Operator =>
  (path, operand, options) => {
    const mask = Array.isArray(operand) ? operand.reduce((all, position) => all | (1n << BigInt(position)), 0n) : BigInt(operand as number);
    const fits = operator("value", mask, options);
    const test = (value: unknown): boolean => isNumber(value) && Number.isInteger(value) && fits({ value: BigInt(value) });
    const of = reachedItems(path);
    return (document) => of(document).flatMap(withItems).some(test);
  };

/** Strings, and those in a list, but not those in a list of lists. */
const $pattern: Operator = (path, operand) => {
  const pattern = operand as Pattern;
  const fits = (value: unknown): boolean => typeof value === "string" && pattern.test(value);
  const of = reachedItems(path);
  return (document) => of(document).flatMap(withItems).some(fits);
};

function typesOf(value: unknown): readonly unknown[] {
  if (value === null) return ["null", 10];
  if (value instanceof ObjectId) return ["objectId", 7];
  if (value instanceof Date) return ["date", 9];
  if (Array.isArray(value)) return ["array", 4];
  if (isNumber(value))
    return ["number", ...(!Number.isInteger(value) ? ["double", 1] : Math.abs(value) < 2 ** 31 ? ["int", 16] : ["long", 18])];
  return { string: ["string", 2], boolean: ["bool", 8], object: ["object", 3] }[typeof value as string] ?? [];
}

/** Mingo knows no ids, takes whole numbers for doubles, and does not look into lists. */
const $type: Operator = (path, operand) => {
  const asked = withItems(operand);
  const of = reachedItems(path);
  return (document) =>
    of(document)
      .flatMap(withItems)
      .some((value) => typesOf(value).some((type) => asked.includes(type)));
};

/** Mingo takes an empty text for false, and what is missing in one place of several for missing. */
const $exists: Operator = (path, operand, options) => {
  const exists = ofEach(mingo.$exists);
  return (operand || operand === "" ? exists : not(exists))(path, true, options);
};

/** The operators of a query, and those of its `$expr`. */
export const operators = Context.init({
  accumulator,
  expression,
  query: {
    ...mingo,
    $eq,
    $ne: not($eq),
    $in,
    $nin: not($in),
    $gt: ordered(mingo.$gt),
    $gte: ordered(mingo.$gte),
    $lt: ordered(mingo.$lt),
    $lte: ordered(mingo.$lte),
    $all,
    $elemMatch,
    $size: ofEach(mingo.$size, undefined, reached),
    $mod,
    [patternOperator]: $pattern,
    $bitsAllSet: bits(mingo.$bitsAllSet),
    $bitsAllClear: bits(mingo.$bitsAllClear),
    $bitsAnySet: bits(mingo.$bitsAnySet),
    $bitsAnyClear: bits(mingo.$bitsAnyClear),
    $type,
    $exists,
  } as never,
});
