import type { Api, Namespace } from "../kubernetes/kind.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import { ClusterConnectClient, type ClusterConnects } from "./cluster-connect.ts";
import { Clusters } from "./clusters.ts";
import { apiVersion, clusterKinds, namespaceKinds, projectKinds, type ResourcesOf } from "./definitions.ts";
import { Projects } from "./projects.ts";
import { type UsageDownload, UsageDownloadClient } from "./usage-download.ts";
import {
  type EveryVirtualClusterInstance,
  type VirtualClusterInstances,
  VirtualClusterInstancesClient,
} from "./virtual-cluster-instances.ts";

/** Resources with methods of their own. */
const special = {
  clusterConnect: ClusterConnectClient,
  clusters: Clusters,
  projects: Projects,
  usageDownload: UsageDownloadClient,
  virtualClusterInstances: VirtualClusterInstancesClient,
};

interface Special {
  clusterConnect: ClusterConnects;
  clusters: Clusters;
  projects: Projects;
  usageDownload: UsageDownload;
  virtualClusterInstances: VirtualClusterInstances;
}

interface SpecialEverywhere {
  virtualClusterInstances: EveryVirtualClusterInstance;
}

/** The platform's own kinds, and those of projects and namespaces across all of these. */
export interface PlatformResources
  extends ResourcesOf<typeof clusterKinds, Special, "cluster">,
    ResourcesOf<typeof projectKinds, SpecialEverywhere, "everywhere">,
    ResourcesOf<typeof namespaceKinds, SpecialEverywhere, "everywhere"> {}
/** The kinds that live in a project. */
export interface ProjectResources extends ResourcesOf<typeof projectKinds, Special, "namespace"> {}
/** All kinds that live in a namespace. */
export interface NamespaceResources
  extends ResourcesOf<typeof projectKinds, Special, "namespace">,
    ResourcesOf<typeof namespaceKinds, Special, "namespace"> {}

const scopes = { cluster: clusterKinds, project: projectKinds, namespace: namespaceKinds };
type Table = Readonly<Record<string, readonly [kind: string, verbs: string, ...rest: unknown[]]>>;

/** Puts the resources of the tables onto an object. */
export function addResources(target: object, api: Api, of: readonly (keyof typeof scopes)[], namespace?: Namespace): void {
  for (const scope of of) {
    for (const [name, [kind, verbs]] of Object.entries(scopes[scope] as Table)) {
      const Client = name in special ? special[name as keyof typeof special] : ResourceClient;
      const details = { kind, plural: name.toLowerCase(), apiVersion, namespaced: scope !== "cluster", verbs: verbs.split(" ") };
      let client: object | undefined;
      // Created when it is first used: of fifty kinds most programs need three.
      Object.defineProperty(target, name, {
        enumerable: true,
        get: () => {
          client ??= new (Client as new (...args: unknown[]) => object)(api, details, namespace);
          return client;
        },
      });
    }
  }
}
