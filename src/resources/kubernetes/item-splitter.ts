import type { KubernetesList } from "./object.ts";
import { isItem } from "./page.ts";

/** Longest text before the first item, and longest item, in characters. */
const longest = 1024 * 1024;
/** As many characters of the first item are looked at for what it begins with. */
const mostFirst = 500;
const itemsKey = '"items":[';
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
  /** Text from the first item on that was not given yet (before that, all of it), its length, and how far it was searched for boundaries. */
  #parts: string[] = [];
  #length = 0;
  #searched = 0;
  /** The end of that text, in which what is searched for may have begun. */
  #seam = "";
  #hasItems = false;
  #misses = 0;
  /** Nothing can be split any more: the rest of the text is only kept. */
  #isWhole = false;
  /** The fields of the list beside its items, once the first item has come. */
  list: Partial<KubernetesList<T>> | undefined;

  /** The items that this chunk completes. Read them all before the next chunk. */
  *push(chunk: Uint8Array): Generator<T, void, undefined> {
    const added = this.#decoder.decode(chunk, { stream: true });
    this.#parts.push(added);
    this.#length += added.length;
    if (this.#isWhole) return;
    const wanted = this.#head === undefined ? itemsKey : this.#boundary;
    const seam = this.#seam + added;
    this.#seam = seam.slice(1 - wanted.length);
    // The text is only joined where something may be found: joined with each chunk, it would cost the square of its length.
    if (this.#hasItems || seam.includes(wanted)) yield* this.#split();
    if (this.#length > longest || this.#misses >= mostMisses) this.#isWhole = true;
  }

  *#split(): Generator<T, void, undefined> {
    let text = this.#parts.join("");
    if (this.#head === undefined) {
      this.#hasItems = true;
      const begin = this.#begin(text);
      if (begin < 0) {
        this.#parts = [text];
        return;
      }
      this.#hasItems = false;
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
    const rest = text.slice(at);
    this.#parts = [rest];
    this.#length = rest.length;
    this.#seam = rest.slice(1 - this.#boundary.length);
    this.#searched = rest.length - this.#seam.length;
  }

  /** The list with the items that are left. Throws a SyntaxError if it is cut off. */
  end(): KubernetesList<T> {
    return JSON.parse((this.#head ?? "") + this.#parts.join("") + this.#decoder.decode()) as KubernetesList<T>;
  }

  /** Where the first item begins; -1 if that can't be seen, not yet or never. */
  #begin(text: string): number {
    const begin = text.indexOf(itemsKey) + itemsKey.length;
    // Enough to tell items from objects inside them: the first key, or the kind.
    const first = /^\{"(?:(?:kind|apiVersion)":"[^"\\]*"|[^"\\]*":)/.exec(text.slice(begin, begin + mostFirst))?.[0];
    this.#isWhole = first === undefined && text.length >= begin + mostFirst;
    if (first === undefined) return -1;
    try {
      // Only the list's own items can be closed like this.
      const list = JSON.parse(`${text.slice(0, begin)}]}`) as Partial<KubernetesList<T>>;
      if (list.items?.length === 0) this.list = list;
    } catch {
      // The key is inside a string, or inside an object of the list.
    }
    this.#isWhole = this.list === undefined;
    if (this.#isWhole) return -1;
    this.#boundary = `},${first}`;
    return begin;
  }
}
