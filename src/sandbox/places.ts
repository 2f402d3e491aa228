/** What there is now, for rules that name something else. */
export interface Places {
  /** As rules name them: `cluster/eu`, `project/demo/virtualcluster/dev`. */
  clusters: readonly string[];
  /** The namespaces of a cluster, or, without one, those of projects; undefined if nobody knows which there can be. */
  namespaces: (cluster: string | undefined, resource: string | undefined) => readonly string[] | undefined;
}
