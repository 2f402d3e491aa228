import { createSandbox, type SandboxOptions } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const made = (options: SandboxOptions = {}) => {
  const sandbox = createSandbox({ bare: true, ...options });
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const create = async (name: string) => {
    const body = JSON.stringify({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name } });
    const response = await sandbox.fetch(sandbox.platform.url + instances, { method: "POST", headers, body });
    return (await response.json()) as { metadata: { uid: string; creationTimestamp: string } };
  };
  const register = async (name: string) => {
    const response = await sandbox.fetch(`${sandbox.cloudcasa.url}/api/v1/kubeclusters`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name }),
    });
    return (await response.json()) as { _id: string };
  };
  const get = (path: string, init: RequestInit = {}) => sandbox.fetch(sandbox.platform.url + path, { headers, ...init });
  return { sandbox, headers, create, register, get };
};

it("verify() sees requests to routes of the platform's server that are not simulated", async () => {
  const { sandbox, get } = made();
  expect((await get("/auth/logout", { method: "POST" })).status).toBe(501);
  expect(sandbox.unsupported).toMatchObject([{ id: "platform.route", method: "POST", path: "/auth/logout" }]);
  expect(() => sandbox.verify()).toThrow(/POST \/auth\/logout/);
});

describe("options", () => {
  it.each<[object, RegExp]>([
    [{ clok: "manual" }, /option "clok" is none of clock/],
    [{ clock: "quick" }, /clock must be/],
    [{ startTime: "yesterday" }, /startTime must be a time/],
    [{ startTime: "2026-01-01T00:00:00Z", clock: "real" }, /no effect with the real clock/],
    [{ bare: "yes" }, /bare must be/],
    [{ seed: 1.5 }, /seed must be a whole number/],
    [{ tokens: { root: "x" } }, /tokens\."root" is none of/],
    [{ tokens: { admin: "" } }, /tokens\.admin must be/],
    [{ tokens: { admin: "a", readonly: "a" } }, /must differ/],
    [{ projectNamespacePrefix: "Loft_" }, /projectNamespacePrefix must be/],
    [{ lenient: true }, /lenient must be an object/],
    [{ lenient: { everything: true } }, /lenient\."everything" is none of/],
    [{ lenient: { putToUnknownId: 201 } }, /can only be 404/],
    [{ lenient: { deleteWithoutIfMatch: false } }, /can only be true/],
    [{ requestLimit: 0 }, /requestLimit must be/],
    [{ bare: undefined }, /bare is undefined/],
    [{ durations: { platform: { virtualClusterInstances: { raedy: "1s" } } }, bare: false }, /"raedy" is none of pending, ready/],
    [{ durations: { cloudcasa: { agentStart: "soon" } }, bare: false }, /durations\.cloudcasa\.agentStart: expected a duration string/],
    [{ durations: { cloudcasa: { agentStart: 5 } }, bare: false }, /agentStart: .* not the number 5: a bare number has no unit/],
    [{ durations: { platform: { projects: { emptied: "1s" } } }, bare: true }, /only platform.garbageCollection .* in a bare sandbox/],
  ])("refuses %o", (options, message) => {
    expect(() => createSandbox(options as SandboxOptions)).toThrow(message);
  });
});

describe("its own host", () => {
  it.each(["https://api.cloudcasa.io/api/v1/kubeclusters", "http://127.0.0.1:9/", "https://platform.sandbox.clusterplane.invalid:444/"])(
    "refuses %s",
    async (url) => {
      const { sandbox } = made();
      await expect(sandbox.fetch(`${url}?token=hunter2`)).rejects.toThrow(/was refused and nothing was sent/);
      await expect(sandbox.fetch(`${url}?token=hunter2`)).rejects.not.toThrow(/hunter2/);
      expect(sandbox.requests).toEqual([]);
    },
  );

  it("serves one API a host", async () => {
    const { sandbox, headers } = made();
    for (const url of [sandbox.cloudcasa.url + instances, `${sandbox.platform.url}/api/v1/kubeclusters`]) {
      const answer = await sandbox.fetch(url, { headers });
      expect([answer.status, answer.headers.get("x-sandbox")]).toEqual([404, null]);
    }
    // Beside its API CloudCasa has pages of its own too.
    expect((await sandbox.fetch(`${sandbox.cloudcasa.url}/login`, { headers })).status).toBe(501);
  });

  it("takes what fetch takes", async () => {
    const { sandbox, headers, get } = made();
    const url = sandbox.platform.url + instances;
    for (const input of [url, new URL(url), new Request(url, { headers })])
      expect((await sandbox.fetch(input, { headers })).status).toBe(200);
    expect((await sandbox.fetch(new Request(url, { headers }))).status).toBe(200);
    const { fetch } = sandbox;
    expect((await fetch(url, { headers })).status).toBe(200);
    await expect(get(instances, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    await expect(get(instances, { signal: AbortSignal.abort(new Error("mine")) })).rejects.toThrow("mine");
  });
});

describe("an instance is a value", () => {
  it("knows nothing of another", async () => {
    const [a, b] = [made(), made()];
    await a.create("dev");
    expect((await a.get(`${instances}/dev`)).status).toBe(200);
    expect((await b.get(`${instances}/dev`)).status).toBe(404);
    expect(b.sandbox.requests).toHaveLength(1);
  });

  it("makes the same ids from the same seed", async () => {
    const uid = async (seed: number) => (await made({ seed }).create("dev")).metadata.uid;
    expect(await uid(7)).toBe(await uid(7));
    expect(await uid(7)).not.toBe(await uid(8));
  });
});

describe("reset, clear, settle, verify", () => {
  it("reset is as it started: state, log, faults, clock and ids", async () => {
    for (const bare of [true, false]) {
      const { sandbox, create, register, get } = made({ bare });
      const first = [await create("dev"), await register("prod")];
      await create("later");
      sandbox.faults.add({ verb: "get", status: 503 });
      sandbox.clock.advance("1h");
      await get("/nowhere");
      sandbox.reset();
      expect([sandbox.requests, sandbox.unsupported, sandbox.faults.list()]).toEqual([[], [], []]);
      expect(new Date(sandbox.clock.now()).toISOString()).toBe("2026-01-01T00:00:00.000Z");
      expect([(await create("dev")).metadata.uid, (await register("prod"))._id]).toEqual([
        (first[0] as { metadata: { uid: string } }).metadata.uid,
        (first[1] as { _id: string })._id,
      ]);
      expect((await get(`${instances}/later`)).status).toBe(404);
    }
  });

  it.each(["reset", "dispose"])("a request that waits does nothing more after %s", async (how) => {
    const { sandbox, headers, get } = made({ bare: false, durations: { cloudcasa: { objectstoreProbe: "1m" } } });
    const store = {
      name: "slow",
      provider_type: "aws",
      bucket_name: "b",
      s3provider: { endpoint: "https://s3.example.com", credentials: { access_key: "KEY", secret_key: "SECRET" } },
    };
    const url = `${sandbox.cloudcasa.url}/api/v1/objectstores`;
    const slow = sandbox.fetch(url, { method: "POST", headers, body: JSON.stringify(store) });
    sandbox.faults.next({ api: "platform", latency: "1m" });
    const late = get(instances);
    // Both have begun to wait.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (how === "reset") sandbox.reset();
    else sandbox[Symbol.dispose]();
    for (const answer of [slow, late]) {
      if (how === "dispose") await expect(answer).rejects.toMatchObject({ name: "TypeError", code: "SANDBOX_DISPOSED" });
      else
        expect(await answer.then((r) => [r.status, r.headers.get("content-type"), r.headers.get("x-sandbox")])).toEqual([
          502,
          "text/html",
          null,
        ]);
    }
    expect(JSON.stringify(sandbox.state().cloudcasa["objectstores"] ?? [])).not.toContain("slow");
  });

  it("clear empties both APIs and keeps the log", async () => {
    const { sandbox, create, register, get, headers } = made({ bare: false });
    await create("dev");
    await register("prod");
    sandbox.clear();
    const list = (await (await get("/kubernetes/management/apis/management.loft.sh/v1/virtualclusterinstances")).json()) as {
      items: unknown[];
    };
    const clusters = (await (await sandbox.fetch(`${sandbox.cloudcasa.url}/api/v1/kubeclusters`, { headers })).json()) as {
      _items: unknown[];
    };
    expect([list.items, clusters._items]).toEqual([[], []]);
    expect(sandbox.requests).toHaveLength(4);
  });

  it("verify throws for what is not simulated and for faults that never hit", async () => {
    const { sandbox, get } = made();
    sandbox.verify();
    sandbox.faults.add({ verb: "delete", status: 500 });
    sandbox.verify();
    sandbox.faults.next({ verb: "delete", status: 500 });
    expect(() => sandbox.verify()).toThrow(/fault-2 never hit/);
    await get("/kubernetes/virtualcluster/loft-cluster/default/one/api/v1/pods");
    expect(() => sandbox.verify()).toThrow(/2 problems/);
  });

  it("dispose fails watches and later requests with one final error", async () => {
    const { sandbox, get } = made();
    const watch = await get(`${instances}?watch=true`);
    sandbox.faults.next({ verb: "watch", late: "1m" });
    const disturbed = await get(`${instances}?watch=true`);
    expect(sandbox.signal.aborted).toBe(false);
    sandbox[Symbol.dispose]();
    sandbox[Symbol.dispose]();
    expect(sandbox.signal.aborted).toBe(true);
    const final = { name: "TypeError", code: "SANDBOX_DISPOSED", message: "the sandbox was disposed of: it answers no more requests" };
    await expect(watch.text()).rejects.toMatchObject(final);
    await expect(disturbed.text()).rejects.toMatchObject(final);
    await expect(get(instances)).rejects.toMatchObject(final);
    expect(() => sandbox.fork()).toThrow(/disposed of/);
  });
});

describe("the platform's history", () => {
  it("compact makes older versions too old", async () => {
    const { sandbox, create, get } = made();
    const { resourceVersion } = ((await (await get(instances)).json()) as { metadata: { resourceVersion: string } }).metadata;
    await create("a");
    await create("b");
    sandbox.platform.compact();
    const watch = await get(`${instances}?watch=true&resourceVersion=${resourceVersion}`);
    const text =
      watch.status === 410
        ? await watch.text()
        : new TextDecoder().decode((await (watch.body as ReadableStream<Uint8Array>).getReader().read()).value);
    expect(text).toMatch(/"reason":"Expired"/);
  });

  it("compact and clear and reset make lists under way too old, also when nothing is written in between", async () => {
    for (const how of ["compact", "clear", "reset"] as const) {
      const { sandbox, create, get } = made();
      for (const name of ["a", "b", "c"]) await create(name);
      const page = (await (await get(`${instances}?limit=2`)).json()) as { metadata: { continue: string; resourceVersion: string } };
      const open = await get(`${instances}?watch=true&resourceVersion=${page.metadata.resourceVersion}`);
      if (how === "compact") sandbox.platform.compact();
      else sandbox[how]();
      expect((await get(`${instances}?limit=2&continue=${page.metadata.continue}`)).status).toBe(410);
      const late = await get(`${instances}?watch=true&resourceVersion=${page.metadata.resourceVersion}`);
      const reader = (late.body as ReadableStream<Uint8Array>).getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/"reason":"Expired"/);
      if (how !== "compact") {
        expect(await open.text()).toBe("");
        continue;
      }
      const { resourceVersion } = ((await (await get(instances)).json()) as typeof page).metadata;
      expect(Number(resourceVersion)).toBeGreaterThan(Number(page.metadata.resourceVersion));
      await create("d");
      const event = await (open.body as ReadableStream<Uint8Array>).getReader().read();
      expect(new TextDecoder().decode(event.value)).toMatch(/"ADDED".*"name":"d"/);
    }
  });

  it("clear goes on with ids, reset begins them again", async () => {
    const { sandbox, register } = made();
    const first = (await register("a"))._id;
    sandbox.clear();
    const second = (await register("a"))._id;
    sandbox.reset();
    expect([second === first, (await register("a"))._id]).toEqual([false, first]);
  });

  it("dropWatches ends every watch", async () => {
    const { sandbox, get } = made();
    const watch = await get(`${instances}?watch=true`);
    sandbox.platform.dropWatches();
    expect(await watch.text()).toBe("");
  });
});

describe("durations", () => {
  const phase = async ({ get }: ReturnType<typeof made>) =>
    ((await (await get(`${instances}/dev`)).json()) as { status: { phase?: string } }).status.phase;

  it("make steps quick, slow, or freeze them, until a reset", async () => {
    const world = made({ bare: false, durations: { platform: { virtualClusterInstances: { pending: "0s", ready: "1m" } } } });
    const { sandbox, create } = world;
    const dev = { name: "dev" };
    await create(dev.name);
    sandbox.clock.advance("59s");
    expect(await phase(world)).toBe("Pending");
    sandbox.clock.advance("2s");
    expect(await phase(world)).toBe("Ready");
    sandbox.reset();
    sandbox.setDurations({ platform: { virtualClusterInstances: { ready: "never" } } });
    await create(dev.name);
    sandbox.clock.advance("30d");
    expect(await phase(world)).toBe("Pending");
    sandbox.reset();
    await create(dev.name);
    sandbox.clock.advance("61s");
    expect(await phase(world)).toBe("Ready");
  });

  it("refuse a wrong step and change nothing", () => {
    const { sandbox } = made({ bare: false });
    expect(() => sandbox.setDurations({ platform: { clusters: { pending: "1s" } }, cloudcasa: { jobs: "1s" } } as object)).toThrow(
      /"jobs" is none of/,
    );
  });
});

it("state shows what is stored", async () => {
  const { sandbox, create, register } = made();
  expect(sandbox.state()).toEqual({ platform: {}, cloudcasa: {}, clusters: {} });
  await create("dev");
  await register("prod");
  expect(sandbox.state()).toMatchObject({
    platform: { virtualclusterinstances: [{ metadata: { name: "dev" } }] },
    cloudcasa: { kubeclusters: [{ name: "prod" }] },
  });
  const response = await sandbox.fetch(`${sandbox.platform.url}/_sandbox/state`);
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(sandbox.state())));
});

it("the agents of CloudCasa connect and disconnect", async () => {
  const { sandbox, register, headers } = made({ bare: false });
  const { _id } = await register("prod");
  const state = async () => {
    const response = await sandbox.fetch(`${sandbox.cloudcasa.url}/api/v1/kubeclusters/${_id}`, { headers });
    return ((await response.json()) as { status: { state: string } }).status.state;
  };
  expect(await state()).toBe("REGISTERED");
  sandbox.cloudcasa.agent(_id).connect();
  await sandbox.settle();
  expect(await state()).toBe("ACTIVE");
  const post = (path: string) => sandbox.fetch(`${sandbox.cloudcasa.url}/_sandbox/agents/${path}`, { method: "POST" });
  expect((await post(`${_id}/disconnect`)).status).toBe(204);
  expect(await state()).toBe("PENDING");
  expect((await post("ffffffffffffffffffffffff/connect")).status).toBe(404);
});
