import type { Clock } from "../clock.ts";
import { type KubernetesEngine, timestamp } from "../kubernetes/index.ts";
import type { Random } from "../random.ts";
import { annotations, cleanup, cleanupManagement, cleanupWorkload } from "./annotations.ts";
import { virtualClusterConditions } from "./instances.ts";
import { sleepModeConfig } from "./sleep-mode.ts";

/** A small platform that has been running for a while: what the reference pages name is there, what they create is not. */
export function seedFixture(engine: KubernetesEngine, options: { clock: Clock; random: Random; projectNamespacePrefix: string }): void {
  const { clock, random } = options;
  const admin = { user: "admin" };

  for (const [name, displayName] of [
    ["admin", "Administrator"],
    ["readonly", "Read only"],
    ["my-user", "My User"],
    ["jane", "Jane Doe"],
  ] as const) {
    engine.create("users", { metadata: { name }, spec: { displayName, username: name, email: `${name}@example.com`, subject: name } });
  }
  engine.create("teams", {
    metadata: { name: "my-team" },
    spec: { displayName: "My Team", username: "my-team", users: ["my-user", "jane"] },
  });

  for (const [name, displayName, spec] of [
    ["loft-cluster", "Loft Cluster", { local: true }],
    ["my-connected-cluster", "My Connected Cluster", { networkPeer: true, managementNamespace: "vcluster-platform" }],
  ] as const) {
    engine.create("clusters", {
      metadata: { name, finalizers: [cleanup, cleanupManagement] },
      spec: { displayName, owner: admin, ...spec },
      status: { phase: "Initialized", ...("networkPeer" in spec && { online: true }) },
    });
  }

  const definition = { helmRelease: { chart: { version: "0.28.0" }, values: "sync:\n  toHost:\n    ingresses:\n      enabled: true\n" } };
  for (const [name, displayName] of [
    ["my-virtual-cluster-template", "My Virtual Cluster Template"],
    ["small", "Small"],
  ] as const) {
    engine.create("virtualclustertemplates", {
      metadata: { name },
      spec: {
        displayName,
        owner: admin,
        template: definition,
        parameters: [{ variable: "my-parameter", label: "My parameter", type: "string", defaultValue: "my-value" }],
        access: [{ verbs: ["get"], users: ["*"] }],
      },
    });
  }

  for (const [name, displayName] of [
    ["my-project", "My Project"],
    ["demo", "Demo"],
    // The page of imports has it in its URL.
    ["my-object", "My Object"],
  ] as const) {
    engine.create("projects", {
      metadata: { name },
      spec: {
        displayName,
        owner: admin,
        allowedClusters: [{ name: "*" }],
        allowedTemplates: [
          { kind: "VirtualClusterTemplate", group: "storage.loft.sh", name: "*" },
          { kind: "SpaceTemplate", group: "storage.loft.sh", name: "*" },
        ],
        members: [{ kind: "User", group: "storage.loft.sh", name: "my-user", clusterRole: "loft-management-project-user" }],
      },
    });
  }

  const now = timestamp(clock.now());
  const seconds = String(Math.floor(clock.now() / 1000));
  for (const [name, phase, project] of [
    ["payments", "Ready", "my-project"],
    ["reports", "Sleeping", "my-project"],
    ["staging", "Ready", "demo"],
  ] as const) {
    const asleep = phase === "Sleeping";
    const notes = {
      [annotations.lastActivity]: seconds,
      ...(asleep && { [annotations.force]: "true", [annotations.sleepingSince]: seconds, [annotations.sleepType]: "forcedSleep" }),
    };
    engine.create("virtualclusterinstances", {
      metadata: {
        name,
        namespace: `${options.projectNamespacePrefix}${project}`,
        labels: { team: asleep ? "data" : "shop" },
        annotations: notes,
        finalizers: [cleanup, cleanupWorkload],
      },
      spec: {
        displayName: name[0]?.toUpperCase() + name.slice(1),
        owner: { user: "my-user" },
        templateRef: { name: "small" },
        clusterRef: { cluster: "my-connected-cluster", namespace: `loft-${project}-v-${name}`, virtualCluster: name },
      },
      status: {
        phase,
        serviceUID: random.uuid(),
        kubernetesVersion: "v1.33.4",
        conditions: [...virtualClusterConditions.pending, ...virtualClusterConditions.ready].map((type) => ({
          type,
          status: "True",
          lastTransitionTime: now,
        })),
        virtualCluster: definition,
        ...(asleep && { sleepModeConfig: sleepModeConfig(notes) }),
        canUse: true,
        canUpdate: true,
      },
    });
  }
}
