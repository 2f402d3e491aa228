import type { Cluster, ClusterAccessKey } from "../../generated/platform.ts";
import { load } from "../../lazy/load.ts";
import type { ReadOptions } from "../kubernetes/options.ts";
import type { Ref } from "../kubernetes/ref.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Resource } from "../kubernetes/resource-types.ts";

/** Connected clusters. */
export class Clusters extends ResourceClient<Cluster> implements Resource<Cluster> {
  /** Returns what the platform's agent needs to connect the cluster. `accessKey` is a secret: the console shows stars for it. */
  async accessKey(cluster: Ref, options: ReadOptions = {}): Promise<ClusterAccessKey> {
    return (await load()).accessKeyOf(this.requests, cluster, options);
  }
}
