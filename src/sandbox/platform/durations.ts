/** How long the simulated controllers take for each step, milliseconds of the sandbox's clock; Infinity: the step never comes by itself. */
export interface StepDurations {
  virtualClusterInstances: {
    /** From creation until the first reconcile: phase Pending. */
    pending: number;
    /** From Pending until Ready, or until Failed when something is missing. */
    ready: number;
    /** From the annotation that asks for sleep until Sleeping. */
    sleeping: number;
    /** From waking until Ready. */
    waking: number;
    /** From deletion until the object is gone. */
    deleted: number;
  };
  spaceInstances: StepDurations["virtualClusterInstances"];
  clusters: {
    /** From creation until the first reconcile, which adds finalizers; the phase stays empty. */
    pending: number;
    /** From then until Initialized. */
    initialized: number;
    /** From deletion until the object is gone. */
    deleted: number;
  };
  projects: {
    /** From the deletion of a project until the objects in its namespace are deleted. */
    emptied: number;
  };
  /** From a deletion until the garbage collector of the management API deletes dependents, or takes its finalizers away. */
  garbageCollection: number;
  /** In the clusters behind the platform. */
  inClusters: {
    /**
     * From a change of a Deployment, ReplicaSet, StatefulSet, DaemonSet or Job until its status says that all of it is there, or done; until a
     * claim is bound, and a service has its load balancer.
     */
    workloadsReady: number;
    /** From the deletion of a namespace until what is in it is deleted. */
    namespacesEmptied: number;
  };
}

/** Quick, but slow enough to be seen. */
export const defaultDurations = (): StepDurations => {
  const instance = { pending: 300, ready: 2000, sleeping: 1000, waking: 1000, deleted: 1000 };
  return {
    virtualClusterInstances: { ...instance },
    spaceInstances: { ...instance },
    clusters: { pending: 300, initialized: 2000, deleted: 1000 },
    projects: { emptied: 300 },
    garbageCollection: 50,
    inClusters: { workloadsReady: 2000, namespacesEmptied: 2000 },
  };
};
