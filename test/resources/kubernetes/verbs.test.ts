import { inspect } from "node:util";
import {
  isAlreadyExists,
  isConflict,
  isForbidden,
  isInvalid,
  isInvalidArgument,
  isNotFound,
  type JsonPatch,
  type KubernetesObject,
  type Resource,
} from "clusterplane";
import { describe, expect, test } from "vitest";
import { conflict, failure, json, networkError, notFound, vcs as path, platform, status, vc } from "./fake.ts";

const lost = () => networkError("ECONNRESET");

describe("get and find", () => {
  test("get asks for one object, without waking what sleeps", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    expect(await vcs.get("dev")).toEqual(vc("dev"));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: "GET",
      path: `${path}/dev`,
      headers: { "x-sleep-mode-ignore": "true", accept: "application/json" },
    });
  });

  test("names are encoded; what would leave its place is never sent", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    await vcs.get("a/b?c");
    expect(sent[0]!.path).toBe(`${path}/a%2Fb%3Fc`);
    for (const name of ["", ".", "..", "%2e%2e", undefined, 7, null]) {
      expect(isInvalidArgument(await failure(vcs.get(name as string)))).toBe(true);
      expect(isInvalidArgument(await failure(vcs.delete(name as string)))).toBe(true);
    }
    expect(sent).toHaveLength(1);
  });

  test("get throws NotFound in the server's words; find gives undefined", async () => {
    const { vcs } = platform(() => notFound());
    const error = await failure(vcs.get("dev"));
    expect(isNotFound(error)).toBe(true);
    expect(error.message).toBe(
      'get VirtualClusterInstance "dev": 404 NotFound: virtualclusterinstances.management.loft.sh "dev" not found',
    );
    expect(await vcs.find("dev")).toBeUndefined();
  });

  test("find throws for a 404 that is not the API's", async () => {
    const { vcs } = platform(() => new Response("404 page not found", { status: 404, headers: { "content-type": "text/plain" } }));
    expect(isNotFound(await failure(vcs.find("dev")))).toBe(true);
  });

  test("the server's Status is kept whole, its causes typed", async () => {
    const details = { name: "dev", causes: [{ reason: "FieldValueRequired", message: "Required value", field: "spec.owner" }] };
    const { vcs } = platform(() => status(422, "Invalid", "is invalid", details));
    const error = await failure(vcs.get("dev"));
    expect(isInvalid(error)).toBe(true);
    expect(error["causes"]).toEqual([{ field: "spec.owner", reason: "FieldValueRequired", message: "Required value" }]);
    expect(error["body"]).toMatchObject({ kind: "Status", reason: "Invalid", details });
  });

  test("AlreadyExists and Conflict are told apart by the reason, not by 409", async () => {
    for (const [reason, exists] of [
      ["AlreadyExists", true],
      ["Conflict", false],
    ] as const) {
      const { vcs } = platform(() => status(409, reason));
      const error = await failure(vcs.get("dev"));
      expect([isAlreadyExists(error), isConflict(error)]).toEqual([exists, !exists]);
    }
  });
});

/** What some gateways make of an answer. */
const strange = [[], "text", null, 7, { kind: "Status", status: "Success" }];

describe.each(strange.map((answer) => [answer]))("a response that is JSON and no object of the kind: %j", (answer) => {
  const isWord = typeof answer === "object" && answer !== null && "status" in answer;
  const facts = { code: "NotJson", status: 200, resource: "VirtualClusterInstance", resourceName: "dev", attempts: 1 };

  test.each([
    ["get", "GET", (vcs) => vcs.get("dev")],
    ["get", "GET", (vcs) => vcs.find("dev")],
    ["update", "PUT", (vcs) => vcs.update(vc("dev"))],
    ["patch", "PATCH", (vcs) => vcs.patch("dev", { spec: {} })],
    ["patch", "PATCH", (vcs) => vcs.patch("dev", [{ op: "remove", path: "/spec/displayName" }])],
    ["apply", "PATCH", (vcs) => vcs.apply(vc("dev"))],
  ] as const satisfies [string, string, (vcs: ReturnType<typeof platform>["vcs"]) => Promise<unknown>][])(
    "%s by %s throws, with all facts of the call",
    async (verb, method, call) => {
      const { vcs } = platform(() => json(answer));
      const error = await failure(call(vcs));
      // A write that is guarded, or may be made twice, is sent again: what came does not say what became of it.
      const attempts = verb === "update" || verb === "apply" ? 3 : 1;
      expect(error).toMatchObject({ ...facts, verb, method, path: `${path}/dev`, effect: method === "GET" ? "none" : "unknown", attempts });
      const repeated = attempts === 1 ? "" : " (after 3 attempts)";
      expect(error.message).toBe(
        `${verb} VirtualClusterInstance "dev": 200 NotJson: the response is JSON, but not a VirtualClusterInstance${repeated}`,
      );
    },
  );

  test("a create looks whether the object is there", async () => {
    const made = vc("dev", 1, { spec: { displayName: "Mine" } });
    const { vcs, sent } = platform((request) => json(request.method === "POST" ? answer : made));
    expect(await vcs.create({ metadata: { name: "dev" }, spec: { displayName: "Mine" } })).toEqual(made);
    expect(sent.map(({ method }) => method)).toEqual(["POST", "GET"]);
    const other = platform((request) => json(request.method === "POST" ? answer : vc("dev", 1, { spec: { displayName: "Theirs" } })));
    const error = await failure(other.vcs.create({ metadata: { name: "dev" }, spec: { displayName: "Mine" } }));
    expect(error).toMatchObject({ ...facts, verb: "create", method: "POST", path, effect: "unknown" });
  });

  test("a delete reads the object again; a Status is its usual response", async () => {
    const { vcs, sent } = platform((request) => (request.method === "DELETE" ? json(answer) : notFound()));
    expect(await vcs.delete("dev")).toMatchObject({ kind: "Status", status: "Success" });
    expect(sent).toHaveLength(isWord ? 1 : 2);
    const still = platform((request) => json(request.method === "DELETE" ? answer : vc("dev")));
    if (isWord) await still.vcs.delete("dev");
    else expect(await failure(still.vcs.delete("dev"))).toMatchObject({ ...facts, verb: "delete", method: "DELETE", effect: "unknown" });
  });

  test("subresources and the version throw too", async () => {
    const { vcs, client } = platform(() => json(answer));
    expect(await failure(vcs.kubeconfig("dev"))).toMatchObject({
      ...facts,
      resource: "VirtualClusterInstance/kubeconfig",
      effect: "unknown",
    });
    expect((await failure(client.clusters.accessKey("eu")))["code"]).toBe("NotJson");
    expect((await failure(client.version()))["code"]).toBe("NotJson");
  });

  test("a response without a prefix is not taken for that of an old platform", async () => {
    const { client } = platform(() => json(answer), { projectNamespacePrefix: undefined });
    expect((await failure(client.project("demo").namespace()))["code"]).toBe("NotJson");
  });
});

const claimed = { kind: "Status", status: "Failure", reason: "Forbidden", code: 403, message: "no right" };

describe("a Status in a 2xx response that says Failure is the error that it says", () => {
  const body = { metadata: { name: "dev" } };
  test.each<[string, (vcs: ReturnType<typeof platform>["vcs"], client: ReturnType<typeof platform>["client"]) => Promise<unknown>]>([
    ["get", (vcs) => vcs.get("dev")],
    ["list", (vcs) => vcs.list()],
    ["list, item by item", (vcs) => vcs.list()[Symbol.asyncIterator]().next()],
    ["listTable", (vcs) => vcs.listTable()],
    ["create", (vcs) => vcs.create(body)],
    ["update", (vcs) => vcs.update(vc("dev"))],
    ["patch", (vcs) => vcs.patch("dev", { spec: {} })],
    ["apply", (vcs) => vcs.apply(body)],
    ["delete", (vcs) => vcs.delete("dev")],
    ["deleteCollection", (vcs) => vcs.deleteCollection()],
    ["kubeconfig", (vcs) => vcs.kubeconfig("dev")],
    ["a request", (_, client) => client.clusterConnect.create(body)],
  ])("%s", async (_, call) => {
    const { vcs, client, sent } = platform(() => json(claimed));
    const error = await failure(call(vcs, client));
    expect(error).toMatchObject({ code: "Forbidden", status: 403, reason: "Forbidden", effect: "none", retryable: false, body: claimed });
    expect(error.message).toMatch(/: 403 Forbidden: no right$/);
    expect(sent.every(({ method }) => method === sent[0]!.method)).toBe(true);
  });

  test("without a code it counts as 500; a code that is no failure, and no Failure, is no Status to throw", async () => {
    const without = platform(() => json({ kind: "Status", status: "Failure" }));
    expect(await failure(without.vcs.get("dev"))).toMatchObject({ code: "ServerError", status: 500 });
    const done = { kind: "Status", status: "Success", code: 200 };
    expect(await platform(() => json(done)).vcs.delete("dev")).toEqual(done);
  });
});

test.each([{}, { name: 7 }, { name: null }])("an object whose metadata is %j has no name: it is none of the kind", async (metadata) => {
  const { vcs } = platform(() => json({ kind: "VirtualClusterInstance", metadata, spec: {} }));
  for (const call of [vcs.get("dev"), vcs.create({ metadata: { name: "dev" } })]) {
    const error = await failure(call);
    expect(error).toMatchObject({ code: "NotJson" });
    expect(error.message).toContain("not a VirtualClusterInstance: it has no metadata.name");
  }
});

describe("a response to a deletion that is neither what was deleted nor a Status throws", () => {
  test.each([[{ a: 1 }], [{ _status: "ERR" }], [{ items: [1] }]])("%j", async (answer) => {
    const { vcs } = platform((request) => json(request.method === "DELETE" ? answer : vc("dev")));
    const one = await failure(vcs.delete("dev"));
    expect(one).toMatchObject({ code: "NotJson", effect: "unknown" });
    expect(one.message).toContain("not a VirtualClusterInstance: it has no metadata, nor a Status");
    expect(await failure(vcs.deleteCollection())).toMatchObject({ code: "NotJson", effect: "unknown" });
  });

  test("deleteCollection gives the list of what was deleted, or the Status", async () => {
    const list = { kind: "VirtualClusterInstanceList", metadata: {}, items: [vc("dev")] };
    expect(await platform(() => json(list)).vcs.deleteCollection()).toEqual(list);
    expect(await platform(() => json({ kind: "Status", status: "Success" })).vcs.deleteCollection()).toMatchObject({ status: "Success" });
    const secret = { metadata: { name: "a" }, spec: { data: { key: "hunter2" } } };
    const { client } = platform(() => json({ metadata: {}, items: [secret] }));
    const deleted = await client.project("demo").projectSecrets.deleteCollection();
    expect(inspect(deleted, { depth: 9 })).not.toContain("hunter2");
  });
});

test.each([[{ a: 1 }], [{ _status: "ERR" }]])("a response to a request of another form throws: %j", async (answer) => {
  const { client } = platform(() => json(answer));
  const error = await failure(client.clusterConnect.create({ metadata: { name: "eu" }, spec: { config: "x" } }));
  expect(error.message).toContain("the response is JSON, but not a ClusterConnect");
  expect((await failure(client.projects.importVirtualCluster("demo", "spec: {}")))["code"]).toBe("NotJson");
});

describe("create", () => {
  test("an object: kind and version are added, nothing else", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    await vcs.create({ metadata: { name: "dev" }, spec: { displayName: "Dev", parameters: { yes: "yes", version: "1.20" } } });
    expect(sent[0]).toMatchObject({ method: "POST", path, headers: { "content-type": "application/json" } });
    expect(sent[0]!.json).toEqual({
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstance",
      metadata: { name: "dev" },
      spec: { displayName: "Dev", parameters: '{"yes":"yes","version":"1.20"}' },
    });
  });

  test("parameters given as text stay unchanged, and so does the caller's object", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    const object = { metadata: { name: "dev" }, spec: { parameters: { a: 1 } } };
    await vcs.create(object);
    await vcs.create({ metadata: { name: "dev" }, spec: { parameters: "my-parameter: my-value" } });
    expect(object).toEqual({ metadata: { name: "dev" }, spec: { parameters: { a: 1 } } });
    expect(sent[1]!.json).toMatchObject({ spec: { parameters: "my-parameter: my-value" } });
  });

  test("text goes out unchanged as YAML", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    const yaml = "apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata:\n  name: dev # é\n";
    await vcs.create(yaml);
    expect(sent[0]).toMatchObject({ body: yaml, headers: { "content-type": "application/yaml" } });
  });

  test.each([
    ['{"kind":"VirtualClusterInstance","metadata":{"name":"dev"}}', "application/json"],
    ['\n  {"metadata":{"name":"dev"}}\n', "application/json"],
    ["{kind: VirtualClusterInstance, metadata: {name: dev}}", "application/yaml"],
    ['{"metadata":{"name":"dev"},}', "application/yaml"],
    ["[]", "application/yaml"],
  ])("the content type of a text is what it is: %j is %s", async (text, type) => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    await vcs.create(text);
    expect(sent[0]).toMatchObject({ body: text, headers: { "content-type": type } });
  });

  test("options become parameters", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    await vcs.create({ metadata: { generateName: "dev-" } }, { dryRun: true, fieldManager: "ci", fieldValidation: "Strict" });
    expect(Object.fromEntries(sent[0]!.query)).toEqual({ dryRun: "All", fieldManager: "ci", fieldValidation: "Strict" });
  });

  test.each([
    [undefined, /create VirtualClusterInstance: expected an object or YAML, got undefined/],
    [[], /got an array/],
    ["  ", /got an empty string/],
    [{}, /metadata\.name: expected a name, or metadata\.generateName/],
    [{ metadata: { name: ".." } }, /metadata\.name: "\.\." is not a name/],
    [{ metadata: { name: 7 } }, /metadata\.name: expected a string, got number/],
    [{ metadata: "dev" }, /metadata: expected an object/],
    [{ kind: "Project", metadata: { name: "a" } }, /kind: expected VirtualClusterInstance, got Project/],
    [{ apiVersion: "v1", metadata: { name: "a" } }, /apiVersion: expected management\.loft\.sh\/v1, got v1/],
  ])("%j is refused before anything is sent", async (object, words) => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    const error = await failure(vcs.create(object as never));
    expect(isInvalidArgument(error)).toBe(true);
    expect(error.message).toMatch(words);
    expect(sent).toHaveLength(0);
  });

  test("another namespace in the object is refused", async () => {
    const { client, sent } = platform(() => json(vc("dev"), 201));
    const error = await failure(client.namespace("a").virtualClusterInstances.create({ metadata: { name: "x", namespace: "b" } }));
    expect(error.message).toBe("metadata.namespace: is b, but this is namespace a");
    expect(sent).toHaveLength(0);
  });

  const circle: Record<string, unknown> = {};
  circle["self"] = circle;

  test.each<[string, unknown, string]>([
    ["a bigint", { n: 1n }, "spec.parameters.n: expected a value that JSON has, got bigint"],
    ["not a number", { n: [Number.NaN] }, "spec.parameters.n[0]: expected a finite number, got NaN"],
    ["a Map", { n: new Map([["a", 1]]) }, "spec.parameters.n: expected a plain object, got Map"],
    ["a function", { n: () => 1 }, "spec.parameters.n: expected a value that JSON has, got function"],
    ["a circle", circle, "spec.parameters.self: contains itself"],
  ])("%s in parameters is refused with its path, by every call that sends them", async (_, parameters, message) => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    const spec = { parameters } as never;
    const errors = await Promise.all([
      failure(vcs.create({ metadata: { name: "a" }, spec })),
      failure(vcs.ensure({ metadata: { name: "a" }, spec })),
      failure(vcs.update({ ...vc("a"), spec })),
      failure(vcs.apply({ metadata: { name: "a" }, spec })),
      failure(vcs.patch("a", { spec })),
      failure(vcs.patch("a", [{ op: "add", path: "/spec/parameters", value: parameters }] as never)),
      failure(vcs.edit("a", (draft) => void Object.assign(draft, { spec }))),
    ]);
    expect(errors.every(isInvalidArgument)).toBe(true);
    expect(errors.map((error) => error.message)).toEqual(Array(7).fill(message));
    expect(sent.every(({ method }) => method === "GET")).toBe(true);
  });

  test("a value that JSON does not have is refused anywhere else in the object", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    const labels = { a: 1n } as never;
    expect((await failure(vcs.create({ metadata: { name: "a", labels } }))).message).toBe(
      "metadata.labels.a: expected a value that JSON has, got bigint",
    );
    expect(isInvalidArgument(await failure(vcs.patch("a", { metadata: { labels } })))).toBe(true);
    expect(sent).toEqual([]);
  });

  describe("happens once when its response is lost", () => {
    const object = { metadata: { name: "dev", labels: { a: "b" } }, spec: { displayName: "Dev" } };

    test("there and as it was sent: returned", async () => {
      const stored = vc("dev", 7, { metadata: { labels: { a: "b", more: "c" } }, spec: { displayName: "Dev", networkPeer: true } });
      const { vcs, sent } = platform((request) => (request.method === "POST" ? lost() : json(stored)));
      expect(await vcs.create(object)).toEqual(stored);
      expect(sent.map(({ method }) => method)).toEqual(["POST", "GET"]);
    });

    test("not there: sent again", async () => {
      const { vcs, sent } = platform((request, count) =>
        request.method === "GET" ? notFound() : count === 1 ? lost() : json(vc("dev"), 201),
      );
      expect((await vcs.create(object)).metadata.name).toBe("dev");
      expect(sent.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
    });

    test("the first one arrives late: the second one's AlreadyExists is our own", async () => {
      const stored = vc("dev", 7, { metadata: { labels: { a: "b" } }, spec: { displayName: "Dev" } });
      const { vcs } = platform((request, count) => {
        if (request.method === "POST") return count === 1 ? lost() : status(409, "AlreadyExists");
        return count === 2 ? notFound() : json(stored);
      });
      expect(await vcs.create(object)).toEqual(stored);
    });

    test("there and different: somebody else's, so the error stands", async () => {
      const { vcs } = platform((request) => (request.method === "POST" ? lost() : json(vc("dev", 7, { spec: { displayName: "Other" } }))));
      expect(await failure(vcs.create(object))).toMatchObject({ code: "Connection", effect: "unknown" });
    });

    test.each([
      ["an HTML 502", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
      ["a response that is cut off", () => new Response('{"kind":"Virt', { status: 201, headers: { "content-type": "application/json" } })],
      ["an empty response", () => new Response(null, { status: 201 })],
    ])("%s counts as lost", async (_, answer) => {
      const stored = vc("dev", 7, { metadata: { labels: { a: "b" } }, spec: { displayName: "Dev" } });
      const { vcs } = platform((request) => (request.method === "POST" ? answer() : json(stored)));
      expect(await vcs.create(object)).toEqual(stored);
    });

    test("a plain refusal is not looked into", async () => {
      const { vcs, sent } = platform(() => status(403, "Forbidden"));
      expect(isForbidden(await failure(vcs.create(object)))).toBe(true);
      expect(sent).toHaveLength(1);
    });

    test("without a name nothing can be looked up", async () => {
      const { vcs, sent } = platform(() => lost());
      expect(await failure(vcs.create({ metadata: { generateName: "dev-" } }))).toMatchObject({ effect: "unknown" });
      expect(sent).toHaveLength(1);
    });
  });
});

describe("update", () => {
  test("puts the whole object, fields it doesn't know included", async () => {
    const object = { ...vc("dev", 3), future: { a: [1] } };
    const { vcs, sent } = platform(() => json(vc("dev", 4)));
    expect((await vcs.update(object)).metadata.resourceVersion).toBe("4");
    expect(sent[0]).toMatchObject({ method: "PUT", path: `${path}/dev` });
    expect(sent[0]!.json).toEqual(object);
  });

  test("without a version it is refused, for it would overwrite what others did", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    const error = await failure(vcs.update({ metadata: { name: "dev" } } as never));
    expect(error.message).toMatch(/^metadata\.resourceVersion: expected the version that the object was read with/);
    expect((await failure(vcs.update({ metadata: { resourceVersion: "1" } } as never))).message).toBe(
      "metadata.name: expected the object's name",
    );
    expect(sent).toHaveLength(0);
  });

  test("text needs its name", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    await vcs.update("kind: VirtualClusterInstance\n", { name: "dev" });
    await vcs.update('metadata:\n  labels:\n    name: other\n  name: "dev"\n');
    expect(sent.map(({ path }) => path)).toEqual([`${path}/dev`, `${path}/dev`]);
    expect((await failure(vcs.update("kind: VirtualClusterInstance\n"))).message).toBe("name: expected the object's name");
  });

  test("a conflict is a conflict: never sent again", async () => {
    const { vcs, sent } = platform(() => conflict());
    expect(isConflict(await failure(vcs.update(vc("dev"))))).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("after a lost response, a conflict with the client's own change is no conflict", async () => {
    const mine = vc("dev", 3, { spec: { displayName: "Mine" } });
    for (const [stored, ours] of [
      [vc("dev", 4, { spec: { displayName: "Mine" } }), true],
      [vc("dev", 4, { spec: { displayName: "Other" } }), false],
      [vc("dev", 4, { spec: { displayName: "Mine", description: "more" } }), false],
    ] as const) {
      const { vcs } = platform((request, count) => (request.method === "GET" ? json(stored) : count === 1 ? lost() : conflict()));
      if (ours) expect(await vcs.update(mine)).toEqual(stored);
      else expect(await failure(vcs.update(mine))).toMatchObject({ code: "Conflict", effect: "unknown" });
    }
  });

  test("an object in the version that was sent is no proof of a write, whatever it holds", async () => {
    const stored = vc("dev", 3);
    const change = { ...stored, spec: { networkPeer: false, displayName: "" } } as never;
    const { vcs } = platform((request) => (request.method === "GET" ? json(stored) : lost()));
    expect(await failure(vcs.update(change))).toMatchObject({ code: "Connection", effect: "unknown" });
    const patch = { metadata: { resourceVersion: "3" }, spec: { displayName: "" } };
    expect(await failure(vcs.patch("dev", patch))).toMatchObject({ code: "Connection", effect: "unknown" });
  });

  test("text is sent again only if its version can be seen to guard it", async () => {
    const update = async (text: string) => {
      const { vcs, sent } = platform(() => lost());
      await failure(vcs.update(text, { name: "dev" }));
      return sent.filter(({ method }) => method === "PUT").length;
    };
    expect(await update(JSON.stringify(vc("dev", 3)))).toBe(3);
    expect(await update(JSON.stringify({ metadata: { name: "dev" } }))).toBe(1);
    expect(await update("metadata:\n  name: dev\n  resourceVersion: '3'\n")).toBe(1);
  });
});

describe("patch", () => {
  test.each([
    [[{ op: "replace", path: "/spec/displayName", value: "x" }], "application/json-patch+json"],
    [{ spec: { displayName: "x", description: null } }, "application/merge-patch+json"],
  ])("the content type follows from %j", async (change, type) => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    await vcs.patch("dev", change as never);
    expect(sent[0]).toMatchObject({ method: "PATCH", path: `${path}/dev`, headers: { "content-type": type } });
    expect(sent[0]!.json).toEqual(change);
  });

  test("parameters of a merge patch may be an object", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    await vcs.patch(vc("dev"), { spec: { parameters: { a: "1" } } });
    expect(sent[0]!.json).toEqual({ spec: { parameters: '{"a":"1"}' } });
  });

  test.each([
    ["/spec/parameters", { a: "1" }, '{"a":"1"}'],
    ["/spec/parameters", ["1"], '["1"]'],
    ["/spec/parameters", "a: 1", "a: 1"],
    ["/spec/parameters", null, null],
    ["/spec", { displayName: "x", parameters: { a: "1" } }, { displayName: "x", parameters: '{"a":"1"}' }],
    ["/spec", { displayName: "x" }, { displayName: "x" }],
    ["/spec", null, null],
    ["", { kind: "K", spec: { parameters: { a: "1" } } }, { kind: "K", spec: { parameters: '{"a":"1"}' } }],
    ["/spec/parametersToo", { a: "1" }, { a: "1" }],
    ["/status/parameters", { a: "1" }, { a: "1" }],
  ])("a JSON patch may put parameters as an object at %j: %j", async (at, value, sentValue) => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    const patch = (["add", "replace", "test"] as const).map((op) => ({ op, path: at, value }));
    const before = structuredClone(patch);
    await vcs.patch("dev", patch);
    expect(sent[0]!.json).toEqual(patch.map((one) => ({ ...one, value: sentValue })));
    expect(patch).toEqual(before);
    await vcs.patch("dev", [{ op: "remove", path: at }]);
    expect(sent[1]!.json).toEqual([{ op: "remove", path: at }]);
  });

  test.each([
    ["text", /patch: expected an array/],
    [null, /patch: expected an array/],
    [[{ op: "delete", path: "/a" }], /patch\[0\]\.op: expected one of add, remove/],
    [[{ op: "add", path: "a", value: 1 }], /patch\[0\]\.path: expected a JSON pointer/],
    [[{ op: "add", path: "/a~2", value: 1 }], /JSON pointer/],
    [[{ op: "add", path: "/a" }], /patch\[0\]\.value: expected a value to add/],
    [[{ op: "move", path: "/a" }], /patch\[0\]\.from: expected a JSON pointer/],
    [[null], /patch\[0\]: expected an operation/],
  ])("%j is refused before anything is sent", async (change, words) => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    expect((await failure(vcs.patch("dev", change as never))).message).toMatch(words);
    expect(sent).toHaveLength(0);
  });

  test("is not sent again when its response is lost, unless a version guards it", async () => {
    const merge = { spec: { displayName: "x" } };
    const plain = platform(() => lost());
    expect(await failure(plain.vcs.patch("dev", merge))).toMatchObject({ effect: "unknown", attempts: 1 });
    const guarded = platform((_, count) => (count === 1 ? lost() : json(vc("dev", 2))));
    await guarded.vcs.patch("dev", { metadata: { resourceVersion: "1" }, ...merge });
    await guarded.vcs.patch("dev", [{ op: "replace", path: "/metadata/resourceVersion", value: "2" }]);
    expect(guarded.sent).toHaveLength(3);
  });

  test("a guarded merge patch whose response is lost is done only if all of it is there", async () => {
    const change = { metadata: { resourceVersion: "1" }, spec: { displayName: null, networkPeer: false } };
    for (const [stored, isDone] of [
      [vc("dev", 2, { spec: {} }), true],
      [vc("dev", 2, { spec: { networkPeer: true } as never }), false],
      [vc("dev", 2, { spec: { displayName: "theirs" } }), false],
    ] as const) {
      const { vcs } = platform((request, count) => (request.method === "GET" ? json(stored) : count === 1 ? lost() : conflict()));
      if (isDone) expect(await vcs.patch("dev", change as never)).toEqual(stored);
      else expect(await failure(vcs.patch("dev", change as never))).toMatchObject({ code: "Conflict", effect: "unknown" });
    }
  });

  describe("an add below what is not there", () => {
    const add = [{ op: "add", path: "/metadata/annotations/my-annotation", value: "my-value" }] as const;
    const refusal = () => status(422, "Invalid", "the server rejected our request due to an error in our request");

    test("makes the parents, guarded by the version that was read", async () => {
      const { vcs, sent } = platform((request, count) =>
        request.method === "GET" ? json(vc("dev", 5)) : count === 1 ? refusal() : json(vc("dev", 6)),
      );
      expect((await vcs.patch("dev", add)).metadata.resourceVersion).toBe("6");
      expect(sent.map(({ method }) => method)).toEqual(["PATCH", "GET", "PATCH"]);
      expect(sent[2]!.json).toEqual([
        { op: "replace", path: "/metadata/resourceVersion", value: "5" },
        { op: "add", path: "/metadata/annotations", value: {} },
        ...add,
      ]);
    });

    test("parameters given as an object are text then too", async () => {
      const { spec: _spec, ...bare } = vc("dev", 5);
      const { vcs, sent } = platform((request, count) =>
        request.method === "GET" ? json(bare) : count === 1 ? refusal() : json(vc("dev", 6)),
      );
      await vcs.patch("dev", [{ op: "add", path: "/spec/parameters", value: { a: "1" } }]);
      expect(sent[2]!.json).toEqual([
        { op: "replace", path: "/metadata/resourceVersion", value: "5" },
        { op: "add", path: "/spec", value: {} },
        { op: "add", path: "/spec/parameters", value: '{"a":"1"}' },
      ]);
    });

    test("never overwrites annotations that come in between", async () => {
      let reads = 0;
      const { vcs, sent } = platform((request, count) => {
        if (request.method === "GET")
          return json(++reads === 1 ? vc("dev", 5) : vc("dev", 6, { metadata: { annotations: { theirs: "1" } } }));
        if (count === 1) return refusal();
        return request.body!.includes('"5"') ? conflict() : json(vc("dev", 7));
      });
      // They have made the parent: what we were refused for is mended, and the patch as it was given goes through.
      const error = await vcs.patch("dev", add).then(
        () => undefined,
        (error) => error,
      );
      expect(error).toBeUndefined();
      const patches = sent.filter(({ method }) => method === "PATCH").map(({ body }) => body);
      expect(patches.at(-1)).not.toContain('"value":{}');
    });

    test("lists and several levels", async () => {
      const patch = [
        { op: "add", path: "/spec/template/metadata/labels/a", value: "1" },
        { op: "add", path: "/spec/access/-", value: { verbs: ["*"] } },
        { op: "add", path: "/spec/template/metadata/labels/b", value: "2" },
      ] as const;
      const { vcs, sent } = platform((request, count) =>
        request.method === "GET" ? json(vc("dev", 5)) : count === 1 ? refusal() : json(vc("dev", 6)),
      );
      await vcs.patch("dev", patch);
      expect((sent[2]!.json as { path: string; value: unknown }[]).map(({ path, value }) => [path, value]).slice(1)).toEqual([
        ["/spec/template", {}],
        ["/spec/template/metadata", {}],
        ["/spec/template/metadata/labels", {}],
        ["/spec/template/metadata/labels/a", "1"],
        ["/spec/access", []],
        ["/spec/access/-", { verbs: ["*"] }],
        ["/spec/template/metadata/labels/b", "2"],
      ]);
    });

    test("is left alone when parents are not the reason, or when asked to", async () => {
      const cases: [change: JsonPatch, options: object, requests: number][] = [
        [add, { createParents: false }, 1],
        [[{ op: "remove", path: "/spec/nothing" }], {}, 1],
        [[{ op: "test", path: "/spec/a", value: 1 }, ...add], {}, 2],
      ];
      for (const [change, options, requests] of cases) {
        const { vcs, sent } = platform((request) => (request.method === "GET" ? json(vc("dev", 5)) : refusal()));
        expect(isInvalid(await failure(vcs.patch("dev", change, options)))).toBe(true);
        expect(sent).toHaveLength(requests);
      }
    });
  });
});

describe("apply", () => {
  test("server-side, as YAML that is JSON, with a manager", async () => {
    const { vcs, sent } = platform(() => json(vc("dev"), 201));
    await vcs.apply({ metadata: { name: "dev" }, spec: { parameters: { a: 1 } } }, { fieldManager: "ci", force: true });
    await vcs.apply({ metadata: { name: "dev" } });
    expect(sent[0]).toMatchObject({ method: "PATCH", path: `${path}/dev`, headers: { "content-type": "application/apply-patch+yaml" } });
    expect(Object.fromEntries(sent[0]!.query)).toEqual({ fieldManager: "ci", force: "true" });
    expect(sent[0]!.json).toMatchObject({
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstance",
      spec: { parameters: '{"a":1}' },
    });
    expect(Object.fromEntries(sent[1]!.query)).toEqual({ fieldManager: "clusterplane" });
  });
});

describe("delete", () => {
  test("by name: nothing but the request", async () => {
    const answer = { kind: "Status", status: "Success" };
    const { vcs, sent } = platform(() => json(answer));
    expect(await vcs.delete("dev")).toEqual(answer);
    expect(sent[0]).toMatchObject({ method: "DELETE", path: `${path}/dev`, body: undefined });
  });

  test("an object: this very one", async () => {
    const { vcs, sent } = platform(() => json({ kind: "Status" }));
    await vcs.delete(vc("dev"), { gracePeriodSeconds: 0, propagationPolicy: "Foreground", dryRun: true });
    expect(sent[0]!.json).toEqual({
      kind: "DeleteOptions",
      apiVersion: "v1",
      preconditions: { uid: "uid-dev" },
      gracePeriodSeconds: 0,
      propagationPolicy: "Foreground",
    });
    expect(sent[0]!.query.get("dryRun")).toBe("All");
  });

  test("after a lost response, not found means done", async () => {
    const byName = platform((request) => (request.method === "GET" ? notFound() : lost()));
    expect(await byName.vcs.delete("dev")).toMatchObject({ status: "Success" });
    // Sent again only with the uid: without it another one of that name could be hit.
    expect(byName.sent.map(({ method }) => method)).toEqual(["DELETE", "GET"]);
    const byUid = platform((_, count) => (count === 1 ? lost() : notFound()));
    expect(await byUid.vcs.delete(vc("dev"))).toMatchObject({ status: "Success" });
    expect(byUid.sent.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  });

  test("another one of the name means that ours is gone", async () => {
    const { vcs } = platform((request, count) => {
      if (request.method === "GET") return json(vc("dev", 9, { metadata: { uid: "new" } }));
      return count === 1 ? lost() : conflict();
    });
    expect(await vcs.delete(vc("dev"))).toMatchObject({ status: "Success" });
  });

  test("still there after a lost response: on its way out, or an error", async () => {
    const going = vc("dev", 9, { metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" } });
    const { vcs } = platform((request) => (request.method === "GET" ? json(going) : lost()));
    expect(await vcs.delete("dev")).toEqual(going);
    const still = platform((request) => (request.method === "GET" ? json(vc("dev")) : lost()));
    expect(await failure(still.vcs.delete("dev"))).toMatchObject({ code: "Connection", effect: "unknown" });
  });

  test("a plain 404 is an error", async () => {
    const { vcs } = platform(() => notFound());
    expect(isNotFound(await failure(vcs.delete("dev")))).toBe(true);
  });

  test("all that a selector chooses", async () => {
    const { vcs, sent } = platform(() => json({ kind: "Status", status: "Success" }));
    await vcs.deleteCollection({ labelSelector: { pr: true, team: ["a", "b"], old: false, x: "y" }, propagationPolicy: "Background" });
    expect(sent[0]).toMatchObject({ method: "DELETE", path });
    expect(sent[0]!.query.get("labelSelector")).toBe("pr,team in (a,b),!old,x=y");
    expect(sent[0]!.json).toMatchObject({ propagationPolicy: "Background" });
  });
});

describe("a verb that a kind has not", () => {
  test("is refused in words for those who have no types", async () => {
    const { client, sent } = platform(() => json({}));
    const untyped = client as unknown as Record<string, Resource<KubernetesObject>>;
    const messages = await Promise.all([
      failure(untyped["clusterConnect"]!.list()),
      failure(untyped["clusterConnect"]!.list().all()),
      failure(untyped["announcements"]!.watch().next()),
      failure(untyped["announcements"]!.cache()),
      failure(untyped["virtualClusterInstances"]!.get("dev")),
    ]);
    const hasOnly = (verbs: string) => `the server has only ${verbs} for this kind`;
    expect(messages.map(({ message }) => message)).toEqual([
      `list ClusterConnect: ${hasOnly("create")}`,
      `list ClusterConnect: ${hasOnly("create")}`,
      `watch Announcement: ${hasOnly("list")}`,
      `watch Announcement: ${hasOnly("list")}`,
      "namespace: VirtualClusterInstance is namespaced; give an object with metadata.namespace, or use the handle of a project",
    ]);
    expect(messages.every(isInvalidArgument)).toBe(true);
    expect(sent).toHaveLength(0);
  });
});
