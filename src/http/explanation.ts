/** Loads what turns a failure into words, as errors are rare: `explain/`. In the CommonJS build it is part of what asks for it. */
import type { Attempt } from "./attempt.ts";

type Explanation = typeof import("./explain/index.ts");

/** Stands in an error whose words could not be loaded. */
export const unexplained = "the code that explains failures could not be loaded";

let loading: Promise<Explanation> | undefined;

function load(): Promise<Explanation> {
  loading ??= import("./explain/index.ts").catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Loads it while the server can be reached: a page that has lost its connection could not do so any more. */
export function prepareExplanation(): void {
  if (loading === undefined) load().catch(() => undefined);
}

/** Undefined if it can't be loaded, or not before the call ends. */
export function explanation({ deadline }: Attempt): Promise<Explanation | undefined> {
  return deadline.run(load).catch(() => undefined);
}
