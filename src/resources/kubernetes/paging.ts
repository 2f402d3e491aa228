import { isJsonType } from "../../http/body.ts";
import { isExpired, isRequestError } from "../../http/errors.ts";
import type { Stream } from "../../http/stream.ts";
import { ItemCutter } from "./cutter.ts";
import type { ListSource, PagingOptions, WantedPage } from "./list.ts";
import type { KubernetesList } from "./object.ts";
import { type Page, pageOf } from "./page.ts";
import { oneByOne, type Part } from "./parts.ts";

/**
 * So many bytes of an answer are read while the consumer is at work. A usual page is soon here as a whole and costs the server nothing more,
 * however long the consumer takes; the rest of a long list waits at the server.
 */
const readAhead = 4 * 1024 * 1024;

/** Every item, given while its page still arrives. */
export function itemsOf<T>(source: ListSource<T>, options: PagingOptions): AsyncIterator<T> {
  return oneByOne(itemParts(source, options));
}

async function* itemParts<T>(source: ListSource<T>, options: PagingOptions): AsyncGenerator<Part<T>, void, undefined> {
  // Only a list that may begin anew has to remember what it gave.
  const given = options.onExpired === "restart" ? new Set<string>() : undefined;
  let again = false;
  for await (const { items, page } of partsOf(source, options)) {
    again ||= page.restarted;
    yield given === undefined ? items : unseen(items, given, again);
  }
}

function* unseen<T>(items: Iterable<T>, given: Set<string>, again: boolean): Generator<T, void, undefined> {
  for (const item of items) {
    const uid = (item as { metadata?: { uid?: string } }).metadata?.uid;
    if (uid !== undefined) {
      if (again && given.has(uid)) continue;
      given.add(uid);
    }
    yield item;
  }
}

/** Every page, put together while it arrives: that takes less memory than its whole text. */
export async function* pagesOf<T>(source: ListSource<T>, options: PagingOptions): AsyncGenerator<Page<T>, void, undefined> {
  let current: unknown;
  let items: T[] = [];
  for await (const part of partsOf(source, options)) {
    if (part.page !== current) items = [];
    current = part.page;
    for (const item of part.items) items.push(item);
    if (part.list === undefined) continue;
    const page = pageOf({ ...part.list, items }, part.page.restarted);
    items = [];
    yield page;
  }
}

/** Every item of one state of the server. */
export async function allOf<T>(source: ListSource<T>, options: PagingOptions): Promise<T[]> {
  let all: T[] = [];
  for await (const { items, restarted } of pagesOf(source, options)) {
    if (all.length === 0 || restarted) all = items;
    else for (const item of items) all.push(item);
  }
  return all;
}

/** Some items of a page; with the last of them, what the list says of itself. */
interface PagePart<T> {
  readonly items: Generator<T, void, undefined>;
  readonly page: AskedPage;
  readonly list: KubernetesList<T> | undefined;
}

interface AskedPage extends WantedPage {
  readonly restarted: boolean;
}

/** An answer that arrives. */
interface Arrival {
  readonly stream: Stream;
  readonly chunks: ReadableStreamDefaultReader<Uint8Array>;
}
type Answer<T> = Arrival | KubernetesList<T>;

/** JSON, or something else, that is no list. */
class NoList extends Error {}

async function* partsOf<T>(
  source: ListSource<T>,
  { limit, onExpired = "error", continue: from }: PagingOptions,
): AsyncGenerator<PagePart<T>, void, undefined> {
  // Ends what is under way when the caller aborts, and when the caller leaves.
  const stop = new AbortController();
  const { signal } = stop;
  const onAbort = () => stop.abort(source.signal?.reason);
  if (source.signal?.aborted) onAbort();
  else source.signal?.addEventListener("abort", onAbort, { once: true });
  const ask = (page: WantedPage): Promise<Answer<T>> => {
    const answer = source.open?.(page, signal).then(arrival) ?? source.fetch(page, signal);
    // It is looked at when the page before it is done; whoever leaves earlier is not bothered by its failure.
    answer.catch(() => undefined);
    return answer;
  };
  let page: AskedPage = { limit, continue: from, restarted: false };
  let answer = ask(page);
  let following: Promise<Answer<T>> | undefined;
  let begun = false;
  /** So many items of this page were given. */
  let count = 0;

  /** Asks for the page after this one before the consumer works on this one, so that both go on at once. */
  const askForNext = (list: Partial<KubernetesList<T>> | undefined) => {
    const token = list?.metadata?.continue;
    if (token) following ??= ask({ limit, continue: token });
  };
  const part = (items: Iterable<T>, list?: KubernetesList<T>): PagePart<T> => ({ items: giving(items), page, list });
  function* giving(items: Iterable<T>): Generator<T, void, undefined> {
    for (const item of items) {
      count++;
      yield source.pass(item);
    }
  }

  /** Gives what comes, and in the end the list with the items that were not given. */
  async function* arriving({ stream, chunks }: Arrival): AsyncGenerator<PagePart<T>, KubernetesList<T>, undefined> {
    const cutter = new ItemCutter<T>();
    try {
      if (!isJsonType(stream.headers)) throw new NoList();
      for (;;) {
        const { done, value } = await chunks.read();
        if (done) break;
        yield part(cutter.push(value));
        askForNext(cutter.list);
      }
      const list = cutter.end();
      // A Go server may write an empty list as null.
      if (list?.items === null) list.items = [];
      if (list?.kind === "Status" || !Array.isArray(list?.items)) throw new NoList();
      return list;
    } catch (error) {
      const isBroken = error instanceof NoList || error instanceof SyntaxError || (isRequestError(error) && error.code === "Connection");
      if (!isBroken) throw error;
      // Asked for again as a whole it comes, or its error tells what is wrong.
      const version = cutter.list?.metadata?.resourceVersion;
      let again: WantedPage = page;
      const isLate = count > 0 && page.continue === undefined;
      const brokenOff = async () => (isRequestError(error) ? error : source.brokenOff());
      if (isLate) {
        // In the same state of the server, or it would not fit what was given.
        if (!version) throw await brokenOff();
        again = { limit, continue: undefined, resourceVersion: version, resourceVersionMatch: "Exact" };
      }
      const list = await source.fetch(again, signal);
      if (isLate && list.metadata?.resourceVersion !== version) {
        // A server that keeps no earlier states gives what it has now: a fresh list, for those who take one.
        if (onExpired === "error") throw await brokenOff();
        page = { limit, continue: undefined, restarted: true };
        drop(following);
        following = undefined;
        return list;
      }
      return { ...list, items: list.items.slice(count) };
    } finally {
      stream.close();
    }
  }

  try {
    for (;;) {
      try {
        const came = await answer;
        begun = true;
        const list = "stream" in came ? yield* arriving(came) : came;
        askForNext(list);
        yield part(list.items, list);
        page = { limit, continue: list.metadata?.continue || undefined, restarted: false };
      } catch (error) {
        // What has just begun anew is not begun anew again; a token of an earlier list may be too old at once.
        if (onExpired === "error" || (!begun && page.continue === undefined) || !isExpired(error)) throw error;
        page = { limit, continue: undefined, restarted: true };
        drop(following);
        following = ask(page);
      }
      if (following === undefined) return;
      answer = following;
      following = undefined;
      count = 0;
    }
  } finally {
    source.signal?.removeEventListener("abort", onAbort);
    stop.abort();
    drop(answer);
    drop(following);
  }
}

function drop<T>(late: Promise<Answer<T>> | undefined): void {
  late?.then((came) => "stream" in came && came.stream.close()).catch(() => undefined);
}

/** The platform's own queue does the reading ahead. */
function arrival(stream: Stream): Arrival {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(queue) {
      const { done, value } = await stream.chunks.next();
      if (done) queue.close();
      else queue.enqueue(value);
    },
  };
  const chunks = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: readAhead })).getReader();
  return { stream, chunks };
}
