/** A response that is not 2xx, as an error. */
import type { Attempt } from "../attempt.ts";
import { type Body, readExcerpt } from "../body.ts";
import type { ErrorCause, ErrorCode, RequestError } from "../errors.ts";

import { codeOf, type ErrorFacts, mayRepeatStatus, type ParseError } from "../status.ts";
import { secretsOf } from "./call-secrets.ts";
import { excerpt, foreignText, foreignValue, hideFields } from "./redact.ts";
import { requestId } from "./request-id.ts";
import { pauseSeconds, retryAfterSeconds } from "./retry-after.ts";

interface RefusalContext {
  readonly parseError: (() => Promise<ParseError>) | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The address that the request went to. */
  readonly base: string;
  /** Whether a token that is refused can be exchanged for another. */
  readonly isRenewable: boolean;
}

export async function refusal(
  response: Response,
  attempt: Attempt,
  { parseError, now, base, isRenewable }: RefusalContext,
): Promise<RequestError> {
  const { call, deadline } = attempt;
  const secrets = secretsOf(attempt);
  const { status, headers } = response;
  const isOpaque = response.type === "opaqueredirect";
  if (isOpaque || (status >= 300 && status < 400)) {
    response.body?.cancel().catch(() => undefined);
    const to = call.describe.path === undefined ? redirectTarget(headers.get("location"), base, secrets) : "";
    const message = `the server redirects${to}; check the base URL and the token`;
    // 307 and 308 ask for the same request elsewhere; the others may follow on one that was carried out.
    const effect = status === 307 || status === 308 ? "none" : attempt.effect;
    return attempt.error({ code: "Redirected", message, status: isOpaque ? undefined : status, effect });
  }
  let body: Body;
  try {
    body = await deadline.race(readExcerpt(response, deadline));
  } catch {
    // The status is known, and a body that breaks off says no more.
    body = { text: "", isTooLarge: false };
  }
  const text = call.secretFields === undefined ? body.text : hideFields(body.text, call.secretFields);
  let json: unknown;
  try {
    json = foreignValue(JSON.parse(text), secrets);
  } catch {
    json = undefined;
  }
  const words = excerpt(text, secrets);
  // What can't be loaded says nothing: the status is enough for an error.
  const parse = parseError && (await deadline.run(parseError).catch(() => undefined));
  const facts: ErrorFacts = parse?.({ method: call.method, status, headers, text: words, json }) ?? {};
  const retryAfter = retryAfterSeconds(headers, now) ?? pauseSeconds(facts.retryAfter);
  const isUnplayed = status === 501 && headers.get("x-sandbox")?.startsWith("unsupported") === true;
  const code: ErrorCode = isUnplayed ? "Unsupported" : (facts.code ?? codeOf(status));
  // A gateway that waited in vain also says 503, 408 or 499: only the API, or who says when to come back, knows that nothing was done.
  const isKnown = facts.message !== undefined || facts.reason !== undefined || retryAfter !== undefined;
  const isOpen = status === 503 || status === 408 || status === 499 ? !isKnown : status >= 500 && status !== 501;
  return attempt.error({
    code,
    message: foreignText(facts.message, secrets) || words || foreignText(response.statusText, secrets, 100) || "empty response body",
    status,
    reason: foreignText(facts.reason, secrets, 100) || undefined,
    causes: facts.causes?.map((cause) => safeErrorCause(cause, secrets)),
    requestId: requestId(headers, attempt),
    retryable: facts.undone || (status === 401 && isRenewable) || mayRepeatStatus(status, call.safety, retryAfter),
    retryAfter,
    effect: isOpen && !facts.undone ? attempt.effect : "none",
    body: json ?? words,
  });
}

function safeErrorCause({ field, reason, message }: ErrorCause, secrets: readonly string[]): ErrorCause {
  return {
    ...(field !== undefined && { field: foreignText(field, secrets, 300) }),
    ...(reason !== undefined && { reason: foreignText(reason, secrets, 100) }),
    message: foreignText(message, secrets),
  };
}

function redirectTarget(location: string | null, base: string, secrets: readonly string[]): string {
  if (location === null) return "";
  try {
    const { origin, pathname } = new URL(location.slice(0, 2000), base);
    return ` to ${foreignText(origin + pathname, secrets, 200)}`;
  } catch {
    return "";
  }
}
