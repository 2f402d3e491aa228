import { Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";
import { listen } from "../../src/sandbox/server.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { copyOf, difference, type Instance } from "./readers.ts";

/** How a cache over real connections came through. */
export interface SocketRun {
  readonly writes: number;
  readonly retries: number;
  /** Where the cache differs from the server when it should not any more. */
  readonly problem: string | undefined;
  /** Milliseconds from the last fault until it was equal. */
  readonly backAfter: number;
}

/** As the torture, but in real time over real connections, with short pauses: so many faults, each a cut at a random byte or silence. */
export async function cacheOverSockets(seed: number, faults: number): Promise<SocketRun> {
  const sandbox = createSandbox({ clock: "real", bare: true, seed });
  const server = await listen(sandbox);
  const proxy = await cuttingProxy(server.url);
  const random = new Random(seed);
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  // A list on a mute connection ends by its deadline, a watch by its silence.
  const client = (baseUrl: string) =>
    new Platform({ baseUrl, token: sandbox.token, timeout: "1s" }).namespace("default").virtualClusterInstances;
  const direct = client(server.url);
  let [retries, writes] = [0, 0];
  let cache: Awaited<ReturnType<typeof direct.cache>> | undefined;
  try {
    cache = await client(proxy.url).cache({
      initial: seed % 2 === 0 ? "list" : "stream",
      silence: "300ms",
      minDelay: "5ms",
      maxDelay: "10ms",
      onRetry: () => retries++,
    });
    for (let fault = 0; fault < faults; fault++) {
      if (random.next() < 0.1) proxy.mute();
      else proxy.cutAfter(Math.floor(random.next() * 4000));
      if (random.next() < 0.1) sandbox.platform.compact();
      for (let count = Math.floor(random.next() * 5); count >= 0; count--) {
        const name = `vc-${Math.floor(random.next() * 20)}`;
        const found = await direct.find(name);
        if (!found) await direct.create({ metadata: { name }, spec: {} });
        else if (random.next() < 0.3) await direct.delete(name);
        else await direct.patch(name, { spec: { displayName: `${writes} ü\u2028` } });
        writes++;
      }
      await pause(random.next() * 30);
    }
    proxy.spare();
    const good = performance.now();
    await direct.create({ metadata: { name: "last" }, spec: {} });
    let problem: string | undefined;
    do {
      await pause(5);
      problem = difference(copyOf([...cache] as unknown as Instance[]), copyOf((await direct.list().all()) as unknown as Instance[]));
    } while (problem !== undefined && performance.now() - good < 10_000);
    return { writes, retries, problem, backAfter: performance.now() - good };
  } finally {
    await cache?.close();
    await proxy.close();
    await server.close();
    sandbox[Symbol.dispose]();
  }
}
