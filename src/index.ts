/** clusterplane: typed clients for the management API of vCluster Platform and for CloudCasa. Unofficial. */
export { CloudCasa, type CloudCasaOptions } from "./cloudcasa.ts";
export type * from "./generated/cloudcasa.ts";
export type * from "./generated/platform.ts";
export * from "./http/index.ts";
export { applyPatch, diff } from "./json-patch.ts";
export {
  type Appliable,
  type KindOptions,
  type ObjectLike,
  Platform,
  PlatformNamespace,
  type PlatformOptions,
  PlatformProject,
  type PlatformVersion,
  ProxiedCluster,
  ProxiedNamespace,
} from "./platform.ts";
export type { RawAnswer, RawOptions, RawQuery } from "./raw.ts";
export * from "./resources/cloudcasa/index.ts";
export * from "./resources/eve/index.ts";
// These options have the same names as schemas of the platform.
export type { DeleteOptions, LabelSelector, Preconditions, Status } from "./resources/kubernetes/index.ts";
export * from "./resources/kubernetes/index.ts";
export * from "./resources/platform/index.ts";
export { until } from "./until.ts";
