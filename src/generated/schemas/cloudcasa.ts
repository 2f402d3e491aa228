// Made by `npm run generate` from openapi/. Do not edit.

import * as z from "zod/mini";
import type {
  Apikey,
  ApikeyAccess,
  ApikeyInput,
  AzureFilesRestoreOptions,
  BackupHooks,
  BackupLocation,
  BackupProvider,
  BackupSource,
  Backupinstance,
  BackupinstanceInput,
  BackupinstanceStatus,
  CopyProgress,
  CopyStats,
  CronSchedule,
  Job,
  JobAwsEbs,
  JobAwsEks,
  JobAwsRds,
  JobAzureAks,
  Kubebackup,
  KubebackupInput,
  KubebackupRun,
  KubebackupStatus,
  Kubecluster,
  KubeclusterInput,
  KubeclusterMetrics,
  KubeclusterStatus,
  Kubeoffload,
  KubeoffloadInput,
  KubeoffloadStatus,
  Kuberestore,
  KuberestoreInput,
  KuberestoreStatus,
  Link,
  Links,
  MoverOptions,
  Objectstore,
  ObjectstoreCredentials,
  ObjectstoreInput,
  OffloadOptions,
  OffloadProvider,
  Policy,
  PolicyInput,
  PolicySchedule,
  PolicyStatus,
  RecoveryPointAgent,
  RecoveryPointAwsEks,
  RecoveryPointAwsRds,
  RecoveryPointAzureAks,
  RecoveryPointRetention,
  RestoreSelection,
  RestoreToAks,
  RestoreToEks,
  Retention,
  RunBackup,
  S3Provider,
  ServicePrincipal,
  SnapshotProgress,
  WindowsProfile,
} from "../cloudcasa.ts";

/** What a key may do with a resource. */
export const ApikeyAccessSchema: z.ZodMiniType<ApikeyAccess> = /* @__PURE__ */ (() => z.looseObject({
  resource: z.string(),
  resourceIds: z.optional(z.array(z.string())),
  permissions: z.optional(z.array(z.string())),
  roles: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<ApikeyAccess>)();

/** What a client may say of an API key. PATCH takes any part of it, PUT all of it. */
export const ApikeyInputSchema: z.ZodMiniType<ApikeyInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  description: z.optional(z.string()),
  org_role: z.optional(z.enum(["USER","ADMIN"])),
  acls: z.optional(z.array(ApikeyAccessSchema)),
}) as unknown as z.ZodMiniType<ApikeyInput>)();

/** How long a recovery point is kept. */
export const RecoveryPointRetentionSchema: z.ZodMiniType<RecoveryPointRetention> = /* @__PURE__ */ (() => z.looseObject({
  retainDays: z.int().check(z.minimum(0)),
  numAlwaysRetain: z.optional(z.int().check(z.maximum(30))),
}) as unknown as z.ZodMiniType<RecoveryPointRetention>)();

/** What a backup holds. Either all namespaces or some. */
export const BackupSourceSchema: z.ZodMiniType<BackupSource> = /* @__PURE__ */ (() => z.looseObject({
  all_namespaces: z.optional(z.boolean()),
  namespaces: z.optional(z.array(z.string())),
  label_selector: z.optional(z.record(z.string(), z.unknown())),
  snapshotPersistentVolumes: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<BackupSource>)();

/** Where a recovery point is. */
export const BackupLocationSchema: z.ZodMiniType<BackupLocation> = /* @__PURE__ */ (() => z.looseObject({
  backup_provider: z.optional(z.string()),
  bucket_name: z.optional(z.string()),
  region: z.optional(z.string()),
  endpoint: z.optional(z.string()),
  prefix: z.optional(z.string()),
  backup_repo_prefix: z.optional(z.string()),
  repo_password: z.optional(z.string()),
  backup_location_info: z.optional(z.string()),
}) as unknown as z.ZodMiniType<BackupLocation>)();

/** What the agent says of a recovery point. */
export const RecoveryPointAgentSchema: z.ZodMiniType<RecoveryPointAgent> = /* @__PURE__ */ (() => z.looseObject({
  format_version: z.optional(z.string()),
  phase: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RecoveryPointAgent>)();

/** Details of a recovery point of databases of AWS. */
export const RecoveryPointAwsRdsSchema: z.ZodMiniType<RecoveryPointAwsRds> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  snapshot_type: z.optional(z.enum(["AWS Auto","AWS Manual","CloudCasa"])),
  snapshot_size: z.optional(z.int()),
  database: z.optional(z.string()),
  region: z.optional(z.string()),
  automated_snapshot: z.optional(z.string()),
  backupdef: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RecoveryPointAwsRds>)();

/** Details of a recovery point of a cluster of AWS. */
export const RecoveryPointAwsEksSchema: z.ZodMiniType<RecoveryPointAwsEks> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  awsekscluster: z.optional(z.string()),
  region: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RecoveryPointAwsEks>)();

/** Details of a recovery point of a cluster of Azure. */
export const RecoveryPointAzureAksSchema: z.ZodMiniType<RecoveryPointAzureAks> = /* @__PURE__ */ (() => z.looseObject({
  azure_aks_cluster: z.optional(z.string()),
  region: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RecoveryPointAzureAks>)();

/** What a writer, mostly the service itself, may say of a recovery point. PATCH takes any part of it, PUT all of it. */
export const BackupinstanceInputSchema: z.ZodMiniType<BackupinstanceInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  type: z.optional(z.enum(["SNAPSHOT","COPY"])),
  state: z.optional(z.enum(["PENDING","READY","DELETING"])),
  source_type: z.optional(z.enum(["kubernetes","awsrds"])),
  cluster: z.optional(z.string()),
  cluster_name: z.optional(z.string()),
  backupdef: z.optional(z.string()),
  backupdef_name: z.optional(z.string()),
  offload_def: z.optional(z.string()),
  source_backupinst: z.optional(z.string()),
  objectstore: z.optional(z.string()),
  start_time: z.optional(z.int()),
  end_time: z.optional(z.int()),
  retention: z.optional(RecoveryPointRetentionSchema),
  backup_selection: z.optional(BackupSourceSchema),
  backup_location: BackupLocationSchema,
  kubeagent_info: z.optional(RecoveryPointAgentSchema),
  num_total_resources: z.optional(z.int()),
  num_backup_resources: z.optional(z.int()),
  num_volume_snapshots_attempted: z.optional(z.int()),
  num_volume_snapshots_completed: z.optional(z.int()),
  pv_count: z.optional(z.int()),
  num_errors: z.optional(z.int()),
  num_warnings: z.optional(z.int()),
  message: z.optional(z.string()),
  backup_job_id: z.optional(z.string()),
  offload_snapshot_job_id: z.optional(z.string()),
  backup_storage_size: z.optional(z.int()),
  protected_storage_size: z.optional(z.int()),
  total_snapshot_data: z.optional(z.int()),
  total_copy_data: z.optional(z.int()),
  awsrds: z.optional(RecoveryPointAwsRdsSchema),
  awseks: z.optional(RecoveryPointAwsEksSchema),
  azure_aks: z.optional(RecoveryPointAzureAksSchema),
  cloudaccount: z.optional(z.string()),
}) as unknown as z.ZodMiniType<BackupinstanceInput>)();

/** Hooks for some namespaces. */
export const BackupHooksSchema: z.ZodMiniType<BackupHooks> = /* @__PURE__ */ (() => z.looseObject({
  namespaces: z.optional(z.array(z.string())),
  hooks: z.optional(z.array(z.string())),
  template: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<BackupHooks>)();

/** What a client may say of a backup definition. PATCH takes any part of it, PUT all of it. */
export const KubebackupInputSchema: z.ZodMiniType<KubebackupInput> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<KubebackupInput>)();

/** A place for copies of backups: either `type` and `region` of a store of the service, or an object store of the user. */
export const BackupProviderSchema: z.ZodMiniType<BackupProvider> = /* @__PURE__ */ (() => z.looseObject({
  type: z.optional(z.nullable(z.enum(["aws","azure"]))),
  region: z.optional(z.nullable(z.string())),
  user_objectstore: z.optional(z.string()),
}).check(z.refine((value) => value["type"] === undefined || value["region"] !== undefined, { path: ["region"], params: { expected: "a value, since type is given" } }), z.refine((value) => value["region"] === undefined || value["type"] !== undefined, { path: ["type"], params: { expected: "a value, since region is given" } })) as unknown as z.ZodMiniType<BackupProvider>)();

/** What a client may say of a cluster. PATCH takes any part of it, PUT all of it. */
export const KubeclusterInputSchema: z.ZodMiniType<KubeclusterInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  description: z.optional(z.string()),
  tags: z.optional(z.record(z.string(), z.string())),
  backup_provider: z.optional(BackupProviderSchema),
  image_pull_secret_name: z.optional(z.string()),
  container_registry: z.optional(z.string()),
  kublet_pods_dir: z.optional(z.string()),
  configuration: z.optional(z.record(z.string(), z.unknown())),
}) as unknown as z.ZodMiniType<KubeclusterInput>)();

/** Where copies go; either storage of the service, or an object store of the user. */
export const OffloadProviderSchema: z.ZodMiniType<OffloadProvider> = /* @__PURE__ */ (() => z.looseObject({
  type: z.optional(z.nullable(z.string())),
  region: z.optional(z.nullable(z.string())),
  user_objectstore: z.optional(z.string()),
}) as unknown as z.ZodMiniType<OffloadProvider>)();

/** How Azure Files are restored. */
export const AzureFilesRestoreOptionsSchema: z.ZodMiniType<AzureFilesRestoreOptions> = /* @__PURE__ */ (() => z.looseObject({
  method: z.optional(z.string()),
  pvc_restore_wait_seconds: z.optional(z.int()),
  check_file_restore_status_interval_seconds: z.optional(z.int()),
}) as unknown as z.ZodMiniType<AzureFilesRestoreOptions>)();

/** How the data of volumes is copied. */
export const OffloadOptionsSchema: z.ZodMiniType<OffloadOptions> = /* @__PURE__ */ (() => z.looseObject({
  report_interval: z.optional(z.string()),
  upload_speed_limit: z.optional(z.int()),
  download_speed_limit: z.optional(z.int()),
  pvc_file_parallelism: z.optional(z.int()),
  pvc_parallelism: z.optional(z.int()),
  mover_ready_timeout: z.optional(z.string()),
  max_mover_pvcs: z.optional(z.int()),
  total_file_parallelism: z.optional(z.int()),
  mover_memory_limit: z.optional(z.int()),
  preserve_node_ports: z.optional(z.boolean()),
  azure_files_restore_options: z.optional(AzureFilesRestoreOptionsSchema),
}) as unknown as z.ZodMiniType<OffloadOptions>)();

/** What a client may say of a copy definition. PATCH takes any part of it, PUT all of it. */
export const KubeoffloadInputSchema: z.ZodMiniType<KubeoffloadInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  trigger_type: z.optional(z.enum(["SCHEDULED","ADHOC"])),
  backup_inst: z.optional(z.string()),
  backupdef: z.optional(z.string()),
  cluster: z.optional(z.string()),
  policy: z.optional(z.string()),
  delete_snapshots: z.optional(z.boolean()),
  run_backup: z.optional(z.boolean()),
  offload_provider: z.optional(OffloadProviderSchema),
  options: z.optional(OffloadOptionsSchema),
  pause: z.optional(z.boolean()),
  snapshot_longhorn: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<KubeoffloadInput>)();

/** What of a recovery point to restore. Either all namespaces or some. */
export const RestoreSelectionSchema: z.ZodMiniType<RestoreSelection> = /* @__PURE__ */ (() => z.looseObject({
  all_namespaces: z.optional(z.boolean()),
  namespaces: z.optional(z.array(z.string())),
  label_selector: z.optional(z.record(z.string(), z.unknown())),
  restorePersistentVolumes: z.optional(z.boolean()),
  include_resource_types: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<RestoreSelection>)();

/** How the data of volumes is moved. */
export const MoverOptionsSchema: z.ZodMiniType<MoverOptions> = /* @__PURE__ */ (() => z.looseObject({
  report_interval: z.optional(z.string()),
  upload_speed_limit: z.optional(z.int()),
  download_speed_limit: z.optional(z.int()),
  pvc_file_parallelism: z.optional(z.int()),
  pvc_parallelism: z.optional(z.int()),
  mover_ready_timeout: z.optional(z.string()),
  max_mover_pvcs: z.optional(z.int()),
}) as unknown as z.ZodMiniType<MoverOptions>)();

/** An EKS cluster that a restore makes. */
export const RestoreToEksSchema: z.ZodMiniType<RestoreToEks> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.string(),
  awsuser: z.string(),
  cluster_name: z.string(),
  region: z.optional(z.string()),
  security_groups: z.optional(z.array(z.string())),
  subnets: z.optional(z.array(z.string())),
  cluster_role_arn: z.optional(z.string()),
  node_group_role_arn: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RestoreToEks>)();

/** A service principal of Azure. */
export const ServicePrincipalSchema: z.ZodMiniType<ServicePrincipal> = /* @__PURE__ */ (() => z.looseObject({
  client_id: z.string(),
  client_secret: z.string(),
}) as unknown as z.ZodMiniType<ServicePrincipal>)();

/** The administrator of Windows nodes. */
export const WindowsProfileSchema: z.ZodMiniType<WindowsProfile> = /* @__PURE__ */ (() => z.looseObject({
  admin_password: z.string(),
}) as unknown as z.ZodMiniType<WindowsProfile>)();

/** An AKS cluster that a restore makes. */
export const RestoreToAksSchema: z.ZodMiniType<RestoreToAks> = /* @__PURE__ */ (() => z.looseObject({
  azure_account: z.string(),
  cluster_name: z.string(),
  region: z.optional(z.string()),
  resource_group_id: z.optional(z.string()),
  service_principal: ServicePrincipalSchema,
  windows_profile: z.optional(WindowsProfileSchema),
}) as unknown as z.ZodMiniType<RestoreToAks>)();

/** What a client may say of a restore. PATCH takes any part of it, PUT all of it. */
export const KuberestoreInputSchema: z.ZodMiniType<KuberestoreInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  backup_inst: z.string(),
  cluster: z.optional(z.string()),
  source_cluster: z.optional(z.string()),
  selection: RestoreSelectionSchema,
  pre_hooks: z.optional(z.array(BackupHooksSchema)),
  post_hooks: z.optional(z.array(BackupHooksSchema)),
  namespaces_prefix: z.optional(z.string()),
  namespaces_suffix: z.optional(z.string()),
  namespaces_map: z.optional(z.record(z.string(), z.string())),
  storage_class_map: z.optional(z.record(z.string(), z.string())),
  options: z.optional(MoverOptionsSchema),
  awseks: z.optional(RestoreToEksSchema),
  azure_aks: z.optional(RestoreToAksSchema),
  cloudaccount: z.optional(z.string()),
}) as unknown as z.ZodMiniType<KuberestoreInput>)();

/** Keys of an S3-compatible store, or a service principal of Azure. */
export const ObjectstoreCredentialsSchema: z.ZodMiniType<ObjectstoreCredentials> = /* @__PURE__ */ (() => z.looseObject({
  access_key: z.optional(z.string()),
  secret_key: z.optional(z.string()),
  subscription_id: z.optional(z.string()),
  tenant_id: z.optional(z.string()),
  client_id: z.optional(z.string()),
  client_secret: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ObjectstoreCredentials>)();

/** Address and credentials of an object store. */
export const S3ProviderSchema: z.ZodMiniType<S3Provider> = /* @__PURE__ */ (() => z.looseObject({
  endpoint: z.optional(z.string()),
  credentials: z.optional(ObjectstoreCredentialsSchema),
  cloud: z.optional(z.enum(["Public","Government"])),
  resource_group_name: z.optional(z.string()),
  storage_account_name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<S3Provider>)();

/** What a client may say of an object store. PATCH takes any part of it, PUT all of it, credentials too. */
export const ObjectstoreInputSchema: z.ZodMiniType<ObjectstoreInput> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<ObjectstoreInput>)();

/** When to run, as five parts or as one cron text, which wins. The free plan allows one run a day. */
export const CronScheduleSchema: z.ZodMiniType<CronSchedule> = /* @__PURE__ */ (() => z.looseObject({
  minute: z.optional(z.string()),
  hour: z.optional(z.string()),
  dayOfMonth: z.optional(z.string()),
  month: z.optional(z.string()),
  dayOfWeek: z.optional(z.string()),
  cronSpec: z.optional(z.string()),
}) as unknown as z.ZodMiniType<CronSchedule>)();

/** A schedule, and how long its recovery points are kept. */
export const PolicyScheduleSchema: z.ZodMiniType<PolicySchedule> = /* @__PURE__ */ (() => z.looseObject({
  retainDays: z.optional(z.int().check(z.minimum(1))),
  numAlwaysRetain: z.optional(z.int().check(z.maximum(30))),
  locked: z.optional(z.boolean()),
  schedule: CronScheduleSchema,
}) as unknown as z.ZodMiniType<PolicySchedule>)();

/** What a client may say of a policy. PATCH takes any part of it, PUT all of it. */
export const PolicyInputSchema: z.ZodMiniType<PolicyInput> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  timezone: z.optional(z.string()),
  schedules: z.array(PolicyScheduleSchema).check(z.minLength(1)),
}) as unknown as z.ZodMiniType<PolicyInput>)();

/** How long a recovery point is kept. */
export const RetentionSchema: z.ZodMiniType<Retention> = /* @__PURE__ */ (() => z.looseObject({
  retainDays: z.optional(z.int().check(z.minimum(1))),
  numAlwaysRetain: z.optional(z.int().check(z.minimum(0), z.maximum(30))),
}) as unknown as z.ZodMiniType<Retention>)();

/** How to run a backup definition now. */
export const RunBackupSchema: z.ZodMiniType<RunBackup> = /* @__PURE__ */ (() => z.looseObject({
  retention: RetentionSchema,
  runBackup: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<RunBackup>)();

/** A link. */
export const LinkSchema: z.ZodMiniType<Link> = /* @__PURE__ */ (() => z.looseObject({
  title: z.string(),
  href: z.string(),
}) as unknown as z.ZodMiniType<Link>)();

/** Links of a document. */
export const LinksSchema: z.ZodMiniType<Links> = /* @__PURE__ */ (() => z.looseObject({
  self: z.optional(LinkSchema),
  parent: z.optional(LinkSchema),
  collection: z.optional(LinkSchema),
  related: z.optional(z.record(z.string(), z.union([LinkSchema, z.array(LinkSchema)]))),
}) as unknown as z.ZodMiniType<Links>)();

/** An API key of the organization. */
export const ApikeySchema: z.ZodMiniType<Apikey> = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  description: z.optional(z.string()),
  org_role: z.optional(z.enum(["USER","ADMIN"])),
  acls: z.optional(z.array(ApikeyAccessSchema)),
  cc_user_email: z.optional(z.string()),
  snippet: z.optional(z.string().check(z.maxLength(5))),
  key: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Apikey>)();

/** What the service keeps of a recovery point. */
export const BackupinstanceStatusSchema: z.ZodMiniType<BackupinstanceStatus> = /* @__PURE__ */ (() => z.looseObject({
  backup_size_set: z.optional(z.boolean()),
  s3_dir_deleted: z.optional(z.boolean()),
  deleted: z.optional(z.boolean()),
  locked: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<BackupinstanceStatus>)();

/** A recovery point: what a backup left, to be restored from while it is READY. */
export const BackupinstanceSchema: z.ZodMiniType<Backupinstance> = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  type: z.optional(z.enum(["SNAPSHOT","COPY"])),
  state: z.optional(z.enum(["PENDING","READY","DELETING"])),
  source_type: z.optional(z.enum(["kubernetes","awsrds"])),
  cluster: z.optional(z.string()),
  cluster_name: z.optional(z.string()),
  backupdef: z.optional(z.string()),
  backupdef_name: z.optional(z.string()),
  offload_def: z.optional(z.string()),
  source_backupinst: z.optional(z.string()),
  objectstore: z.optional(z.string()),
  start_time: z.optional(z.int()),
  end_time: z.optional(z.int()),
  retention: z.optional(RecoveryPointRetentionSchema),
  backup_selection: z.optional(BackupSourceSchema),
  backup_location: BackupLocationSchema,
  kubeagent_info: z.optional(RecoveryPointAgentSchema),
  num_total_resources: z.optional(z.int()),
  num_backup_resources: z.optional(z.int()),
  num_volume_snapshots_attempted: z.optional(z.int()),
  num_volume_snapshots_completed: z.optional(z.int()),
  pv_count: z.optional(z.int()),
  num_errors: z.optional(z.int()),
  num_warnings: z.optional(z.int()),
  message: z.optional(z.string()),
  backup_job_id: z.optional(z.string()),
  offload_snapshot_job_id: z.optional(z.string()),
  backup_storage_size: z.optional(z.int()),
  protected_storage_size: z.optional(z.int()),
  total_snapshot_data: z.optional(z.int()),
  total_copy_data: z.optional(z.int()),
  awsrds: z.optional(RecoveryPointAwsRdsSchema),
  awseks: z.optional(RecoveryPointAwsEksSchema),
  azure_aks: z.optional(RecoveryPointAzureAksSchema),
  cloudaccount: z.optional(z.string()),
  cc_user_email: z.optional(z.string()),
  status: z.optional(BackupinstanceStatusSchema),
  expiry_timestamp: z.optional(z.int()),
}) as unknown as z.ZodMiniType<Backupinstance>)();

/** Details of a job on databases of AWS. */
export const JobAwsRdsSchema: z.ZodMiniType<JobAwsRds> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  databases: z.optional(z.array(z.string())),
  backupdef: z.optional(z.string()),
  restoredef: z.optional(z.string()),
  copydef: z.optional(z.string()),
}) as unknown as z.ZodMiniType<JobAwsRds>)();

/** Details of a job on volumes of AWS. */
export const JobAwsEbsSchema: z.ZodMiniType<JobAwsEbs> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<JobAwsEbs>)();

/** Details of a job on clusters of AWS. */
export const JobAwsEksSchema: z.ZodMiniType<JobAwsEks> = /* @__PURE__ */ (() => z.looseObject({
  awsaccount: z.optional(z.string()),
  awsaccount_name: z.optional(z.string()),
  awsekscluster: z.optional(z.string()),
  restoredef: z.optional(z.string()),
}) as unknown as z.ZodMiniType<JobAwsEks>)();

/** Details of a job on clusters of Azure. */
export const JobAzureAksSchema: z.ZodMiniType<JobAzureAks> = /* @__PURE__ */ (() => z.looseObject({
  azure_aks_cluster: z.optional(z.string()),
}) as unknown as z.ZodMiniType<JobAzureAks>)();

/** Files and bytes of the copies of a job. */
export const CopyStatsSchema: z.ZodMiniType<CopyStats> = /* @__PURE__ */ (() => z.looseObject({
  estimated_size: z.optional(z.int()),
  estimated_number_of_files: z.optional(z.int()),
  io_size: z.optional(z.int()),
  io_number_of_files: z.optional(z.int()),
  transferred_size: z.optional(z.int()),
  transferred_number_of_files: z.optional(z.int()),
}) as unknown as z.ZodMiniType<CopyStats>)();

/** How far the copies of a job are. */
export const CopyProgressSchema: z.ZodMiniType<CopyProgress> = /* @__PURE__ */ (() => z.looseObject({
  stats: z.optional(CopyStatsSchema),
  total_pvs: z.optional(z.int()),
  pending_pvs: z.optional(z.int()),
  active_pvs: z.optional(z.int()),
  completed_pvs: z.optional(z.int()),
  failed_pvs: z.optional(z.int()),
}) as unknown as z.ZodMiniType<CopyProgress>)();

/** How far the snapshots of a job are. */
export const SnapshotProgressSchema: z.ZodMiniType<SnapshotProgress> = /* @__PURE__ */ (() => z.looseObject({
  total_pvs: z.optional(z.int()),
  pending_pvs: z.optional(z.int()),
  active_pvs: z.optional(z.int()),
  completed_pvs: z.optional(z.int()),
  failed_pvs: z.optional(z.int()),
  skipped_pvs: z.optional(z.int()),
}) as unknown as z.ZodMiniType<SnapshotProgress>)();

/** A run of a definition. Read and followed, never written. */
export const JobSchema: z.ZodMiniType<Job> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<Job>)();

/** A run of a backup definition. */
export const KubebackupRunSchema: z.ZodMiniType<KubebackupRun> = /* @__PURE__ */ (() => z.looseObject({
  jobid: z.string(),
  state: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<KubebackupRun>)();

/** The last runs of a backup definition. */
export const KubebackupStatusSchema: z.ZodMiniType<KubebackupStatus> = /* @__PURE__ */ (() => z.looseObject({
  jobs: z.optional(z.array(KubebackupRunSchema)),
  message: z.optional(z.string()),
  last_job_run_time: z.optional(z.int()),
}) as unknown as z.ZodMiniType<KubebackupStatus>)();

/** A backup definition of a cluster. */
export const KubebackupSchema: z.ZodMiniType<Kubebackup> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<Kubebackup>)();

/** State of a registered cluster. */
export const KubeclusterStatusSchema: z.ZodMiniType<KubeclusterStatus> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<KubeclusterStatus>)();

/** Figures on the backups of a cluster, over the days that were asked for. */
export const KubeclusterMetricsSchema: z.ZodMiniType<KubeclusterMetrics> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<KubeclusterMetrics>)();

/** A Kubernetes cluster that is registered with the service. */
export const KubeclusterSchema: z.ZodMiniType<Kubecluster> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<Kubecluster>)();

/** The last run of a copy definition. */
export const KubeoffloadStatusSchema: z.ZodMiniType<KubeoffloadStatus> = /* @__PURE__ */ (() => z.looseObject({
  state: z.optional(z.enum(["PENDING","FAILED","JOB_CREATED"])),
  jobid: z.optional(z.string()),
  message: z.optional(z.string()),
  last_job_run_time: z.optional(z.int()),
}) as unknown as z.ZodMiniType<KubeoffloadStatus>)();

/** A copy definition of a cluster. */
export const KubeoffloadSchema: z.ZodMiniType<Kubeoffload> = /* @__PURE__ */ (() => z.looseObject({
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
  backup_inst: z.optional(z.string()),
  backupdef: z.optional(z.string()),
  cluster: z.optional(z.string()),
  policy: z.optional(z.string()),
  delete_snapshots: z.optional(z.boolean()),
  run_backup: z.optional(z.boolean()),
  offload_provider: z.optional(OffloadProviderSchema),
  options: z.optional(OffloadOptionsSchema),
  pause: z.optional(z.boolean()),
  snapshot_longhorn: z.optional(z.boolean()),
  cc_user_email: z.optional(z.string()),
  status: z.optional(KubeoffloadStatusSchema),
}) as unknown as z.ZodMiniType<Kubeoffload>)();

/** Whether a restore has started. */
export const KuberestoreStatusSchema: z.ZodMiniType<KuberestoreStatus> = /* @__PURE__ */ (() => z.looseObject({
  state: z.optional(z.enum(["PENDING","FAILED","JOB_CREATED"])),
  jobid: z.optional(z.string()),
  message: z.optional(z.string()),
  last_job_run_time: z.optional(z.int()),
}) as unknown as z.ZodMiniType<KuberestoreStatus>)();

/** A restore of a recovery point into a cluster. */
export const KuberestoreSchema: z.ZodMiniType<Kuberestore> = /* @__PURE__ */ (() => z.looseObject({
  _id: z.string(),
  _etag: z.string(),
  _created: z.string(),
  _updated: z.string(),
  _links: z.optional(LinksSchema),
  _status: z.optional(z.enum(["OK","ERR"])),
  org_id: z.optional(z.string()),
  name: z.string().check(z.minLength(1), z.maxLength(128)),
  tags: z.optional(z.record(z.string(), z.string())),
  backup_inst: z.string(),
  cluster: z.optional(z.string()),
  source_cluster: z.optional(z.string()),
  selection: RestoreSelectionSchema,
  pre_hooks: z.optional(z.array(BackupHooksSchema)),
  post_hooks: z.optional(z.array(BackupHooksSchema)),
  namespaces_prefix: z.optional(z.string()),
  namespaces_suffix: z.optional(z.string()),
  namespaces_map: z.optional(z.record(z.string(), z.string())),
  storage_class_map: z.optional(z.record(z.string(), z.string())),
  options: z.optional(MoverOptionsSchema),
  awseks: z.optional(RestoreToEksSchema),
  azure_aks: z.optional(RestoreToAksSchema),
  cloudaccount: z.optional(z.string()),
  cc_user_email: z.optional(z.string()),
  status: z.optional(KuberestoreStatusSchema),
  migrationdef: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Kuberestore>)();

/** An object store of the user, for copies of backups. */
export const ObjectstoreSchema: z.ZodMiniType<Objectstore> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<Objectstore>)();

/** State of a policy. */
export const PolicyStatusSchema: z.ZodMiniType<PolicyStatus> = /* @__PURE__ */ (() => z.looseObject({
  suspended: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<PolicyStatus>)();

/** When backups run and how long they are kept. */
export const PolicySchema: z.ZodMiniType<Policy> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<Policy>)();

/** What is sent, by resource. */
export const cloudcasaInputs = {
  apikeys: ApikeyInputSchema,
  backupinstances: BackupinstanceInputSchema,
  kubebackups: KubebackupInputSchema,
  kubeclusters: KubeclusterInputSchema,
  kubeoffloads: KubeoffloadInputSchema,
  kuberestores: KuberestoreInputSchema,
  objectstores: ObjectstoreInputSchema,
  policies: PolicyInputSchema,
  "kubebackups/action/run": RunBackupSchema,
};

/** What is answered, by resource. */
export const cloudcasaAnswers = {
  apikeys: ApikeySchema,
  backupinstances: BackupinstanceSchema,
  jobs: JobSchema,
  kubebackups: KubebackupSchema,
  kubeclusters: KubeclusterSchema,
  kubeoffloads: KubeoffloadSchema,
  kuberestores: KuberestoreSchema,
  objectstores: ObjectstoreSchema,
  policies: PolicySchema,
};
