import type { Deadline } from "./deadline.ts";

interface Run<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/** Work that callers at the same time share. Each waits as long as its own deadline allows; the last one to leave aborts the work. */
export class Shared<T> {
  #run: Run<T> | undefined;

  /** The result of the work under way, or of work that this begins. Rejects with the reason of the deadline's signal when that ends. */
  join(begin: (signal: AbortSignal) => Promise<T>, deadline: Deadline): Promise<T> {
    this.#run ??= this.#begin(begin);
    const run = this.#run;
    run.waiting++;
    const forget = deadline.onEnd(() => {
      if (--run.waiting > 0) return;
      this.#end(run);
      run.abort.abort();
    });
    return deadline.race(run.result).finally(forget);
  }

  #begin(begin: (signal: AbortSignal) => Promise<T>): Run<T> {
    const abort = new AbortController();
    const run = { result: begin(abort.signal), abort, waiting: 0 };
    const end = () => this.#end(run);
    run.result.then(end, end);
    return run;
  }

  #end(run: Run<T>): void {
    if (this.#run === run) this.#run = undefined;
  }
}
