/** Refusals that only the platform has. */
import { type ErrorCode, isRequestError, type RequestError } from "../../http/errors.ts";
import { isWaitError } from "../../http/predicates.ts";
import type { WaitError } from "../../http/wait-error.ts";

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
