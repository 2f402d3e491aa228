/** clusterplane: typed clients for the management API of vCluster Platform and for CloudCasa. Unofficial. */
export { CloudCasa, type CloudCasaOptions } from "./cloudcasa.ts";
export type * from "./generated/cloudcasa.ts";
export type * from "./generated/platform.ts";
export * from "./http/index.ts";
export {
  type KindOptions,
  Platform,
  PlatformNamespace,
  type PlatformOptions,
  PlatformProject,
  type PlatformVersion,
  ProxiedCluster,
} from "./platform.ts";
export * from "./resources/cloudcasa/index.ts";
export * from "./resources/eve/index.ts";
// What a call takes goes by the name that a schema has too.
export type { DeleteOptions, LabelSelector, Preconditions, Status } from "./resources/kubernetes/index.ts";
export * from "./resources/kubernetes/index.ts";
export * from "./resources/platform/index.ts";
