import { isAlreadyExists, isBadRequest, isConflict, isInvalidArgument, isNotFound, Platform, type Warning } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { failure, json, live, networkError, platform as scripted, status, vc } from "./fake.ts";

function start() {
  const sandbox = createSandbox({ bare: true });
  const warnings: Warning[] = [];
  const onWarning = (warning: Warning) => warnings.push(warning);
  const retry = { minDelay: "1ms", maxDelay: "2ms" } as const;
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch, onWarning, retry });
  return { sandbox, platform, vcs: platform.namespace("loft-p-demo").virtualClusterInstances, warnings };
}

describe("a dry run", () => {
  test("gets the usual response and keeps nothing", async () => {
    const { vcs } = start();
    const dryRun = true;
    expect((await vcs.create({ metadata: { name: "a" } }, { dryRun })).metadata.uid).toMatch(/-/);
    expect(await vcs.find("a")).toBeUndefined();
    const a = await vcs.create({ metadata: { name: "a" } });
    expect((await vcs.update({ ...a, spec: { displayName: "1" } }, { dryRun })).spec?.displayName).toBe("1");
    expect((await vcs.patch("a", { spec: { displayName: "2" } }, { dryRun })).spec?.displayName).toBe("2");
    expect((await vcs.apply({ metadata: { name: "a" }, spec: { displayName: "3" } }, { dryRun })).spec?.displayName).toBe("3");
    expect((await vcs.edit("a", (draft) => void Object.assign(draft.spec!, { displayName: "4" }), { dryRun })).spec?.displayName).toBe("4");
    await vcs.delete("a", { dryRun });
    await vcs.deleteCollection({ dryRun });
    expect(await vcs.get("a")).toEqual(a);
    expect(isAlreadyExists(await failure(vcs.create({ metadata: { name: "a" } }, { dryRun })))).toBe(true);
  });

  test("is sent again when its response is lost: it can't act twice", async () => {
    const { sandbox, vcs } = start();
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    expect((await vcs.create({ metadata: { generateName: "a-" } }, { dryRun: true })).metadata.name).toMatch(/^a-/);
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    await vcs.create({ metadata: { name: "a" } }, { dryRun: true });
    expect((await vcs.list()).items).toEqual([]);
  });
});

describe("field validation", () => {
  const typo = { metadata: { name: "a" }, spec: { displayname: "typo" } } as never;

  test("warns by default: what the server says reaches onWarning", async () => {
    const { vcs, warnings } = start();
    await vcs.create(typo);
    expect(warnings).toEqual([
      { verb: "create", resource: "VirtualClusterInstance", name: "a", text: expect.stringContaining('unknown field "spec.displayname"') },
    ]);
  });

  test("Strict refuses, and nothing is kept", async () => {
    const { vcs, warnings } = start();
    const error = await failure(vcs.create(typo, { fieldValidation: "Strict" }));
    expect(isBadRequest(error)).toBe(true);
    expect(error.message).toContain("spec.displayname");
    expect(warnings).toEqual([]);
    expect(await vcs.find("a")).toBeUndefined();
  });

  test("is a parameter of every kind of write", async () => {
    const { vcs, sent } = scripted(() => json(vc("a")));
    const options = { fieldValidation: "Ignore", fieldManager: "ci", dryRun: true } as const;
    await vcs.create({ metadata: { name: "a" } }, options);
    await vcs.update(vc("a"), options);
    await vcs.patch("a", { spec: {} }, options);
    await vcs.apply({ metadata: { name: "a" } }, options);
    await vcs.edit("a", (draft) => void Object.assign(draft.spec!, { displayName: "x" }), options);
    const writes = sent.filter(({ method }) => method !== "GET");
    expect(writes).toHaveLength(5);
    for (const { query } of writes) expect(Object.fromEntries(query)).toEqual({ ...options, dryRun: "All" });
  });
});

describe("a field manager", () => {
  test("is named in managedFields by every kind of write", async () => {
    const { vcs } = start();
    const managers = async () => (await vcs.get("a")).metadata.managedFields?.map(({ manager }) => manager);
    await vcs.create({ metadata: { name: "a" }, spec: { displayName: "0" } }, { fieldManager: "maker" });
    expect(await managers()).toEqual(["maker"]);
    await vcs.apply({ metadata: { name: "a" }, spec: { description: "1" } }, { fieldManager: "applier" });
    await vcs.patch("a", { metadata: { labels: { a: "1" } } }, { fieldManager: "patcher" });
    expect(new Set(await managers())).toEqual(new Set(["maker", "applier", "patcher"]));
  });

  test("that owns a field is in the way of another's apply, unless forced", async () => {
    const { vcs } = start();
    const said = (displayName: string) => ({ metadata: { name: "a" }, spec: { displayName } });
    await vcs.apply(said("1"), { fieldManager: "one" });
    const error = await failure(vcs.apply(said("2"), { fieldManager: "two" }));
    expect(isConflict(error)).toBe(true);
    expect(error["causes"]).toEqual([expect.objectContaining({ reason: "FieldManagerConflict", field: ".spec.displayName" })]);
    expect((await vcs.apply(said("2"), { fieldManager: "two", force: true })).spec?.displayName).toBe("2");
  });
});

describe("deleting", () => {
  test("only this object, only this version", async () => {
    const { vcs } = start();
    const first = await vcs.create({ metadata: { name: "a" } });
    const changed = await vcs.patch("a", { spec: { displayName: "x" } });
    expect(isConflict(await failure(vcs.delete("a", { preconditions: { uid: "another" } })))).toBe(true);
    const { resourceVersion } = first.metadata;
    expect(isConflict(await failure(vcs.delete(first, { preconditions: { resourceVersion } })))).toBe(true);
    await vcs.delete(changed, { preconditions: { resourceVersion: changed.metadata.resourceVersion } });
    const second = await vcs.create({ metadata: { name: "a" } });
    // Given as an object, its namesake is safe.
    expect(isConflict(await failure(vcs.delete(first)))).toBe(true);
    expect((await vcs.get("a")).metadata.uid).toBe(second.metadata.uid);
  });

  test("an object that finalizers hold gives the object, on its way out", async () => {
    const { vcs } = start();
    await vcs.create({ metadata: { name: "a", finalizers: ["example.com/mine"] } });
    const answer = await vcs.delete("a", { propagationPolicy: "Background", gracePeriodSeconds: 0 });
    expect(answer).toMatchObject({ kind: "VirtualClusterInstance", metadata: { name: "a", deletionTimestamp: expect.any(String) } });
    await vcs.edit("a", ({ metadata }) => {
      delete metadata.finalizers;
    });
    expect(await vcs.find("a")).toBeUndefined();
  });

  test("a foreground deletion is a finalizer", async () => {
    const { vcs } = start();
    await vcs.create({ metadata: { name: "a", finalizers: ["example.com/mine"] } });
    const answer = await vcs.delete("a", { propagationPolicy: "Foreground" });
    expect((answer as { metadata: { finalizers?: string[] } }).metadata.finalizers).toContain("foregroundDeletion");
  });

  test("all that a selector chooses, and nothing else", async () => {
    const { vcs } = start();
    for (const [name, team] of [
      ["a", "x"],
      ["b", "y"],
      ["c", "x"],
    ] as const)
      await vcs.create({ metadata: { name, labels: { team } } });
    await vcs.deleteCollection({ labelSelector: { team: "x" } });
    expect((await vcs.list()).items.map(({ metadata }) => metadata.name)).toEqual(["b"]);
    await vcs.deleteCollection();
    expect((await vcs.list()).items).toEqual([]);
  });
});

describe("a create from text whose response is lost", () => {
  const yaml = (name: string) =>
    `apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata:\n  name: ${name}\nspec:\n  displayName: Dev\n`;
  const text = JSON.stringify({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name: "j" } });

  test("that did not arrive is sent again", async () => {
    const { sandbox, vcs } = start();
    for (const [name, body] of [
      ["from-yaml", yaml("from-yaml")],
      ["j", text],
    ] as const) {
      sandbox.faults.next({ verb: "create", reset: true, when: "before" });
      expect((await vcs.create(body)).metadata.name).toBe(name);
    }
    expect((await vcs.list()).items).toHaveLength(2);
  });

  test("that did: JSON is compared; of YAML nobody can tell here, and the error says so", async () => {
    const { sandbox, vcs } = start();
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    expect((await vcs.create(text)).metadata.name).toBe("j");
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    expect(await failure(vcs.create(yaml("from-yaml")))).toMatchObject({
      code: "Connection",
      effect: "unknown",
      resourceName: "from-yaml",
    });
    expect(await vcs.find("from-yaml")).toBeDefined();
  });

  test("an AlreadyExists of the second sending may be the first one's", async () => {
    const { vcs } = scripted((request, count) => {
      if (request.method === "GET") return count === 2 ? status(404, "NotFound") : json({ metadata: { name: "y" } });
      return count === 1 ? networkError("ECONNRESET") : status(409, "AlreadyExists");
    });
    expect(await failure(vcs.create(yaml("y")))).toMatchObject({ code: "Connection", effect: "unknown" });
  });

  test("without a name, or with one to be made up, it is not sent again", async () => {
    for (const body of [
      "kind: VirtualClusterInstance\nmetadata:\n  generateName: a-\n",
      "kind: VirtualClusterInstance\nmetadata: {name: a}\n",
      '{"metadata":{"generateName":"a-"}}',
    ]) {
      const { vcs, sent } = scripted(() => networkError("ECONNRESET"));
      expect(await failure(vcs.create(body))).toMatchObject({ code: "Connection", effect: "unknown" });
      expect(sent).toHaveLength(1);
    }
  });
});

describe("kinds without a name here", () => {
  interface Widget {
    metadata?: { name?: string; labels?: Record<string, string> };
    spec?: { displayName?: string };
  }

  test("have every verb, with types of their user's own", async () => {
    const { platform } = start();
    const teams = platform.resource<Widget>({ apiVersion: "management.loft.sh/v1", kind: "Team", plural: "teams" });
    await teams.create({ metadata: { name: "a" }, spec: { displayName: "A" } });
    expect((await teams.edit("a", (draft) => void Object.assign(draft.spec!, { displayName: "B" }))).spec?.displayName).toBe("B");
    expect((await teams.list()).items).toHaveLength(1);
    expect((await teams.listTable()).rows[0]!.cells[0]).toBe("a");
    for await (const event of teams.watch()) if (event.type === "initDone") break;
    await teams.delete("a");
    expect(isNotFound(await failure(teams.get("a")))).toBe(true);
    const own = platform.resource<Widget>({ apiVersion: "example.com/v1", kind: "Widget", plural: "widgets" });
    expect(isNotFound(await failure(own.list()))).toBe(true);
  });

  test("in a project or a namespace live there", async () => {
    const { client, sent } = scripted(() => json({ metadata: {}, items: [] }));
    const kind = { apiVersion: "example.com/v1", kind: "Widget", plural: "widgets" };
    await client.project("demo").resource<Widget>(kind).list();
    await client.namespace("x").resource<Widget>(kind).list();
    await client.resource<Widget>({ ...kind, namespaced: true }).list();
    const base = "/kubernetes/management/apis/example.com/v1";
    expect(sent.map(({ path }) => path)).toEqual([
      `${base}/namespaces/loft-p-demo/widgets`,
      `${base}/namespaces/x/widgets`,
      `${base}/widgets`,
    ]);
  });

  test.each([
    [{ plural: "../secrets" }, "/apis/example.com/v1/..%2Fsecrets"],
    [{ plural: ".." }, /^plural: ".." is not a name/],
    [{ plural: undefined }, /^resource\.plural: expected a string/],
    [{ apiVersion: "example.com/.." }, /^apiVersion: ".." is not a name/],
    [{ apiVersion: "/v1" }, /^apiVersion: expected a name, got an empty string/],
    [{ apiVersion: undefined }, /^resource\.apiVersion: expected a string/],
    [{ apiVersion: "v1" }, "/api/v1/widgets"],
  ])("with %j they stay in their place, or are refused before anything is sent", async (wrong, outcome) => {
    const { client, sent } = scripted(() => json({ items: [] }));
    const list = async () => client.resource({ apiVersion: "example.com/v1", kind: "Widget", plural: "widgets", ...wrong } as never).list();
    if (typeof outcome !== "string") expect((await failure(list())).message).toMatch(outcome);
    else await list();
    expect(sent.map(({ path }) => path)).toEqual(typeof outcome === "string" ? [`/kubernetes/management${outcome}`] : []);
  });

  test("an option that no kind has is refused", () => {
    const { client } = scripted(() => json({}));
    const kind = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaces: true };
    const words = 'resource: unknown option "namespaces"; known options: kind, plural, apiVersion, verbs, namespaced';
    const handles = [client, client.project("demo"), client.namespace("x"), client.cluster("eu"), client.cluster("eu").namespace("x")];
    for (const scope of handles as Pick<typeof client, "resource">[]) expect(() => scope.resource(kind as never)).toThrow(words);
  });

  test("verbs it has not are refused", async () => {
    const { client, sent } = scripted(() => json({}));
    const widgets = client.resource({ apiVersion: "example.com/v1", kind: "Widget", plural: "widgets", verbs: ["get"] });
    expect(isInvalidArgument(await failure(widgets.delete("a")))).toBe(true);
    expect(sent).toHaveLength(0);
  });
});

describe("the clusters behind the platform", () => {
  const deployments = { apiVersion: "apps/v1", kind: "Deployment", plural: "deployments" };

  test("list, watch and apply there as here", async () => {
    const stream = live();
    const object = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "x", uid: "u", resourceVersion: "5" } };
    stream.send({ type: "ADDED", object });
    const { client, sent } = scripted((request) => {
      if (request.method === "PATCH") return json(object);
      return request.url.includes("watch=true") ? stream.response : json({ metadata: { resourceVersion: "4" }, items: [] });
    });
    const at = [client.cluster("eu"), client.project("demo").virtualCluster("dev")];
    for (const cluster of at) {
      await cluster.namespace("x").resource(deployments).apply("kind: Deployment\nmetadata:\n  name: web\n");
      await cluster.resource({ ...deployments, namespaced: true }).list();
    }
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "PATCH /kubernetes/cluster/eu/apis/apps/v1/namespaces/x/deployments/web",
      "GET /kubernetes/cluster/eu/apis/apps/v1/deployments",
      "PATCH /kubernetes/project/demo/virtualcluster/dev/apis/apps/v1/namespaces/x/deployments/web",
      "GET /kubernetes/project/demo/virtualcluster/dev/apis/apps/v1/deployments",
    ]);
    const words: string[] = [];
    for await (const event of at[0]!.namespace("x").resource(deployments).watch()) {
      words.push(event.type);
      if (event.type === "apply") break;
    }
    expect(words).toEqual(["init", "initDone", "apply"]);
  });

  test.each(["", "..", undefined])("%j is no name of one", (name) => {
    const { client } = scripted(() => json({}));
    expect(() => client.cluster(name as string)).toThrow(/^cluster: /);
    expect(() => client.project("demo").virtualCluster(name as string)).toThrow(/^name: /);
    expect(() => client.cluster("eu").namespace(name as string)).toThrow(/^namespace: /);
  });
});

describe("a log", () => {
  test("comes as text, line by line, while it is written, until it is left", async () => {
    const stream = live();
    const { vcs, sent } = scripted(() => new Response(stream.response.body, { headers: { "content-type": "text/plain" } }));
    const log = vcs.log("dev", { follow: true, container: "syncer", timestamps: true, limitBytes: 100, previous: true });
    stream.raw("one\ntw");
    expect((await log.next()).value).toBe("one");
    stream.raw("o\n");
    expect((await log.next()).value).toBe("two");
    await log.return!();
    expect(stream.state.cancelled).toBe(true);
    expect(Object.fromEntries(sent[0]!.query)).toEqual({
      follow: "true",
      container: "syncer",
      timestamps: "true",
      limitBytes: "100",
      previous: "true",
    });
    expect(sent[0]!.headers["accept"]).toBe("*/*");
  });

  test("has no line longer than maxBytes", async () => {
    const stream = live();
    const { vcs } = scripted(() => stream.response, { maxBytes: 100 });
    const log = vcs.log("dev");
    stream.raw(`${"short\n".repeat(50)}`);
    for (let line = 0; line < 50; line++) expect((await log.next()).value).toBe("short");
    // Endless, and without an end of a line.
    for (let chunk = 0; chunk < 3; chunk++) stream.raw("x".repeat(50));
    expect((await failure(log.next())).message).toBe(
      'log VirtualClusterInstance "dev": 200 AnswerTooLarge: the response has a line longer than maxBytes (100)',
    );
    expect(stream.state.cancelled).toBe(true);
  });

  test("that the server refuses is its error", async () => {
    const { vcs } = scripted(() => status(404, "NotFound"));
    expect(isNotFound(await failure(vcs.log("dev").next()))).toBe(true);
  });

  test("of the sandbox", async () => {
    const sandbox = createSandbox();
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const name = (await platform.virtualClusterInstances.list()).items[0]!.metadata.name;
    const lines: string[] = [];
    for await (const line of platform.project("demo").virtualClusterInstances.log(name, { tailLines: 2 })) lines.push(line);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain("\n");
  });
});
