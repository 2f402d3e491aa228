import type {
  ObjectMeta,
  VirtualClusterInstance,
  VirtualClusterInstanceKubeConfig,
  VirtualClusterInstanceSpec,
} from "../../generated/platform.ts";
import { type Duration, seconds } from "../../http/duration.ts";
import { ClusterplaneError } from "../../http/errors.ts";
import type { CallOptions } from "../../http/http.ts";
import { callOptions } from "../../http/known.ts";
import { isObject } from "../../http/object.ts";
import { hideFromConsole } from "../../http/secrets.ts";
import { json, type KubernetesObject, type Stored } from "../kubernetes/object.ts";
import { type WriteOptions, writeOptions } from "../kubernetes/options.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Ref, Resource } from "../kubernetes/verbs.ts";

/** A virtual cluster to be written: `parameters` may be an object, which is sent as text (JSON, which is YAML). */
export interface VirtualClusterInstanceInput extends Omit<VirtualClusterInstance, "spec"> {
  metadata?: ObjectMeta;
  spec?: Omit<VirtualClusterInstanceSpec, "parameters"> & { parameters?: string | Readonly<Record<string, unknown>> };
}

export interface KubeconfigOptions extends WriteOptions {
  /** How long the certificate in it holds, in seconds or as `"1h"`. Default: one day; 0: as long as the cluster's signer gives. */
  readonly certificateTTL?: Duration | undefined;
  /** Another address of the API server than the one the platform knows. Since 4.4. */
  readonly server?: string | undefined;
  /** A client certificate instead of a platform token. Since 4.4. */
  readonly clientCert?: boolean | undefined;
}

export const kubeconfigOptions = `${writeOptions} certificateTTL server clientCert` as const;

/** The answer of the kubeconfig subresource. The text is a secret: the console shows stars for it. */
export interface KubeconfigAnswer extends VirtualClusterInstanceKubeConfig {
  status: { kubeConfig: string };
}

export interface LogOptions extends CallOptions {
  /** Goes on with what is written from now on, until the signal ends it. */
  readonly follow?: boolean | undefined;
  /** Of the container before the last restart. */
  readonly previous?: boolean | undefined;
  readonly container?: string | undefined;
  /** Only the last lines. */
  readonly tailLines?: number | undefined;
  /** Only what was written since: `"10m"`. */
  readonly since?: Duration | undefined;
  readonly limitBytes?: number | undefined;
  /** Puts the time before each line. */
  readonly timestamps?: boolean | undefined;
}

export const logOptions = `${callOptions} follow previous container tailLines since limitBytes timestamps` as const;

export interface VirtualClusterInstances extends Resource<VirtualClusterInstance, VirtualClusterInstanceInput> {
  /** Makes a kubeconfig for the virtual cluster; the text is in `status.kubeConfig`. */
  kubeconfig(name: string, options?: KubeconfigOptions): Promise<KubeconfigAnswer>;
  /**
   * Puts a virtual cluster to sleep, until it is woken or, with `duration`, at most for that long. Resolves when the platform has taken the
   * wish down: `waitFor(name, sleeping())` tells when it sleeps.
   */
  sleep(ref: Ref, options?: WriteOptions & { readonly duration?: Duration | undefined }): Promise<Stored<VirtualClusterInstance>>;
  /** The log of its control plane, line by line. */
  log(name: string, options?: LogOptions): AsyncIterableIterator<string>;
  /** Wakes a virtual cluster. `waitFor(name, ready())` tells when it is awake. */
  wakeUp(ref: Ref, options?: WriteOptions): Promise<Stored<VirtualClusterInstance>>;
}

export class VirtualClusterInstancesClient
  extends ResourceClient<VirtualClusterInstance, VirtualClusterInstanceInput>
  implements VirtualClusterInstances
{
  async kubeconfig(name: string, options: KubeconfigOptions = {}): Promise<KubeconfigAnswer> {
    this.knows(options, kubeconfigOptions, "kubeconfig of");
    const { certificateTTL, server, clientCert, ...rest } = options;
    const spec = {
      ...(certificateTTL !== undefined && { certificateTTL: seconds(certificateTTL, "certificateTTL") }),
      ...(server !== undefined && { server }),
      ...(clientCert !== undefined && { clientCert }),
    };
    const kind = "VirtualClusterInstanceKubeConfig";
    const answer = await this.ask<KubeconfigAnswer>(name, "kubeconfig", kind, { spec }, rest);
    if (!answer?.status?.kubeConfig)
      throw new ClusterplaneError("NotReady", `kubeconfig of VirtualClusterInstance "${name}": the answer holds none`);
    return hideFromConsole(answer, [["status", "kubeConfig"]]);
  }

  async *log(name: string, options: LogOptions = {}): AsyncGenerator<string, void, undefined> {
    this.knows(options, logOptions, "log of");
    const { follow, previous, container, tailLines, since, limitBytes, timestamps, ...call } = options;
    const sinceSeconds = since === undefined ? undefined : seconds(since, "since");
    const query = { follow, previous, container, tailLines, sinceSeconds, limitBytes, timestamps };
    // Nothing is written for hours by a cluster that is well: only the signal ends what is followed.
    const stream = await this.open("log", { name, subresource: "log", query }, call, Number.POSITIVE_INFINITY);
    const { LineDecoder } = await import("../kubernetes/on-demand.ts");
    const lines = new LineDecoder();
    for await (const chunk of stream.chunks) yield* lines.push(chunk);
    const rest = lines.end();
    if (rest !== "") yield rest;
  }

  async sleep(
    ref: Ref,
    options: WriteOptions & { readonly duration?: Duration | undefined } = {},
  ): Promise<Stored<VirtualClusterInstance>> {
    this.knows(options, `${writeOptions} duration`, "sleep");
    const { duration, ...rest } = options;
    const until = duration === undefined ? null : String(seconds(duration, "duration"));
    return this.#annotate(ref, { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": until }, rest);
  }

  async wakeUp(ref: Ref, options: WriteOptions = {}): Promise<Stored<VirtualClusterInstance>> {
    this.knows(options, writeOptions, "wakeUp");
    const now = String(Math.floor(Date.now() / 1000));
    const annotations = {
      "sleepmode.loft.sh/force": null,
      "sleepmode.loft.sh/force-duration": null,
      "sleepmode.loft.sh/last-activity": now,
    };
    return this.#annotate(ref, annotations, options);
  }

  #annotate(ref: Ref, annotations: Record<string, string | null>, options: WriteOptions): Promise<Stored<VirtualClusterInstance>> {
    return this.patch(ref, { metadata: { annotations } }, options);
  }

  protected override prepare(object: KubernetesObject): KubernetesObject {
    return withField(object, "spec", (spec) => withField(spec, "parameters", parametersText));
  }

  protected override prepareAt(path: string, value: unknown): unknown {
    if (path === "/spec/parameters") return parametersText(value);
    return path === "/spec" ? withField(value, "parameters", parametersText) : super.prepareAt(path, value);
  }
}

/** JSON is YAML, and keeps "yes" and "1.20" the texts they are. */
const parametersText = (given: unknown) => (typeof given === "object" && given !== null ? json(given, "spec.parameters") : given);

/** The object with another value in one field, or itself where that is none. */
function withField<O>(object: O, field: string, text: (value: unknown) => unknown): O {
  if (!isObject(object) || !(field in object)) return object;
  const value = text(object[field]);
  return value === object[field] ? object : { ...object, [field]: value };
}
