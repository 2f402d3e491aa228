import type { Deadline } from "../../http/deadline.ts";
import { type AsyncDispose, disposedBy } from "../../http/disposable.ts";
import type { Http } from "../../http/http.ts";
import type { Query } from "../../http/paths.ts";
import type { Stream, StreamLimits } from "../../http/stream.ts";
import type { Reader } from "../common/flatten.ts";
import { later } from "../common/later.ts";
import type { KubernetesList } from "./object.ts";

/**
 * Why a watch makes a new connection. `Failure`: `error` says what failed. `Expired`: the server does not know the version any more, or not
 * yet. `NoVersion`: the server gives no versions to resume from. `EndedEarly`: connections end again and again without an event.
 * `ResumeFailed`: resuming from a version fails again and again. `NoInitialEvents`: the end of the initial list did not come in the stream.
 * All but `Failure` list anew.
 */
export type RetryReason = "Failure" | "Expired" | "NoVersion" | "EndedEarly" | "ResumeFailed" | "NoInitialEvents";

/**
 * What a watch gives. `init`: a complete list begins; everything known before is out of date. `initApply`: one object of it. `initDone`: the
 * list is complete. `apply`: an object was created or changed. `delete`: an object is gone (its last state), also one of a list that still
 * arrives with `initial: "stream"`. `retry`: a new connection follows in `delay` seconds; no change is missed by that.
 */
export type WatchEvent<T> =
  | { readonly type: "init" }
  | { readonly type: "initApply"; readonly object: T }
  | { readonly type: "initDone" }
  | { readonly type: "apply"; readonly object: T }
  | { readonly type: "delete"; readonly object: T }
  | { readonly type: "retry"; readonly reason: RetryReason; readonly error: Error; readonly delay: number };

/** A running watch, to be read once. It ends with its signal, by `break`, or at the end of `await using`. */
export interface Watch<T> extends AsyncIterableIterator<WatchEvent<T>>, AsyncDispose {}

/** What a watch needs of its resource. */
export interface WatchSource<T> {
  readonly http: Http;
  readonly resource: string;
  list(query: Query, life: Deadline): Promise<KubernetesList<T>>;
  open(query: Query, limits: StreamLimits, life: Deadline): Promise<{ readonly stream: Stream; readonly path: string }>;
  /** Called when a connection stands that only brings changes. */
  readonly onFollow?: (() => void) | undefined;
  /** Each object passes through here. */
  transform(object: T): T;
}

/** A watch whose events begin when it is first read. */
export function watchOf<T>(
  { clock }: Pick<Http, "clock">,
  signal: AbortSignal | undefined,
  begin: (life: Deadline) => Promise<Reader<WatchEvent<T>>>,
): Watch<T> {
  const events = later(begin, signal, clock);
  return { ...events, ...disposedBy(async () => void (await events.return())) };
}
