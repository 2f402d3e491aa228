/** The resources of CloudCasa's API, one line each. What has methods of its own has a file beside this one. */
import type { Kubebackup, Kubecluster, Objectstore, Policy } from "../../generated/cloudcasa.ts";
import type { Definition } from "../eve/definition.ts";

export const definitions = {
  kubeclusters: {
    name: "kubeclusters",
    serverWritten: ["status", "metrics"],
    secrets: [
      ["status", "agentURL"],
      ["status", "otp"],
    ],
  },
  // A create probes the bucket before it answers.
  objectstores: { name: "objectstores", hidden: ["s3provider.credentials", "repo_password"], createTimeout: "180s" },
  kubebackups: { name: "kubebackups" },
  policies: { name: "policies" },
  jobs: { name: "jobs" },
} satisfies Record<string, Definition>;

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
