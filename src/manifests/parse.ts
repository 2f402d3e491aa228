import type { Kinds } from "../generated/platform.ts";
import { invalidArgument } from "../http/errors.ts";
import { checkOptions, type OptionNames } from "../http/options.ts";
import type { ParsedManifest } from "../resources/kubernetes/manifest.ts";
import type { Fail } from "./construct.ts";
import { firstContent, splitDocuments } from "./documents.ts";
import { ManifestError } from "./error.ts";
import { Lines } from "./lines.ts";
import { load } from "./load.ts";

/** An object of any kind, as in a manifest. */
export interface Manifest extends ParsedManifest {
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

/** The type of a kind: its interface if this package has one, else {@link Manifest}. */
export type ManifestOf<K extends string> = K extends keyof Kinds ? Kinds[K] & { kind: K } & ParsedManifest : Manifest & { kind: K };

export interface ParseOptions<K extends string> {
  /** The kind that every object must have. Default: any kind. */
  kind: K;
}

const parseOptions = { kind: true } satisfies OptionNames<ParseOptions<string>>;

/** How many characters aliases may add to one text. */
const aliasLimit = 10_000_000;

/**
 * Reads the objects of a YAML or JSON text as kubectl does: several documents (`---`), empty ones skipped, the items of a `List` one by
 * one; `yes` is true, `012` is 10, dates stay strings. Beyond kubectl, refuses a key given twice and integers that JavaScript can't hold.
 * docs/manifests.md lists every difference.
 *
 * ```ts
 * for (const object of parseManifests(text)) if (isKind(object, "VirtualClusterInstance")) console.log(object.spec?.displayName);
 * const [instance] = parseManifests(text, { kind: "VirtualClusterInstance" });
 * ```
 *
 * @throws ManifestError with document, line and column, never with a piece of the text; InvalidArgument if the text is no string or an
 * option is unknown.
 */
export function parseManifests(text: string): Manifest[];
export function parseManifests<K extends keyof Kinds | (string & {})>(text: string, options: ParseOptions<K>): ManifestOf<K>[];
export function parseManifests(text: string, options: Partial<ParseOptions<string>> = {}): Manifest[] {
  return parse(text, options, "parseManifests");
}

/**
 * Reads the one object of a text. See {@link parseManifests}.
 *
 * @throws ManifestError also if the text has no object, or more than one.
 */
export function parseManifest(text: string): Manifest;
export function parseManifest<K extends keyof Kinds | (string & {})>(text: string, options: ParseOptions<K>): ManifestOf<K>;
export function parseManifest(text: string, options: Partial<ParseOptions<string>> = {}): Manifest {
  const objects = parse(text, options, "parseManifest");
  const [object] = objects;
  if (object && objects.length === 1) return object;
  const found = objects.length === 0 ? "none" : objects.length;
  throw new ManifestError(`expected one object, found ${found}`, { document: 1, line: 1, column: 1 });
}

/** Whether an object is of a kind. Narrows its type to the interface of the kind. */
export function isKind<K extends keyof Kinds>(object: { kind?: string }, kind: K): object is Kinds[K] & { kind: K } {
  return object.kind === kind;
}

function parse(text: string, options: Partial<ParseOptions<string>>, where: string): Manifest[] {
  if (typeof text !== "string") throw invalidArgument(where, "expected the manifests as a string");
  checkOptions(options, parseOptions, where);
  const { kind } = options;
  if (kind !== undefined && typeof kind !== "string") throw invalidArgument(where, "option kind: expected a string");
  const lines = new Lines(text);
  const budget = { left: aliasLimit };
  return splitDocuments(text).flatMap((piece, i) => {
    const fail: Fail = (reason, offset) => {
      throw new ManifestError(reason, { document: i + 1, ...lines.placeOf(offset) });
    };
    const refuse = (reason: string) => fail(reason, piece.offset + firstContent(piece.text));
    const objects = load(piece, budget, fail).flatMap((value) => objectsOf(value, refuse));
    if (kind !== undefined && objects.some((object) => object.kind !== kind)) refuse(`expected kind ${kind}, found another kind`);
    return objects;
  });
}

/** The objects that a value stands for: none for null, the items of a list, else the value itself. */
function objectsOf(value: unknown, refuse: (reason: string) => never): Manifest[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return refuse("a manifest must be a map of fields");
  const object = value as Manifest;
  if (typeof object.kind !== "string" || object.kind === "") return refuse("field kind: expected a string that is not empty");
  if (object.apiVersion !== undefined && typeof object.apiVersion !== "string") return refuse("field apiVersion: expected a string");
  if (!object.kind.endsWith("List") || !Object.hasOwn(object, "items")) return [object];
  const items = object["items"] ?? [];
  if (!Array.isArray(items)) return refuse("field items: expected a list");
  const kind = object.kind.slice(0, -"List".length);
  // The items of a typed list may leave out what the list says.
  const typed = kind === "" ? {} : { ...(object.apiVersion !== undefined && { apiVersion: object.apiVersion }), kind };
  return items.flatMap((item, i) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return refuse(`items[${i}]: expected a map of fields`);
    return objectsOf({ ...typed, ...item }, refuse);
  });
}
