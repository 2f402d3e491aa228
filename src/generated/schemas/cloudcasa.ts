// Made by `npm run generate` from openapi/. Do not edit.

import * as z from "zod/mini";

/** What a backup holds. Either all namespaces or some. */
export const BackupSourceSchema = /* @__PURE__ */ (() => z.looseObject({
  all_namespaces: z.optional(z.boolean()),
  namespaces: z.optional(z.array(z.string())),
  label_selector: z.optional(z.record(z.string(), z.unknown())),
  snapshotPersistentVolumes: z.optional(z.boolean()),
}))();

/** Hooks for some namespaces. */
export const BackupHooksSchema = /* @__PURE__ */ (() => z.looseObject({
  namespaces: z.optional(z.array(z.string())),
  hooks: z.optional(z.array(z.string())),
  template: z.optional(z.boolean()),
}))();

/** What a client may say of a backup definition. PATCH takes any part of it, PUT all of it. */
export const KubebackupInputSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  trigger_type: z.optional(z.enum(["SCHEDULED","ADHOC"])),
  cluster: z.string(),
  policy: z.optional(z.string()),
  source: BackupSourceSchema,
  pre_hooks: z.optional(z.array(BackupHooksSchema)),
  post_hooks: z.optional(z.array(BackupHooksSchema)),
  pause: z.optional(z.boolean()),
  copydef: z.optional(z.string()),
}))();

/** A place for copies of backups: either `type` and `region` of a store of the service, or an object store of the user. */
export const BackupProviderSchema = /* @__PURE__ */ (() => z.looseObject({
  type: z.optional(z.nullable(z.enum(["aws","azure"]))),
  region: z.optional(z.nullable(z.string())),
  user_objectstore: z.optional(z.string()),
}).check(z.refine((value) => value["type"] === undefined || value["region"] !== undefined, { path: ["region"], params: { expected: "a value, since type is given" } }), z.refine((value) => value["region"] === undefined || value["type"] !== undefined, { path: ["type"], params: { expected: "a value, since region is given" } })))();

/** What a client may say of a cluster. PATCH takes any part of it, PUT all of it. */
export const KubeclusterInputSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  description: z.optional(z.string()),
  tags: z.optional(z.record(z.string(), z.string())),
  backup_provider: z.optional(BackupProviderSchema),
  image_pull_secret_name: z.optional(z.string()),
  container_registry: z.optional(z.string()),
  kublet_pods_dir: z.optional(z.string()),
  configuration: z.optional(z.record(z.string(), z.unknown())),
}))();

/** Keys of an S3-compatible store, or a service principal of Azure. */
export const ObjectstoreCredentialsSchema = /* @__PURE__ */ (() => z.looseObject({
  access_key: z.optional(z.string()),
  secret_key: z.optional(z.string()),
  subscription_id: z.optional(z.string()),
  tenant_id: z.optional(z.string()),
  client_id: z.optional(z.string()),
  client_secret: z.optional(z.string()),
}))();

/** Address and credentials of an object store. */
export const S3ProviderSchema = /* @__PURE__ */ (() => z.looseObject({
  endpoint: z.optional(z.string()),
  credentials: z.optional(ObjectstoreCredentialsSchema),
  cloud: z.optional(z.enum(["Public","Government"])),
  resource_group_name: z.optional(z.string()),
  storage_account_name: z.optional(z.string()),
}))();

/** What a client may say of an object store. PATCH takes any part of it, PUT all of it, credentials too. */
export const ObjectstoreInputSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  provider_type: z.optional(z.enum(["aws","azure"])),
  s3provider: z.optional(S3ProviderSchema),
  repo_password: z.optional(z.string()),
  account_id: z.optional(z.string()),
  bucket_name: z.optional(z.string()),
  region: z.optional(z.string()),
  prefix: z.optional(z.string()),
  locked: z.optional(z.boolean()),
  private: z.optional(z.boolean()),
  skip_tls_certificate_validation: z.optional(z.boolean()),
  proxy_cluster_list: z.optional(z.array(z.string()).check(z.maxLength(1))),
}))();

/** When to run, as five parts or as one cron text, which wins. The free plan allows one run a day. */
export const CronScheduleSchema = /* @__PURE__ */ (() => z.looseObject({
  minute: z.optional(z.string()),
  hour: z.optional(z.string()),
  dayOfMonth: z.optional(z.string()),
  month: z.optional(z.string()),
  dayOfWeek: z.optional(z.string()),
  cronSpec: z.optional(z.string()),
}))();

/** A schedule, and how long its recovery points are kept. */
export const PolicyScheduleSchema = /* @__PURE__ */ (() => z.looseObject({
  retainDays: z.optional(z.int().check(z.minimum(1))),
  numAlwaysRetain: z.optional(z.int().check(z.maximum(30))),
  locked: z.optional(z.boolean()),
  schedule: CronScheduleSchema,
}))();

/** What a client may say of a policy. PATCH takes any part of it, PUT all of it. */
export const PolicyInputSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  timezone: z.optional(z.string()),
  schedules: z.array(PolicyScheduleSchema).check(z.minLength(1)),
}))();

/** How long a recovery point is kept. */
export const RetentionSchema = /* @__PURE__ */ (() => z.looseObject({
  retainDays: z.optional(z.int().check(z.minimum(1))),
  numAlwaysRetain: z.optional(z.int().check(z.minimum(0), z.maximum(30))),
}))();

/** How to run a backup definition now. */
export const RunBackupSchema = /* @__PURE__ */ (() => z.looseObject({
  retention: RetentionSchema,
  runBackup: z.optional(z.boolean()),
}))();

/** A link. */
export const LinkSchema = /* @__PURE__ */ (() => z.looseObject({
  title: z.string(),
  href: z.string(),
}))();

/** Links of a document. */
export const LinksSchema = /* @__PURE__ */ (() => z.looseObject({
  self: z.optional(LinkSchema),
  parent: z.optional(LinkSchema),
  collection: z.optional(LinkSchema),
  related: z.optional(z.record(z.string(), z.union([LinkSchema, z.array(LinkSchema)]))),
}))();

/** Details of a job on databases of AWS. */
export const JobAwsRdsSchema = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  databases: z.optional(z.array(z.string())),
  backupdef: z.optional(z.string()),
  restoredef: z.optional(z.string()),
  copydef: z.optional(z.string()),
}))();

/** Details of a job on volumes of AWS. */
export const JobAwsEbsSchema = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
}))();

/** Details of a job on clusters of AWS. */
export const JobAwsEksSchema = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  awsekscluster: z.optional(z.string()),
  restoredef: z.optional(z.string()),
}))();

/** Details of a job on clusters of Azure. */
export const JobAzureAksSchema = /* @__PURE__ */ (() => z.looseObject({
  azure_aks_cluster: z.optional(z.string()),
}))();

/** Files and bytes of the copies of a job. */
export const CopyStatsSchema = /* @__PURE__ */ (() => z.looseObject({
  estimated_size: z.optional(z.int()),
  estimated_number_of_files: z.optional(z.int()),
  io_size: z.optional(z.int()),
  io_number_of_files: z.optional(z.int()),
  transferred_size: z.optional(z.int()),
  transferred_number_of_files: z.optional(z.int()),
}))();

/** How far the copies of a job are. */
export const CopyProgressSchema = /* @__PURE__ */ (() => z.looseObject({
  stats: z.optional(CopyStatsSchema),
  total_pvs: z.optional(z.int()),
  pending_pvs: z.optional(z.int()),
  active_pvs: z.optional(z.int()),
  completed_pvs: z.optional(z.int()),
  failed_pvs: z.optional(z.int()),
}))();

/** How far the snapshots of a job are. */
export const SnapshotProgressSchema = /* @__PURE__ */ (() => z.looseObject({
  total_pvs: z.optional(z.int()),
  pending_pvs: z.optional(z.int()),
  active_pvs: z.optional(z.int()),
  completed_pvs: z.optional(z.int()),
  failed_pvs: z.optional(z.int()),
  skipped_pvs: z.optional(z.int()),
}))();

/** A run of a definition. Read and followed, never written. */
export const JobSchema = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  cc_user_email: z.optional(z.string()),
  tags: z.optional(z.record(z.string(), z.string())),
  type: z.enum(["K8S_SNAP","RESTORE","K8S_COPY","DELETE_BACKUP","AWS_INVENTORY","CLOUD_INVENTORY","AWSRDS_BACKUP","AWSRDS_RESTORE","AWSRDS_BACKUP_DELETE","AWSRDS_COPY","AWSEKS_RESTORE","KOPIACONDENSE","SECURITY_SCAN","AGENT_UPDATE"]),
  start_time: z.optional(z.int()),
  end_time: z.optional(z.int()),
  num_total_resources: z.optional(z.int()),
  num_backup_resources: z.optional(z.int()),
  num_restored_resources: z.optional(z.int()),
  num_volume_snapshots_attempted: z.optional(z.int()),
  num_volume_snapshots_completed: z.optional(z.int()),
  num_total_snapshots: z.optional(z.int()),
  num_snapshot_offload_attempted: z.optional(z.int()),
  num_snapshot_offload_completed: z.optional(z.int()),
  num_errors: z.optional(z.int()),
  num_warnings: z.optional(z.int()),
  message: z.optional(z.string()),
  policy_id: z.optional(z.string()),
  retention: z.optional(RetentionSchema),
  cluster: z.optional(z.string()),
  backupdef: z.optional(z.string()),
  security_scan_def: z.optional(z.string()),
  restoredef: z.optional(z.string()),
  offloaddef: z.optional(z.string()),
  jobrunner: z.string(),
  state: z.optional(z.enum(["UNKNOWN","PENDING","RUNNING","COMPLETED","PARTIAL","FAILED","SKIPPED","CATALOG","CANCELLING","CANCELED"])),
  phase: z.optional(z.enum(["OFFLOAD_RUNNING","OFFLOAD_COMPLETED","OFFLOAD_PARTIAL"])),
  backup_inst: z.optional(z.string()),
  security_scan_inst: z.optional(z.string()),
  offload_backup_inst: z.optional(z.string()),
  activity: z.optional(z.array(z.string())),
  record_offload_snapshot_job: z.optional(z.boolean()),
  process_logs: z.optional(z.boolean()),
  cluster_name: z.optional(z.string()),
  backupdef_name: z.optional(z.string()),
  restoredef_name: z.optional(z.string()),
  awsrds: z.optional(JobAwsRdsSchema),
  offloaddef_name: z.optional(z.string()),
  securityscan_name: z.optional(z.string()),
  awsebs: z.optional(JobAwsEbsSchema),
  awseks: z.optional(JobAwsEksSchema),
  azure_aks: z.optional(JobAzureAksSchema),
  kube_copy_progress: z.optional(CopyProgressSchema),
  kube_snapshot_progress: z.optional(SnapshotProgressSchema),
  cloudaccount: z.optional(z.string()),
  display_name: z.optional(z.string()),
  display_type: z.optional(z.string()),
}))();

/** A run of a backup definition. */
export const KubebackupRunSchema = /* @__PURE__ */ (() => z.looseObject({
  jobid: z.string(),
  state: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** The last runs of a backup definition. */
export const KubebackupStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  jobs: z.optional(z.array(KubebackupRunSchema)),
  message: z.optional(z.string()),
  last_job_run_time: z.optional(z.int()),
}))();

/** A backup definition of a cluster. */
export const KubebackupSchema = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  trigger_type: z.optional(z.enum(["SCHEDULED","ADHOC"])),
  cluster: z.string(),
  policy: z.optional(z.string()),
  source: BackupSourceSchema,
  pre_hooks: z.optional(z.array(BackupHooksSchema)),
  post_hooks: z.optional(z.array(BackupHooksSchema)),
  pause: z.optional(z.boolean()),
  copydef: z.optional(z.string()),
  cc_user_email: z.optional(z.string()),
  status: z.optional(KubebackupStatusSchema),
  copy_policy: z.optional(z.string()),
  migrationdef: z.optional(z.string()),
}))();

/** State of a registered cluster. */
export const KubeclusterStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  state: z.optional(z.enum(["PENDING","INVENTORY","ACTIVE","REGISTERED","DISCOVERED"])),
  agentURL: z.optional(z.string()),
  otp: z.optional(z.string()),
  message: z.optional(z.string()),
  version: z.optional(z.string()),
  agentVersion: z.optional(z.int()),
  kubeAgentVersion: z.optional(z.string()),
  kubeAgentManagerVersion: z.optional(z.string()),
  pendingStateTimestamp: z.optional(z.int()),
  updateTime: z.optional(z.int()),
  dormant: z.optional(z.boolean()),
  deployment_platform: z.optional(z.string()),
  num_recovery_points: z.optional(z.int()),
  awsekscluster_arn: z.optional(z.nullable(z.string())),
  azure_aks_cluster_id: z.optional(z.nullable(z.string())),
  cloudaccount: z.optional(z.string()),
  scan_count: z.optional(z.int()),
}))();

/** Figures on the backups of a cluster, over the days that were asked for. */
export const KubeclusterMetricsSchema = /* @__PURE__ */ (() => z.looseObject({
  total_num_backup_jobs: z.optional(z.int()),
  total_num_successful_backup_jobs: z.optional(z.int()),
  backup_job_success_percentage: z.optional(z.number()),
  total_num_pvcs: z.optional(z.int()),
  total_num_offload_pvcs: z.optional(z.int()),
  eligible_pvc_offload_coverage_percentage: z.optional(z.number()),
  total_num_snapshot_pvcs: z.optional(z.int()),
  eligible_pvc_snapshot_coverage_percentage: z.optional(z.number()),
  total_num_safelock_recovery_points: z.optional(z.int()),
  safelock_coverage_percentage: z.optional(z.number()),
}))();

/** A Kubernetes cluster that is registered with the service. */
export const KubeclusterSchema = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  description: z.optional(z.string()),
  tags: z.optional(z.record(z.string(), z.string())),
  backup_provider: z.optional(BackupProviderSchema),
  image_pull_secret_name: z.optional(z.string()),
  container_registry: z.optional(z.string()),
  kublet_pods_dir: z.optional(z.string()),
  configuration: z.optional(z.record(z.string(), z.unknown())),
  cc_user_email: z.optional(z.string()),
  status: z.optional(KubeclusterStatusSchema),
  metrics: z.optional(KubeclusterMetricsSchema),
}))();

/** An object store of the user, for copies of backups. */
export const ObjectstoreSchema = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  provider_type: z.optional(z.enum(["aws","azure"])),
  s3provider: z.optional(S3ProviderSchema),
  repo_password: z.optional(z.string()),
  account_id: z.optional(z.string()),
  bucket_name: z.optional(z.string()),
  region: z.optional(z.string()),
  prefix: z.optional(z.string()),
  locked: z.optional(z.boolean()),
  private: z.optional(z.boolean()),
  skip_tls_certificate_validation: z.optional(z.boolean()),
  proxy_cluster_list: z.optional(z.array(z.string()).check(z.maxLength(1))),
  cc_user_email: z.optional(z.string()),
  validate_state: z.optional(z.enum(["VALIDATING","READY","FAILED"])),
  validate_message: z.optional(z.string()),
}))();

/** State of a policy. */
export const PolicyStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  suspended: z.optional(z.boolean()),
}))();

/** When backups run and how long they are kept. */
export const PolicySchema = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  timezone: z.optional(z.string()),
  schedules: z.array(PolicyScheduleSchema).check(z.minLength(1)),
  cc_user_email: z.optional(z.string()),
  status: z.optional(PolicyStatusSchema),
}))();

/** What is sent, by resource. */
export const cloudcasaInputs = {
  kubebackups: KubebackupInputSchema,
  kubeclusters: KubeclusterInputSchema,
  objectstores: ObjectstoreInputSchema,
  policies: PolicyInputSchema,
  "kubebackups/action/run": RunBackupSchema,
};

/** What is answered, by resource. */
export const cloudcasaAnswers = {
  jobs: JobSchema,
  kubebackups: KubebackupSchema,
  kubeclusters: KubeclusterSchema,
  objectstores: ObjectstoreSchema,
  policies: PolicySchema,
};
