/** A 2xx response, as what the call asked for. */
import type { Attempt } from "./attempt.ts";
import { type Body, isJsonType, readJson, readText } from "./body.ts";
import type { RequestError } from "./errors.ts";
import { excerpt, foreignText } from "./redact.ts";
import { requestId } from "./refusal.ts";

/** The response to a call. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON; undefined if the call asked for text, or the body was empty. */
  readonly json: unknown;
  readonly attempts: number;
  /** What must not show up in an error about this response. */
  secrets(): string[];
}

/** Reads the body, as far as the call needs it. */
export function readBody(response: Response, attempt: Attempt, maxBytes: number | undefined): Promise<Body | string> {
  const read = attempt.call.answer === "text" ? readText : readJson;
  return read(response, maxBytes, attempt.deadline);
}

/** Throws a RequestError if the body is not what was due. */
export function answerOf(response: Response, body: Body | string, attempt: Attempt, maxBytes: number | undefined): Answer {
  const { call } = attempt;
  const { status, headers } = response;
  const due = status === 304 ? "any" : (call.answer ?? "json");
  const text = typeof body === "string" ? body : body.text;
  if (typeof body !== "string" && body.isTooLarge && maxBytes !== undefined && (due !== "any" || isJsonType(headers))) {
    const message = `the response is larger than maxBytes (${maxBytes})`;
    throw attempt.error({ code: "AnswerTooLarge", message, status, effect: attempt.effect });
  }
  const answer = { status, headers, text, json: undefined, attempts: attempt.number, secrets: () => attempt.secrets };
  if (due === "text" || (text === "" && due !== "json")) return answer;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (due === "any" && !isJsonType(headers)) return answer;
    throw notJson(attempt, status, headers, text, error);
  }
  const failure = call.failureIn?.(json);
  if (failure !== undefined) return { ...answer, status: failure };
  const mismatch = call.mismatch?.(json);
  if (mismatch !== undefined) {
    throw attempt.error({
      code: "NotJson",
      message: `the response is JSON, but ${mismatch}`,
      status,
      retryable: call.safety === "guarded",
      effect: attempt.effect,
      requestId: requestId(headers, attempt.secrets),
    });
  }
  return { ...answer, json };
}

function notJson(attempt: Attempt, status: number, headers: Headers, text: string, error: unknown): RequestError {
  const { secrets } = attempt;
  const isCut = isCutOff(text, error);
  const type = foreignText(headers.get("content-type")?.split(";")[0], secrets, 100) || "no content type";
  let message = `the response is not JSON (${type}): ${isCut ? "" : excerpt(text, secrets)}`;
  if (text.trim() === "") message = "the response body is empty where JSON was due";
  else if (isCut) message = `the response was cut off: its JSON ends after ${text.length} characters`;
  return attempt.error({
    code: "NotJson",
    message,
    status,
    // A response that was cut off is a broken connection that went unnoticed. A guarded write can be sent again after whatever came.
    retryable: attempt.call.safety === "guarded" || (isCut && attempt.call.safety === "read"),
    effect: attempt.effect,
    requestId: requestId(headers, secrets),
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
