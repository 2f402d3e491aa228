import type { Api, Namespace } from "../kubernetes/resource.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import { ClusterConnectClient, type ClusterConnects } from "./cluster-connect.ts";
import { type Clusters, ClustersClient } from "./clusters.ts";
import { type AcrossNamespaces, apiVersion, definitions, type In, type ResourceName } from "./definitions.ts";
import { type Projects, ProjectsClient } from "./projects.ts";
import { type VirtualClusterInstances, VirtualClusterInstancesClient } from "./virtual-cluster-instances.ts";

/** Resources with methods of their own. */
const special = {
  clusterConnect: ClusterConnectClient,
  clusters: ClustersClient,
  projects: ProjectsClient,
  virtualClusterInstances: VirtualClusterInstancesClient,
};

interface Special {
  clusterConnect: ClusterConnects;
  clusters: Clusters;
  projects: Projects;
  virtualClusterInstances: VirtualClusterInstances;
}

/** The platform's own kinds, and those of projects and namespaces to list and watch across all of these. */
export interface PlatformResources extends In<"cluster", Special>, AcrossNamespaces {}
/** The kinds that live in a project. */
export interface ProjectResources extends In<"project", Special> {}
/** All kinds that live in a namespace. */
export interface NamespaceResources extends In<"project" | "namespace", Special> {}

type Scope = "cluster" | "project" | "namespace";

/** Puts the resources of the table onto an object: all of them, or those that live in one of the scopes. */
export function addResources(target: object, api: Api, scopes: readonly Scope[], namespace?: Namespace): void {
  for (const name of Object.keys(definitions) as ResourceName[]) {
    const [kind, scope, verbs, secrets] = definitions[name] as readonly [string, Scope, string, (readonly (readonly string[])[])?];
    if (!scopes.includes(scope)) continue;
    const Client = name in special ? special[name as keyof typeof special] : ResourceClient;
    const details = { kind, plural: name.toLowerCase(), apiVersion, namespaced: scope !== "cluster", verbs: verbs.split(" "), secrets };
    let client: object | undefined;
    // Made when it is first used: of fifty kinds most programs need three.
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => (client ??= new (Client as new (...args: unknown[]) => object)(api, details, namespace)),
    });
  }
}
