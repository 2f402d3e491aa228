/** How long the simulated parts of CloudCasa take, in milliseconds of the sandbox's clock. All can be changed at any time. */
export interface Durations {
  /** From the agent manifest being fetched to INVENTORY. */
  agentStart: number;
  /** From INVENTORY to ACTIVE. */
  inventory: number;
  /** A job is PENDING for so long, and until its cluster is ACTIVE. */
  jobPending: number;
  /** A job is RUNNING for so long; its progress moves in quarters of it. One that takes snapshots and copies them takes twice as long. */
  jobRunning: number;
  /** A job that leaves a recovery point is in CATALOG for so long after it was RUNNING. */
  jobCatalog: number;
  /** From a restore being created to its job. */
  restoreStart: number;
  /** POST of an object store waits for so long while its bucket is tried. On a manual clock more than 0 waits for `advance`. */
  objectstoreProbe: number;
  /** From an object store being there, and a cluster being ACTIVE, to READY. */
  objectstoreValidation: number;
}

export const defaultDurations: Durations = {
  agentStart: 800,
  inventory: 1000,
  jobPending: 500,
  jobRunning: 2000,
  jobCatalog: 500,
  restoreStart: 500,
  objectstoreProbe: 0,
  objectstoreValidation: 1000,
};
