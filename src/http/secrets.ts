import { isObject, own } from "./json.ts";

/** What stands in place of a secret. */
export const hidden = "*****";

const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");

/** Where in an object a secret is: the path of the object that holds it, and its field. `["status", "token"]`. */
export type SecretPath = readonly string[];

/**
 * Keeps secrets from being printed by accident. The data stays as it came, plain JSON with the secrets in it: `object.status.token`,
 * `JSON.stringify` and `Object.entries` see them. Only what Node, Deno and Bun print for `console.log` shows stars: of the object, whatever
 * is at these paths when it is printed, of the parts above a secret (`object.status`), and of one that is an object
 * itself (`secret.data`). A copy made with `{ ...object.status }` is a new object, and prints in full by itself.
 */
export function hideFromConsole<T>(object: T, paths: readonly SecretPath[]): T {
  if (!isObject(object) || paths.length === 0) return object;
  hideIn(object, paths);
  for (const [key] of paths) if (key !== undefined) hideFromConsole(own(object, key), below(paths, key));
  return object;
}

/** Shows stars for what is at these paths of an object. */
export function hideIn(holder: object, paths: readonly SecretPath[]): void {
  // Node, Deno and Bun print in place of the object what this returns.
  if (!(inspectSymbol in holder) && Object.isExtensible(holder)) printAs(holder, () => starred(holder, paths));
}

/** The rest of the paths that begin with a key. */
const below = (paths: readonly SecretPath[], key: string): SecretPath[] =>
  paths.filter(([first]) => first === key).map((path) => path.slice(1));

function starred(value: unknown, paths: readonly SecretPath[]): unknown {
  if (paths.some(({ length }) => length === 0)) return value && hidden;
  if (paths.length === 0 || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, starred(inner, below(paths, key))]));
}

/**
 * What the console prints for an object. Set in the constructor, not as a method: a class with a computed key is never dropped by bundlers,
 * be it used or not.
 */
export function printAs(
  object: object,
  print: (depth: number, options: object, inspect?: (value: unknown, options: object) => string) => unknown,
): void {
  Object.defineProperty(object, inspectSymbol, { value: print, configurable: true });
}
