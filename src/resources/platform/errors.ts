/** Refusals that only the platform has. Its Status has no reason for them, so they are recognised by its message; the codes are stable. */
import { type ErrorCode, isRequestError, type RequestError } from "../../http/errors.ts";
import { isWaitError } from "../../http/predicates.ts";
import type { ParseError } from "../../http/status.ts";
import type { WaitError } from "../../http/wait-error.ts";
import { parseStatus } from "../kubernetes/status.ts";

const cases: readonly (readonly [status: number, words: RegExp, code: ErrorCode])[] = [
  [403, /limit of \S+ would be exceeded|exceeded quota:/, "QuotaExceeded"],
  [403, /\btemplateRef\b|allowed templates|requires? a template/i, "TemplateRefused"],
  [500, /vcluster secret not found|no ready pod for virtual cluster/i, "NotReady"],
];

/** Reads a Status, and recognises by its message what Kubernetes has no reason for. */
export const parsePlatformError: ParseError = (answer) => {
  const facts = parseStatus(answer);
  const message = facts?.message ?? answer.text;
  const code = cases.find(([status, words]) => status === answer.status && words.test(message))?.[2];
  // The proxy passed nothing on.
  return code === undefined ? facts : { ...facts, code, undone: code === "NotReady" };
};

const hasCode = (error: unknown, code: ErrorCode) => isRequestError(error) && error.code === code;

/** A quota of the project, user, team or namespace is used up (403). `isForbidden` holds too. */
export const isQuotaExceeded = (error: unknown): error is RequestError => hasCode(error, "QuotaExceeded");

/**
 * The project requires a template, or does not allow this one (403): its `spec.requireTemplate` and `spec.allowedTemplates` say which it
 * does. `isForbidden` holds too.
 */
export const isTemplateRefused = (error: unknown): error is RequestError => hasCode(error, "TemplateRefused");

/** The virtual cluster does not run yet, or not now, so nothing was passed on to it: a later attempt may succeed. */
export const isNotReady = (error: unknown): error is RequestError => hasCode(error, "NotReady");

/**
 * A wait ended, and the object was asleep when it was seen last. It does not get ready by itself: `wakeUp` it, or wait for
 * `until.ready({ wake: true })` or `until.ready({ orSleeping: true })`.
 */
export const isSleeping = (error: unknown): error is WaitError => isWaitError(error) && error.phase === "Sleeping";
