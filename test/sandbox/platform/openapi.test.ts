import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { setup } from "./sandbox.ts";

interface Operation {
  operationId: string;
  responses: Record<string, unknown>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

const management = "/kubernetes/management";
const cluster = "/kubernetes/cluster/loft-cluster";

const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => ({ path, method, operation })),
  );

describe.each([
  ["the management API", management],
  ["a cluster", cluster],
])("the documents that %s publishes", (_, base) => {
  it("are valid: parameters declared, references resolved, operation ids unique", async () => {
    const { send } = setup();
    const config = await createConfig({
      rules: {
        struct: "error",
        "no-unresolved-refs": "error",
        "path-parameters-defined": "error",
        "path-declaration-must-exist": "error",
        "no-identical-paths": "error",
        "operation-operationId-unique": "error",
        "operation-parameters-unique": "error",
      },
    });
    const index = (await send("GET", `${base}/openapi/v3`)).body.paths as Record<string, { serverRelativeURL: string }>;
    expect(Object.keys(index).length).toBeGreaterThan(0);
    const paths = [...Object.values(index).map((entry) => entry.serverRelativeURL.replace(/\?.*/, "")), "/openapi/v2"];
    for (const path of paths) {
      const source = JSON.stringify((await send("GET", base + path)).body);
      const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
      expect(problems.map(({ message, location }) => `${path}${location[0]?.pointer}: ${message}`)).toEqual([]);
    }
  });
});

it("a published document says which operations are not simulated", async () => {
  const { send } = setup();
  const document = (await send("GET", `${management}/openapi/v3/apis/management.loft.sh/v1`)).body as Document;
  const wrong: string[] = [];
  for (const { path, method, operation } of operations(document)) {
    const concrete = management + path.replace("{namespace}", "loft-p-demo").replace("{name}", "none");
    const { status } = await send(method.toUpperCase(), concrete, ["post", "put", "patch"].includes(method) ? {} : undefined);
    if ((status === 501) !== "501" in operation.responses) wrong.push(`${method} ${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

it("discovery names only verbs that clients know", async () => {
  const { send } = setup();
  const known = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
  for (const base of [`${management}/apis/management.loft.sh/v1`, `${cluster}/api/v1`, `${cluster}/apis/apps/v1`]) {
    const { resources } = (await send("GET", base)).body as { resources: { name: string; verbs: string[] }[] };
    for (const { name, verbs } of resources) expect(known, name).toEqual(expect.arrayContaining(verbs));
  }
  const { resources } = (await send("GET", `${management}/apis/management.loft.sh/v1`)).body;
  const shell = resources.find((r: { name: string }) => r.name === "virtualclusterinstances/debug-shell");
  expect(shell.verbs).toEqual(["create", "get"]);
});
