import type { Draft, EveEngine, WireDocument } from "../eve/index.ts";
import { type RecoveryPoints, resources, volumeBytes, volumes } from "./recovery-points.ts";

/** What one type of job does, part by part. */
export interface Work {
  /** Names it in its log. */
  name: string;
  /** What it shows when it begins; text says why there is nothing to do. */
  begin(job: WireDocument): Draft | string;
  /** Parts in all. */
  parts(job: WireDocument): number;
  /** Parts done, read off the job: it may go on where another sandbox left it. */
  done(job: WireDocument): number;
  /** What it shows when so many parts are done, and a line for its log. */
  part(job: WireDocument, done: number): { changes: Draft; line: string };
  /** Lists what it saved (CATALOG) before it ends. */
  catalogs: boolean;
  /** What it shows in the end, and what it leaves. */
  end(job: WireDocument): Draft;
  /** It failed. */
  fail(job: WireDocument): void;
}

const snapshotProgress = (done: number): Draft => ({ ...progress(done), skipped_pvs: 0 });

const copyProgress = (done: number): Draft => ({
  ...progress(done),
  stats: { estimated_size: volumes * volumeBytes, io_size: done * volumeBytes, transferred_size: done * volumeBytes },
});

const progress = (done: number): Draft => ({
  total_pvs: volumes,
  pending_pvs: Math.max(0, volumes - done - 1),
  active_pvs: done < volumes ? 1 : 0,
  completed_pvs: done,
  failed_pvs: 0,
});

const count = (job: WireDocument, field: string): number => Number(job[field] ?? 0);

const snapshotTotals: Draft = {
  num_total_resources: resources,
  num_backup_resources: resources,
  num_total_snapshots: volumes,
  num_volume_snapshots_attempted: volumes,
};

const snapshotPart = (done: number): { changes: Draft; line: string } => ({
  changes: { num_volume_snapshots_completed: done, kube_snapshot_progress: snapshotProgress(done) },
  line: `Snapshot ${done} of ${volumes} taken`,
});

/** The types of jobs that the sandbox plays. */
export function works(engine: EveEngine, points: RecoveryPoints): Readonly<Record<string, Work>> {
  const backup: Work = {
    name: "Backup",
    begin: (job) => ({ backup_inst: points.begin(job, "SNAPSHOT"), kube_snapshot_progress: snapshotProgress(0) }),
    parts: () => volumes,
    done: (job) => count(job, "num_volume_snapshots_completed"),
    part: (_, done) => snapshotPart(done),
    catalogs: true,
    end: (job) => {
      points.ready(job["backup_inst"]);
      return snapshotTotals;
    },
    fail: (job) => points.drop(job["backup_inst"]),
  };

  /** A copy takes snapshots first when none was given to it. */
  const takes = (job: WireDocument): boolean => job["kube_snapshot_progress"] !== undefined;
  const copyBegins = (job: WireDocument): Draft => ({
    offload_backup_inst: points.begin(job, "COPY"),
    kube_copy_progress: copyProgress(0),
    num_snapshot_offload_attempted: volumes,
  });
  const copy: Work = {
    name: "Copy",
    begin(job) {
      const phase = { phase: "OFFLOAD_RUNNING" };
      if (job["backup_inst"] !== undefined) return { ...phase, ...copyBegins(job) };
      if (job["record_offload_snapshot_job"] !== true) return "There is no snapshot to copy.";
      return { ...phase, backup_inst: points.begin(job, "SNAPSHOT"), kube_snapshot_progress: snapshotProgress(0) };
    },
    parts: (job) => (takes(job) ? 2 * volumes : volumes),
    done: (job) => (takes(job) ? count(job, "num_volume_snapshots_completed") : 0) + count(job, "num_snapshot_offload_completed"),
    part(job, done) {
      const copied = takes(job) ? done - volumes : done;
      if (copied < 0) return snapshotPart(done);
      if (copied > 0) {
        const changes = { num_snapshot_offload_completed: copied, kube_copy_progress: copyProgress(copied) };
        return { changes, line: `Volume ${copied} of ${volumes} copied` };
      }
      points.ready(job["backup_inst"]);
      const { changes, line } = snapshotPart(done);
      return { changes: { ...changes, ...copyBegins(job) }, line };
    },
    catalogs: true,
    end(job) {
      points.ready(job["offload_backup_inst"]);
      if (engine.get("kubeoffloads", String(job["offloaddef"]))?.["delete_snapshots"] !== false) points.drop(job["backup_inst"]);
      return { ...(takes(job) && snapshotTotals), phase: "OFFLOAD_COMPLETED" };
    },
    fail(job) {
      points.drop(job["offload_backup_inst"]);
      if (takes(job) && count(job, "num_volume_snapshots_completed") < volumes) points.drop(job["backup_inst"]);
    },
  };

  const restoresVolumes = (job: WireDocument): boolean => {
    const selection = engine.get("kuberestores", String(job["restoredef"]))?.["selection"] as Draft | undefined;
    return selection?.["restorePersistentVolumes"] !== false;
  };
  const restored = (job: WireDocument, done: number): Draft => ({
    num_restored_resources: (done * resources) / volumes,
    ...(restoresVolumes(job) && { kube_copy_progress: copyProgress(done) }),
  });
  const restore: Work = {
    name: "Restore",
    begin: (job) => ({ num_total_resources: resources, ...restored(job, 0) }),
    parts: () => volumes,
    done: (job) => (count(job, "num_restored_resources") * volumes) / resources,
    part: (job, done) => ({ changes: restored(job, done), line: `${(done * resources) / volumes} of ${resources} objects restored` }),
    catalogs: false,
    end: () => ({}),
    fail: () => {},
  };

  return { K8S_SNAP: backup, K8S_COPY: copy, RESTORE: restore };
}
