// The Kubernetes API's binary form against Go's own types, and Go's typed clients, which send it, against the sandbox.
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { readProtobuf } from "../../src/sandbox/platform/proxied/protobuf.ts";
import { protobufFields } from "../../src/sandbox/platform/proxied/protobuf-fields.ts";
import { served } from "./served.ts";
import { goProgram, run } from "./tools.ts";

let program: string;

beforeAll(async () => {
  program = await goProgram(fileURLToPath(new URL("protobuf", import.meta.url)), "protobuf");
}, 900_000);

test("the table of messages is that of the Go types", async () => {
  expect((await run(".", program, "fields")).trim()).toBe(protobufFields.trim());
});

/** A value without what the binary form can't tell from nothing: null, lists without items, and empty bytes. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.length ? value.map(comparable) : undefined;
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const entries = Object.entries(value).map(([key, inner]) => [key, comparable(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined && inner !== ""));
}

test("random objects of every kind are read as JSON writes them", async () => {
  const lines = (await run(".", program, "samples", "1", "20")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(1000);
  for (const line of lines) {
    const at = line.indexOf(" ");
    const bytes = Uint8Array.from(atob(line.slice(0, at)), (c) => c.charCodeAt(0));
    expect(comparable(readProtobuf(bytes))).toEqual(comparable(JSON.parse(line.slice(at + 1))));
  }
});

test("the OpenAPI document of version 2 says in protobuf what it says in JSON", async () => {
  await using server = await served({ clock: "real" });
  for (const path of ["management", "project/demo/virtualcluster/staging"]) {
    const url = `${server.url}/kubernetes/${path}`;
    expect((await run(".", program, "document", url, server.sandbox.token, server.ca)).slice(0, 4000)).toBe("equal true true\n");
  }
});

test("typed clients of client-go 0.37 and their leader election work in a cluster behind the platform", async () => {
  await using server = await served({ clock: "real" });
  const { sandbox, ca } = server;
  const url = `${server.url}/kubernetes/project/demo/virtualcluster/staging`;
  expect(JSON.parse(await run(".", program, "clients", url, sandbox.token, ca))).toEqual({
    configMap: { a: "1", b: "2" },
    secret: "v",
    pod: "Pending",
    service: "http",
    scale: 3,
    job: "typed",
    role: ["get"],
    roleBinding: "typed",
    event: "Seen of Pod",
    leader: "led",
    lease: ["me", true],
  });
  const types = sandbox.requests.filter(({ verb }) => verb === "create").map(({ contentType }) => contentType);
  expect(types).toContain("application/vnd.kubernetes.protobuf");
  expect(sandbox.unsupported).toEqual([]);
});
