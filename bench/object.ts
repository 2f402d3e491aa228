// The object that is read: a virtual cluster as a platform in use has it, about 6 KB of JSON.

const condition = (type: string, i: number) => ({
  type,
  status: "True",
  severity: "",
  lastTransitionTime: `2026-03-${String(10 + i).padStart(2, "0")}T08:15:30Z`,
  reason: `${type}Checked`,
  message: `The controller looked at ${type} and found it as it should be.`,
});

const values = ["controlPlane:", "  distro:", "    k8s:", "      enabled: true", "  statefulSet:", "    resources:", "      limits:"]
  .concat(Array.from({ length: 70 }, (_, i) => `        example.com/resource-${i}: "${i * 4}Gi"`))
  .join("\n");

/** Virtual cluster number `i` in a project's namespace. */
export function virtualCluster(i: number) {
  const name = i === 0 ? "dev" : `team-${i % 7}-vc-${i}`;
  return {
    kind: "VirtualClusterInstance",
    apiVersion: "management.loft.sh/v1",
    metadata: {
      name,
      namespace: "loft-p-demo",
      uid: `8a6e0804-2bd0-4672-b79d-${i.toString(16).padStart(12, "0")}`,
      resourceVersion: String(4_711_000 + i),
      generation: 3 + (i % 5),
      creationTimestamp: "2026-03-01T08:15:30Z",
      labels: { team: `team-${i % 7}`, stage: i % 2 ? "test" : "dev", "loft.sh/template": "small" },
      annotations: { "loft.sh/last-activity": "1772352930", "example.com/owner": `person-${i}@example.com` },
      finalizers: ["loft.sh/cleanup"],
      managedFields: [
        {
          manager: "platform",
          operation: "Update",
          apiVersion: "management.loft.sh/v1",
          time: "2026-03-01T08:15:30Z",
          fieldsType: "FieldsV1",
          fieldsV1: {
            "f:metadata": { "f:annotations": { ".": {}, "f:loft.sh/last-activity": {} } },
            "f:spec": { "f:displayName": {}, "f:parameters": {} },
          },
        },
      ],
    },
    spec: {
      displayName: `Virtual cluster ${i}`,
      description: "Where the team tries what comes next.",
      owner: { user: "admin" },
      templateRef: { name: "small", version: "1.2.x" },
      parameters: "replicas: 2\nstage: dev\n",
      clusterRef: { cluster: "eu-west", namespace: `vc-${name}`, virtualCluster: name },
      access: [{ verbs: ["*"], users: ["admin"], subresources: ["*"] }],
    },
    status: {
      phase: "Ready",
      reason: "",
      message: "",
      conditions: ["ControlPlaneReady", "VirtualClusterReady", "TemplateSynced", "AccessSynced", "Online", "Scheduled", "SpaceReady"].map(
        condition,
      ),
      virtualCluster: {
        metadata: {},
        helmRelease: { chart: { name: "vcluster", version: "0.30.1" }, values },
        accessPoint: { ingress: {} },
        forwardToken: true,
      },
    },
  };
}

/** A small one, about 0.6 KB: with these the work per event shows, not the parsing. */
export function smallCluster(i: number) {
  return {
    kind: "VirtualClusterInstance",
    apiVersion: "management.loft.sh/v1",
    metadata: {
      name: `vc-${i}`,
      namespace: "loft-p-demo",
      uid: `8a6e0804-2bd0-4672-b79d-${i.toString(16).padStart(12, "0")}`,
      resourceVersion: String(4_711_000 + i),
      generation: 1,
      creationTimestamp: "2026-03-01T08:15:30Z",
      labels: { team: `team-${i % 7}`, rare: i % 100 ? "no" : "yes" },
    },
    spec: { displayName: `Virtual cluster ${i}`, owner: { user: "admin" }, templateRef: { name: "small", version: "1.2.x" } },
    status: { phase: "Ready", conditions: [condition("ControlPlaneReady", i % 10)] },
  };
}

/** The objects by the size that a measure asks for, in bytes. */
export const sizes = { 6000: virtualCluster, 600: smallCluster } as const;
export type Size = keyof typeof sizes;

export const namespace = "loft-p-demo";
export const path = `/kubernetes/management/apis/management.loft.sh/v1/namespaces/${namespace}/virtualclusterinstances`;
export const token = "bench-token";
