import { endOfTime, type PlanOptions, Schedule, type Timer } from "./schedule.ts";

export type { Timer } from "./schedule.ts";

import { keepAlive, pause, turn, wallNow, wallTimer } from "./turn.ts";

/**
 * The one source of time of a sandbox: phases, key expiry, jobs, timestamps, watch timeouts and `Date` headers
 * all ask here, never the global timers, so that a test can walk through every state without waiting.
 */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Calls `run` once, `delay` milliseconds from now. */
  after(delay: number, run: () => void, options?: PlanOptions): Timer;
  /** A client runs code of its user until the returned function is called: a clock that moves by itself waits for it. */
  hold?(): () => void;
}

/** A request waited for something that will not come: the sandbox was reset or disposed of meanwhile. */
export class SetBack extends Error {
  constructor() {
    super("the sandbox was reset while the request was under way");
  }
}

/** A clock as its owner sees it: it can be looked into, moved on, and set back to how it started. */
export interface MovableClock extends Clock {
  /** When the next planned call is due, or undefined when nothing is planned. */
  readonly next: number | undefined;
  /** Moves on by so many milliseconds, running what falls due on the way, in order. */
  advance(milliseconds: number): void;
  /** Forgets what is planned and shows the time of its start again. */
  reset(): void;
  /**
   * Waits until nothing is due: on a clock that stands still now, on a running one within the next 30 seconds of its time, on one that moves by
   * itself at all.
   */
  settle(): Promise<void>;
  /** A request (a watch or another) is answered from now on, until the returned function is called. */
  answering(isWatch: boolean): () => void;
}

/** So many calls run in one move of a clock; a schedule that repeats every minute for years would take the process for hours. They take about a second. */
const mostCalls = 20_000;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Runs what is due up to `end`, in order; `at` is told each time before. Throws if a move leaves what a Date can hold, or runs too many calls. */
function runUntil(schedule: Schedule, end: number, now: () => number, at: (time: number) => void): void {
  if (end > endOfTime)
    throw new TypeError(`sandbox.clock.advance: the time would lie beyond ${iso(endOfTime)}, the last one that a Date can hold`);
  let calls = 0;
  for (let next = schedule.next; next !== undefined && next <= end; next = schedule.next) {
    if (++calls > mostCalls) {
      throw new Error(
        `sandbox.clock.advance: more than ${mostCalls} steps are due before ${iso(end)}; the clock stopped at ${iso(now())}: advance it in shorter moves, or suspend the policy that repeats`,
      );
    }
    at(next);
    schedule.take()?.();
  }
}

/** A clock that stands still until it is told to move. */
export class ManualClock implements MovableClock {
  readonly #start: number;
  #now: number;
  readonly #schedule = new Schedule();

  constructor(start: number) {
    this.#start = start;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void, options?: PlanOptions): Timer {
    return this.#schedule.add(this.#now + Math.max(0, delay), run, options);
  }

  get next(): number | undefined {
    return this.#schedule.next;
  }

  /** Whether a call is planned for which a clock moves by itself. */
  get hasForeground(): boolean {
    return this.#schedule.hasForeground;
  }

  /** Moves to the next planned call and runs what is due then. */
  step(): void {
    if (this.next !== undefined) this.#to(Math.max(this.#now, this.next));
  }

  advance(milliseconds: number): void {
    this.#to(this.#now + milliseconds);
  }

  #to(end: number): void {
    runUntil(
      this.#schedule,
      end,
      () => this.now(),
      (at) => {
        this.#now = Math.max(this.#now, at);
      },
    );
    this.#now = end;
  }

  reset(): void {
    this.#schedule.clear();
    this.#now = this.#start;
  }

  async settle(): Promise<void> {
    do {
      this.advance(0);
      await turn();
    } while (this.next !== undefined && this.next <= this.#now);
  }

  /** Keeps no process alive: nothing would come until somebody moves the clock. */
  answering(): () => void {
    return () => {};
  }
}

/** What is planned further ahead than this (key expiry, the end of a watch) is not waited for. */
const settled = 30_000;

/** The longest delay that timers of JavaScript engines know; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Wall time; `speed` 10 makes ten seconds pass in one. `start` is the time that it shows at first, when that is not the wall's. */
export class RealClock implements MovableClock {
  readonly #speed: number;
  readonly #start: number | undefined;
  #wallStart = wallNow();
  #skipped: number;
  readonly #schedule = new Schedule();
  #disarm: () => void = () => {};
  #armedFor = Infinity;

  constructor(speed = 1, start?: number) {
    this.#speed = speed;
    this.#start = start;
    this.#skipped = this.#ahead();
  }

  /** How far the start is ahead of the wall. */
  #ahead(): number {
    return this.#start === undefined ? 0 : this.#start - this.#wallStart;
  }

  now(): number {
    return this.#wallStart + (wallNow() - this.#wallStart) * this.#speed + this.#skipped;
  }

  after(delay: number, run: () => void, options?: PlanOptions): Timer {
    const at = this.now() + Math.max(0, delay);
    const timer = this.#schedule.add(at, run, options);
    if (at < this.#armedFor) this.#arm();
    return timer;
  }

  get next(): number | undefined {
    return this.#schedule.next;
  }

  advance(milliseconds: number): void {
    const end = this.now() + milliseconds;
    // From one due call to the next, so that each sees its own time and what it plans falls due on the way, too.
    runUntil(
      this.#schedule,
      end,
      () => this.now(),
      (at) => this.#skip(at),
    );
    this.#skip(end);
    this.#run();
  }

  #skip(to: number): void {
    this.#skipped += Math.max(0, to - this.now());
  }

  reset(): void {
    this.#schedule.clear();
    this.#arm();
    this.#wallStart = wallNow();
    this.#skipped = this.#ahead();
  }

  async settle(): Promise<void> {
    await turn();
    for (let at = this.next; at !== undefined && at - this.now() <= settled; at = this.next) {
      await pause(Math.max(0, Math.ceil((at - this.now()) / this.#speed)));
    }
  }

  /** Keeps the process alive, as a request on the network does; what the sandbox plans for itself does not. */
  answering(): () => void {
    return keepAlive();
  }

  #run(): void {
    for (let at = this.next; at !== undefined && at <= this.now(); at = this.next) this.#schedule.take()?.();
    this.#arm();
  }

  /** One timer of the engine's, for the earliest planned call. */
  #arm(): void {
    this.#disarm();
    const at = this.next;
    this.#armedFor = at ?? Infinity;
    if (at === undefined) return;
    const wait = Math.max(0, Math.ceil((at - this.now()) / this.#speed));
    this.#disarm = wallTimer(() => this.#run(), Math.min(wait, longestTimer));
  }
}
