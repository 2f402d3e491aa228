// Made by `npm run generate` from openapi/. Do not edit.

/** A failure as a whole. */
export interface FailureReason {
  /** HTTP status. */
  code: number;
  /** Text for people. */
  message: string;
}

/** What went wrong. */
export interface Failure {
  /** `ERR`. */
  _status?: string;
  /** The failure as a whole. Answers to PUT and PATCH may lack it. */
  _error?: FailureReason;
  /** What is wrong with each field: a text, a list of texts, or the same for the fields below. */
  _issues?: {
    [key: string]: unknown;
  };
}

/** A link. */
export interface Link {
  /** What it leads to. */
  title: string;
  /** Path, with or without a slash at the beginning. */
  href: string;
}

/** Links of a document. */
export interface Links {
  /** The document. */
  self?: Link;
  /** The beginning of the API. */
  parent?: Link;
  /** The list that it is in. */
  collection?: Link;
  /** Documents that it refers to, by field. */
  related?: {
    [key: string]: Link | Link[];
  };
}

/** What the service keeps of every document. Clients send none of it but the etag, in If-Match. */
export interface DocumentMeta {
  /** ID of the document, 24 hex digits in lower case. */
  _id: string;
  /** Changes with every write; sent back in If-Match. */
  _etag: string;
  /** When it was created, as `Fri, 08 May 2020 17:41:58 GMT`. */
  _created: string;
  /** When it was last changed, in the same form. */
  _updated: string;
  /** Where the document is. The paths begin with `/v1`, without `/api`. */
  _links?: Links;
  /** Only in answers to writes; not the field `status`. */
  _status?: "OK" | "ERR" | (string & {});
  /** ID of the organization; not in every answer. */
  org_id?: string;
}

/** A place for copies of backups: either `type` and `region` of a store of the service, or an object store of the user. */
export interface BackupProvider {
  /** Cloud of the service's own store. Needs `region`. Only in the hosted service. */
  type?: "aws" | "azure" | null | (string & {});
  /** Region in that cloud. Needs `type`. Only in the hosted service. */
  region?: string | null;
  /** ID of an object store of the user. */
  user_objectstore?: string;
}

/** What a client may say of a cluster. PATCH takes any part of it, PUT all of it. */
export interface KubeclusterInput {
  /** Name of the cluster, unique in the organization. */
  name: string;
  /** Text for people. */
  description?: string;
  /** Key and value pairs of the user's choice. A dot in a key makes a nested object, which is refused. */
  tags?: {
    [key: string]: string;
  };
  /** Where copies of this cluster's backups go, unless a backup says otherwise. Without it, the organization decides. */
  backup_provider?: BackupProvider;
  /** Name of the secret for pulling the images of the agent. It must be in the namespace `cloudcasa-io` before the agent is installed. */
  image_pull_secret_name?: string;
  /** URL of the registry from which the images of the agent come. `GET /kubeclusters/cloudcasa-images` lists them. */
  container_registry?: string;
  /**
   * Where the agent looks for the volumes of pods on a node, for volume backups with the option `LIVE_FROM_HOST_POD_VOL`. Spelled without the first `e`, as the reference page does.
   * @default /var/lib/kubelet/pods
   */
  kublet_pods_dir?: string;
  /** Further settings; what they are is not published. */
  configuration?: {
    [key: string]: unknown;
  };
}

/** State of a registered cluster. */
export interface KubeclusterStatus {
  /** REGISTERED until the agent connects, INVENTORY while it is read in, ACTIVE while the agent is connected, PENDING when the agent is gone; DISCOVERED for a cluster found in a cloud account that is not registered. */
  state?: "PENDING" | "INVENTORY" | "ACTIVE" | "REGISTERED" | "DISCOVERED" | (string & {});
  /** URL of the manifest of the agent, to be applied to the cluster. Needs no token, so it is a secret. */
  agentURL?: string;
  /** One-time password for the registration of the agent. Secret. */
  otp?: string;
  /** Text for people about the state. */
  message?: string;
  /** Version of Kubernetes. */
  version?: string;
  /** Version of the agent; a number, unlike the other versions. */
  agentVersion?: number;
  /** Version of the kubeagent. */
  kubeAgentVersion?: string;
  /** Version of the manager of the kubeagent. */
  kubeAgentManagerVersion?: string;
  /** Since when the state is PENDING, in seconds since 1970; 0 when it is not. */
  pendingStateTimestamp?: number;
  /** When the status was last written, in seconds since 1970. */
  updateTime?: number;
  /** Not used for long. */
  dormant?: boolean;
  /** What the cluster runs on. */
  deployment_platform?: string;
  /** How many recovery points it has. */
  num_recovery_points?: number;
  /** ARN of the EKS cluster that it was found to be. */
  awsekscluster_arn?: string | null;
  /** ID of the AKS cluster that it was found to be. */
  azure_aks_cluster_id?: string | null;
  /** ID of the cloud account in which it was found. */
  cloudaccount?: string;
  /** How many security scans it had. */
  scan_count?: number;
}

/** Figures on the backups of a cluster, over the days that were asked for. */
export interface KubeclusterMetrics {
  /** Backup jobs. */
  total_num_backup_jobs?: number;
  /** Backup jobs that went well. */
  total_num_successful_backup_jobs?: number;
  /** Share of backup jobs that went well. */
  backup_job_success_percentage?: number;
  /** Volume claims. */
  total_num_pvcs?: number;
  /** Volume claims that were copied. */
  total_num_offload_pvcs?: number;
  /** Share of volume claims that could be copied and were. */
  eligible_pvc_offload_coverage_percentage?: number;
  /** Volume claims with a snapshot. */
  total_num_snapshot_pvcs?: number;
  /** Share of volume claims that could have a snapshot and have one. */
  eligible_pvc_snapshot_coverage_percentage?: number;
  /** Recovery points that can't be removed before their time. */
  total_num_safelock_recovery_points?: number;
  /** Share of recovery points that can't be removed before their time. */
  safelock_coverage_percentage?: number;
}

/** A Kubernetes cluster that is registered with the service. */
export interface Kubecluster extends DocumentMeta, KubeclusterInput {
  /** Mail address of who registered it. */
  cc_user_email?: string;
  /** State of the cluster. A write that holds it is refused. */
  status?: KubeclusterStatus;
  /** Figures on its backups; only when the query parameter `metrics` asks for them. */
  metrics?: KubeclusterMetrics;
}

/** Which page of how many documents it is. */
export interface PageMeta {
  /** Number of the page, from 1. */
  page: number;
  /** Documents in a page. */
  max_results: number;
  /** Documents in all pages. */
  total: number;
}

/** Links of a page. */
export interface PageLinks {
  /** The page. */
  self?: Link;
  /** The beginning of the API. */
  parent?: Link;
  /** The next page; absent on the last. */
  next?: Link;
  /** The page before; absent on the first. */
  prev?: Link;
  /** The last page. */
  last?: Link;
}

/** A page of Kubecluster documents. */
export interface KubeclusterList {
  /** The documents. */
  _items: Kubecluster[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** Keys of an S3-compatible store, or a service principal of Azure. */
export interface ObjectstoreCredentials {
  /** ID of the S3 key. */
  access_key?: string;
  /** The S3 key. Secret. */
  secret_key?: string;
  /** Azure subscription. */
  subscription_id?: string;
  /** Azure tenant. */
  tenant_id?: string;
  /** ID of the Azure service principal. */
  client_id?: string;
  /** Secret of the Azure service principal. Secret. */
  client_secret?: string;
}

/** Address and credentials of an object store. */
export interface S3Provider {
  /** URL or host of an S3-compatible store. */
  endpoint?: string;
  /** Credentials. Never given back. */
  credentials?: ObjectstoreCredentials;
  /** Azure cloud. */
  cloud?: "Public" | "Government" | (string & {});
  /** Azure resource group. */
  resource_group_name?: string;
  /** Azure storage account. */
  storage_account_name?: string;
}

/** What a client may say of an object store. PATCH takes any part of it, PUT all of it, credentials too. */
export interface ObjectstoreInput {
  /** Name of the object store, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /**
   * `aws` for every S3-compatible store, `azure` for Blob storage.
   * @default aws
   */
  provider_type?: "aws" | "azure" | (string & {});
  /** Address and credentials of the store; also for Azure. */
  s3provider?: S3Provider;
  /** Password of the repository in the store. Secret, never given back. */
  repo_password?: string;
  /** ID of the account that the store belongs to. */
  account_id?: string;
  /** Name of the bucket; S3 needs it. */
  bucket_name?: string;
  /** Region of the store. */
  region?: string;
  /** What stands before the names of all objects. */
  prefix?: string;
  /**
   * The store locks its objects.
   * @default false
   */
  locked?: boolean;
  /**
   * The service can't reach the store itself, but through the cluster in `proxy_cluster_list`.
   * @default false
   */
  private?: boolean;
  /**
   * Don't check the certificate of the store.
   * @default false
   */
  skip_tls_certificate_validation?: boolean;
  /** IDs of clusters through which a private store is reached; at most one. */
  proxy_cluster_list?: string[];
}

/** An object store of the user, for copies of backups. */
export interface Objectstore extends DocumentMeta, ObjectstoreInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /**
   * VALIDATING until an agent has tried the store, then READY or FAILED.
   * @default VALIDATING
   */
  validate_state?: "VALIDATING" | "READY" | "FAILED" | (string & {});
  /** Text for people about the trial. */
  validate_message?: string;
}

/** A page of Objectstore documents. */
export interface ObjectstoreList {
  /** The documents. */
  _items: Objectstore[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** What a backup holds. Either all namespaces or some. */
export interface BackupSource {
  /**
   * All namespaces.
   * @default false
   */
  all_namespaces?: boolean;
  /** Names of the namespaces. */
  namespaces?: string[];
  /** Labels that objects must have; a value may name several, with commas between. */
  label_selector?: {
    [key: string]: unknown;
  };
  /**
   * Take snapshots of the volumes too.
   * @default true
   */
  snapshotPersistentVolumes?: boolean;
}

/** Hooks for some namespaces. */
export interface BackupHooks {
  /** Names of the namespaces. */
  namespaces?: string[];
  /**
   * IDs of the hooks.
   * @default []
   */
  hooks?: string[];
  /**
   * The IDs are those of ready-made hooks.
   * @default false
   */
  template?: boolean;
}

/** What a client may say of a backup definition. PATCH takes any part of it, PUT all of it. */
export interface KubebackupInput {
  /** Name of the definition, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /**
   * `SCHEDULED` runs as `policy` says, `ADHOC` only when it is told to.
   * @default SCHEDULED
   */
  trigger_type?: "SCHEDULED" | "ADHOC" | (string & {});
  /** ID of the cluster to back up. */
  cluster: string;
  /** ID of the policy. Required for `SCHEDULED`. */
  policy?: string;
  /** What to back up. */
  source: BackupSource;
  /** Hooks that run before. */
  pre_hooks?: BackupHooks[];
  /** Hooks that run after. */
  post_hooks?: BackupHooks[];
  /**
   * The schedule stands still.
   * @default false
   */
  pause?: boolean;
  /** ID of the copy definition (kubeoffload) that belongs to it. Absent for snapshots only. */
  copydef?: string;
}

/** A run of a backup definition. */
export interface KubebackupRun {
  /** ID of the job. */
  jobid: string;
  /** State of the job. */
  state?: string;
  /** Text for people about the run. */
  message?: string;
}

/** The last runs of a backup definition. */
export interface KubebackupStatus {
  /** The last runs. */
  jobs?: KubebackupRun[];
  /** Text for people about the last run. */
  message?: string;
  /** When the last run began, in seconds since 1970. */
  last_job_run_time?: number;
}

/** A backup definition of a cluster. */
export interface Kubebackup extends DocumentMeta, KubebackupInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** Its last runs. Absent before the first. */
  status?: KubebackupStatus;
  /** ID of the policy of the copy definition that belongs to it. */
  copy_policy?: string;
  /** ID of the migration or replication that it was made for. */
  migrationdef?: string;
}

/** A page of Kubebackup documents. */
export interface KubebackupList {
  /** The documents. */
  _items: Kubebackup[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** How long a recovery point is kept. */
export interface Retention {
  /**
   * Days that it is kept.
   * @default 7
   */
  retainDays?: number;
  /**
   * How many are kept whatever their age.
   * @default 0
   */
  numAlwaysRetain?: number;
}

/** How to run a backup definition now. */
export interface RunBackup {
  /** How long to keep the recovery point. */
  retention: Retention;
  /**
   * Take a new backup; for definitions with a copy.
   * @default false
   */
  runBackup?: boolean;
}

/** When to run, as five parts or as one cron text, which wins. The free plan allows one run a day. */
export interface CronSchedule {
  /** Minutes. */
  minute?: string;
  /** Hours. */
  hour?: string;
  /** Days of the month. */
  dayOfMonth?: string;
  /** Months. */
  month?: string;
  /** Days of the week. */
  dayOfWeek?: string;
  /** Cron text of five parts, such as `0 2 * * MON`. */
  cronSpec?: string;
}

/** A schedule, and how long its recovery points are kept. */
export interface PolicySchedule {
  /**
   * Days that recovery points are kept. The free plan allows 30.
   * @default 7
   */
  retainDays?: number;
  /**
   * How many recovery points are kept whatever their age.
   * @default 0
   */
  numAlwaysRetain?: number;
  /**
   * Recovery points can't be removed before their time. Not in the free plan.
   * @default false
   */
  locked?: boolean;
  /** When to run. */
  schedule: CronSchedule;
}

/** What a client may say of a policy. PATCH takes any part of it, PUT all of it. */
export interface PolicyInput {
  /** Name of the policy, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /**
   * Time zone of the schedules, as IANA name.
   * @default UTC
   */
  timezone?: string;
  /** When to run and how long to keep; at least one. */
  schedules: PolicySchedule[];
}

/** State of a policy. */
export interface PolicyStatus {
  /** The service has suspended it. */
  suspended?: boolean;
}

/** When backups run and how long they are kept. */
export interface Policy extends DocumentMeta, PolicyInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** State of the policy. */
  status?: PolicyStatus;
}

/** A page of Policy documents. */
export interface PolicyList {
  /** The documents. */
  _items: Policy[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** Details of a job on databases of AWS. */
export interface JobAwsRds {
  /** ID of the AWS account. */
  awsaccount?: string;
  /** Name of the AWS account. */
  awsaccount_name?: string;
  /** IDs of the databases. */
  databases?: string[];
  /** ID of the backup definition. */
  backupdef?: string;
  /** ID of the restore definition. */
  restoredef?: string;
  /** ID of the copy definition. */
  copydef?: string;
}

/** Details of a job on volumes of AWS. */
export interface JobAwsEbs {
  /** ID of the AWS account. */
  awsaccount?: string;
  /** Name of the AWS account. */
  awsaccount_name?: string;
}

/** Details of a job on clusters of AWS. */
export interface JobAwsEks {
  /** ID of the AWS account. */
  awsaccount?: string;
  /** Name of the AWS account. */
  awsaccount_name?: string;
  /** ID of the EKS cluster. */
  awsekscluster?: string;
  /** ID of the restore definition. */
  restoredef?: string;
}

/** Details of a job on clusters of Azure. */
export interface JobAzureAks {
  /** ID of the AKS cluster. */
  azure_aks_cluster?: string;
}

/** Files and bytes of the copies of a job. */
export interface CopyStats {
  /**
   * Bytes to copy, estimated.
   * @default 0
   */
  estimated_size?: number;
  /**
   * Files to copy, estimated.
   * @default 0
   */
  estimated_number_of_files?: number;
  /**
   * Bytes read.
   * @default 0
   */
  io_size?: number;
  /**
   * Files read.
   * @default 0
   */
  io_number_of_files?: number;
  /**
   * Bytes sent.
   * @default 0
   */
  transferred_size?: number;
  /**
   * Files sent.
   * @default 0
   */
  transferred_number_of_files?: number;
}

/** How far the copies of a job are. */
export interface CopyProgress {
  /** Files and bytes. */
  stats?: CopyStats;
  /**
   * Volumes in all.
   * @default 0
   */
  total_pvs?: number;
  /**
   * Volumes that wait.
   * @default 0
   */
  pending_pvs?: number;
  /**
   * Volumes under way.
   * @default 0
   */
  active_pvs?: number;
  /**
   * Volumes done.
   * @default 0
   */
  completed_pvs?: number;
  /**
   * Volumes that failed.
   * @default 0
   */
  failed_pvs?: number;
}

/** How far the snapshots of a job are. */
export interface SnapshotProgress {
  /**
   * Volumes in all.
   * @default 0
   */
  total_pvs?: number;
  /**
   * Volumes that wait.
   * @default 0
   */
  pending_pvs?: number;
  /**
   * Volumes under way.
   * @default 0
   */
  active_pvs?: number;
  /**
   * Volumes done.
   * @default 0
   */
  completed_pvs?: number;
  /**
   * Volumes that failed.
   * @default 0
   */
  failed_pvs?: number;
  /**
   * Volumes left out.
   * @default 0
   */
  skipped_pvs?: number;
}

/** A run of a definition. Read and followed, never written. */
export interface Job extends DocumentMeta {
  /** Name of the job, mostly that of its definition. */
  name: string;
  /** Mail address of who started it. */
  cc_user_email?: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /** What the job does. */
  type: "K8S_SNAP" | "RESTORE" | "K8S_COPY" | "DELETE_BACKUP" | "AWS_INVENTORY" | "CLOUD_INVENTORY" | "AWSRDS_BACKUP" | "AWSRDS_RESTORE" | "AWSRDS_BACKUP_DELETE" | "AWSRDS_COPY" | "AWSEKS_RESTORE" | "KOPIACONDENSE" | "SECURITY_SCAN" | "AGENT_UPDATE" | (string & {});
  /** When it began, in seconds since 1970. */
  start_time?: number;
  /** When it ended, in seconds since 1970. Absent while it runs. */
  end_time?: number;
  /** Objects that it is about. */
  num_total_resources?: number;
  /** Objects backed up. */
  num_backup_resources?: number;
  /** Objects restored. */
  num_restored_resources?: number;
  /** Volume snapshots begun. */
  num_volume_snapshots_attempted?: number;
  /** Volume snapshots done. */
  num_volume_snapshots_completed?: number;
  /** Volume snapshots that it is about. */
  num_total_snapshots?: number;
  /** Copies of snapshots begun. */
  num_snapshot_offload_attempted?: number;
  /** Copies of snapshots done. */
  num_snapshot_offload_completed?: number;
  /** Errors. */
  num_errors?: number;
  /** Warnings. */
  num_warnings?: number;
  /** Text for people about how it went. */
  message?: string;
  /** ID of the policy that started it. */
  policy_id?: string;
  /** How long its recovery point is kept. */
  retention?: Retention;
  /** ID of the cluster. */
  cluster?: string;
  /** ID of the backup definition. */
  backupdef?: string;
  /** ID of the security scan definition. */
  security_scan_def?: string;
  /** ID of the restore definition. */
  restoredef?: string;
  /** ID of the copy definition. */
  offloaddef?: string;
  /** Worker that runs it. */
  jobrunner: string;
  /**
   * UNKNOWN, PENDING, RUNNING, CATALOG or CANCELLING while it goes on; COMPLETED, PARTIAL, FAILED, SKIPPED or CANCELED when it has ended.
   * @default UNKNOWN
   */
  state?: "UNKNOWN" | "PENDING" | "RUNNING" | "COMPLETED" | "PARTIAL" | "FAILED" | "SKIPPED" | "CATALOG" | "CANCELLING" | "CANCELED" | (string & {});
  /**
   * How far the copy is, for a job that takes a snapshot and copies it.
   * @default OFFLOAD_RUNNING
   */
  phase?: "OFFLOAD_RUNNING" | "OFFLOAD_COMPLETED" | "OFFLOAD_PARTIAL" | (string & {});
  /** ID of the recovery point. */
  backup_inst?: string;
  /** ID of the result of the security scan. */
  security_scan_inst?: string;
  /** ID of the recovery point of the copy. */
  offload_backup_inst?: string;
  /**
   * Lines of its log.
   * @default []
   */
  activity?: string[];
  /**
   * The copy is recorded with the snapshot.
   * @default false
   */
  record_offload_snapshot_job?: boolean;
  /**
   * Its logs are kept.
   * @default false
   */
  process_logs?: boolean;
  /** Name of the cluster. */
  cluster_name?: string;
  /** Name of the backup definition. */
  backupdef_name?: string;
  /** Name of the restore definition. */
  restoredef_name?: string;
  /** Details of a job on databases of AWS. */
  awsrds?: JobAwsRds;
  /** Name of the copy definition. */
  offloaddef_name?: string;
  /** Name of the security scan. */
  securityscan_name?: string;
  /** Details of a job on volumes of AWS. */
  awsebs?: JobAwsEbs;
  /** Details of a job on clusters of AWS. */
  awseks?: JobAwsEks;
  /** Details of a job on clusters of Azure. */
  azure_aks?: JobAzureAks;
  /** How far the copy is, in volumes and bytes. */
  kube_copy_progress?: CopyProgress;
  /** How far the snapshots are, in volumes. */
  kube_snapshot_progress?: SnapshotProgress;
  /** ID of the cloud account. */
  cloudaccount?: string;
  /** Name for people. */
  display_name?: string;
  /** Type for people. */
  display_type?: string;
}

/** A page of Job documents. */
export interface JobList {
  /** The documents. */
  _items: Job[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** Where copies go; either storage of the service, or an object store of the user. */
export interface OffloadProvider {
  /** Cloud of the service's own storage, `aws` or `azure`. */
  type?: string | null;
  /** Region of the service's own storage. */
  region?: string | null;
  /** ID of an object store of the user. */
  user_objectstore?: string;
}

/** How the data of volumes is moved. */
export interface MoverOptions {
  /** Time between two reports of progress. */
  report_interval?: string;
  /** Limit of the speed of uploads. */
  upload_speed_limit?: number;
  /** Limit of the speed of downloads. */
  download_speed_limit?: number;
  /** Files at once, in one volume. */
  pvc_file_parallelism?: number;
  /** Volumes at once. */
  pvc_parallelism?: number;
  /** How long to wait for a mover to start. */
  mover_ready_timeout?: string;
  /** Volumes that one mover takes. */
  max_mover_pvcs?: number;
}

/** How Azure Files are restored. */
export interface AzureFilesRestoreOptions {
  /** The way, for example `CSI_DRIVER`. */
  method?: string;
  /** Seconds to wait for a volume. */
  pvc_restore_wait_seconds?: number;
  /** Seconds between two looks at a volume. */
  check_file_restore_status_interval_seconds?: number;
}

/** How the data of volumes is copied. */
export interface OffloadOptions extends MoverOptions {
  /** Files at once, in all volumes. */
  total_file_parallelism?: number;
  /** Memory that a mover may use, in MiB by the size of known values. */
  mover_memory_limit?: number;
  /** Services keep the node ports that they have. */
  preserve_node_ports?: boolean;
  /** How Azure Files are restored. */
  azure_files_restore_options?: AzureFilesRestoreOptions;
}

/** What a client may say of a copy definition. PATCH takes any part of it, PUT all of it. */
export interface KubeoffloadInput {
  /** Name of the definition, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /**
   * `SCHEDULED` runs as `policy` says, `ADHOC` only when it is told to.
   * @default SCHEDULED
   */
  trigger_type?: "SCHEDULED" | "ADHOC" | (string & {});
  /** ID of the recovery point to copy. */
  backup_inst?: string;
  /** ID of the backup definition whose snapshots are copied. */
  backupdef?: string;
  /** ID of the cluster. Unset, it is that of the backup definition. */
  cluster?: string;
  /** ID of the policy. Required for `SCHEDULED`. */
  policy?: string;
  /**
   * A snapshot is deleted once it has been copied.
   * @default true
   */
  delete_snapshots?: boolean;
  /**
   * Each scheduled run takes a new snapshot first. Other runs are told so when they are started.
   * @default false
   */
  run_backup?: boolean;
  /** Where the copies go. Unset, where the cluster's go. */
  offload_provider?: OffloadProvider;
  /** How the volumes' data is moved. */
  options?: OffloadOptions;
  /**
   * The schedule stands still.
   * @default false
   */
  pause?: boolean;
  /** Take snapshots of Longhorn volumes. */
  snapshot_longhorn?: boolean;
}

/** The last run of a copy definition. */
export interface KubeoffloadStatus {
  /**
   * PENDING until it has a job, JOB_CREATED from then on, FAILED when it could get none.
   * @default PENDING
   */
  state?: "PENDING" | "FAILED" | "JOB_CREATED" | (string & {});
  /** ID of the job. How it goes, and how it ends, is said there. */
  jobid?: string;
  /** Text for people, above all why it failed. */
  message?: string;
  /** When the job began, in seconds since 1970. */
  last_job_run_time?: number;
}

/** A copy definition of a cluster. */
export interface Kubeoffload extends DocumentMeta, KubeoffloadInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** Its last run. */
  status?: KubeoffloadStatus;
}

/** A page of Kubeoffload documents. */
export interface KubeoffloadList {
  /** The documents. */
  _items: Kubeoffload[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** How long a recovery point is kept. */
export interface RecoveryPointRetention {
  /** Days that it is kept. */
  retainDays: number;
  /**
   * How many of the definition are kept whatever their age.
   * @default 0
   */
  numAlwaysRetain?: number;
}

/** Where a recovery point is. */
export interface BackupLocation {
  /** Kind of storage. */
  backup_provider?: string;
  /** Bucket. */
  bucket_name?: string;
  /** Region. */
  region?: string;
  /** URL or host of the storage. */
  endpoint?: string;
  /** Folder in the bucket. */
  prefix?: string;
  /** Folder of the repository. */
  backup_repo_prefix?: string;
  /** Password of the repository. Secret, and expected not to be given back. */
  repo_password?: string;
  /** Text for people. */
  backup_location_info?: string;
}

/** What the agent says of a recovery point. */
export interface RecoveryPointAgent {
  /** Version of the format. */
  format_version?: string;
  /** How far the agent is. */
  phase?: string;
}

/** Details of a recovery point of databases of AWS. */
export interface RecoveryPointAwsRds {
  /** ID of the AWS account. */
  awsaccount?: string;
  /** Name of the AWS account. */
  awsaccount_name?: string;
  /** Who took the snapshot. */
  snapshot_type?: "AWS Auto" | "AWS Manual" | "CloudCasa" | (string & {});
  /** Size of the snapshot. */
  snapshot_size?: number;
  /** ID of the database. */
  database?: string;
  /** AWS region. */
  region?: string;
  /** ID of the snapshot of AWS. */
  automated_snapshot?: string;
  /** ID of the backup definition. */
  backupdef?: string;
}

/** Details of a recovery point of a cluster of AWS. */
export interface RecoveryPointAwsEks {
  /** ID of the AWS account. */
  awsaccount?: string;
  /** Name of the AWS account. */
  awsaccount_name?: string;
  /** ID of the EKS cluster. */
  awsekscluster?: string;
  /** AWS region. */
  region?: string;
}

/** Details of a recovery point of a cluster of Azure. */
export interface RecoveryPointAzureAks {
  /** ID of the AKS cluster. */
  azure_aks_cluster?: string;
  /** Azure region. */
  region?: string;
}

/** What a writer, mostly the service itself, may say of a recovery point. PATCH takes any part of it, PUT all of it. */
export interface BackupinstanceInput {
  /** Name of the recovery point. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /**
   * `SNAPSHOT`: the data is in snapshots beside the cluster. `COPY`: it is in an object store.
   * @default SNAPSHOT
   */
  type?: "SNAPSHOT" | "COPY" | (string & {});
  /**
   * PENDING while it is made, READY when it can be restored from, DELETING while it is deleted.
   * @default PENDING
   */
  state?: "PENDING" | "READY" | "DELETING" | (string & {});
  /**
   * What it is a recovery point of.
   * @default kubernetes
   */
  source_type?: "kubernetes" | "awsrds" | (string & {});
  /** ID of the cluster that it was taken of. */
  cluster?: string;
  /** Name of that cluster, kept when the cluster is gone. */
  cluster_name?: string;
  /** ID of the backup definition. */
  backupdef?: string;
  /** Name of the backup definition. */
  backupdef_name?: string;
  /** ID of the copy definition. */
  offload_def?: string;
  /** ID of the recovery point that it is a copy of. */
  source_backupinst?: string;
  /** ID of the object store that a copy is in. */
  objectstore?: string;
  /** When the backup began, in seconds since 1970. */
  start_time?: number;
  /** When the backup ended, in seconds since 1970. */
  end_time?: number;
  /** How long it is kept. */
  retention?: RecoveryPointRetention;
  /** What it holds. */
  backup_selection?: BackupSource;
  /** Where it is. */
  backup_location: BackupLocation;
  /** What the agent says of it. */
  kubeagent_info?: RecoveryPointAgent;
  /** Objects that it is about. */
  num_total_resources?: number;
  /** Objects backed up. */
  num_backup_resources?: number;
  /** Volume snapshots begun. */
  num_volume_snapshots_attempted?: number;
  /** Volume snapshots done. */
  num_volume_snapshots_completed?: number;
  /**
   * Volumes.
   * @default 0
   */
  pv_count?: number;
  /** Errors. */
  num_errors?: number;
  /** Warnings. */
  num_warnings?: number;
  /** Text for people about how it went. */
  message?: string;
  /** ID of the job that made it. */
  backup_job_id?: string;
  /** ID of the job that took the snapshot of a copy. */
  offload_snapshot_job_id?: string;
  /**
   * Bytes that it takes.
   * @default 0
   */
  backup_storage_size?: number;
  /**
   * Bytes of the volumes that it protects.
   * @default 0
   */
  protected_storage_size?: number;
  /**
   * Bytes in snapshots.
   * @default 0
   */
  total_snapshot_data?: number;
  /**
   * Bytes copied.
   * @default 0
   */
  total_copy_data?: number;
  /** Details of a recovery point of databases of AWS. */
  awsrds?: RecoveryPointAwsRds;
  /** Details of a recovery point of a cluster of AWS. */
  awseks?: RecoveryPointAwsEks;
  /** Details of a recovery point of a cluster of Azure. */
  azure_aks?: RecoveryPointAzureAks;
  /** ID of the cloud account. */
  cloudaccount?: string;
}

/** What the service keeps of a recovery point. */
export interface BackupinstanceStatus {
  /**
   * Its size is known.
   * @default false
   */
  backup_size_set?: boolean;
  /**
   * Its folder in the bucket is gone.
   * @default false
   */
  s3_dir_deleted?: boolean;
  /**
   * Its data is gone.
   * @default false
   */
  deleted?: boolean;
  /**
   * It can't be deleted before `expiry_timestamp` (SafeLock).
   * @default false
   */
  locked?: boolean;
}

/** A recovery point: what a backup left, to be restored from while it is READY. */
export interface Backupinstance extends DocumentMeta, BackupinstanceInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** What the service keeps of it. */
  status?: BackupinstanceStatus;
  /** When its time is over, in seconds since 1970. */
  expiry_timestamp?: number;
}

/** A page of Backupinstance documents. */
export interface BackupinstanceList {
  /** The documents. */
  _items: Backupinstance[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** What of a recovery point to restore. Either all namespaces or some. */
export interface RestoreSelection {
  /**
   * All namespaces.
   * @default false
   */
  all_namespaces?: boolean;
  /** Names of the namespaces, as they were. */
  namespaces?: string[];
  /** Labels that objects must have. */
  label_selector?: {
    [key: string]: unknown;
  };
  /**
   * Restore the volumes too.
   * @default true
   */
  restorePersistentVolumes?: boolean;
  /** Restore objects of these types only. */
  include_resource_types?: string[];
}

/** An EKS cluster that a restore makes. */
export interface RestoreToEks {
  /** ID of the AWS account. */
  awsaccount: string;
  /** ID of the AWS user that makes it. */
  awsuser: string;
  /** Name of the new cluster. */
  cluster_name: string;
  /** AWS region. */
  region?: string;
  /**
   * IDs of security groups.
   * @default []
   */
  security_groups?: string[];
  /**
   * IDs of subnets.
   * @default []
   */
  subnets?: string[];
  /** Role of the cluster. */
  cluster_role_arn?: string;
  /** Role of its nodes. */
  node_group_role_arn?: string;
}

/** A service principal of Azure. */
export interface ServicePrincipal {
  /** Its ID. */
  client_id: string;
  /** Its secret. */
  client_secret: string;
}

/** The administrator of Windows nodes. */
export interface WindowsProfile {
  /** The administrator's password. */
  admin_password: string;
}

/** An AKS cluster that a restore makes. */
export interface RestoreToAks {
  /** ID of the cloud account. */
  azure_account: string;
  /** Name of the new cluster. */
  cluster_name: string;
  /** Azure region. */
  region?: string;
  /** ID of the resource group. */
  resource_group_id?: string;
  /** The service principal of the new cluster. */
  service_principal: ServicePrincipal;
  /** The administrator of its Windows nodes. */
  windows_profile?: WindowsProfile;
}

/** What a client may say of a restore. PATCH takes any part of it, PUT all of it. */
export interface KuberestoreInput {
  /** Name of the restore, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /** ID of the recovery point to restore from. It must be READY. */
  backup_inst: string;
  /** ID of the cluster to restore into. Only a restore that makes a cluster of its own, in AWS or Azure, has none. */
  cluster?: string;
  /** ID of the cluster that the recovery point was taken of. */
  source_cluster?: string;
  /** What to restore. */
  selection: RestoreSelection;
  /** Hooks that run before. */
  pre_hooks?: BackupHooks[];
  /** Hooks that run after. */
  post_hooks?: BackupHooks[];
  /** Put before the name of every namespace that is restored. */
  namespaces_prefix?: string;
  /** Put behind the name of every namespace that is restored. */
  namespaces_suffix?: string;
  /** New names of namespaces, by their old ones. */
  namespaces_map?: {
    [key: string]: string;
  };
  /** Storage classes to use, by those of the recovery point. */
  storage_class_map?: {
    [key: string]: string;
  };
  /** How the volumes' data is moved. */
  options?: MoverOptions;
  /** The EKS cluster to make and to restore into. */
  awseks?: RestoreToEks;
  /** The AKS cluster to make and to restore into. */
  azure_aks?: RestoreToAks;
  /** ID of the cloud account of the cluster to make. */
  cloudaccount?: string;
}

/** Whether a restore has started. */
export interface KuberestoreStatus {
  /**
   * PENDING until it has a job, JOB_CREATED from then on, FAILED when it could get none.
   * @default PENDING
   */
  state?: "PENDING" | "FAILED" | "JOB_CREATED" | (string & {});
  /** ID of the job. How it goes, and how it ends, is said there. */
  jobid?: string;
  /** Text for people, above all why it failed. */
  message?: string;
  /** When the job began, in seconds since 1970. */
  last_job_run_time?: number;
}

/** A restore of a recovery point into a cluster. */
export interface Kuberestore extends DocumentMeta, KuberestoreInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** Whether it has a job by now. */
  status?: KuberestoreStatus;
  /** ID of the migration or replication that it was made for. */
  migrationdef?: string;
}

/** A page of Kuberestore documents. */
export interface KuberestoreList {
  /** The documents. */
  _items: Kuberestore[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** What a key may do with a resource. */
export interface ApikeyAccess {
  /** Name of the resource, or `allresources`. */
  resource: string;
  /**
   * IDs of documents. Empty stands for all.
   * @default []
   */
  resourceIds?: string[];
  /**
   * Permissions, such as `kubebackups.read`.
   * @default []
   */
  permissions?: string[];
  /**
   * IDs of roles.
   * @default []
   */
  roles?: string[];
}

/** What a client may say of an API key. PATCH takes any part of it, PUT all of it. */
export interface ApikeyInput {
  /** Name of the key, unique in the organization. */
  name: string;
  /** Key and value pairs of the user's choice. */
  tags?: {
    [key: string]: string;
  };
  /** Text shown with the key. */
  description?: string;
  /**
   * Role in the organization, in the older model of roles.
   * @default USER
   */
  org_role?: "USER" | "ADMIN" | (string & {});
  /**
   * What the key may do.
   * @default []
   */
  acls?: ApikeyAccess[];
}

/** An API key of the organization. */
export interface Apikey extends DocumentMeta, ApikeyInput {
  /** Mail address of who made it. */
  cc_user_email?: string;
  /** The last four characters of the key, to tell it by. */
  snippet?: string;
  /** The key itself, secret. Only in the answer that creates it; no source tells how the service names this field. */
  key?: string;
}

/** A page of Apikey documents. */
export interface ApikeyList {
  /** The documents. */
  _items: Apikey[];
  /** Which page it is. */
  _meta?: PageMeta;
  /** Other pages. */
  _links?: PageLinks;
}

/** What is answered, by resource. */
export interface Resources {
  apikeys: Apikey;
  backupinstances: Backupinstance;
  jobs: Job;
  kubebackups: Kubebackup;
  kubeclusters: Kubecluster;
  kubeoffloads: Kubeoffload;
  kuberestores: Kuberestore;
  objectstores: Objectstore;
  policies: Policy;
}

/** What is sent, by resource. */
export interface ResourceInputs {
  apikeys: ApikeyInput;
  backupinstances: BackupinstanceInput;
  kubebackups: KubebackupInput;
  kubeclusters: KubeclusterInput;
  kubeoffloads: KubeoffloadInput;
  kuberestores: KuberestoreInput;
  objectstores: ObjectstoreInput;
  policies: PolicyInput;
  "kubebackups/action/run": RunBackup;
}
