import type { Answers } from "./answer.ts";
import { BodyError, bodyRefused, type Decoded, decodeObject, type Expected, parseText } from "./body.ts";
import { invalidField } from "./field-errors.ts";
import { bodyIsYaml, type Output } from "./negotiate.ts";
import { isObject, type Json } from "./objects.ts";
import type { WriteOptions } from "./parameters.ts";
import type { Registry } from "./registry.ts";
import type { Resource } from "./resource.ts";
import type { RequestInfo } from "./route.ts";
import { badRequest, invalid } from "./status.ts";
import type { Witness } from "./store.ts";
import type { User } from "./user.ts";
import type { Watches } from "./watch.ts";

/** What handlers share. */
export interface Rooms {
  registry: Registry;
  watches: Watches;
  group: string;
  version: string;
  /** Every kind of the group version. */
  knownKinds: ReadonlySet<string>;
  statusCreates: boolean;
  random: () => number;
}

/** One request to a resource, authenticated and authorised. */
export interface Call {
  rooms: Rooms;
  request: Request;
  url: URL;
  query: URLSearchParams;
  info: RequestInfo;
  resource: Resource;
  user: User;
  answers: Answers;
  output: Output;
  /** Wants to know what the request changes. */
  witness?: Witness | undefined;
}

/** Does the part of a request that writes. */
export const written = <T>(call: Call, write: () => T): T => call.rooms.registry.store.witnessed(call.witness, write);

/** How the YAML reader begins when keys occur twice. */
export const yamlErrors = "yaml: unmarshal errors:\n";

const printable = (c: string) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(c);

/** The manager of a write: the one that is named, else the user agent up to its slash. */
export function managerOf(call: Call, options: WriteOptions): string {
  if (options.fieldManager) return options.fieldManager;
  const agent = (call.request.headers.get("user-agent") ?? "").split("/")[0] as string;
  return [...agent].filter(printable).join("").slice(0, 128);
}

/** Warns of strict errors or refuses them, as the client asked. */
export function strictness(
  call: Call,
  strict: readonly string[],
  validation: WriteOptions["fieldValidation"],
  refuse: (message: string) => Error,
): void {
  if (!strict.length) return;
  // The readers of the API are strict ones: what may not be warned of is refused, also with Ignore.
  if (validation !== "Warn") throw refuse(`strict decoding error: ${strict.join(", ")}`);
  for (const text of strict) {
    // Of YAML there is one error for all duplicate keys, and a warning for each.
    const lines = text.startsWith(yamlErrors) ? text.slice(yamlErrors.length).split("\n") : [text];
    for (const line of lines) call.answers.warnings.add(line.trim());
  }
}

/** Custom resources must say what they are; throws 400 or 422 in the words for them. */
function checkType(resource: Resource, value: Json): void {
  if (!isObject(value)) return;
  for (const [field, name] of [
    ["kind", "Kind"],
    ["apiVersion", "apiVersion"],
  ] as const) {
    if (!value[field]) throw new BodyError(`Object '${name}' is missing in '${JSON.stringify(value)}'`);
  }
  const { kind, apiVersion, metadata } = value as { kind: Json; apiVersion: Json; metadata?: { name?: string } };
  if (apiVersion !== resource.apiVersion) {
    throw badRequest(
      `the API version in the data (${String(apiVersion)}) does not match the expected API version (${resource.apiVersion})`,
    );
  }
  if (kind === resource.kind) return;
  const errors = [invalidField("kind", kind, `must be ${resource.kind}`)];
  throw invalid(resource.group, String(kind), metadata?.name ?? "", errors);
}

/** Reads the body of a write as an object of a type; throws the 400s and 415 of bodies. */
export function readObject(
  call: Call,
  text: string,
  is: { kind: string; type: string; group?: string; version?: string },
  validation: WriteOptions["fieldValidation"],
): Decoded["object"] {
  const { rooms, request } = call;
  const yaml = bodyIsYaml(request.headers.get("content-type"));
  const expected: Expected = { group: rooms.group, version: rooms.version, ...is };
  try {
    const parsed = parseText(text, yaml);
    if (call.resource.data.custom && is.kind === call.resource.kind) checkType(call.resource, parsed.value);
    const { object, strict } = decodeObject(parsed, expected, rooms.registry.decoder, rooms.knownKinds);
    strictness(call, strict, validation, (message) =>
      badRequest(`${is.kind} in version "${expected.version}" cannot be handled as a ${is.kind}: ${message}`),
    );
    return object;
  } catch (error) {
    throw error instanceof BodyError ? bodyRefused(error, is.kind, text) : error;
  }
}

/** Owners that are named twice count once; the client is told. */
export function dropDuplicateOwners(call: Call, object: Decoded["object"]): void {
  const metadata = object.metadata as { ownerReferences?: { uid: string }[] } | undefined;
  const owners = metadata?.ownerReferences;
  if (!metadata || !owners) return;
  const seen = new Set<string>();
  const twice = new Set<string>();
  metadata.ownerReferences = owners.filter((owner) => {
    const text = JSON.stringify(owner);
    if (seen.has(text)) twice.add(owner.uid);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
  if (twice.size) {
    call.answers.warnings.add(
      `.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${[...twice].join(", ")}`,
    );
  }
}
