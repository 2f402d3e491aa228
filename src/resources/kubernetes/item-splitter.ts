import type { KubernetesList } from "./object.ts";
import { isItem } from "./page.ts";

/** Longest text before the first item, and longest item, in characters. */
const longest = 1024 * 1024;
/** Number of false item boundaries tolerated before the rest is parsed as a whole. */
const mostMisses = 8;

/**
 * Splits the items out of a list while its text still arrives. It never decides by itself where an item ends: two items meet at `},{` and
 * the key that each begins with, and the text between two such places is an item if JSON.parse accepts it, which costs the same as parsing
 * the whole. Everything else is parsed at the end, so a response that is no list, has another layout or is cut off is judged as if it had
 * come whole.
 */
export class ItemSplitter<T> {
  readonly #decoder = new TextDecoder();
  /** The text of the list before its first item. */
  #head: string | undefined;
  #boundary = "";
  /** Text from the first item on that was not given yet, and how far it was searched for boundaries. */
  #rest = "";
  #searched = 0;
  #misses = 0;
  /** The rest of the text, if nothing can be split any more. */
  #unsplit: string[] | undefined;
  /** The fields of the list beside its items, once the first item has come. */
  list: Partial<KubernetesList<T>> | undefined;

  /** The items that this chunk completes. Read them all before the next chunk. */
  *push(chunk: Uint8Array): Generator<T, void, undefined> {
    const added = this.#decoder.decode(chunk, { stream: true });
    if (this.#unsplit !== undefined) {
      this.#unsplit.push(added);
      return;
    }
    let text = this.#rest + added;
    if (this.#head === undefined) {
      const begin = this.#begin(text);
      if (begin < 0) {
        this.#keep(text);
        return;
      }
      this.#head = text.slice(0, begin);
      text = text.slice(begin);
    }
    let at = 0;
    let search = this.#searched;
    for (
      let end = text.indexOf(this.#boundary, search);
      end >= 0 && this.#misses < mostMisses;
      end = text.indexOf(this.#boundary, search)
    ) {
      let item: T | undefined;
      try {
        item = JSON.parse(text.slice(at, end + 1)) as T;
      } catch {
        // The boundary is inside a string, or inside an object of the item.
      }
      search = end + 2;
      if (item === undefined || !isItem(item)) {
        this.#misses++;
        continue;
      }
      at = search;
      this.#misses = 0;
      yield item;
    }
    this.#searched = Math.max(0, text.length - at - this.#boundary.length);
    this.#keep(text.slice(at));
  }

  /** The list with the items that are left. Throws a SyntaxError if it is cut off. */
  end(): KubernetesList<T> {
    const tail = (this.#unsplit?.join("") ?? "") + this.#decoder.decode();
    return JSON.parse((this.#head ?? "") + this.#rest + tail) as KubernetesList<T>;
  }

  /** Where the first item begins; -1 if that can't be seen. */
  #begin(text: string): number {
    const key = '"items":[';
    const found = text.indexOf(key);
    if (found < 0) return -1;
    const begin = found + key.length;
    // Enough to tell items from objects inside them: the first key, or the kind.
    const first = /^\{"(?:(?:kind|apiVersion)":"[^"\\]*"|[^"\\]*":)/.exec(text.slice(begin, begin + 500))?.[0];
    if (first === undefined) return -1;
    try {
      // Only the list's own items can be closed like this.
      const list = JSON.parse(`${text.slice(0, begin)}]}`) as Partial<KubernetesList<T>>;
      if (list.items?.length !== 0) return -1;
      this.list = list;
    } catch {
      return -1;
    }
    this.#boundary = `},${first}`;
    return begin;
  }

  #keep(text: string): void {
    this.#rest = text;
    // Searched again with each chunk, a longer text would cost the square of its length.
    if (text.length > longest || this.#misses >= mostMisses) this.#unsplit = [];
  }
}
