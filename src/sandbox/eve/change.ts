import { readBody } from "./body.ts";
import { type Answer, type Call, parametersOf, written } from "./call.ts";
import { coerce } from "./coerce.ts";
import { createAt, decode } from "./create.ts";
import { parseEmbedded } from "./embed.ts";
import { EveError, InternalServerError, immutableId } from "./errors.ts";
import { formatHttpDate } from "./http-date.ts";
import type { Parameters } from "./parameters.ts";
import { parseProjection, project } from "./projection.ts";
import { checkStorable, Unstorable } from "./storable.ts";
import { NotADocument, type Validation, validate } from "./validate.ts";
import { copy, type Document, type Draft, equal, isDict, type ObjectId, setKey, UploadedFile } from "./values.ts";

/** The stored document that a change is for, as far as the client's projection shows it; 428 without etag, 412 with another. */
export function findToChange(call: Call, parameters: Parameters, etagWanted: boolean): Document | undefined {
  const { core, resource, id } = call;
  const projection = parseProjection(parameters.projection, resource);
  const stored = id && core.store.get(resource.name, id);
  if (!stored) return undefined;
  if (parameters.ifMatch === undefined) {
    if (etagWanted) throw new EveError(428);
  } else if (parameters.ifMatch !== stored["_etag"]) throw new EveError(412);
  return project(stored, projection);
}

/** Sub-documents are merged key by key; lists and all else are replaced. 400 when one is to be merged into what is none. */
function merge(into: Draft, changes: Draft): void {
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    // `__proto__` may be a key like any other: what is inherited is not the document's.
    const before = Object.hasOwn(into, key) ? into[key] : undefined;
    if (isDict(value) && before !== null) {
      if (before !== undefined && !isDict(before)) throw new EveError(400);
      const inner = before ?? {};
      merge(inner, value);
      setKey(into, key, inner);
    } else setKey(into, key, value);
  }
}

interface Checked {
  /** The body as it came, but for conversions: without defaults. */
  sent: Draft;
  document: Draft;
}

/** The body of a change, validated; or the answer that refuses it. */
function check(call: Call, body: unknown, operation: Validation["operation"], original: Document): Checked | Answer {
  const { core, resource } = call;
  const document = decode(body);
  if (isDict(document)) {
    core.hooks(resource).receive?.(document);
    coerce(document, resource.fields);
  }
  if (isDict(document) && Object.values(document).some((field) => field instanceof UploadedFile)) throw new EveError(400);
  const sent = isDict(document) ? copy(document) : {};
  try {
    const validation = core.validation(resource, operation, original);
    const issues = validate(document, resource.fields, validation);
    core.hooks(resource).validate?.(document as Draft, validation, issues);
    if (!issues.empty) return { status: 422, body: { _issues: issues.toJSON(), _status: "ERR" } };
  } catch (error) {
    if (error instanceof NotADocument) return { status: 422, body: { _issues: { "validator exception": error.message }, _status: "ERR" } };
    throw error instanceof Unstorable ? new EveError(400) : error;
  }
  return { sent, document: document as Draft };
}

/** Stores a new version; 400 when it has another id, or what no database can keep. */
function write(call: Call, document: Draft, id: ObjectId): Document {
  const { core, resource } = call;
  try {
    checkStorable(document);
  } catch (error) {
    throw error instanceof Unstorable ? new EveError(400) : error;
  }
  if (!equal(document["_id"], id)) throw new EveError(400, immutableId);
  document["_etag"] = core.newEtag();
  return written(call, () => core.store.replace(resource.name, document));
}

/** What is answered of a change. It is made already when embedding fails: then a 400 says so. */
function presented({ core, resource }: Call, document: Document, embedded: readonly string[]): Draft {
  core.wire(resource, document);
  try {
    return core.present(resource, document, embedded);
  } catch (error) {
    throw error instanceof InternalServerError ? new EveError(400) : error;
  }
}

/** PATCH: merges the body into the stored document. */
export async function patch(call: Call): Promise<Answer> {
  const { core, resource, id, request } = call;
  const body = await readBody(request);
  const parameters = parametersOf(call);
  const original = findToChange(call, parameters, true);
  if (!original || !id) throw new EveError(404);
  const embedded = parseEmbedded(parameters.embedded, resource, core.resources);
  const checked = check(call, body, "update", original);
  if (!("document" in checked)) return checked;
  // Eve merges into what its projection shows, and writes the fields of the result over the stored ones.
  const shown = copy(original) as Draft;
  merge(shown, checked.document);
  const whole = { ...core.store.get(resource.name, id) } as Draft;
  for (const key of Object.keys(checked.document)) setKey(whole, key, shown[key]);
  whole["_updated"] = core.now();
  const stored = write(call, whole, id);
  const visible = project(stored, parseProjection(parameters.projection, resource));
  const answer = parameters.projection ? { ...visible, ...pick(stored, Object.keys(checked.document)) } : stored;
  return {
    status: 200,
    body: { ...presented(call, answer, embedded), _status: "OK" },
    headers: { etag: `"${String(stored["_etag"])}"` },
  };
}

const pick = (document: Document, keys: readonly string[]): Draft => Object.fromEntries(keys.map((key) => [key, document[key]]));

/** PUT: puts the body in the place of the stored document; creates it when the id is not there. */
export async function put(call: Call): Promise<Answer> {
  const { core, resource, id, request } = call;
  const body = await readBody(request);
  const parameters = parametersOf(call);
  const original = findToChange(call, parameters, true);
  if (!id) throw new EveError(404);
  if (!original) {
    if (core.options.lenient?.putToUnknownId === 404) throw new EveError(404);
    return createAt(call, id, body);
  }
  const embedded = parseEmbedded(parameters.embedded, resource, core.resources);
  const checked = check(call, body, "replace", original);
  if (!("document" in checked)) return checked;
  const { document, sent } = checked;
  const now = core.now();
  document["_updated"] = now;
  document["_created"] = original["_created"];
  document["_id"] ??= id;
  if (core.options.keepReadonlyOnPut) {
    for (const [key, rule] of Object.entries(resource.fields)) {
      if (rule.readonly && !Object.hasOwn(sent, key) && Object.hasOwn(original, key)) document[key] = original[key];
    }
  }
  const stored = write(call, document, id);
  return {
    status: 200,
    body: { ...presented(call, stored, embedded), _status: "OK" },
    headers: { etag: `"${String(stored["_etag"])}"`, "last-modified": formatHttpDate(now) },
  };
}
