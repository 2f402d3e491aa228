import { type EveEngine, EveError } from "../eve/index.ts";
import type { Restores } from "./restores.ts";

/**
 * Refuses to delete a cluster that a definition, an object store or a restore under way uses. Recovery points outlive their cluster:
 * they keep its name.
 */
export function refuseInUse(engine: EveEngine, restores: Restores, cluster: string): void {
  const user = engine.list("kubebackups", { cluster }).length
    ? "kubebackup"
    : engine.list("kubeoffloads", { cluster }).length
      ? "kubeoffload"
      : engine.list("objectstores", { proxy_cluster_list: cluster }).length
        ? "objectstore"
        : restores.using(cluster)
          ? "kuberestore"
          : undefined;
  if (user) throw new EveError(409, `Kubecluster is used by a ${user} and can't be deleted`);
}
