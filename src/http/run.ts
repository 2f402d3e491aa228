/** The time one call has, over all its attempts: the caller's signal and a deadline, joined into one signal for fetch. */
export class Run {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #onOuter: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ends: number;
  #ended: "timeout" | "aborted" | undefined;
  #onEnd: (() => void) | undefined;

  /** `timeout` in milliseconds; Infinity for none. */
  constructor(outer: AbortSignal | undefined, timeout: number) {
    this.#outer = outer;
    this.#ends = performance.now() + timeout;
    if (outer !== undefined) {
      this.#onOuter = () => this.#end("aborted");
      if (outer.aborted) this.#end("aborted");
      else outer.addEventListener("abort", this.#onOuter, { once: true });
    }
    // Longer than 24 days does not fit a timer; such a deadline is none.
    if (timeout <= 0x7fffffff) this.#timer = setTimeout(() => this.#end("timeout"), timeout);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended it, if it has ended. */
  get ended(): "timeout" | "aborted" | undefined {
    return this.#ended;
  }

  /** The caller's own reason. */
  get reason(): unknown {
    return this.#outer?.reason;
  }

  /** Milliseconds left. */
  get left(): number {
    return this.#ends - performance.now();
  }

  /** The work's result, or a rejection as soon as the run ends: a fetch or token function that ignores its signal can't hold us. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended !== undefined) {
        work.catch(() => undefined);
        reject(this.signal.reason);
        return;
      }
      this.#onEnd = () => reject(this.signal.reason);
      work.then(resolve, reject);
    });
  }

  /** Calls the function when the run ends, at once if it has; instead of `race` where much is waited for, one after the other. */
  onEnd(react: () => void): void {
    if (this.#ended !== undefined) react();
    else this.#onEnd = react;
  }

  /** Waits, unless the run ends before. */
  pause(delay: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout>;
    return this.race(
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, delay);
      }),
    ).finally(() => clearTimeout(timer));
  }

  /** Ends the deadline but not the signal: what is left is governed by the caller's signal and `abort`. */
  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  abort(): void {
    this.#controller.abort();
  }

  /** To be called in any case, or timers and listeners stay behind. */
  close(): void {
    this.release();
    if (this.#onOuter) this.#outer?.removeEventListener("abort", this.#onOuter);
    this.#onEnd = undefined;
  }

  #end(how: "timeout" | "aborted"): void {
    if (this.#ended !== undefined) return;
    this.#ended = how;
    this.#controller.abort();
    this.#onEnd?.();
  }
}
