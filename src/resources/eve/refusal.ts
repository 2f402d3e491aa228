import type { Answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { RequestError } from "../../http/errors.ts";
import { secretsOf } from "../../http/explain/call-secrets.ts";
import { foreignText, foreignValue } from "../../http/explain/redact.ts";
import { requestId } from "../../http/explain/request-id.ts";
import { isObject } from "../../http/json.ts";
import { codeOf } from "../../http/status.ts";
import { eveError } from "./parse-error.ts";

/** The error of a 2xx response that says that the request failed: `_status: "ERR"`. The status is that of `_error`, if it has one. */
export async function refusalOf(answer: Answer, call: Pick<Call, "method" | "path" | "describe">): Promise<RequestError> {
  const { attempt } = answer;
  const secrets = secretsOf(attempt);
  const json = foreignValue(answer.json, secrets);
  const stated = isObject(json) && isObject(json["_error"]) ? json["_error"]["code"] : undefined;
  const isStated = typeof stated === "number" && Number.isInteger(stated) && stated >= 400 && stated < 600;
  const status = isStated ? stated : answer.status;
  const facts = eveError({ status, json, method: call.method });
  // A refusal of the request itself had no effect, unless an earlier attempt had one.
  const isHarmless = call.method === "GET" || (isStated && status < 500 && attempt.number === 1);
  return new RequestError({
    code: facts.code ?? (isStated ? codeOf(status) : "Failed"),
    message: foreignText(facts.message, secrets) || "the server says that the request failed",
    status,
    reason: facts.reason,
    causes: facts.causes,
    call: call.describe,
    method: call.method,
    path: call.path,
    attempts: attempt.number,
    requestId: requestId(answer.headers, attempt),
    effect: isHarmless ? "none" : "unknown",
    body: json,
  });
}
