import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { handlers } from "clusterplane/sandbox/msw";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { type SetupServer, setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Where a door is, and how it is asked. */
interface Door {
  platform: string;
  cloudcasa: string;
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
}

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";

for (const name of ["fetch", "msw", "http"]) {
  describe(`through ${name}`, () => {
    let sandbox: Sandbox;
    let door: Door;
    let listening: Listening | undefined;
    let msw: SetupServer | undefined;

    beforeEach(async () => {
      sandbox = createSandbox({ bare: true });
      const { platform, cloudcasa } = sandbox;
      if (name === "fetch") door = { platform: platform.url, cloudcasa: cloudcasa.url, fetch: sandbox.fetch };
      if (name === "msw") {
        msw = setupServer(...handlers(sandbox, { platform: "https://platform.example.com" }));
        msw.listen();
        door = { platform: "https://platform.example.com", cloudcasa: cloudcasa.url, fetch: (url, init) => fetch(url, init) };
      }
      if (name === "http") {
        listening = await listen(sandbox);
        door = { platform: listening.url, cloudcasa: listening.url, fetch: (url, init) => fetch(url, init) };
      }
    });

    afterEach(async () => {
      msw?.close();
      await listening?.close();
    });

    const ask = (method: string, path: string, body?: unknown, init: RequestInit = {}) => {
      const headers = {
        authorization: `Bearer ${sandbox.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...init.headers,
      };
      const base = path.startsWith("/api/") ? door.cloudcasa : door.platform;
      return door.fetch(base + path, { method, ...init, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    };
    const instance = (displayName: string, metadata = {}) => ({
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstance",
      metadata: { name: "dev", ...metadata },
      spec: { displayName },
    });

    // A function has no need to.
    if (name !== "fetch")
      it("says how long an answer is that is whole, and not how long a watch", async () => {
        const made = await ask("POST", instances, instance("ü"));
        const text = await made.text();
        expect(made.headers.get("content-length")).toBe(String(new TextEncoder().encode(text).length));
        expect(JSON.parse(text)).toMatchObject({ spec: { displayName: "ü" } });
        const gone = await ask("GET", "/api/v1/kubeclusters/5eb59b68c5f6a8b4ad2a9e1f");
        expect(gone.headers.get("content-length")).toBe(String((await gone.text()).length));
        const watch = await ask("GET", `${instances}?watch=1`);
        expect(watch.headers.get("content-length")).toBeNull();
        await watch.body?.cancel();
      });

    it("serves the clusters behind the platform, and faults in their watches", async () => {
      await ask("POST", instances, instance("first"));
      const maps = "/kubernetes/project/demo/virtualcluster/dev/api/v1/namespaces/default/configmaps";
      sandbox.faults.next({ verb: "watch", cluster: "project/demo/virtualcluster/dev", duplicate: true });
      const watch = await ask("GET", `${maps}?watch=1`);
      expect((await ask("POST", maps, { metadata: { name: "settings" }, data: { a: "b" } })).status).toBe(201);
      const reader = (watch.body as ReadableStream<Uint8Array>).getReader();
      let text = "";
      while (text.split("\n").length < 5) text += new TextDecoder().decode((await reader.read()).value);
      const events = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(events.map((e) => `${e.type} ${e.object.metadata.name}`)).toEqual([
        "ADDED kube-root-ca.crt",
        "ADDED kube-root-ca.crt",
        "ADDED settings",
        "ADDED settings",
      ]);
      await reader.cancel();
    });

    it("lets admins act as others", async () => {
      const headers = { "impersonate-user": "ghost", "impersonate-group": "loft:admins" };
      expect((await ask("POST", instances, instance("first"), { headers })).status).toBe(201);
      expect((await ask("GET", `${instances}/dev`, undefined, { headers: { "impersonate-user": "ghost" } })).status).toBe(403);
    });

    it("serves the platform: create, read, conflict", async () => {
      const created = await ask("POST", instances, instance("first"));
      expect(created.status).toBe(201);
      const { metadata } = (await created.json()) as { metadata: { resourceVersion: string } };
      const { resourceVersion } = metadata;
      expect((await ask("PUT", `${instances}/dev`, instance("second", { resourceVersion }))).status).toBe(200);
      const stale = await ask("PUT", `${instances}/dev`, instance("third", { resourceVersion }));
      expect(stale.status).toBe(409);
      expect(await stale.json()).toMatchObject({ kind: "Status", reason: "Conflict" });
      expect(await (await ask("GET", `${instances}/dev`)).json()).toMatchObject({ spec: { displayName: "second" } });
      expect((await ask("GET", `${instances}/dev`, undefined, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    });

    it("serves CloudCasa: create, guarded change", async () => {
      const created = await ask("POST", "/api/v1/kubeclusters", { name: "prod" });
      expect(created.status).toBe(201);
      const { _id, _etag } = (await created.json()) as { _id: string; _etag: string };
      const change = (etag?: string) =>
        ask("PATCH", `/api/v1/kubeclusters/${_id}`, { description: "EU" }, etag ? { headers: { "if-match": etag } } : {});
      expect((await change()).status).toBe(428);
      expect((await change(_etag)).status).toBe(200);
      expect((await change(_etag)).status).toBe(412);
    });

    it("streams a watch, and an abort ends it on both sides", async () => {
      const abort = new AbortController();
      const watch = await ask("GET", `${instances}?watch=true&resourceVersion=0`, undefined, { signal: abort.signal });
      expect(watch.status).toBe(200);
      await ask("POST", instances, instance("first"));
      const reader = (watch.body as ReadableStream<Uint8Array>).getReader();
      const { value } = await reader.read();
      expect(JSON.parse(new TextDecoder().decode(value))).toMatchObject({ type: "ADDED", object: { metadata: { name: "dev" } } });
      setTimeout(() => abort.abort(), 10);
      await expect(reader.read()).rejects.toMatchObject({ name: "AbortError" });
    });

    it("plays faults", async () => {
      sandbox.faults.next({ verb: "create", status: 409 });
      const refused = await ask("POST", instances, instance("first"));
      expect([refused.status, refused.headers.get("x-sandbox")]).toEqual([409, "fault; id=fault-1"]);
      sandbox.faults.next({ verb: "create", reset: true, when: "after" });
      await expect(ask("POST", instances, instance("lost"))).rejects.toBeInstanceOf(TypeError);
      expect(await (await ask("GET", `${instances}/dev`)).json()).toMatchObject({ spec: { displayName: "lost" } });
      sandbox.faults.next({ verb: "get", cutAfter: 40 });
      const cut = await ask("GET", `${instances}/dev`);
      expect(cut.status).toBe(200);
      await expect(cut.text()).rejects.toThrow();
      sandbox.faults.next({ verb: "get", html: true });
      const page = await ask("GET", `${instances}/dev`);
      expect([page.status, page.headers.get("content-type"), (await page.text()).slice(0, 6)]).toEqual([502, "text/html", "<html>"]);
    });

    it("has its controls", async () => {
      await ask("POST", instances, instance("first"));
      const post = (path: string, body?: unknown) => ask("POST", `/_sandbox/${path}`, body, { headers: { authorization: "" } });
      expect(await (await post("clock", { advance: "10s" })).json()).toEqual({ mode: "manual", now: "2026-01-01T00:00:10.000Z" });
      const { items } = (await (await ask("GET", "/_sandbox/requests")).json()) as { items: { verb: string }[] };
      expect(items.map((r) => r.verb)).toEqual(["create"]);
      expect(await (await post("faults", { verb: "get", status: 503, times: 1 })).json()).toMatchObject({ id: "fault-1" });
      expect((await ask("GET", `${instances}/dev`)).status).toBe(503);
      expect((await post("reset")).status).toBe(204);
      expect((await ask("GET", `${instances}/dev`)).status).toBe(404);
      const { items: left } = (await (await ask("GET", "/_sandbox/requests")).json()) as { items: { status: number }[] };
      expect(left.map((r) => r.status)).toEqual([404]);
    });

    it.each([
      ["reset?hard=1&soft", undefined, ["hard", "soft"]],
      ["reset", { hard: true }, ["hard"]],
      ["clock", { advance: "10s", mode: "real" }, ["mode"]],
      ["faults", { verb: "get", status: 503, often: 2 }, ["often"]],
    ])("refuses what its control %s does not know, with %j", async (path, body, names) => {
      await ask("POST", instances, instance("first"));
      const refused = await ask("POST", `/_sandbox/${path}`, body);
      expect(refused.status).toBe(400);
      const { message } = (await refused.json()) as { message: string };
      for (const name of names) expect(message).toContain(JSON.stringify(name));
      // Nothing was done.
      expect((await ask("GET", `${instances}/dev`)).status).toBe(200);
      expect(sandbox.faults.list()).toEqual([]);
      expect(new Date(sandbox.clock.now()).toISOString()).toBe("2026-01-01T00:00:00.000Z");
    });

    it("answers for every path itself", async () => {
      for (const path of ["/somewhere/else", "/ui/", "/config", "/.well-known/openid-configuration", "/"]) {
        const answer = await ask("GET", path);
        expect([answer.status, answer.headers.get("x-sandbox")]).toEqual([501, "unsupported; id=route"]);
        expect(((await answer.json()) as { message: string }).message).toContain(`GET ${path}: the sandbox does not simulate this`);
      }
      expect(sandbox.unsupported.map(({ path }) => path)).toContain("/.well-known/openid-configuration");
      expect(() => sandbox.verify()).toThrow("not simulated (route): GET /ui/");
    });

    it("speaks HTTP: dates of its clock, HEAD without a body, bytes as they came", async () => {
      const head = await ask("HEAD", "/api/v1/kubeclusters");
      expect(head.headers.get("date")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
      expect(await head.text()).toBe("");
      const yaml = "apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata: {name: yaml}\nspec: {displayName: größer}\n";
      const created = await door.fetch(door.platform + instances, {
        method: "POST",
        headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/yaml" },
        body: new TextEncoder().encode(yaml),
      });
      expect([created.status, ((await created.json()) as { spec: { displayName: string } }).spec.displayName]).toEqual([201, "größer"]);
      expect(sandbox.requests.at(-1)).toMatchObject({ contentType: "application/yaml", body: yaml });
    });
  });
}
