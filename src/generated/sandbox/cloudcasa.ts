// Made by `npm run generate` from openapi/. Do not edit.

/** The rules of one field. */
export interface RuleData {
  type?: "string" | "integer" | "number" | "boolean" | "dict" | "list" | "objectid" | "datetime";
  required?: true;
  readonly?: true;
  nullable?: true;
  unique?: true;
  default?: unknown;
  /** Of a string or a list. */
  minlength?: number;
  maxlength?: number;
  min?: number;
  max?: number;
  allowed?: readonly unknown[];
  regex?: string;
  empty?: false;
  /** Fields beside this one that must be there when this one is. */
  dependencies?: readonly string[];
  /** Of a dict. */
  schema?: Readonly<Record<string, RuleData>>;
  /** Of a list. */
  items?: RuleData;
  /** Of a dict with free keys. */
  valuesrules?: RuleData;
  /** An id (or a list of ids) of documents of another resource. */
  relation?: { resource: string; embeddable: boolean };
  /** Kept and never given back; of a read-only field given back once, in the answer that creates the document. */
  writeOnly?: true;
}

/** One resource: its name is the last part of its URL. */
export interface ResourceData {
  name: string;
  /** Title of links to its documents. */
  itemTitle: string;
  /** Verbs of the collection: GET, POST, DELETE. */
  resourceMethods: readonly string[];
  /** Verbs of a document: GET, PUT, PATCH, DELETE. */
  itemMethods: readonly string[];
  schema: Readonly<Record<string, RuleData>>;
}

export const resources: readonly ResourceData[] = [
  {
    name: "apikeys",
    itemTitle: "Apikey",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      description: { type: "string" },
      org_role: { type: "string", default: "USER", allowed: ["USER", "ADMIN"] },
      acls: {
        type: "list",
        default: [],
        items: {
          type: "dict",
          schema: {
            resource: { type: "string", required: true },
            resourceIds: { type: "list", default: [], items: { type: "objectid" } },
            permissions: { type: "list", default: [], items: { type: "string" } },
            roles: {
              type: "list",
              default: [],
              items: { type: "objectid", relation: { resource: "roles", embeddable: true } },
            },
          },
        },
      },
      cc_user_email: { type: "string", readonly: true },
      snippet: { type: "string", readonly: true, maxlength: 5 },
      key: { type: "string", readonly: true, writeOnly: true },
    },
  },
  {
    name: "backupinstances",
    itemTitle: "Backupinstance",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      type: { type: "string", default: "SNAPSHOT", allowed: ["SNAPSHOT", "COPY"] },
      state: { type: "string", default: "PENDING", allowed: ["PENDING", "READY", "DELETING"] },
      source_type: { type: "string", default: "kubernetes", allowed: ["kubernetes", "awsrds"] },
      cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      cluster_name: { type: "string" },
      backupdef: { type: "objectid", relation: { resource: "kubebackups", embeddable: true } },
      backupdef_name: { type: "string" },
      offload_def: { type: "objectid", relation: { resource: "kubeoffloads", embeddable: true } },
      source_backupinst: { type: "objectid", relation: { resource: "backupinstances", embeddable: true } },
      objectstore: { type: "objectid", relation: { resource: "objectstores", embeddable: true } },
      start_time: { type: "integer" },
      end_time: { type: "integer" },
      retention: {
        type: "dict",
        schema: {
          retainDays: { type: "integer", min: 0, required: true },
          numAlwaysRetain: { type: "integer", default: 0, max: 30 },
        },
      },
      backup_selection: {
        type: "dict",
        schema: {
          all_namespaces: { type: "boolean", default: false },
          namespaces: { type: "list", items: { type: "string" } },
          label_selector: { type: "dict" },
          snapshotPersistentVolumes: { type: "boolean", default: true },
        },
      },
      backup_location: {
        type: "dict",
        schema: {
          backup_provider: { type: "string" },
          bucket_name: { type: "string" },
          region: { type: "string" },
          endpoint: { type: "string" },
          prefix: { type: "string" },
          backup_repo_prefix: { type: "string" },
          repo_password: { type: "string", writeOnly: true },
          backup_location_info: { type: "string" },
        },
        required: true,
      },
      kubeagent_info: { type: "dict", schema: { format_version: { type: "string" }, phase: { type: "string" } } },
      num_total_resources: { type: "integer" },
      num_backup_resources: { type: "integer" },
      num_volume_snapshots_attempted: { type: "integer" },
      num_volume_snapshots_completed: { type: "integer" },
      pv_count: { type: "integer", default: 0 },
      num_errors: { type: "integer" },
      num_warnings: { type: "integer" },
      message: { type: "string" },
      backup_job_id: { type: "string" },
      offload_snapshot_job_id: { type: "string" },
      backup_storage_size: { type: "integer", default: 0 },
      protected_storage_size: { type: "integer", default: 0 },
      total_snapshot_data: { type: "integer", default: 0 },
      total_copy_data: { type: "integer", default: 0 },
      awsrds: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true } },
          awsaccount_name: { type: "string" },
          snapshot_type: { type: "string", allowed: ["AWS Auto", "AWS Manual", "CloudCasa"] },
          snapshot_size: { type: "integer" },
          database: { type: "objectid", relation: { resource: "awsrdsdatabases", embeddable: true } },
          region: { type: "string" },
          automated_snapshot: { type: "objectid", relation: { resource: "awsrdssnapshots", embeddable: true } },
          backupdef: { type: "objectid", relation: { resource: "awsrdsbackups", embeddable: true } },
        },
      },
      awseks: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true } },
          awsaccount_name: { type: "string" },
          awsekscluster: { type: "objectid", relation: { resource: "awseksclusters", embeddable: true } },
          region: { type: "string" },
        },
      },
      azure_aks: {
        type: "dict",
        schema: {
          azure_aks_cluster: { type: "objectid", relation: { resource: "azureaksclusters", embeddable: true } },
          region: { type: "string" },
        },
      },
      cloudaccount: { type: "objectid", relation: { resource: "cloudaccounts", embeddable: true } },
      cc_user_email: { type: "string", readonly: true },
      status: {
        type: "dict",
        readonly: true,
        schema: {
          backup_size_set: { type: "boolean", default: false },
          s3_dir_deleted: { type: "boolean", default: false },
          deleted: { type: "boolean", default: false },
          locked: { type: "boolean", default: false },
        },
      },
      expiry_timestamp: { type: "integer", readonly: true },
    },
  },
  {
    name: "jobs",
    itemTitle: "Job",
    resourceMethods: ["GET"],
    itemMethods: ["GET"],
    schema: {
      name: { type: "string", minlength: 1, maxlength: 128, required: true },
      cc_user_email: { type: "string", readonly: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      type: {
        type: "string",
        allowed: [
          "K8S_SNAP",
          "RESTORE",
          "K8S_COPY",
          "DELETE_BACKUP",
          "AWS_INVENTORY",
          "CLOUD_INVENTORY",
          "AWSRDS_BACKUP",
          "AWSRDS_RESTORE",
          "AWSRDS_BACKUP_DELETE",
          "AWSRDS_COPY",
          "AWSEKS_RESTORE",
          "KOPIACONDENSE",
          "SECURITY_SCAN",
          "AGENT_UPDATE",
        ],
        required: true,
      },
      start_time: { type: "integer" },
      end_time: { type: "integer" },
      num_total_resources: { type: "integer" },
      num_backup_resources: { type: "integer" },
      num_restored_resources: { type: "integer" },
      num_volume_snapshots_attempted: { type: "integer" },
      num_volume_snapshots_completed: { type: "integer" },
      num_total_snapshots: { type: "integer" },
      num_snapshot_offload_attempted: { type: "integer" },
      num_snapshot_offload_completed: { type: "integer" },
      num_errors: { type: "integer" },
      num_warnings: { type: "integer" },
      message: { type: "string" },
      policy_id: { type: "objectid", relation: { resource: "policies", embeddable: true } },
      retention: {
        type: "dict",
        schema: {
          retainDays: { type: "integer", default: 7, min: 1, required: true },
          numAlwaysRetain: { type: "integer", default: 0, min: 0, max: 30 },
        },
      },
      cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      backupdef: { type: "objectid", relation: { resource: "kubebackups", embeddable: true } },
      security_scan_def: { type: "objectid", relation: { resource: "securityscans", embeddable: true } },
      restoredef: { type: "objectid", relation: { resource: "kuberestores", embeddable: true } },
      offloaddef: { type: "objectid", relation: { resource: "kubeoffloads", embeddable: true } },
      jobrunner: { type: "string", required: true },
      state: {
        type: "string",
        default: "UNKNOWN",
        allowed: [
          "UNKNOWN",
          "PENDING",
          "RUNNING",
          "COMPLETED",
          "PARTIAL",
          "FAILED",
          "SKIPPED",
          "CATALOG",
          "CANCELLING",
          "CANCELED",
        ],
      },
      phase: {
        type: "string",
        default: "OFFLOAD_RUNNING",
        allowed: ["OFFLOAD_RUNNING", "OFFLOAD_COMPLETED", "OFFLOAD_PARTIAL"],
      },
      backup_inst: { type: "objectid", relation: { resource: "backupinstances", embeddable: true } },
      security_scan_inst: { type: "objectid", relation: { resource: "securityscaninstances", embeddable: true } },
      offload_backup_inst: { type: "objectid", relation: { resource: "backupinstances", embeddable: true } },
      activity: { type: "list", default: [], items: { type: "string" } },
      record_offload_snapshot_job: { type: "boolean", default: false },
      process_logs: { type: "boolean", default: false },
      cluster_name: { type: "string" },
      backupdef_name: { type: "string" },
      restoredef_name: { type: "string" },
      awsrds: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true } },
          awsaccount_name: { type: "string" },
          databases: { type: "list", items: { type: "objectid", relation: { resource: "awsrdsdatabases", embeddable: true } } },
          backupdef: { type: "objectid", relation: { resource: "awsrdsbackups", embeddable: true } },
          restoredef: { type: "objectid", relation: { resource: "awsrdsrestores", embeddable: true } },
          copydef: { type: "objectid", relation: { resource: "awsrdscopies", embeddable: true } },
        },
      },
      offloaddef_name: { type: "string" },
      securityscan_name: { type: "string" },
      awsebs: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true } },
          awsaccount_name: { type: "string" },
        },
      },
      awseks: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true } },
          awsaccount_name: { type: "string" },
          awsekscluster: { type: "objectid", relation: { resource: "awseksclusters", embeddable: true } },
          restoredef: { type: "objectid" },
        },
      },
      azure_aks: {
        type: "dict",
        schema: { azure_aks_cluster: { type: "objectid", relation: { resource: "azureaksclusters", embeddable: true } } },
      },
      kube_copy_progress: {
        type: "dict",
        schema: {
          stats: {
            type: "dict",
            schema: {
              estimated_size: { type: "integer", default: 0 },
              estimated_number_of_files: { type: "integer", default: 0 },
              io_size: { type: "integer", default: 0 },
              io_number_of_files: { type: "integer", default: 0 },
              transferred_size: { type: "integer", default: 0 },
              transferred_number_of_files: { type: "integer", default: 0 },
            },
          },
          total_pvs: { type: "integer", default: 0 },
          pending_pvs: { type: "integer", default: 0 },
          active_pvs: { type: "integer", default: 0 },
          completed_pvs: { type: "integer", default: 0 },
          failed_pvs: { type: "integer", default: 0 },
        },
      },
      kube_snapshot_progress: {
        type: "dict",
        schema: {
          total_pvs: { type: "integer", default: 0 },
          pending_pvs: { type: "integer", default: 0 },
          active_pvs: { type: "integer", default: 0 },
          completed_pvs: { type: "integer", default: 0 },
          failed_pvs: { type: "integer", default: 0 },
          skipped_pvs: { type: "integer", default: 0 },
        },
      },
      cloudaccount: { type: "objectid", relation: { resource: "cloudaccounts", embeddable: true } },
      display_name: { type: "string", readonly: true },
      display_type: { type: "string", readonly: true },
    },
  },
  {
    name: "kubebackups",
    itemTitle: "Kubebackup",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      trigger_type: { type: "string", default: "SCHEDULED", allowed: ["SCHEDULED", "ADHOC"] },
      cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true }, required: true },
      policy: { type: "objectid", relation: { resource: "policies", embeddable: true } },
      source: {
        type: "dict",
        schema: {
          all_namespaces: { type: "boolean", default: false },
          namespaces: { type: "list", items: { type: "string" } },
          label_selector: { type: "dict" },
          snapshotPersistentVolumes: { type: "boolean", default: true },
        },
        required: true,
      },
      pre_hooks: {
        type: "list",
        items: {
          type: "dict",
          schema: {
            namespaces: { type: "list", items: { type: "string" } },
            hooks: {
              type: "list",
              default: [],
              items: { type: "objectid", relation: { resource: "kubehooks", embeddable: true } },
            },
            template: { type: "boolean", default: false },
          },
        },
      },
      post_hooks: {
        type: "list",
        items: {
          type: "dict",
          schema: {
            namespaces: { type: "list", items: { type: "string" } },
            hooks: {
              type: "list",
              default: [],
              items: { type: "objectid", relation: { resource: "kubehooks", embeddable: true } },
            },
            template: { type: "boolean", default: false },
          },
        },
      },
      pause: { type: "boolean", default: false },
      copydef: { type: "objectid", relation: { resource: "kubeoffloads", embeddable: true } },
      cc_user_email: { type: "string", readonly: true },
      status: {
        type: "dict",
        readonly: true,
        schema: {
          jobs: {
            type: "list",
            items: {
              type: "dict",
              schema: {
                jobid: { type: "objectid", relation: { resource: "jobs", embeddable: true }, required: true },
                state: { type: "string" },
                message: { type: "string" },
              },
            },
          },
          message: { type: "string" },
          last_job_run_time: { type: "integer" },
        },
      },
      copy_policy: { type: "objectid", readonly: true, relation: { resource: "policies", embeddable: true } },
      migrationdef: { type: "objectid", readonly: true, relation: { resource: "kubemigrations", embeddable: true } },
    },
  },
  {
    name: "kubeclusters",
    itemTitle: "Kubecluster",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      description: { type: "string" },
      tags: { type: "dict", valuesrules: { type: "string" } },
      backup_provider: {
        type: "dict",
        schema: {
          type: { type: "string", nullable: true, allowed: ["aws", "azure"], dependencies: ["region"] },
          region: { type: "string", nullable: true, dependencies: ["type"] },
          user_objectstore: { type: "objectid", relation: { resource: "objectstores", embeddable: true } },
        },
      },
      image_pull_secret_name: { type: "string" },
      container_registry: { type: "string" },
      kublet_pods_dir: { type: "string", default: "/var/lib/kubelet/pods" },
      configuration: { type: "dict" },
      cc_user_email: { type: "string", readonly: true },
      status: {
        type: "dict",
        readonly: true,
        schema: {
          state: { type: "string", allowed: ["PENDING", "INVENTORY", "ACTIVE", "REGISTERED", "DISCOVERED"] },
          agentURL: { type: "string" },
          otp: { type: "string" },
          message: { type: "string" },
          version: { type: "string" },
          agentVersion: { type: "integer" },
          kubeAgentVersion: { type: "string" },
          kubeAgentManagerVersion: { type: "string" },
          pendingStateTimestamp: { type: "integer" },
          updateTime: { type: "integer" },
          dormant: { type: "boolean" },
          deployment_platform: { type: "string" },
          num_recovery_points: { type: "integer" },
          awsekscluster_arn: { type: "string", nullable: true },
          azure_aks_cluster_id: { type: "string", nullable: true },
          cloudaccount: { type: "objectid", relation: { resource: "cloudaccounts", embeddable: true } },
          scan_count: { type: "integer" },
        },
      },
    },
  },
  {
    name: "kubeoffloads",
    itemTitle: "Kubeoffload",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      trigger_type: { type: "string", default: "SCHEDULED", allowed: ["SCHEDULED", "ADHOC"] },
      backup_inst: { type: "objectid", relation: { resource: "backupinstances", embeddable: true } },
      backupdef: { type: "objectid", relation: { resource: "kubebackups", embeddable: true } },
      cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      policy: { type: "objectid", relation: { resource: "policies", embeddable: true } },
      delete_snapshots: { type: "boolean", default: true },
      run_backup: { type: "boolean", default: false },
      offload_provider: {
        type: "dict",
        schema: {
          type: { type: "string", nullable: true },
          region: { type: "string", nullable: true },
          user_objectstore: { type: "objectid", relation: { resource: "objectstores", embeddable: true } },
        },
      },
      options: {
        schema: {
          report_interval: { type: "string" },
          upload_speed_limit: { type: "integer" },
          download_speed_limit: { type: "integer" },
          pvc_file_parallelism: { type: "integer" },
          pvc_parallelism: { type: "integer" },
          mover_ready_timeout: { type: "string" },
          max_mover_pvcs: { type: "integer" },
          total_file_parallelism: { type: "integer" },
          mover_memory_limit: { type: "integer" },
          preserve_node_ports: { type: "boolean" },
          azure_files_restore_options: {
            type: "dict",
            schema: {
              method: { type: "string" },
              pvc_restore_wait_seconds: { type: "integer" },
              check_file_restore_status_interval_seconds: { type: "integer" },
            },
          },
        },
      },
      pause: { type: "boolean", default: false },
      snapshot_longhorn: { type: "boolean" },
      cc_user_email: { type: "string", readonly: true },
      status: {
        type: "dict",
        readonly: true,
        schema: {
          state: { type: "string", default: "PENDING", allowed: ["PENDING", "FAILED", "JOB_CREATED"] },
          jobid: { type: "objectid", relation: { resource: "jobs", embeddable: true } },
          message: { type: "string" },
          last_job_run_time: { type: "integer" },
        },
      },
    },
  },
  {
    name: "kuberestores",
    itemTitle: "Kuberestore",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      backup_inst: { type: "objectid", relation: { resource: "backupinstances", embeddable: true }, required: true },
      cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      source_cluster: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      selection: {
        type: "dict",
        schema: {
          all_namespaces: { type: "boolean", default: false },
          namespaces: { type: "list", items: { type: "string" } },
          label_selector: { type: "dict" },
          restorePersistentVolumes: { type: "boolean", default: true },
          include_resource_types: { type: "list", items: { type: "string" } },
        },
        required: true,
      },
      pre_hooks: {
        type: "list",
        items: {
          type: "dict",
          schema: {
            namespaces: { type: "list", items: { type: "string" } },
            hooks: {
              type: "list",
              default: [],
              items: { type: "objectid", relation: { resource: "kubehooks", embeddable: true } },
            },
            template: { type: "boolean", default: false },
          },
        },
      },
      post_hooks: {
        type: "list",
        items: {
          type: "dict",
          schema: {
            namespaces: { type: "list", items: { type: "string" } },
            hooks: {
              type: "list",
              default: [],
              items: { type: "objectid", relation: { resource: "kubehooks", embeddable: true } },
            },
            template: { type: "boolean", default: false },
          },
        },
      },
      namespaces_prefix: { type: "string" },
      namespaces_suffix: { type: "string" },
      namespaces_map: { type: "dict", valuesrules: { type: "string" } },
      storage_class_map: { type: "dict", valuesrules: { type: "string" } },
      options: {
        type: "dict",
        schema: {
          report_interval: { type: "string" },
          upload_speed_limit: { type: "integer" },
          download_speed_limit: { type: "integer" },
          pvc_file_parallelism: { type: "integer" },
          pvc_parallelism: { type: "integer" },
          mover_ready_timeout: { type: "string" },
          max_mover_pvcs: { type: "integer" },
        },
      },
      awseks: {
        type: "dict",
        schema: {
          awsaccount: { type: "objectid", relation: { resource: "awsaccounts", embeddable: true }, required: true },
          awsuser: { type: "objectid", relation: { resource: "awsusers", embeddable: true }, required: true },
          cluster_name: { type: "string", required: true },
          region: { type: "string" },
          security_groups: { type: "list", default: [], items: { type: "string" } },
          subnets: { type: "list", default: [], items: { type: "string" } },
          cluster_role_arn: { type: "string" },
          node_group_role_arn: { type: "string" },
        },
      },
      azure_aks: {
        type: "dict",
        schema: {
          azure_account: { type: "objectid", relation: { resource: "cloudaccounts", embeddable: true }, required: true },
          cluster_name: { type: "string", required: true },
          region: { type: "string" },
          resource_group_id: { type: "objectid", relation: { resource: "azureresourcegroups", embeddable: true } },
          service_principal: {
            type: "dict",
            schema: {
              client_id: { type: "string", required: true },
              client_secret: { type: "string", writeOnly: true, required: true },
            },
            required: true,
          },
          windows_profile: { type: "dict", schema: { admin_password: { type: "string", writeOnly: true, required: true } } },
        },
      },
      cloudaccount: { type: "objectid", relation: { resource: "cloudaccounts", embeddable: true } },
      cc_user_email: { type: "string", readonly: true },
      status: {
        type: "dict",
        readonly: true,
        schema: {
          state: { type: "string", default: "PENDING", allowed: ["PENDING", "FAILED", "JOB_CREATED"] },
          jobid: { type: "objectid", relation: { resource: "jobs", embeddable: true } },
          message: { type: "string" },
          last_job_run_time: { type: "integer" },
        },
      },
      migrationdef: { type: "objectid", readonly: true, relation: { resource: "kubemigrations", embeddable: true } },
    },
  },
  {
    name: "objectstores",
    itemTitle: "Objectstore",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      provider_type: { type: "string", default: "aws", allowed: ["aws", "azure"] },
      s3provider: {
        type: "dict",
        schema: {
          endpoint: { type: "string" },
          credentials: {
            type: "dict",
            writeOnly: true,
            schema: {
              access_key: { type: "string" },
              secret_key: { type: "string" },
              subscription_id: { type: "string" },
              tenant_id: { type: "string" },
              client_id: { type: "string" },
              client_secret: { type: "string" },
            },
          },
          cloud: { type: "string", allowed: ["Public", "Government"] },
          resource_group_name: { type: "string" },
          storage_account_name: { type: "string" },
        },
      },
      repo_password: { type: "string", writeOnly: true },
      account_id: { type: "string" },
      bucket_name: { type: "string" },
      region: { type: "string" },
      prefix: { type: "string" },
      locked: { type: "boolean", default: false },
      private: { type: "boolean", default: false },
      skip_tls_certificate_validation: { type: "boolean", default: false },
      proxy_cluster_list: {
        type: "list",
        maxlength: 1,
        items: { type: "objectid", relation: { resource: "kubeclusters", embeddable: true } },
      },
      cc_user_email: { type: "string", readonly: true },
      validate_state: { type: "string", readonly: true, default: "VALIDATING", allowed: ["VALIDATING", "READY", "FAILED"] },
      validate_message: { type: "string", readonly: true },
    },
  },
  {
    name: "policies",
    itemTitle: "policy",
    resourceMethods: ["GET", "POST"],
    itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
    schema: {
      name: { type: "string", unique: true, minlength: 1, maxlength: 128, required: true },
      tags: { type: "dict", valuesrules: { type: "string" } },
      timezone: { type: "string", default: "UTC" },
      schedules: {
        type: "list",
        minlength: 1,
        items: {
          type: "dict",
          schema: {
            retainDays: { type: "integer", default: 7, min: 1, required: true },
            numAlwaysRetain: { type: "integer", default: 0, max: 30 },
            locked: { type: "boolean", default: false },
            schedule: {
              type: "dict",
              schema: {
                minute: { type: "string" },
                hour: { type: "string" },
                dayOfMonth: { type: "string" },
                month: { type: "string" },
                dayOfWeek: { type: "string" },
                cronSpec: { type: "string" },
              },
              required: true,
            },
          },
        },
        required: true,
      },
      cc_user_email: { type: "string", readonly: true },
      status: { type: "dict", readonly: true, schema: { suspended: { type: "boolean" } } },
    },
  },
];
