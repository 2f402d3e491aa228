import type { Cluster, ClusterAccessKey } from "../../generated/platform.ts";
import { hideFromConsole } from "../../http/secrets.ts";
import { type ReadOptions, readOptions } from "../kubernetes/options.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Resource } from "../kubernetes/verbs.ts";

export interface Clusters extends Resource<Cluster> {
  /** What the platform's agent needs to connect the cluster. `accessKey` is a secret: the console shows stars for it. */
  accessKey(name: string, options?: ReadOptions): Promise<ClusterAccessKey>;
}

export class ClustersClient extends ResourceClient<Cluster> implements Clusters {
  async accessKey(name: string, options: ReadOptions = {}): Promise<ClusterAccessKey> {
    this.knows(options, readOptions, "accessKey of");
    return hideFromConsole(await this.look<ClusterAccessKey>(name, "accesskey", options), [["accessKey"]]);
  }
}
