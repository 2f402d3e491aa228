import { type KubeObject, timestamp } from "../../kubernetes/index.ts";

interface Workload {
  metadata: KubeObject["metadata"];
  spec?: { replicas?: number; completions?: number; suspend?: boolean };
  status?: { observedGeneration?: number; conditions?: { type?: string }[] };
}

const condition = (type: string, reason: string, message: string, time: string) => ({
  type,
  status: "True",
  reason,
  message,
  lastTransitionTime: time,
});

const replicasOf = ({ spec }: Workload) => spec?.replicas ?? 1;

/** What the status of each kind says when all of it is there. */
const statuses: Readonly<Record<string, (object: Workload, time: string) => object>> = {
  "deployments.apps": (object, time) => {
    const replicas = replicasOf(object);
    const conditions = [
      condition("Available", "MinimumReplicasAvailable", "all replicas are taken to be available", time),
      condition("Progressing", "NewReplicaSetAvailable", "all replicas are taken to be new", time),
    ].map((c) => ({ ...c, lastUpdateTime: time }));
    return { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas, conditions };
  },
  "replicasets.apps": (object) => {
    const replicas = replicasOf(object);
    return { replicas, fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
  },
  "statefulsets.apps": (object) => {
    const replicas = replicasOf(object);
    const revision = `${object.metadata.name}-${object.metadata.generation}`;
    const counts = { replicas, readyReplicas: replicas, currentReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas };
    return { ...counts, currentRevision: revision, updateRevision: revision };
  },
  // As on a cluster of one node.
  "daemonsets.apps": () => ({
    currentNumberScheduled: 1,
    desiredNumberScheduled: 1,
    numberAvailable: 1,
    numberMisscheduled: 0,
    numberReady: 1,
    updatedNumberScheduled: 1,
  }),
  "jobs.batch": ({ spec }, time) => ({
    startTime: time,
    completionTime: time,
    succeeded: spec?.completions ?? 1,
    conditions: [{ ...condition("Complete", "CompletionsReached", "all pods are taken to have succeeded", time), lastProbeTime: time }],
  }),
};

/** The kinds whose status is written. */
export const workloads = Object.keys(statuses);

/** Whether an object waits for its status to follow what it says. */
export function waitsForStatus(key: string, object: KubeObject): boolean {
  const { metadata, spec, status } = object as unknown as Workload;
  if (!Object.hasOwn(statuses, key) || metadata.deletionTimestamp) return false;
  if (key === "jobs.batch") return !spec?.suspend && !status?.conditions?.length;
  return status?.observedGeneration !== metadata.generation;
}

/** Writes a status by which all of a workload is there, although nothing runs. */
export function writeStatus(key: string, draft: KubeObject, now: number): void {
  const object = draft as unknown as Workload;
  const observed = key === "jobs.batch" ? {} : { observedGeneration: object.metadata.generation };
  draft.status = { ...observed, ...statuses[key]?.(object, timestamp(now)) };
}
