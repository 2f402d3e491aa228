import type { Kinds } from "../../generated/platform.ts";
import type { SecretPath } from "../../http/secrets.ts";
import type { Kind } from "../kubernetes/kind.ts";
import type { KubernetesObject, Stored, StoredIn } from "../kubernetes/object.ts";
import type {
  Creates,
  Deletes,
  Everywhere,
  Gets,
  Lists,
  Patches,
  RequestOnly,
  Resource,
  Updates,
  Watches,
} from "../kubernetes/resource-types.ts";

export const apiVersion = "management.loft.sh/v1";
export const base = "/kubernetes/management";

const all = "create get list watch update patch delete deletecollection";

/** Kind, the verbs the server has for it, and which fields are not to be printed. */
type Definition = readonly [kind: string, verbs: keyof ByVerbs<unknown>, secrets?: readonly SecretPath[]];
type Definitions = Readonly<Record<string, Definition>>;

/*
 * Every kind of management.loft.sh/v1 in 4.12, and ClusterConnect of 3.x. A key in lower case is the kind's name in paths. A kind with a
 * schema in openapi/ has its types, the others are open objects.
 */

/** Kinds without namespace. */
export const clusterKinds = {
  agentAuditEvents: ["AgentAuditEvent", "create"],
  announcements: ["Announcement", "list"],
  apps: ["App", all],
  argoCDApplicationTemplates: ["ArgoCDApplicationTemplate", all],
  backups: ["Backup", "create"],
  clusterAccesses: ["ClusterAccess", all],
  clusterConnect: ["ClusterConnect", "create", [["spec", "config"]]],
  clusterRoleTemplates: ["ClusterRoleTemplate", all],
  clusters: ["Cluster", all],
  configs: ["Config", "create get", [["spec", "raw"]]],
  convertVirtualClusterConfig: ["ConvertVirtualClusterConfig", "create"],
  databaseConnectors: ["DatabaseConnector", "list"],
  directClusterEndpointTokens: ["DirectClusterEndpointToken", "create", [["status", "token"]]],
  events: ["Event", "list"],
  features: ["Feature", "get list"],
  ingressAuthTokens: ["IngressAuthToken", "create", [["status", "token"]]],
  kiosk: ["Kiosk", "get"],
  licenses: ["License", "get"],
  loftUpgrades: ["LoftUpgrade", "create"],
  machineConfigTemplates: ["MachineConfigTemplate", all],
  networkPeers: ["NetworkPeer", all],
  nodeProfiles: ["NodeProfile", all],
  nodeProviders: ["NodeProvider", all],
  nodeTypes: ["NodeType", all],
  oidcClients: ["OIDCClient", "create get list update patch delete", [["spec", "clientSecret"]]],
  osImages: ["OSImage", all],
  ownedAccessKeys: ["OwnedAccessKey", "create get update patch delete", [["spec", "key"]]],
  projects: ["Project", all],
  redirectTokens: ["RedirectToken", "create", [["spec", "token"]]],
  registerVirtualClusters: ["RegisterVirtualCluster", "create"],
  renderVirtualClusterTemplates: ["RenderVirtualClusterTemplate", "create"],
  resetAccessKeys: ["ResetAccessKey", "create", [["spec", "key"]]],
  selfSubjectAccessReviews: ["SelfSubjectAccessReview", "create"],
  selves: [
    "Self",
    "create get",
    [
      ["spec", "accessKey"],
      ["status", "chatAuthToken"],
    ],
  ],
  spaceTemplates: ["SpaceTemplate", all],
  sshKeys: ["SSHKey", all],
  stackTemplates: ["StackTemplate", all],
  subjectAccessReviews: ["SubjectAccessReview", "create"],
  teams: ["Team", all],
  tenants: ["Tenant", all],
  translateVClusterResourceNames: ["TranslateVClusterResourceName", "create"],
  usageDownload: ["UsageDownload", "list"],
  users: ["User", all],
  virtualClusterSchemas: ["VirtualClusterSchema", "create"],
  virtualClusterTemplates: ["VirtualClusterTemplate", all],
} as const satisfies Definitions;

/** Kinds that live in a project's namespace. */
export const projectKinds = {
  appInstances: ["AppInstance", all],
  argoCDApplications: ["ArgoCDApplication", all],
  nodeClaims: ["NodeClaim", all],
  nodeEnvironments: ["NodeEnvironment", all],
  projectSecrets: ["ProjectSecret", all, [["spec", "data"]]],
  spaceInstances: ["SpaceInstance", all],
  stackInstances: ["StackInstance", all],
  virtualClusterInstances: ["VirtualClusterInstance", all],
} as const satisfies Definitions;

/** Kinds that live in any namespace. */
export const namespaceKinds = {
  sharedSecrets: ["SharedSecret", "create get list update patch delete", [["spec", "data"]]],
} as const satisfies Definitions;

/** The fields of a kind that are not to be printed, by whatever handle its objects come: those of the tables, and of a Secret. */
export function secretsOf({ apiVersion: version, kind }: Pick<Kind, "apiVersion" | "kind">): readonly SecretPath[] | undefined {
  if (version === "v1" && kind === "Secret") return [["data"], ["stringData"]];
  const all: readonly Definition[] = Object.values({ ...clusterKinds, ...projectKinds, ...namespaceKinds });
  return version === apiVersion ? all.find(([name]) => name === kind)?.[2] : undefined;
}

/** A kind that has no schema here yet: its fields are there, their types are not. */
export interface UntypedObject extends KubernetesObject {
  [field: string]: unknown;
}

export interface ListOnly<T> extends Lists<T> {}
export interface GetAndList<T> extends Gets<T>, Lists<T> {}
/** A kind that answers requests and also keeps something to get. */
export interface RequestAndGet<T> extends RequestOnly<T>, Gets<T> {}
export interface Unlistable<T, S = Stored<T>> extends Creates<T, T, S>, Gets<T, S>, Updates<T, T, S>, Patches<T, T, S>, Deletes<T, S> {}
export interface Unwatchable<T, S = Stored<T>> extends Unlistable<T, S>, Lists<T, S> {}

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

/** The same in a project or namespace: what comes back knows its namespace. */
interface InNamespaceByVerbs<T> {
  "create get list watch update patch delete deletecollection": Resource<T, T, StoredIn<T>>;
  "create get list update patch delete": Unwatchable<T, StoredIn<T>>;
}

/** The same without a namespace. */
interface EverywhereByVerbs<T> {
  "create get list watch update patch delete deletecollection": Everywhere<T>;
  "create get list update patch delete": Omit<Everywhere<T>, keyof Watches<T>>;
}

type TypeOf<K> = K extends keyof Kinds ? Kinds[K] : UntypedObject;

/** What the verbs of a kind look like, by where its handle is: of no namespace, of one, or across all. */
interface Places<T> {
  cluster: ByVerbs<T>;
  namespace: InNamespaceByVerbs<T>;
  everywhere: EverywhereByVerbs<T>;
}

type Handle<K, Verbs, Place extends keyof Places<unknown>> = Verbs extends keyof Places<TypeOf<K>>[Place]
  ? Places<TypeOf<K>>[Place][Verbs]
  : never;

/** The resources of a table of kinds at a place. `Special` holds those with methods of their own. */
export type ResourcesOf<Table extends Definitions, Special, Place extends keyof Places<unknown>> = {
  readonly [K in keyof Table]: K extends keyof Special ? Special[K] : Handle<Table[K][0], Table[K][1], Place>;
};
