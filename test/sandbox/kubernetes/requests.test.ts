import { describe, expect, it } from "vitest";
import { durationError } from "../../../src/sandbox/kubernetes/go-duration.ts";
import { serve, thing } from "./engine.ts";

const things = "namespaces/n/things";

async function filled() {
  const server = serve();
  for (const name of ["a", "b", "c"]) await server.send("POST", things, thing(name, { title: "t" }));
  return server;
}

describe("a duration", () => {
  it.each(["5s", "1m30s", "1.5h", ".5s", "0", "-1s", "3µs"])("%s is one", (text) => expect(durationError(text)).toBeUndefined());
  it.each([
    ["5", 'time: missing unit in duration "5"'],
    ["x", 'time: invalid duration "x"'],
    ["5y", 'time: unknown unit "y" in duration "5y"'],
    ["", 'time: invalid duration ""'],
  ])("%j is none", (text, message) => expect(durationError(text)).toBe(message));

  it("is what a request may take", async () => {
    const { body } = await serve().send("GET", `${things}?timeout=5`);
    expect(body.message).toBe('invalid timeout specified in the request URL - time: missing unit in duration "5"');
  });
});

describe("a list", () => {
  it("goes on in the namespace that it is of, however it was begun", async () => {
    const server = await filled();
    const { body } = await server.send("GET", `${things}?limit=1`);
    const token = body.metadata.continue;
    const names = async (path: string) =>
      (await server.send("GET", path)).body.items.map((i: { metadata: { name: string } }) => i.metadata.name);
    expect(await names(`${things}?limit=1&continue=${token}`)).toEqual(["b"]);
    expect(await names(`${things}?limit=1&resourceVersion=0&continue=${token}`)).toEqual(["b", "c"]);
    expect(await names(`things?limit=1&continue=${token}`)).toEqual(["a"]);
  });

  it("of one name has no pages", async () => {
    const server = await filled();
    const { body } = await server.send("GET", `${things}?limit=1&fieldSelector=metadata.name%3Da`);
    expect(body.metadata.continue).toBeUndefined();
  });

  it("of one name at a version is of now, unless there can be no such name", async () => {
    const server = await filled();
    server.engine.compact();
    const status = async (query: string) => (await server.send("GET", `${things}?limit=1&resourceVersion=1&${query}`)).status;
    expect(await status("fieldSelector=metadata.name%3Da")).toBe(200);
    for (const name of ["a%2Fb", ""]) expect(await status(`fieldSelector=metadata.name%3D${name}`)).toBe(410);
    const all = async (query: string) => (await server.send("GET", `things?limit=1&resourceVersion=1&${query}`)).status;
    expect(await all("fieldSelector=metadata.name%3Da")).toBe(410);
    expect(await all("fieldSelector=metadata.name%3Da,metadata.namespace%3Dn")).toBe(200);
  });

  it("of nothing has null for items as partial metadata", async () => {
    const accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    const { body } = await serve().send("GET", things, undefined, { accept });
    expect([body.kind, body.items]).toEqual(["PartialObjectMetadataList", null]);
  });

  it("says what is no number before what is no selector, and that before what does not go together", async () => {
    const server = serve();
    const message = async (query: string) => (await server.send("GET", `${things}?${query}`)).body.message;
    expect(await message("labelSelector=%21&timeoutSeconds=x")).toContain("strconv.ParseInt");
    expect(await message("labelSelector=%21&resourceVersionMatch=x")).toContain("unable to parse requirement");
    expect(await message("fieldSelector=metadata.name%3Da%3Db")).toContain("unescaped character in value: 61");
    expect(await message("watch=1&continue=x")).toContain("resourceVersionMatch is forbidden when continue is provided");
  });
});

describe("a deletion", () => {
  it.each([
    [{ dryRun: [null] }, 422, 'dryRun: Unsupported value: [""]'],
    [{ gracePeriodSeconds: 1.5 }, 400, "json: cannot unmarshal number 1.5"],
    [{ preconditions: "x" }, 400, "json: cannot unmarshal string"],
    [{ kind: 5 }, 400, "couldn't get version/kind; json parse error"],
    [{ kind: "CreateOptions", apiVersion: "v1" }, 400, "converting (v1.CreateOptions)"],
    [{ kind: "Thing", apiVersion: "example.org/v1" }, 400, 'no kind "Thing" is registered'],
    [{ preconditions: { uid: "" } }, 409, "the UID in the precondition ()"],
  ])("with %j is refused", async (body, status, message) => {
    const server = await filled();
    const answer = await server.send("DELETE", `${things}/a`, body);
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringContaining(message)]);
  });

  it("of a collection at a version is of what was there then", async () => {
    const server = await filled();
    const { body } = await server.send("GET", `${things}/b`);
    const version = body.metadata.resourceVersion;
    const answer = await server.send("DELETE", `${things}?resourceVersion=${version}`, {});
    expect(answer.body.items.map((i: { metadata: { name: string } }) => i.metadata.name)).toEqual(["a", "b"]);
    server.engine.compact();
    expect((await server.send("DELETE", `${things}?resourceVersion=1`, {})).status).toBe(410);
    expect((await server.send("DELETE", `${things}?resourceVersion=1&limit=-1`, {})).status).toBe(200);
  });

  it("without a body takes what it asks for from the query, uid and version too", async () => {
    const server = await filled();
    const { uid, resourceVersion } = (await server.send("GET", `${things}/a`)).body.metadata;
    for (const query of ["uid=x", "resourceVersion=1"]) expect((await server.send("DELETE", `${things}/a?${query}`)).status).toBe(409);
    expect((await server.send("DELETE", `${things}?resourceVersion=${resourceVersion}`)).status).toBe(200);
    expect((await server.send("GET", `${things}/a`)).status).toBe(404);
    expect((await server.send("DELETE", `${things}/b?uid=${uid}`)).status).toBe(409);
    expect((await server.send("DELETE", `${things}/b?uid=x`, {})).status).toBe(200);
  });
});

describe("a body", () => {
  const post = async (body: string, headers: Record<string, string> = {}) => serve().send("POST", things, body, headers);

  it("names unknown and duplicate fields in the order of the text, and those below an unknown one not at all", async () => {
    const text = '{"metadata":{"name":"a"},"x":{"y":1,"y":2},"spec":{"title":"t","z":1,"title":"u"},"w":1}';
    const { headers } = await post(text);
    expect(headers.get("warning")).toBe(
      ['unknown field \\"x\\"', 'unknown field \\"spec.z\\"', 'duplicate field \\"spec.title\\"', 'unknown field \\"w\\"']
        .map((t) => `299 - "${t}"`)
        .join(", "),
    );
  });

  it("must be of a media type that can be read, and begin without a mark", async () => {
    for (const type of ["; charset=utf-8", "application/json;;", "application/json; charset"]) {
      expect((await post("{}", { "content-type": type })).status).toBe(415);
    }
    expect((await post("\ufeff{}")).body.message).toContain("json parse error");
  });

  it("of a kind of the machinery is known, and never taken", async () => {
    expect((await post('{"kind":"Status","apiVersion":"v1"}')).body.message).toContain("converting (v1.Status) to (v1.Thing)");
  });
});

describe("a write", () => {
  it("under a generated name that is taken says so, and when to come again", async () => {
    const server = await filled();
    const { status, headers, body } = await server.send("POST", things, thing("a", {}, { generateName: "x-" }));
    expect([status, headers.get("retry-after")]).toEqual([409, "1"]);
    expect(body.message).toBe('things.example.org "a" already exists, the server was not able to generate a unique name for the object');
  });

  it.each([
    ["application/merge-patch+json", "not json", "Invalid JSON Patch"],
    ["application/json-patch+json", "[", "unexpected end of JSON input"],
  ])("as %s that is no JSON is refused in the words of the next reader when mistakes are ignored", async (type, text, message) => {
    const server = await filled();
    const send = (query: string) => server.send("PATCH", `${things}/a${query}`, text, { "content-type": type });
    expect((await send("?fieldValidation=Ignore")).body.message).toBe(message);
    expect((await send("")).body.message).toMatch(/^error decoding patch: /);
  });

  it("by a strategic patch may ignore unknown fields, which those by others may not", async () => {
    const server = await filled();
    const send = (type: string) =>
      server.send("PATCH", `${things}/a?fieldValidation=Ignore`, { unknown: 1 }, { "content-type": `application/${type}+json` });
    expect([(await send("strategic-merge-patch")).status, (await send("merge-patch")).status]).toEqual([200, 422]);
  });

  it("may name the members of an operation twice when mistakes are ignored; the last counts", async () => {
    const server = await filled();
    const text = '[{"op":"add","path":"/spec/title","value":"x","op":"remove"}]';
    const send = (query: string) => server.send("PATCH", `${things}/a${query}`, text, { "content-type": "application/json-patch+json" });
    expect((await send("?fieldValidation=Ignore")).body.spec).not.toHaveProperty("title");
    expect((await send("?fieldValidation=Strict")).status).toBe(422);
  });

  it("forgets managed fields that are empty, and those of versions that are not served", async () => {
    const server = await filled();
    const merge = async (managedFields: object[]) =>
      (await server.send("PATCH", `${things}/a`, { metadata: { managedFields } })).body.metadata;
    expect((await merge([])).managedFields).toBeUndefined();
    const entry = { manager: "m", operation: "Update", apiVersion: "other/v1", fieldsType: "FieldsV1", fieldsV1: { "f:spec": {} } };
    expect((await merge([entry])).managedFields).toBeUndefined();
  });

  it("shows a selfLink only where nothing is stored", async () => {
    const server = await filled();
    const merge = async (name: string, metadata: object, query = "") =>
      (await server.send("PATCH", `${things}/${name}${query}`, { metadata })).body.metadata;
    expect((await merge("a", { selfLink: "x" }, "?dryRun=All")).selfLink).toBe("x");
    expect((await merge("a", { selfLink: "x", finalizers: ["a.b/c"] })).selfLink).toBeUndefined();
    await server.send("DELETE", `${things}/a`);
    expect((await merge("a", { selfLink: "x", finalizers: [] })).selfLink).toBe("x");
    expect((await server.send("GET", `${things}/a`)).status).toBe(404);
  });

  it("keeps who owns the rest when the status is written alone", async () => {
    const server = serve();
    const place = { kind: "Place", apiVersion: "example.org/v1", metadata: { name: "p" }, spec: { user: "a" } };
    const { body } = await server.send("POST", "places", place);
    await server.send("PUT", "places/p/status", { ...body, spec: { user: "b" }, status: { phase: "on" } });
    const { managedFields } = (await server.send("GET", "places/p")).body.metadata;
    expect(managedFields.map((f: { fieldsV1: object }) => Object.keys(f.fieldsV1))).toEqual([["f:spec"], ["f:status"]]);
  });
});

it("a token behind two spaces is none, and its sender is told", async () => {
  const { status, headers } = await serve().send("GET", "things", undefined, { authorization: "Bearer  good" });
  expect([status, headers.get("warning")]).toEqual([403, expect.stringContaining("contains extra space")]);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

describe("the server itself", () => {
  const protobuf = "application/vnd.kubernetes.protobuf";

  it("answers in protobuf who would rather read that, until a resource has the word", async () => {
    const server = serve();
    const type = async (path: string, accept: string) =>
      (await server.send("GET", path, undefined, { accept })).headers.get("content-type");
    expect(await type("nonsense", `${protobuf},application/json`)).toBe(protobuf);
    expect(await type("nonsense", `application/json,${protobuf}`)).toBe("application/json");
    expect(await type("nonsense", `application/json;q=0.5,${protobuf}`)).toBe(protobuf);
    expect(await type(`${things}/missing`, `${protobuf},application/json`)).toBe("application/json");
  });

  it("answers HEAD without a body, in whatever form it would have been", async () => {
    const server = serve();
    for (const headers of [{}, { accept: protobuf }] as Record<string, string>[])
      for (const path of ["/version", "/openapi/v2", "/openapi/v3", "nonsense", `${things}/missing`])
        expect((await server.send("HEAD", path, undefined, headers)).body, `${path} ${JSON.stringify(headers)}`).toBe("");
  });

  it("says its version in JSON only", async () => {
    const answer = async (accept: string) => (await serve().send("GET", "/version", undefined, { accept })).status;
    expect([await answer("application/json;as=Table"), await answer("application/yaml"), await answer("*/*")]).toEqual([200, 406, 200]);
  });

  it("shows its paths and documents whatever the method", async () => {
    const server = serve();
    for (const path of ["/", "/openapi/v2", "/openapi/v3"]) expect((await server.send("PUT", path)).status).toBe(200);
    expect((await server.send("PUT", "/version")).status).toBe(405);
  });
});
