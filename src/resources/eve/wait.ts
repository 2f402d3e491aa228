/** Waiting for a document to come to a state: always with a deadline, and with the reason when it does not. */
import { type Duration, milliseconds } from "../../http/duration.ts";
import { type ErrorCause, type ErrorCode, invalidArgument, isRequestError, RequestError } from "../../http/errors.ts";
import { Run } from "../../http/run.ts";

/** What a condition thinks of a document: it holds, it may still come, or it never will. */
export type DocumentVerdict =
  | { readonly state: "met" }
  | { readonly state: "waiting" }
  /** `reason` is the state the document ended in. */
  | { readonly state: "failed"; readonly why: string; readonly reason?: string };

/** Something to wait for: `active()`, `completed()`, or one of your own. */
export interface DocumentCondition<T> {
  /** Completes "wait until the document …": `is ACTIVE`. */
  readonly description: string;
  readonly check: (document: T) => DocumentVerdict;
}

/** Where a wait stands. */
export interface DocumentProgress<T> {
  /** The state as the server names it (`status.state`, or `state` of a job); undefined while it has none. */
  readonly state: string | undefined;
  /** What the server says about it. */
  readonly message: string | undefined;
  /** Seconds since the wait began. */
  readonly elapsed: number;
  /** The document as last read. */
  readonly object: T;
}

export interface DocumentWaitOptions<T> {
  /** How long in all. Default `"10m"`. */
  readonly timeout?: Duration | undefined;
  /** How often to look. Default: after 1 s, later 5 s. */
  readonly interval?: Duration | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the first state and each one after it. */
  readonly onProgress?: ((progress: DocumentProgress<T>) => void) | undefined;
}

/** The names of these options. */
export const waitOptions = "signal timeout interval onProgress";

interface Waiting<T> {
  readonly resource: string;
  readonly id: string;
  readonly path: string;
  /** The document now. `last` is what it gave before, for a conditional request. */
  readonly read: (last: T | undefined, call: { signal: AbortSignal | undefined; timeout: number }) => Promise<T>;
}

/** Looks until the condition holds, fails for good, or time is up. What may pass (5xx, a broken connection) does not end it. */
export async function waitUntil<T>(waiting: Waiting<T>, condition: DocumentCondition<T>, options: DocumentWaitOptions<T>): Promise<T> {
  if (typeof condition?.check !== "function") throw invalidArgument("condition", "expected a condition such as active()");
  const timeout = milliseconds(options.timeout ?? "10m", "timeout");
  const interval = options.interval === undefined ? undefined : milliseconds(options.interval, "interval");
  const run = new Run(options.signal, timeout);
  const began = performance.now();
  let last: T | undefined;
  let shown: string | undefined;
  let trouble: RequestError | undefined;
  try {
    for (let pause = interval ?? 1000; ; pause = interval ?? Math.min(5000, pause * 1.5)) {
      try {
        last = await waiting.read(last, { signal: options.signal, timeout: Math.max(0.001, run.left / 1000) });
        trouble = undefined;
      } catch (error) {
        if (run.left <= 0 && run.ended !== "aborted") throw overdue();
        if (!isRequestError(error) || !error.retryable) throw error;
        trouble = error;
      }
      if (trouble === undefined && last !== undefined) {
        const { state, message } = stateOf(last);
        const now = `${state} ${message}`;
        if (now !== shown) {
          shown = now;
          options.onProgress?.({ state, message, elapsed: (performance.now() - began) / 1000, object: last });
        }
        const verdict = condition.check(last);
        if (verdict.state === "met") return last;
        if (verdict.state === "failed") throw failure("Failed", verdict.why, { reason: verdict.reason });
      }
      if (run.left <= pause) throw overdue();
      await run.pause(pause).catch(() => {
        throw run.ended === "aborted" ? failure("Aborted", "ended by its signal", { cause: run.reason }) : overdue();
      });
    }
  } finally {
    run.close();
  }

  function overdue(): RequestError {
    const { state, message } = stateOf(last);
    const seen =
      last === undefined ? "it could not be read" : `its last state is ${state ?? "none"}${message === undefined ? "" : `: ${message}`}`;
    return failure("Timeout", `not so within ${timeout / 1000} s (${condition.description}); ${seen}`, { cause: trouble });
  }

  function failure(code: ErrorCode, message: string, more: { reason?: string | undefined; cause?: unknown }): RequestError {
    const now = stateOf(last);
    const causes: ErrorCause[] = now.state === undefined ? [] : [{ field: "state", reason: now.state, message: now.message ?? now.state }];
    const call = { verb: "wait for", resource: waiting.resource, name: waiting.id };
    return new RequestError({ code, call, method: "GET", path: waiting.path, message, causes, ...more });
  }
}

/** The state of a document and the server's words about it, where the resources of the API keep them. */
function stateOf(document: unknown): { state: string | undefined; message: string | undefined } {
  const { status, state, message } = (document ?? {}) as {
    status?: { state?: unknown; message?: unknown };
    state?: unknown;
    message?: unknown;
  };
  return { state: text(status?.state) ?? text(state), message: text(status?.message) ?? text(message) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
