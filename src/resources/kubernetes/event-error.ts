import { RequestError } from "../../http/errors.ts";
import { foreignText, foreignValue } from "../../http/explain/redact.ts";
import type { Status } from "./object.ts";
import { statusFacts } from "./parse-error.ts";

/** A failure that came inside a watch or list, where it has no HTTP status of its own. `secrets` are those of the call. */
export function eventError(
  event: Status,
  call: { readonly verb: string; readonly resource: string; readonly path: string },
  secrets: readonly string[] = [],
): RequestError {
  const body = foreignValue(event, secrets) as Status;
  const facts = statusFacts(body);
  const status = typeof body.code === "number" ? body.code : undefined;
  return new RequestError({
    ...facts,
    reason: foreignText(facts.reason, secrets, 100) || undefined,
    code: facts.code ?? (status === 410 ? "Expired" : "ServerError"),
    message: foreignText(facts.message, secrets) || "the server gave no reason",
    call: { verb: call.verb, resource: call.resource },
    method: "GET",
    path: call.path,
    status,
    retryable: status !== undefined && (status >= 500 || status === 429),
    body,
  });
}
