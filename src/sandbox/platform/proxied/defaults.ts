import type { KubeObject } from "../../kubernetes/index.ts";

/*
 * Defaults that an API server writes of workloads, jobs, services and claims, since clients read these fields without asking whether they are
 * there. Those of pods and of their templates are not written.
 */

type Fields = Record<string, unknown>;

/** Sets what is not set. */
function fill(target: Fields, defaults: Fields): void {
  for (const [key, value] of Object.entries(defaults)) target[key] ??= value;
}

/** A part that is an object, made where there is none. */
function part(of: Fields, key: string): Fields {
  of[key] ??= {};
  return typeof of[key] === "object" && !Array.isArray(of[key]) ? (of[key] as Fields) : {};
}

/** How new pods follow old ones. */
function rolling(spec: Fields, field: string, defaults: Fields): void {
  const strategy = part(spec, field);
  strategy["type"] ||= "RollingUpdate";
  if (strategy["type"] === "RollingUpdate") fill(part(strategy, "rollingUpdate"), defaults);
}

/** Labels of a template, which some kinds take for their own. */
const templateLabels = (spec: Fields): Record<string, string> | undefined =>
  (spec["template"] as { metadata?: { labels?: Record<string, string> } } | undefined)?.metadata?.labels;

function service(spec: Fields): void {
  spec["sessionAffinity"] ||= "None";
  if (spec["sessionAffinity"] === "None") delete spec["sessionAffinityConfig"];
  else if (spec["sessionAffinity"] === "ClientIP") fill(part(part(spec, "sessionAffinityConfig"), "clientIP"), { timeoutSeconds: 10_800 });
  spec["type"] ||= "ClusterIP";
  const ports = Array.isArray(spec["ports"]) ? (spec["ports"] as Fields[]) : [];
  for (const port of ports) {
    port["protocol"] ||= "TCP";
    port["targetPort"] ||= port["port"];
  }
  const isOutside = spec["type"] === "NodePort" || spec["type"] === "LoadBalancer";
  if (isOutside) spec["externalTrafficPolicy"] ||= "Cluster";
  if (isOutside || spec["type"] === "ClusterIP") spec["internalTrafficPolicy"] ??= "Cluster";
  if (spec["type"] === "LoadBalancer") spec["allocateLoadBalancerNodePorts"] ??= true;
}

function job(spec: Fields, { metadata }: KubeObject): void {
  if (spec["parallelism"] === undefined) fill(spec, { completions: 1 });
  fill(spec, {
    parallelism: 1,
    backoffLimit: spec["backoffLimitPerIndex"] === undefined ? 6 : 2_147_483_647,
    completionMode: "NonIndexed",
    suspend: false,
    podReplacementPolicy: spec["podFailurePolicy"] === undefined ? "TerminatingOrFailed" : "Failed",
    manualSelector: false,
  });
  const labels = templateLabels(spec);
  if (labels && !Object.keys(metadata.labels ?? {}).length) metadata.labels = { ...labels };
}

const defaults: Readonly<Record<string, (spec: Fields, object: KubeObject) => void>> = {
  "deployments.apps": (spec) => {
    rolling(spec, "strategy", { maxUnavailable: "25%", maxSurge: "25%" });
    fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  },
  "replicasets.apps": (spec) => fill(spec, { replicas: 1 }),
  "statefulsets.apps": (spec) => {
    const strategy = part(spec, "updateStrategy");
    if (!strategy["type"]) fill(strategy, { rollingUpdate: {} });
    strategy["type"] ||= "RollingUpdate";
    if (strategy["type"] === "RollingUpdate" && strategy["rollingUpdate"]) fill(part(strategy, "rollingUpdate"), { partition: 0 });
    fill(part(spec, "persistentVolumeClaimRetentionPolicy"), { whenDeleted: "Retain", whenScaled: "Retain" });
    fill(spec, { podManagementPolicy: "OrderedReady", replicas: 1, revisionHistoryLimit: 10 });
  },
  "daemonsets.apps": (spec) => {
    rolling(spec, "updateStrategy", { maxUnavailable: 1, maxSurge: 0 });
    fill(spec, { revisionHistoryLimit: 10 });
  },
  replicationcontrollers: (spec, { metadata }) => {
    fill(spec, { replicas: 1 });
    const labels = templateLabels(spec);
    if (!labels) return;
    if (!Object.keys((spec["selector"] as object | undefined) ?? {}).length) spec["selector"] = { ...labels };
    if (!Object.keys(metadata.labels ?? {}).length) metadata.labels = { ...labels };
  },
  "jobs.batch": job,
  "cronjobs.batch": (spec) =>
    fill(spec, { concurrencyPolicy: "Allow", suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }),
  services: service,
  persistentvolumeclaims: (spec) => fill(spec, { volumeMode: "Filesystem" }),
  persistentvolumes: (spec) => fill(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }),
};

/** Writes the defaults of an object that a client sends. */
export function writeDefaults(key: string, object: KubeObject): void {
  if (Object.hasOwn(defaults, key) && object.spec) defaults[key]?.(object.spec as Fields, object);
}
