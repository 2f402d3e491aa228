import type { ClusterConnect } from "../../generated/platform.ts";
import { load } from "../../lazy/load.ts";
import type { ParsedManifest } from "../kubernetes/manifest.ts";
import type { Stored } from "../kubernetes/object.ts";
import type { WriteOptions } from "../kubernetes/options.ts";
import { ResourceClient } from "../kubernetes/resource.ts";

/** Connects a cluster by its kubeconfig. Platform 2.0 to 3.4; with newer ones the cluster connects itself (`clusters.accessKey`). */
export interface ClusterConnects {
  /**
   * Connects the cluster whose kubeconfig is in `spec.config` under the name in `metadata.name`. Throws `Failed` with the platform's reason
   * and message if the platform accepts the request and says in its response that connecting failed.
   */
  create(object: ClusterConnect | ParsedManifest | string, options?: WriteOptions): Promise<ClusterConnect>;
}

export class ClusterConnectClient extends ResourceClient<ClusterConnect> implements ClusterConnects {
  override async create(object: ClusterConnect | ParsedManifest | string, options: WriteOptions = {}): Promise<Stored<ClusterConnect>> {
    return (await load()).connectCluster(this.requests, object, options);
  }
}
