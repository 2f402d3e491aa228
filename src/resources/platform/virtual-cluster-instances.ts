import type { ObjectMeta, VirtualClusterInstance, VirtualClusterInstanceSpec } from "../../generated/platform.ts";
import { load } from "../../lazy/load.ts";
import { later } from "../common/later.ts";
import type { Stored, StoredIn } from "../kubernetes/object.ts";
import type { WriteOptions } from "../kubernetes/options.ts";
import type { NamespacedRef, Ref } from "../kubernetes/ref.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Everywhere, Resource } from "../kubernetes/resource-types.ts";
import type { KubeconfigAnswer, KubeconfigOptions, LogOptions, SleepOptions } from "./virtual-cluster-options.ts";

/** A virtual cluster to be written: `parameters` may be an object, which is sent as JSON text (which is YAML). */
export interface VirtualClusterInstanceInput extends Omit<VirtualClusterInstance, "spec"> {
  metadata?: ObjectMeta;
  spec?: Omit<VirtualClusterInstanceSpec, "parameters"> & { parameters?: string | Readonly<Record<string, unknown>> };
}

/** What a virtual cluster can do beside the verbs. `S` is what comes back, `R` how the virtual cluster is named. */
export interface VirtualClusterActions<S, R> {
  /** Creates a kubeconfig for the virtual cluster; the text is in `status.kubeConfig`. */
  kubeconfig(ref: R, options?: KubeconfigOptions): Promise<KubeconfigAnswer>;
  /**
   * Puts a virtual cluster to sleep, until it is woken or, with `duration`, at most for that long. Resolves when the platform has stored the
   * request; `waitFor(ref, until.sleeping())` resolves when it sleeps.
   */
  sleep(ref: R, options?: SleepOptions): Promise<S>;
  /** Wakes a virtual cluster. Resolves when the platform has stored the request; `waitFor(ref, until.ready())` when it is awake. */
  wakeUp(ref: R, options?: WriteOptions): Promise<S>;
  /** The log of its control plane, line by line. */
  log(ref: R, options?: LogOptions): AsyncIterableIterator<string>;
}

/** The virtual clusters of a project or namespace. */
export interface VirtualClusterInstances
  extends Resource<VirtualClusterInstance, VirtualClusterInstanceInput, StoredIn<VirtualClusterInstance>>,
    VirtualClusterActions<StoredIn<VirtualClusterInstance>, Ref> {}

export class VirtualClusterInstancesClient
  extends ResourceClient<VirtualClusterInstance, VirtualClusterInstanceInput>
  implements Resource<VirtualClusterInstance, VirtualClusterInstanceInput>, VirtualClusterActions<Stored<VirtualClusterInstance>, Ref>
{
  async kubeconfig(ref: Ref, options: KubeconfigOptions = {}): Promise<KubeconfigAnswer> {
    return (await load()).kubeconfigOf(this.requests, ref, options);
  }

  log(ref: Ref, options: LogOptions = {}): AsyncIterableIterator<string> {
    return later(async (life) => (await load()).logOf(this.requests, ref, options, life), options?.signal);
  }

  async sleep(ref: Ref, options: SleepOptions = {}): Promise<Stored<VirtualClusterInstance>> {
    return (await load()).putToSleep(this.requests, ref, options);
  }

  async wakeUp(ref: Ref, options: WriteOptions = {}): Promise<Stored<VirtualClusterInstance>> {
    return (await load()).wakeUp(this.requests, ref, options);
  }
}

/** Virtual clusters of all projects: what was listed can be read, changed, put to sleep and woken. */
export interface EveryVirtualClusterInstance
  extends Everywhere<VirtualClusterInstance, VirtualClusterInstanceInput>,
    VirtualClusterActions<StoredIn<VirtualClusterInstance>, NamespacedRef> {}
