/** The options of what virtual clusters can do beside the verbs. */
import type { VirtualClusterInstanceKubeConfig } from "../../generated/platform.ts";
import { type CallOptions, callOptions } from "../../http/call.ts";
import type { Duration } from "../../http/duration.ts";
import type { OptionNames } from "../../http/options.ts";
import { writeOptions } from "../kubernetes/option-names.ts";
import type { WriteOptions } from "../kubernetes/options.ts";

export interface KubeconfigOptions extends WriteOptions {
  /** How long the certificate in it is valid. Default: one day; `"0s"`: as long as the cluster's signer allows. */
  readonly certificateTTL?: Duration | undefined;
  /** Another address of the API server than the one the platform knows. Available since 4.4. */
  readonly server?: string | undefined;
  /** A client certificate in place of a platform token. Available since 4.4. */
  readonly clientCert?: boolean | undefined;
}

export const kubeconfigOptions = {
  ...writeOptions,
  certificateTTL: true,
  server: true,
  clientCert: true,
} satisfies OptionNames<KubeconfigOptions>;

/** The response of the kubeconfig subresource. The text is a secret: the console shows stars for it. */
export interface KubeconfigAnswer extends VirtualClusterInstanceKubeConfig {
  status: { kubeConfig: string };
}

export interface SleepOptions extends WriteOptions {
  /** Longest time asleep. Default: until it is woken. */
  readonly duration?: Duration | undefined;
}

export const sleepOptions = { ...writeOptions, duration: true } satisfies OptionNames<SleepOptions>;

export interface LogOptions extends CallOptions {
  /** Goes on with what is written from now on, until the signal ends it. */
  readonly follow?: boolean | undefined;
  /** The log of the container before its last restart. */
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

export const logOptions = {
  ...callOptions,
  follow: true,
  previous: true,
  container: true,
  tailLines: true,
  since: true,
  limitBytes: true,
  timestamps: true,
} satisfies OptionNames<LogOptions>;
