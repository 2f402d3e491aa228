import { createSandbox, type FaultRule } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const made = () => {
  const sandbox = createSandbox({ bare: true });
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const ask = (method: string, path: string, body?: unknown) =>
    sandbox.fetch((path.startsWith("/api/") ? sandbox.cloudcasa.url : sandbox.platform.url) + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const create = (name: string) =>
    ask("POST", instances, { apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name } });
  const statuses = async (...answers: Promise<Response>[]) => (await Promise.all(answers)).map((a) => a.status);
  return { sandbox, ask, create, statuses };
};

describe("a rule", () => {
  it.each<[object, RegExp]>([
    [{}, /does nothing/],
    [{ verb: "get" }, /does nothing/],
    [{ verb: "get", statsu: 500 }, /"statsu" is none of/],
    [{ verb: [], status: 500 }, /verb must be/],
    [{ status: "Oops" }, /no reason of the platform/],
    [{ status: 200 }, /is no error/],
    [{ status: 204, body: "x" }, /has no body/],
    [{ status: 700 }, /status must be/],
    [{ status: 500, nth: 0 }, /nth must be/],
    [{ status: 500, nth: 2, times: 3 }, /no effect beside it/],
    [{ status: 500, probability: 0 }, /probability must/],
    [{ status: 500, reset: true }, /go with no other answer/],
    [{ html: true, body: "x" }, /two answers/],
    [{ reset: false }, /reset can only be true/],
    [{ retryAfter: 3, reset: true }, /retryAfter must be/],
    [{ contentType: "text/plain", status: 500 }, /contentType has no effect/],
    [{ cutAfter: 3, when: "before" }, /can't come before/],
    [{ latency: "soon" }, /latency: expected a duration string/],
    [{ latency: 5 }, /not the number 5/],
    [{ late: "soon" }, /late: expected a duration string/],
    [{ duplicate: false }, /duplicate can only be true/],
    [{ duplicate: true, verb: ["get", "list"] }, /the rule fits none/],
    [{ late: "1s", api: "cloudcasa" }, /the rule fits none/],
    [{ duplicate: true, cutAfter: 10 }, /go with latency and with nothing else/],
    [{ late: "1s", status: 500 }, /go with latency and with nothing else/],
    [{ status: 500, when: "during" }, /when must be/],
    [{ api: "both", status: 500 }, /api must be/],
    [{ status: 500, name: undefined }, /name is undefined/],
  ])("that can't be is refused: %o", (rule, message) => {
    expect(() => made().sandbox.faults.add(rule as FaultRule)).toThrow(message);
  });

  it("hits what fits in everything that it says", async () => {
    const { sandbox, ask, create, statuses } = made();
    await create("a");
    sandbox.faults.add({ verb: ["get", "list"], resource: "virtualclusterinstances", name: "a", status: 500 });
    expect(
      await statuses(ask("GET", `${instances}/a`), ask("GET", `${instances}/b`), ask("GET", instances), ask("GET", "/api/v1/kubeclusters")),
    ).toEqual([500, 404, 200, 200]);
    sandbox.faults.clear();
    sandbox.faults.add({ api: "cloudcasa", status: 503 });
    expect(await statuses(ask("GET", `${instances}/a`), ask("GET", "/api/v1/kubeclusters"))).toEqual([200, 503]);
    sandbox.faults.clear();
    sandbox.faults.add({ subresource: "status", status: 500 });
    sandbox.faults.add({ namespace: "loft-p-demo", status: 502 });
    expect(await statuses(ask("GET", `${instances}/a/status`), ask("GET", `${instances}/a`))).toEqual([500, 502]);
  });

  it("hits as often as it says", async () => {
    const { sandbox, ask, statuses } = made();
    const five = () => statuses(...[1, 2, 3, 4, 5].map(() => ask("GET", instances)));
    sandbox.faults.next({ verb: "list", status: 503 });
    expect(await five()).toEqual([503, 200, 200, 200, 200]);
    const nth = sandbox.faults.add({ verb: "list", status: 503, nth: 3 });
    expect(await five()).toEqual([200, 200, 503, 200, 200]);
    expect([nth.matched, nth.hits]).toEqual([5, 1]);
    sandbox.faults.add({ verb: "list", status: 503, times: 2 });
    expect(await five()).toEqual([503, 503, 200, 200, 200]);
  });

  it("with a probability hits the same requests again after a reset", async () => {
    const { sandbox, ask, statuses } = made();
    const forty = () => {
      sandbox.faults.add({ verb: "list", status: 503, probability: 0.3 });
      return statuses(...Array.from({ length: 40 }, () => ask("GET", instances)));
    };
    const once = await forty();
    expect(once.filter((s) => s === 503).length).toBeGreaterThan(3);
    expect(once.filter((s) => s === 503).length).toBeLessThan(25);
    sandbox.reset();
    expect(await forty()).toEqual(once);
  });

  it("can be listed and taken back", async () => {
    const { sandbox, ask, statuses } = made();
    const { id } = sandbox.faults.add({ status: 500 });
    expect(sandbox.faults.list()).toEqual([{ id, rule: { status: 500 }, matched: 0, hits: 0 }]);
    expect([sandbox.faults.remove(id), sandbox.faults.remove(id)]).toEqual([true, false]);
    expect(await statuses(ask("GET", instances))).toEqual([200]);
  });
});

describe("an effect", () => {
  it("is worded as the API would", async () => {
    const { sandbox, ask } = made();
    sandbox.faults.next({ verb: "update", status: 409 });
    const conflict = await ask("PUT", `${instances}/dev`, {});
    expect(await conflict.json()).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message:
        'Operation cannot be fulfilled on virtualclusterinstances.management.loft.sh "dev": the object has been modified; please apply your changes to the latest version and try again',
      reason: "Conflict",
      details: { name: "dev", group: "management.loft.sh", kind: "virtualclusterinstances" },
      code: 409,
    });
    sandbox.faults.next({ verb: "create", status: "AlreadyExists" });
    expect(await (await ask("POST", instances, {})).json()).toMatchObject({ reason: "AlreadyExists", code: 409 });
    sandbox.faults.next({ status: 429 });
    const busy = await ask("GET", instances);
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "1"]);
    sandbox.faults.next({ status: 412 });
    expect(await (await ask("PATCH", "/api/v1/kubeclusters/000000000000000000000000", {})).json()).toEqual({
      _status: "ERR",
      _error: { code: 412, message: "Client and server etags don't match" },
    });
    sandbox.faults.next({ status: 429, retryAfter: 7 });
    expect((await ask("GET", "/api/v1/kubeclusters")).headers.get("retry-after")).toBe("7");
    sandbox.faults.next({ status: 502 });
    expect((await ask("GET", instances)).headers.get("content-type")).toBe("text/html");
    sandbox.faults.next({ body: "{}garbage", contentType: "application/json" });
    expect(await (await ask("GET", instances)).text()).toBe("{}garbage");
  });

  it("comes before the write or after it", async () => {
    const { sandbox, ask, create, statuses } = made();
    sandbox.faults.next({ verb: "create", status: 503 });
    expect(await statuses(create("before"))).toEqual([503]);
    sandbox.faults.next({ verb: "create", status: 504, when: "after" });
    expect(await statuses(create("after"))).toEqual([504]);
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    await expect(create("lost")).rejects.toMatchObject({ name: "TypeError", message: "fetch failed", cause: { code: "ECONNRESET" } });
    expect(await statuses(ask("GET", `${instances}/before`), ask("GET", `${instances}/after`), ask("GET", `${instances}/lost`))).toEqual([
      404, 200, 200,
    ]);
  });

  it("cuts an answer, and a watch, after so many bytes", async () => {
    const { sandbox, ask, create } = made();
    sandbox.faults.next({ verb: "watch", cutAfter: 10 });
    const watch = await ask("GET", `${instances}?watch=true`);
    await create("a");
    const reader = (watch.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value).toHaveLength(10);
    await expect(reader.read()).rejects.toThrow("terminated");
    sandbox.faults.next({ cutAfter: 1_000_000 });
    expect((await (await ask("GET", `${instances}/a`)).json()) as object).toMatchObject({ metadata: { name: "a" } });
  });

  it("of latency waits on the sandbox's clock, and can be aborted", async () => {
    const { sandbox, ask } = made();
    sandbox.faults.add({ latency: "30s" });
    let done = false;
    const slow = ask("GET", instances).then((r) => {
      done = true;
      return r;
    });
    await sandbox.settle();
    sandbox.clock.advance("29s");
    await sandbox.settle();
    expect(done).toBe(false);
    sandbox.clock.advance("1s");
    expect((await slow).status).toBe(200);
    const abort = new AbortController();
    const aborted = sandbox.fetch(sandbox.platform.url + instances, { signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
  });
});
