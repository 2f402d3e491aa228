import { createSandbox } from "clusterplane/sandbox";
import { type HandlerOptions, handlers } from "clusterplane/sandbox/msw";
import { setupServer } from "msw/node";
import { afterEach, describe, expect, it, vi } from "vitest";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A sandbox behind MSW. */
function made(options: HandlerOptions = {}) {
  const sandbox = createSandbox({ bare: true, tokens: { admin: "mine" } });
  const server = setupServer(...handlers(sandbox, options));
  server.listen();
  ends.push(() => server.close());
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  const logged = () => [...errors.mock.calls, ...warnings.mock.calls];
  return { sandbox, logged, headers: { authorization: "Bearer mine" } };
}

describe("handlers", () => {
  it.each<[object, RegExp]>([
    [{ platform: "platform.example.com" }, /platform must be a/],
    [{ cloudcasa: "ftp://example.com" }, /cloudcasa must be an http/],
    [{ host: "https://example.com" }, /unknown option "host"/],
    [{ cors: ["localhost"] }, /is no origin/],
  ])("refuse %o", (options, message) => {
    expect(() => handlers(createSandbox({ bare: true }), options)).toThrow(message);
  });

  it("are one for each origin", () => {
    const sandbox = createSandbox({ bare: true });
    expect(handlers(sandbox)).toHaveLength(2);
    expect(handlers(sandbox, { platform: "https://one.example.com/kubernetes", cloudcasa: "https://one.example.com" })).toHaveLength(1);
  });

  it("answer the paths of the APIs only on the page's own origin", () => {
    vi.stubGlobal("location", { origin: "http://localhost:5173" });
    const sandbox = createSandbox({ bare: true });
    const taken = (options: HandlerOptions, url: string) =>
      Promise.all(handlers(sandbox, options).map((handler) => handler.test({ request: new Request(url) }))).then((all) =>
        all.some(Boolean),
      );
    const here = "http://localhost:5173";
    const both = { platform: here, cloudcasa: here };
    return Promise.all(
      (
        [
          [both, "/kubernetes/management/apis", true],
          [both, "/api/v1/kubeclusters", true],
          [both, "/version", true],
          [both, "/_sandbox/reset", true],
          [both, "/kubeclusteragents/x.yaml", true],
          [both, "/", false],
          [both, "/src/main.ts", false],
          [both, "/api/users", false],
          [{ platform: here }, "/api/v1/kubeclusters", false],
          [{ platform: "https://platform.example.com" }, "/kubernetes/management/apis", false],
        ] as const
      ).map(async ([options, path, isTaken]) => expect([path, await taken(options, here + path)]).toEqual([path, isTaken])),
    );
  });

  it("let an aborted request, one that times out, a broken connection, and one after the end fail without a word", async () => {
    const { sandbox, logged, headers } = made();
    sandbox.faults.add({ latency: "1h" });
    const url = `${sandbox.cloudcasa.url}/api/v1/kubeclusters`;
    const abort = new AbortController();
    const aborted = fetch(url, { headers, signal: abort.signal });
    await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1));
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    await expect(fetch(url, { headers, signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
    sandbox.faults.clear();
    sandbox.faults.next({ reset: true });
    await expect(fetch(url, { headers })).rejects.toBeInstanceOf(TypeError);
    const watch = await fetch(`${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/users?watch=1`, { headers });
    const broken = expect(watch.text()).rejects.toThrow();
    sandbox[Symbol.dispose]();
    await broken;
    await expect(fetch(url, { headers })).rejects.toBeInstanceOf(TypeError);
    expect(logged()).toEqual([]);
  });

  it("answer preflight requests, and mark responses, for allowed pages", async () => {
    const { sandbox, headers } = made({ cors: ["*"] });
    const url = `${sandbox.cloudcasa.url}/api/v1/kubeclusters`;
    const origin = "http://localhost:3000";
    const preflight = await fetch(url, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "authorization"]);
    const marked = await fetch(url, { headers: { ...headers, origin } });
    expect([marked.status, marked.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  });
});
