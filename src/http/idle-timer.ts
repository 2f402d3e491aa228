import { longestTimer } from "./deadline.ts";

/**
 * Tells when nothing has happened for too long between `begin` and `end`, in wall time. One timer serves any number of such spans: it looks
 * when the last one began, and comes again if that is not long enough ago. Between two spans it stays away, so that it can't hold a process.
 */
export class IdleTimer {
  readonly #limit: () => number;
  readonly #react: () => void;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `limit` in milliseconds; Infinity for none. Taken anew each time the timer looks. */
  constructor(limit: () => number, react: () => void) {
    this.#limit = limit;
    this.#react = react;
  }

  begin(): void {
    this.#since = performance.now();
    if (this.#timer === undefined && this.#limit() !== Number.POSITIVE_INFINITY) this.#look();
  }

  /** Ends a span and returns how many milliseconds it took. */
  end(): number {
    const took = this.#since === undefined ? 0 : performance.now() - this.#since;
    this.#since = undefined;
    return took;
  }

  close(): void {
    this.#since = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    if (this.#since === undefined) return;
    const left = this.#since + this.#limit() - performance.now();
    if (left > 0) this.#timer = setTimeout(this.#look, Math.min(left, longestTimer));
    else this.#react();
  };
}
