/** The annotations and finalizers of the platform that the sandbox acts upon. */
export const annotations = {
  force: "sleepmode.loft.sh/force",
  forceDuration: "sleepmode.loft.sh/force-duration",
  lastActivity: "sleepmode.loft.sh/last-activity",
  sleepingSince: "sleepmode.loft.sh/sleeping-since",
  sleepType: "sleepmode.loft.sh/sleep-type",
  nonDeletable: "loft.sh/non-deletable",
} as const;

export const cleanup = "loft.sh/cleanup";
export const cleanupWorkload = "loft.sh/cleanup-workload";
export const cleanupManagement = "loft.sh/cleanup-management";
