import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { types } from "../../../src/sandbox/platform/proxied/types.ts";
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

describe("the schemas of a cluster's kinds", () => {
  type Schema = Record<string, unknown> & { properties?: Record<string, Schema> };
  const versions = [
    ["version 2", "/openapi/v2", "definitions"],
    ["version 3", "/openapi/v3/apis/apps/v1", "components"],
  ] as const;

  async function schemas(path: string, key: "definitions" | "components"): Promise<Record<string, Schema>> {
    const { body } = await setup().send("GET", cluster + path);
    return key === "components" ? body.components.schemas : body.definitions;
  }

  /** The schema of a field, through references, as kubectl's patches look it up. */
  function field(all: Record<string, Schema>, start: string, ...path: string[]): Schema {
    let at: Schema = all[start] as Schema;
    let found = at;
    for (const name of path) {
      expect(at.properties, `${start} ${path.join(".")}: ${name}`).toHaveProperty([name]);
      found = (at.properties as Record<string, Schema>)[name] as Schema;
      const inner = (found["items"] ?? found) as Schema;
      const reference = inner["$ref"] ?? (inner["allOf"] as { $ref: string }[] | undefined)?.[0]?.$ref;
      at = reference === undefined ? inner : (all[String(reference).replace(/^.*\//, "")] as Schema);
    }
    return found;
  }

  it.each(versions)("say in %s how the lists of a deployment are merged", async (_, path, key) => {
    const all = await schemas(path, key);
    const pod = ["spec", "template", "spec"];
    const strategy = (...names: string[]) => {
      const schema = field(all, "apps.v1.Deployment", ...names);
      return [schema["x-kubernetes-patch-strategy"], schema["x-kubernetes-patch-merge-key"]];
    };
    expect(strategy(...pod, "containers")).toEqual(["merge", "name"]);
    expect(strategy(...pod, "containers", "ports")).toEqual(["merge", "containerPort"]);
    expect(strategy(...pod, "volumes")).toEqual(["merge,retainKeys", "name"]);
    expect(strategy(...pod, "containers", "command")).toEqual([undefined, undefined]);
    expect(strategy("spec", "strategy")).toEqual(["retainKeys", undefined]);
    expect(strategy("status", "conditions")).toEqual(["merge", "type"]);
    expect(strategy("metadata", "ownerReferences")).toEqual(["merge", "uid"]);
    field(
      all,
      "apps.v1.Deployment",
      ...pod,
      "affinity",
      "nodeAffinity",
      "requiredDuringSchedulingIgnoredDuringExecution",
      "nodeSelectorTerms",
    );
    field(all, "apps.v1.Deployment", ...pod, "volumes", "configMap", "items");
    field(all, "apps.v1.Deployment", ...pod, "ephemeralContainers", "livenessProbe", "httpGet", "port");
  });

  it("name the fields of every kind that takes strategic merge patches", async () => {
    const { body } = await setup().send("GET", `${cluster}/openapi/v2`);
    const all = body.definitions as Record<string, Schema>;
    const patched = new Set<string>();
    for (const { method, operation } of operations(body)) {
      const { consumes = [], "x-kubernetes-group-version-kind": gvk } = operation as unknown as {
        consumes?: string[];
        "x-kubernetes-group-version-kind": { group: string; version: string; kind: string };
      };
      if (method !== "patch" || !consumes.includes("application/strategic-merge-patch+json")) continue;
      const { group, version, kind } = gvk;
      if (kind !== "Scale") patched.add(`${(group || "core").split(".").reverse().join(".")}.${version}.${kind}`);
    }
    expect(patched.size).toBeGreaterThan(40);
    const ofAll = ["apiVersion", "kind", "metadata"];
    for (const name of patched) {
      // Known, and not simulated.
      if (/\.(APIService|\w+ProxyOptions)$/.test(name)) continue;
      expect(all, name).toHaveProperty([name]);
      field(all, name, "metadata", "labels");
      expect(Object.keys(all[name]?.properties ?? {}).filter((key) => !ofAll.includes(key)).length, name).toBeGreaterThan(0);
    }
    field(all, "core.v1.ConfigMap", "data");
    field(all, "io.k8s.authorization.rbac.v1.Role", "rules", "resources");
    field(all, "io.k8s.networking.v1.Ingress", "spec", "rules", "http", "paths", "backend", "service", "port", "number");
  });

  it("give the keys by which the clusters merge", async () => {
    const all = await schemas("/openapi/v2", "definitions");
    // By the names of types, which are those of the messages.
    for (const [type, { fields }] of Object.entries(types)) {
      const schema = Object.entries(all).find(([name]) => name.endsWith(`.v1.${type}`))?.[1];
      for (const [name, { merge }] of Object.entries(fields)) {
        const published = schema?.properties?.[name];
        if (!Array.isArray(merge) || !published) continue;
        expect(published["x-kubernetes-list-map-keys"] ?? [published["x-kubernetes-patch-merge-key"]], `${type}.${name}`).toEqual(
          merge.map(([key]) => key),
        );
      }
    }
  });
});
