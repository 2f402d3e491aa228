/** JSON patches (RFC 6902) and the pointers in them (RFC 6901). */
import { invalidArgument } from "./errors.ts";
import { isObject, own } from "./json.ts";

/** One operation of a JSON patch. */
export type JsonPatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "move" | "copy"; readonly from: string; readonly path: string };

/** A JSON patch: operations in their order, all or none. */
export type JsonPatch = readonly JsonPatchOperation[];

const operations = new Set(["add", "remove", "replace", "move", "copy", "test"]);

/** Throws InvalidArgument, with the place, if the value is no JSON patch. */
export function checkPatch(patch: unknown): asserts patch is JsonPatch {
  if (!Array.isArray(patch)) throw invalidArgument("patch", "expected an array of operations");
  for (let index = 0; index < patch.length; index++) {
    const where = `patch[${index}]`;
    const operation: unknown = patch[index];
    if (!isObject(operation)) throw invalidArgument(where, "expected an operation");
    const op = own(operation, "op");
    if (typeof op !== "string" || !operations.has(op)) {
      throw invalidArgument(`${where}.op`, `expected one of ${[...operations].join(", ")}`);
    }
    checkPointer(own(operation, "path"), `${where}.path`);
    if (op === "move" || op === "copy") checkPointer(own(operation, "from"), `${where}.from`);
    if ((op === "add" || op === "replace" || op === "test") && own(operation, "value") === undefined) {
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

/** The JSON pointer of these parts. */
export function pointer(parts: readonly string[]): string {
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
