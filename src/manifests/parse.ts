import { loadAll, YAMLException } from "js-yaml";
import type { Kinds } from "../generated/platform.ts";
import { known } from "../http/known.ts";
import { type Piece, splitDocuments, splitJson } from "./documents.ts";
import { ManifestError } from "./error.ts";
import { kubectlSchema, setOwn } from "./schema.ts";

/** An object of any kind, as a manifest has it. */
export interface Manifest {
  kind: string;
  apiVersion?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** The type of a kind: its interface where this package has one, else {@link Manifest}. */
export type ManifestOf<K extends string> = K extends keyof Kinds ? Kinds[K] & { kind: K } : Manifest & { kind: K };

export interface ParseOptions<K extends string> {
  /** The kind that every object must be of; anything else is an error. */
  kind: K;
}

/** How many aliases (`*name`) a document may have. */
const aliasLimit = 1000;
/** How deeply its lists and fields may nest. */
const depthLimit = 200;
/** How many values a document may have beyond its number of characters: only aliases make more. */
const extraValues = 100_000;

/**
 * The objects of a YAML or JSON text, as kubectl reads it: several documents (`---`), empty ones skipped, the items of a `List` one
 * by one; `yes` is true, `012` is 10, dates stay text. Beyond kubectl, a key given twice is an error, as are integers that JavaScript can't hold.
 *
 * ```ts
 * for (const object of parseManifests(text)) if (isKind(object, "VirtualClusterInstance")) console.log(object.spec?.displayName);
 * const [instance] = parseManifests(text, { kind: "VirtualClusterInstance" });
 * ```
 *
 * @throws ManifestError with document, line and column, never with a piece of the text.
 */
export function parseManifests(text: string): Manifest[];
export function parseManifests<K extends keyof Kinds | (string & {})>(text: string, options: ParseOptions<K>): ManifestOf<K>[];
export function parseManifests(text: string, options: Partial<ParseOptions<string>> = {}): Manifest[] {
  if (typeof text !== "string") throw new TypeError("parseManifests: the manifest must be text");
  known(options, "kind", "parseManifests");
  const { kind } = options;
  const found: Manifest[] = [];
  for (const [i, piece] of splitDocuments(text).entries()) {
    const place = { document: i + 1, ...lineOf(text, firstContent(piece)) };
    for (const value of valuesOf(text, piece, i + 1)) {
      for (const object of objectsOf(copied(value, piece, place), place)) {
        if (kind !== undefined && object.kind !== kind) throw new ManifestError(`expected kind ${kind}, found ${object.kind}`, place);
        found.push(object);
      }
    }
  }
  return found;
}

/** The one object of a text; an error when there is none, or more than one. See {@link parseManifests}. */
export function parseManifest(text: string): Manifest;
export function parseManifest<K extends keyof Kinds | (string & {})>(text: string, options: ParseOptions<K>): ManifestOf<K>;
export function parseManifest(text: string, options?: Partial<ParseOptions<string>>): Manifest {
  const objects = parseManifests(text, options as ParseOptions<string>);
  const [object] = objects;
  if (!object || objects.length > 1) {
    throw new ManifestError(`expected one object, found ${objects.length === 0 ? "none" : objects.length}`, {
      document: 1,
      line: 1,
      column: 1,
    });
  }
  return object;
}

/** Whether an object is of a kind: narrows its type to that kind's interface. */
export function isKind<K extends keyof Kinds>(object: { kind?: string }, kind: K): object is Kinds[K] & { kind: K } {
  return object.kind === kind;
}

function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** Where a document says something: the first line that is not empty and no comment. */
function firstContent({ text, offset }: Piece): number {
  const content = /^(?:[ \t]*(?:#.*)?(?:\r?\n|$))*[ \t]*(?=\S)/.exec(text);
  return offset + (content?.[0].length ?? 0);
}

/** The values of one document (JSON objects may follow one another). */
function valuesOf(text: string, piece: Piece, document: number): unknown[] {
  try {
    return load(piece.text);
  } catch (error) {
    const several = piece.text.trimStart().startsWith("{") ? splitJson(piece) : undefined;
    if (several && several.length > 1) return several.flatMap((p) => valuesOf(text, p, document));
    const position = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
    throw new ManifestError(reasonOf(error), { document, ...lineOf(text, piece.offset + position) });
  }
}

function load(text: string): unknown[] {
  return loadAll(text, { schema: kubectlSchema, maxAliases: aliasLimit, maxDepth: depthLimit });
}

/** The parser's reason without the names out of the text that it quotes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof YAMLException)) return "the text can't be read";
  return error.reason.replace(/\s*"[^"]*"/g, "").replace(/\s*!<.*>|(?<=such characters):.*/s, "");
}

/** The value with every alias an own copy, so that a change in one place is none in another. */
function copied(value: unknown, piece: Piece, place: { document: number; line: number; column: number }): unknown {
  let left = piece.text.length + extraValues;
  const above = new Set<object>();
  const copy = (node: unknown): unknown => {
    if (--left < 0) throw new ManifestError("its aliases make it too large", place);
    if (typeof node !== "object" || node === null) return node;
    if (above.has(node)) throw new ManifestError("an alias contains itself", place);
    above.add(node);
    let out: unknown;
    if (Array.isArray(node)) out = node.map(copy);
    else {
      const fields: Record<string, unknown> = {};
      for (const [key, field] of Object.entries(node)) setOwn(fields, key, copy(field));
      out = fields;
    }
    above.delete(node);
    return out;
  };
  return copy(value);
}

/** The objects that a value stands for: none for null, the items of a list, else itself. */
function objectsOf(value: unknown, place: { document: number; line: number; column: number }): Manifest[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) throw new ManifestError("a manifest is an object with fields", place);
  const object = value as Manifest;
  if (typeof object.kind !== "string" || object.kind === "") throw new ManifestError("the field kind is missing, or no text", place);
  if (object.apiVersion !== undefined && typeof object.apiVersion !== "string")
    throw new ManifestError("the field apiVersion must be text", place);
  const items = object["items"];
  if (!object.kind.endsWith("List") || !Array.isArray(items)) return [object];
  const kind = object.kind.slice(0, -"List".length);
  return items.flatMap((item, i) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) throw new ManifestError(`items[${i}] is no object`, place);
    // The items of a typed list may leave out what the list says.
    const typed = kind === "" ? {} : { ...(object.apiVersion !== undefined && { apiVersion: object.apiVersion }), kind };
    return objectsOf({ ...typed, ...item }, place);
  });
}
