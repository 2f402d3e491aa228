import {
  ClusterConnectSchema,
  check,
  DirectClusterEndpointTokenSchema,
  InvalidValueError,
  KubeclusterInputSchema,
  KubeclusterSchema,
  PolicyInputSchema,
  ProjectImportVirtualClusterSchema,
  problems,
  VirtualClusterInstanceListSchema,
  VirtualClusterInstanceSchema,
} from "clusterplane/schemas";
import { describe, expect, it } from "vitest";

const messages = (...args: Parameters<typeof problems>) => problems(...args).map((problem) => problem.message);

describe("good values", () => {
  it("pass as they are, the same object", () => {
    const token = { spec: { ttl: 3600, scope: { projects: [{ project: "demo" }] } } };
    expect(check(DirectClusterEndpointTokenSchema, token)).toBe(token);
  });

  it.each([
    [
      "000",
      ClusterConnectSchema,
      {
        metadata: { creationTimestamp: null, name: "my-cluster" },
        spec: {
          adminUser: "my-user",
          config: "x",
          clusterTemplate: { metadata: { creationTimestamp: null }, spec: { config: {} }, status: {} },
        },
        status: {},
      },
    ],
    [
      "002",
      VirtualClusterInstanceSchema,
      {
        metadata: { creationTimestamp: null, name: "a", namespace: "loft-p-my-project" },
        spec: { clusterRef: {}, owner: { user: "my-user" }, parameters: "my-parameter: my-value", templateRef: { name: "t" } },
        status: {},
      },
    ],
    [
      "003",
      ProjectImportVirtualClusterSchema,
      { metadata: {}, sourceVirtualCluster: { cluster: "c", importName: "i", name: "n", namespace: "ns" } },
    ],
    [
      "004",
      KubeclusterInputSchema,
      { name: "testcluster", description: "d", tags: { testkey: "testval" }, image_pull_secret_name: "s", container_registry: "r" },
    ],
  ] as const)("of reference page %s", (_page, schema, value) => {
    expect(problems(schema, value, { unknownFields: "refuse" })).toEqual([]);
  });

  it("hold fields that nobody knows yet, and values that were added to a set", () => {
    const object = { metadata: { name: "a" }, spec: { someday: [1] }, status: { phase: "Dreaming", conditions: [] } };
    const before = structuredClone(object);
    expect(problems(VirtualClusterInstanceSchema, object)).toEqual([]);
    expect(object).toEqual(before);
  });
});

describe("bad values", () => {
  it("are named by path, with what was expected and what is there", () => {
    expect(problems(DirectClusterEndpointTokenSchema, { spec: { ttl: "3600" } })).toEqual([
      { path: "spec.ttl", expected: "number", got: "string", message: "spec.ttl: expected number, got string" },
    ]);
  });

  it("are all named, deep in lists and maps too", () => {
    const value = {
      metadata: { labels: { "a/b": 1 } },
      spec: {
        access: [{ verbs: ["get"] }, { users: ["ann"] }],
        displayName: null,
        owner: "my-user",
        networkPeer: "yes",
        extraAccessRules: {},
      },
    };
    expect(messages(VirtualClusterInstanceSchema, value)).toEqual([
      'metadata.labels["a/b"]: expected string, got number',
      "spec.displayName: expected string, got null",
      "spec.owner: expected object, got string",
      "spec.extraAccessRules: expected array, got object",
      "spec.access[1].verbs: expected array, got nothing",
      "spec.networkPeer: expected boolean, got string",
    ]);
  });

  it.each([
    [undefined, "expected object, got nothing"],
    [null, "expected object, got null"],
    ["text", "expected object, got string"],
    [[], "expected object, got array"],
  ])("%j is no object", (value, message) => {
    expect(messages(VirtualClusterInstanceSchema, value)).toEqual([message]);
  });

  it("are numbers that are none, or not whole", () => {
    expect(messages(DirectClusterEndpointTokenSchema, { spec: { ttl: 1.5 } })).toEqual(["spec.ttl: expected integer, got 1.5"]);
    expect(messages(DirectClusterEndpointTokenSchema, { spec: { ttl: Number.NaN } })).toEqual(["spec.ttl: expected number, got NaN"]);
  });

  it("are too short, too long, too few, too great or none of a set", () => {
    expect(messages(KubeclusterInputSchema, { name: "" })).toEqual(["name: expected at least 1 character, got 0"]);
    expect(messages(KubeclusterInputSchema, { name: "n".repeat(129) })).toEqual(["name: expected at most 128 characters, got 129"]);
    expect(messages(KubeclusterInputSchema, { name: "a", backup_provider: { type: "gcp", region: null } })).toEqual([
      'backup_provider.type: expected one of "aws", "azure", got "gcp"',
    ]);
    expect(messages(PolicyInputSchema, { name: "a", schedules: [] })).toEqual(["schedules: expected at least 1 item, got 0"]);
    expect(messages(PolicyInputSchema, { name: "a", schedules: [{ numAlwaysRetain: 31, schedule: {} }] })).toEqual([
      "schedules[0].numAlwaysRetain: expected at most 30, got 31",
    ]);
  });

  it("lack what is required", () => {
    expect(messages(KubeclusterInputSchema, {})).toEqual(["name: expected string, got nothing"]);
    expect(messages(ProjectImportVirtualClusterSchema, {})).toEqual(["sourceVirtualCluster: expected object, got nothing"]);
  });

  it("lack what another field needs beside it", () => {
    expect(messages(KubeclusterInputSchema, { name: "a", backup_provider: { type: "azure" } })).toEqual([
      "backup_provider.region: expected a value, since type is given, got nothing",
    ]);
    expect(messages(KubeclusterInputSchema, { name: "a", backup_provider: { region: "eastus" } })).toEqual([
      "backup_provider.type: expected a value, since region is given, got nothing",
    ]);
    expect(messages(KubeclusterInputSchema, { name: "a", backup_provider: { type: null, region: null } })).toEqual([]);
  });

  it("never show what may be a secret", () => {
    const text = JSON.stringify(
      problems(ClusterConnectSchema, { spec: { config: ["secret-kubeconfig"], adminUser: { token: "secret-token" } } }),
    );
    expect(text).not.toContain("secret-");
  });
});

describe("unknown fields", () => {
  it("are refused when asked, at any depth, with a guess", () => {
    expect(messages(KubeclusterInputSchema, { name: "a", kubelet_pods_dir: "/x", nodes: 3 }, { unknownFields: "refuse" })).toEqual([
      "kubelet_pods_dir: expected no field of this name (kublet_pods_dir?), got string",
      "nodes: expected no field of this name, got number",
    ]);
    const value = { spec: { templateref: { name: "t" }, access: [{ verbs: ["*"], user: ["ann"] }] } };
    expect(messages(VirtualClusterInstanceSchema, value, { unknownFields: "refuse" })).toEqual([
      "spec.templateref: expected no field of this name (templateRef?), got object",
      "spec.access[0].user: expected no field of this name (users?), got array",
    ]);
  });

  it("are found in lists of answers", () => {
    const list = { items: [{ metadata: { name: "a" } }, { metadata: { nam: "b" } }] };
    expect(messages(VirtualClusterInstanceListSchema, list, { unknownFields: "refuse" })).toEqual([
      "items[1].metadata.nam: expected no field of this name (name?), got string",
    ]);
  });

  it("are no inherited names", () => {
    expect(messages(KubeclusterInputSchema, { name: "a", constructor: 1, toString: 2 }, { unknownFields: "refuse" })).toHaveLength(2);
  });
});

describe("check", () => {
  it("throws one error with all problems, of the family and with its code", () => {
    const attempt = () => check(KubeclusterSchema, { name: 1, tags: { a: 2 } }, { what: "kubeclusters" });
    expect(attempt).toThrow(InvalidValueError);
    try {
      attempt();
    } catch (error) {
      const refused = error as InvalidValueError;
      expect(refused.code).toBe("InvalidArgument");
      expect(refused.problems.map((problem) => problem.path)).toEqual(["_id", "_etag", "_created", "_updated", "name", "tags.a"]);
      expect(refused.message).toMatch(/^kubeclusters: _id: expected string, got nothing; .*; and 1 more$/);
      expect(refused.toJSON()).toMatchObject({ code: "InvalidArgument", problems: refused.problems });
    }
  });
});
