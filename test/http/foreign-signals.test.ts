import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isAborted, Platform, until } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

/** As the AbortSignal of jsdom or happy-dom: everything that one has, but none of the class that Node's fetch takes. */
class ForeignSignal extends EventTarget {
  aborted = false;
  reason: unknown;

  static aborting(): { signal: AbortSignal; abort: () => void } {
    const signal = new ForeignSignal();
    const abort = () => {
      signal.aborted = true;
      signal.reason = new DOMException("aborted", "AbortError");
      signal.dispatchEvent(new Event("abort"));
    };
    return { signal: signal as unknown as AbortSignal, abort };
  }
}

describe("a signal of another AbortSignal class than fetch's", () => {
  const sandbox = createSandbox();
  let server: Listening;
  let platform: Platform;
  beforeAll(async () => {
    server = await listen(sandbox, { port: 0 });
    platform = new Platform({ baseUrl: server.url, token: sandbox.token });
  });
  afterAll(() => server.close());
  const instances = () => platform.project("my-project").virtualClusterInstances;

  it("is refused by fetch", async () => {
    await expect(fetch(server.url, { signal: ForeignSignal.aborting().signal })).rejects.toThrow(TypeError);
  });

  it("does not hinder a call, a list or a watch", async () => {
    const { signal } = ForeignSignal.aborting();
    await instances().create({ metadata: { name: "foreign" } }, { signal });
    expect((await instances().get("foreign", { signal })).metadata?.name).toBe("foreign");
    for await (const item of instances().list({ signal })) expect(item.kind ?? "VirtualClusterInstance").toBe("VirtualClusterInstance");
    for await (const event of instances().watch({ signal })) if (event.type === "initDone") break;
  });

  it("ends a call, a watch and a wait", async () => {
    const { signal, abort } = ForeignSignal.aborting();
    sandbox.faults.next({ verb: "get", latency: "10s" });
    const call = instances().get("foreign", { signal });
    const watch = (async () => {
      for await (const _ of instances().watch({ signal }));
    })();
    const wait = instances().waitFor("foreign", until.ready(), { signal });
    setTimeout(abort, 100);
    const ends = await Promise.allSettled([call, watch, wait]);
    for (const end of ends) if (end.status === "rejected") expect(isAborted(end.reason)).toBe(true);
    expect([ends[0].status, ends[2].status]).toEqual(["rejected", "rejected"]);
  });
});

describe("a global AbortController of another class than fetch's, as under jsdom", () => {
  it("does not hinder a call, and its deadline still ends it", async () => {
    // A bare server: the sandbox's would run in the same environment.
    const list = { kind: "ProjectList", metadata: {}, items: [{ metadata: { name: "demo" } }] };
    const bare = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      if (!request.url?.endsWith("/slow")) response.end(JSON.stringify(list));
    }).listen(0, "127.0.0.1");
    await once(bare, "listening");
    const baseUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
    class Controller {
      readonly signal = new ForeignSignal();
      abort(reason?: unknown): void {
        this.signal.aborted = true;
        this.signal.reason = reason;
        this.signal.dispatchEvent(new Event("abort"));
      }
    }
    vi.stubGlobal("AbortController", Controller);
    vi.stubGlobal("AbortSignal", ForeignSignal);
    try {
      const platform = new Platform({ baseUrl, token: "t" });
      expect((await platform.projects.list()).items).toHaveLength(1);
      await expect(platform.projects.get("slow", { timeout: "100ms" })).rejects.toThrow("timed out");
    } finally {
      vi.unstubAllGlobals();
      bare.closeAllConnections();
      bare.close();
    }
  });
});
