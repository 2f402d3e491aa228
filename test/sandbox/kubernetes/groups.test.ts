// An engine that plays several group versions, and kinds without a schema of their own.
import { describe, expect, it } from "vitest";
import { ageText } from "../../../src/sandbox/kubernetes/age.ts";
import type { Tables, TypeData } from "../../../src/sandbox/kubernetes/index.ts";
import { serve, tables as things } from "./engine.ts";

const all = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];
const meta = {
  kind: { type: "string" },
  apiVersion: { type: "string" },
  metadata: { type: "object", ref: "ObjectMeta", always: true },
} as const;
const types: Record<string, TypeData> = {
  ObjectMeta: things.types.ObjectMeta as TypeData,
  OwnerReference: things.types.OwnerReference as TypeData,
  ManagedFieldsEntry: things.types.ManagedFieldsEntry as TypeData,
  Open: { open: true, fields: meta },
  Custom: { open: "undeclared", fields: meta },
  Boxes: { open: true, fields: { ...meta, spec: { type: "object", ref: "BoxesSpec" } } },
  BoxesSpec: {
    open: true,
    fields: { boxes: { type: "array", merge: [["name"], ["side", "left"]], items: { type: "object", ref: "Box" } } },
  },
  Box: { open: true, fields: { tags: { type: "array", merge: "value", items: { type: "string" } } } },
};
const kind = (name: string, more: object = {}) => ({
  kind: name,
  plural: `${name.toLowerCase()}s`,
  singular: name.toLowerCase(),
  namespaced: true,
  verbs: all,
  type: "Open",
  subresources: [],
  ...more,
});
const core: Tables = {
  group: "",
  version: "v1",
  types,
  kinds: [
    kind("Note", { uncounted: true, aged: true, selectable: ["status.phase"] }),
    kind("Namespace", {
      namespaced: false,
      names: "label",
      statusSubresource: true,
      subresources: [{ name: "status", kind: "Namespace", verbs: ["get", "update", "patch"] }],
    }),
    kind("Role", { namespaced: false, names: "path" }),
  ],
};
const apps: Tables = {
  group: "apps.example.org",
  version: "v1",
  types,
  kinds: [kind("Note"), kind("Box", { plural: "boxes", type: "Boxes" }), kind("Gear", { custom: true, type: "Custom" })],
};
const older: Tables = { ...apps, version: "v1beta1", kinds: [kind("Note")] };

const made = () => serve({ tables: [core, apps, older] });
const notes = "/api/v1/namespaces/n/notes";
const appNotes = "/apis/apps.example.org/v1/namespaces/n/notes";

describe("several groups", () => {
  it("keep kinds of one plural apart, under versions of one count", async () => {
    const { send, engine } = made();
    const one = await send("POST", notes, { metadata: { name: "a" }, text: "core" });
    const two = await send("POST", appNotes, { metadata: { name: "a" }, text: "apps" });
    expect([one.body.apiVersion, two.body.apiVersion]).toEqual(["v1", "apps.example.org/v1"]);
    expect(Number(two.body.metadata.resourceVersion)).toBeGreaterThan(Number(one.body.metadata.resourceVersion));
    expect([engine.get("notes", "n", "a")?.text, engine.get("notes.apps.example.org", "n", "a")?.text]).toEqual(["core", "apps"]);
    expect((await send("GET", `${notes}/b`)).body.message).toBe('notes "b" not found');
    expect((await send("GET", `${appNotes}/b`)).body.message).toBe('notes.apps.example.org "b" not found');
    expect((await send("GET", "/apis/apps.example.org/v1/nonsense")).status).toBe(404);
  });

  it("serve all versions of a kind from one store, also to watches", async () => {
    const { send, watch } = made();
    const old = "/apis/apps.example.org/v1beta1/namespaces/n/notes";
    const watches = [await watch(`${appNotes}?watch=1`), await watch(`${old}?watch=1`)];
    await send("POST", old, { apiVersion: "apps.example.org/v1beta1", kind: "Note", metadata: { name: "a" } });
    expect((await send("GET", `${appNotes}/a`)).body.apiVersion).toBe("apps.example.org/v1");
    const versions = await Promise.all(watches.map(async (w) => (await w.next()).object.apiVersion));
    expect(versions).toEqual(["apps.example.org/v1", "apps.example.org/v1beta1"]);
    const wrong = await send("POST", appNotes, { apiVersion: "apps.example.org/v1beta1", kind: "Note", metadata: { name: "b" } });
    expect([wrong.status, wrong.body.reason]).toEqual([400, "BadRequest"]);
  });

  it("are discovered", async () => {
    const { send } = made();
    expect((await send("GET", "/api")).body).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
    expect((await send("GET", "/api/v1")).body).toMatchObject({ kind: "APIResourceList", groupVersion: "v1" });
    expect((await send("GET", "/apis")).body.groups).toMatchObject([
      {
        name: "apps.example.org",
        preferredVersion: { groupVersion: "apps.example.org/v1", version: "v1" },
        versions: [{ version: "v1" }, { version: "v1beta1" }],
      },
    ]);
    expect((await send("GET", "/apis/apps.example.org")).body).toMatchObject({ kind: "APIGroup", name: "apps.example.org" });
    expect((await send("GET", "/apis/apps.example.org/v9")).status).toBe(404);
    const accept = { accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList" };
    const [ofCore, ofGroups] = [await send("GET", "/api", undefined, accept), await send("GET", "/apis", undefined, accept)];
    expect(ofCore.body.items.map((i: { metadata: object }) => i.metadata)).toEqual([{}]);
    expect(ofGroups.body.items[0].versions.map((v: { version: string }) => v.version)).toEqual(["v1", "v1beta1"]);
    expect(ofCore.headers.get("etag")).not.toBe(ofGroups.headers.get("etag"));
    const index = (await send("GET", "/openapi/v3")).body.paths;
    expect(Object.keys(index)).toEqual(["api/v1", "apis/apps.example.org/v1", "apis/apps.example.org/v1beta1"]);
    const document = (await send("GET", index["apis/apps.example.org/v1"].serverRelativeURL)).body;
    expect(document.paths["/apis/apps.example.org/v1/namespaces/{namespace}/boxes/{name}"].patch).toBeDefined();
    expect(document.components.schemas["org.example.apps.v1.BoxesSpec"]).toEqual({
      type: "object",
      "x-kubernetes-preserve-unknown-fields": true,
      properties: {
        boxes: {
          type: "array",
          items: { $ref: "#/components/schemas/org.example.apps.v1.Box" },
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": ["name", "side"],
          "x-kubernetes-patch-merge-key": "name",
          "x-kubernetes-patch-strategy": "merge",
        },
      },
    });
  });

  it("can change while they are served: what is no longer seen is kept", async () => {
    const { send, engine } = made();
    await send("POST", appNotes, { metadata: { name: "a" } });
    engine.serve([core]);
    expect((await send("GET", appNotes)).status).toBe(404);
    engine.serve([core, apps]);
    expect((await send("GET", `${appNotes}/a`)).status).toBe(200);
  });

  it("are collected together: an owner of one group takes its dependents of another along", async () => {
    const { send, clock, engine } = made();
    const owner = await send("POST", appNotes, { metadata: { name: "owner" } });
    const ownerReferences = [{ apiVersion: "apps.example.org/v1", kind: "Note", name: "owner", uid: owner.body.metadata.uid }];
    await send("POST", notes, { metadata: { name: "dependent", ownerReferences } });
    await send("DELETE", `${appNotes}/owner`);
    clock.advance(100);
    expect(engine.list("notes")).toEqual([]);
  });
});

describe("a namespace as an object", () => {
  it("has no namespace, and a label for its name", async () => {
    const { send } = made();
    expect((await send("POST", "/api/v1/namespaces", { metadata: { name: "a" } })).status).toBe(201);
    expect((await send("GET", "/api/v1/namespaces/a")).body.metadata).not.toHaveProperty("namespace");
    expect((await send("PATCH", "/api/v1/namespaces/a/status", { status: { phase: "Active" } })).body.status).toEqual({ phase: "Active" });
    expect((await send("POST", "/api/v1/namespaces", { metadata: { name: "a.b" } })).status).toBe(422);
    expect((await send("POST", "/api/v1/roles", { metadata: { name: "system:admin" } })).status).toBe(201);
    expect((await send("POST", notes, { metadata: { name: "system:admin" } })).status).toBe(422);
  });

  it("waits for what its server waits for", async () => {
    const { send, engine } = serve({ tables: [core], holds: (resource, object) => resource.key === "namespaces" && object.full === true });
    await send("POST", "/api/v1/namespaces", { metadata: { name: "a" }, full: true });
    const { body } = await send("DELETE", "/api/v1/namespaces/a");
    expect([body.kind, body.metadata.deletionTimestamp]).toEqual(["Namespace", "2026-01-01T00:00:00Z"]);
    expect((await send("GET", "/api/v1/namespaces/a")).status).toBe(200);
    engine.update("namespaces", "", "a", (draft) => {
      draft.full = false;
    });
    expect((await send("GET", "/api/v1/namespaces/a")).status).toBe(404);
  });
});

describe("a kind without a schema", () => {
  it("is kept as it was sent, but for nothing", async () => {
    const { send } = made();
    const sent = { metadata: { name: "a" }, zero: 0, empty: "", off: false, none: null, list: [null, {}], deep: { zero: 0, none: null } };
    const { body } = await send("POST", notes, sent);
    const { none: _, ...kept } = sent;
    expect(body).toMatchObject({ ...kept, kind: "Note", apiVersion: "v1" });
    expect(body).not.toHaveProperty("none");
    expect((await send("POST", `${notes}?fieldValidation=Strict`, { metadata: { name: "b", colour: "red" } })).body.message).toContain(
      'unknown field "metadata.colour"',
    );
  });

  it("counts its changes unless it is one that does not", async () => {
    const { send } = made();
    for (const [path, first, then] of [
      [notes, undefined, undefined],
      [appNotes, 1, 2],
    ] as const) {
      expect((await send("POST", path, { metadata: { name: "a" } })).body.metadata.generation).toBe(first);
      expect((await send("PATCH", `${path}/a`, { text: "x" })).body.metadata.generation).toBe(then);
      // Without a status of its own that field is one like the others.
      expect((await send("PATCH", `${path}/a`, { status: { seen: true } })).body.status).toEqual({ seen: true });
    }
  });

  it("has a status apart when it says so", async () => {
    const { send } = made();
    const { body } = await send("POST", "/api/v1/namespaces", { metadata: { name: "a" }, spec: {}, status: { phase: "Mine" } });
    expect(body).not.toHaveProperty("status");
    await send("PATCH", "/api/v1/namespaces/a/status", { status: { phase: "Active" }, spec: { x: 1 } });
    const changed = await send("PATCH", "/api/v1/namespaces/a", { status: { phase: "Mine" }, spec: { y: 2 } });
    expect([changed.body.spec, changed.body.status, changed.body.metadata.generation]).toEqual([{ y: 2 }, { phase: "Active" }, 2]);
    expect(
      (
        await send("PUT", "/api/v1/namespaces/a/status", {
          metadata: { name: "a", resourceVersion: changed.body.metadata.resourceVersion },
        })
      ).body,
    ).not.toHaveProperty("status");
  });
});

describe("a custom resource", () => {
  const gears = "/apis/apps.example.org/v1/namespaces/n/gears";
  const gear = (more: object = {}) => ({ apiVersion: "apps.example.org/v1", kind: "Gear", metadata: { name: "a" }, ...more });

  // The words of a real server (apiextensions-apiserver 1.33).
  it("must say what it is", async () => {
    const { send } = made();
    expect((await send("POST", gears, gear())).status).toBe(201);
    const words = async (object: object) => {
      const { status, body } = await send("POST", gears, object);
      return [status, body.message];
    };
    expect(await words({ metadata: { name: "b" } })).toEqual([
      400,
      `the object provided is unrecognized (must be of type Gear): Object 'Kind' is missing in '{"metadata":{"name":"b"}}' ({"metadata":{"name":"b"}})`,
    ]);
    expect((await words({ ...gear(), apiVersion: "" }))[1]).toContain("Object 'apiVersion' is missing in");
    expect(await words({ ...gear(), kind: "Cog" })).toEqual([
      422,
      'Cog.apps.example.org "a" is invalid: kind: Invalid value: "Cog": must be Gear',
    ]);
    expect(await words({ ...gear(), apiVersion: "apps.example.org/v2" })).toEqual([
      400,
      "the API version in the data (apps.example.org/v2) does not match the expected API version (apps.example.org/v1)",
    ]);
  });

  it("says it in lists, too", async () => {
    const { send } = made();
    await send("POST", gears, gear());
    const { body } = await send("GET", gears);
    expect(body).toMatchObject({
      kind: "GearList",
      metadata: { continue: "" },
      items: [{ apiVersion: "apps.example.org/v1", kind: "Gear" }],
    });
    await send("POST", notes, { metadata: { name: "a" } });
    expect((await send("GET", notes)).body.items[0]).not.toHaveProperty("kind");
  });

  it("knows no strategic merge patch", async () => {
    const { send } = made();
    await send("POST", gears, gear());
    const { status, body } = await send("PATCH", `${gears}/a`, {}, { "content-type": "application/strategic-merge-patch+json" });
    expect([status, body.message]).toEqual([
      415,
      "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml",
    ]);
  });

  it("has its fields owned as such, one below the other", async () => {
    const { send } = made();
    const apply = { "content-type": "application/apply-patch+yaml" };
    const { body } = await send(
      "PATCH",
      `${gears}/a?fieldManager=m`,
      gear({ spec: { size: 1, deep: { a: { x: 1 }, l: [{ name: "q" }] } } }),
      apply,
    );
    expect(body.metadata.managedFields[0].fieldsV1).toEqual({
      "f:spec": { ".": {}, "f:deep": { ".": {}, "f:a": { ".": {}, "f:x": {} }, "f:l": {} }, "f:size": {} },
    });
  });
});

describe("tables", () => {
  it.each<[string, string]>([
    ["-1s", "0s"],
    ["119s", "119s"],
    ["120s", "2m"],
    ["330s", "5m30s"],
    ["2820s", "47m"],
    ["10800s", "3h"],
    ["18600s", "5h10m"],
    ["108000s", "30h"],
    ["266400s", "3d2h"],
    ["3456000s", "40d"],
    ["65664000s", "2y30d"],
    ["315360000s", "10y"],
  ])("show an age of %s as %s", (span, shown) => {
    expect(ageText(Number.parseInt(span, 10) * 1000)).toBe(shown);
  });

  it("show the age of kinds that have it shown, also in watches", async () => {
    const { send, watch, clock } = made();
    const accept = { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" };
    const events = await watch(`${notes}?watch=1`, accept);
    await send("POST", notes, { metadata: { name: "a" } });
    clock.advance(90_000);
    const { body } = await send("GET", notes, undefined, accept);
    expect([body.columnDefinitions.map((c: { name: string }) => c.name), body.rows[0].cells]).toEqual([
      ["Name", "Age"],
      ["a", "90s"],
    ]);
    expect((await send("GET", `${notes}/a`, undefined, accept)).body.rows[0].cells).toEqual(["a", "90s"]);
    expect((await events.next()).object.rows[0].cells).toEqual(["a", "0s"]);
    await send("POST", appNotes, { metadata: { name: "a" } });
    expect((await send("GET", appNotes, undefined, accept)).body.rows[0].cells).toEqual(["a", "2026-01-01T00:01:30Z"]);
  });
});

describe("a field selector", () => {
  it("knows name and namespace, and what the kind says", async () => {
    const { send } = made();
    for (const phase of ["Running", "Failed"]) await send("POST", notes, { metadata: { name: phase.toLowerCase() }, status: { phase } });
    const names = async (selector: string) => {
      const { body } = await send("GET", `${notes}?fieldSelector=${encodeURIComponent(selector)}`);
      return body.items?.map((i: { metadata: { name: string } }) => i.metadata.name) ?? body.message;
    };
    expect(await names("status.phase=Running")).toEqual(["running"]);
    expect(await names("status.phase!=Running,metadata.namespace=n")).toEqual(["failed"]);
    expect(await names("status.phase=")).toEqual([]);
    expect(await names("spec.size=1")).toBe("field label not supported: spec.size");
    expect((await send("GET", `${appNotes}?fieldSelector=status.phase%3DRunning`)).body.message).toContain("is not a known field selector");
  });
});

describe("lists of items with keys", () => {
  const boxes = "/apis/apps.example.org/v1/namespaces/n/boxes";
  const box = (...items: object[]) => ({ apiVersion: "apps.example.org/v1", kind: "Box", metadata: { name: "a" }, spec: { boxes: items } });
  const strategic = { "content-type": "application/strategic-merge-patch+json" };
  const apply = { "content-type": "application/apply-patch+yaml" };

  it("are merged by strategic merge patches, deep", async () => {
    const { send } = made();
    await send("POST", boxes, box({ name: "x", size: 1, tags: ["a"] }, { name: "y", size: 2 }));
    const patch = {
      spec: {
        "$setElementOrder/boxes": [{ name: "z" }, { name: "x" }],
        boxes: [{ name: "z" }, { name: "x", size: null, tags: ["b"] }, { $patch: "delete", name: "y" }],
      },
    };
    expect((await send("PATCH", `${boxes}/a`, patch, strategic)).body.spec.boxes).toEqual([{ name: "z" }, { name: "x", tags: ["b", "a"] }]);
    expect((await send("PATCH", `${boxes}/a`, { spec: { boxes: [{ size: 3 }] } }, strategic)).body.message).toContain(
      "does not contain declared merge key: name",
    );
    expect((await send("PATCH", `${boxes}/a`, { spec: { other: [1] } }, strategic)).body.spec.other).toEqual([1]);
  });

  it("are owned item by item, and objects without a schema field by field", async () => {
    const { send } = made();
    const as = (manager: string, object: object, force = false) =>
      send("PATCH", `${boxes}/a?fieldManager=${manager}&force=${force}`, object, apply);
    await as("one", { ...box({ name: "x", size: 1 }), other: { deep: { a: 1 } } });
    const second = await as("two", {
      ...box({ name: "y", side: "right", size: 2 }, { name: "x", tags: ["t"] }),
      other: { deep: { b: 2 } },
    });
    expect(second.body.spec.boxes).toEqual([
      { name: "y", side: "right", size: 2 },
      { name: "x", size: 1, tags: ["t"] },
    ]);
    expect(second.body.other).toEqual({ deep: { a: 1, b: 2 } });
    const fields = Object.fromEntries(
      second.body.metadata.managedFields.map((f: { manager: string; fieldsV1: object }) => [f.manager, f.fieldsV1]),
    );
    expect(fields.two).toEqual({
      "f:other": { "f:deep": { "f:b": {} } },
      "f:spec": {
        "f:boxes": {
          'k:{"name":"x","side":"left"}': { ".": {}, "f:name": {}, "f:tags": { 'v:"t"': {} } },
          'k:{"name":"y","side":"right"}': { ".": {}, "f:name": {}, "f:side": {}, "f:size": {} },
        },
      },
    });
    const conflict = await as("two", box({ name: "x", size: 9 }));
    expect([conflict.status, conflict.body.details.causes[0].field]).toEqual([409, '.spec.boxes[name="x",side="left"].size']);
    // Who no longer says an item gives it up; it goes when nobody else has it.
    const third = await as("two", box({ name: "x" }));
    expect(third.body.spec.boxes).toEqual([{ name: "x", size: 1 }]);
    expect(third.body.other).toEqual({ deep: { a: 1 } });
    expect((await as("one", box({ name: "q" }, { name: "q" }))).body.message).toContain("duplicate entries for key");
  });
});
