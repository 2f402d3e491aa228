/** A planned call; `cancel` before it is due and it never happens. */
export interface Timer {
  cancel(): void;
}

/**
 * The one source of time of a sandbox: phases, key expiry, jobs, timestamps, watch timeouts and `Date` headers
 * all ask here, never the global timers, so that a test can walk through every state without waiting.
 */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Calls `run` once, `delay` milliseconds from now. */
  after(delay: number, run: () => void): Timer;
}

interface Planned {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #now: number;
  #order = 0;
  #planned: Planned[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void): Timer {
    const planned = { at: this.#now + Math.max(0, delay), order: this.#order++, run };
    this.#planned.push(planned);
    return {
      cancel: () => {
        this.#planned = this.#planned.filter((p) => p !== planned);
      },
    };
  }

  /** When the next planned call is due, or undefined when nothing is planned. */
  get next(): number | undefined {
    return this.#first()?.at;
  }

  /** Moves on by so many milliseconds, running what falls due on the way, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let due = this.#first(); due && due.at <= end; due = this.#first()) {
      this.#planned = this.#planned.filter((p) => p !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }

  #first(): Planned | undefined {
    let first: Planned | undefined;
    for (const p of this.#planned) if (!first || p.at < first.at || (p.at === first.at && p.order < first.order)) first = p;
    return first;
  }
}

/** Wall time; `speed` 10 makes ten seconds pass in one. */
export class RealClock implements Clock {
  readonly #speed: number;
  readonly #start = Date.now();

  constructor(speed = 1) {
    this.#speed = speed;
  }

  now(): number {
    return this.#start + (Date.now() - this.#start) * this.#speed;
  }

  after(delay: number, run: () => void): Timer {
    const timer = setTimeout(run, Math.max(0, delay) / this.#speed);
    // A sandbox must not keep a process alive by itself.
    (timer as { unref?: () => void }).unref?.();
    return { cancel: () => clearTimeout(timer) };
  }
}
