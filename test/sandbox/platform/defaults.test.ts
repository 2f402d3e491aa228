// Defaults that an API server writes. The values are those of kube-apiserver 1.33.
import { expect, it } from "vitest";
import { setup } from "./sandbox.ts";

const cluster = "/kubernetes/cluster/loft-cluster";
const apps = "apis/apps/v1";
const batch = "apis/batch/v1";

it.each([
  [
    `${apps}/deployments`,
    {},
    {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%" } },
    },
  ],
  [
    `${apps}/deployments`,
    { replicas: 0, strategy: { rollingUpdate: { maxSurge: 2 } } },
    { replicas: 0, strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "25%", maxSurge: 2 } } },
  ],
  [`${apps}/deployments`, { strategy: { type: "Recreate" } }, { strategy: { type: "Recreate" } }],
  [`${apps}/replicasets`, {}, { replicas: 1 }],
  [
    `${apps}/statefulsets`,
    {},
    {
      replicas: 1,
      podManagementPolicy: "OrderedReady",
      revisionHistoryLimit: 10,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    },
  ],
  [`${apps}/statefulsets`, { updateStrategy: { type: "RollingUpdate" } }, { updateStrategy: { type: "RollingUpdate" } }],
  [
    `${apps}/daemonsets`,
    {},
    { revisionHistoryLimit: 10, updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } },
  ],
  [
    "api/v1/replicationcontrollers",
    { template: { metadata: { labels: { a: "b" } } } },
    { replicas: 1, selector: { a: "b" }, template: { metadata: { labels: { a: "b" } } } },
  ],
  [
    `${batch}/jobs`,
    {},
    {
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: "NonIndexed",
      suspend: false,
      podReplacementPolicy: "TerminatingOrFailed",
      manualSelector: false,
    },
  ],
  [`${batch}/cronjobs`, {}, { concurrencyPolicy: "Allow", suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }],
  ["api/v1/persistentvolumeclaims", {}, { volumeMode: "Filesystem" }],
])("%s with %j have them", async (kind, spec, expected) => {
  const { send } = setup();
  const at = kind.lastIndexOf("/");
  const { body } = await send("POST", `${cluster}/${kind.slice(0, at)}/namespaces/default${kind.slice(at)}`, {
    metadata: { name: "d" },
    spec,
  });
  expect(body.spec).toMatchObject(expected);
});

it("leaves out the completions of a job that says how many run at once", async () => {
  const { send } = setup();
  const { body } = await send("POST", `${cluster}/${batch}/namespaces/default/jobs`, { metadata: { name: "j" }, spec: { parallelism: 2 } });
  expect([body.spec.parallelism, body.spec.completions]).toEqual([2, undefined]);
});

it("leaves a strategy that has no rolling update without one", async () => {
  const { send } = setup();
  const spec = { updateStrategy: { type: "OnDelete" } };
  const { body } = await send("POST", `${cluster}/${apps}/namespaces/default/statefulsets`, { metadata: { name: "s" }, spec });
  expect(body.spec.updateStrategy).toEqual({ type: "OnDelete" });
});

it("they belong to who creates an object, and to nobody who applies one", async () => {
  const { send } = setup();
  const deployments = `${cluster}/${apps}/namespaces/default/deployments`;
  const selector = { matchLabels: { a: "b" } };
  const made = await send("POST", `${deployments}?fieldManager=a`, { metadata: { name: "d" }, spec: { selector } });
  expect(made.body.metadata.managedFields[0].fieldsV1["f:spec"]).toEqual({
    "f:progressDeadlineSeconds": {},
    "f:replicas": {},
    "f:revisionHistoryLimit": {},
    "f:selector": {},
    "f:strategy": { "f:rollingUpdate": { ".": {}, "f:maxSurge": {}, "f:maxUnavailable": {} }, "f:type": {} },
  });
  const config = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "e" }, spec: { selector } };
  const applied = await send("PATCH", `${deployments}/e?fieldManager=a`, config, { type: "application/apply-patch+yaml" });
  expect(applied.body.spec.replicas).toBe(1);
  expect(applied.body.metadata.managedFields[0].fieldsV1["f:spec"]).toEqual({ "f:selector": {} });
});
