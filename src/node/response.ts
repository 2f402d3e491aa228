/** A response with the members of fetch's Response. Members that every call reads are cheap, the others are made on demand. */
import { collect, type Source } from "./source.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: NodeHeaders;
}

/** `content` is undefined where HTTP allows no body. */
export class NodeResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: NodeHeaders;
  readonly redirected = false;
  readonly type = "default";
  readonly #source: Source | undefined;
  /** Made on demand. Once it exists, everything is read through it. */
  #body: ReadableStream<Bytes> | undefined;
  #used = false;

  constructor(head: ResponseHead, content: Source | ReadableStream<Bytes> | undefined) {
    this.status = head.status;
    this.statusText = head.statusText;
    this.url = head.url;
    this.headers = head.headers;
    if (content instanceof ReadableStream) this.#body = content;
    else this.#source = content;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  get body(): ReadableStream<Bytes> | null {
    const source = this.#source;
    if (this.#body === undefined && source !== undefined) {
      this.#body = new ReadableStream<Bytes>(
        {
          pull: async (controller) => {
            this.#used = true;
            const chunk = await source.read();
            if (chunk === undefined) controller.close();
            else controller.enqueue(chunk as Bytes);
          },
          cancel: () => {
            this.#used = true;
            source.cancel();
          },
        },
        // Reads on demand only.
        { highWaterMark: 0 },
      );
      if (this.#used) this.#body.getReader();
    }
    return this.#body ?? null;
  }

  async text(): Promise<string> {
    const bytes = await this.#bytes();
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    return bytes.toString("utf8", mark);
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
    return new Response(await this.bytes(), { headers: { "content-type": this.headers.get("content-type") ?? "" } }).formData();
  }

  clone(): NodeResponse {
    const { body } = this;
    if (body === null) return new NodeResponse(this, undefined);
    if (this.#used || body.locked) throw unusable();
    const [own, other] = body.tee();
    this.#body = own;
    return new NodeResponse(this, other);
  }

  async #bytes(): Promise<Buffer> {
    if (this.#source === undefined && this.#body === undefined) return Buffer.alloc(0);
    if (this.#used || this.#body?.locked) throw unusable();
    this.#used = true;
    return collect(this.#body === undefined ? (this.#source as Source) : sourceOf(this.#body));
  }
}

function sourceOf(stream: ReadableStream<Bytes>): Source {
  const reader = stream.getReader();
  return { read: async () => (await reader.read()).value, cancel: () => void reader.cancel().catch(() => undefined) };
}

function unusable(): TypeError {
  return new TypeError("Body is unusable: Body has already been read");
}

/** A real Headers object is made only for iteration: most callers ask for one or two headers. */
export class NodeHeaders {
  readonly #raw: RawHeaders;
  #all: Headers | undefined;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    const value = Object.hasOwn(this.#raw, key) ? this.#raw[key] : undefined;
    return value === undefined ? null : typeof value === "string" ? value : value.join(", ");
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return this.#real().getSetCookie();
  }

  entries(): HeadersIterator<[string, string]> {
    return this.#real().entries();
  }

  keys(): HeadersIterator<string> {
    return this.#real().keys();
  }

  values(): HeadersIterator<string> {
    return this.#real().values();
  }

  forEach(visit: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    this.#real().forEach(visit, self);
  }

  [Symbol.iterator](): HeadersIterator<[string, string]> {
    return this.entries();
  }

  #real(): Headers {
    if (this.#all === undefined) {
      this.#all = new Headers();
      for (const [name, value] of Object.entries(this.#raw)) {
        for (const one of Array.isArray(value) ? value : [value ?? ""]) this.#all.append(name, one);
      }
    }
    return this.#all;
  }
}
