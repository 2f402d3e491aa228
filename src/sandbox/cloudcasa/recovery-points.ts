import type { Draft, EveEngine, WireDocument } from "../eve/index.ts";
import { EveError, type Hooks } from "../eve/index.ts";
import { isLocked } from "./schedules.ts";
import type { Timers } from "./timers.ts";

const day = 24 * 60 * 60;

/** Kept so long when a run says nothing. */
const defaultRetention = { retainDays: 7, numAlwaysRetain: 0 };

/** What a simulated cluster holds. */
export const volumes = 4;
export const resources = 128;
export const volumeBytes = 256 * 2 ** 20;

/** Text such as 20260101-030000 for a time in seconds. */
const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");

/** Recovery points: made by jobs, PENDING while they are under way. */
export class RecoveryPoints {
  readonly #engine: () => EveEngine;
  readonly #timers: Timers;

  constructor(engine: () => EveEngine, timers: Timers) {
    this.#engine = engine;
    this.#timers = timers;
  }

  /** A point under SafeLock stays until its time is over. */
  readonly hooks: Hooks = {
    remove: (point) => {
      const { locked } = (point["status"] ?? {}) as Draft;
      if (locked === true && Number(point["expiry_timestamp"] ?? 0) > this.#timers.seconds())
        throw new EveError(409, "Backupinstance is locked and can't be deleted before it expires");
    },
  };

  /** The newest snapshot of a definition that can be copied. */
  latest(backupdef: string): WireDocument | undefined {
    return this.#engine().list("backupinstances", { backupdef, type: "SNAPSHOT", state: "READY" }).at(-1);
  }

  /** The point that a job is about to make; answers its id. */
  begin(job: WireDocument, type: "SNAPSHOT" | "COPY"): string {
    const engine = this.#engine();
    const backup = engine.get("kubebackups", String(job["backupdef"]));
    const cluster = engine.get("kubeclusters", String(job["cluster"]));
    const start = this.#timers.seconds();
    return engine.create("backupinstances", {
      name: `${String(backup?.["name"] ?? job["name"])}-${stamp(start)}`,
      type,
      state: "PENDING",
      source_type: "kubernetes",
      cluster: job["cluster"],
      cluster_name: cluster?.["name"],
      ...(backup && { backupdef: backup._id, backupdef_name: backup["name"], backup_selection: backup["source"] }),
      start_time: start,
      retention: job["retention"] ?? defaultRetention,
      backup_job_id: job._id,
      status: { backup_size_set: false, s3_dir_deleted: false, deleted: false, locked: isLocked(engine, job) },
      ...(type === "COPY"
        ? this.#copy(job, cluster)
        : { backup_location: { backup_location_info: "Snapshots beside the cluster" }, total_snapshot_data: volumes * volumeBytes }),
    })._id;
  }

  /** Where the copy of a job goes: what its definition names, or else its cluster. */
  #copy(job: WireDocument, cluster: WireDocument | undefined): Draft {
    const engine = this.#engine();
    const offload = engine.get("kubeoffloads", String(job["offloaddef"]));
    const named = [offload?.["offload_provider"], cluster?.["backup_provider"]]
      .map((provider) => (provider as Draft | undefined)?.["user_objectstore"])
      .find((id) => id !== undefined);
    const store = named === undefined ? undefined : engine.get("objectstores", String(named));
    const place = {
      bucket_name: store?.["bucket_name"],
      region: store?.["region"],
      endpoint: (store?.["s3provider"] as Draft)?.["endpoint"],
    };
    return {
      ...(offload && { offload_def: offload._id }),
      source_backupinst: job["backup_inst"],
      ...(store && { objectstore: store._id }),
      backup_location: defined({ backup_provider: store?.["provider_type"] ?? "aws", ...place }),
      total_copy_data: volumes * volumeBytes,
    };
  }

  /** The point can be restored from. */
  ready(id: unknown): void {
    const point = this.#engine().get("backupinstances", String(id));
    if (!point) return;
    const { retainDays } = (point["retention"] ?? defaultRetention) as { retainDays: number };
    const end = this.#timers.seconds();
    const bytes = volumes * volumeBytes;
    this.#engine().update("backupinstances", point._id, {
      state: "READY",
      end_time: end,
      expiry_timestamp: end + retainDays * day,
      num_total_resources: resources,
      num_backup_resources: resources,
      num_volume_snapshots_attempted: volumes,
      num_volume_snapshots_completed: volumes,
      pv_count: volumes,
      num_errors: 0,
      num_warnings: 0,
      protected_storage_size: bytes,
      backup_storage_size: bytes,
      status: { backup_size_set: true },
    });
  }

  /** Removes a point that was not made after all, or is not needed any more, and what names it. */
  drop(id: unknown): void {
    if (id === undefined) return;
    const engine = this.#engine();
    const point = String(id);
    for (const [resource, field] of pointReferences) {
      for (const { _id } of engine.list(resource, { [field]: point })) engine.update(resource, _id, { [field]: undefined });
    }
    engine.delete("backupinstances", point);
  }
}

/** Where the sandbox itself writes ids of recovery points. */
const pointReferences = [
  ["jobs", "backup_inst"],
  ["jobs", "offload_backup_inst"],
  ["backupinstances", "source_backupinst"],
] as const;

const defined = (values: Draft): Draft => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
