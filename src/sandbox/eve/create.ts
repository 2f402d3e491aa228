import { readBody } from "./body.ts";
import { type Answer, type Call, parametersOf, written } from "./call.ts";
import { coerce } from "./coerce.ts";
import { parseEmbedded } from "./embed.ts";
import { EveError, InternalServerError } from "./errors.ts";
import type { Issues } from "./issues.ts";
import { parseJson } from "./json.ts";
import { collectionPath } from "./links.ts";
import type { Resource } from "./schema.ts";
import { checkStorable, Unstorable } from "./storable.ts";
import { NotADocument, validate } from "./validate.ts";
import { copy, type Draft, isDict, type ObjectId, UploadedFile } from "./values.ts";

/** A text in a place of a document is read as JSON first, as Eve does; it may well hold one. */
export function decode(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

/** The documents of a body; 400 for nothing, 500 for what Eve can't walk through. */
function documentsOf(body: unknown): unknown[] {
  if (isDict(body)) return [body];
  if (Array.isArray(body) ? body.length === 0 : !body) throw new EveError(400);
  if (typeof body === "string") return [...body];
  if (!Array.isArray(body)) throw new InternalServerError();
  return body;
}

function check(call: Call, value: unknown): { document: Draft } | { issues: Issues } {
  const { core, resource } = call;
  const document = decode(value);
  if (isDict(document)) {
    core.hooks(resource).receive?.(document);
    coerce(document, resource.fields);
  }
  // No field takes a file, and Eve can't even say so: it copies the value without end.
  if (isDict(document) && Object.values(document).some((field) => field instanceof UploadedFile))
    return { issues: { exception: "maximum recursion depth exceeded" } };
  try {
    const validation = core.validation(resource, "create");
    const issues = validate(document, resource.fields, validation);
    core.hooks(resource).validate?.(document as Draft, validation, issues);
    return issues.empty ? { document: document as Draft } : { issues: issues.toJSON() };
  } catch (error) {
    if (error instanceof NotADocument) return { issues: { "validation exception": error.message } };
    if (error instanceof Unstorable) return { issues: { exception: error.message } };
    throw error;
  }
}

type Checked = ReturnType<typeof check>;

/** The answer to a body of which some documents are not valid: nothing is stored, and each says what is wrong. */
function refusal(checked: readonly Checked[]): Answer | undefined {
  const failures = checked.filter((c) => "issues" in c).length;
  if (failures === 0) return undefined;
  const results = checked.map((c) => ("issues" in c ? { _status: "ERR", _issues: c.issues } : { _status: "OK" }));
  const message = `Insertion failure: ${failures} document(s) contain(s) error(s)`;
  const content = results.length === 1 ? results[0] : { _status: "ERR", _items: results };
  return { status: 422, body: { ...content, _error: { code: 422, message } } };
}

/** What the server itself made and keeps to itself from now on. */
const shownOnce = ({ fields }: Resource, document: Draft): Draft =>
  Object.fromEntries(Object.entries(document).filter(([key]) => fields[key]?.readonly && fields[key].writeOnly));

/** Validates and stores the documents of a body, all or none of them. */
async function insert(call: Call, body: unknown, embedded: readonly string[]): Promise<{ answer: Answer; first?: ObjectId }> {
  const { core, resource, url } = call;
  const hooks = core.hooks(resource);
  const values = documentsOf(body);
  const checkAll = (): Checked[] => values.map((value) => check(call, copy(value)));
  let checked = checkAll();
  let refused = refusal(checked);
  if (!refused && hooks.probe) {
    for (const c of checked) if ("document" in c) await hooks.probe(c.document);
    // Others may have written meanwhile.
    checked = checkAll();
    refused = refusal(checked);
  }
  if (refused) return { answer: refused };
  const documents = checked.map((c) => (c as { document: Draft }).document);
  hooks.admit?.(documents.length);
  const now = core.now();
  for (const document of documents) {
    try {
      checkStorable(document);
    } catch (error) {
      throw error instanceof Unstorable ? new InternalServerError() : error;
    }
  }
  for (const document of documents) {
    document["_updated"] = document["_created"] = now;
    hooks.insert?.(document, url);
    document["_etag"] = core.newEtag();
    document["_id"] ??= core.newId();
    if (core.store.get(resource.name, document["_id"] as ObjectId)) throw new EveError(409);
    written(call, () => core.store.insert(resource.name, document));
  }
  const results = documents.map((document) => ({
    ...core.present(resource, document, embedded),
    ...shownOnce(resource, document),
    _status: "OK",
  }));
  const content = results.length === 1 ? (results[0] as Draft) : { _status: "OK", _items: results };
  return { answer: { status: 201, body: content }, first: documents[0]?.["_id"] as ObjectId };
}

/** Eve gives a path relative to its root, and HTTP takes it relative to the request: so the version comes twice. */
function located(call: Call, { answer, first }: { answer: Answer; first?: ObjectId }): Answer {
  if (!first) return answer;
  // What it takes for the request's path is what it has routed by.
  const request = new URL(call.url);
  request.pathname = decodeURIComponent(request.pathname).replace(/\/{2,}/g, "/");
  const location = new URL(`${collectionPath(call.core.urls, call.resource.name)}/${first}`, request).href;
  return { ...answer, headers: { location } };
}

/** POST to a resource: one document, or several at once. */
export async function create(call: Call): Promise<Answer> {
  const { core, resource, request } = call;
  const embedded = parseEmbedded(parametersOf(call).embedded, resource, core.resources);
  return located(call, await insert(call, await readBody(request), embedded));
}

/** PUT to an id that no document has: creates it there. */
export async function createAt(call: Call, id: ObjectId, body: unknown): Promise<Answer> {
  const { core, resource } = call;
  const embedded = parseEmbedded(parametersOf(call).embedded, resource, core.resources);
  if (!isDict(body)) throw new InternalServerError();
  body["_id"] = id.hex;
  return located(call, await insert(call, body, embedded));
}
