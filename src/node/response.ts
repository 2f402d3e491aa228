/** The answer of a Node request in the form of fetch's Response, without the cost of web streams unless somebody asks for one. */
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { createGunzip, gunzip } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

/** What our clients use of a Response. Everything else a Response has is here too; what is costly is made when it is asked for. */
export class NodeResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly redirected = false;
  readonly type = "default";
  readonly headers: NodeHeaders;
  readonly #message: IncomingMessage;
  readonly #gzip: boolean;
  readonly #empty: boolean;
  #body: NodeBody | undefined;
  #used = false;

  constructor(message: IncomingMessage, url: string, method: string) {
    this.#message = message;
    this.status = message.statusCode ?? 0;
    this.statusText = message.statusMessage ?? "";
    this.url = url;
    this.#gzip = message.headers["content-encoding"] === "gzip";
    this.headers = new NodeHeaders(message, this.#gzip);
    this.#empty = method === "HEAD" || this.status === 204 || this.status === 304;
    // Node gives the connection back only once the message was read to its end, also where there is nothing to read.
    if (this.#empty) message.resume();
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get bodyUsed(): boolean {
    return this.#used || (this.#body?.locked ?? false);
  }

  /** The bytes as they come. */
  get body(): ReadableStream<Bytes> | null {
    if (this.#empty) return null;
    this.#body ??= new NodeBody(this.#gzip ? unzipped(this.#message) : this.#message);
    return this.#body as unknown as ReadableStream<Bytes>;
  }

  async text(): Promise<string> {
    const bytes = await this.#bytes();
    const text = bytes.toString("utf8");
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Bytes> {
    return new Uint8Array(await this.#bytes());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData(): Promise<FormData> {
    return this.#real().formData();
  }

  clone(): Response {
    throw new TypeError("an answer of this transport can be read once; use its text");
  }

  #real(): Response {
    return new Response(this.body, { status: this.status, statusText: this.statusText, headers: new Headers([...this.headers]) });
  }

  async #bytes(): Promise<Buffer> {
    if (this.bodyUsed) throw new TypeError("Body is unusable: Body has already been read");
    this.#used = true;
    if (this.#empty) return Buffer.alloc(0);
    const bytes = await collect(this.#message);
    if (!this.#gzip) return bytes;
    return new Promise((resolve, reject) => gunzip(bytes, (error, plain) => (error ? reject(broken(error)) : resolve(plain))));
  }
}

function collect(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    message.on("error", (error) => reject(broken(error)));
    // A connection that went away before the end of the message.
    message.on("close", () => {
      if (!message.readableEnded) reject(broken(undefined));
    });
  });
}

function unzipped(message: IncomingMessage): Readable {
  const plain = createGunzip();
  message.on("error", (error) => plain.destroy(error));
  message.on("close", () => {
    if (!message.complete) plain.destroy(new Error("aborted"));
  });
  plain.on("close", () => message.destroy());
  return message.pipe(plain);
}

/** As fetch says it: a TypeError with the true reason as its cause. An abort keeps the caller's own reason. */
function broken(error: unknown): unknown {
  const reason = error instanceof Error ? (error as Error & { abortReason?: unknown }).abortReason : undefined;
  return reason ?? new TypeError("terminated", { cause: error ?? new Error("the connection was closed before the end of the answer") });
}

/** Headers, read straight from the message: most answers are asked for one or two. */
class NodeHeaders implements Iterable<[string, string]> {
  readonly #message: IncomingMessage;
  readonly #unzipped: boolean;

  constructor(message: IncomingMessage, unzippedBody: boolean) {
    this.#message = message;
    this.#unzipped = unzippedBody;
  }

  get(name: string): string | null {
    const lower = name.toLowerCase();
    // The body is given unpacked, so these two no longer describe it.
    if (this.#unzipped && (lower === "content-encoding" || lower === "content-length")) return null;
    const value = this.#message.headers[lower];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return this.#message.headers["set-cookie"] ?? [];
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    for (const name of Object.keys(this.#message.headers)) {
      const value = this.get(name);
      if (value !== null) yield [name, value];
    }
  }

  entries(): IterableIterator<[string, string]> {
    return this[Symbol.iterator]();
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value;
  }

  forEach(visit: (value: string, name: string, headers: this) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }
}

/** The part of a ReadableStream that readers of a body use, over a Node stream: nothing is queued beside Node's own buffer. */
class NodeBody implements AsyncIterable<Uint8Array> {
  readonly #source: Readable;
  #reader: NodeReader | undefined;
  #web: ReadableStream<Bytes> | undefined;

  constructor(source: Readable) {
    this.#source = source;
    // An error between two reads is given to the next read; without a listener it would end the process.
    source.on("error", () => {});
  }

  get locked(): boolean {
    return this.#web?.locked ?? (this.#reader !== undefined && !this.#reader.released);
  }

  getReader(): NodeReader {
    if (this.#web) return this.#web.getReader() as unknown as NodeReader;
    if (this.locked) throw new TypeError("Invalid state: ReadableStream is locked");
    this.#reader = new NodeReader(this.#source);
    return this.#reader;
  }

  async cancel(): Promise<void> {
    if (this.#web) return this.#web.cancel();
    this.#source.destroy();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const reader = this.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      await reader.cancel();
    }
  }

  values(): AsyncGenerator<Uint8Array, void, undefined> {
    return this[Symbol.asyncIterator]();
  }

  pipeThrough<T>(transform: ReadableWritablePair<T, Bytes>, options?: StreamPipeOptions): ReadableStream<T> {
    return this.#stream().pipeThrough(transform, options);
  }

  pipeTo(destination: WritableStream<Bytes>, options?: StreamPipeOptions): Promise<void> {
    return this.#stream().pipeTo(destination, options);
  }

  tee(): [ReadableStream<Bytes>, ReadableStream<Bytes>] {
    return this.#stream().tee();
  }

  #stream(): ReadableStream<Bytes> {
    this.#web ??= Readable.toWeb(this.#source) as unknown as ReadableStream<Bytes>;
    return this.#web;
  }
}

type ReadResult = { done: false; value: Uint8Array } | { done: true; value: undefined };

/** Pull-based: a slow reader leaves the bytes in the socket, so the server slows down. */
class NodeReader {
  released = false;
  readonly #source: Readable;
  #wake: (() => void) | undefined;
  #cancelled = false;

  constructor(source: Readable) {
    this.#source = source;
    const wake = () => {
      const waiting = this.#wake;
      this.#wake = undefined;
      waiting?.();
    };
    source.on("readable", wake);
    source.on("end", wake);
    source.on("error", wake);
    source.on("close", wake);
  }

  async read(): Promise<ReadResult> {
    const source = this.#source;
    for (;;) {
      if (this.#cancelled) return { done: true, value: undefined };
      const chunk = source.read() as Buffer | null;
      if (chunk !== null) return { done: false, value: chunk };
      if (source.readableEnded) return { done: true, value: undefined };
      if (source.errored) throw broken(source.errored);
      if (source.destroyed) throw broken(undefined);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    this.#source.destroy();
  }

  releaseLock(): void {
    this.released = true;
  }
}
