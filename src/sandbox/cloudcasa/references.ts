import { type EveEngine, EveError } from "../eve/index.ts";
import type { Restores } from "./restores.ts";

/** A document can't be deleted because another one uses it. The code and the words for clusters are recorded; others follow them. */
const inUse = (title: string, user: string): EveError => new EveError(409, `${title} is used by a ${user} and can't be deleted`);

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
  if (user) throw inUse("Kubecluster", user);
}

/** Fields that name a document, by the resource that has them. */
type Uses = Readonly<Record<string, readonly string[]>>;

const users: Readonly<Record<"policies" | "objectstores", { title: string; uses: Uses }>> = {
  policies: { title: "Policy", uses: { kubebackups: ["policy", "copy_policy"], kubeoffloads: ["policy"] } },
  objectstores: {
    title: "Objectstore",
    uses: {
      kubeclusters: ["backup_provider.user_objectstore"],
      kubeoffloads: ["offload_provider.user_objectstore"],
      // A copy lies in it.
      backupinstances: ["objectstore"],
    },
  },
};

/** Refuses to delete a policy that a definition goes by, or an object store that a cluster, a definition or a recovery point needs. */
export function refuseUsed(engine: EveEngine, resource: keyof typeof users, id: string): void {
  const { title, uses } = users[resource];
  for (const [user, fields] of Object.entries(uses)) {
    if (fields.some((field) => engine.list(user, { [field]: id }).length > 0)) throw inUse(title, user.slice(0, -1));
  }
}
