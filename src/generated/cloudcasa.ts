// Made by `npm run generate` from openapi/. Do not edit.

export interface Link {
  title: string;
  href: string;
}

export interface Links {
  self?: Link;
  parent?: Link;
  collection?: Link;
  related?: { [key: string]: Link | Array<Link> };
}

export interface Kubecluster {
  _id: string;
  _etag: string;
  _created: string;
  _updated: string;
  _links?: Links;
  _status?: "OK" | "ERR";
  name: string;
  cc_user_email?: string;
  tags?: { [key: string]: string };
  backup_provider?: {
    type?: string | null;
    region?: string | null;
    user_objectstore?: string;
  };
  status?: {
    state?: "PENDING" | "INVENTORY" | "ACTIVE" | "REGISTERED" | "DISCOVERED" | (string & {});
    otp?: string;
    agentURL?: string;
    message?: string;
    version?: string;
    agentVersion?: number;
    kubeAgentVersion?: string;
    kubeAgentManagerVersion?: string;
    pendingStateTimestamp?: number;
    updateTime?: number;
    dormant?: boolean;
    deployment_platform?: string;
    num_recovery_points?: number;
    awsekscluster_arn?: string | null;
    azure_aks_cluster_id?: string | null;
    cloudaccount?: string;
    scan_count?: number;
  };
  description?: string;
  configuration?: Record<string, unknown>;
  image_pull_secret_name?: string;
  container_registry?: string;
  kublet_pods_dir?: string;
  metrics?: {
    total_num_backup_jobs?: number;
    total_num_successful_backup_jobs?: number;
    backup_job_success_percentage?: number;
    total_num_pvcs?: number;
    total_num_offload_pvcs?: number;
    eligible_pvc_offload_coverage_percentage?: number;
    total_num_snapshot_pvcs?: number;
    eligible_pvc_snapshot_coverage_percentage?: number;
    total_num_safelock_recovery_points?: number;
    safelock_coverage_percentage?: number;
  };
}

export interface Objectstore {
  _id: string;
  _etag: string;
  _created: string;
  _updated: string;
  _links?: Links;
  _status?: "OK" | "ERR";
  name: string;
  cc_user_email?: string;
  tags?: { [key: string]: string };
  provider_type?: "aws" | "azure" | (string & {});
  s3provider?: {
    endpoint?: string;
    credentials?: {
      access_key?: string;
      secret_key?: string;
      subscription_id?: string;
      tenant_id?: string;
      client_id?: string;
      client_secret?: string;
    };
    cloud?: "Public" | "Government" | (string & {});
    resource_group_name?: string;
    storage_account_name?: string;
  };
  repo_password?: string;
  account_id?: string;
  bucket_name?: string;
  region?: string;
  prefix?: string;
  locked?: boolean;
  private?: boolean;
  validate_state?: "VALIDATING" | "READY" | "FAILED" | (string & {});
  validate_message?: string;
  skip_tls_certificate_validation?: boolean;
  proxy_cluster_list?: Array<string>;
}

export interface Kubebackup {
  _id: string;
  _etag: string;
  _created: string;
  _updated: string;
  _links?: Links;
  _status?: "OK" | "ERR";
  name: string;
  cc_user_email?: string;
  tags?: { [key: string]: string };
  trigger_type?: "SCHEDULED" | "ADHOC" | (string & {});
  cluster?: string;
  policy?: string;
  source?: {
    all_namespaces?: boolean;
    namespaces?: Array<string>;
    label_selector?: Record<string, unknown>;
    snapshotPersistentVolumes?: boolean;
  };
  pre_hooks?: Array<{
    namespaces?: Array<string>;
    hooks?: Array<string>;
    template?: boolean;
  }>;
  post_hooks?: Array<{
    namespaces?: Array<string>;
    hooks?: Array<string>;
    template?: boolean;
  }>;
  pause?: boolean;
  status?: {
    jobs?: Array<{
      jobid: string;
      state?: string;
      message?: string;
    }>;
    message?: string;
    last_job_run_time?: number;
  };
  copydef?: string;
  copy_policy?: string;
  migrationdef?: string;
}

export interface Policy {
  _id: string;
  _etag: string;
  _created: string;
  _updated: string;
  _links?: Links;
  _status?: "OK" | "ERR";
  name: string;
  cc_user_email?: string;
  tags?: { [key: string]: string };
  status?: {
    suspended?: boolean;
  };
  timezone?: string;
  schedules?: Array<{
    retainDays: number;
    numAlwaysRetain?: number;
    locked?: boolean;
    schedule: {
      minute?: string;
      hour?: string;
      dayOfMonth?: string;
      month?: string;
      dayOfWeek?: string;
      cronSpec?: string;
    };
  }>;
}

export interface Job {
  _id: string;
  _etag: string;
  _created: string;
  _updated: string;
  _links?: Links;
  _status?: "OK" | "ERR";
  name: string;
  cc_user_email?: string;
  tags?: { [key: string]: string };
  type?: "K8S_SNAP" | "RESTORE" | "K8S_COPY" | "DELETE_BACKUP" | "AWS_INVENTORY" | "CLOUD_INVENTORY" | "AWSRDS_BACKUP" | "AWSRDS_RESTORE" | "AWSRDS_BACKUP_DELETE" | "AWSRDS_COPY" | "AWSEKS_RESTORE" | "KOPIACONDENSE" | "SECURITY_SCAN" | "AGENT_UPDATE" | (string & {});
  start_time?: number;
  end_time?: number;
  num_total_resources?: number;
  num_backup_resources?: number;
  num_restored_resources?: number;
  num_volume_snapshots_attempted?: number;
  num_volume_snapshots_completed?: number;
  num_total_snapshots?: number;
  num_snapshot_offload_attempted?: number;
  num_snapshot_offload_completed?: number;
  num_errors?: number;
  num_warnings?: number;
  message?: string;
  policy_id?: string;
  retention?: {
    retainDays?: number;
    numAlwaysRetain?: number;
  };
  cluster?: string;
  backupdef?: string;
  security_scan_def?: string;
  restoredef?: string;
  offloaddef?: string;
  jobrunner?: string;
  state?: "UNKNOWN" | "PENDING" | "RUNNING" | "COMPLETED" | "PARTIAL" | "FAILED" | "SKIPPED" | "CATALOG" | "CANCELLING" | "CANCELED" | (string & {});
  phase?: "OFFLOAD_RUNNING" | "OFFLOAD_COMPLETED" | "OFFLOAD_PARTIAL" | (string & {});
  backup_inst?: string;
  security_scan_inst?: string;
  offload_backup_inst?: string;
  activity?: Array<string>;
  record_offload_snapshot_job?: boolean;
  process_logs?: boolean;
  cluster_name?: string;
  backupdef_name?: string;
  restoredef_name?: string;
  awsrds?: {
    awsaccount?: string;
    awsaccount_name?: string;
    databases?: Array<string>;
    backupdef?: string;
    restoredef?: string;
    copydef?: string;
  };
  offloaddef_name?: string;
  securityscan_name?: string;
  awsebs?: {
    awsaccount?: string;
    awsaccount_name?: string;
  };
  awseks?: {
    awsaccount?: string;
    awsaccount_name?: string;
    awsekscluster?: string;
    restoredef?: string;
  };
  azure_aks?: {
    azure_aks_cluster?: string;
  };
  kube_copy_progress?: {
    stats?: {
      estimated_size?: number;
      estimated_number_of_files?: number;
      io_size?: number;
      io_number_of_files?: number;
      transferred_size?: number;
      transferred_number_of_files?: number;
    };
    total_pvs?: number;
    pending_pvs?: number;
    active_pvs?: number;
    completed_pvs?: number;
    failed_pvs?: number;
  };
  kube_snapshot_progress?: {
    total_pvs?: number;
    pending_pvs?: number;
    active_pvs?: number;
    completed_pvs?: number;
    failed_pvs?: number;
    skipped_pvs?: number;
  };
  cloudaccount?: string;
  display_name?: string;
  display_type?: string;
}

