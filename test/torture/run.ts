import { type Cache, Platform } from "../../src/index.ts";
import type { Reason } from "../../src/sandbox/errors.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";
import { type Copy, copyOf, difference, Follower, type Instance, keyOf } from "./readers.ts";
import { VirtualTime } from "./time.ts";
import { Transport, type Weather } from "./transport.ts";
import { write } from "./writers.ts";

/** How one run went. */
export interface Outcome {
  readonly seed: number;
  /** What must not be; none when the run is good. */
  readonly problems: string[];
  /** Seconds from the end of all faults until cache and watch were equal to the server, on the client's clock. */
  readonly backAfter: number;
  /** Whether connections on which nothing came stayed so at the end: only silence shows them. */
  readonly muteAtTheEnd: boolean;
  /** Seconds of the client's time. */
  readonly lasted: number;
  readonly writes: number;
  readonly requests: number;
  readonly retries: number;
  readonly lists: number;
  /** The most requests that one reader made to a dead server within any outage, per second of it. */
  readonly deadRate: number;
  readonly faults: Record<string, number>;
}

/** What a run can be told beside its seed: tests show with it that the torture notices what is wrong. */
export interface TortureOptions {
  /** Changes what a reader gets from the server. */
  readonly tamper?: (text: string) => string;
}

const project = "torture";

/** Requests and answers in flight at the end of an outage, and the first one at its beginning. */
const spare = 1;

/**
 * One run: a sandbox, writers, a cache and a watch that read through bad weather; then the weather turns good, and both must soon be
 * equal to the server. The seed decides everything.
 */
export async function torture(seed: number, options: TortureOptions = {}): Promise<Outcome> {
  await warm();
  const random = new Random(seed);
  const sandbox = createSandbox({ seed });
  const time = new VirtualTime(seed ^ 0x7e57, (milliseconds) => sandbox.clock.advance(`${milliseconds}ms`));
  try {
    return await time.during(run(seed, random, sandbox, time, options));
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothing, seed, problems: [`the run failed: ${what}`], lasted: time.now() / 1000 };
  } finally {
    time.end();
    sandbox[Symbol.dispose]();
  }
}

async function run(
  seed: number,
  random: Random,
  sandbox: ReturnType<typeof createSandbox>,
  time: VirtualTime,
  options: TortureOptions,
): Promise<Outcome> {
  const problems: string[] = [];
  const pick = <const T>(...from: readonly T[]): T => from[Math.floor(random.next() * from.length)]!;
  const fork = () => new Random(Math.floor(random.next() * 2 ** 32));
  const baseUrl = sandbox.platform.url;
  const owner = new Platform({ baseUrl, token: sandbox.token, fetch: sandbox.fetch, projectNamespacePrefix: "loft-p-" });
  await owner.projects.create({ metadata: { name: project } });
  const home = owner.project(project);

  // Readers sign in with access keys of a few minutes, which the server may end at any time.
  let keys = 0;
  const signIn = async (): Promise<string> => {
    const key = await owner.ownedAccessKeys.create({ metadata: { name: `key-${keys++}` }, spec: { ttl: 60 } });
    return key.spec!.key!;
  };
  const transports: Transport[] = [];
  const reader = (): Platform => {
    const transport = new Transport(tampered(sandbox.fetch, options.tamper), fork(), time);
    transports.push(transport);
    let key: Promise<string> | undefined;
    const token = ({ reason }: { reason: string }) => {
      if (key === undefined || reason === "unauthorized") {
        key = transport.signIn(signIn);
        // A failure is the answer for all who wait now, but not for later ones.
        key.catch(() => {
          key = undefined;
        });
      }
      return key;
    };
    return new Platform({ baseUrl, token, fetch: transport.fetch, projectNamespacePrefix: "loft-p-" });
  };

  const stopWriting = new AbortController();
  const writers = [1, 2, 3].map(() => write(home, fork(), time, stopWriting.signal));

  const silence = pick("30s", "5m");
  const stop = new AbortController();
  const mirror = new Map<string, Instance>();
  const cacheReader = reader();
  const across = random.next() < 0.5;
  let retries = 0;
  const beginning = (across ? cacheReader : cacheReader.project(project)).virtualClusterInstances.cache({
    signal: stop.signal,
    initial: pick("list", "stream"),
    silence,
    labels: ["team"],
    onRetry: () => retries++,
    onError: (error) => problems.push(`the cache ended: ${error}`),
    onChange: ({ type, object }) => {
      if (type === "apply") mirror.set(keyOf(object as Instance), object as Instance);
      else mirror.delete(keyOf(object as Instance));
    },
  });
  const follower = new Follower();
  const slow = random.next() < 0.3;
  const following = follower
    .follow(
      reader()
        .project(project)
        .virtualClusterInstances.watch({
          signal: stop.signal,
          initial: pick("list", "stream"),
          silence,
          labelSelector: { team: "a" },
        }) as never,
      () => (slow ? time.pause(2) : undefined),
    )
    .catch((error) => {
      problems.push(`the watch ended: ${error}`);
    });
  let cache: Cache<Instance> | undefined;
  beginning.then(
    (ready) => {
      cache = ready as unknown as Cache<Instance>;
    },
    () => undefined,
  );

  // Bad weather.
  const isOfReaders = { verb: ["list", "watch"], resource: "virtualclusterinstances" } as const;
  sandbox.faults.add({
    ...isOfReaders,
    probability: 0.03,
    status: pick<Reason>("Expired", "ServiceUnavailable", "TooManyRequests", "InternalError"),
  });
  sandbox.faults.add({ ...isOfReaders, probability: 0.03, cutAfter: Math.floor(random.next() * 5000) });
  const spells = 3 + Math.floor(random.next() * 6);
  for (let spell = 0; spell < spells; spell++) {
    const weather: Weather = pick("calm", "rough", "rough", "storm", "dead");
    for (const transport of transports) transport.set(weather);
    const ends = time.now() + 5_000 + random.next() * 40_000;
    while (time.now() < ends) {
      await time.pause(Math.min(ends - time.now(), random.next() * 10_000));
      const event = random.next();
      if (event < 0.15) sandbox.platform.compact();
      else if (event < 0.25) sandbox.platform.dropWatches();
      else if (event < 0.35) sandbox.platform.expireKeys();
    }
  }

  // The weather turns good. What is mute stays so in every third run: then only silence can show it.
  sandbox.faults.clear();
  const muteAtTheEnd = random.next() < 0.33;
  for (const transport of transports) transport.heal(!muteAtTheEnd);
  stopWriting.abort();
  const writes = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0);
  const good = time.now();
  // Shows that changes still arrive, and that nobody is equal by chance.
  await home.virtualClusterInstances.create({ metadata: { name: "last", labels: { team: "a" } }, spec: {} });

  const server = async (): Promise<Instance[]> => (await home.virtualClusterInstances.list().all()) as never;
  const ours = (objects: Iterable<Instance>): Copy => copyOf([...objects].filter((o) => o.metadata.namespace === `loft-p-${project}`));
  const differences = async (): Promise<string[]> => {
    const all = await server();
    const [whole, part] = [copyOf(all), copyOf(all.filter((o) => o.metadata.labels?.["team"] === "a"))];
    if (!cache) return ["the cache is not complete yet"];
    return [
      ["cache", difference(ours(cache), whole)],
      ["cache's index", difference(ours(cache.byLabel("team", "a")), part)],
      ["copy made of the cache's changes", difference(ours(mirror.values()), whole)],
      ["watch", difference(copyOf(follower.objects.values()), part)],
    ]
      .filter(([, what]) => what !== undefined)
      .map(([who, what]) => `${who}: ${what}`);
  };
  // A mute connection shows by silence, a mute request by its deadline; then comes one attempt, at most 2 s later.
  const limit = muteAtTheEnd ? (silence === "5m" ? 300_000 : 30_000) + 60_000 + 3_000 : 3_000;
  const arrived = () => follower.objects.has(`loft-p-${project}/last`) && cache?.get("last", `loft-p-${project}`) !== undefined;
  let left: string[];
  do {
    await time.pause(time.now() - good < 5_000 ? 20 : 200);
    left = arrived() ? await differences() : ["the last object has not arrived"];
  } while (left.length > 0 && time.now() - good < limit && problems.length === 0);
  const backAfter = (time.now() - good) / 1000;
  if (left.length > 0) problems.push(`not equal to the server ${backAfter.toFixed(2)} s after the last fault: ${left.join("; ")}`);
  else {
    // The platform's controllers go on; a moment for their last change to arrive.
    await time.pause(30_000);
    await time.pause(100);
    const later = await differences();
    if (later.length > 0) problems.push(`equal to the server after ${backAfter.toFixed(2)} s, but not 30 s later: ${later.join("; ")}`);
  }

  // Nothing stays behind.
  stop.abort();
  await Promise.allSettled([beginning, following]);
  await cache?.close();
  await time.pause(1);
  const open = transports.reduce((sum, transport) => sum + transport.open, 0);
  if (open > 0) problems.push(`${open} connections are still open after the end`);
  if (time.waiting > 0) problems.push(`${time.waiting} timers still run after the end`);
  problems.push(...follower.problems);
  let deadRate = 0;
  for (const { outages } of transports) {
    for (const { from, to, requests } of outages) {
      const seconds = (to - from) / 1000;
      deadRate = Math.max(deadRate, (requests - spare) / seconds);
      if (requests > seconds + spare) problems.push(`a dead server was asked ${requests} times in ${seconds.toFixed(1)} s`);
    }
  }
  const faults: Record<string, number> = {};
  for (const one of transports) for (const [name, count] of Object.entries(one.faults)) faults[name] = (faults[name] ?? 0) + count;
  return {
    seed,
    problems,
    backAfter,
    muteAtTheEnd,
    lasted: time.now() / 1000,
    writes,
    requests: transports.reduce((sum, one) => sum + one.requests, 0),
    retries: retries + follower.retries,
    lists: follower.lists,
    deadRate,
    faults,
  };
}

const nothing = { backAfter: 0, muteAtTheEnd: false, writes: 0, requests: 0, retries: 0, lists: 0, deadRate: 0, faults: {} };

let warmed: Promise<void> | undefined;

/** What the client loads when it is first used must not be waited for in a run: that would take no time there. */
function warm(): Promise<void> {
  warmed ??= (async () => {
    const sandbox = createSandbox();
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const cache = await platform.virtualClusterInstances.cache();
    await cache.close();
    sandbox[Symbol.dispose]();
  })();
  return warmed;
}

function tampered(fetch: Transport["fetch"], tamper: ((text: string) => string) | undefined): Transport["fetch"] {
  if (!tamper) return fetch;
  return async (url, init) => {
    const response = await fetch(url, init);
    const changed = response.body
      ?.pipeThrough(new TextDecoderStream() as never)
      .pipeThrough(new TransformStream<string, string>({ transform: (text, controller) => controller.enqueue(tamper(text)) }));
    return new Response((changed as ReadableStream<string>)?.pipeThrough(new TextEncoderStream() as never) ?? null, response);
  };
}
