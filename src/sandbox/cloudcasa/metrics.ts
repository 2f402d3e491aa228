import { type Draft, type EveEngine, isDict, Unsupported } from "../eve/index.ts";
import { volumes } from "./recovery-points.ts";
import type { Timers } from "./timers.ts";

const day = 24 * 60 * 60;

/** `metrics={"days":7}`: over so many days. Undefined when nothing is asked for. */
function daysOf(url: URL): number | undefined {
  const text = url.searchParams.get("metrics");
  if (text === null) return undefined;
  let asked: unknown;
  try {
    asked = JSON.parse(text);
  } catch {}
  const days = isDict(asked) ? asked["days"] : undefined;
  if (typeof days === "number" && days > 0 && Object.keys(asked as object).length === 1) return days;
  throw new Unsupported(
    "parameter-metrics",
    `metrics=${text}`,
    "may know more than days; that is all that is known",
    'Ask with {"days":7}.',
  );
}

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((10_000 * part) / of) / 100);

/** The figures on a cluster's backups that `metrics` asks for; the names are the service's, what they count is read out of the names. */
export function addMetrics(engine: EveEngine, timers: Timers, cluster: Draft, url: URL): void {
  const days = daysOf(url);
  if (days === undefined) return;
  const id = String(cluster["_id"]);
  const now = timers.seconds();
  const recent = { cluster: id, start_time: { $gte: Math.floor(now - days * day) } };
  const jobs = engine.list("jobs", { ...recent, type: { $in: ["K8S_SNAP", "K8S_COPY"] } });
  const good = jobs.filter((job) => job["state"] === "COMPLETED");
  const points = engine.list("backupinstances", { ...recent, state: "READY" });
  const held = (type: string): number => Math.max(0, ...points.filter((p) => p["type"] === type).map((p) => Number(p["pv_count"] ?? 0)));
  const locked = points.filter((p) => (p["status"] as Draft | undefined)?.["locked"] === true && Number(p["expiry_timestamp"]) > now);
  // The agent counts the claims, so one must have been there.
  const status = engine.get("kubeclusters", id)?.["status"] as Draft | undefined;
  const claims = status?.["agentVersion"] === undefined ? 0 : volumes;
  cluster["metrics"] = {
    total_num_backup_jobs: jobs.length,
    total_num_successful_backup_jobs: good.length,
    backup_job_success_percentage: share(good.length, jobs.length),
    total_num_pvcs: claims,
    total_num_offload_pvcs: held("COPY"),
    eligible_pvc_offload_coverage_percentage: share(held("COPY"), claims),
    total_num_snapshot_pvcs: held("SNAPSHOT"),
    eligible_pvc_snapshot_coverage_percentage: share(held("SNAPSHOT"), claims),
    total_num_safelock_recovery_points: locked.length,
    safelock_coverage_percentage: share(locked.length, points.length),
  };
}
