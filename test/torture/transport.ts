import type { Random } from "../../src/sandbox/random.ts";
import { brokenPipe, Pipe } from "./pipe.ts";
import type { VirtualTime } from "./time.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How the way to the server is: good, with some faults, with many, or the server is dead. */
export type Weather = "calm" | "rough" | "storm" | "dead";

/** A time in which the server was dead, and how often it was asked then. */
export interface Outage {
  readonly from: number;
  to: number;
  requests: number;
}

const chance: Record<Weather, number> = { calm: 0, rough: 0.15, storm: 0.6, dead: 1 };

const page = "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>";
const expired = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", reason: "Expired", code: 410 };
const internal = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", reason: "InternalError", code: 500 };

const answer = (status: number, body: object | string, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": typeof body === "string" ? "text/html" : "application/json", ...headers },
  });

/** Lines that no API server writes, but proxies and dying servers do. */
const oddLines = [page, "null", "{}", "[]", '"upstream timed out"', '{"type":"ADDED"}', '{"type":"ADDED","object":null}', "{"];

/** One client's way to a server: a fetch that breaks in every way a network, a proxy and a server can, as chance has it. */
export class Transport {
  readonly outages: Outage[] = [];
  /** How often each fault happened. */
  readonly faults: Record<string, number> = {};
  requests = 0;
  readonly #fetch: Fetch;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #pipes = new Set<Pipe>();
  readonly #hanging = new Set<() => void>();
  #weather: Weather = "calm";
  #dead: "refused" | "reset" | "unavailable" | "page" | "hang" = "refused";

  constructor(fetch: Fetch, random: Random, time: VirtualTime) {
    this.#fetch = fetch;
    this.#random = random;
    this.#time = time;
  }

  /** Connections that are open. */
  get open(): number {
    return this.#pipes.size + this.#hanging.size;
  }

  set(weather: Weather): void {
    const now = this.#time.now();
    if (this.#weather === "dead") this.outages.at(-1)!.to = now;
    this.#weather = weather;
    if (weather !== "dead") return;
    this.outages.push({ from: now, to: Number.POSITIVE_INFINITY, requests: 0 });
    this.#dead = this.#pick("refused", "reset", "unavailable", "page", "hang");
    for (const pipe of [...this.#pipes]) pipe.break(this.#pick("reset", "end", "mute"));
  }

  /**
   * No more faults from here on. Connections on which nothing comes any more stay so, or break with `breakMute`: as when the network is
   * back and nobody knows them there.
   */
  heal(breakMute: boolean): void {
    this.set("calm");
    for (const pipe of this.#pipes) pipe.heal();
    if (!breakMute) return;
    for (const pipe of [...this.#pipes]) if (pipe.mute) pipe.break("reset");
    for (const hanging of [...this.#hanging]) hanging();
  }

  /** Where a token comes from is often down together with the server. */
  async signIn(ask: () => Promise<string>): Promise<string> {
    if (this.#weather === "dead" || this.#hit(0.5)) {
      this.#count("sign-in");
      throw brokenPipe("ECONNREFUSED");
    }
    return ask();
  }

  readonly fetch: Fetch = async (url, init) => {
    this.requests++;
    const { signal } = init;
    if (this.#weather === "dead") {
      this.outages.at(-1)!.requests++;
      return this.#deadAnswer(signal);
    }
    const isWatch = url.includes("watch=true");
    // A server may give fewer than it was asked for; small pages make long lists of few objects.
    const smaller = url.replace(/limit=\d+/, `limit=${3 + Math.floor(this.#random.next() * 20)}`);
    if (this.#hit()) {
      const refused = await this.#instead(signal);
      if (refused) return refused;
    }
    const response = await this.#fetch(smaller, init);
    if (this.#hit(0.3)) {
      await response.body?.cancel();
      return this.#reset("answer lost");
    }
    const faulty = this.#hit();
    const pipe: Pipe = new Pipe(response, signal, {
      // A watch that nothing happens to for long is one that is never read on in earnest.
      cutAfter: faulty ? Math.floor(this.#random.next() ** 2 * (isWatch ? 60_000 : 8_000)) : Number.POSITIVE_INFINITY,
      cut: () => this.#count(this.#pick("reset", "end", "mute"), "body "),
      pieces: (bytes) => this.#pieces(bytes),
      inject: () => (isWatch && this.#hit(0.05) ? this.#oddEvent() : undefined),
      onEnd: () => this.#pipes.delete(pipe),
    });
    this.#pipes.add(pipe);
    return pipe.response;
  };

  /** What comes instead of an answer; undefined after a delay. */
  async #instead(signal: AbortSignal | null | undefined): Promise<Response | undefined> {
    switch (this.#count(this.#pick("delay", "refused", "reset", "hang", "500", "503", "429", "410", "html", "login", "empty", "half"))) {
      case "delay":
        await this.#hang(signal, this.#random.next() * 20_000);
        return undefined;
      case "refused":
        throw brokenPipe("ECONNREFUSED");
      case "reset":
        throw brokenPipe("ECONNRESET");
      case "hang":
        await this.#hang(signal);
        throw brokenPipe("ECONNRESET");
      case "500":
        return answer(500, { ...internal, message: "etcdserver: leader changed" });
      case "503":
        return answer(503, { ...internal, code: 503, reason: "ServiceUnavailable", message: "starting" }, { "retry-after": "1" });
      case "429":
        return answer(429, { ...internal, code: 429, reason: "TooManyRequests", message: "slow down" }, { "retry-after": "1" });
      case "410":
        return answer(410, { ...expired, message: "too old resource version: 1 (2)" });
      case "html":
        return answer(this.#pick(500, 502, 503, 504), page);
      case "login":
        return answer(200, page);
      case "empty":
        return answer(200, "", { "content-type": "application/json" });
      default:
        return answer(200, '{"kind":"VirtualClusterInstanceList","metadata":{"resourceVersion":"1"},"items":[{"meta', {
          "content-type": "application/json",
        });
    }
  }

  async #deadAnswer(signal: AbortSignal | null | undefined): Promise<Response> {
    switch (this.#count(this.#dead, "dead: ")) {
      case "unavailable":
        return answer(503, { ...internal, code: 503, reason: "ServiceUnavailable", message: "no endpoints" });
      case "page":
        return answer(502, page);
      case "hang":
        await this.#hang(signal);
        throw brokenPipe("ECONNRESET");
      case "reset":
        throw brokenPipe("ECONNRESET");
      default:
        throw brokenPipe("ECONNREFUSED");
    }
  }

  #reset(why: string): never {
    this.#count(why);
    throw brokenPipe("ECONNRESET");
  }

  #oddEvent(): string {
    const type = this.#pick("expired", "internal", "line");
    this.#count(type, "event ");
    if (type === "expired") return JSON.stringify({ type: "ERROR", object: { ...expired, message: "too old resource version: 1 (2)" } });
    if (type === "internal")
      return JSON.stringify({ type: "ERROR", object: { ...internal, message: "etcd event received with PrevKv=nil" } });
    return this.#pick(...oddLines);
  }

  /** Until so much time has passed, the signal aborts, or the connection is broken by others. */
  async #hang(signal: AbortSignal | null | undefined, milliseconds?: number): Promise<void> {
    const broken = new AbortController();
    let stop = () => {};
    const stopped = new Promise<void>((resolve, reject) => {
      stop = () => {
        if (signal?.aborted) reject(signal.reason);
        else if (milliseconds === undefined) resolve();
        else reject(brokenPipe("ECONNRESET"));
        broken.abort();
      };
    });
    this.#hanging.add(stop);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await (milliseconds === undefined ? stopped : Promise.race([stopped, this.#time.pause(milliseconds, broken.signal)]));
    } finally {
      this.#hanging.delete(stop);
      signal?.removeEventListener("abort", stop);
      stopped.catch(() => undefined);
    }
  }

  /** The bytes of a chunk in pieces of any size: mostly whole, sometimes one by one. */
  #pieces(bytes: Uint8Array): Uint8Array[] {
    const kind = this.#random.next();
    if (kind < 0.6 || bytes.length < 2) return [bytes];
    if (kind < 0.65 && bytes.length < 3000) return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    const at = 1 + Math.floor(this.#random.next() * (bytes.length - 1));
    return [bytes.subarray(0, at), bytes.subarray(at)];
  }

  #hit(share = 1): boolean {
    return this.#random.next() < chance[this.#weather] * share;
  }

  #pick<const T>(...from: readonly T[]): T {
    return from[Math.floor(this.#random.next() * from.length)]!;
  }

  #count<T extends string>(fault: T, before = ""): T {
    this.faults[before + fault] = (this.faults[before + fault] ?? 0) + 1;
    return fault;
  }
}
