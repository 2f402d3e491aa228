import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { panicked } from "../status.ts";

/** An operation that cannot be done, or is none. */
export class PatchError extends Error {}

/** A patch that makes a document grow without end. */
export class PatchTooLarge extends Error {}

/** As many characters of JSON may be copied as a body may have: copies of copies double the document each time. */
const copyLimit = 3 * 1024 * 1024;

/** So many items of arrays may be moved by operations at places before them. */
const moveLimit = 100_000_000;

interface Root {
  doc: Json;
  /** Characters of JSON that were copied. */
  copied: number;
  /** Items of arrays that were moved. */
  moved: number;
}

/**
 * Applies a JSON patch as the server's library does, which is not quite RFC 6902: `replace` of a member that is not there adds it,
 * `copy` of one that is not there copies null, `add` without a value adds null, a pointer without its first slash loses its first
 * part, indexes may be negative. fast-json-patch refuses the first three and takes the last two for errors, so this is our own.
 * The document is not changed. Throws PatchError for an operation that can't be done, PatchTooLarge for a patch that takes too much.
 */
export function applyJsonPatch(document: JsonObject, operations: readonly JsonObject[]): Json {
  const root: Root = { doc: copy(document) as Json, copied: 0, moved: 0 };
  for (const operation of operations) apply(root, operation);
  return root.doc;
}

type Container = JsonObject | Json[];

function apply(root: Root, operation: JsonObject): void {
  const op = operation.op;
  switch (op) {
    case "add": {
      const [container, key] = find(root.doc, text(operation, "path"));
      add(root, container, key, copy(member(operation, "value") ?? null));
      return;
    }
    case "remove": {
      const [container, key] = find(root.doc, text(operation, "path"));
      remove(root, container, key);
      return;
    }
    case "replace": {
      const path = text(operation, "path");
      const value = copy(member(operation, "value") ?? null);
      if (path === "") {
        if (!Object.hasOwn(operation, "value")) throw panicked();
        if (typeof value !== "object" || value === null) throw new PatchError("replace operation value must be object or array");
        root.doc = value;
        return;
      }
      const [container, key] = find(root.doc, path);
      if (Array.isArray(container)) container[index(container, key)] = value;
      else define(container, key, value);
      return;
    }
    case "move": {
      const [from, fromKey] = find(root.doc, text(operation, "from"));
      const value = get(from, fromKey) ?? null;
      remove(root, from, fromKey);
      const [container, key] = find(root.doc, text(operation, "path"));
      add(root, container, key, value);
      return;
    }
    case "copy": {
      const [from, fromKey] = find(root.doc, text(operation, "from"));
      const source = get(from, fromKey) ?? null;
      root.copied += JSON.stringify(source).length;
      if (root.copied > copyLimit) {
        throw new PatchTooLarge(
          `Unable to complete the copy, the accumulated size increase of copy is ${root.copied}, exceeding the limit ${copyLimit}`,
        );
      }
      const value = copy(source);
      const [container, key] = find(root.doc, text(operation, "path"));
      add(root, container, key, value);
      return;
    }
    case "test": {
      const path = text(operation, "path");
      const wanted = member(operation, "value") ?? null;
      let value: Json = root.doc;
      if (path !== "") {
        const [container, key] = find(root.doc, path);
        value = get(container, key) ?? null;
      }
      if (!equal(value, wanted)) throw new PatchError(`testing value ${path} failed: test failed`);
      return;
    }
    default:
      throw new PatchError(`Unexpected kind: ${typeof op === "string" ? op : "unknown"}`);
  }
}

function text(operation: JsonObject, name: string): string {
  const value = member(operation, name);
  if (typeof value !== "string") throw new PatchError(`operation missing ${name} field: missing value`);
  return value;
}

const decode = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

/** The container that a pointer leads to, and the last part of the pointer. */
function find(doc: Json, path: string): [Container, string] {
  const parts = path.split("/");
  const missing = () => new PatchError(`doc is missing path: "${path}": missing value`);
  if (parts.length < 2) throw missing();
  let at: Json | undefined = doc;
  for (const part of parts.slice(1, -1)) {
    if (typeof at !== "object" || at === null) throw missing();
    at = get(at, decode(part));
    if (at === undefined || at === null) throw missing();
  }
  if (typeof at !== "object" || at === null) throw missing();
  return [at, decode(parts.at(-1) as string)];
}

function get(container: Container, key: string): Json | undefined {
  return Array.isArray(container) ? container[index(container, key)] : member(container, key);
}

function add(root: Root, container: Container, key: string, value: Json): void {
  if (isObject(container)) define(container, key, value);
  else if (key === "-") container.push(value);
  else container.splice(place(root, container, index(container, key, 1)), 0, value);
}

/** The place, when the items behind it may be moved. */
function place(root: Root, array: readonly Json[], at: number): number {
  root.moved += array.length - at;
  if (root.moved > moveLimit) throw new PatchTooLarge(`Unable to complete the patch, it moves more than ${moveLimit} items of arrays`);
  return at;
}

function remove(root: Root, container: Container, key: string): void {
  if (Array.isArray(container)) container.splice(place(root, container, index(container, key)), 1);
  else if (!Object.hasOwn(container, key)) throw new PatchError(`Unable to remove nonexistent key: ${key}: missing value`);
  else delete container[key];
}

/** An index into an array; negative ones count from its end. `extra` is 1 where the place behind the last item counts. */
function index(array: readonly Json[], key: string, extra = 0): number {
  if (!/^[+-]?\d+$/.test(key)) throw new PatchError(`value was not a proper array index: '${key}'`);
  const size = array.length + extra;
  const at = Number(key);
  if (at >= size || at < -size) throw new PatchError(`Unable to access invalid index: ${at}: invalid index referenced`);
  return at < 0 ? at + size : at;
}
