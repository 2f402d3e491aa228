import { describe, expect, it } from "vitest";
import { FieldSet, pathText } from "../../../src/sandbox/kubernetes/apply/field-set.ts";
import { Typed } from "../../../src/sandbox/kubernetes/apply/typed.ts";
import { Decoder } from "../../../src/sandbox/kubernetes/decode.ts";
import type { ManagedFieldsEntry } from "../../../src/sandbox/kubernetes/objects.ts";
import { type Server, serve, thing } from "./engine.ts";

const apply = (server: Server, manager: string, object: object, query = "") =>
  server.send("PATCH", `namespaces/n/things/a?fieldManager=${manager}${query}`, object, { "content-type": "application/apply-patch+yaml" });

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
const owners = (body: any) =>
  Object.fromEntries(((body.metadata.managedFields ?? []) as ManagedFieldsEntry[]).map((m) => [`${m.manager} ${m.operation}`, m.fieldsV1]));

describe("a set of fields", () => {
  const set = FieldSet.read({ "f:a": { ".": {}, "f:b": {} }, "f:c": {} });

  it("reads and writes the wire format", () => {
    expect(set.write()).toEqual({ "f:a": { ".": {}, "f:b": {} }, "f:c": {} });
    expect(set.paths()).toEqual([["f:a"], ["f:a", "f:b"], ["f:c"]]);
    expect(set.has(["f:a", "f:b"])).toBe(true);
    expect(set.has(["f:a", "f:x"])).toBe(false);
  });

  it("is a set", () => {
    const other = FieldSet.read({ "f:a": { "f:b": {} }, "f:d": {} });
    expect(set.union(other).write()).toEqual({ "f:a": { ".": {}, "f:b": {} }, "f:c": {}, "f:d": {} });
    expect(set.without(other).write()).toEqual({ "f:a": {}, "f:c": {} });
    expect(set.intersection(other).write()).toEqual({ "f:a": { "f:b": {} } });
    expect(set.without(set).empty).toBe(true);
  });

  it("names paths", () => {
    expect(pathText(["f:metadata", "f:ownerReferences", 'k:{"uid":"1"}'])).toBe('.metadata.ownerReferences[uid="1"]');
    expect(pathText(["f:metadata", "f:finalizers", 'v:"a"'])).toBe('.metadata.finalizers[="a"]');
  });
});

describe("server-side apply", () => {
  it("creates, keeps book, and removes what is no longer applied", async () => {
    const server = serve();
    const first = await apply(server, "m", thing("a", { title: "t", owner: { user: "u" }, notes: { x: "1" } }, { labels: { l: "1" } }));
    expect(first.status).toBe(201);
    expect(owners(first.body)).toEqual({
      "m Apply": {
        "f:metadata": { "f:labels": { "f:l": {} } },
        "f:spec": { "f:title": {}, "f:owner": { "f:user": {} }, "f:notes": { "f:x": {} } },
      },
    });
    const second = await apply(server, "m", thing("a", { title: "t" }));
    expect([second.status, second.body.spec, second.body.metadata.labels]).toEqual([
      200,
      { title: "t", place: {}, sorts: null },
      undefined,
    ]);
  });

  it("does not write what is the same", async () => {
    const server = serve();
    const first = await apply(server, "m", thing("a", { title: "t" }));
    server.clock.advance(5000);
    const second = await apply(server, "m", thing("a", { title: "t" }));
    expect(second.body).toEqual(first.body);
  });

  it("leaves what others set, also when it was applied before by both", async () => {
    const server = serve();
    await apply(server, "one", thing("a", { title: "t", enabled: true }));
    await apply(server, "two", thing("a", { title: "t" }));
    const { body } = await apply(server, "one", thing("a", {}));
    expect(body.spec).toEqual({ title: "t", place: {}, sorts: null });
    expect(owners(body)).toEqual({ "one Apply": { "f:spec": {} }, "two Apply": { "f:spec": { "f:title": {} } } });
  });

  it("tells of every conflict, and takes what is asked for by force", async () => {
    const server = serve();
    await server.send("POST", "namespaces/n/things?fieldManager=editor", thing("a", { title: "t", count: 1 }));
    const refused = await apply(server, "m", thing("a", { title: "u", count: 2 }));
    expect(refused.body).toMatchObject({
      code: 409,
      message: 'Apply failed with 2 conflicts: conflicts with "editor" using example.org/v1:\n- .spec.count\n- .spec.title',
      details: { causes: [{ reason: "FieldManagerConflict", field: ".spec.count" }, { field: ".spec.title" }] },
    });
    const forced = await apply(server, "m", thing("a", { title: "u", count: 2 }), "&force=true");
    expect(owners(forced.body)).toEqual({ "m Apply": { "f:spec": { "f:title": {}, "f:count": {} } } });
  });

  it("owns items of sets and of keyed lists one by one", async () => {
    const server = serve();
    const owner = (uid: string, name: string) => ({ apiVersion: "v1", kind: "Pod", name, uid });
    await apply(server, "one", thing("a", {}, { finalizers: ["x/one"], ownerReferences: [owner("1", "p")] }));
    const { body } = await apply(server, "two", thing("a", {}, { finalizers: ["x/two"], ownerReferences: [owner("2", "q")] }));
    expect([body.metadata.finalizers, body.metadata.ownerReferences.length]).toEqual([["x/one", "x/two"], 2]);
    const gone = await apply(server, "one", thing("a", {}));
    expect([gone.body.metadata.finalizers, gone.body.metadata.ownerReferences]).toEqual([["x/two"], [owner("2", "q")]]);
  });

  it("counts what was there before the first apply to nobody in particular", async () => {
    const server = serve();
    await server.send("POST", "namespaces/n/things", thing("a", { title: "t", count: 1 }));
    await server.send("PATCH", "namespaces/n/things/a", { metadata: { managedFields: [{}] } });
    const { body } = await apply(server, "m", thing("a", { title: "t" }));
    expect(owners(body)).toEqual({
      "before-first-apply Update": { "f:spec": { "f:title": {}, "f:count": {} } },
      "m Apply": { "f:spec": { "f:title": {} } },
    });
  });

  it("lets kubectl take over what its client-side apply left", async () => {
    const server = serve();
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(thing("a", { title: "t" })) };
    await server.send("POST", "namespaces/n/things?fieldManager=kubectl-client-side-apply", thing("a", { title: "t" }, { annotations }));
    expect((await apply(server, "other", thing("a", { title: "u" }))).status).toBe(409);
    expect((await apply(server, "kubectl", thing("a", { title: "u" }))).body.spec.title).toBe("u");
  });

  it("takes away the whole of what only its applier had something in", async () => {
    const server = serve();
    await apply(server, "one", thing("a", { owner: { user: "ann" }, title: "t" }));
    await server.send("PATCH", "namespaces/n/things/a?fieldManager=two", { spec: { owner: { team: "x" } } });
    const left = await apply(server, "one", thing("a", { title: "t" }));
    expect(left.body.spec.owner).toEqual({ team: "x" });
    await apply(server, "one", thing("a", { title: "t" }, { labels: null }));
    expect((await apply(server, "one", { kind: "Thing", apiVersion: "example.org/v1" })).body.message).toContain("was undeterminable");
  });

  it("leaves an object that others own when the last of its fields is no longer applied", async () => {
    const server = serve();
    await apply(server, "two", thing("a", { place: {} }));
    await apply(server, "one", thing("a", { place: { user: "u" } }));
    expect(owners((await apply(server, "one", thing("a", { title: "t" }))).body)["two Apply"]).toEqual({ "f:spec": { "f:place": {} } });
    await server.send("POST", "namespaces/n/things?fieldManager=maker", thing("b", {}, { labels: { l: "1" } }));
    const b = "namespaces/n/things/b?fieldManager=one&force=true";
    const type = { "content-type": "application/apply-patch+yaml" };
    await server.send("PATCH", b, thing("b", {}, { labels: { l: "2" } }), type);
    const { body } = await server.send("PATCH", b, thing("b", { title: "t" }), type);
    expect(owners(body)["maker Update"]).toEqual({ "f:metadata": { "f:labels": {} } });
  });

  it("warns of keys that come twice only when the object can be read", async () => {
    const server = serve();
    const text = (time: string) =>
      `{"apiVersion":"example.org/v1","kind":"Thing","metadata":{"name":"a"},"spec":{"due":"${time}","title":"t","title":"u"}}`;
    const type = { "content-type": "application/apply-patch+yaml" };
    const path = "namespaces/n/things/a?fieldManager=m";
    const refused = await server.send("PATCH", path, text("2020-01-02"), type);
    expect([refused.status, refused.headers.get("warning")]).toEqual([500, null]);
    expect(refused.body.message).toMatch(/^failed to convert new object \(\/a; example\.org\/v1, Kind=Thing\) to proper version: /);
    const taken = await server.send("PATCH", path, text("2020-01-02T00:00:00Z"), type);
    expect([taken.status, taken.headers.get("warning")]).toEqual([201, expect.stringContaining("already set in map")]);
    const bytes = await apply(server, "m", thing("a", { secret: "no base64!" }));
    expect(bytes.body.message).toMatch(/: error decoding from json: illegal base64 data at input byte 2$/);
  });

  it("looks at the version of a new object only when it is stored by a create", async () => {
    const server = serve();
    const dry = await apply(server, "m", thing("a", {}, { resourceVersion: "1" }), "&dryRun=All");
    expect([dry.status, dry.body.metadata.resourceVersion]).toEqual([201, "1"]);
    const kept = await apply(server, "m", thing("a", {}, { resourceVersion: "1" }));
    expect([kept.status, kept.body.metadata.resourceVersion]).toEqual([201, expect.stringMatching(/^1\d{3}$/)]);
    expect((await server.send("POST", "namespaces/n/things?dryRun=All", thing("b", {}, { resourceVersion: "1" }))).status).toBe(201);
    expect((await server.send("POST", "namespaces/n/things", thing("b", {}, { resourceVersion: "1" }))).status).toBe(500);
  });

  it("refuses objects that are none of the kind", async () => {
    const server = serve();
    expect((await apply(server, "m", { metadata: { name: "a" } })).body.message).toBe("invalid object type: /, Kind=");
    expect((await apply(server, "m", thing("a", { x: 1, title: 5 }))).body.message).toContain(
      "failed to create typed patch object (/a; example.org/v1, Kind=Thing): .spec.x: field not declared in schema",
    );
    expect((await apply(server, "m", { ...thing("a"), apiVersion: "v1" })).body.message).toBe("invalid object type: /v1, Kind=Thing");
    const meta = async (metadata: object) =>
      (await apply(server, "m", { ...thing("a"), metadata: { name: "a", ...metadata } })).body.message;
    expect(await meta({ finalizers: [null] })).toMatch(/\.metadata\.finalizers: element 0: .* explicit null$/);
    expect(await meta({ ownerReferences: ["x"] })).toMatch(/element 0: associative list with keys may not have non-map elements$/);
    expect(await meta({ labels: [] })).toMatch(/\.metadata\.labels: expected map, got &\{\[\]\}$/);
    expect(await meta({ constructor: 1 })).toMatch(/\.metadata\.constructor: field not declared in schema$/);
    expect((await apply(server, "m", thing("b", {}))).body.message).toBe(
      "the name of the object (b) does not match the name on the URL (a)",
    );
  });

  it("counts the status apart when it is applied through its own path", async () => {
    const server = serve();
    await server.send("POST", "places", { metadata: { name: "p" }, spec: { user: "u" } });
    const place = { kind: "Place", apiVersion: "example.org/v1", metadata: { name: "p" }, status: { phase: "Ready" } };
    const { body } = await server.send("PATCH", "places/p/status?fieldManager=c", place, {
      "content-type": "application/apply-patch+yaml",
    });
    expect(body.status).toEqual({ phase: "Ready" });
    expect(body.metadata.managedFields[0]).toMatchObject({
      manager: "c",
      subresource: "status",
      fieldsV1: { "f:status": { "f:phase": {} } },
    });
  });
});

describe("managed fields", () => {
  it("belong to who changed a field last", async () => {
    const server = serve();
    await server.send("POST", "namespaces/n/things?fieldManager=one", thing("a", { title: "t", count: 1 }));
    server.clock.advance(1000);
    const { body } = await server.send("PATCH", "namespaces/n/things/a?fieldManager=two", { spec: { title: "u", tags: ["x"] } });
    expect(owners(body)).toEqual({
      "one Update": { "f:spec": { "f:count": {} } },
      "two Update": { "f:spec": { "f:title": {}, "f:tags": {} } },
    });
    expect(body.metadata.managedFields.map((m: { time: string }) => m.time)).toEqual(["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"]);
  });

  it("count the oldest of many updaters as one", async () => {
    const server = serve();
    await server.send("POST", "namespaces/n/things?fieldManager=m00", thing("a", { notes: { k0: "0" } }));
    let body: unknown;
    for (let i = 1; i <= 12; i++) {
      server.clock.advance(1000);
      ({ body } = await server.send("PATCH", `namespaces/n/things/a?fieldManager=m${String(i).padStart(2, "0")}`, {
        spec: { notes: { [`k${i}`]: "x" } },
      }));
    }
    const names = Object.keys(owners(body));
    expect(names).toHaveLength(10);
    expect(names).toContain("ancient-changes Update");
    expect(names).toContain("m12 Update");
  });

  it("are named by the user agent when nobody says, up to its slash", async () => {
    const server = serve();
    const { body } = await server.send("POST", "namespaces/n/things", thing("a", { title: "t" }), { "user-agent": "tool/1.0 (x)" });
    expect(Object.keys(owners(body))).toEqual(["tool Update"]);
  });
});

it("an object without fields takes any when it is applied", () => {
  const types = { T: { fields: { status: { type: "object", ref: "None" } } }, None: { fields: {} } } as const;
  const typed = new Typed(new Decoder(types));
  expect(() => typed.validate({ status: { phase: "x" } }, "T")).not.toThrow();
  expect(() => typed.validate({ other: 1 }, "T")).toThrow("field not declared");
});
