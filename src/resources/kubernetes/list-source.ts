import type { Stream } from "../../http/stream.ts";
import type { KubernetesList } from "./object.ts";
import type { PagingOptions } from "./options.ts";
import type { PageQuery } from "./page.ts";

/** What a list needs of its resource. */
export interface KubernetesListSource<T> {
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  readonly paging: PagingOptions;
  /** One page, complete. */
  fetch(page: PageQuery, signal: AbortSignal | undefined): Promise<KubernetesList<T>>;
  /** One page while it arrives; undefined if responses must be complete before they are used. */
  readonly open: ((page: PageQuery, signal: AbortSignal) => Promise<Stream>) | undefined;
  /** Each item of a page that was opened passes through here. */
  transform(item: T): T;
  /** The error for a list that can't be continued. */
  failure(message: string): Error;
}

/** Items of a page in an iteration, unless the caller says otherwise. */
export const defaultPageSize = 500;

/** So often a list may begin again before its last page. */
export const mostRestarts = 5;
