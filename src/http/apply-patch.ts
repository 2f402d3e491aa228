/** Applies JSON patches, to the letter of RFC 6901 and 6902. */
import { invalidArgument } from "./errors.ts";
import { isObject, setOwn } from "./json.ts";
import { checkPatch, type JsonPatch, type JsonPatchOperation, pointerParts } from "./json-patch.ts";
import { copyJson } from "./json-text.ts";
import { sameJson } from "./same-json.ts";

/**
 * The value that a JSON patch makes of a copy of another. Throws InvalidArgument, with the operation, if one of them can't be applied; the
 * value given is never changed.
 */
export function patched<T>(value: T, patch: JsonPatch): T {
  checkPatch(patch);
  const root = { "": copyJson<unknown>(value, "value") };
  for (const [index, operation] of patch.entries()) {
    const where = `patch[${index}] (${operation.op} ${operation.path})`;
    const fail = (why: string) => invalidArgument(where, why);
    apply(root, operation, fail);
  }
  return root[""] as T;
}

function apply(root: { "": unknown }, operation: JsonPatchOperation, fail: Fail): void {
  const { path } = operation;
  switch (operation.op) {
    case "add":
      put(root, path, copyJson(operation.value, path), fail);
      break;
    case "remove":
      take(root, path, fail);
      break;
    case "replace":
      replace(root, path, copyJson(operation.value, path), fail);
      break;
    case "test":
      if (!sameJson(read(root, path, fail), operation.value)) throw fail("the object has another value there");
      break;
    case "copy":
      put(root, path, copyJson(read(root, operation.from, fail), path), fail);
      break;
    case "move":
      if (path.startsWith(`${operation.from}/`)) throw fail("a value can't be moved into itself");
      if (path === operation.from) read(root, path, fail);
      else put(root, path, take(root, operation.from, fail), fail);
      break;
  }
}

type Fail = (why: string) => Error;
type Parent = Record<string, unknown> | unknown[];

/** The object or array that holds what a pointer leads to, and the last part of the pointer. */
function parentOf(root: { "": unknown }, path: string, fail: Fail): readonly [parent: Parent, key: string] {
  const parts = ["", ...pointerParts(path)];
  const key = parts.pop()!;
  let parent: unknown = root;
  for (const part of parts) parent = child(parent, part, path, fail);
  if (!isObject(parent) && !Array.isArray(parent)) throw fail(`there is no object or array above ${path}`);
  return [parent, key];
}

function child(parent: unknown, key: string, path: string, fail: Fail): unknown {
  if (Array.isArray(parent)) return parent[indexIn(parent, key, parent.length - 1, fail)];
  if (!isObject(parent) || !Object.hasOwn(parent, key)) throw fail(`there is nothing at ${path}`);
  return parent[key];
}

/** The index that a part of a pointer names: digits without a leading zero (RFC 6901, section 4). */
function indexIn(array: readonly unknown[], part: string, last: number, fail: Fail): number {
  if (!/^(?:0|[1-9]\d{0,14})$/.test(part)) throw fail(`"${part}" is no index of an array`);
  if (Number(part) > last) throw fail(`index ${part} is beyond the end of an array of ${array.length}`);
  return Number(part);
}

function read(root: { "": unknown }, path: string, fail: Fail): unknown {
  const [parent, key] = parentOf(root, path, fail);
  return child(parent, key, path, fail);
}

function put(root: { "": unknown }, path: string, value: unknown, fail: Fail): void {
  const [parent, key] = parentOf(root, path, fail);
  if (!Array.isArray(parent)) setOwn(parent, key, value);
  else if (key === "-") parent.push(value);
  else parent.splice(indexIn(parent, key, parent.length, fail), 0, value);
}

function replace(root: { "": unknown }, path: string, value: unknown, fail: Fail): void {
  const [parent, key] = parentOf(root, path, fail);
  child(parent, key, path, fail);
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else setOwn(parent, key, value);
}

function take(root: { "": unknown }, path: string, fail: Fail): unknown {
  if (path === "") throw fail("the whole value can't be removed");
  const [parent, key] = parentOf(root, path, fail);
  const value = child(parent, key, path, fail);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}
