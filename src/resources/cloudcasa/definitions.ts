/** The resources of CloudCasa's API, one line each. What has methods of its own has a file beside this one. */
import type {
  Backupinstance,
  Job,
  Kubebackup,
  Kubecluster,
  Kubeoffload,
  Kuberestore,
  Objectstore,
  Policy,
} from "../../generated/cloudcasa.ts";
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
  kubeoffloads: { name: "kubeoffloads" },
  backupinstances: {
    name: "backupinstances",
    serverWritten: ["status", "expiry_timestamp"],
    hidden: ["backup_location.repo_password"],
  },
  kuberestores: { name: "kuberestores", hidden: ["azure_aks.service_principal.client_secret", "azure_aks.windows_profile.admin_password"] },
  apikeys: { name: "apikeys", serverWritten: ["snippet", "key"], secrets: [["key"]], shownOnce: true },
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
  copydef: Kubeoffload;
  copy_policy: Policy;
}
export interface JobRelations {
  cluster: Kubecluster;
  backupdef: Kubebackup;
  offloaddef: Kubeoffload;
  restoredef: Kuberestore;
  backup_inst: Backupinstance;
  offload_backup_inst: Backupinstance;
  policy_id: Policy;
}
export interface KubeoffloadRelations {
  cluster: Kubecluster;
  backupdef: Kubebackup;
  backup_inst: Backupinstance;
  policy: Policy;
  "offload_provider.user_objectstore": Objectstore;
  "status.jobid": Job;
}
export interface BackupinstanceRelations {
  cluster: Kubecluster;
  backupdef: Kubebackup;
  offload_def: Kubeoffload;
  objectstore: Objectstore;
  source_backupinst: Backupinstance;
}
export interface KuberestoreRelations {
  cluster: Kubecluster;
  source_cluster: Kubecluster;
  backup_inst: Backupinstance;
  "backup_inst.cluster": Kubecluster;
  "status.jobid": Job;
}
