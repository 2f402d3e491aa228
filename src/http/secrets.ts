import { own } from "./json.ts";
import { hidden } from "./redact.ts";

const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");

/** Where in an object a secret is: the path of the object that holds it, and its field. `["status", "token"]`. */
export type SecretPath = readonly string[];

/**
 * Keeps a secret from being printed by accident. The data stays as it came, plain JSON with the secret in it: `object.status.token`,
 * `JSON.stringify` and `Object.entries` see it. Only what Node, Deno and Bun print for `console.log` shows stars, also of a part
 * (`object.status`). A copy made with `{ ...object.status }` is a new object and prints in full.
 */
export function hideFromConsole<T>(object: T, paths: readonly SecretPath[]): T {
  const fields = new Set(paths.map((path) => path.at(-1)!));
  for (const path of paths) {
    let holder: unknown = object;
    for (const part of path.slice(0, -1)) holder = typeof holder === "object" && holder !== null ? own(holder, part) : undefined;
    if (typeof holder === "object" && holder !== null && Object.hasOwn(holder, path.at(-1)!)) hideIn(holder, fields);
  }
  return object;
}

/** Shows stars for these fields of an object. */
export function hideIn(holder: object, fields: ReadonlySet<string>): void {
  if (inspectSymbol in holder || !Object.isExtensible(holder)) return;
  // Node, Deno and Bun print in place of the object what this returns.
  const print = () => Object.fromEntries(Object.entries(holder).map(([key, value]) => [key, fields.has(key) && value ? hidden : value]));
  Object.defineProperty(holder, inspectSymbol, { value: print, configurable: true });
}

/**
 * What the console prints for an object. Set in the constructor, not as a method: a class with a computed key is never dropped by bundlers,
 * be it used or not.
 */
export function printAs(
  object: object,
  print: (depth: number, options: object, inspect?: (value: unknown, options: object) => string) => string,
): void {
  Object.defineProperty(object, inspectSymbol, { value: print, configurable: true });
}
