// Taken now: a test that replaces the global timers must not stop the sandbox.
const { setTimeout, clearTimeout, setInterval, clearInterval, Date: WallDate, MessageChannel, performance } = globalThis;

/** A timer of the engine's own that keeps no process alive. */
export function wallTimer(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer);
}

/** Keeps the process alive until the returned function is called. */
export function keepAlive(): () => void {
  const timer = setInterval(() => {}, 2 ** 30);
  return () => clearInterval(timer);
}

/** Milliseconds since 1970 UTC, by the wall. */
export const wallNow = (): number => WallDate.now();

/** Milliseconds since some time, for differences. */
export const wallTick = (): number => performance.now();

/** Resolves after so many milliseconds of wall time; keeps the process alive meanwhile. */
export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lets the event loop go round once. By a message: fake timers replace everything else that would do, also for who loads this module late. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Throws an Error if bodies can't be read, because queueMicrotask is faked: Node reads the bodies of requests and responses by it, also those of
 * the global fetch.
 */
export async function checkMicrotasks(): Promise<void> {
  if (!("clock" in globalThis.queueMicrotask)) return;
  let isRead = false;
  void new Response("x").text().then(() => {
    isRead = true;
  });
  for (let turns = 0; turns < 50 && !isRead; turns++) await turn();
  if (isRead) return;
  throw new Error(
    'sandbox.fetch: queueMicrotask is faked, and no body of a request or response can be read without it: leave it out of the fake timers, as in sinon.useFakeTimers({ toNotFake: ["queueMicrotask", "nextTick"] })',
  );
}

/**
 * Throws an Error if the timers were faked before this module was loaded (sinon, vitest, Jest, node:test): the clocks that run by the wall need
 * the engine's own ones.
 */
export function checkWall(mode: string): void {
  const { name, clock, _isMockFunction: isMock } = setTimeout as unknown as { name: string; clock?: unknown; _isMockFunction?: true };
  const { isFake, isMock: isMockDate } = WallDate as unknown as { isFake?: true; isMock?: true };
  // The names of node:test's begin so.
  if (clock === undefined && !isMock && !name.startsWith("bound #") && !isFake && !isMockDate) return;
  throw new Error(
    `createSandbox: the ${mode} clock needs the real timers, and they were faked before clusterplane/sandbox was loaded: load it before, or use the clock "manual" or "auto"`,
  );
}
