import type { KubernetesList } from "./object.ts";

/** What came of one request of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Version of the list as a whole: where a watch goes on. */
  readonly resourceVersion: string | undefined;
  /** Asks for the page after this one; undefined when this is the last. */
  readonly continue: string | undefined;
  /** How many items follow, as far as the server says. */
  readonly remaining: number | undefined;
  /** The list as the server sent it. */
  readonly raw: KubernetesList<T>;
  /** True for the first page of a list that had to begin anew: what came before belongs to an older state. */
  readonly restarted: boolean;
}

export function pageOf<T>(raw: KubernetesList<T>, restarted = false): Page<T> {
  const { resourceVersion, continue: next, remainingItemCount } = raw.metadata ?? {};
  return { items: raw.items, resourceVersion, continue: next || undefined, remaining: next ? remainingItemCount : 0, raw, restarted };
}
