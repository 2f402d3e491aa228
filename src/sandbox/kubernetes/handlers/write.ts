import type { Tracked } from "../apply/managed-fields.ts";
import { anObject, BodyError, decodeObject, type Expected, isMetaKind, kindOf, parseText, readBody } from "../body.ts";
import { type Call, dropDuplicateOwners, managerOf, readObject, strictness, written, yamlErrors } from "../call.ts";
import { DecodeError, Decoder } from "../decode.ts";
import { invalidField } from "../field-errors.ts";
import { type Document, duplicates, JsonSyntaxError, parseJson } from "../json.ts";
import { metaTypes } from "../meta-types.ts";
import { bodyIsYaml, mediaType } from "../negotiate.ts";
import { isObject, type Json, type JsonObject, type KubeObject, type ObjectMeta } from "../objects.ts";
import { deleteOptions, includeObject, type WriteOptions, writeOptions } from "../parameters.ts";
import { applyJsonPatch, PatchError, PatchTooLarge } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { applyStrategicMergePatch } from "../patch/strategic-merge-patch.ts";
import { protobufType } from "../protobuf.ts";
import { goText, quote } from "../quote.ts";
import { type Next, Registry, type WriteContext } from "../registry.ts";
import { convertedList, convertedObject } from "../representation.ts";
import { groupVersion } from "../resource.ts";
import { ApiError, badRequest, conflict, internal, invalid, tooLarge } from "../status.ts";
import { parseYaml, YamlSyntaxError } from "../yaml.ts";
import { listMeta, listPage, select } from "./read.ts";

/** Who writes, and how; `text` is the body of the request. */
export const contextOf = (call: Call, options: WriteOptions, text = ""): WriteContext => ({
  bodyLength: text.length,
  user: call.user,
  manager: managerOf(call, options),
  dryRun: options.dryRun,
  warn: (text) => call.answers.warnings.add(text),
  subresource: call.info.subresource === "status" || call.info.subresource === "scale" ? call.info.subresource : undefined,
});

export const answer = (call: Call, code: number, object: KubeObject) =>
  call.answers.json(code, convertedObject(call.resource, object, call.output.convert, includeOf(call)), call.output);

const includeOf = (call: Call) => (call.output.convert?.kind === "Table" ? includeObject(call.query) : "Metadata");

/** POST to a collection. */
export async function createObject(call: Call): Promise<Response> {
  const { rooms, request, query, resource, info } = call;
  bodyIsYaml(request.headers.get("content-type"));
  const text = await readBody(request);
  const options = writeOptions("CreateOptions", query);
  const object = readObject(call, text, { kind: resource.kind, type: resource.type as string }, options.fieldValidation);
  Registry.placeIn(resource, info.namespace, object.metadata as ObjectMeta);
  dropDuplicateOwners(call, object);
  const kept = written(call, () => rooms.registry.create(resource, info.namespace, { object }, contextOf(call, options, text)));
  return answer(call, 201, kept);
}

/** PUT of an object or its status. */
export async function updateObject(call: Call): Promise<Response> {
  const { rooms, request, query, resource, info } = call;
  const text = await readBody(request);
  const options = writeOptions("UpdateOptions", query);
  const object = readObject(call, text, { kind: resource.kind, type: resource.type as string }, options.fieldValidation);
  const metadata = object.metadata as ObjectMeta;
  Registry.placeIn(resource, info.namespace, metadata);
  Registry.checkName(metadata, info.name);
  dropDuplicateOwners(call, object);
  const { object: kept, created } = written(call, () =>
    rooms.registry.update(resource, info.namespace, info.name, () => ({ object }), contextOf(call, options, text), {
      uid: metadata.uid,
      mayCreate: resource.data.createOnUpdate === true && !info.subresource,
    }),
  );
  return answer(call, created ? 201 : 200, kept);
}

export const patchTypes = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

const operationsLimit = 10_000;

/** PATCH of an object or its status. */
export async function patchObject(call: Call): Promise<Response> {
  const { rooms, request, query, resource, info } = call;
  const type = mediaType(request.headers.get("content-type"));
  const text = await readBody(request);
  const isApply = type === patchTypes.apply;
  const options = writeOptions("PatchOptions", query, isApply);
  const context = contextOf(call, options, text);
  const change = (existing: KubeObject | undefined): Next => {
    const next = isApply ? applied(call, text, existing, options) : patched(call, text, type, existing as KubeObject, options);
    const metadata = next.object.metadata as ObjectMeta;
    if (!existing && metadata.uid) {
      throw conflict(
        resource,
        info.name,
        `uid mismatch: the provided object specified uid ${metadata.uid}, and no existing object was found`,
      );
    }
    Registry.placeIn(resource, info.namespace, metadata);
    Registry.checkName(metadata, info.name);
    dropDuplicateOwners(call, next.object);
    return next;
  };
  const { object, created } = written(call, () =>
    rooms.registry.update(resource, info.namespace, info.name, change, context, {
      mayCreate: isApply && (info.subresource === "" || rooms.statusCreates),
    }),
  );
  return answer(call, created ? 201 : 200, object);
}

/** What a patch changes: an object of the resource, or one that stands for a part of it. */
export interface Patchable {
  kind: string;
  group: string;
  version: string;
  /** In the table of types. */
  type: string;
}

const itself = ({ resource, rooms }: Call): Patchable => ({
  kind: resource.kind,
  group: rooms.group,
  version: rooms.version,
  type: resource.type as string,
});

/** Applies a JSON, merge or strategic merge patch to an object. */
export function patched(
  call: Call,
  text: string,
  type: string,
  existing: KubeObject,
  options: WriteOptions,
  is: Patchable = itself(call),
): Next {
  const document: JsonObject = { apiVersion: groupVersion(is), kind: is.kind, ...(existing as unknown as JsonObject) };
  const strict: string[] = [];
  let result: Json;
  let shown: string | undefined;
  // Who ignores mistakes skips the reader that finds them, and hears of the rest from the next one.
  const isLax = options.fieldValidation === "Ignore";
  if (type === patchTypes.json) {
    const operations = parsePatch(text, "array", "[]handlers.jsonPatchOp", strict, isLax ? "" : undefined) as Json[];
    if (operations.length > operationsLimit) {
      throw tooLarge(`The allowed maximum operations in a JSON patch is ${operationsLimit}, got ${operations.length}`);
    }
    try {
      result = applyJsonPatch(document, checkOperations(operations, strict, isLax));
    } catch (error) {
      if (error instanceof PatchTooLarge) throw tooLarge(error.message);
      if (!(error instanceof PatchError)) throw error;
      throw new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});
    }
  } else if (type === patchTypes.merge) {
    const patch = isLax ? anyPatch(text) : parsePatch(text, "object", "map[string]interface {}", strict);
    if (patch === null) throw badRequest("Invalid JSON Patch");
    result = isObject(patch) ? applyMergePatch(document, patch) : patch;
  } else {
    const patch = (parsePatch(text, "object", "map[string]interface {}", strict, "") ?? {}) as JsonObject;
    result = applyStrategicMergePatch(document, patch, is.type, call.rooms.registry.decoder);
    shown = `map[${Object.keys(patch)
      .sort()
      .map((key) => `${key}:${goText(patch[key] as Json)}`)
      .join(" ")}]`;
  }
  return { object: decodePatched(call, result, isLax ? [] : strict, options, shown, is) };
}

/** A patch as text; `what` names the error of one that cannot be read. */
function parsePatch(text: string, wanted: "array" | "object", goType: string, strict: string[], what = "error decoding patch: "): Json {
  let document: Document;
  try {
    document = parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw badRequest(`${what}${error.message}`);
    throw error;
  }
  const { value, members } = document;
  if (value === null) return wanted === "array" ? [] : null;
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  if (kind !== wanted) throw badRequest(`${what}json: cannot unmarshal ${kind} into Go value of type ${goType}`);
  for (const name of duplicates(members)) strict.push(`${wanted === "array" ? "json patch " : ""}duplicate field ${quote(name)}`);
  return value;
}

/** A merge patch as its own library reads it: whatever is no JSON or no container is null. */
function anyPatch(text: string): Json {
  try {
    const { value } = parseJson(text);
    return typeof value === "object" ? value : null;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null;
    throw error;
  }
}

const operationFields = ["op", "path", "from", "value"];

/** Operations must be objects; members that no operation has are strict errors. */
function checkOperations(operations: readonly Json[], strict: string[], isLax: boolean): JsonObject[] {
  const what = isLax ? "" : "error decoding patch: ";
  return operations.map((operation, i) => {
    if (operation === null) return {};
    if (!isObject(operation)) {
      const kind = Array.isArray(operation) ? "array" : typeof operation === "boolean" ? "bool" : typeof operation;
      throw badRequest(`${what}json: cannot unmarshal ${kind} into Go value of type handlers.jsonPatchOp`);
    }
    if (isLax) return operation;
    for (const key in operation) {
      const value = operation[key];
      if (!operationFields.includes(key)) strict.push(`json patch unknown field "[${i}].${key}"`);
      else if (key !== "value" && value !== null && typeof value !== "string") {
        const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
        throw badRequest(`error decoding patch: json: cannot unmarshal ${kind} into Go struct field jsonPatchOp.${key} of type string`);
      }
    }
    return operation;
  });
}

/** Decodes what came out of a patch; throws 422 with the whole result for what cannot be an object of the kind. */
function decodePatched(
  call: Call,
  result: Json,
  patchStrict: readonly string[],
  options: WriteOptions,
  shown: string | undefined,
  expected: Expected,
): JsonObject {
  const { rooms } = call;
  const refuse = (message: string) => invalid("", "", "", [invalidField("patch", shown ?? sortedJson(result), message)]);
  try {
    // Nobody asks the result of a strategic patch what kind it is.
    const value = shown === undefined || !isObject(result) ? result : { ...result, kind: null, apiVersion: null };
    const { object, strict } = decodeObject(
      { value, strict: [], members: [], isUnstructured: shown !== undefined },
      expected,
      rooms.registry.decoder,
      rooms.knownKinds,
    );
    // Only what comes out of the other patches goes through a reader that is always strict.
    const isLax = shown !== undefined && options.fieldValidation === "Ignore";
    if (!isLax) strictness(call, [...patchStrict, ...strict], options.fieldValidation, refuse);
    return object;
  } catch (error) {
    throw error instanceof BodyError ? refuse(error.message) : error;
  }
}

/** JSON with sorted members. */
function sortedJson(value: Json): string {
  return JSON.stringify(value, (_key, item) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}

/** Reads the body of server-side apply: YAML, and so JSON. Gives the object and which keys are there twice. Throws 400. */
export function readApplied(text: string): { value: JsonObject; duplicates: string[] } {
  let value: Json;
  let duplicates: string[];
  try {
    const document = parseYaml(text);
    value = document.value ?? {};
    duplicates = document.duplicates;
  } catch (error) {
    if (!(error instanceof YamlSyntaxError)) throw error;
    throw badRequest(`error decoding YAML: error converting YAML to JSON: yaml: ${error.message}`);
  }
  if (isObject(value)) return { value, duplicates };
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  throw badRequest(
    `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
  );
}

/** What the object becomes by server-side apply. */
function applied(call: Call, text: string, existing: KubeObject | undefined, options: WriteOptions): Next {
  const { rooms, resource, info } = call;
  const { value, duplicates } = readApplied(text);
  const live = (existing ?? rooms.registry.empty(resource)) as unknown as Tracked;
  const type = resource.type as string;
  const manager = {
    name: options.fieldManager,
    apiVersion: resource.apiVersion,
    subresource: info.subresource || undefined,
    frozen: rooms.registry.frozenByStatus(resource),
  };
  const result = rooms.registry.fields.apply(live, value, type, {
    kind: resource.kind,
    manager,
    force: options.force,
    now: rooms.registry.now,
  });
  const object = decodeApplied(call, result.object, value.metadata as ObjectMeta | null | undefined);
  if (duplicates.length) {
    const message = `${yamlErrors}  ${duplicates.join("\n  ")}`;
    if (options.fieldValidation === "Strict") throw badRequest(`error strict decoding YAML: error converting YAML to JSON: ${message}`);
    if (options.fieldValidation === "Warn") for (const line of duplicates) call.answers.warnings.add(line);
  }
  return { object, managedFields: { entries: result.managedFields } };
}

/** Decodes what came out of an apply; `sent` is the metadata that was applied. Throws 500 for what cannot be an object of the kind. */
function decodeApplied({ rooms, resource }: Call, value: JsonObject, sent: ObjectMeta | null | undefined): JsonObject {
  try {
    const object = rooms.registry.decoder.decode(value, resource.type as string, [], true);
    delete object.kind;
    delete object.apiVersion;
    return object;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const is = `${resource.apiVersion}, Kind=${resource.kind}`;
    throw internal(
      `failed to convert new object (${sent?.namespace ?? ""}/${sent?.name ?? ""}; ${is}) to proper version: unable to convert unstructured object to ${is}: ${error.message}`,
    );
  }
}

/** The options of a deletion, whatever API is played. */
const deleteDecoder = new Decoder(metaTypes);

const deleteMediaTypes = ["application/json", "application/yaml", protobufType];

/** The options of a deletion out of its body; undefined when it has none. */
async function deleteBody(call: Call): Promise<JsonObject | undefined> {
  const { request, rooms } = call;
  const text = await readBody(request);
  if (!text) return undefined;
  if (mediaType(request.headers.get("content-type")) === protobufType) {
    throw badRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
  }
  const yaml = bodyIsYaml(request.headers.get("content-type"), deleteMediaTypes);
  let object: JsonObject;
  let is: ReturnType<typeof kindOf>;
  try {
    const { value } = parseText(text, yaml);
    object = anObject(value);
    is = kindOf(object, { kind: "DeleteOptions", group: "", version: "v1" });
  } catch (error) {
    throw error instanceof BodyError ? badRequest(error.message) : error;
  }
  if (is.kind !== "DeleteOptions") {
    const version = groupVersion(is);
    if (isMetaKind(is, version === groupVersion(rooms))) {
      throw badRequest(`converting (v1.${is.kind}) to (v1.DeleteOptions): unknown conversion`);
    }
    throw badRequest(`no kind ${quote(is.kind)} is registered for version ${quote(version)} in scheme "pkg/runtime/scheme.go"`);
  }
  try {
    return deleteDecoder.decode(object, "DeleteOptions", []);
  } catch (error) {
    throw error instanceof DecodeError ? badRequest(error.message) : error;
  }
}

/** DELETE of an object. */
export async function deleteObject(call: Call): Promise<Response> {
  const { rooms, query, resource, info, user, answers, output } = call;
  const options = deleteOptions(await deleteBody(call), query);
  const result = written(call, () =>
    rooms.registry.delete(resource, info.namespace, info.name, options, { user, manager: "", dryRun: options.dryRun }),
  );
  if ("kind" in result && result.kind === "Status") return answers.json(200, JSON.stringify(result), { ...output });
  // Not deleted yet although dependents are to go first: accepted.
  return answer(call, options.orphanDependents === false ? 202 : 200, result as KubeObject);
}

/** DELETE of a collection: answers with what was in it. */
export async function deleteObjects(call: Call): Promise<Response> {
  const { rooms, query, resource, user, answers, output } = call;
  const selection = select(call);
  const options = deleteOptions(await deleteBody(call), query);
  const page = listPage(call, selection);
  for (const { metadata } of page.objects) {
    try {
      const context = { user, manager: "", dryRun: options.dryRun };
      written(call, () => rooms.registry.delete(resource, metadata.namespace ?? "", metadata.name as string, options, context));
    } catch (error) {
      // Another deletion was faster.
      if (!(error instanceof ApiError && error.code === 404)) throw error;
    }
  }
  return answers.json(200, convertedList(resource, listMeta(call, page, selection), page.objects, output.convert, includeOf(call)), output);
}
