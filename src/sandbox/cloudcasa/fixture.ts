import type { Draft, EveEngine } from "../eve/index.ts";
import type { Agents } from "./agents.ts";
import { agentVersion } from "./manifest.ts";

const hour = 60 * 60;
const day = 24 * hour;

/** A small organization: three clusters in three states, their storage, a schedule, and what ran of late. `now` in seconds. */
export function seedFixture(engine: EveEngine, agents: Agents, origin: string, now: number): void {
  /** Stores a document that was last changed at that time; answers its id. */
  const create = (resource: string, at: number, values: Draft): string => {
    const time = new Date(at * 1000).toISOString();
    return engine.create(resource, { ...values, _created: time, _updated: time })._id;
  };
  const founded = now - 30 * day;
  const lost = now - hour;
  const connected = { version: "v1.33.1", agentVersion: 3, kubeAgentVersion: agentVersion, kubeAgentManagerVersion: agentVersion };
  const cluster = (at: number, values: Draft, status: Draft = {}): string => {
    const whole = { kublet_pods_dir: "/var/lib/kubelet/pods", ...values, status: { ...agents.registered(origin), ...status } };
    return create("kubeclusters", at, whole);
  };
  const job = (at: number, values: Draft): string => {
    const times = { start_time: at, end_time: at + 95 };
    return create("jobs", at + 95, { type: "K8S_SNAP", display_type: "K8S_SNAP", jobrunner: "rig", ...times, ...values });
  };

  const policy = create("policies", founded, {
    name: "daily",
    timezone: "Europe/Berlin",
    schedules: [{ retainDays: 30, numAlwaysRetain: 0, locked: false, schedule: { cronSpec: "0 3 * * *" } }],
  });
  const store = create("objectstores", founded, {
    name: "backups-eu",
    provider_type: "aws",
    bucket_name: "example-backups-eu",
    region: "eu-central-1",
    s3provider: {
      endpoint: "https://s3.eu-central-1.amazonaws.com",
      credentials: { access_key: "EXAMPLEKEY", secret_key: "example-secret" },
    },
    locked: false,
    private: false,
    skip_tls_certificate_validation: false,
    validate_state: "READY",
  });
  const production = cluster(
    founded,
    { name: "production", description: "Shop and payments", tags: { tier: "1" }, backup_provider: { user_objectstore: store } },
    { state: "ACTIVE", ...connected, pendingStateTimestamp: 0, updateTime: now },
  );
  const staging = cluster(
    lost,
    { name: "staging", description: "Lost its agent an hour ago", tags: { tier: "2" } },
    { state: "PENDING", ...connected, pendingStateTimestamp: lost, updateTime: lost, message: "The agent is not connected." },
  );
  cluster(now, { name: "edge", description: "Registered, its agent not yet installed" });
  const daily = create("kubebackups", now - day, {
    name: "production-daily",
    cluster: production,
    trigger_type: "SCHEDULED",
    policy,
    source: { all_namespaces: true, snapshotPersistentVolumes: true },
    pause: false,
    status: { last_job_run_time: now - day },
  });
  const once = create("kubebackups", lost, {
    name: "staging-web",
    cluster: staging,
    trigger_type: "ADHOC",
    source: { all_namespaces: false, namespaces: ["web"], snapshotPersistentVolumes: true },
    pause: false,
    status: { last_job_run_time: lost },
  });
  const point = (at: number, values: Draft): string =>
    create("backupinstances", at + 95, {
      source_type: "kubernetes",
      cluster: production,
      cluster_name: "production",
      backupdef: daily,
      backupdef_name: "production-daily",
      state: "READY",
      start_time: at,
      end_time: at + 95,
      expiry_timestamp: at + 95 + 30 * day,
      retention: { retainDays: 30, numAlwaysRetain: 0 },
      backup_selection: { all_namespaces: true, snapshotPersistentVolumes: true },
      num_total_resources: 128,
      num_backup_resources: 128,
      pv_count: 4,
      ...values,
    });
  const snapshot = point(now - day, {
    name: "production-daily-snapshot",
    type: "SNAPSHOT",
    backup_location: { backup_location_info: "Snapshots beside the cluster" },
    status: { locked: false },
  });
  point(now - 2 * day, {
    name: "production-daily-copy",
    type: "COPY",
    objectstore: store,
    backup_location: {
      backup_provider: "aws",
      bucket_name: "example-backups-eu",
      region: "eu-central-1",
      endpoint: "https://s3.eu-central-1.amazonaws.com",
    },
    status: { locked: true },
  });
  const ran = { name: "production-daily", cluster: production, backupdef: daily, num_total_resources: 128, num_total_snapshots: 4 };
  job(now - 2 * day, {
    ...ran,
    state: "PARTIAL",
    num_backup_resources: 127,
    num_volume_snapshots_attempted: 4,
    num_volume_snapshots_completed: 3,
    num_warnings: 1,
    activity: ["Backup started", "Snapshot of 1 volume failed", "Backup completed with warnings"],
  });
  job(now - day, {
    ...ran,
    state: "COMPLETED",
    backup_inst: snapshot,
    num_backup_resources: 128,
    num_volume_snapshots_attempted: 4,
    num_volume_snapshots_completed: 4,
    activity: ["Backup started", "Backup completed"],
  });
  job(lost, {
    name: "staging-web",
    cluster: staging,
    backupdef: once,
    state: "FAILED",
    num_errors: 1,
    message: "The agent is not connected.",
    activity: ["Backup started", "The agent is not connected"],
  });
}
