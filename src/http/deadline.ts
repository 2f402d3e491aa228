import { type Clock, nowOf, sleepOf } from "./clock.ts";
import { invalidArgument } from "./errors.ts";

/** The longest time that fits a timer; a longer one would fire at once. */
export const longestTimer = 0x7fffffff;

/**
 * The time that one call has, with all its attempts, pauses and follow-up requests: the caller's signal and a timeout, joined into one
 * signal. Everything that waits takes its time from here.
 */
export class Deadline {
  /** Milliseconds; Infinity for none. */
  readonly timeout: number;
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #clock: Clock | undefined;
  readonly #began: number;
  readonly #waiting = new Set<() => void>();
  #forget: (() => void) | undefined;
  #stopTimer: (() => void) | undefined;
  #ended: "timeout" | "aborted" | undefined;

  /** `timeout` in milliseconds. To be closed in any case, or its timer and listener stay behind. */
  constructor(outer: AbortSignal | undefined, timeout: number, clock?: Clock) {
    this.timeout = timeout;
    this.#outer = outer;
    this.#clock = clock;
    this.#began = this.#now();
    if (outer !== undefined) {
      if (typeof outer?.addEventListener !== "function") throw invalidArgument("signal", "expected an AbortSignal");
      if (outer.aborted) {
        this.#end("aborted");
        return;
      }
      this.#forget = onAbort(outer, () => this.#end("aborted"));
    }
    if (timeout !== Number.POSITIVE_INFINITY) this.#startTimer(timeout);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended it; undefined while it has not ended. */
  get ended(): "timeout" | "aborted" | undefined {
    return this.#ended;
  }

  /** Whether nobody needs the work any more, though it had time: `abort` was called. */
  get isLeft(): boolean {
    return this.signal.aborted && this.#ended === undefined;
  }

  /** The reason of the caller's signal. */
  get reason(): unknown {
    return this.#outer?.reason;
  }

  /** Milliseconds since it began. */
  get elapsed(): number {
    return this.#now() - this.#began;
  }

  /** Milliseconds left. */
  get remaining(): number {
    return this.timeout - this.elapsed;
  }

  /** Settles as `work` does, or rejects as soon as the deadline ends: work that ignores its signal can't hold the call. */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const end = () => reject(this.signal.reason);
      if (this.signal.aborted) {
        work.then(undefined, () => undefined);
        end();
        return;
      }
      this.#waiting.add(end);
      work.then(
        (value) => {
          this.#waiting.delete(end);
          resolve(value);
        },
        (error: unknown) => {
          this.#waiting.delete(end);
          reject(error);
        },
      );
    });
  }

  /** Runs code of the caller. Settles as `race` does; a clock that moves by itself stands still meanwhile. */
  async run<T>(code: () => T | PromiseLike<T>): Promise<T> {
    const release = this.#clock?.hold?.();
    try {
      return await this.race((async () => code())());
    } finally {
      release?.();
    }
  }

  /** Calls the function when the deadline ends, at once if it has ended. Returns a function that takes it back. */
  onEnd(react: () => void): () => void {
    if (this.signal.aborted) react();
    else this.#waiting.add(react);
    return () => this.#waiting.delete(react);
  }

  /** Waits so many milliseconds, or until the deadline ends. Rejects only if the clock fails. */
  async pause(milliseconds: number): Promise<void> {
    await this.sleep(milliseconds).catch((error: unknown) => {
      if (!this.signal.aborted) throw error;
    });
  }

  /** Waits so many milliseconds. Rejects when the deadline ends before. */
  sleep(milliseconds: number): Promise<void> {
    if (this.#clock !== undefined) return this.race(sleepOf(this.#clock, milliseconds, this.signal));
    let timer: ReturnType<typeof setTimeout>;
    return this.race(
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.min(milliseconds, longestTimer));
      }),
    ).finally(() => clearTimeout(timer));
  }

  /** Ends the timeout but not the signal: what is left ends with the caller's signal or by `abort`. */
  release(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** Aborts the signal without an end of its own: nobody needs the work any more. */
  abort(): void {
    this.#stop();
  }

  close(): void {
    this.release();
    this.#forget?.();
    this.#forget = undefined;
    this.#waiting.clear();
  }

  #now(): number {
    return this.#clock === undefined ? performance.now() : nowOf(this.#clock);
  }

  #startTimer(timeout: number): void {
    const end = () => this.#end("timeout");
    if (this.#clock !== undefined) {
      const stop = new AbortController();
      sleepOf(this.#clock, timeout, stop.signal).then(end, () => undefined);
      this.#stopTimer = () => stop.abort();
    } else if (timeout <= longestTimer) {
      const timer = setTimeout(end, timeout);
      this.#stopTimer = () => clearTimeout(timer);
    }
  }

  #end(how: "timeout" | "aborted"): void {
    if (this.#ended !== undefined) return;
    this.#ended = how;
    this.#stop(how === "aborted" ? this.reason : undefined);
  }

  /** Aborts the signal, and wakes everything that waits. */
  #stop(reason?: unknown): void {
    this.#controller.abort(reason);
    for (const react of [...this.#waiting]) react();
    this.#waiting.clear();
  }
}

/** The functions that wait for a signal of a caller, and the one listener that calls them: Node warns when a shared signal has many. */
const followers = new WeakMap<AbortSignal, { readonly reactions: Set<() => void>; readonly listener: () => void }>();

/** Calls the function when the signal aborts. Returns a function that takes it back. */
export function onAbort(signal: AbortSignal, react: () => void): () => void {
  let entry = followers.get(signal);
  if (entry === undefined) {
    const reactions = new Set<() => void>();
    const listener = () => {
      followers.delete(signal);
      for (const reaction of [...reactions]) reaction();
    };
    entry = { reactions, listener };
    followers.set(signal, entry);
    signal.addEventListener("abort", listener, { once: true });
  }
  const { reactions, listener } = entry;
  reactions.add(react);
  return () => {
    if (!reactions.delete(react) || reactions.size > 0 || followers.get(signal)?.reactions !== reactions) return;
    followers.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}
