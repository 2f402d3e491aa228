import type { SecretPath } from "../../http/secrets.ts";
import type { Api, Namespace } from "../kubernetes/kind.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import { ClusterConnectClient, type ClusterConnects } from "./cluster-connect.ts";
import { type Clusters, ClustersClient } from "./clusters.ts";
import { type AcrossNamespaces, apiVersion, clusterKinds, namespaceKinds, projectKinds, type ResourcesOf } from "./definitions.ts";
import { type Projects, ProjectsClient } from "./projects.ts";
import { type UsageDownload, UsageDownloadClient } from "./usage-download.ts";
import { type VirtualClusterInstances, VirtualClusterInstancesClient } from "./virtual-cluster-instances.ts";

/** Resources with methods of their own. */
const special = {
  clusterConnect: ClusterConnectClient,
  clusters: ClustersClient,
  projects: ProjectsClient,
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

/** The platform's own kinds, and those of projects and namespaces to list and watch across all of these. */
export interface PlatformResources
  extends ResourcesOf<typeof clusterKinds, Special>,
    AcrossNamespaces<typeof projectKinds>,
    AcrossNamespaces<typeof namespaceKinds> {}
/** The kinds that live in a project. */
export interface ProjectResources extends ResourcesOf<typeof projectKinds, Special> {}
/** All kinds that live in a namespace. */
export interface NamespaceResources extends ResourcesOf<typeof projectKinds, Special>, ResourcesOf<typeof namespaceKinds, Special> {}

const scopes = { cluster: clusterKinds, project: projectKinds, namespace: namespaceKinds };
type Table = Readonly<Record<string, readonly [kind: string, verbs: string, secrets?: readonly SecretPath[]]>>;

/** Puts the resources of the tables onto an object. */
export function addResources(target: object, api: Api, of: readonly (keyof typeof scopes)[], namespace?: Namespace): void {
  for (const scope of of) {
    for (const [name, [kind, verbs, secrets]] of Object.entries(scopes[scope] as Table)) {
      const Client = name in special ? special[name as keyof typeof special] : ResourceClient;
      const details = { kind, plural: name.toLowerCase(), apiVersion, namespaced: scope !== "cluster", verbs: verbs.split(" "), secrets };
      let client: object | undefined;
      // Made when it is first used: of fifty kinds most programs need three.
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
