import { describe, expect, it } from "vitest";
import { badRequest, forbidden, type KubeObject } from "../../../src/sandbox/kubernetes/index.ts";
import { serve, thing } from "./engine.ts";

const things = "namespaces/n/things";

describe("what is known but not simulated", () => {
  it("is answered 501, never ignored", async () => {
    const server = serve();
    const parameter = await server.send("GET", `${things}?shardSelector=x`);
    expect(parameter.status).toBe(501);
    expect(parameter.headers.get("x-sandbox")).toBe("unsupported; id=kubernetes.parameter.shardSelector");
    expect(parameter.body).toMatchObject({ reason: "SandboxUnsupported", details: { causes: [{ field: "shardSelector" }] } });
    expect((await server.send("GET", "riddles")).headers.get("x-sandbox")).toBe("unsupported; id=kubernetes.resource.riddles");
    expect((await server.send("POST", `${things}/a/size`, {})).status).toBe(501);
    expect((await server.send("POST", "questions", {})).status).toBe(501);
  });

  it("comes after who may do it and whether it is there", async () => {
    const server = serve();
    expect((await server.send("GET", "riddles", undefined, { authorization: "Bearer bad" })).status).toBe(401);
    expect((await server.send("PUT", "riddles", {})).status).toBe(405);
    expect((await server.send("GET", "nonsense?shardSelector=x")).status).toBe(404);
  });

  it("leaves parameters alone that the real server does not know either", async () => {
    expect((await serve().send("GET", `${things}?nonsense=1&timeout=5s`)).status).toBe(200);
  });
});

describe("who and whether", () => {
  it("asks before anything else", async () => {
    const server = serve({ authorize: (user, info) => user.name === "ann" && info.verb !== "delete" });
    const refused = await server.send("DELETE", `${things}/a`, "{");
    expect(refused.body).toMatchObject({
      code: 403,
      message:
        'things.example.org "a" is forbidden: User "ann" cannot delete resource "things" in API group "example.org" in the namespace "n"',
    });
    expect((await server.send("GET", "/apis", undefined, { authorization: "" })).body.message).toBe(
      'forbidden: User "system:anonymous" cannot get path "/apis"',
    );
    expect((await server.send("GET", "/readyz", undefined, { authorization: "" })).status).toBe(200);
  });

  it("names the object of a list that can only have one", async () => {
    const server = serve({ authorize: () => false });
    expect((await server.send("GET", `${things}?fieldSelector=metadata.name%3Da`)).body.details).toMatchObject({ name: "a" });
  });

  it("lets admission refuse a write, after validation, and nothing is written", async () => {
    const server = serve({
      admit: ({ operation, resource, name, object }) => {
        if (operation === "create" && object?.metadata.labels?.bad) throw forbidden(resource, name, "bad");
        if (operation === "delete") throw badRequest("kept");
      },
    });
    expect((await server.send("POST", things, thing("a", {}, { labels: { bad: "1" } }))).body.message).toBe(
      'things.example.org "a" is forbidden: bad',
    );
    expect((await server.send("GET", `${things}/a`)).status).toBe(404);
    await server.send("POST", things, thing("a"));
    expect((await server.send("DELETE", `${things}/a`)).body.message).toBe("kept");
    expect((await server.send("GET", `${things}/a`)).status).toBe(200);
  });
});

describe("lists", () => {
  it("tell an old continue token where to go on", async () => {
    const server = serve();
    for (const name of ["a", "b", "c"]) await server.send("POST", things, thing(name));
    const first = await server.send("GET", `${things}?limit=1`);
    await server.send("DELETE", `${things}/b`);
    await server.send("POST", things, thing("d"));
    server.engine.compact();
    const late = await server.send("GET", `${things}?limit=1&continue=${first.body.metadata.continue}`);
    expect(late.body).toMatchObject({ code: 410, reason: "Expired", metadata: { continue: expect.any(String) } });
    const rest = await server.send("GET", `${things}?continue=${late.body.metadata.continue}`);
    expect(rest.body.items.map((i: { metadata: { name: string } }) => i.metadata.name)).toEqual(["c", "d"]);
  });

  it("are compressed when they are long and the client can read it", async () => {
    const server = serve();
    await server.send("POST", things, thing("a", { title: "x".repeat(130 * 1024) }));
    const plain = await server.send("GET", things);
    expect(plain.headers.get("content-encoding")).toBeNull();
    const packed = await server.send("GET", things, undefined, { "accept-encoding": "gzip, br" });
    expect([packed.headers.get("content-encoding"), packed.headers.get("vary")]).toEqual(["gzip", "Accept-Encoding"]);
    expect((await server.send("GET", "places", undefined, { "accept-encoding": "gzip" })).headers.get("content-encoding")).toBeNull();
  });

  it("are indented for people", async () => {
    const server = serve();
    const text = async (query: string, agent: string) => {
      const request = new Request(`http://x/api/apis/example.org/v1/places${query}`, {
        headers: { authorization: "Bearer good", "user-agent": agent },
      });
      return (await server.engine.handle(request, new URL(request.url))).text();
    };
    expect(await text("", "curl/8")).toContain('\n  "kind"');
    expect(await text("?pretty=false", "curl/8")).not.toContain("\n  ");
    expect(await text("?pretty=true", "tool")).toContain('\n  "kind"');
  });
});

describe("answers", () => {
  it("warn of unknown fields, in shortened words when there are many", async () => {
    const server = serve();
    const few = await server.send("POST", things, thing("a", { ünknown: 1, 'qu"ote': 2 }));
    const text = new TextDecoder().decode(Uint8Array.from(few.headers.get("warning") as string, (c) => c.charCodeAt(0)));
    expect(text).toBe(String.raw`299 - "unknown field \"spec.ünknown\"", 299 - "unknown field \"spec.qu\\\"ote\""`);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${"x".repeat(400)}${i}`, 1]));
    const { headers } = await server.send("POST", things, thing("b", many));
    expect(headers.get("warning")?.length).toBeLessThan(6000);
  });

  it("warn of keys that occur twice in YAML, line by line", async () => {
    const server = serve();
    const yaml = "kind: Thing\nmetadata:\n  name: a\nspec:\n  title: a\n  title: b\n";
    const type = { "content-type": "application/yaml" };
    const { status, headers } = await server.send("POST", things, yaml, type);
    expect([status, headers.get("warning")]).toEqual([201, String.raw`299 - "line 6: key \"title\" already set in map"`]);
    const strict = await server.send("POST", `${things}?fieldValidation=Strict`, yaml.replace("name: a", "name: b"), type);
    expect(strict.body.message).toContain("strict decoding error: yaml: unmarshal errors:");
  });

  it("tell those who read only protobuf in protobuf that there is none", async () => {
    const { status, headers, body } = await serve().send("GET", things, undefined, { accept: "application/vnd.kubernetes.protobuf" });
    expect([status, headers.get("content-type")]).toEqual([406, "application/vnd.kubernetes.protobuf"]);
    expect(body).toMatch(/^k8s\0/);
    expect(body).toContain("NotAcceptable");
  });
});

describe("the garbage collector", () => {
  const owner = (uid: string, name = "o", apiVersion = "example.org/v1", kind = "Thing") => ({ apiVersion, kind, name, uid });
  const owned = async (server: ReturnType<typeof serve>, name: string, ...ownerReferences: ReturnType<typeof owner>[]) => {
    await server.send("POST", things, thing(name, {}, { ownerReferences }));
  };
  const uidOf = (server: ReturnType<typeof serve>, name: string) => server.engine.get("things", "n", name)?.metadata.uid as string;
  const left = (server: ReturnType<typeof serve>) => server.engine.list("things").map((o) => o.metadata.name);

  it("deletes dependents in the background, a moment later, all the way down", async () => {
    const server = serve();
    const { body } = await server.send("POST", things, thing("o"));
    await server.send("POST", things, thing("p"));
    await owned(server, "child", owner(body.metadata.uid));
    await owned(server, "grandchild", owner(uidOf(server, "child"), "child"));
    await owned(server, "other", owner(uidOf(server, "p"), "p"), owner(body.metadata.uid));
    await server.send("DELETE", `${things}/o`);
    expect(left(server)).toEqual(["child", "grandchild", "other", "p"]);
    server.clock.advance(1000);
    expect(left(server)).toEqual(["other", "p"]);
    expect(server.engine.get("things", "n", "other")?.metadata.ownerReferences).toHaveLength(1);
  });

  it("deletes dependents first in the foreground", async () => {
    const server = serve();
    const { body } = await server.send("POST", things, thing("o"));
    await owned(server, "child", owner(body.metadata.uid));
    const answer = await server.send("DELETE", `${things}/o`, { propagationPolicy: "Foreground" });
    expect(answer.body.metadata.finalizers).toEqual(["foregroundDeletion"]);
    server.clock.advance(1000);
    expect(left(server)).toEqual([]);
  });

  it("takes as long as it is told to, or for ever", async () => {
    let delay = 5000;
    const server = serve({ garbageCollection: () => delay });
    for (const name of ["a", "b"]) await server.send("POST", things, thing(name));
    await server.send("DELETE", `${things}/a`, { propagationPolicy: "Orphan" });
    delay = Number.POSITIVE_INFINITY;
    await server.send("DELETE", `${things}/b`, { propagationPolicy: "Orphan" });
    server.clock.advance(4000);
    expect(left(server)).toEqual(["a", "b"]);
    server.clock.advance(1_000_000);
    expect(left(server)).toEqual(["b"]);
  });

  it("lets go of dependents that are to be orphans, and never takes away other finalizers", async () => {
    const server = serve();
    const { body } = await server.send("POST", things, thing("o", {}, { finalizers: ["x/y"] }));
    await owned(server, "child", owner(body.metadata.uid));
    await server.send("DELETE", `${things}/o`, { propagationPolicy: "Orphan" });
    server.clock.advance(1000);
    expect(left(server)).toEqual(["child", "o"]);
    expect(server.engine.get("things", "n", "child")?.metadata.ownerReferences).toBeUndefined();
    expect(server.engine.get("things", "n", "o")?.metadata.finalizers).toEqual(["x/y"]);
  });

  it("deletes an object whose owner does not exist, or has another uid, a moment after it was created", async () => {
    const server = serve();
    await server.send("POST", things, thing("o"));
    await owned(server, "of-nobody", owner("somebody", "absent"));
    await owned(server, "of-an-earlier-one", owner("somebody"));
    await owned(server, "of-one-elsewhere", owner(uidOf(server, "o"), "p"));
    await owned(server, "of-an-unknown-kind", owner("somebody", "o", "v1", "Secret"));
    await owned(server, "kept", owner(uidOf(server, "o")));
    expect(left(server)).toHaveLength(6);
    server.clock.advance(1000);
    expect(left(server)).toEqual(["kept", "o", "of-an-unknown-kind"]);
  });

  it("looks for the owner in the namespace of the object, or in none for kinds without one", async () => {
    const server = serve();
    await server.send("POST", things, thing("o"));
    const place = (await server.send("POST", "places", { metadata: { name: "place" } })).body.metadata.uid;
    const ownerReferences = [owner(uidOf(server, "o"))];
    await server.send("POST", "namespaces/m/things", { metadata: { name: "elsewhere", ownerReferences } });
    await server.send("POST", "places", { metadata: { name: "of-a-thing", ownerReferences } });
    await owned(server, "of-a-place", owner(place, "place", "example.org/v1", "Place"));
    server.clock.advance(1000);
    expect(left(server)).toEqual(["o", "of-a-place"]);
    expect(server.engine.list("places")).toHaveLength(2);
  });

  it("waits a moment for owners that are created after their dependents", async () => {
    const server = serve();
    await owned(server, "child", owner("made-up"));
    server.engine.create("things", { metadata: { name: "o", namespace: "n", uid: "made-up" } });
    server.clock.advance(1000);
    expect(left(server)).toEqual(["child", "o"]);
  });

  it("removes the references to absent owners from an object that has another one, in one write", async () => {
    const server = serve();
    await server.send("POST", things, thing("o"));
    await owned(server, "child", owner("a", "a"), owner(uidOf(server, "o")), owner("b", "b"));
    const { version } = server.engine;
    server.clock.advance(1000);
    expect(server.engine.get("things", "n", "child")?.metadata.ownerReferences).toEqual([owner(uidOf(server, "o"))]);
    expect(server.engine.version).toBe(version + 1);
  });

  it("verifies owners that an update names, and those of restored objects", async () => {
    const server = serve();
    await server.send("POST", things, thing("a"));
    await owned(server, "b", owner("absent"));
    const { engine, clock } = server;
    const before = engine.snapshot();
    clock.advance(1000);
    await server.send(
      "PATCH",
      `${things}/a`,
      { metadata: { ownerReferences: [owner("absent")] } },
      { "content-type": "application/merge-patch+json" },
    );
    clock.advance(1000);
    expect(left(server)).toEqual([]);
    engine.restore(before);
    expect(left(server)).toEqual(["a", "b"]);
    clock.advance(1000);
    expect(left(server)).toEqual(["a"]);
  });
});

describe("actions", () => {
  it("answer kinds that are asked and subresources", async () => {
    const server = serve({
      actions: {
        "POST questions": { run: ({ object, user }) => ({ ...object, status: { phase: user.name } }) },
        "GET things/size": { run: ({ object, parent }) => ({ ...object, spec: { user: parent?.metadata.uid ?? "" } }) },
        "GET things/log": {
          notSimulated: { follow: "goes on" },
          run: () => new Response("line\n", { headers: { "content-type": "text/plain" } }),
        },
      },
    });
    expect((await server.send("POST", "questions", { spec: { user: "u" } })).body).toMatchObject({
      kind: "Question",
      spec: { user: "u" },
      status: { phase: "ann" },
    });
    expect((await server.send("GET", `${things}/a/size`)).status).toBe(404);
    await server.send("POST", things, thing("a"));
    expect((await server.send("GET", `${things}/a/size`)).body).toMatchObject({ kind: "Size", metadata: { name: "a", namespace: "n" } });
    expect((await server.send("GET", `${things}/a/log`)).body).toBe("line\n");
    expect((await server.send("GET", `${things}/a/log?follow=true`)).headers.get("x-sandbox")).toContain("kubernetes.parameter.follow");
    expect((await server.send("DELETE", `${things}/a/size`)).status).toBe(405);
  });
});

describe("objects by program", () => {
  it("are written with their status, and versions and generations follow the rules", async () => {
    const server = serve();
    server.engine.create("places", { metadata: { name: "p" }, spec: { user: "u" }, status: { phase: "New" } });
    const same = server.engine.update("places", "", "p", () => {});
    expect(same?.metadata.resourceVersion).toBe(String(server.engine.version));
    const ready = server.engine.update("places", "", "p", (draft) => Object.assign(draft.status as object, { phase: "Ready" }));
    expect([ready?.metadata.generation, Number(ready?.metadata.resourceVersion) - Number(same?.metadata.resourceVersion)]).toEqual([1, 1]);
    const changed = server.engine.update("places", "", "p", (draft) => Object.assign(draft.spec as object, { user: "v" }));
    expect(changed?.metadata.generation).toBe(2);
    expect(server.engine.update("places", "", "missing", () => {})).toBeUndefined();
    expect(() => server.engine.create("places", { metadata: { name: "q" }, spec: { x: 1 } })).toThrow("Place has no field spec.x");
    expect(() => server.engine.create("nonsense", { metadata: { name: "q" } })).toThrow("No resource nonsense");
  });

  it("are shared and frozen", async () => {
    const server = serve();
    await server.send("POST", things, thing("a", { tags: ["x"] }));
    const object = server.engine.get("things", "n", "a");
    expect(server.engine.list("things")[0]).toBe(object);
    const { tags } = (object as KubeObject).spec as { tags: string[] };
    expect(() => tags.push("y")).toThrow(TypeError);
  });
});

describe("snapshots", () => {
  it("bring everything back, end watches and make lists under way too old", async () => {
    const server = serve();
    for (const name of ["a", "b"]) await server.send("POST", things, thing(name));
    const snapshot = server.engine.snapshot();
    const page = await server.send("GET", `${things}?limit=1`);
    const watch = await server.watch(`${things}?watch=true&resourceVersion=${page.body.metadata.resourceVersion}`);
    await server.send("DELETE", `${things}/a`);
    server.engine.restore(snapshot);
    expect(server.engine.list("things")).toHaveLength(2);
    expect(await watch.read(2)).toEqual(["DELETED a", "end"]);
    expect((await server.send("GET", `${things}?limit=1&continue=${page.body.metadata.continue}`)).status).toBe(410);
    expect((await server.send("PATCH", `${things}/a`, { spec: { title: "x" } })).status).toBe(200);
  });
});

describe("the documents about the server", () => {
  it("have what kubectl looks for", async () => {
    const server = serve({ strategicMergePatch: false });
    const index = await server.send("GET", "/openapi/v3");
    const path = new URL(index.body.paths["apis/example.org/v1"].serverRelativeURL, "http://x");
    const { body } = await server.send("GET", path.pathname);
    const patch = body.paths["/apis/example.org/v1/namespaces/{namespace}/things/{name}"].patch;
    expect(patch.parameters.map((p: { name: string }) => p.name)).toContain("fieldValidation");
    expect(Object.keys(patch.requestBody.content)).not.toContain("application/strategic-merge-patch+json");
    expect(patch["x-kubernetes-group-version-kind"]).toEqual({ group: "example.org", kind: "Thing", version: "v1" });
    expect(body.components.schemas["org.example.v1.Thing"].properties.spec).toEqual({
      $ref: "#/components/schemas/org.example.v1.ThingSpec",
    });
    const protobuf = await server.send("GET", "/openapi/v2", undefined, {
      accept: "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
    });
    expect(protobuf.headers.get("content-type")).toBe("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
  });

  it("are not sent again to who has them", async () => {
    const server = serve();
    const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
    for (const [path, headers] of [
      ["/apis", { accept }],
      ["/openapi/v3", {}],
    ] as const) {
      const first = await server.send("GET", path, undefined, headers);
      const again = await server.send("GET", path, undefined, { ...headers, "if-none-match": first.headers.get("etag") as string });
      expect([first.status, again.status]).toEqual([200, 304]);
    }
  });
});
