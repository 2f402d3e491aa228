/** A 2xx response, as what the call asked for. */
import type { Answer, Trouble } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import { type Body, isJsonType, readJson, readText } from "./body.ts";
import type { RequestError } from "./errors.ts";
import { explanation, unexplained } from "./explanation.ts";
import { endOf } from "./failure.ts";

/** Reads the body, as far as the call needs it. */
export function readBody(response: Response, attempt: Attempt, maxBytes: number | undefined): Promise<Body | string> {
  const read = attempt.call.answer === "text" ? readText : readJson;
  return read(response, maxBytes, attempt.deadline);
}

/** Throws a RequestError if the body is not what was due. */
export async function answerOf(response: Response, body: Body | string, attempt: Attempt, maxBytes: number | undefined): Promise<Answer> {
  const { call } = attempt;
  const { status, headers } = response;
  const due = status === 304 ? "any" : (call.answer ?? "json");
  const text = typeof body === "string" ? body : body.text;
  if (typeof body !== "string" && body.isTooLarge && maxBytes !== undefined && (due !== "any" || isJsonType(headers))) {
    const message = `the response is larger than maxBytes (${maxBytes})`;
    throw attempt.error({ code: "AnswerTooLarge", message, status, effect: attempt.effect });
  }
  const answer = { status, headers, text, json: undefined, attempt };
  if (due === "text" || (text === "" && due !== "json")) return answer;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (due === "any" && !isJsonType(headers)) return answer;
    throw await notDue(answer, { error });
  }
  const failure = call.failureIn?.(json);
  if (failure !== undefined) return { ...answer, status: failure };
  const mismatch = call.mismatch?.(json);
  if (mismatch !== undefined) throw await notDue(answer, { mismatch });
  return { ...answer, json };
}

/** The error of a response that is not what was due. */
async function notDue(answer: Answer, trouble: Trouble): Promise<RequestError> {
  const { attempt, status } = answer;
  const explain = await explanation(attempt);
  if (explain !== undefined) return explain.notDue(answer, trouble);
  const message = `the response is not what was due; ${unexplained}`;
  const { effect } = attempt;
  return endOf(attempt) ?? attempt.error({ code: "NotJson", message, status, retryable: attempt.call.safety === "guarded", effect });
}
