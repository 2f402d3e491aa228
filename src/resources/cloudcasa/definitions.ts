/** The resources of CloudCasa's API, one line each. What has methods of its own has a file beside this one. */
import type { Kubebackup, Kubecluster, Objectstore, Policy } from "../../generated/cloudcasa.ts";
import type { Definition } from "../eve/definition.ts";
import type { New } from "../eve/document.ts";

export const definitions = {
  kubeclusters: { name: "kubeclusters", kind: "Kubecluster", serverWritten: ["status", "metrics"] },
  // A create probes the bucket before it answers.
  objectstores: { name: "objectstores", kind: "Objectstore", hidden: ["s3provider.credentials", "repo_password"], createTimeout: "180s" },
  kubebackups: { name: "kubebackups", kind: "Kubebackup" },
  policies: { name: "policies", kind: "Policy" },
  jobs: { name: "jobs", kind: "Job" },
} satisfies Record<string, Definition>;

/** What `kubeclusters.create` takes. */
export type NewKubecluster = New<Kubecluster, "status" | "metrics">;
/** What `objectstores.create` takes. */
export type NewObjectstore = New<Objectstore, "status" | "validate_state" | "validate_message">;
/** What `kubebackups.create` takes. A `trigger_type` of `SCHEDULED`, which is the default, needs a `policy`. */
export type NewKubebackup = New<Kubebackup, "status" | "copy_policy" | "migrationdef"> & {
  cluster: string;
  source: NonNullable<Kubebackup["source"]>;
};
/** What `policies.create` takes. */
export type NewPolicy = New<Policy> & { schedules: NonNullable<Policy["schedules"]> };

/** What `embedded` can name. */
export interface KubeclusterRelations {
  "backup_provider.user_objectstore": Objectstore;
}
export interface ObjectstoreRelations {
  proxy_cluster_list: Kubecluster[];
}
export interface KubebackupRelations {
  cluster: Kubecluster;
  policy: Policy;
  copy_policy: Policy;
}
export interface JobRelations {
  cluster: Kubecluster;
  backupdef: Kubebackup;
  policy_id: Policy;
}
