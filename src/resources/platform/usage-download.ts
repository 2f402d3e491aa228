import { milliseconds } from "../../http/duration.ts";
import type { CallOptions } from "../../http/http.ts";
import { callOptions } from "../../http/known.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { ResourceClient } from "../kubernetes/resource.ts";

/** The platform's usage figures. Its only verb is a list by name: what comes is a file. Since 4.4. */
export interface UsageDownload {
  /** A zip archive of CSV files. */
  download(options?: CallOptions): Promise<Uint8Array>;
}

export class UsageDownloadClient extends ResourceClient<KubernetesObject> implements UsageDownload {
  async download(options: CallOptions = {}): Promise<Uint8Array> {
    this.knows(options, callOptions, "download");
    const stream = await this.open("download", {}, options, milliseconds("60s", "silence"));
    const parts: Uint8Array[] = [];
    for await (const chunk of stream.chunks) parts.push(chunk);
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
