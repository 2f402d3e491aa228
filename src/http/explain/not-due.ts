import type { Answer, Trouble } from "../answer.ts";
import type { RequestError } from "../errors.ts";
import { secretsOf } from "./call-secrets.ts";
import { excerpt, foreignText } from "./redact.ts";
import { requestId } from "./request-id.ts";

/** The error of a 2xx response that is no JSON, or other JSON than was due. */
export function notDue({ status, headers, text, attempt }: Answer, trouble: Trouble): RequestError {
  const { safety } = attempt.call;
  const isCut = "error" in trouble && isCutOff(text, trouble.error);
  let message: string;
  if ("mismatch" in trouble) message = `the response is JSON, but ${trouble.mismatch}`;
  else if (text.trim() === "") message = "the response body is empty where JSON was due";
  else if (isCut) message = `the response was cut off: its JSON ends after ${text.length} characters`;
  else {
    const secrets = secretsOf(attempt);
    const type = foreignText(headers.get("content-type")?.split(";")[0], secrets, 100) || "no content type";
    message = `the response is not JSON (${type}): ${excerpt(text, secrets)}`;
  }
  return attempt.error({
    code: "NotJson",
    message,
    status,
    // A response that was cut off is a broken connection that went unnoticed. A guarded write can be sent again after whatever came.
    retryable: safety === "guarded" || (isCut && safety === "read"),
    effect: attempt.effect,
    requestId: requestId(headers, attempt),
  });
}

/** Whether a text is only the beginning of JSON: engines say in different words that it ended too early. */
function isCutOff(text: string, error: unknown): boolean {
  const whole = text.trim();
  if (!/^[[{]/.test(whole)) return false;
  const position = /at position (\d+)/.exec(String(error).slice(0, 1000))?.[1];
  const isUnclosed = !whole.endsWith(whole.startsWith("{") ? "}" : "]");
  return isUnclosed || position === String(text.length) || /end of (JSON|data)|Unterminated|EOF/i.test(String(error).slice(0, 1000));
}
