import type { CallOptions } from "../../http/call.ts";
import { load } from "../../lazy/load.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { ResourceClient } from "../kubernetes/resource.ts";

/** The platform's usage figures. Available since 4.4. */
export interface UsageDownload {
  /** Returns a zip archive of CSV files. Throws if it is larger than `maxBytes`. */
  download(options?: CallOptions): Promise<Uint8Array>;
}

export class UsageDownloadClient extends ResourceClient<KubernetesObject> implements UsageDownload {
  async download(options: CallOptions = {}): Promise<Uint8Array> {
    return (await load()).downloadUsage(this.requests, options);
  }
}
