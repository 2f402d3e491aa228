import { type Clock, SetBack, type Timer } from "../clock.ts";

/** Planned steps that can be called off together, and one by one by key: a new step of a key replaces the one before. */
export class Timers {
  readonly #clock: Clock;
  readonly #planned = new Map<string, Timer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970 UTC. */
  now(): number {
    return this.#clock.now();
  }

  /** Now as CloudCasa writes most times: whole seconds since 1970 UTC. */
  seconds(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  has(key: string): boolean {
    return this.#planned.has(key);
  }

  /** `background` is for what comes again and again: a clock that moves by itself does not move for it. */
  after(key: string, delay: number, run: () => void, background = false): void {
    this.cancel(key);
    const due = () => {
      this.#planned.delete(key);
      run();
    };
    const timer = this.#clock.after(delay, due, { background });
    this.#planned.set(key, timer);
  }

  /** Resolves so much later; at once for 0. Rejects when the clock is set back meanwhile. */
  async wait(delay: number): Promise<void> {
    if (delay > 0)
      await new Promise<void>((resolve, reject) => this.#clock.after(delay, resolve, { dropped: () => reject(new SetBack()) }));
  }

  cancel(key: string): void {
    this.#planned.get(key)?.cancel();
    this.#planned.delete(key);
  }

  clear(): void {
    for (const timer of this.#planned.values()) timer.cancel();
    this.#planned.clear();
  }
}
