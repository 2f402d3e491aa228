import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ResourceData, type RuleData, resources } from "../../src/generated/sandbox/cloudcasa.ts";
import { type FieldData, kinds, types } from "../../src/generated/sandbox/platform.ts";

/** How a real server wrote each kind when nothing was set. */
const recorded = JSON.parse(
  readFileSync(new URL("../conformance/recordings/management-empty-objects.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

function emptyObject(type: string): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(types[type]?.fields ?? {})) if (field.always) object[key] = emptyValue(field);
  return object;
}

function emptyValue(field: FieldData): unknown {
  if (field.nullWhenUnset || field.type === "time") return null;
  switch (field.type) {
    case "object":
      return emptyObject(field.ref as string);
    case "array":
      return [];
    case "map":
    case "any":
      return {};
    case "boolean":
      return false;
    case "string":
      return "";
    default:
      return 0;
  }
}

const described = new Map<string, string>();
for (const { kind, type, subresources } of kinds) {
  if (type !== undefined) described.set(kind, type);
  for (const subresource of subresources) if (subresource.type !== undefined) described.set(subresource.kind, subresource.type);
}
// Gone from today's types, so not recorded.
const old = ["ClusterConnect", "ProjectImportVirtualCluster"];

describe("types of the platform", () => {
  it("has the kinds of the pages and of their flows", () => {
    expect([...described.keys()].sort()).toEqual([
      "App",
      "Cluster",
      "ClusterAccessKey",
      "ClusterConnect",
      "DirectClusterEndpointToken",
      "OwnedAccessKey",
      "Project",
      "ProjectImportVirtualCluster",
      "ProjectMigrateVirtualClusterInstance",
      "ProjectSecret",
      "Self",
      "SelfSubjectAccessReview",
      "SharedSecret",
      "SpaceInstance",
      "SpaceTemplate",
      "SubjectAccessReview",
      "Team",
      "TranslateVClusterResourceName",
      "User",
      "VirtualClusterInstance",
      "VirtualClusterInstanceKubeConfig",
      "VirtualClusterTemplate",
    ]);
  });

  it.each([...described].filter(([kind]) => !old.includes(kind)))("%s is written as recorded when nothing is set", (kind, type) => {
    expect(emptyObject(type)).toEqual(recorded[kind]);
  });

  it("a condition without a time is written with null, the demanded fields as they are", () => {
    expect(emptyObject("Condition")).toEqual({ type: "", status: "", lastTransitionTime: null });
  });

  it("refer only to types that are there", () => {
    const look = (field: FieldData): void => {
      if (field.ref !== undefined) expect(types[field.ref], field.ref).toBeDefined();
      if (field.items !== undefined) look(field.items);
      if (field.type === "object") expect(field.ref).toBeDefined();
      if (field.type === "array" || field.type === "map") expect(field.items).toBeDefined();
    };
    for (const type of Object.values(types)) for (const field of Object.values(type.fields)) look(field);
  });

  it("hold nothing that later versions dropped", () => {
    expect(types["ProjectSpec"]?.fields).not.toHaveProperty("devPod");
    expect(types["VirtualClusterInstanceSpec"]?.fields).not.toHaveProperty("workloadClusterRef");
    expect(types).not.toHaveProperty("DevPodProjectSpec");
  });
});

describe("kinds of the platform", () => {
  const kind = (name: string) => kinds.find((one) => one.kind === name);

  it("are those of 4.12 and the two of 3.4, each once", () => {
    expect(kinds).toHaveLength(54);
    expect(new Set(kinds.map((one) => one.kind)).size).toBe(kinds.length);
    expect(new Set(kinds.map((one) => one.plural)).size).toBe(kinds.length);
    expect(kind("ClusterConnect")).toEqual({
      kind: "ClusterConnect",
      plural: "clusterconnect",
      singular: "clusterconnect",
      namespaced: false,
      verbs: ["create"],
      type: "ClusterConnect",
      requestOnly: true,
      since: "2.0",
      removedAfter: "3.4",
      subresources: [],
    });
    expect(kind("Project")?.subresources).toContainEqual({
      name: "importvirtualcluster",
      kind: "ProjectImportVirtualCluster",
      verbs: ["create"],
      type: "ProjectImportVirtualCluster",
    });
    for (const gone of ["Runner", "Task", "DevPodWorkspaceInstance", "LicenseToken"]) expect(kind(gone)).toBeUndefined();
  });

  it("have the verbs of their paths, or of kinds.yaml", () => {
    expect(kind("VirtualClusterInstance")).toMatchObject({
      listKind: "VirtualClusterInstanceList",
      plural: "virtualclusterinstances",
      namespaced: true,
      verbs: ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"],
    });
    expect(kind("OwnedAccessKey")?.verbs).toEqual(["create", "get", "update", "patch", "delete"]);
    expect(kind("SharedSecret")?.verbs).not.toContain("watch");
    expect(kind("Announcement")?.verbs).toEqual(["list"]);
    expect(kind("Cluster")).toMatchObject({ statusSubresource: true });
    expect(kind("VirtualClusterInstance")?.statusSubresource).toBeUndefined();
    expect(kind("VirtualClusterInstance")?.subresources).toContainEqual({
      name: "log",
      kind: "VirtualClusterInstanceLog",
      verbs: ["get"],
      raw: "stream",
    });
  });
});

describe("rules of CloudCasa", () => {
  const resource = (name: string) => resources.find((one) => one.name === name) as ResourceData;
  const rule = (name: string, path: string): RuleData | undefined =>
    path
      .split(".")
      .reduce<RuleData | undefined>((at, key) => (key === "*" ? at?.items : at?.schema?.[key]), { schema: resource(name).schema });

  it("are of the resources that are described", () => {
    expect(resources.map((one) => [one.name, one.itemTitle])).toEqual([
      ["apikeys", "Apikey"],
      ["backupinstances", "Backupinstance"],
      ["jobs", "Job"],
      ["kubebackups", "Kubebackup"],
      ["kubeclusters", "Kubecluster"],
      ["kubeoffloads", "Kubeoffload"],
      ["kuberestores", "Kuberestore"],
      ["objectstores", "Objectstore"],
      ["policies", "policy"],
    ]);
    expect(resource("jobs")).toMatchObject({ resourceMethods: ["GET"], itemMethods: ["GET"] });
    expect(resource("kubeclusters")).toMatchObject({ resourceMethods: ["GET", "POST"], itemMethods: ["GET", "PUT", "PATCH", "DELETE"] });
  });

  it("are what was recorded of Eve, or is documented", () => {
    expect(rule("kubeclusters", "name")).toEqual({ type: "string", required: true, unique: true, minlength: 1, maxlength: 128 });
    expect(rule("kubeclusters", "tags")).toEqual({ type: "dict", valuesrules: { type: "string" } });
    expect(rule("kubeclusters", "kublet_pods_dir")).toEqual({ type: "string", default: "/var/lib/kubelet/pods" });
    expect(rule("kubeclusters", "status")).toMatchObject({ type: "dict", readonly: true });
    expect(rule("kubeclusters", "backup_provider.type")).toEqual({
      type: "string",
      nullable: true,
      allowed: ["aws", "azure"],
      dependencies: ["region"],
    });
    expect(rule("kubeclusters", "backup_provider.user_objectstore")).toEqual({
      type: "objectid",
      relation: { resource: "objectstores", embeddable: true },
    });
    expect(rule("objectstores", "s3provider.credentials")).toMatchObject({ writeOnly: true });
    expect(rule("objectstores", "validate_state")).toMatchObject({ readonly: true, default: "VALIDATING" });
    expect(rule("policies", "schedules")).toMatchObject({ type: "list", required: true, minlength: 1 });
    expect(rule("policies", "schedules.*.retainDays")).toEqual({ type: "integer", default: 7, min: 1, required: true });
    expect(rule("policies", "schedules.*.numAlwaysRetain")).toEqual({ type: "integer", default: 0, max: 30 });
    expect(rule("kubebackups", "trigger_type")).toEqual({ type: "string", default: "SCHEDULED", allowed: ["SCHEDULED", "ADHOC"] });
    expect(rule("kubebackups", "source.snapshotPersistentVolumes")).toEqual({ type: "boolean", default: true });
    expect(rule("jobs", "name")?.unique).toBeUndefined();
    expect(rule("apikeys", "key")).toEqual({ type: "string", readonly: true, writeOnly: true });
    expect(rule("kuberestores", "options.pvc_parallelism")).toEqual({ type: "integer" });
    expect(rule("kubeoffloads", "options.pvc_parallelism")).toEqual({ type: "integer" });
  });

  it("leave out what the service keeps of every document, which is unknown in a body", () => {
    for (const one of resources) for (const key of Object.keys(one.schema)) expect(key).not.toMatch(/^_/);
    expect(resource("kubeclusters").schema).not.toHaveProperty("metrics");
  });
});
