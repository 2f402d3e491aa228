import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { milliseconds } from "../../../http/duration.ts";
import { invalidArgument } from "../../../http/errors.ts";
import { isObject } from "../../../http/json.ts";
import { isLost } from "../../../http/lost.ts";
import { isAlreadyExists, isNoSuchObject } from "../../../http/predicates.ts";
import { differingPaths, holds, holdsAny } from "../changes.ts";
import type { EnsuredDocument, StoredDocument } from "../document.ts";
import { bodyText } from "../query.ts";
import { type DocumentRequests, documentMismatch } from "../requests.ts";
import { settleCreate } from "../settle.ts";
import { deleteVersion } from "./delete.ts";
import { findNamed } from "./list.ts";

type Named = StoredDocument & { name: string };

/** Creates documents: one, or several in one call, all or none. */
export async function createDocuments<T extends Named>(
  requests: DocumentRequests<T>,
  documents: unknown,
  options: CallOptions,
  isBulk: boolean,
): Promise<T[]> {
  requests.checkOptions(options, callOptions, isBulk ? "createMany" : "create");
  if (!Array.isArray(documents)) throw invalidArgument("documents", "expected an array");
  if (documents.length === 0) return [];
  const checked = documents.map((document) => check(requests, document, "create"));
  // What the server hides can't be compared: a document of another caller may have the name.
  const isComparable = !checked.some((document) => holdsAny(document, requests.definition.hidden));
  return requests.within(
    options,
    (deadline) => posted(requests, checked, isBulk, isComparable, deadline),
    createTimeout(requests, options),
  );
}

/** Returns the document of this name, and creates it if there is none. */
export async function ensureDocument<T extends Named>(
  requests: DocumentRequests<T>,
  input: unknown,
  options: CallOptions,
): Promise<EnsuredDocument<T>> {
  requests.checkOptions(options, callOptions, "ensure");
  const document = check(requests, input, "ensure");
  return requests.within(options, (deadline) => ensure(requests, document, deadline), createTimeout(requests, options));
}

async function ensure<T extends Named>(
  requests: DocumentRequests<T>,
  document: { readonly name: string },
  deadline: Deadline,
): Promise<EnsuredDocument<T>> {
  const existing = (found: T): EnsuredDocument<T> => {
    const differences = differingPaths(found, document, requests.definition.hidden);
    return { document: found, outcome: differences.length === 0 ? "found" : "different", differences };
  };
  const found = await findNamed(requests, document.name, deadline);
  if (found !== undefined) return existing(found);
  const began = deadline.elapsed;
  let made: T | undefined;
  let refused: unknown;
  try {
    made = (await posted(requests, [document], false, true, deadline))[0];
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
    refused = error;
  }
  // A caller that looked for the name before this document was stored has stored its own by now, or will in about the time this took.
  await deadline.pause(Math.min(1000, deadline.elapsed - began));
  const winner = (await findNamed(requests, document.name, deadline)) ?? made;
  if (winner === undefined) throw refused; // something other than the name was taken
  if (made !== undefined && winner._id === made._id) return { document: made, outcome: "created", differences: [] };
  if (made !== undefined) {
    await deleteVersion(requests, made, deadline).catch((error: unknown) => {
      if (!isNoSuchObject(error)) throw error; // somebody else took it back
    });
  }
  return existing(winner);
}

function createTimeout<T extends Named>({ definition }: DocumentRequests<T>, options: CallOptions): number | undefined {
  const { createTimeout } = definition;
  return options.timeout !== undefined || createTimeout === undefined ? undefined : milliseconds(createTimeout, "timeout");
}

function check<T extends Named>(requests: DocumentRequests<T>, document: unknown, verb: string): { readonly name: string } {
  if (!isObject(document)) throw invalidArgument(`${verb} ${requests.definition.name}`, "expected an object");
  const { name } = document;
  if (typeof name !== "string" || name === "") throw invalidArgument("name", "expected a string; every document has a name");
  requests.validate("input", document);
  return document as { readonly name: string };
}

async function post<T extends Named>(
  requests: DocumentRequests<T>,
  documents: readonly { readonly name: string }[],
  isBulk: boolean,
  deadline: Deadline,
): Promise<T[]> {
  const body = bodyText(isBulk ? documents : documents[0]);
  const headers = { "content-type": "application/json" };
  const mismatch = (json: unknown) => creationMismatch(json, documents.length);
  const call = { method: "POST", body, headers, safety: "write", mismatch } as const;
  const name = isBulk ? undefined : documents[0]?.name;
  const { json } = await requests.send("create", { name }, call, deadline);
  return itemsOf(json).map((item) => requests.document(item));
}

/** Sends a create, and finds out what became of it if its response was lost. */
async function posted<T extends Named>(
  requests: DocumentRequests<T>,
  documents: readonly { readonly name: string }[],
  isBulk: boolean,
  isComparable: boolean,
  deadline: Deadline,
): Promise<T[]> {
  try {
    return await post(requests, documents, isBulk, deadline);
  } catch (error) {
    const { shownOnce, hidden } = requests.definition;
    if (shownOnce || !isComparable || !isLost(error)) throw error;
    const find = () => Promise.all(documents.map((document) => findNamed(requests, document.name, deadline)));
    const isCreated = (found: T, index: number) => holds(found, documents[index], hidden);
    return settleCreate<T>(error, { find, isCreated }, deadline);
  }
}

/** The documents in the response to a create: one document is returned as itself, not as a list. */
function itemsOf(json: unknown): unknown[] {
  return isObject(json) && Array.isArray(json["_items"]) ? json["_items"] : [json];
}

function creationMismatch(json: unknown, count: number): string | undefined {
  const items = itemsOf(json);
  if (items.length !== count) return `${count} documents were sent and ${items.length} came back`;
  return items.map(documentMismatch).find((words) => words !== undefined);
}
