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
  for (const path of paths) {
    const field = path.at(-1)!;
    let holder: unknown = object;
    for (const part of path.slice(0, -1)) holder = (holder as Record<string, unknown> | null | undefined)?.[part];
    if (typeof holder !== "object" || holder === null || !(field in holder) || inspectSymbol in holder) continue;
    const fields = new Set(paths.map((other) => other.at(-1)!));
    Object.defineProperty(holder, inspectSymbol, { value: masked(holder as Record<string, unknown>, fields), configurable: true });
  }
  return object;
}

function masked(holder: Record<string, unknown>, fields: ReadonlySet<string>) {
  // Node, Deno and Bun print in place of the object what this returns.
  return (): Record<string, unknown> =>
    Object.fromEntries(Object.entries(holder).map(([key, value]) => [key, fields.has(key) && value ? hidden : value]));
}

/**
 * What the console prints for an object, where its own way would show too much. Set in the constructor, not as a method: a class with a
 * computed key is never dropped by bundlers, be it used or not.
 */
export function printAs(
  object: object,
  print: (depth: number, options: object, inspect?: (value: unknown, options: object) => string) => string,
): void {
  Object.defineProperty(object, inspectSymbol, { value: print, configurable: true });
}
