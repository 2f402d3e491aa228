/** Waiting for a document to come to a state: always with a deadline, and with the reason when it does not. */
import { type Duration, milliseconds } from "../../http/duration.ts";
import { type ErrorCause, invalidArgument, isRequestError, RequestError } from "../../http/errors.ts";
import { Run } from "../../http/run.ts";

/** What a condition makes of a document; `undefined` stands for a document that is gone. */
export interface Verdict {
  /** Ends the wait well. */
  readonly done?: boolean;
  /** Ends the wait with an error: the state is final and not the one that was waited for. */
  readonly failed?: string;
  /** The state as the server names it. */
  readonly state?: string | undefined;
  /** What the server says about it. */
  readonly message?: string | undefined;
}

/** Something to wait for. Make your own from a description and a function. */
export interface DocumentCondition<T> {
  /** What is waited for, as in "not … within 5 minutes". */
  readonly description: string;
  readonly check: (document: T | undefined) => Verdict;
}

/** Where a wait stands. */
export interface WaitProgress<T> {
  /** The state as the server names it. */
  readonly state: string | undefined;
  readonly message: string | undefined;
  /** Seconds since the wait began. */
  readonly elapsed: number;
  /** The document as last read; undefined when it is gone. */
  readonly document: T | undefined;
}

export interface WaitOptions<T> {
  /** How long to wait at most. Default `"10m"`. */
  readonly timeout?: Duration | undefined;
  /** Pause between two looks. Default: 1 second, growing to 5. */
  readonly interval?: Duration | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after the first look and whenever the state or its message changes. */
  readonly onProgress?: ((progress: WaitProgress<T>) => void) | undefined;
}

/** Gone: only a 404 counts. */
export function deleted(): DocumentCondition<unknown> {
  return {
    description: "deleted",
    check: (document) => ({ done: document === undefined, state: document === undefined ? "gone" : "there" }),
  };
}

interface Waiting<T> {
  readonly resource: string;
  readonly id: string;
  readonly path: string;
  /** The document now; undefined when the server says 404. `last` is what it gave before, for a conditional request. */
  readonly read: (last: T | undefined, call: { signal: AbortSignal | undefined; timeout: number }) => Promise<T | undefined>;
}

/** Looks until the condition holds, fails for good, or time is up. What may pass (5xx, a broken connection) does not end it. */
export async function waitUntil<T>(waiting: Waiting<T>, condition: DocumentCondition<T>, options: WaitOptions<T>): Promise<T | undefined> {
  if (typeof condition?.check !== "function") throw invalidArgument("condition", "expected a condition such as active()");
  const timeout = milliseconds(options.timeout ?? "10m", "timeout");
  const fixed = options.interval === undefined ? undefined : milliseconds(options.interval, "interval");
  const run = new Run(options.signal, timeout);
  const began = performance.now();
  let last: T | undefined;
  let verdict: Verdict = {};
  let trouble: RequestError | undefined;
  let shown: string | undefined;
  try {
    for (let pause = 1000; ; pause = Math.min(5000, pause * 1.5)) {
      try {
        const document = await waiting.read(last, { signal: options.signal, timeout: Math.max(0.001, run.left / 1000) });
        trouble = undefined;
        verdict = condition.check(document);
        const now = `${verdict.state} ${verdict.message}`;
        last = document;
        if (now !== shown) {
          shown = now;
          options.onProgress?.({ state: verdict.state, message: verdict.message, elapsed: (performance.now() - began) / 1000, document });
        }
        if (verdict.done) return document;
        if (verdict.failed !== undefined) throw failure("Failed", verdict.failed);
        if (document === undefined) throw failure("NotFound", "it does not exist", 404);
      } catch (error) {
        if (!isRequestError(error) || !error.retryable) throw error;
        trouble = error;
      }
      if (run.left <= (fixed ?? pause)) throw overdue();
      await run.pause(fixed ?? pause).catch(() => {
        throw run.ended === "aborted" ? failure("Aborted", "ended by its signal", undefined, run.reason) : overdue();
      });
    }
  } finally {
    run.close();
  }

  function overdue(): RequestError {
    const where = verdict.state === undefined ? "its state was never read" : `its last state is ${verdict.state}`;
    const words = verdict.message === undefined ? "" : ` (${verdict.message})`;
    return failure("Timeout", `not ${condition.description} within ${timeout / 1000} s; ${where}${words}`, undefined, trouble);
  }

  function failure(code: string, message: string, status?: number, cause?: unknown): RequestError {
    const causes: ErrorCause[] =
      verdict.state === undefined ? [] : [{ field: "state", reason: verdict.state, message: verdict.message ?? verdict.state }];
    const call = { verb: "wait for", resource: waiting.resource, name: waiting.id };
    const reason = code === "Failed" ? verdict.state : undefined;
    return new RequestError({ code, call, method: "GET", path: waiting.path, message, status, reason, causes, cause });
  }
}
