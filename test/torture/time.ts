import { ManualClock, type Timer } from "../../src/sandbox/clock.ts";
import { Random } from "../../src/sandbox/random.ts";

// Taken now: inside a run the global ones are replaced.
const { setImmediate } = globalThis;

/** Time moves no further at once, in milliseconds. */
const longestStep = 1000;

/** How many turns of the event loop a promise chain of the client, the sandbox and their streams may take. */
const turns = 4;

/**
 * Time as the client sees it: its timers, `performance.now`, `Date.now` and the chances of its jitter. It moves only when everything waits,
 * straight to the next timer: minutes pass in milliseconds, with the client's own default settings.
 */
export class VirtualTime {
  readonly #clock = new ManualClock(0);
  readonly #onMove: (milliseconds: number) => void;
  readonly #restore: (() => void)[] = [];
  #waiting = 0;

  /** `onMove` is told how far time has moved, before the timers due then run. `seed` is that of the jitter. */
  constructor(seed: number, onMove: (milliseconds: number) => void) {
    this.#onMove = onMove;
    const jitter = new Random(seed);
    this.#replace(globalThis, "setTimeout", (run: () => void, delay = 0) => this.#plan(run, delay));
    this.#replace(globalThis, "clearTimeout", (timer?: Timer) => timer?.cancel());
    this.#replace(performance, "now", () => this.now());
    this.#replace(Date, "now", () => 1_767_225_600_000 + this.now());
    this.#replace(Math, "random", () => jitter.next());
  }

  /** Milliseconds since the beginning. */
  now(): number {
    return this.#clock.now();
  }

  /** Timers that were set and have neither run nor been cleared. */
  get waiting(): number {
    return this.#waiting;
  }

  /** So many milliseconds later, or at once when the signal aborts. */
  pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(milliseconds, resolve);
      const aborted = () => {
        timer.cancel();
        resolve();
      };
      signal?.addEventListener("abort", aborted, { once: true });
    });
  }

  /** Lets time pass until the promise is settled; throws when nothing is left that could settle it. */
  async during<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    promise.then(done, done);
    for (;;) {
      for (let turn = 0; turn < turns && !settled; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const { next } = this.#clock;
      if (next === undefined) throw new Error("nothing is planned any more, and what is waited for has not come");
      // The server's own timers are not seen here: its events must arrive before a timer of the client's says that none has.
      const step = Math.min(next - this.now(), longestStep);
      if (step > 0) this.#onMove(step);
      this.#clock.advance(step);
    }
  }

  /** The global functions are themselves again. */
  end(): void {
    for (const restore of this.#restore.reverse()) restore();
  }

  #plan(run: () => void, delay: number): Timer {
    this.#waiting++;
    let open = true;
    const close = () => {
      if (open) this.#waiting--;
      open = false;
    };
    const timer = this.#clock.after(Math.max(1, delay), () => {
      close();
      run();
    });
    return {
      cancel: () => {
        close();
        timer.cancel();
      },
    };
  }

  #replace(owner: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    this.#restore.push(() => {
      if (before) Object.defineProperty(owner, name, before);
      else Reflect.deleteProperty(owner, name);
    });
  }
}
