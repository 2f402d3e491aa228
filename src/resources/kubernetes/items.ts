/** Every item of a Kubernetes list, given while its page still arrives. */
import { isJsonType } from "../../http/body.ts";
import type { Deadline } from "../../http/deadline.ts";
import { isRequestError } from "../../http/errors.ts";
import { isExpired } from "../../http/predicates.ts";
import type { Stream } from "../../http/stream.ts";
import { flatten, type Part, type Reader } from "../common/flatten.ts";
import { ItemSplitter } from "./item-splitter.ts";
import { defaultPageSize, type KubernetesListSource, mostRestarts } from "./list-source.ts";
import type { KubernetesList } from "./object.ts";
import type { PagingOptions } from "./options.ts";
import { listMismatch, type PageQuery } from "./page.ts";
import { PageGuard } from "./paging.ts";

/**
 * As many bytes of a response are read while the consumer is at work. A usual page is soon here as a whole and costs the server nothing more,
 * however long the consumer takes; the rest of a long list waits at the server.
 */
const readAhead = 4 * 1024 * 1024;

export function itemsOf<T>(source: KubernetesListSource<T>, options: PagingOptions, life: Deadline): Reader<T> {
  return flatten(itemParts(source, options, life));
}

type Opened<T> = Stream | KubernetesList<T>;

async function* itemParts<T>(
  source: KubernetesListSource<T>,
  { limit = defaultPageSize, onExpired = "error", continue: token }: PagingOptions,
  life: Deadline,
): AsyncGenerator<Part<T>, void, undefined> {
  // Only a list that may begin again has to remember what it gave.
  const given = onExpired === "restart" ? new Set<string>() : undefined;
  let guard = new PageGuard();
  let restarts = 0;
  let isBegun = false;

  const open = (query: PageQuery): Promise<Opened<T>> => {
    const opened: Promise<Opened<T>> = source.open?.(query, life.signal) ?? source.fetch(query, life.signal);
    // Its failure is thrown when that page is due; a consumer that leaves earlier has no use for it.
    opened.catch(() => undefined);
    return opened;
  };
  const pageAfter = (token: string): PageQuery => ({ limit, continue: token });

  let query: PageQuery = { limit, continue: token };
  let current = open(query);
  let following: Promise<Opened<T>> | undefined;
  try {
    for (;;) {
      let list: KubernetesList<T>;
      try {
        const opened = await current;
        isBegun = true;
        const onHead = (head: Partial<KubernetesList<T>>) => {
          const next = head.metadata?.continue;
          if (typeof next === "string" && next !== "") following ??= open(pageAfter(next));
        };
        const page = readPage(source, query, opened, life.signal, onHead);
        for (let step = await page.next(); ; step = await page.next()) {
          if (step.done) {
            list = step.value;
            break;
          }
          yield restarts > 0 || given !== undefined ? fresh(step.value, given, restarts > 0) : step.value;
        }
      } catch (error) {
        // A list that has just begun again does not begin again; a token of an earlier list may be too old at once.
        const mayRestart = error instanceof OtherState || (isExpired(error) && (isBegun || query.continue !== undefined));
        if (onExpired === "error" || !mayRestart || ++restarts > mostRestarts) throw error instanceof OtherState ? error.failure : error;
        drop(following);
        following = undefined;
        guard = new PageGuard();
        isBegun = false;
        query = { limit, continue: undefined };
        current = error instanceof OtherState ? Promise.resolve(error.list as KubernetesList<T>) : open(query);
        continue;
      }
      const next = list.metadata?.continue;
      if (!next) return;
      const trouble = guard.trouble(next, list.items);
      if (trouble !== undefined) throw source.failure(trouble);
      query = pageAfter(next);
      current = following ?? open(query);
      following = undefined;
    }
  } catch (error) {
    if (!life.isLeft) throw error;
  } finally {
    life.abort();
    life.close();
    drop(current);
    drop(following);
  }
}

/** The server keeps no earlier states: the page that was requested again belongs to another one than the items that were given. */
class OtherState extends Error {
  readonly list: unknown;
  readonly failure: Error;

  constructor(list: unknown, failure: Error) {
    super(failure.message);
    this.list = list;
    this.failure = failure;
  }
}

/** The page is no list, or JSON of another layout. */
class NoList extends Error {}

/**
 * One page while it arrives: yields parts of its items, and returns the list with its first item (all that the guard needs). A page that
 * breaks off is requested again, in the same state of the server, and items that were given are not given twice.
 */
async function* readPage<T>(
  source: KubernetesListSource<T>,
  query: PageQuery,
  opened: Opened<T>,
  signal: AbortSignal,
  onHead: (head: Partial<KubernetesList<T>>) => void,
): AsyncGenerator<Part<T>, KubernetesList<T>, undefined> {
  if (!("chunks" in opened)) {
    onHead(opened);
    yield opened.items.values();
    return opened;
  }
  let count = 0;
  let first: T | undefined;
  function* counted(items: Iterable<T>): Generator<T, void, undefined> {
    for (const item of items) {
      if (count++ === 0) first = item;
      yield source.transform(item);
    }
  }
  const summary = (list: KubernetesList<T>): KubernetesList<T> => ({ ...list, items: first === undefined ? [] : [first] });
  const splitter = new ItemSplitter<T>();
  try {
    if (!isJsonType(opened.headers)) throw new NoList();
    const chunks = readingAhead(opened);
    for (;;) {
      const { done, value } = await chunks.read();
      if (done) break;
      yield counted(splitter.push(value));
      if (splitter.list !== undefined) onHead(splitter.list);
    }
    const json: unknown = splitter.end();
    if (listMismatch(json) !== undefined) throw new NoList();
    const list = json as KubernetesList<T>;
    // A Go server may write an empty list as null.
    list.items ??= [];
    onHead(list);
    yield counted(list.items);
    return summary(list);
  } catch (error) {
    const isBroken = error instanceof NoList || error instanceof SyntaxError || (isRequestError(error) && error.code === "Connection");
    if (!isBroken) throw error;
    // Requested again as a whole it comes, or its error says what is wrong.
    const version = splitter.list?.metadata?.resourceVersion;
    const isLate = count > 0 && query.continue === undefined;
    const failure = isRequestError(error) ? error : source.failure("the response broke off after some of its items");
    if (isLate && !version) throw failure;
    const list = await source.fetch(isLate ? { ...query, resourceVersion: version, resourceVersionMatch: "Exact" } : query, signal);
    if (isLate && list.metadata?.resourceVersion !== version) throw new OtherState(list, failure);
    onHead(list);
    first ??= list.items[0];
    yield list.items.slice(count).values();
    return summary(list);
  } finally {
    opened.close();
  }
}

/** The items that were not given before. */
function* fresh<T>(items: Part<T>, given: Set<string> | undefined, isAgain: boolean): Generator<T, void, undefined> {
  for (let step = items.next(); !step.done; step = items.next()) {
    const uid = (step.value as { metadata?: { uid?: string } }).metadata?.uid;
    if (uid !== undefined && given !== undefined) {
      if (isAgain && given.has(uid)) continue;
      given.add(uid);
    }
    yield step.value;
  }
}

function drop<T>(late: Promise<Opened<T>> | undefined): void {
  late?.then((opened) => "chunks" in opened && opened.close()).catch(() => undefined);
}

/** The platform's own queue does the reading ahead. */
function readingAhead(stream: Stream): ReadableStreamDefaultReader<Uint8Array> {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(queue) {
      const { done, value } = await stream.chunks.next();
      if (done) queue.close();
      else queue.enqueue(value);
    },
  };
  return new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: readAhead })).getReader();
}
