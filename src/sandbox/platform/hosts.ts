import type { KubernetesEngine } from "../kubernetes/index.ts";
import type { Cluster, Instance, Project } from "./objects.ts";

/** Kinds of instances, with the letter that stands for them in names of namespaces. */
const letters = { virtualclusterinstances: "v", spaceinstances: "s" } as const;

export type InstancePlural = keyof typeof letters;

/** Whether a list of allowed names admits a name: an empty list admits all. */
export const admits = (allowed: readonly { name?: string }[] = [], name: string | undefined): boolean =>
  !allowed.length || allowed.some((entry) => entry.name === "*" || entry.name === name);

/** The connected cluster on which an instance runs or is going to run; undefined while there is none. */
export function hostOf(engine: KubernetesEngine, { spec }: Instance, project: string): Cluster | undefined {
  const named = spec.clusterRef?.cluster;
  if (named) return engine.get("clusters", "", named) as unknown as Cluster | undefined;
  const allowed = (engine.get("projects", "", project) as unknown as Project | undefined)?.spec.allowedClusters;
  const clusters = engine.list("clusters") as unknown as Cluster[];
  return clusters.find((c) => c.status.phase === "Initialized" && !c.metadata.deletionTimestamp && admits(allowed, c.metadata.name));
}

/** The namespace of the connected cluster in which an instance runs. */
export const hostNamespace = (plural: InstancePlural, project: string, { metadata, spec }: Instance): string =>
  spec.clusterRef?.namespace || `loft-${project}-${letters[plural]}-${metadata.name}`;

/** Writes down where an instance runs, as far as its spec does not say so. */
export function placeOn(plural: InstancePlural, draft: Instance, cluster: string, project: string): void {
  const { virtualCluster = draft.metadata.name as string } = draft.spec.clusterRef ?? {};
  draft.spec.clusterRef = {
    cluster,
    namespace: hostNamespace(plural, project, draft),
    ...(plural === "virtualclusterinstances" && { virtualCluster }),
  };
}

/** Keeps where an instance runs when a write leaves it out. */
export function keepPlace(object: Instance, old: Instance): void {
  if (!old.spec.clusterRef) return;
  object.spec.clusterRef = { ...old.spec.clusterRef, ...object.spec.clusterRef };
}
