import type { KubernetesList } from "./object.ts";

/** What may come before the first item, and how long an item may be, in characters. */
const mostUncut = 1024 * 1024;
/** So many places that look like the end of an item may be none, before the rest is taken as one. */
const mostMisses = 8;

/**
 * Cuts the items out of a list while its text still arrives. It never decides by itself where an item ends: two items meet at `},{` and what
 * each of them begins with, and what lies between two such places is an item if JSON.parse says so, which costs the same as parsing the whole.
 * What is not cut out is parsed at the end, in what stood around it, so an answer that is no list, is laid out in another way or is cut off
 * is judged as if it had come whole.
 */
export class ItemCutter<T> {
  readonly #decoder = new TextDecoder();
  /** The list without its items, as far as it stands before them: what is cut out is a sound part of it. */
  #head: string | undefined;
  #seam = "";
  /** Text from the first item on that was not given yet, and how far it was searched for seams. */
  #rest = "";
  #searched = 0;
  #misses = 0;
  /** What follows when nothing can be cut any more. */
  #uncut: string[] | undefined;
  /** What the list says of itself, once the first item has come. */
  list: Partial<KubernetesList<T>> | undefined;

  /** The items that this chunk completes. To be read to their end before the next chunk. */
  *push(chunk: Uint8Array): Generator<T, void, undefined> {
    const came = this.#decoder.decode(chunk, { stream: true });
    if (this.#uncut !== undefined) {
      this.#uncut.push(came);
      return;
    }
    let text = this.#rest + came;
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
    for (let end = text.indexOf(this.#seam, search); end >= 0 && this.#misses < mostMisses; end = text.indexOf(this.#seam, search)) {
      let item: T | undefined;
      try {
        item = JSON.parse(text.slice(at, end + 1)) as T;
      } catch {
        // It stood in a text, or in an object inside the item.
      }
      search = end + 2;
      if (item === undefined) {
        this.#misses++;
        continue;
      }
      at = search;
      this.#misses = 0;
      yield item;
    }
    this.#searched = Math.max(0, text.length - at - this.#seam.length);
    this.#keep(text.slice(at));
  }

  /** The list with the items that are left. Throws a SyntaxError when it is not whole. */
  end(): KubernetesList<T> {
    const tail = (this.#uncut?.join("") ?? "") + this.#decoder.decode();
    return JSON.parse((this.#head ?? "") + this.#rest + tail) as KubernetesList<T>;
  }

  /** Where the first item begins; -1 when that is not to be seen. */
  #begin(text: string): number {
    const key = '"items":[';
    const found = text.indexOf(key);
    if (found < 0) return -1;
    const begin = found + key.length;
    // Enough to tell items from what is inside them: the first key, or what kind they are.
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
    this.#seam = `},${first}`;
    return begin;
  }

  #keep(text: string): void {
    this.#rest = text;
    // Searched again with each chunk, a longer text would cost the square of its length.
    if (text.length > mostUncut || this.#misses >= mostMisses) this.#uncut = [];
  }
}
