import { type ErrorCode, RequestError, type RequestErrorInit } from "../../http/errors.ts";
import { idOf, type Reference, type StoredDocument } from "./document.ts";
import type { DocumentRequests } from "./requests.ts";

/** An error of a call that no single response stands for. */
export function failureOf<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  code: ErrorCode,
  message: string,
  verb: string,
  about: Reference | undefined,
  more: Partial<Pick<RequestErrorInit, "status" | "method" | "reason" | "effect" | "cause">> = {},
): RequestError {
  const name = idOf(about);
  const path = requests.path(...(name === undefined ? [] : [name]));
  const call = { verb, resource: requests.definition.name, name };
  return new RequestError({ code, message, call, path, method: "GET", ...more });
}
