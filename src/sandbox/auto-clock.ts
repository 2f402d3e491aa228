import { ManualClock, type MovableClock, type Timer } from "./clock.ts";
import type { PlanOptions } from "./schedule.ts";
import { turn, wallTick, wallTimer } from "./turn.ts";

/** So many turns of the event loop without anything new: whoever was woken has sent his next request by then. */
const quietTurns = 10;
/** The same while a request is answered: it may wait for this clock. */
const busyTurns = 100;
/** And so many milliseconds, since user code may wait for its own short timers; more where requests come through sockets. */
const quietMilliseconds = 1;
const quietThroughSockets = 5;
/**
 * The same while a client runs code of its user, which may wait for anything real. It is no longer, because that code may also wait for this
 * clock, as an edit does that waits for another object.
 */
const quietWhileHeld = 2000;
/** So many turns are as good as a millisecond: where the wall's time was faked before this module was loaded, it never passes. */
const turnsPerMillisecond = 500;

/**
 * When the clock has moved so far without a request but watches, nobody waits for anything: clients only keep their streams open. From then on it
 * moves so slowly, in wall time, that it costs nothing and keeps no process alive.
 */
const idleAfter = 7 * 24 * 60 * 60 * 1000;
const idlePace = 50;

/**
 * A clock that moves by itself: when no request is answered and only timers are left, it jumps to the next of them. Calls in the background
 * run when the time passes them, and do not make it move.
 */
export class AutoClock implements MovableClock {
  readonly #time: ManualClock;
  #activity = 0;
  #answering = 0;
  #holds = 0;
  /** Whether the clock has waited for those that hold it, in vain. */
  #isHeldInVain = false;
  #lastRequest: number;
  #isRunning = false;
  #milliseconds = quietMilliseconds;

  constructor(start: number) {
    this.#time = new ManualClock(start);
    this.#lastRequest = start;
  }

  now(): number {
    return this.#time.now();
  }

  get next(): number | undefined {
    return this.#time.next;
  }

  after(delay: number, run: () => void, options?: PlanOptions): Timer {
    this.#activity++;
    const timer = this.#time.after(delay, run, options);
    void this.#move();
    return {
      cancel: () => {
        this.#activity++;
        timer.cancel();
      },
    };
  }

  answering(isWatch: boolean): () => void {
    this.#activity++;
    this.#answering++;
    if (!isWatch) this.#lastRequest = this.now();
    return () => {
      this.#activity++;
      this.#answering--;
    };
  }

  hold(): () => void {
    this.#activity++;
    this.#holds++;
    this.#isHeldInVain = false;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#activity++;
      this.#holds--;
    };
  }

  /** Requests come through sockets. */
  throughSockets(): void {
    this.#milliseconds = quietThroughSockets;
  }

  async #move(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#time.hasForeground) {
        await this.#quiet();
        if (this.#time.hasForeground) this.#time.step();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #quiet(): Promise<void> {
    if (this.now() - this.#lastRequest > idleAfter) await new Promise<void>((resolve) => wallTimer(resolve, idlePace));
    let seen = this.#activity;
    let since = wallTick();
    for (let turns = 0; ; turns++) {
      if (seen !== this.#activity) {
        seen = this.#activity;
        turns = 0;
        since = wallTick();
      }
      const milliseconds = this.#holds > 0 && !this.#isHeldInVain ? quietWhileHeld : this.#milliseconds;
      const isLong = wallTick() - since >= milliseconds || turns >= milliseconds * turnsPerMillisecond;
      if (turns >= (this.#answering > 0 ? busyTurns : quietTurns) && isLong) {
        this.#isHeldInVain = this.#holds > 0;
        return;
      }
      await turn();
    }
  }

  advance(milliseconds: number): void {
    this.#activity++;
    this.#time.advance(milliseconds);
  }

  reset(): void {
    this.#activity++;
    this.#time.reset();
    this.#lastRequest = this.now();
  }

  async settle(): Promise<void> {
    const end = this.now() + idleAfter;
    do await this.#quiet();
    while (this.#time.hasForeground && this.now() < end);
    await this.#time.settle();
  }
}
