/** How a body ends before its time: with an error, as if that were its end, or never. */
export type Cut = "reset" | "end" | "mute";

/** What happens to a body on its way. */
export interface PipeFaults {
  /** So many bytes come through. */
  readonly cutAfter: number;
  /** Asked when they have. */
  cut(): Cut;
  /** In which pieces a chunk arrives. */
  pieces(bytes: Uint8Array): Uint8Array[];
  /** A line that is put in before a chunk. */
  inject(): string | undefined;
  onEnd(): void;
}

/** What fetch rejects with when a connection fails, in the words of Node. */
export function brokenPipe(code: "ECONNRESET" | "ECONNREFUSED"): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

const encoder = new TextEncoder();

/** An answer's body on its way from the server to the client, which faults can happen to. Reads on demand only. */
export class Pipe {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #faults: PipeFaults;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #queue: Uint8Array[] = [];
  #left: number;
  #mute = false;
  #ended = false;

  constructor(response: Response, signal: AbortSignal | null | undefined, faults: PipeFaults) {
    this.#reader = response.body?.getReader();
    this.#faults = faults;
    this.#left = faults.cutAfter;
    const aborted = () => this.#fail(signal?.reason);
    signal?.addEventListener("abort", aborted, { once: true });
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#pull(),
        cancel: () => this.#end(),
      },
      { highWaterMark: 0 },
    );
    this.response = new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { status: response.status, headers: response.headers });
    this.response.headers.delete("content-length");
  }

  /** Nothing comes any more, and nothing says so. */
  get mute(): boolean {
    return this.#mute;
  }

  /** What is planned for it does not happen any more. */
  heal(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  break(how: Cut): void {
    if (this.#ended) return;
    if (how === "reset") this.#fail(brokenPipe("ECONNRESET"));
    else if (how === "mute") this.#mute = true;
    else {
      this.#end();
      this.#controller.close();
    }
  }

  async #pull(): Promise<void> {
    if (this.#queue.length === 0 && !this.#mute) await this.#fill();
    // A mute connection leaves its reader waiting.
    if (this.#ended) return;
    if (this.#mute) return new Promise(() => undefined);
    const piece = this.#queue.shift()!;
    if (piece.length < this.#left) {
      this.#left -= piece.length;
      this.#controller.enqueue(piece);
      return;
    }
    if (this.#left > 0) this.#controller.enqueue(piece.subarray(0, this.#left));
    this.break(this.#faults.cut());
    if (this.#mute) return new Promise(() => undefined);
  }

  async #fill(): Promise<void> {
    try {
      const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
      if (this.#ended || this.#mute) return;
      if (done) return this.break("end");
      const line = this.#faults.inject();
      if (line !== undefined) this.#queue.push(encoder.encode(`${line}\n`));
      this.#queue.push(...this.#faults.pieces(value));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    this.#end();
    this.#controller.error(error);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reader?.cancel().catch(() => undefined);
    this.#faults.onEnd();
  }
}
