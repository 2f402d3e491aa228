import type { Kinds } from "../../generated/platform.ts";
import type { SecretPath } from "../../http/secrets.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Creates, Deletes, Everywhere, Gets, Lists, Patches, RequestOnly, Resource, Updates } from "../kubernetes/verbs.ts";

export const apiVersion = "management.loft.sh/v1";
export const base = "/kubernetes/management";

const all = "create get list watch update patch delete deletecollection";

/** Kind, where its objects live, the verbs the server has for it, and which fields are not to be printed. */
type Definition = readonly [
  kind: string,
  scope: "cluster" | "project" | "namespace",
  verbs: keyof ByVerbs<unknown>,
  secrets?: readonly SecretPath[],
];

/**
 * Every kind of management.loft.sh/v1 in 4.12, and ClusterConnect of 3.x. A key in lower case is the kind's name in paths. A kind with a
 * schema in openapi/ has its types, the others are open objects.
 */
export const definitions = {
  agentAuditEvents: ["AgentAuditEvent", "cluster", "create"],
  announcements: ["Announcement", "cluster", "list"],
  appInstances: ["AppInstance", "project", all],
  apps: ["App", "cluster", all],
  argoCDApplications: ["ArgoCDApplication", "project", all],
  argoCDApplicationTemplates: ["ArgoCDApplicationTemplate", "cluster", all],
  backups: ["Backup", "cluster", "create"],
  clusterAccesses: ["ClusterAccess", "cluster", all],
  clusterConnect: ["ClusterConnect", "cluster", "create", [["spec", "config"]]],
  clusterRoleTemplates: ["ClusterRoleTemplate", "cluster", all],
  clusters: ["Cluster", "cluster", all],
  configs: ["Config", "cluster", "create get", [["spec", "raw"]]],
  convertVirtualClusterConfig: ["ConvertVirtualClusterConfig", "cluster", "create"],
  databaseConnectors: ["DatabaseConnector", "cluster", "list"],
  directClusterEndpointTokens: ["DirectClusterEndpointToken", "cluster", "create", [["status", "token"]]],
  events: ["Event", "cluster", "list"],
  features: ["Feature", "cluster", "get list"],
  ingressAuthTokens: ["IngressAuthToken", "cluster", "create", [["status", "token"]]],
  kiosk: ["Kiosk", "cluster", "get"],
  licenses: ["License", "cluster", "get"],
  loftUpgrades: ["LoftUpgrade", "cluster", "create"],
  machineConfigTemplates: ["MachineConfigTemplate", "cluster", all],
  networkPeers: ["NetworkPeer", "cluster", all],
  nodeClaims: ["NodeClaim", "project", all],
  nodeEnvironments: ["NodeEnvironment", "project", all],
  nodeProfiles: ["NodeProfile", "cluster", all],
  nodeProviders: ["NodeProvider", "cluster", all],
  nodeTypes: ["NodeType", "cluster", all],
  oidcClients: ["OIDCClient", "cluster", "create get list update patch delete", [["spec", "clientSecret"]]],
  osImages: ["OSImage", "cluster", all],
  ownedAccessKeys: ["OwnedAccessKey", "cluster", "create get update patch delete", [["spec", "key"]]],
  projects: ["Project", "cluster", all],
  projectSecrets: ["ProjectSecret", "project", all, [["spec", "data"]]],
  redirectTokens: ["RedirectToken", "cluster", "create", [["spec", "token"]]],
  registerVirtualClusters: ["RegisterVirtualCluster", "cluster", "create"],
  renderVirtualClusterTemplates: ["RenderVirtualClusterTemplate", "cluster", "create"],
  resetAccessKeys: ["ResetAccessKey", "cluster", "create", [["spec", "key"]]],
  selfSubjectAccessReviews: ["SelfSubjectAccessReview", "cluster", "create"],
  selves: [
    "Self",
    "cluster",
    "create get",
    [
      ["spec", "accessKey"],
      ["status", "chatAuthToken"],
    ],
  ],
  sharedSecrets: ["SharedSecret", "namespace", "create get list update patch delete", [["spec", "data"]]],
  spaceInstances: ["SpaceInstance", "project", all],
  spaceTemplates: ["SpaceTemplate", "cluster", all],
  sshKeys: ["SSHKey", "cluster", all],
  stackInstances: ["StackInstance", "project", all],
  stackTemplates: ["StackTemplate", "cluster", all],
  subjectAccessReviews: ["SubjectAccessReview", "cluster", "create"],
  teams: ["Team", "cluster", all],
  tenants: ["Tenant", "cluster", all],
  translateVClusterResourceNames: ["TranslateVClusterResourceName", "cluster", "create"],
  users: ["User", "cluster", all],
  virtualClusterInstances: ["VirtualClusterInstance", "project", all],
  virtualClusterSchemas: ["VirtualClusterSchema", "cluster", "create"],
  virtualClusterTemplates: ["VirtualClusterTemplate", "cluster", all],
} as const satisfies Readonly<Record<string, Definition>>;

/** A kind that has no schema here yet: its fields are there, their types are not. */
export interface UntypedObject extends KubernetesObject {
  [field: string]: unknown;
}

export interface ListOnly<T> extends Lists<T> {}
export interface GetAndList<T> extends Gets<T>, Lists<T> {}
/** A kind that answers requests and also keeps something to get. */
export interface RequestAndGet<T> extends RequestOnly<T>, Gets<T> {}
export interface Unlistable<T> extends Creates<T>, Gets<T>, Updates<T>, Patches<T>, Deletes<T> {}
export interface Unwatchable<T> extends Unlistable<T>, Lists<T> {}

/** What a set of verbs looks like from the outside. */
interface ByVerbs<T> {
  "create get list watch update patch delete deletecollection": Resource<T>;
  create: RequestOnly<T>;
  get: Gets<T>;
  list: ListOnly<T>;
  "get list": GetAndList<T>;
  "create get": RequestAndGet<T>;
  "create get update patch delete": Unlistable<T>;
  "create get list update patch delete": Unwatchable<T>;
}

/** The same without a namespace. */
interface EverywhereByVerbs<T> {
  "create get list watch update patch delete deletecollection": Everywhere<T>;
  "create get list update patch delete": ListOnly<T>;
}

type Definitions = typeof definitions;
export type ResourceName = keyof Definitions;
type TypeOf<K> = K extends keyof Kinds ? Kinds[K] : UntypedObject;

/** What a resource of the table can do where its objects live. `Special` holds those with methods of their own. */
export type Methods<K extends ResourceName, Special> = K extends keyof Special
  ? Special[K]
  : ByVerbs<TypeOf<Definitions[K][0]>>[Definitions[K][2]];

/** The resources of a scope. */
export type In<Scope extends "cluster" | "project" | "namespace", Special> = {
  readonly [K in ResourceName as Definitions[K][1] extends Scope ? K : never]: Methods<K, Special>;
};

/** The kinds in namespaces, across all of them. */
export type AcrossNamespaces = {
  readonly [K in ResourceName as Definitions[K][1] extends "cluster"
    ? never
    : K]: Definitions[K][2] extends keyof EverywhereByVerbs<unknown>
    ? EverywhereByVerbs<TypeOf<Definitions[K][0]>>[Definitions[K][2]]
    : never;
};
