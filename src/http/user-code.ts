/**
 * Calls a function of the user's that is only told something: a listener, a hook, `onProgress`. What it throws, at once or later, is an
 * uncaught error of the user's, and no failure of what was going on.
 */
export function notify<Args extends readonly unknown[]>(listener: ((...args: Args) => unknown) | undefined, ...args: Args): void {
  if (listener === undefined) return;
  try {
    const result = listener(...args) as PromiseLike<unknown> | undefined;
    if (typeof result?.then === "function") result.then(undefined, uncaught);
  } catch (error) {
    uncaught(error);
  }
}

function uncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
