import { type Clock, RealClock } from "./clock.ts";
import { abortReason, type Lifetime } from "./connection.ts";
import { keepAlive } from "./turn.ts";

/** The sandbox's time as clients take it (their option `clock`): a client that shares it pauses on it. */
export interface ClientClock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /**
   * Resolves after so many milliseconds of the sandbox's time, or when the sandbox is reset. Rejects with the signal's reason when that aborts, and
   * with the final error when the sandbox is disposed of. `background` is for what only keeps something open, such as the silence that a watch
   * allows: the clock `auto` does not jump for it.
   */
  sleep(milliseconds: number, signal?: AbortSignal, options?: { background?: boolean }): Promise<void>;
  /**
   * Clients call it before they run code of their user (a token function, the function of an edit): the clock `auto` stands still until the
   * returned function is called, but not for longer than 2 seconds of wall time without a request.
   */
  hold(): () => void;
}

/** What the constructor of a client takes: `new Platform(sandbox.platform.options)`. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly clock: ClientClock;
}

/** The time of a sandbox for its clients. */
export const clientClock = (time: Clock, life: Lifetime): ClientClock => ({
  now: () => time.now(),
  hold: () => time.hold?.() ?? (() => {}),
  sleep: (delay, signal, { background = false } = {}) =>
    new Promise((resolve, reject) => {
      life.check();
      if (signal?.aborted) throw abortReason(signal);
      // Of the timers of these clocks only those of clients keep a process alive.
      const release = time instanceof RealClock && !background ? keepAlive() : undefined;
      const end = (settle: () => void) => () => {
        release?.();
        signal?.removeEventListener("abort", abort);
        settle();
      };
      const dropped = end(() => (life.signal.aborted ? reject(life.signal.reason) : resolve()));
      const timer = time.after(Number.isNaN(delay) ? 0 : delay, end(resolve), { background, dropped });
      const abort = end(() => {
        timer.cancel();
        reject(abortReason(signal as AbortSignal));
      });
      signal?.addEventListener("abort", abort);
    }),
});
