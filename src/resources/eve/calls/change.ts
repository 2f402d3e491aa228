import { patched } from "../../../http/apply-patch.ts";
import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { type ErrorCode, invalidArgument } from "../../../http/errors.ts";
import { isObject, own } from "../../../http/json.ts";
import type { JsonPatch } from "../../../http/json-patch.ts";
import { refuseRounded } from "../../../http/json-text.ts";
import { isLost } from "../../../http/lost.ts";
import { isConflict, isNoSuchObject } from "../../../http/predicates.ts";
import { sameJson } from "../../../http/same-json.ts";
import { merged } from "../changes.ts";
import { content } from "../content.ts";
import type { Reference, StoredDocument, Version } from "../document.ts";
import { editDocument } from "../edit.ts";
import { bareEtag } from "../etag.ts";
import { failureOf } from "../failure.ts";
import { refuseLosingSecrets } from "../hidden.ts";
import { refusePart } from "../parts.ts";
import { bodyText } from "../query.ts";
import { type DocumentRequests, documentMismatch } from "../requests.ts";
import { settleWrite } from "../settle.ts";
import { ifMatch } from "../version.ts";
import { deleteVersion } from "./delete.ts";
import { getDocument } from "./get.ts";

type Fields = Record<string, unknown>;

/** Replaces a document (PUT). */
export async function updateDocument<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  document: Version,
  options: CallOptions,
): Promise<T> {
  requests.checkOptions(options, callOptions, "update");
  ifMatch(requests, document, "update");
  refusePart(requests, document);
  return requests.within(options, (deadline) => put(requests, document, sentOf(requests, document), "update", deadline));
}

/** Changes a document by an object of fields (PATCH) or by a JSON patch. */
export async function patchDocument<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  change: unknown,
  options: CallOptions,
): Promise<T> {
  requests.checkOptions(options, callOptions, "patch");
  ifMatch(requests, version, "patch");
  if (Array.isArray(change)) return requests.within(options, (deadline) => jsonPatch(requests, version, change, deadline));
  if (!isObject(change)) throw invalidArgument("change", "expected an object of fields to set, or a JSON patch");
  return requests.within(options, async (deadline) => {
    const fields = content(change);
    const nested = Object.keys(fields).filter((name) => isObject(fields[name]));
    if (nested.length === 0) return patch(requests, version, fields, deadline);
    // Eve would reset the fields beside those given to their defaults, and demand those that are required.
    const stored = content(await readVersion(requests, version, deadline));
    const complete = merged(Object.fromEntries(nested.map((name) => [name, stored[name]])), fields);
    // What stands beside the given fields goes back as it was read.
    refuseRounded(Object.fromEntries(nested.map((name) => [name, complete[name]])), "");
    return patch(requests, version, complete, deadline);
  });
}

/** Reads a document, lets the caller change a draft, and sends the least that makes the difference until it is stored. */
export async function editDocumentBy<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  about: Reference,
  change: (draft: T) => unknown,
  options: CallOptions,
): Promise<T> {
  requests.checkOptions(options, callOptions, "edit");
  const id = requests.id(about, "edit");
  if (typeof change !== "function") throw invalidArgument("change", "expected a function that changes the draft it is given");
  return requests.within(options, (deadline) =>
    editDocument<T>(
      requests.definition,
      {
        read: () => getDocument(requests, id, deadline, {}, "edit"),
        hide: (document) => requests.hide(document),
        patch: (base, body) => sendChange(requests, "PATCH", base, body, "edit", deadline),
        put: (base, body) => sendPut(requests, base, body, "edit", deadline),
      },
      change,
      deadline,
    ),
  );
}

function put<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  fields: Fields,
  verb: string,
  deadline: Deadline,
): Promise<T> {
  const replaced = (now: T) => sentOf(requests, now);
  return settled(requests, version, fields, replaced, deadline, () => sendPut(requests, version, fields, verb, deadline));
}

function patch<T extends StoredDocument>(requests: DocumentRequests<T>, version: Version, fields: Fields, deadline: Deadline): Promise<T> {
  return settled(requests, version, fields, undefined, deadline, () => sendChange(requests, "PATCH", version, fields, "patch", deadline));
}

async function sendPut<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  fields: Fields,
  verb: string,
  deadline: Deadline,
): Promise<T> {
  requests.validate("input", fields);
  return sendChange(requests, "PUT", version, fields, verb, deadline);
}

async function sendChange<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  method: "PUT" | "PATCH",
  version: Version,
  fields: Fields,
  verb: string,
  deadline: Deadline,
): Promise<T> {
  const headers = { "content-type": "application/json", ...ifMatch(requests, version, verb) };
  // A PUT, and what an edit sends, holds more than the caller gave.
  const body = bodyText(fields, { exactIntegers: method === "PUT" || verb !== "patch" });
  // A PUT of the same version twice stores it once; of two PATCHes the second meets another version.
  const safety = method === "PUT" ? "guarded" : "write";
  const answer = await requests.send(
    verb,
    { id: requests.id(version, verb) },
    { method, headers, body, safety, mismatch: documentMismatch },
    deadline,
  );
  const document = requests.document(answer.json);
  if (method === "PUT" && answer.status === 201) await takeBack(requests, version, document, verb, deadline);
  return document;
}

/**
 * Eve creates a document that is gone anew when it is replaced, whatever If-Match says. The caller asked for a change. What was made is
 * deleted again if its times show that it is new; a gateway may turn any status into 201.
 */
async function takeBack<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  made: T,
  verb: string,
  deadline: Deadline,
): Promise<void> {
  const before = createdAt(version);
  const after = createdAt(made);
  if (after !== undefined && after !== own(made, "_updated")) return;
  const failure = (code: ErrorCode, message: string, more: { reason?: string; status: number; cause?: unknown }) =>
    failureOf(requests, code, message, verb, made, { method: "PUT", effect: "unknown", ...more });
  if (before === undefined || after === undefined || !(Date.parse(after) > Date.parse(before))) {
    const message = "the server says that it created the document; whether it was deleted before can't be told; read what is stored";
    throw failure("Failed", message, { status: 201 });
  }
  const gone = (message: string, cause?: unknown) => failure("NotFound", message, { reason: "NotFound", status: 404, cause });
  await deleteVersion(requests, made, deadline).catch((cause: unknown) => {
    throw gone("the document was deleted before; the server created it anew, and that could not be undone", cause);
  });
  throw gone("the document was deleted before; what the server created anew was deleted again");
}

function createdAt(document: Version): string | undefined {
  const created = own(document, "_created");
  return typeof created === "string" ? created : undefined;
}

/** A write whose response may get lost. `replaced` of a PUT: what it would send of a document. */
async function settled<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  fields: Fields,
  replaced: ((now: T) => Fields) | undefined,
  deadline: Deadline,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // Nothing is left to be read of a document that is gone.
    const mayBeStored = (isLost(error) && !isNoSuchObject(error)) || (replaced !== undefined && isConflict(error));
    if (!mayBeStored) throw error;
    const find = () => getDocument(requests, requests.id(version, "get"), deadline);
    return settleWrite<T>(error, version, fields, { find, replaced, hidden: requests.definition.hidden });
  }
}

async function jsonPatch<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  change: JsonPatch,
  deadline: Deadline,
): Promise<T> {
  const stored = await readVersion(requests, version, deadline);
  const before = sentOf(requests, stored);
  const after: unknown = patched(before, change);
  if (!isObject(after)) throw invalidArgument("patch", "turns the document into something else");
  if (sameJson(before, after)) return stored;
  refuseLosingSecrets(requests.definition, after);
  return put(requests, version, after, "patch", deadline);
}

/** The stored document. Throws Conflict if it is not in this version. */
async function readVersion<T extends StoredDocument>(requests: DocumentRequests<T>, version: Version, deadline: Deadline): Promise<T> {
  const stored = await getDocument(requests, requests.id(version, "patch"), deadline);
  if (stored._etag === bareEtag(version._etag)) return stored;
  const message = "the stored document is not in the version given (_etag); read it again";
  throw failureOf(requests, "Conflict", message, "patch", version, { method: "PUT", status: 412 });
}

/** What a PUT of the document sends. */
function sentOf<T extends StoredDocument>({ definition }: DocumentRequests<T>, document: object): Fields {
  return content(document, definition.serverWritten ?? ["status"]);
}
