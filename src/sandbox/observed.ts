/** Something that tells others of its changes; `Change` is what they are called with. */
export class Observed<Change extends readonly unknown[]> {
  readonly #listeners = new Set<(...change: Change) => void>();
  #witness: ((...change: Change) => void) | undefined;

  protected tell(...change: Change): void {
    this.#witness?.(...change);
    for (const listener of [...this.#listeners]) listener(...change);
  }

  /** Calls `listener` after every change; the result ends that. */
  subscribe(listener: (...change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does `write`, and tells a witness of every change that it makes, and of no other. */
  witnessed<T>(witness: ((...change: Change) => void) | undefined, write: () => T): T {
    const outer = this.#witness;
    this.#witness = witness;
    try {
      return write();
    } finally {
      this.#witness = outer;
    }
  }
}
