import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { secretsOfClient } from "../../../http/explain/call-secrets.ts";
import { isNoSuchObject } from "../../../http/predicates.ts";
import type { WaitCondition, Waited, WaitOptions } from "../../common/condition.ts";
import { defaultWait, waitUntil } from "../../common/wait.ts";
import type { Reference, StoredDocument } from "../document.ts";
import { quotedEtag } from "../etag.ts";
import { type DocumentRequests, documentMismatch } from "../requests.ts";
import { documentState, waitOptions } from "../state.ts";
import { documentStates } from "../states.ts";
import { etagOf } from "../version.ts";
import { getDocument } from "./get.ts";

/** Reads a document again: the same object if the server says that it is unchanged (If-None-Match, 304). */
export async function refreshDocument<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  document: T,
  options: CallOptions,
): Promise<T> {
  requests.checkOptions(options, callOptions, "refresh");
  return requests.within(options, (deadline) => refresh(requests, document, deadline));
}

async function refresh<T extends StoredDocument>(requests: DocumentRequests<T>, document: T, deadline: Deadline): Promise<T> {
  const headers = { "if-none-match": quotedEtag(etagOf(requests, document, "refresh")) };
  const call = { method: "GET", headers, safety: "read", accept: [304], mismatch: documentMismatch } as const;
  const answer = await requests.send("refresh", { id: requests.id(document, "refresh") }, call, deadline);
  return answer.status === 304 ? document : requests.document(answer.json);
}

/** Waits until a condition holds for a document. */
export async function waitForDocument<T extends StoredDocument, IsGone extends boolean>(
  requests: DocumentRequests<T>,
  about: Reference,
  condition: WaitCondition<T, IsGone>,
  options: WaitOptions<T>,
): Promise<Waited<T, IsGone>> {
  requests.checkOptions(options, waitOptions, "waitFor");
  return withinWait(requests, options, (deadline) => waitWithin(requests, about, condition, options, deadline));
}

/** Does something that takes as long as a wait: 10 minutes, unless the options say otherwise. */
export function withinWait<T extends StoredDocument, Out>(
  requests: DocumentRequests<T>,
  options: CallOptions,
  work: (deadline: Deadline) => Promise<Out>,
): Promise<Out> {
  return requests.within(options, work, options.timeout === undefined ? defaultWait : undefined);
}

/** The same wait inside of a longer call. */
export function waitWithin<T extends StoredDocument, IsGone extends boolean>(
  requests: DocumentRequests<T>,
  about: Reference,
  condition: WaitCondition<T, IsGone>,
  options: Pick<WaitOptions<T>, "interval" | "onProgress">,
  deadline: Deadline,
): Promise<Waited<T, IsGone>> {
  const id = requests.id(about, "waitFor");
  let last: T | undefined;
  const read = async (): Promise<T | undefined> => {
    try {
      last = await requests.within({ signal: deadline.signal }, (own) =>
        last === undefined ? getDocument(requests, id, own) : refresh(requests, last, own),
      );
    } catch (error) {
      if (!isNoSuchObject(error)) throw error;
      last = undefined;
    }
    return last;
  };
  const target = {
    resource: requests.definition.name,
    name: id,
    states: (deadline: Deadline, onTrouble: (error: unknown) => void) => documentStates(read, options.interval, deadline, onTrouble),
    stateOf: documentState,
    secrets: () => secretsOfClient(requests.http),
  };
  return waitUntil<T, IsGone>(target, condition, deadline, options);
}
