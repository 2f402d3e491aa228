import type { Attempt } from "./attempt.ts";

/** The response to a call. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON; undefined if the call asked for text, or the body was empty. */
  readonly json: unknown;
  /** The attempt that it came to: what an error about this response tells, and what it must not show. */
  readonly attempt: Attempt;
}

/** What a response is in place of what was due. */
export type Trouble = { readonly error: unknown } | { readonly mismatch: string };
