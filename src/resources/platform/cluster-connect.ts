import type { ClusterConnect } from "../../generated/platform.ts";
import { invalidArgument, RequestError } from "../../http/errors.ts";
import type { Stored } from "../kubernetes/object.ts";
import type { WriteOptions } from "../kubernetes/options.ts";
import { ResourceClient } from "../kubernetes/resource.ts";

/** Connects a cluster by its kubeconfig. Of 2.0 to 3.4; newer platforms have clusters connect themselves (`clusters.accessKey`). */
export interface ClusterConnects {
  /**
   * Connects the cluster whose kubeconfig is in `spec.config` under the name in `metadata.name`. Throws `Failed` with the platform's reason
   * and message when it answers that connecting did not work, although it accepted the request.
   */
  create(object: ClusterConnect | string, options?: WriteOptions): Promise<ClusterConnect>;
}

export class ClusterConnectClient extends ResourceClient<ClusterConnect> {
  override async create(object: ClusterConnect | string, options: WriteOptions = {}): Promise<Stored<ClusterConnect>> {
    if (typeof object === "object" && object !== null && !object.metadata?.name) {
      throw invalidArgument("metadata.name", "expected the name the cluster shall have");
    }
    const answer = await super.create(object, options);
    const { failed, reason, message } = answer.status ?? {};
    if (failed !== true) return answer;
    throw new RequestError({
      code: "Failed",
      call: { verb: "create", resource: "ClusterConnect", name: answer.metadata?.name },
      method: "POST",
      path: await this.path(),
      status: 201,
      reason: reason || undefined,
      message: message || "the platform says that it could not connect the cluster, and not why",
    });
  }
}
