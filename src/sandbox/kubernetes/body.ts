import { DecodeError, type Decoder } from "./decode.ts";
import { JsonSyntaxError, type Member, parseJson } from "./json.ts";
import { isObject, type Json, type JsonObject } from "./objects.ts";
import { quote } from "./quote.ts";
import { badRequest, tooLarge } from "./status.ts";
import { parseYaml, YamlSyntaxError, YamlValueError } from "./yaml.ts";

const sizeLimit = 3 * 1024 * 1024;

/** Reads the body of a request; throws 413 beyond 3 MiB. */
export async function readBody(request: Request): Promise<string> {
  const refused = () => tooLarge(`limit is ${sizeLimit}`);
  if (Number(request.headers.get("content-length") ?? 0) > sizeLimit) throw refused();
  if (!request.body) return "";
  // With its byte order mark, which is no JSON.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await request.arrayBuffer());
  if (text.length > sizeLimit || (text.length * 3 > sizeLimit && new TextEncoder().encode(text).length > sizeLimit)) throw refused();
  return text;
}

/** A body that is not an object: what the server's reader says of it, and whether it got as far as the kind. */
export class BodyError extends Error {
  /** Kind and version that the body or the path gave; undefined when the body could not be read at all. */
  readonly is: { kind: string; version: string } | undefined;

  constructor(message: string, is?: { kind: string; version: string }) {
    super(message);
    this.is = is;
  }
}

/** What is expected of a body. */
export interface Expected {
  kind: string;
  group: string;
  version: string;
  type: string;
}

/** The kinds that a body may name although the path wants another: they are refused in other words than unknown ones. */
type KnownKinds = ReadonlySet<string>;

export interface Decoded {
  /** Of the expected type, without kind and apiVersion. */
  object: JsonObject;
  /** What a strict reader would refuse: unknown and duplicate fields. */
  strict: string[];
}

/** A body that was read. */
export interface Parsed {
  value: Json;
  /** What a strict reader says of the YAML before it looks at the object. */
  strict: readonly string[];
  members: readonly Member[];
  /** It comes out of a patch that is applied to values and not to text. */
  isUnstructured?: boolean;
}

/** Parses text as JSON or YAML, to be read as an object of the API; throws BodyError. */
export function parseText(text: string, yaml: boolean): Parsed {
  try {
    if (yaml) {
      const { value, duplicates } = parseYaml(text);
      return { value, strict: duplicates.length ? [`yaml: unmarshal errors:\n  ${duplicates.join("\n  ")}`] : [], members: [] };
    }
    return { ...parseJson(text, { typed: true }), strict: [] };
  } catch (error) {
    if (error instanceof YamlValueError) throw new BodyError(error.message);
    if (error instanceof YamlSyntaxError) throw new BodyError(`yaml: ${error.message}`);
    if (error instanceof JsonSyntaxError) throw new BodyError(`couldn't get version/kind; json parse error: ${error.message}`);
    throw error;
  }
}

/** Decodes a value that was sent as the expected kind; throws BodyError. Kind and version may be left out. */
export function decodeObject(
  { value, strict, members, isUnstructured }: Parsed,
  expected: Expected,
  decoder: Decoder,
  known: KnownKinds,
): Decoded {
  const object = anObject(value);
  const is = kindOf(object, expected);
  const unknown: string[] = [];
  const isHere = is.group === expected.group && is.version === expected.version;
  if (!(isHere && (is.kind === expected.kind || known.has(is.kind))) && !isMetaKind(is, isHere)) {
    const apiVersion = is.group ? `${is.group}/${is.version}` : is.version;
    throw new BodyError(`no kind ${quote(is.kind)} is registered for version ${quote(apiVersion)} in scheme "pkg/runtime/scheme.go"`, is);
  }
  if (is.kind !== expected.kind || !isHere) {
    throw new BodyError(`converting (v1.${is.kind}) to (v1.${expected.kind}): unknown conversion`, is);
  }
  try {
    const decoded = decoder.decode(object, expected.type, unknown, isUnstructured);
    delete decoded.kind;
    delete decoded.apiVersion;
    return { object: decoded, strict: [...strict, ...strictErrors(unknown, members)] };
  } catch (error) {
    if (error instanceof DecodeError) throw new BodyError(error.message, is);
    throw error;
  }
}

/** Kinds that no version has to itself. */
const unversioned = ["Status", "APIVersions", "APIGroup", "APIGroupList", "APIResourceList"];
/** Kinds that every version has, and the first of the core group. */
const optionKinds = ["WatchEvent", "ListOptions", "GetOptions", "DeleteOptions", "CreateOptions", "UpdateOptions", "PatchOptions"];

/** Kinds of the machinery itself: known, but never what a resource takes. */
export const isMetaKind = (is: { kind: string; group: string; version: string }, isServed: boolean): boolean =>
  unversioned.includes(is.kind) || (optionKinds.includes(is.kind) && (isServed || (is.group === "" && is.version === "v1")));

/** Where the next part of a path begins behind a position; -1 if none does. */
function nextPart(path: string, after: number): number {
  const found = path.slice(after + 1).search(/[.[]/);
  return found < 0 ? -1 : after + 1 + found;
}

/** Unknown and duplicate fields, each once, in the order of the text. What is below an unknown field is not looked at. */
function strictErrors(unknown: readonly string[], members: readonly Member[]): string[] {
  if (!members.length) return unknown.map((name) => `unknown field ${quote(name)}`);
  const names = new Set(unknown);
  const isBelowUnknown = (path: string): boolean => {
    for (let at = path.search(/[.[]/); at >= 0; at = nextPart(path, at)) if (names.has(path.slice(0, at))) return true;
    return false;
  };
  const errors = new Set<string>();
  for (const { path, again } of members) {
    if (names.has(path)) errors.add(`unknown field ${quote(path)}`);
    else if (again && !isBelowUnknown(path)) errors.add(`duplicate field ${quote(path)}`);
  }
  return [...errors];
}

/** A body that is an object, or nothing; throws BodyError for any other. */
export function anObject(value: Json): JsonObject {
  if (value === null) return {};
  if (isObject(value)) return value;
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  throw new BodyError(
    `couldn't get version/kind; json parse error: json: cannot unmarshal ${kind} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
  );
}

/** The kind that an object says it is; what it leaves out is what is expected. Throws BodyError. */
export function kindOf(
  object: JsonObject,
  expected: { kind: string; group: string; version: string },
): { kind: string; group: string; version: string } {
  for (const field of ["apiVersion", "kind"]) {
    const value = object[field];
    if (value === undefined || value === null || typeof value === "string") continue;
    const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
    throw new BodyError(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${kind} into Go struct field .${field} of type string`,
    );
  }
  const [kind, apiVersion] = [(object.kind as string | null) || expected.kind, (object.apiVersion as string | null) || ""];
  const parts = apiVersion === "/" ? ["", ""] : apiVersion.split("/");
  if (parts.length > 2) throw new BodyError(`unexpected GroupVersion string: ${apiVersion}`);
  const [group, version] = parts.length === 2 ? parts : ["", apiVersion];
  // What is left out is what is expected, if the rest is.
  if (!version && (!group || group === expected.group)) return { kind, group: expected.group, version: expected.version };
  return { kind, group: group as string, version: version as string };
}

/** The 400 that a body which cannot be read is answered with. */
export function bodyRefused(error: BodyError, kind: string, text: string) {
  if (error.is?.kind) {
    return badRequest(`${error.is.kind} in version ${quote(error.is.version)} cannot be handled as a ${kind}: ${error.message}`);
  }
  return badRequest(`the object provided is unrecognized (must be of type ${kind}): ${error.message} (${summary(text)})`);
}

/** The beginning of a body: as it is when it looks like JSON, else in hex. */
function summary(text: string): string {
  if (!text) return "<empty>";
  const bytes = new TextEncoder().encode(text.slice(0, 31));
  const cut = text.length > 30;
  if (text.startsWith("{")) return cut ? `${text.slice(0, 30)} ...` : text;
  const hex = [...bytes.slice(0, 30)].map((b) => b.toString(16).padStart(2, "0")).join("");
  return cut ? `${hex} ...` : hex;
}
