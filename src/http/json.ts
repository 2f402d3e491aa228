/** Keys are data: only own ones count, whatever they are called. */

/** Whether a JSON value is an object: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object has keys of its own alone: a Map, URLSearchParams or an heir of another object would seem to be empty. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype alone: objects also come from other realms (workers, vm, test runners).
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value of an own key; undefined for anything inherited. */
export function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** Sets a key as an own one, also if it is called `__proto__`. */
export function setOwn(object: object, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else (object as Record<string, unknown>)[key] = value;
}

/** What was given, for a message: a string in quotes, at most 40 characters of it, a number, or what else it is. */
export function given(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "number" ? String(value) : typeName(value);
}

/** What a value is, for a message that must not show it. */
export function typeName(value: unknown): string {
  return value === null ? "null" : typeof value;
}
