/** The latest time that a Date can hold, milliseconds since 1970. */
export const endOfTime = 8.64e15;

/** A planned call; `cancel` before it is due and it never happens. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  at: number;
  order: number;
  run: (() => void) | undefined;
  dropped: (() => void) | undefined;
  isBackground: boolean;
}

/** How a call is planned. */
export interface PlanOptions {
  /** Called in place of the call when all is forgotten before it is due. */
  dropped?: (() => void) | undefined;
  /** The call only keeps something open, or comes again and again: a clock that moves by itself passes it, and does not move for it. */
  background?: boolean;
}

/** Planned calls, earliest first (a binary heap): thousands of watches and keys each have one. */
export class Schedule {
  #heap: Entry[] = [];
  #order = 0;
  #cancelled = 0;
  #foreground = 0;

  /** Plans `run` for the moment `at`; calls of one moment run in the order in which they were planned. */
  add(at: number, run: () => void, { dropped, background = false }: PlanOptions = {}): Timer {
    const entry: Entry = { at, order: this.#order++, run, dropped, isBackground: background || at > endOfTime };
    this.#count(entry, 1);
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return {
      cancel: () => {
        if (!entry.run) return;
        entry.run = undefined;
        this.#count(entry, -1);
        if (++this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#compact();
      },
    };
  }

  /** Whether a call is planned for which a clock moves by itself. */
  get hasForeground(): boolean {
    return this.#foreground > 0;
  }

  #count(entry: Entry, by: number): void {
    if (!entry.isBackground) this.#foreground += by;
  }

  /** When the earliest call is due; undefined when nothing is planned. */
  get next(): number | undefined {
    while (this.#heap[0] && !this.#heap[0].run) {
      this.#pop();
      this.#cancelled--;
    }
    return this.#heap[0]?.at;
  }

  /** Takes out the earliest call. */
  take(): (() => void) | undefined {
    if (this.next === undefined) return undefined;
    const entry = this.#pop();
    const run = entry?.run;
    // A call that has run can't be cancelled any more.
    if (entry) {
      entry.run = undefined;
      this.#count(entry, -1);
    }
    return run;
  }

  /** Forgets every call. */
  clear(): void {
    const forgotten = this.#heap.filter((entry) => entry.run);
    this.#heap = [];
    this.#cancelled = 0;
    this.#foreground = 0;
    for (const entry of forgotten) {
      entry.run = undefined;
      entry.dropped?.();
    }
  }

  #compact(): void {
    this.#heap = this.#heap.filter((e) => e.run).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #up(start: number): void {
    const heap = this.#heap;
    for (let i = start; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i] as Entry, heap[parent] as Entry)) return;
      [heap[i], heap[parent]] = [heap[parent] as Entry, heap[i] as Entry];
      i = parent;
    }
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || top === last) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      let least = i;
      for (const child of [left, left + 1]) if (child < heap.length && before(heap[child] as Entry, heap[least] as Entry)) least = child;
      if (least === i) return top;
      [heap[i], heap[least]] = [heap[least] as Entry, heap[i] as Entry];
      i = least;
    }
  }
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
