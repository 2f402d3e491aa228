/** The public names of the platform's own kinds. */
export type { ClusterConnects } from "./cluster-connect.ts";
export type { Clusters } from "./clusters.ts";
export type { GetAndList, ListOnly, RequestAndGet, Unlistable, UntypedObject, Unwatchable } from "./definitions.ts";
export { isNotReady, isQuotaExceeded, isSleeping, isTemplateRefused } from "./errors.ts";
export type { Projects } from "./projects.ts";
export type { NamespaceResources, PlatformResources, ProjectResources } from "./scope.ts";
export type { EveryVirtualClusterInstance, VirtualClusterInstanceInput, VirtualClusterInstances } from "./virtual-cluster-instances.ts";
export type { KubeconfigAnswer, KubeconfigOptions, LogOptions, SleepOptions } from "./virtual-cluster-options.ts";
