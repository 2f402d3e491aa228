/** What virtual clusters can do beside the verbs. */
import type { VirtualClusterInstance } from "../../../generated/platform.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { seconds } from "../../../http/duration.ts";
import { RequestError } from "../../../http/errors.ts";
import { isObject } from "../../../http/json.ts";
import { hideFromConsole } from "../../../http/secrets.ts";
import type { Stream } from "../../../http/stream.ts";
import { sendPatch } from "../../kubernetes/calls/patch.ts";
import { openResource } from "../../kubernetes/calls/stream.ts";
import { postSubresource } from "../../kubernetes/calls/subresource.ts";
import { LineDecoder } from "../../kubernetes/lines.ts";
import type { Stored } from "../../kubernetes/object.ts";
import { writeOptions } from "../../kubernetes/option-names.ts";
import type { WriteOptions } from "../../kubernetes/options.ts";
import type { Ref } from "../../kubernetes/ref.ts";
import type { Requests } from "../../kubernetes/requests.ts";
import {
  type KubeconfigAnswer,
  type KubeconfigOptions,
  kubeconfigOptions,
  type LogOptions,
  logOptions,
  type SleepOptions,
  sleepOptions,
} from "../virtual-cluster-options.ts";

type VirtualClusters = Requests<VirtualClusterInstance>;

/** Creates a kubeconfig. Throws NotReady if the response holds none. */
export async function kubeconfigOf(requests: VirtualClusters, ref: Ref, options: KubeconfigOptions): Promise<KubeconfigAnswer> {
  requests.checkOptions(options, kubeconfigOptions, "kubeconfig of");
  const { certificateTTL, server, clientCert, ...rest } = options;
  const spec = {
    ...(certificateTTL !== undefined && { certificateTTL: seconds(certificateTTL, "certificateTTL") }),
    ...(server !== undefined && { server }),
    ...(clientCert !== undefined && { clientCert }),
  };
  const place = { subresource: "kubeconfig", kind: "VirtualClusterInstanceKubeConfig" };
  const answer = await postSubresource<KubeconfigAnswer, VirtualClusterInstance>(requests, ref, place, { spec }, rest);
  const { kubeConfig } = (isObject(answer.status) ? answer.status : {}) as { kubeConfig?: unknown };
  if (typeof kubeConfig === "string" && kubeConfig !== "") return hideFromConsole(answer, [["status", "kubeConfig"]]);
  const target = requests.target(ref, "get");
  throw new RequestError({
    code: "NotReady",
    message: "the response holds no kubeconfig; the virtual cluster does not run yet",
    call: { verb: "create", resource: "VirtualClusterInstance/kubeconfig", name: target.name },
    method: "POST",
    path: await requests.path(target, "kubeconfig"),
    retryable: true,
  });
}

/** The log of the control plane, line by line. */
export async function* logOf(
  requests: VirtualClusters,
  ref: Ref,
  options: LogOptions,
  life: Deadline,
): AsyncGenerator<string, void, undefined> {
  let stream: Stream | undefined;
  try {
    requests.checkOptions(options, logOptions, "log of");
    const { follow, previous, container, tailLines, since, limitBytes, timestamps, timeout } = options;
    const sinceSeconds = since === undefined ? undefined : seconds(since, "since");
    const query = { follow, previous, container, tailLines, sinceSeconds, limitBytes, timestamps };
    const target = requests.target(ref, "get");
    const { http } = requests.api;
    // A healthy cluster may write nothing for hours: only the signal ends a log that is followed.
    const silence = follow ? Number.POSITIVE_INFINITY : http.timeoutOf(options);
    const request = { target, subresource: "log", query, headers: { accept: "*/*" } };
    ({ stream } = await openResource(requests, "log", request, { timeout, signal: life.signal }, { silence }));
    const lines = new LineDecoder(http.maxBytes, stream.tooLarge);
    for await (const chunk of stream.chunks) yield* lines.push(chunk);
    const rest = lines.end();
    if (rest !== "") yield rest;
  } catch (error) {
    if (!life.isLeft) throw error;
  } finally {
    stream?.close();
    life.close();
  }
}

/** Puts a virtual cluster to sleep. */
export async function putToSleep(requests: VirtualClusters, ref: Ref, options: SleepOptions): Promise<Stored<VirtualClusterInstance>> {
  requests.checkOptions(options, sleepOptions, "sleep");
  const { duration, ...rest } = options;
  const until = duration === undefined ? null : String(seconds(duration, "duration"));
  return annotate(requests, "sleep", ref, { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": until }, rest);
}

/** Wakes a virtual cluster. */
export async function wakeUp(requests: VirtualClusters, ref: Ref, options: WriteOptions): Promise<Stored<VirtualClusterInstance>> {
  requests.checkOptions(options, writeOptions, "wakeUp");
  const annotations = {
    "sleepmode.loft.sh/force": null,
    "sleepmode.loft.sh/force-duration": null,
    "sleepmode.loft.sh/last-activity": String(Math.floor(requests.api.http.now / 1000)),
  };
  return annotate(requests, "wakeUp", ref, annotations, options);
}

/** Sends the same annotations until a response comes: setting them twice is setting them once. */
function annotate(
  requests: VirtualClusters,
  verb: string,
  ref: Ref,
  annotations: Readonly<Record<string, string | null>>,
  options: WriteOptions,
): Promise<Stored<VirtualClusterInstance>> {
  const target = requests.target(ref, "patch");
  return requests.within(options, (deadline) =>
    sendPatch(requests, { verb, target, isRepeatable: true }, { metadata: { annotations } }, options, deadline),
  );
}
