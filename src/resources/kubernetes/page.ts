import { isObject } from "../../http/json.ts";
import type { KubernetesList } from "./object.ts";

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Version of the list as a whole: a watch can go on from it. */
  readonly resourceVersion: string | undefined;
  /** Token for the page after this one; undefined on the last page. */
  readonly continue: string | undefined;
  /** How many items follow, if the server says so; it leaves this out when a selector is given. */
  readonly remaining: number | undefined;
  /** The list as the server sent it. */
  readonly raw: KubernetesList<T>;
  /** True on the first page of a list that had to begin again: earlier pages belong to an older state. */
  readonly restarted: boolean;
}

/** What one request of a list asks for. */
export interface PageQuery {
  readonly limit: number | undefined;
  readonly continue: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: "Exact" | undefined;
}

export function pageOf<T>(raw: KubernetesList<T>, restarted = false): Page<T> {
  const { resourceVersion, continue: token, remainingItemCount } = isObject(raw.metadata) ? raw.metadata : {};
  const next = token || undefined;
  return { items: raw.items, resourceVersion, continue: next, remaining: next ? remainingItemCount : 0, raw, restarted };
}

/** Tells what JSON is not, if a list was due. */
export function listMismatch(json: unknown): string | undefined {
  const items = isObject(json) ? json["items"] : undefined;
  if (items !== null && !Array.isArray(items)) return "not a list with items";
  if (items?.every(isItem) === false) return "a list with an item that is no object with metadata";
  return metadataMismatch(json);
}

/** Tells which of the strings that a list goes on from is none. */
export function metadataMismatch(list: unknown): string | undefined {
  const metadata = isObject(list) ? list["metadata"] : undefined;
  if (!isObject(metadata)) return undefined;
  const wrong = ["resourceVersion", "continue"].find((name) => !["string", "undefined"].includes(typeof (metadata[name] ?? undefined)));
  return wrong === undefined ? undefined : `a list whose metadata.${wrong} is no string`;
}

/** Whether a value can be an item of a list. */
export function isItem(item: unknown): boolean {
  return isObject(item) && isObject(item["metadata"]);
}
