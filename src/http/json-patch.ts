import { invalidArgument } from "./errors.ts";

/** One operation of a JSON patch (RFC 6902). */
export type JsonPatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "move" | "copy"; readonly from: string; readonly path: string };

/** A JSON patch: what is to be done, in order, all or nothing. */
export type JsonPatch = readonly JsonPatchOperation[];

/** Plain JSON, as it would travel: no undefined, no Dates, nothing shared with the caller. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Nobody means such paths, and nobody applies them. */
export const touchesPrototype = /\/(__proto__|constructor\/prototype)(\/|$)/;

/**
 * The value a patch makes of another. The input stays as it is; a patch that fails half-way changes nothing, and says which operation it
 * was.
 */
export async function applyPatch<T>(value: T, patch: JsonPatch): Promise<T> {
  // Only loaded by those who apply patches themselves; the part of it that does so.
  const { applyPatch: apply } = await import("fast-json-patch/module/core.mjs");
  checkPatch(patch);
  const bad = patch.findIndex((operation) => touchesPrototype.test(operation.path));
  if (bad >= 0) throw invalidArgument(`patch[${bad}].path`, "sets __proto__");
  try {
    return apply(plain(value), plain(patch) as never, true, true, true).newDocument as T;
  } catch (error) {
    const { name, index } = error as { name?: string; index?: number };
    const operation = index === undefined ? undefined : patch[index];
    const where = operation === undefined ? "patch" : `patch[${index}] (${operation.op} ${operation.path})`;
    throw invalidArgument(where, words[name ?? ""] ?? "can't be applied to the object");
  }
}

const words: Readonly<Record<string, string>> = {
  TEST_OPERATION_FAILED: "the object has another value there",
  OPERATION_PATH_UNRESOLVABLE: "there is nothing in the object",
  OPERATION_FROM_UNRESOLVABLE: "there is nothing to take in the object",
  OPERATION_PATH_CANNOT_ADD: "there is no parent to add to in the object",
  OPERATION_VALUE_OUT_OF_BOUNDS: "the index is beyond the end of the array",
  OPERATION_PATH_ILLEGAL_ARRAY_INDEX: "an array needs an index",
};

const operations = new Set(["add", "remove", "replace", "move", "copy", "test"]);

/** Refuses what is no JSON patch, naming the place. */
export function checkPatch(patch: unknown): asserts patch is JsonPatch {
  if (!Array.isArray(patch)) throw invalidArgument("patch", "expected an array of operations");
  for (const [index, operation] of patch.entries()) {
    const where = `patch[${index}]`;
    if (typeof operation !== "object" || operation === null) throw invalidArgument(where, "expected an operation");
    const { op, path, from } = operation as { op?: unknown; path?: unknown; from?: unknown };
    if (typeof op !== "string" || !operations.has(op))
      throw invalidArgument(`${where}.op`, `expected one of ${[...operations].join(", ")}`);
    checkPointer(path, `${where}.path`);
    if (op === "move" || op === "copy") checkPointer(from, `${where}.from`);
    if ((op === "add" || op === "replace" || op === "test") && (operation as { value?: unknown }).value === undefined) {
      throw invalidArgument(`${where}.value`, `expected a value to ${op}`);
    }
  }
}

function checkPointer(pointer: unknown, where: string): void {
  if (typeof pointer !== "string" || (pointer !== "" && !pointer.startsWith("/")) || /~(?![01])/.test(pointer)) {
    throw invalidArgument(where, 'expected a JSON pointer such as "/metadata/labels/app"');
  }
}

/** The parts of a JSON pointer, unescaped. */
export function pointerParts(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A JSON pointer of these parts. */
export function pointer(parts: readonly string[]): string {
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
