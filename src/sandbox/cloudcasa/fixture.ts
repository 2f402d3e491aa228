import type { EveEngine } from "../eve/index.ts";
import type { Agents } from "./agents.ts";
import { jobRunner } from "./backups.ts";
import { agentVersion } from "./manifest.ts";

const day = 24 * 60 * 60;

/** A small organization: three clusters in three states, their storage, a schedule, and what ran of late. */
export function seedFixture(engine: EveEngine, agents: Agents, origin: string, now: number): void {
  const policy = engine.create("policies", {
    name: "daily",
    timezone: "Europe/Berlin",
    schedules: [{ retainDays: 30, numAlwaysRetain: 0, locked: false, schedule: { cronSpec: "0 3 * * *" } }],
  });
  const store = engine.create("objectstores", {
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
  const cluster = (name: string, description: string, status: object, more: object = {}): string =>
    engine.create("kubeclusters", {
      name,
      description,
      tags: { environment: name },
      kublet_pods_dir: "/var/lib/kubelet/pods",
      ...more,
      status: { ...agents.registered(origin), ...status },
    })._id;
  const connected = { version: "v1.33.1", agentVersion: 3, kubeAgentVersion: agentVersion, kubeAgentManagerVersion: agentVersion };
  const production = cluster(
    "production",
    "Shop and payments",
    { state: "ACTIVE", ...connected, pendingStateTimestamp: 0, updateTime: now },
    { backup_provider: { user_objectstore: store._id } },
  );
  const lost = now - 3600;
  const staging = cluster("staging", "Lost its agent an hour ago", {
    state: "PENDING",
    ...connected,
    pendingStateTimestamp: lost,
    updateTime: lost,
    message: "The agent is not connected.",
  });
  cluster("edge", "Registered, its agent not yet installed", {});
  const backup = (name: string, of: string, source: object, last: number, trigger: object): string =>
    engine.create("kubebackups", { name, cluster: of, ...trigger, source, pause: false, status: { last_job_run_time: last } })._id;
  const all = { all_namespaces: true, snapshotPersistentVolumes: true };
  const daily = backup("production-daily", production, all, now - day, { trigger_type: "SCHEDULED", policy: policy._id });
  const web = { all_namespaces: false, namespaces: ["web"], snapshotPersistentVolumes: true };
  const once = backup("staging-web", staging, web, lost - day, { trigger_type: "ADHOC" });
  const job = (name: string, of: string, backupdef: string, state: string, start: number, more: object): void => {
    const times = { start_time: start, end_time: start + 95 };
    engine.create("jobs", { name, type: "K8S_SNAP", state, ...times, cluster: of, backupdef, jobrunner: jobRunner, ...more });
  };
  const counts = { num_total_resources: 128, num_total_snapshots: 4, num_volume_snapshots_attempted: 4 };
  job("production-daily", production, daily, "COMPLETED", now - day, {
    ...counts,
    num_backup_resources: 128,
    num_volume_snapshots_completed: 4,
    activity: ["Backup started", "Backup completed"],
  });
  job("production-daily", production, daily, "PARTIAL", now - 2 * day, {
    ...counts,
    num_backup_resources: 127,
    num_volume_snapshots_completed: 3,
    num_warnings: 1,
    activity: ["Backup started", "Snapshot of 1 volume failed", "Backup completed with warnings"],
  });
  job("staging-web", staging, once, "FAILED", lost - day, {
    num_errors: 1,
    message: "The agent is not connected.",
    activity: ["Backup started", "The agent is not connected"],
  });
}
