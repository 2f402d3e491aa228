// Made by `npm run generate` from openapi/. Do not edit.

/** An object on which another one hangs. */
export interface OwnerReference {
  /** Group and version of the owner. */
  apiVersion: string;
  /** Kind of the owner. */
  kind: string;
  /** Name of the owner. */
  name: string;
  /** UID of the owner. */
  uid: string;
  /** The owner is the one that controls the object. At most one entry may say so. */
  controller?: boolean;
  /** A deletion of the owner in the foreground waits until the object is gone. */
  blockOwnerDeletion?: boolean;
}

/** The fields that one writer wrote last. */
export interface ManagedFieldsEntry {
  /** Name of the writer (field manager). */
  manager?: string;
  /** Whether they were applied or updated. */
  operation?: "Apply" | "Update" | (string & {});
  /** Version of the kind in which the fields are named. */
  apiVersion?: string;
  /** When the entry last changed. */
  time?: string | null;
  /** Form of the field list; always `FieldsV1`. */
  fieldsType?: string;
  /** The fields, as nested keys. */
  fieldsV1?: {
    [key: string]: unknown;
  };
  /** Subresource through which they were written; empty for the object itself. */
  subresource?: string;
}

/** What every object has: its name and namespace, what the server keeps of it, and labels, annotations and finalizers. */
export interface ObjectMeta {
  /** Name, unique for its kind in its namespace. Needed to create a kept object unless `generateName` is given; never changes. */
  name?: string;
  /** Beginning of a name for the server to complete, used when `name` is absent. A clash of the made name answers 409. */
  generateName?: string;
  /** Namespace of the object; empty for kinds that have none. Never changes. */
  namespace?: string;
  /**
   * @deprecated
   * Path of the object. No server fills it any more.
   */
  selfLink?: string;
  /** ID that the server gives each object; a new object of the same name gets another. */
  uid?: string;
  /** Version of the object, changed by each write. Sent back in an update, it makes a change in between a 409. Text without meaning of its own: compare for equality only. */
  resourceVersion?: string;
  /** Counts changes of what is wanted (not of metadata or status). */
  generation?: number;
  /** When it was created, RFC 3339 in UTC. Null in requests and examples where nothing is set. */
  creationTimestamp?: string | null;
  /** When deletion was asked for, or will be done. While it is set the object only waits for its finalizers. */
  deletionTimestamp?: string | null;
  /** Seconds from asking for deletion to its end; there only with `deletionTimestamp`. */
  deletionGracePeriodSeconds?: number;
  /** Short key and value pairs by which objects are selected. */
  labels?: {
    [key: string]: string;
  };
  /** Key and value pairs for programs and people; not selectable. */
  annotations?: {
    [key: string]: string;
  };
  /** Objects on which this one hangs; when all are gone, so is this one. */
  ownerReferences?: OwnerReference[];
  /** Who still has to clean up before the object goes after a deletion; each takes its own entry out. */
  finalizers?: string[];
  /** Who wrote which field last, for server-side apply. */
  managedFields?: ManagedFieldsEntry[];
  /**
   * @deprecated
   * Name of the cluster of the object. Never filled. Last in 2.3.
   */
  clusterName?: string;
}

/** Whom to ask about. */
export interface SelfSpec {
  /** Another access key to ask about, in place of the one sent with the request. Secret. Since 3.3. */
  accessKey?: string;
}

/** A user, a team or another object in short. */
export interface EntityInfo {
  /** Name of the object. */
  name?: string;
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** URL or data of a picture. */
  icon?: string;
  /** Name to log in with. */
  username?: string;
  /** Mail address. */
  email?: string;
  /** Subject of the user or team. */
  subject?: string;
}

/** A user in short, with their teams. */
export interface UserInfo {
  /** Name of the user. */
  name?: string;
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** URL or data of a picture. Since 3.0. */
  icon?: string;
  /** Name to log in with. */
  username?: string;
  /** Mail address. */
  email?: string;
  /** Subject of the user. */
  subject?: string;
  /** Teams of the user. */
  teams?: EntityInfo[];
}

/** A ready-made set of rights. */
export interface AccessKeyScopeRole {
  /** Name of the set. `agent` and `vcluster` hold `network-peer` too. */
  role?: "agent" | "loft-cli" | "metrics-reader" | "metrics-writer" | "network-peer" | "vcluster" | "workspace";
  /** Projects for which it holds. */
  projects?: string[];
  /** Virtual clusters for which it holds. */
  virtualClusters?: string[];
}

/** A project in a scope. */
export interface AccessKeyScopeProject {
  /** Name of the project; `*` for all. */
  project?: string;
}

/** A space in a scope. */
export interface AccessKeyScopeSpace {
  /** Name of the project of the space. */
  project?: string;
  /** Name of the space; `*` for all of the project. */
  space?: string;
}

/** A virtual cluster in a scope. */
export interface AccessKeyScopeVirtualCluster {
  /** Name of the project of the virtual cluster. */
  project?: string;
  /** Name of the virtual cluster; `*` for all of the project. */
  virtualCluster?: string;
}

/** A connected cluster in a scope. */
export interface AccessKeyScopeCluster {
  /** Name of the cluster; `*` for all. */
  cluster?: string;
}

/** Resources of one API group. */
export interface GroupResources {
  /** The API group; empty for the core group. */
  group?: string;
  /** Resources of the group, with a `/` for subresources; empty for all. */
  resources?: string[];
  /** Names of single objects; empty for all. */
  resourceNames?: string[];
}

/** A virtual cluster on its host cluster. */
export interface AccessKeyVirtualCluster {
  /** Name of the virtual cluster; `*` for all. */
  name?: string;
  /** Namespace of the virtual cluster; `*` for all. */
  namespace?: string;
}

/** Describes requests that a key may make. What is empty allows everything. */
export interface AccessKeyScopeRule {
  /** Verbs of the requests; empty for all. */
  verbs?: string[];
  /** Resources of the requests; empty for all. */
  resources?: GroupResources[];
  /** Namespaces of the requests; empty for all, an empty text for requests without one. */
  namespaces?: string[];
  /** Paths that are no resources, with `*` at the end as wildcard. */
  nonResourceURLs?: string[];
  /** Which servers the requests may go to: `Management`, `Cluster`, `ProjectSpace`, `ProjectVirtualCluster`. */
  requestTargets?: string[];
  /** Connected cluster of the requests; empty for all. */
  cluster?: string;
  /** Virtual clusters of the requests; empty for all. */
  virtualClusters?: AccessKeyVirtualCluster[];
}

/** Narrows a key or token. Empty: no limits but those of its owner. All entries are allowed together. */
export interface AccessKeyScope {
  /** Ready-made sets of rights. Since 4.0. */
  roles?: AccessKeyScopeRole[];
  /** Projects that may be used. Since 3.0. */
  projects?: AccessKeyScopeProject[];
  /** Spaces that may be used. Since 3.0. */
  spaces?: AccessKeyScopeSpace[];
  /** Virtual clusters that may be used. Since 3.0. */
  virtualClusters?: AccessKeyScopeVirtualCluster[];
  /** Connected clusters that may be used. Since 3.4. */
  clusters?: AccessKeyScopeCluster[];
  /**
   * @deprecated
   * Requests that are allowed, described one by one. Use the other lists.
   */
  rules?: AccessKeyScopeRule[];
  /**
   * @deprecated
   * Allow what the command line tool needs. Use the role `loft-cli`. Since 3.0.
   */
  allowLoftCli?: boolean;
}

/** The caller, their key and where the server keeps the namespaces of projects. */
export interface SelfStatus {
  /** The user, when the key belongs to one. */
  user?: UserInfo;
  /** The team, when the key belongs to one. */
  team?: EntityInfo;
  /** Name of the key in use; not the key itself. */
  accessKey?: string;
  /** What the key in use is narrowed to. Since 3.3. */
  accessKeyScope?: AccessKeyScope;
  /** What the key in use was made for. */
  accessKeyType?: "" | "Login" | "User" | "Other" | "Reset" | "OIDCRefreshToken" | "NetworkPeer" | "Workspace" | (string & {});
  /** Subject of the caller. */
  subject?: string;
  /** UID of the user or team. Since 3.3. */
  uid?: string;
  /** Groups of the caller. */
  groups?: string[];
  /** Token for the chat of the web UI. Secret. Since 3.3. */
  chatAuthToken?: string;
  /** ID of this installation of the platform. Since 3.0. */
  instanceID?: string;
  /** Host under which the platform knows itself. Since 4.4. */
  loftHost?: string;
  /** What stands before the name of a project in the name of its namespace. Absent before 4.0: then it is `loft-p-`. It may be empty. Since 4.0. */
  projectNamespacePrefix?: string;
  /**
   * @deprecated
   * Hash for the support chat of the web UI. Last in 3.2.
   */
  intercomHash?: string;
}

/** Who the caller is. Sent empty by POST, comes back with the status filled in; a failure means that the key is no good. */
export interface Self {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: SelfSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: SelfStatus;
}

/** What every list has. */
export interface ListMeta {
  /**
   * @deprecated
   * Path of the list. No server fills it any more.
   */
  selfLink?: string;
  /** Version of the list, from which a watch can begin. */
  resourceVersion?: string;
  /** Where the next page begins. Absent on the last page. */
  continue?: string;
  /** How many objects come after this page, when the server knows. */
  remainingItemCount?: number;
}

/** One thing that was wrong. */
export interface StatusCause {
  /** One word for programs, such as `FieldValueRequired`. */
  reason?: string;
  /** Text for people. */
  message?: string;
  /** Path of the field in the object. */
  field?: string;
}

/** What a Status is about. */
export interface StatusDetails {
  /** Name of the object. */
  name?: string;
  /** Group of the kind. */
  group?: string;
  /** Kind or resource of the object. */
  kind?: string;
  /** UID of the object. */
  uid?: string;
  /** Each single thing that was wrong. */
  causes?: StatusCause[];
  /** Seconds to wait before another try. */
  retryAfterSeconds?: number;
}

/** Answer to what failed, and to a deletion. */
export interface Status {
  /** `Status`. */
  kind?: string;
  /** `v1`. */
  apiVersion?: string;
  /** With a 410 for an expired page: a token to go on with. */
  metadata?: ListMeta;
  /** Whether it went well. */
  status?: "Success" | "Failure" | (string & {});
  /** Text for people. */
  message?: string;
  /** One word for programs. */
  reason?: "Unauthorized" | "Forbidden" | "NotFound" | "AlreadyExists" | "Conflict" | "Gone" | "Expired" | "Invalid" | "BadRequest" | "MethodNotAllowed" | "NotAcceptable" | "UnsupportedMediaType" | "RequestEntityTooLarge" | "TooManyRequests" | "ServerTimeout" | "Timeout" | "InternalError" | "ServiceUnavailable" | (string & {});
  /** What it was about. */
  details?: StatusDetails;
  /** HTTP status. */
  code?: number;
}

/** A user or a team; one of the two. */
export interface UserOrTeam {
  /** Name of the user. */
  user?: string;
  /** Name of the team. */
  team?: string;
}

/** A key of a secret in the cluster of the platform. */
export interface SecretRef {
  /** Name of the secret. */
  secretName?: string;
  /** Namespace of the secret. */
  secretNamespace?: string;
  /** Key in the secret. */
  key?: string;
}

/** A secret of some kind. */
export interface KindSecretRef {
  /** Group of the kind of the secret. */
  apiGroup?: string;
  /** Kind of the secret, such as `Secret` or `SharedSecret`. */
  kind?: string;
  /** Name of the secret. */
  secretName?: string;
  /** Namespace of the secret. */
  secretNamespace?: string;
  /** Key in the secret. */
  key?: string;
}

/** A cluster role. */
export interface ClusterRoleRef {
  /** Name of the cluster role. */
  name?: string;
}

/** Allows verbs on the object to users and teams. */
export interface Access {
  /** Name of the rule. Since 3.0. */
  name?: string;
  /** What is allowed, such as `get`, `update`, `use`; `*` for all. */
  verbs: string[];
  /** Subresources that are allowed too; `*` for all. */
  subresources?: string[];
  /** Names of the users; `*` for all. */
  users?: string[];
  /** Names of the teams; `*` for all. */
  teams?: string[];
}

/**
 * @deprecated
 * An account template applied for a user or team.
 */
export interface UserClusterAccountTemplate {
  /** Name of the template. */
  name?: string;
  /** Keep the accounts in step with the template. */
  sync?: boolean;
  /** Name of the accounts. */
  accountName?: string;
}

/** Who the user is and what they may do. */
export interface UserSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Name to log in with; `metadata.name` is made from it when a user is made by single sign-on. */
  username?: string;
  /** URL or data of a picture. */
  icon?: string;
  /** Mail address. */
  email?: string;
  /** Subject under which single sign-on knows the user. */
  subject?: string;
  /** Groups of the user, set by hand. */
  groups?: string[];
  /** Groups that single sign-on last reported. Since 3.0. */
  ssoGroups?: string[];
  /** Secret with the hash of the password. */
  passwordRef?: SecretRef;
  /** Secret with the codes of the login that are under way. */
  codesRef?: SecretRef;
  /** Image pull secrets copied into the spaces of the user. */
  imagePullSecrets?: KindSecretRef[];
  /** Counts up when all login tokens of the user shall end. */
  tokenGeneration?: number;
  /** The user can't log in, and their keys stop working. */
  disabled?: boolean;
  /** Cluster roles that the user has in the management API. */
  clusterRoles?: ClusterRoleRef[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /** Further claims that single sign-on reported. Since 4.3. */
  extraClaims?: {
    [key: string]: string;
  };
  /**
   * @deprecated
   * Secret with the access keys of the user. Last in 3.4.
   */
  accessKeysRef?: SecretRef;
  /**
   * @deprecated
   * Account templates applied for the user in the connected clusters. Last in 3.4.
   */
  clusterAccountTemplates?: UserClusterAccountTemplate[];
}

/**
 * @deprecated
 * How an account template went in one cluster.
 */
export interface ClusterAccountTemplateClusterStatus {
  /** Name of the cluster. */
  name?: string;
  /** How it went. */
  phase?: "Created" | "Skipped" | "Failed" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
}

/**
 * @deprecated
 * How an account template went.
 */
export interface UserClusterAccountTemplateStatus {
  /** Name of the template. */
  name?: string;
  /** How it went in each cluster. */
  clusters?: ClusterAccountTemplateClusterStatus[];
  /** How it went as a whole. */
  phase?: "Synced" | "Failed" | "FailedAccount" | "FailedObjects" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
}

/**
 * @deprecated
 * How one account template went in one cluster.
 */
export interface AccountClusterTemplateStatus {
  /** Name of the template. */
  name?: string;
  /** Name of the account. */
  account?: string;
  /** Hash of the template as it was applied. */
  accountTemplateHash?: string;
  /** Hash of what belongs to the account. */
  ownsHash?: string;
  /** When `phase` last changed. */
  lastTransitionTime?: string;
  /** How it went. */
  phase?: "Synced" | "Failed" | "FailedAccount" | "FailedObjects" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
}

/**
 * @deprecated
 * Accounts in one connected cluster.
 */
export interface AccountClusterStatus {
  /** How keeping them went. */
  phase?: "Synced" | "Failed" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
  /** Name of the cluster. */
  cluster?: string;
  /** How each account template went. */
  accountsClusterTemplateStatus?: AccountClusterTemplateStatus[];
  /** Names of the accounts. */
  accounts?: string[];
}

/** What the platform knows of a user. */
export interface UserStatus {
  /** Names of the teams that the user belongs to. */
  teams?: string[];
  /**
   * @deprecated
   * How the account templates went. Last in 3.4.
   */
  clusterAccountTemplates?: UserClusterAccountTemplateStatus[];
  /**
   * @deprecated
   * Accounts of the user in the connected clusters. Last in 3.4.
   */
  clusters?: AccountClusterStatus[];
}

/** A person or a program that can log in. */
export interface User {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: UserSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: UserStatus;
}

/** A page of User objects. */
export interface UserList {
  /** `UserList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: User[];
}

/** What must hold of the object. */
export interface Preconditions {
  /** Its UID. */
  uid?: string;
  /** Its version. */
  resourceVersion?: string;
}

/** How to delete. */
export interface DeleteOptions {
  /** `DeleteOptions`. */
  kind?: string;
  /** `meta.k8s.io/v1` or the group and version of the object. */
  apiVersion?: string;
  /** Seconds until the object goes. */
  gracePeriodSeconds?: number;
  /** Delete only when these hold; otherwise 409. */
  preconditions?: Preconditions;
  /** What happens with objects that hang on it. */
  propagationPolicy?: "Orphan" | "Background" | "Foreground" | (string & {});
  /**
   * @deprecated
   * Old form of `propagationPolicy`.
   */
  orphanDependents?: boolean;
  /** `All`: check and answer, but delete nothing. */
  dryRun?: string[];
}

/** One step of a JSON patch (RFC 6902). */
export interface PatchOperation {
  /** What to do. */
  op: "add" | "remove" | "replace" | "move" | "copy" | "test";
  /** JSON pointer to where. */
  path: string;
  /** JSON pointer to the source of `move` and `copy`. */
  from?: string;
  /** Value for `add`, `replace` and `test`. */
  value?: unknown;
}

/** Who belongs to the team and what its members may do. */
export interface TeamSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Name under which the team appears in subjects. */
  username?: string;
  /** Names of the users in the team. */
  users?: string[];
  /** Groups whose users are in the team, whatever `users` says. */
  groups?: string[];
  /** Image pull secrets copied into the spaces of the team. */
  imagePullSecrets?: KindSecretRef[];
  /** Cluster roles that the members have in the management API. */
  clusterRoles?: ClusterRoleRef[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /**
   * @deprecated
   * Account templates applied for the team in the connected clusters. Last in 3.4.
   */
  clusterAccountTemplates?: UserClusterAccountTemplate[];
}

/** What the platform knows of a team. */
export interface TeamStatus {
  /**
   * @deprecated
   * How the account templates went. Last in 3.4.
   */
  clusterAccountTemplates?: UserClusterAccountTemplateStatus[];
  /**
   * @deprecated
   * Accounts of the team in the connected clusters. Last in 3.4.
   */
  clusters?: AccountClusterStatus[];
}

/** A group of users that can own and use what users can. */
export interface Team {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: TeamSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: TeamStatus;
}

/** A page of Team objects. */
export interface TeamList {
  /** `TeamList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: Team[];
}

/** Limits of a project. */
export interface Quotas {
  /** Limits for the project as a whole, resource to amount. */
  project?: {
    [key: string]: string;
  };
  /** Limits for each user or team, resource to amount. */
  user?: {
    [key: string]: string;
  };
}

/** A connected cluster that may be used. */
export interface AllowedCluster {
  /** Name of the cluster; `*` for all. */
  name?: string;
}

/** A runner that may be used. */
export interface AllowedRunner {
  /** Name of the runner; `*` for all. */
  name?: string;
}

/** A template that may be used. */
export interface AllowedTemplate {
  /** Kind of the template, such as `VirtualClusterTemplate`. */
  kind?: string;
  /** API group of the kind. */
  group?: string;
  /** Name of the template; `*` for all. */
  name?: string;
  /** The template is used when none is named. */
  isDefault?: boolean;
}

/** A node type that may be used. */
export interface AllowedNodeType {
  /** Name of the node type, or its owner followed by `.*`. */
  name?: string;
}

/** A node profile that may be used. */
export interface AllowedNodeProfile {
  /** Name of the node profile, or its owner followed by `.*`. */
  name?: string;
}

/** Whether a template is required. */
export interface RequireTemplate {
  /** No template is required. */
  disabled?: boolean;
}

/** Whether a preset is required. */
export interface RequirePreset {
  /** No preset is required. */
  disabled?: boolean;
}

/** A user or team of a project, with a role. */
export interface Member {
  /** `User` or `Team`. */
  kind?: string;
  /** API group of the kind. */
  group?: string;
  /** Name of the user or team; `*` for all. */
  name?: string;
  /** Cluster role that the member has in the project. */
  clusterRole: string;
}

/** Labels and annotations that a template sets. */
export interface TemplateMetadata {
  /** Labels, key to value, to be set. */
  labels?: {
    [key: string]: string;
  };
  /** Annotations, key to value, to be set. */
  annotations?: {
    [key: string]: string;
  };
}

/** Template of the namespace of a project. */
export interface ProjectNamespaceTemplate {
  /** Labels and annotations for the namespace. */
  metadata?: TemplateMetadata;
}

/** Patterns for the names of namespaces on the connected clusters. */
export interface NamespacePattern {
  /** Pattern for spaces. */
  space?: string;
  /** Pattern for virtual clusters. */
  virtualCluster?: string;
  /**
   * @deprecated
   * Pattern for DevPod workspaces. Last in 4.4.
   */
  devPodWorkspace?: string;
}

/** Single sign-on from the platform into Argo CD. */
export interface ArgoSSOSpec {
  /** It is on. */
  enabled?: boolean;
  /** Host under which Argo CD is reached. */
  host?: string;
  /** Roles in Argo CD for the members of the project. */
  assignedRoles?: string[];
}

/** Metadata of a project in Argo CD. */
export interface ArgoProjectSpecMetadata {
  /** Further annotations. */
  extraAnnotations?: {
    [key: string]: string;
  };
  /** Further labels. */
  extraLabels?: {
    [key: string]: string;
  };
  /** Text for people. */
  description?: string;
}

/** Where Argo CD may deploy to. */
export interface ApplicationDestination {
  /** URL of the cluster. */
  server?: string;
  /** Namespace in the cluster. */
  namespace?: string;
  /** Name of the cluster, in place of its URL. */
  name?: string;
}

/** What a role in Argo CD may do. */
export interface ArgoProjectPolicyRule {
  /** The action, such as `get` or `sync`; `*` for all. */
  action?: string;
  /**
   * @deprecated
   * Application it holds for; `*` for all. Use `kind`.
   */
  application?: string;
  /** Kind of thing it holds for. Since 4.9. */
  kind?: string;
  /** True allows, false forbids. */
  permission?: boolean;
}

/** A role in a project of Argo CD. */
export interface ArgoProjectRole {
  /** Name of the role. */
  name?: string;
  /** Text for people. */
  description?: string;
  /** What the role may do. */
  rules?: ArgoProjectPolicyRule[];
  /** Groups that have the role. */
  groups?: string[];
}

/** A kind without namespace, or one object of it. */
export interface ClusterResourceRestrictionItem {
  /** API group. */
  group: string;
  /** The kind. */
  kind: string;
  /** Name of the object; all when empty. */
  name?: string;
}

/** A kind of an API group. */
export interface GroupKind {
  /** API group. */
  group: string;
  /** The kind. */
  kind: string;
}

/** A project that is kept in Argo CD. */
export interface ArgoProjectSpec {
  /** It is kept. */
  enabled?: boolean;
  /** Labels, annotations and description for it. */
  metadata?: ArgoProjectSpecMetadata;
  /** Repositories from which it may deploy; `*` for all. */
  sourceRepos?: string[];
  /** Where it may deploy to. Since 4.9. */
  destinations?: ApplicationDestination[];
  /** Roles in it. */
  roles?: ArgoProjectRole[];
  /** Kinds without namespace that it may deploy. Since 4.9. */
  clusterResourceWhitelist?: ClusterResourceRestrictionItem[];
  /** Kinds with namespace that it may deploy. Since 4.9. */
  namespaceResourceWhitelist?: GroupKind[];
  /** Kinds without namespace that it may not deploy. Since 4.9. */
  clusterResourceBlacklist?: ClusterResourceRestrictionItem[];
  /** Kinds with namespace that it may not deploy. Since 4.9. */
  namespaceResourceBlacklist?: GroupKind[];
  /** Namespaces in which its applications may be. Since 4.9. */
  sourceNamespaces?: string[];
}

/** Link of a project to Argo CD. */
export interface ArgoIntegrationSpec {
  /** The link is on. */
  enabled?: boolean;
  /** Connected cluster in which Argo CD runs. */
  cluster?: string;
  /** Virtual cluster in which Argo CD runs. */
  virtualClusterInstance?: string;
  /** Namespace in which Argo CD runs. */
  namespace?: string;
  /** Single sign-on from the platform into Argo CD. */
  sso?: ArgoSSOSpec;
  /** The project that is kept in Argo CD. */
  project?: ArgoProjectSpec;
}

/** A key of a secret. */
export interface SecretKeySelector {
  /** Name of the secret. */
  name?: string;
  /** Key in the secret. */
  key: string;
  /** It is no error when secret or key are missing. */
  optional?: boolean;
}

/** How to log in to Vault. */
export interface VaultAuthSpec {
  /** The token. Secret. */
  token?: string;
  /** Secret with the token. */
  tokenSecretRef?: SecretKeySelector;
}

/** Link of a project to HashiCorp Vault. */
export interface VaultIntegrationSpec {
  /** The link is on. */
  enabled?: boolean;
  /** URL of Vault. */
  address?: string;
  /** Don't check the certificate of Vault. */
  skipTLSVerify?: boolean;
  /** Namespace in Vault. */
  namespace?: string;
  /** How to log in to Vault. */
  auth?: VaultAuthSpec;
  /** Time between two reads of the secrets, as text such as `1m0s`. */
  syncInterval?: string;
}

/**
 * @deprecated
 * A project in Rancher.
 */
export interface RancherProjectRef {
  /** Cluster in Rancher. */
  cluster?: string;
  /** Project in the cluster. */
  project?: string;
}

/**
 * @deprecated
 * Taking virtual clusters into Rancher.
 */
export interface ImportVirtualClustersSpec {
  /** Which role of the project becomes which role in Rancher. */
  roleMapping?: {
    [key: string]: string;
  };
}

/**
 * @deprecated
 * Taking members over from Rancher.
 */
export interface SyncMembersSpec {
  /** It is on. */
  enabled?: boolean;
  /** Which role in Rancher becomes which role of the project. */
  roleMapping?: {
    [key: string]: string;
  };
}

/**
 * @deprecated
 * Link of a project to Rancher.
 */
export interface RancherIntegrationSpec {
  /** The link is on. */
  enabled?: boolean;
  /** Project in Rancher. */
  projectRef?: RancherProjectRef;
  /** Taking virtual clusters into Rancher. */
  importVirtualClusters?: ImportVirtualClustersSpec;
  /** Taking members over from Rancher. */
  syncMembers?: SyncMembersSpec;
}

/**
 * @deprecated
 * A credential for git.
 */
export interface GitProjectCredentials {
  /** The token. Secret. */
  token?: string;
  /** Secret with the token. */
  tokenSecretRef?: SecretKeySelector;
}

/**
 * @deprecated
 * Credentials for git.
 */
export interface GitProjectSpec {
  /** For repositories over HTTP. Since 4.3. */
  http?: GitProjectCredentials;
  /** For repositories over SSH. Since 4.3. */
  ssh?: GitProjectCredentials;
  /**
   * @deprecated
   * The token. Secret. Last in 4.2.
   */
  token?: string;
  /**
   * @deprecated
   * Secret with the token. Last in 4.2.
   */
  tokenSecretRef?: SecretKeySelector;
}

/**
 * @deprecated
 * SSH key of workspaces.
 */
export interface SSHProjectSpec {
  /** The key. Secret. */
  token?: string;
  /** Secret with the key. */
  tokenSecretRef?: SecretKeySelector;
}

/**
 * @deprecated
 * Settings of DevPod workspaces in a project.
 */
export interface DevPodProjectSpec {
  /** Credentials for git. */
  git?: GitProjectSpec;
  /** Image for workspaces that name none. Since 4.0. */
  fallbackImage?: string;
  /** Pattern for the names of images that are built. Since 4.3. */
  registryPattern?: string;
  /**
   * @deprecated
   * SSH key of the workspaces. Last in 4.2.
   */
  ssh?: SSHProjectSpec;
}

/**
 * @deprecated
 * Virtual clusters that a project takes in by itself.
 */
export interface AutomaticImportVirtualClusters {
  /** It is on. */
  enabled?: boolean;
}

/**
 * @deprecated
 * What a project takes in by itself.
 */
export interface AutomaticImport {
  /** Virtual clusters. */
  virtualClusters?: AutomaticImportVirtualClusters;
}

/** What a project allows and who belongs to it. */
export interface ProjectSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Limits for the project and for each of its users. */
  quotas?: Quotas;
  /** Connected clusters that may be used; an entry `*` allows all. */
  allowedClusters?: AllowedCluster[];
  /** Runners that may be used. Gone with the runners in 4.3. Since 3.3. */
  allowedRunners?: AllowedRunner[];
  /** Templates that may be used. */
  allowedTemplates?: AllowedTemplate[];
  /** Node types that may be used. Null: all of them; an empty list: none. Since 4.10. */
  allowedNodeTypes?: AllowedNodeType[] | null;
  /** Node profiles that may be used. Null: all of them; an empty list: none. Since 4.11. */
  allowedNodeProfiles?: AllowedNodeProfile[] | null;
  /** Node profile used when none is named. Since 4.11. */
  defaultNodeProfile?: string;
  /** Whether new instances must come from a template. Since 3.3. */
  requireTemplate?: RequireTemplate;
  /** Whether new workspaces must come from a preset. Since 4.2. */
  requirePreset?: RequirePreset;
  /** Users and teams of the project, with their roles. */
  members?: Member[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /** Labels and annotations for the namespace of the project. Since 4.8. */
  namespaceTemplate?: ProjectNamespaceTemplate;
  /** How namespaces of instances are named on the connected clusters. */
  namespacePattern?: NamespacePattern;
  /** Link of the project to Argo CD. */
  argoCD?: ArgoIntegrationSpec;
  /** Link of the project to HashiCorp Vault. Since 3.1. */
  vault?: VaultIntegrationSpec;
  /**
   * @deprecated
   * Link of the project to Rancher. Last in 4.8.
   */
  rancher?: RancherIntegrationSpec;
  /**
   * @deprecated
   * Settings of DevPod workspaces in the project. Last in 4.4.
   */
  devPod?: DevPodProjectSpec;
  /**
   * @deprecated
   * Virtual clusters that the project takes in by itself. Last in 3.4.
   */
  automaticImport?: AutomaticImport;
}

/** Use of a project in one cluster. */
export interface QuotaStatusProjectCluster {
  /** Use, resource to amount. */
  used?: {
    [key: string]: string;
  };
}

/** Limits of a project and their use. */
export interface QuotaStatusProject {
  /** Limits, resource to amount. */
  limit?: {
    [key: string]: string;
  };
  /** Use, resource to amount. */
  used?: {
    [key: string]: string;
  };
  /** Use in each connected cluster. */
  clusters?: {
    [key: string]: QuotaStatusProjectCluster;
  };
}

/** Use by each user and team. */
export interface QuotaStatusUserUsed {
  /** Use of each user, resource to amount. */
  users?: {
    [key: string]: {
      [key: string]: string;
    };
  };
  /** Use of each team, resource to amount. */
  teams?: {
    [key: string]: {
      [key: string]: string;
    };
  };
}

/** Limits of each user and team, and their use. */
export interface QuotaStatusUser {
  /** Limits, resource to amount. */
  limit?: {
    [key: string]: string;
  };
  /** Use in all clusters together. */
  used?: QuotaStatusUserUsed;
  /** Use in each connected cluster. */
  clusters?: {
    [key: string]: QuotaStatusUserUsed;
  };
}

/** Limits in force and their use. */
export interface QuotaStatus {
  /** Of the project as a whole. */
  project?: QuotaStatusProject;
  /** Of each user and team. */
  user?: QuotaStatusUser;
}

/** One aspect of an object that holds, does not hold, or is unknown. */
export interface Condition {
  /** The aspect, such as `Ready`. */
  type: "Synced" | "Deployed" | "PrometheusDeployed" | "PrometheusAvailable" | "GlobalPrometheusDeployed" | "GlobalPrometheusAvailable" | "EmbeddedPostgresDeployed" | "EmbeddedPostgresAvailable" | "OpenCostDeployed" | "OpenCostAvailable" | "BuildKitDeployed" | "BuildKitAvailable" | "HTTPRouteRequestMirrorSupported" | "ArgoIntegrationSynced" | "VaultIntegration" | "NamespaceTemplateSynced" | "Ready" | "Scheduled" | "TemplateSynced" | "TemplateResolved" | "SpaceSynced" | "SpaceReady" | "VirtualClusterDeployed" | "VirtualClusterSynced" | "VirtualClusterReady" | "VirtualClusterOnline" | "ProjectSecretsSynced" | "NodesProvisioned" | "ExternalResourcesCleanedUp" | "VirtualClusterAutoDeletionBlocked" | "VirtualClusterAppsAndObjectsSynced" | "DBConnectorSynced" | "DBIdentityProviderSynced" | "EtcdClusterHealthy" | "EtcdLeaderAvailable" | "EtcdQuorumMet" | "EtcdMemberHealthy" | "EtcdNoAlarms" | "EtcdDbSizeOk" | "ArgoCDIntegrationSynced" | "StacksSynced" | (string & {});
  /** Whether it holds. */
  status: "True" | "False" | "Unknown" | (string & {});
  /** How bad it is that it does not hold; empty when it holds. */
  severity?: "Error" | "Warning" | "Info" | "" | (string & {});
  /** When `status` last changed. */
  lastTransitionTime: string;
  /** One CamelCase word for the last change. */
  reason?: string;
  /** Text for people about the last change. */
  message?: string;
}

/** State of a project. */
export interface ProjectStatus {
  /** Limits in force and how much of them is used. */
  quotas?: QuotaStatus;
  /** How far the controllers have come, one entry for each aspect. A list, although the reference page prints it as an object. */
  conditions?: Condition[];
}

/** Groups virtual clusters and spaces, with members, quotas and the templates and clusters they may use. */
export interface Project {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: ProjectSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: ProjectStatus;
}

/** A page of Project objects. */
export interface ProjectList {
  /** `ProjectList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: Project[];
}

/** A template and its version. */
export interface TemplateRef {
  /** Name of the template. */
  name?: string;
  /** Version of the template; a part may be `x` for the newest that fits. Unset: the newest. */
  version?: string;
  /** Take over the template once more, although it has no versions. Goes back to false when that is done. */
  syncOnce?: boolean;
}

/** Template of the VirtualClusterInstance object itself. */
export interface VirtualClusterInstanceTemplateDefinition {
  /** Labels and annotations for the object. */
  metadata?: TemplateMetadata;
}

/** An app to install. */
export interface AppReference {
  /** Name of the app. */
  name?: string;
  /** Namespace to install it into. Unset: the one the app names. */
  namespace?: string;
  /** Name of the release. Unset: the name of the app. */
  releaseName?: string;
  /** Version of the app. Unset: the newest. */
  version?: string;
  /** Hash of the app as it was installed. Since 4.5. */
  hash?: string;
  /** Values for the parameters of the app, as YAML text. */
  parameters?: string;
}

/** A key of a secret of a project. */
export interface ProjectSecretRef {
  /** Name of the project. */
  project?: string;
  /** Name of the secret. */
  name?: string;
  /** Key in the secret. */
  key?: string;
}

/** Where a credential of a chart repository is kept. */
export interface ChartSecretRef {
  /** Key of a secret of a project. */
  projectSecretRef?: ProjectSecretRef;
}

/** A helm chart to install. */
export interface TemplateHelmChart {
  /** Name of the chart. */
  name?: string;
  /** Version of the chart. */
  version?: string;
  /** URL of the chart repository. */
  repoURL?: string;
  /** User name for the repository. */
  username?: string;
  /** Secret with the user name for the repository. */
  usernameRef?: ChartSecretRef;
  /** Password for the repository. Secret. */
  password?: string;
  /** Secret with the password for the repository. */
  passwordRef?: ChartSecretRef;
  /** Don't check the certificate of the repository. */
  insecureSkipTlsVerify?: boolean;
  /** Name of the release. Unset: the name of the chart. */
  releaseName?: string;
  /** Namespace of the release. */
  releaseNamespace?: string;
  /** Values for the chart, as YAML text. */
  values?: string;
  /** Wait until what was installed is up. */
  wait?: boolean;
  /** How long to wait, as text such as `10m0s`. */
  timeout?: string;
}

/** Gives a role to users and teams. */
export interface InstanceAccessRule {
  /** Names of the users; `*` for all. */
  users?: string[];
  /** Names of the teams; `*` for all. */
  teams?: string[];
  /** Cluster role that they get. Needed in a rule written inline. */
  clusterRole?: string;
}

/** Who gets which role in an instance. */
export interface InstanceAccess {
  /** Cluster role for whoever may use the instance and has no rule. */
  defaultClusterRole?: string;
  /** Roles for users and teams. */
  rules?: InstanceAccessRule[];
}

/** Settings of vCluster.Pro. */
export interface VirtualClusterProSpec {
  /** Deploy vCluster.Pro. */
  enabled?: boolean;
}

/** The chart of a virtual cluster. */
export interface VirtualClusterHelmChart {
  /** Name of the chart; `vcluster` when empty. */
  name?: string;
  /** URL of the chart repository. */
  repo?: string;
  /** User name for the repository. */
  username?: string;
  /** Password for the repository. Secret. */
  password?: string;
  /** Version of the chart, needed in an inline template since 4.0. */
  version?: string;
  /** Don't check the certificate of the repository. Since 4.4. */
  insecureSkipTlsVerify?: boolean;
}

/** The helm release of a virtual cluster. */
export interface VirtualClusterHelmRelease {
  /** The chart of the virtual cluster. */
  chart?: VirtualClusterHelmChart;
  /** Values for the chart (the vcluster.yaml), as YAML text. */
  values?: string;
}

/** Access through an ingress of the host cluster, which needs an ingress suffix. */
export interface VirtualClusterAccessPointIngressSpec {
  /** Make the ingress. */
  enabled?: boolean;
}

/** How a virtual cluster is reached from outside. */
export interface VirtualClusterAccessPoint {
  /** Access through an ingress. */
  ingress?: VirtualClusterAccessPointIngressSpec;
}

/** The namespace of a virtual cluster on its host cluster. */
export interface VirtualClusterSpaceTemplateDefinition {
  /** Labels and annotations for the namespace. */
  metadata?: TemplateMetadata;
  /** Manifests to apply in the namespace, as YAML text. */
  objects?: string;
  /** Helm charts to install into the namespace. */
  charts?: TemplateHelmChart[];
  /** Apps to install into the namespace. */
  apps?: AppReference[];
}

/**
 * @deprecated
 * The part of a virtual cluster in a second cluster for the workloads.
 */
export interface WorkloadVirtualClusterTemplateDefinition {
  /** Labels and annotations for it. */
  metadata?: TemplateMetadata;
  /** Its helm release. */
  helmRelease?: VirtualClusterHelmRelease;
  /** Its namespace. */
  spaceTemplate?: VirtualClusterSpaceTemplateDefinition;
}

/** What a virtual cluster is made of. */
export interface VirtualClusterTemplateDefinition {
  /** Labels and annotations for the virtual cluster. */
  metadata?: TemplateMetadata;
  /** Labels and annotations for the VirtualClusterInstance that is made from it. Since 3.3. */
  instanceTemplate?: VirtualClusterInstanceTemplateDefinition;
  /** Apps to install into the virtual cluster. */
  apps?: AppReference[];
  /** Helm charts to install into the virtual cluster. Since 3.0. */
  charts?: TemplateHelmChart[];
  /** Manifests to apply in the virtual cluster, as YAML text. Since 2.3. */
  objects?: string;
  /** Who gets which role inside of the virtual cluster. Since 2.1. */
  access?: InstanceAccess;
  /** Settings of vCluster.Pro. Since 3.3. */
  pro?: VirtualClusterProSpec;
  /** The helm release of the virtual cluster itself. */
  helmRelease?: VirtualClusterHelmRelease;
  /** How the virtual cluster is reached from outside. Since 3.0. */
  accessPoint?: VirtualClusterAccessPoint;
  /**
   * @deprecated
   * Hand the token of the caller on to the virtual cluster. Use `forwardTokenMode`. Since 3.3.
   */
  forwardToken?: boolean;
  /** What happens with the token of the caller: not handed on, reviewed by the virtual cluster, or handed on as it is. Unset: `forwardToken` decides. Since 4.11. */
  forwardTokenMode?: "Off" | "TokenReview" | "Passthrough";
  /** The namespace of the virtual cluster on its host cluster. Since 3.0. */
  spaceTemplate?: VirtualClusterSpaceTemplateDefinition;
  /**
   * @deprecated
   * The part in the second cluster for the workloads. Last in 3.4.
   */
  workloadVirtualClusterTemplate?: WorkloadVirtualClusterTemplateDefinition;
}

/** Where a virtual cluster runs. Each part can't be changed once set. */
export interface VirtualClusterClusterRef {
  /** Name of the connected cluster. */
  cluster?: string;
  /** Namespace in the cluster. */
  namespace?: string;
  /** Name of the virtual cluster in the namespace. */
  virtualCluster?: string;
}

/** What the virtual cluster shall be. Either `templateRef` or `template` describes it, never both. */
export interface VirtualClusterInstanceSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Template to build it from. */
  templateRef?: TemplateRef;
  /** Description of the virtual cluster itself, in place of a template. */
  template?: VirtualClusterTemplateDefinition;
  /** Connected cluster and namespace in which it runs. Chosen by the platform when empty; can't be changed once set. */
  clusterRef?: VirtualClusterClusterRef;
  /** Values for the parameters of the template, as YAML text. */
  parameters?: string;
  /** Who gets which role inside of the virtual cluster, beside what the template says. */
  extraAccessRules?: InstanceAccessRule[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /** The virtual cluster connects to the platform by itself, instead of through the agent of its host cluster. Since 4.0. */
  networkPeer?: boolean;
  /** The virtual cluster was deployed by someone else; the platform only knows it and neither upgrades nor deletes it. Since 4.0. */
  external?: boolean;
  /** The virtual cluster runs on its own machines, without a host cluster. Since 4.4. */
  standalone?: boolean;
  /**
   * @deprecated
   * Second cluster for the workloads. Last in 3.4.
   */
  workloadClusterRef?: VirtualClusterClusterRef;
}

/** A helm chart that was installed. */
export interface ChartStatus {
  /** Name of the release. */
  name?: string;
  /** Namespace of the release. */
  namespace?: string;
  /** Hash of the configuration that was installed. */
  lastAppliedChartConfigHash?: string;
}

/** What was applied last. */
export interface ObjectsStatus {
  /** Manifests that were applied, as YAML text. */
  lastAppliedObjects?: string;
  /** Helm charts that were installed. */
  charts?: ChartStatus[];
  /** Apps that were installed. */
  apps?: AppReference[];
}

/** When an instance shall sleep and what counts as its use. */
export interface SleepModeConfigSpec {
  /** Sleep now. */
  forceSleep?: boolean;
  /** Seconds that the forced sleep lasts; 0 until it is woken. */
  forceSleepDuration?: number;
  /** Seconds without use after which it is deleted. */
  deleteAfter?: number;
  /** Seconds without use after which it sleeps. */
  sleepAfter?: number;
  /** When it goes to sleep, as cron text. */
  sleepSchedule?: string;
  /** When it wakes, as cron text. */
  wakeupSchedule?: string;
  /** Time zone of the schedules, as IANA name. */
  timezone?: string;
  /** Open connections don't keep it awake. Since 3.0. */
  ignoreActiveConnections?: boolean;
  /** Nothing counts as use. Since 3.0. */
  ignoreAll?: boolean;
  /** Requests through ingresses don't count as use. Since 3.0. */
  ignoreIngresses?: boolean;
  /** Requests to virtual clusters don't count as use. Since 3.0. */
  ignoreVClusters?: boolean;
  /** Groups whose requests don't count, with commas between. Since 3.0. */
  ignoreGroups?: string;
  /** Verbs that don't count, with commas between. Since 3.0. */
  ignoreVerbs?: string;
  /** Resources that don't count, with commas between. Since 3.0. */
  ignoreResources?: string;
  /** Resources with verbs that don't count, with commas between. Since 3.0. */
  ignoreResourceVerbs?: string;
  /** Names of objects that don't count, with commas between. Since 3.0. */
  ignoreResourceNames?: string;
  /** User agents whose requests don't count, with commas between. Since 3.3. */
  ignoreUserAgents?: string;
  /**
   * @deprecated
   * Delete all pods when it goes to sleep. Last in 3.3.
   */
  deleteAllPods?: boolean;
}

/** A request that counted as use. */
export interface LastActivityInfo {
  /** Who made it. */
  subject?: string;
  /** Host it went to. Since 2.1. */
  host?: string;
  /** Its verb. */
  verb?: string;
  /** API group it was for. */
  apiGroup?: string;
  /** Resource it was for. */
  resource?: string;
  /** Subresource it was for. */
  subresource?: string;
  /** Name of the object it was for. */
  name?: string;
  /** Virtual cluster it went to. */
  virtualCluster?: string;
  /** Seconds between two looks at metrics, when use was seen there. Since 3.4. */
  metricsRefreshInterval?: number;
}

/** A stretch of time in which sleep is counted. */
export interface EpochInfo {
  /** When it began, in seconds since 1970. */
  start?: number;
  /** Seconds slept in it. */
  slept?: number;
}

/** How an instance sleeps. */
export interface SleepModeConfigStatus {
  /** Last use, in seconds since 1970. */
  lastActivity?: number;
  /** What the last use was. */
  lastActivityInfo?: LastActivityInfo;
  /** Since when it sleeps, in seconds since 1970; 0 when it does not. */
  sleepingSince?: number;
  /** The running count of sleep. */
  currentEpoch?: EpochInfo;
  /** The count of sleep before that. */
  lastEpoch?: EpochInfo;
  /** Share of the last thirty days that it slept, in percent. */
  sleptLastThirtyDays?: number;
  /** Share of the last seven days that it slept, in percent. */
  sleptLastSevenDays?: number;
  /** Next sleep by schedule, in seconds since 1970. */
  scheduledSleep?: number;
  /** Next waking by schedule, in seconds since 1970. */
  scheduledWakeup?: number;
  /** Why it sleeps: `inactivitySleep`, `forcedSleep`, `forcedDurationSleep` or `scheduledSleep`. */
  sleepType?: string;
}

/** When an instance sleeps, and how it slept. */
export interface SleepModeConfig {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Metadata of the embedded object; mostly empty. */
  metadata?: ObjectMeta;
  /** When it shall sleep. */
  spec?: SleepModeConfigSpec;
  /** How it sleeps. */
  status?: SleepModeConfigStatus;
}

/** State of a virtual cluster as its controllers see it. */
export interface VirtualClusterInstanceStatus {
  /** Where it stands: empty before the first look, then Pending, Ready, Sleeping or Failed. A deletion under way shows in `metadata.deletionTimestamp` only. */
  phase?: "Ready" | "Sleeping" | "Failed" | "Pending" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
  /** UID of the service of the virtual cluster, by which it can be recognised. Since 4.0. */
  serviceUID?: string;
  /** Version of Kubernetes that the virtual cluster runs. Since 4.5. */
  kubernetesVersion?: string;
  /** Hash of the values that were deployed last. Since 4.0. */
  deployHash?: string;
  /** How far the controllers have come, one entry for each aspect. A list, although the reference page prints it as an object. */
  conditions?: Condition[];
  /** Objects, charts and apps put into the virtual cluster. */
  virtualClusterObjects?: ObjectsStatus;
  /** Objects, charts and apps put into its namespace on the host cluster. */
  spaceObjects?: ObjectsStatus;
  /** The template with its parameters filled in, as it is in force. */
  virtualCluster?: VirtualClusterTemplateDefinition;
  /** True on the old copy of a virtual cluster that was moved to another project; the controllers leave it alone. */
  ignoreReconciliation?: boolean;
  /** When and why it sleeps. Computed for each answer. */
  sleepModeConfig?: SleepModeConfig;
  /** Whether the caller may use it. Computed for each answer. */
  canUse?: boolean;
  /** Whether the caller may change it. Computed for each answer. */
  canUpdate?: boolean;
  /** Whether an agent or a network peer is connected right now. Says something only for objects that connect by themselves. Since 4.0. */
  online?: boolean;
  /**
   * @deprecated
   * Objects, charts and apps of the second cluster for the workloads. Last in 3.4.
   */
  workloadSpaceObjects?: ObjectsStatus;
}

/** A virtual cluster in a project. Lives in the namespace of the project, whose name is a prefix (asked from Self) and the name of the project. */
export interface VirtualClusterInstance {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: VirtualClusterInstanceSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: VirtualClusterInstanceStatus;
}

/** A page of VirtualClusterInstance objects. */
export interface VirtualClusterInstanceList {
  /** `VirtualClusterInstanceList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: VirtualClusterInstance[];
}

/** A parameter that whoever uses a template or an app fills in. */
export interface AppParameter {
  /** Path under which the value is put. */
  variable?: string;
  /** Name for people. */
  label?: string;
  /** Free text for people. */
  description?: string;
  /** Type of the value: `string`, `multiline`, `number`, `boolean` or `password`. */
  type?: string;
  /** Values to choose from. */
  options?: string[];
  /** Smallest number. */
  min?: number;
  /** Greatest number. */
  max?: number;
  /** A value must be given. */
  required?: boolean;
  /** Value when none is given, as text. */
  defaultValue?: string;
  /** Text shown while the field is empty. */
  placeholder?: string;
  /** Regular expression that the value must not match. */
  invalidation?: string;
  /** Regular expression that the value must match. */
  validation?: string;
  /** Section of the form in the web UI. */
  section?: string;
}

/** One version of a template. */
export interface VirtualClusterTemplateVersion {
  /** What the virtual clusters of this version shall be. */
  template?: VirtualClusterTemplateDefinition;
  /** Parameters of this version. */
  parameters?: AppParameter[];
  /** The version: three numbers with dots between. */
  version?: string;
}

/** A space template. */
export interface VirtualClusterTemplateSpaceTemplateRef {
  /** Name of the space template. */
  name?: string;
}

/** What the template makes and what it asks for. Versions, when there are any, stand in for `template` and `parameters`. */
export interface VirtualClusterTemplateSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** What the virtual clusters shall be, for a template without versions. */
  template?: VirtualClusterTemplateDefinition;
  /** Parameters that whoever uses the template fills in. Since 3.0. */
  parameters?: AppParameter[];
  /** Versions of the template. Since 3.0. */
  versions?: VirtualClusterTemplateVersion[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /**
   * @deprecated
   * Space template for the namespace of the virtual cluster.
   */
  spaceTemplateRef?: VirtualClusterTemplateSpaceTemplateRef;
}

/** What the platform knows of the template. */
export interface VirtualClusterTemplateStatus {
  /** Apps that the template uses. */
  apps?: EntityInfo[];
}

/** Template from which virtual clusters are made. */
export interface VirtualClusterTemplate {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: VirtualClusterTemplateSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: VirtualClusterTemplateStatus;
}

/** A page of VirtualClusterTemplate objects. */
export interface VirtualClusterTemplateList {
  /** `VirtualClusterTemplateList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: VirtualClusterTemplate[];
}

/** Template of the SpaceInstance object itself. */
export interface SpaceInstanceTemplateDefinition {
  /** Labels and annotations for the object. */
  metadata?: TemplateMetadata;
}

/** What a space is made of. */
export interface SpaceTemplateDefinition {
  /** Labels and annotations for the namespace. */
  metadata?: TemplateMetadata;
  /** Labels and annotations for the SpaceInstance that is made from it. Since 3.3. */
  instanceTemplate?: SpaceInstanceTemplateDefinition;
  /** Manifests to apply in the namespace, as YAML text. Since 2.3. */
  objects?: string;
  /** Helm charts to install into the namespace. Since 3.0. */
  charts?: TemplateHelmChart[];
  /** Apps to install into the namespace. */
  apps?: AppReference[];
  /** Who gets which role in the namespace. Since 3.0. */
  access?: InstanceAccess;
}

/** Where a space is. Each part can't be changed once set. */
export interface ClusterRef {
  /** Name of the connected cluster. */
  cluster?: string;
  /** Namespace in the cluster. */
  namespace?: string;
}

/** What the space shall be. Either `templateRef` or `template` describes it, never both. */
export interface SpaceInstanceSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Template to build it from. */
  templateRef?: TemplateRef;
  /** Description of the space itself, in place of a template. */
  template?: SpaceTemplateDefinition;
  /** Connected cluster and namespace. Chosen by the platform when empty; can't be changed once set. */
  clusterRef?: ClusterRef;
  /** Values for the parameters of the template, as YAML text. */
  parameters?: string;
  /** Who gets which role in the namespace, beside what the template says. */
  extraAccessRules?: InstanceAccessRule[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
}

/** State of a space as its controllers see it. */
export interface SpaceInstanceStatus {
  /** Where it stands: empty before the first look, then Pending, Ready, Sleeping or Failed. */
  phase?: "Ready" | "Sleeping" | "Failed" | "Pending" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
  /** How far the controllers have come, one entry for each aspect. A list, although the reference page prints it as an object. */
  conditions?: Condition[];
  /** Objects, charts and apps put into the namespace. */
  spaceObjects?: ObjectsStatus;
  /** The template with its parameters filled in, as it is in force. */
  space?: SpaceTemplateDefinition;
  /** True on the old copy of a space that was moved to another project; the controllers leave it alone. */
  ignoreReconciliation?: boolean;
  /** When and why it sleeps. Computed for each answer. */
  sleepModeConfig?: SleepModeConfig;
  /** Whether the caller may use it. Computed for each answer. */
  canUse?: boolean;
  /** Whether the caller may change it. Computed for each answer. */
  canUpdate?: boolean;
}

/** A namespace in a connected cluster, managed in a project. */
export interface SpaceInstance {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: SpaceInstanceSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: SpaceInstanceStatus;
}

/** A page of SpaceInstance objects. */
export interface SpaceInstanceList {
  /** `SpaceInstanceList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: SpaceInstance[];
}

/** One version of a template. */
export interface SpaceTemplateVersion {
  /** What the spaces of this version shall be. */
  template?: SpaceTemplateDefinition;
  /** Parameters of this version. */
  parameters?: AppParameter[];
  /** The version: three numbers with dots between. */
  version?: string;
}

/** What the template makes and what it asks for. Versions, when there are any, stand in for `template` and `parameters`. */
export interface SpaceTemplateSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** What the spaces shall be, for a template without versions. */
  template?: SpaceTemplateDefinition;
  /** Parameters that whoever uses the template fills in. Since 3.0. */
  parameters?: AppParameter[];
  /** Versions of the template. Since 3.0. */
  versions?: SpaceTemplateVersion[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
}

/** What the platform knows of the template. */
export interface SpaceTemplateStatus {
  /** Apps that the template uses. */
  apps?: EntityInfo[];
}

/** Template from which spaces are made. */
export interface SpaceTemplate {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: SpaceTemplateSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: SpaceTemplateStatus;
}

/** A page of SpaceTemplate objects. */
export interface SpaceTemplateList {
  /** `SpaceTemplateList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: SpaceTemplate[];
}

/** A claim on a device. */
export interface ResourceClaim {
  /** Name of the claim of the pod. */
  name: string;
  /** Name of one request in the claim; all of it when empty. Since 4.0. */
  request?: string;
}

/** CPU, memory and the like of a container. */
export interface ResourceRequirements {
  /** At most this much, resource to quantity. */
  limits?: {
    [key: string]: string | number;
  };
  /** At least this much, resource to quantity. */
  requests?: {
    [key: string]: string | number;
  };
  /** Claims on devices. Since 3.0. */
  claims?: ResourceClaim[];
}

/** A volume. */
export interface Storage {
  /** Storage class; the default one of the cluster when empty. */
  storageClass?: string;
  /** Size, such as `10Gi`. */
  size?: string;
}

/** Storage of metrics in a cluster. */
export interface Metrics {
  /** How many copies run. */
  replicas?: number;
  /** CPU and memory of each. */
  resources?: ResourceRequirements;
  /** How long metrics are kept, such as `1y`. */
  retention?: string;
  /** Where they are kept. */
  storage?: Storage;
}

/** Cost monitoring in a cluster. */
export interface OpenCost {
  /** How many copies run. */
  replicas?: number;
  /** CPU and memory of each. */
  resources?: ResourceRequirements;
}

/** Link of a cluster to Argo CD. */
export interface ArgoCD {
  /** The link is on. */
  enabled?: boolean;
  /** Name of the connector to Argo CD. */
  connector?: string;
}

/** How a cluster is reached and who may use it. */
export interface ClusterSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Secret with the kubeconfig. One of `config`, `local` and `networkPeer` is needed. */
  config?: SecretRef;
  /** The cluster in which the platform itself runs. */
  local?: boolean;
  /** The agent in the cluster connects to the platform, so that no kubeconfig is needed. Since 3.4. */
  networkPeer?: boolean;
  /** Namespace of the agent in the cluster. `loft` when empty. */
  managementNamespace?: string;
  /** No virtual clusters or spaces may be put there. Since 3.3. */
  unusable?: boolean;
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /** Storage of metrics in the cluster. Since 4.2. */
  metrics?: Metrics;
  /** Cost monitoring in the cluster. All lower case on the wire. Since 4.2. */
  opencost?: OpenCost;
  /** Link of the cluster to Argo CD. Since 4.10. */
  argoCD?: ArgoCD;
}

/** State of a connected cluster. */
export interface ClusterStatus {
  /** Empty while it is set up, then Initialized or Failed. Initialized with a reason is not healthy. */
  phase?: "" | "Initialized" | "Failed" | (string & {});
  /** One CamelCase word for why the object is in its phase, for programs. */
  reason?: string;
  /** Text for people that explains the phase or the failure. */
  message?: string;
  /** How far the controllers have come, one entry for each aspect. A list, although the reference page prints it as an object. Since 4.2. */
  conditions?: Condition[];
  /** Whether an agent or a network peer is connected right now. Says something only for objects that connect by themselves. Since 3.4. */
  online?: boolean;
}

/** A Kubernetes cluster connected to the platform. */
export interface Cluster {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: ClusterSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: ClusterStatus;
}

/** A page of Cluster objects. */
export interface ClusterList {
  /** `ClusterList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: Cluster[];
}

/** Which cluster is to be connected, and how. */
export interface ClusterConnectSpec {
  /** Text of the kubeconfig with admin rights on the cluster. Secret. */
  config?: string;
  /** Name of the user who becomes admin of the connected cluster. */
  adminUser?: string;
  /** Cluster object to make; its own `spec.config` may stay empty. */
  clusterTemplate?: Cluster;
}

/** How connecting went. */
export interface ClusterConnectStatus {
  /** True when the cluster was not connected, whatever the HTTP status says. */
  failed?: boolean;
  /** One word for why it failed. */
  reason?: string;
  /** Text for people about the failure. */
  message?: string;
}

/** Connects a cluster by its kubeconfig: makes the Cluster object, the secret with the kubeconfig and the access of its admin. It can only be created, is never stored, and a 2xx answer can still carry `status.failed`. Replaced in 4.0 by creating a Cluster with `spec.networkPeer`. */
export interface ClusterConnect {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: ClusterConnectSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: ClusterConnectStatus;
}

/** How long the token lives and what it reaches. */
export interface DirectClusterEndpointTokenSpec {
  /** Lifetime in seconds. 0 or unset: the server decides. Since 3.0. */
  ttl?: number;
  /** Narrows what the token may be used for. Unset: everything its user may do. Since 3.0. */
  scope?: AccessKeyScope;
}

/** The token. */
export interface DirectClusterEndpointTokenStatus {
  /** The signed token (a JWT). Secret; only in the answer of the create. */
  token?: string;
}

/** Asks for a signed token for the direct endpoints of connected clusters. It can only be created and is not stored. Kept for old clients; new ones use access keys. */
export interface DirectClusterEndpointToken {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: DirectClusterEndpointTokenSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: DirectClusterEndpointTokenStatus;
}

/** What single sign-on said of a user. */
export interface SSOIdentity {
  /** ID of the user there. */
  userId?: string;
  /** Name of the user there. */
  username?: string;
  /** Name that the user prefers there. */
  preferredUsername?: string;
  /** Mail address. */
  email?: string;
  /** The mail address was checked there. */
  emailVerified?: boolean;
  /** Further claims. */
  extraClaims?: {
    [key: string]: string;
  };
  /** Groups of the user there. */
  groups?: string[];
  /** Which connector was used. */
  connector?: string;
  /** Data of the connector for a later refresh, base64. Secret. */
  connectorData?: string;
}

/** Details of a key that was given out as OIDC refresh token. */
export interface AccessKeyOIDCProvider {
  /** Client it was given to. */
  clientId?: string;
  /** Nonce of the login. */
  nonce?: string;
  /** Address to which the login was sent back. */
  redirectUri?: string;
  /** Scopes that were asked for. */
  scopes?: string;
}

/** Tokens of an OIDC login. */
export interface AccessKeyOIDC {
  /** ID token, base64. Secret. */
  idToken?: string;
  /** Access token, base64. Secret. */
  accessToken?: string;
  /** Refresh token, base64. Secret. */
  refreshToken?: string;
  /** When they were last renewed. */
  lastRefresh?: string;
}

/** Whose key it is, how long it lives and what it reaches. */
export interface OwnedAccessKeySpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. Since 3.0. */
  description?: string;
  /** User that the key logs in. */
  user?: string;
  /** Team that the key logs in. */
  team?: string;
  /** Subject that the key logs in, in place of a user or team. Since 3.0. */
  subject?: string;
  /** Groups that the key logs in with. Since 3.0. */
  groups?: string[];
  /** The key itself. Secret; certain only in the answer of the create. */
  key?: string;
  /** The key stays, but no longer logs in. */
  disabled?: boolean;
  /** Lifetime in seconds, counted from creation or, with `ttlAfterLastActivity`, from the last use. 0 or unset: no end of its own. */
  ttl?: number;
  /** Count the lifetime from the last use. */
  ttlAfterLastActivity?: boolean;
  /** Narrows what the key may be used for. Unset: everything its owner may do. */
  scope?: AccessKeyScope;
  /** What the key is for; `User` for one that a person makes. */
  type?: "" | "Login" | "User" | "Other" | "Reset" | "OIDCRefreshToken" | "NetworkPeer" | "Workspace" | (string & {});
  /** What single sign-on said of the user at login. */
  identity?: SSOIdentity;
  /** When that was last renewed. */
  identityRefresh?: string;
  /** Details of a key that was given out as OIDC refresh token. */
  oidcProvider?: AccessKeyOIDCProvider;
  /**
   * @deprecated
   * Key from which this one was made.
   */
  parent?: string;
  /**
   * @deprecated
   * Tokens of the OIDC login behind the key.
   */
  oidcLogin?: AccessKeyOIDC;
}

/** Use of a key. */
export interface OwnedAccessKeyStatus {
  /** When the key was last used. */
  lastActivity?: string;
}

/** An access key of the caller. Keys are read by name; the list is a subresource of User and Team. */
export interface OwnedAccessKey {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: OwnedAccessKeySpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: OwnedAccessKeyStatus;
}

/** The data and who may see it. */
export interface SharedSecretSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Values by key, each base64. Secret. */
  data?: {
    [key: string]: string;
  };
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
}

/** State of a shared secret. */
export interface SharedSecretStatus {
  /** How far the controllers have come, one entry for each aspect. A list, although the reference page prints it as an object. Since 3.2. */
  conditions?: Condition[];
}

/** A secret that users and teams share through the platform. Can't be watched. */
export interface SharedSecret {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: SharedSecretSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: SharedSecretStatus;
}

/** A page of SharedSecret objects. */
export interface SharedSecretList {
  /** `SharedSecretList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: SharedSecret[];
}

/** A helm chart in a repository. */
export interface Chart {
  /** Name of the chart. */
  name?: string;
  /** Version of the chart. */
  version?: string;
  /** URL of the chart repository. */
  repoURL?: string;
  /** User name for the repository. */
  username?: string;
  /** Secret with the user name for the repository. */
  usernameRef?: ChartSecretRef;
  /** Password for the repository. Secret. */
  password?: string;
  /** Secret with the password for the repository. */
  passwordRef?: ChartSecretRef;
  /** Don't check the certificate of the repository. */
  insecureSkipTlsVerify?: boolean;
}

/** An SELinux label. */
export interface SELinuxOptions {
  /** User part. */
  user?: string;
  /** Role part. */
  role?: string;
  /** Type part. */
  type?: string;
  /** Level part. */
  level?: string;
}

/** Security settings on Windows nodes. */
export interface WindowsSecurityContextOptions {
  /** Name of the GMSA credential spec. */
  gmsaCredentialSpecName?: string;
  /** The GMSA credential spec itself. */
  gmsaCredentialSpec?: string;
  /** User name of the process. */
  runAsUserName?: string;
  /** Run as a process of the node. */
  hostProcess?: boolean;
}

/** A kernel setting. */
export interface Sysctl {
  /** Name of the setting. */
  name: string;
  /** Value of the setting. */
  value: string;
}

/** Which system calls are allowed. */
export interface SeccompProfile {
  /** Where the profile comes from. */
  type: "Localhost" | "RuntimeDefault" | "Unconfined";
  /** File of the profile on the node, for `Localhost`. */
  localhostProfile?: string;
}

/** An AppArmor profile. */
export interface AppArmorProfile {
  /** Where the profile comes from. */
  type: "Localhost" | "RuntimeDefault" | "Unconfined";
  /** Name of the profile on the node, for `Localhost`. */
  localhostProfile?: string;
}

/** Security settings of a pod, as in core Kubernetes. */
export interface PodSecurityContext {
  /** SELinux label of all containers. */
  seLinuxOptions?: SELinuxOptions;
  /** Settings on Windows nodes. */
  windowsOptions?: WindowsSecurityContextOptions;
  /** User ID of the processes. */
  runAsUser?: number;
  /** Group ID of the processes. */
  runAsGroup?: number;
  /** Refuse to start as root. */
  runAsNonRoot?: boolean;
  /** Further group IDs of the processes. */
  supplementalGroups?: number[];
  /** Whether the groups of the image are merged in. Since 4.0. */
  supplementalGroupsPolicy?: "Merge" | "Strict";
  /** Group ID that owns the volumes. */
  fsGroup?: number;
  /** Kernel settings of the pod. */
  sysctls?: Sysctl[];
  /** When the group of a volume is changed. */
  fsGroupChangePolicy?: "Always" | "OnRootMismatch";
  /** Which system calls are allowed. */
  seccompProfile?: SeccompProfile;
  /** AppArmor profile of all containers. Since 4.0. */
  appArmorProfile?: AppArmorProfile;
  /** How SELinux labels get onto volumes. Since 4.3. */
  seLinuxChangePolicy?: "Recursive" | "MountOption" | (string & {});
}

/** Capabilities of a process. */
export interface Capabilities {
  /** Capabilities to add. */
  add?: string[];
  /** Capabilities to drop. */
  drop?: string[];
}

/** Security settings of a container, as in core Kubernetes. */
export interface SecurityContext {
  /** Capabilities added and dropped. */
  capabilities?: Capabilities;
  /** Run with all rights of the node. */
  privileged?: boolean;
  /** SELinux label of the container. */
  seLinuxOptions?: SELinuxOptions;
  /** Settings on Windows nodes. */
  windowsOptions?: WindowsSecurityContextOptions;
  /** User ID of the process. */
  runAsUser?: number;
  /** Group ID of the process. */
  runAsGroup?: number;
  /** Refuse to start as root. */
  runAsNonRoot?: boolean;
  /** The root file system can't be written. */
  readOnlyRootFilesystem?: boolean;
  /** The process may gain more rights than its parent. */
  allowPrivilegeEscalation?: boolean;
  /** How `/proc` is mounted. */
  procMount?: "Default" | "Unmasked";
  /** Which system calls are allowed. */
  seccompProfile?: SeccompProfile;
  /** AppArmor profile of the container. Since 4.0. */
  appArmorProfile?: AppArmorProfile;
}

/** A script that runs in a pod. */
export interface Bash {
  /** Text of the script. */
  script?: string;
  /** Container image it runs in. */
  image?: string;
  /** Cluster role that the pod has. */
  clusterRole?: string;
  /** Security settings of the pod. */
  podSecurityContext?: PodSecurityContext;
  /** Security settings of the container. */
  securityContext?: SecurityContext;
}

/** What an app installs: a chart, manifests or a script. */
export interface HelmReleaseConfig {
  /** Helm chart to install. */
  chart?: Chart;
  /** Manifests to apply, as YAML text. */
  manifests?: string;
  /** Script to run. */
  bash?: Bash;
  /** Values for the chart, as YAML text. */
  values?: string;
  /** Values for the parameters, as YAML text. */
  parameters?: string;
  /** Annotations for the release. */
  annotations?: {
    [key: string]: string;
  };
}

/** One demand on a label. */
export interface LabelSelectorRequirement {
  /** The label. */
  key: string;
  /** How it is compared. */
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | (string & {});
  /** Values for `In` and `NotIn`. */
  values?: string[];
}

/** Selects objects by label; all that is given must hold. */
export interface LabelSelector {
  /** Labels that must be there with these values. */
  matchLabels?: {
    [key: string]: string;
  };
  /** Further demands on labels. */
  matchExpressions?: LabelSelectorRequirement[];
}

/** A container whose log is shown. */
export interface StreamContainer {
  /** Selects the pods. */
  selector?: LabelSelector;
  /** Name of the container; the first when empty. */
  container?: string;
}

/** One version of an app. */
export interface AppVersion {
  /** Namespace to install it into when none is named. */
  defaultNamespace?: string;
  /** Long text about the version, in Markdown. */
  readme?: string;
  /** URL or data of a picture. */
  icon?: string;
  /** What is installed. */
  config?: HelmReleaseConfig;
  /** Wait until what was installed is up. */
  wait?: boolean;
  /** How long to wait, as text such as `10m0s`. */
  timeout?: string;
  /** Parameters of this version. */
  parameters?: AppParameter[];
  /**
   * @deprecated
   * Container whose log is shown while installing.
   */
  streamContainer?: StreamContainer;
  /** The version: three numbers with dots between. */
  version?: string;
}

/** Old form of a helm chart in an app. */
export interface HelmConfiguration {
  /** Name of the chart. */
  name: string;
  /** Values for the chart, as YAML text. */
  values?: string;
  /** Version of the chart. */
  version?: string;
  /** URL of the chart repository. */
  repoUrl?: string;
  /** User name for the repository. */
  username?: string;
  /** Password for the repository. Secret. */
  password?: string;
  /** Don't check the certificate of the repository. */
  insecure?: boolean;
}

/** What the app installs and what it asks for. Versions, when there are any, stand in for the single configuration. */
export interface AppSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. */
  owner?: UserOrTeam;
  /** Connected clusters for which the app is meant. Empty: all. Since 3.0. */
  clusters?: string[];
  /** Where the web UI recommends the app: `cluster`, `space` or `virtualcluster`. */
  recommendedApp?: string[];
  /** Namespace to install it into when none is named. Since 3.0. */
  defaultNamespace?: string;
  /** Long text about the app, in Markdown. */
  readme?: string;
  /** URL or data of a picture. */
  icon?: string;
  /** What is installed. */
  config?: HelmReleaseConfig;
  /** Wait until what was installed is up. */
  wait?: boolean;
  /** How long to wait, as text such as `10m0s`. */
  timeout?: string;
  /** Parameters that whoever installs the app fills in. */
  parameters?: AppParameter[];
  /**
   * @deprecated
   * Container whose log is shown while installing.
   */
  streamContainer?: StreamContainer;
  /** Versions of the app. Since 3.0. */
  versions?: AppVersion[];
  /** Who may do what with the object, beside the roles that hold anyway. */
  access?: Access[];
  /**
   * @deprecated
   * Manifests to apply, as YAML text.
   */
  manifests?: string;
  /**
   * @deprecated
   * Helm chart to install.
   */
  helm?: HelmConfiguration;
  /**
   * @deprecated
   * Name of the helm release. Last in 2.3.
   */
  releaseName?: string;
}

/** State of an app; nothing is published of it. */
export interface AppStatus {
  [key: string]: unknown;
}

/** Something that can be installed into clusters, spaces and virtual clusters: a helm chart, manifests or a script. */
export interface App {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: AppSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: AppStatus;
}

/** A page of App objects. */
export interface AppList {
  /** `AppList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: App[];
}

/** How the kubeconfig shall be made. */
export interface VirtualClusterInstanceKubeConfigSpec {
  /** Lifetime of the client certificate in seconds. Unset: one day. 0: as long as the cluster signs for. */
  certificateTTL?: number;
  /** Address to write into the kubeconfig in place of the usual one. Since 4.4. */
  server?: string;
  /** Log in by client certificate in place of a token of the platform. Since 4.4. */
  clientCert?: boolean;
}

/** The kubeconfig. */
export interface VirtualClusterInstanceKubeConfigStatus {
  /** Text of the kubeconfig. Secret. */
  kubeConfig?: string;
}

/** Asks for a kubeconfig of a virtual cluster that is reachable through its ingress. Made by POST on the subresource, never stored. */
export interface VirtualClusterInstanceKubeConfig {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: VirtualClusterInstanceKubeConfigSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: VirtualClusterInstanceKubeConfigStatus;
}

/** What the agent of a cluster needs to connect. Read by GET on the subresource. */
export interface ClusterAccessKey {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** Key of the agent. Secret. */
  accessKey?: string;
  /** Host of the platform for the agent to connect to. */
  loftHost?: string;
  /** The agent shall not check the certificate of the platform. */
  insecure?: boolean;
  /** Certificate authority of the platform, base64 of PEM. */
  caCert?: string;
}

/** Where the virtual cluster to import is. */
export interface ProjectImportVirtualClusterSource {
  /** Name of the virtual cluster. */
  name?: string;
  /** Namespace it runs in. */
  namespace?: string;
  /** Name of the connected cluster it runs in. */
  cluster?: string;
  /** User or team that shall own the imported one. Since 3.4. */
  owner?: UserOrTeam;
  /** Name it gets in the project. Unset: the name it has. */
  importName?: string;
}

/** Makes a virtual cluster that already runs in a connected cluster one of the project of the path. It can only be created and is not stored. Replaced in 4.0 by a VirtualClusterInstance with `spec.external`. */
export interface ProjectImportVirtualCluster {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** The virtual cluster to take in. */
  sourceVirtualCluster: ProjectImportVirtualClusterSource;
  /** Turn it into a vCluster.Pro one on the way. Sent only when given: the reference page prints `true` as its default, the types of the server declare none, so say it when it matters. Since 3.3. */
  upgradeToPro?: boolean;
  /** Leave the helm release of the virtual cluster as it is. Since 3.4. */
  skipHelmDeploy?: boolean;
}

/** A virtual cluster of another project. */
export interface ProjectMigrateVirtualClusterInstanceSource {
  /** Name of the VirtualClusterInstance. */
  name?: string;
  /** Namespace of the other project. */
  namespace?: string;
}

/** Moves a virtual cluster of another project into the project of the path. It can only be created and is not stored. */
export interface ProjectMigrateVirtualClusterInstance {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** The virtual cluster. */
  sourceVirtualClusterInstance: ProjectMigrateVirtualClusterInstanceSource;
}

/** The data and who may see it. */
export interface ProjectSecretSpec {
  /** Name for people, shown in the web UI in place of `metadata.name`. */
  displayName?: string;
  /** Free text for people. */
  description?: string;
  /** User or team that owns the object. Since 3.3. */
  owner?: UserOrTeam;
  /** Values by key, each base64. Secret. */
  data?: {
    [key: string]: string;
  };
  /** Who may do what with the object, beside the roles that hold anyway. Since 3.3. */
  access?: Access[];
}

/** State of a project secret. */
export interface ProjectSecretStatus {
  /** How far the controllers have come, one entry for each aspect. Since 3.2. */
  conditions?: Condition[];
}

/** A secret of a project. */
export interface ProjectSecret {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, namespace, version, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: ProjectSecretSpec;
  /** What the server found or did. It is set by the server and not read from requests. */
  status?: ProjectSecretStatus;
}

/** A page of ProjectSecret objects. */
export interface ProjectSecretList {
  /** `ProjectSecretList`. */
  kind?: string;
  /** Group and version of the list. */
  apiVersion?: string;
  /** Version of the list and where the next page begins. */
  metadata?: ListMeta;
  /** The objects. */
  items: ProjectSecret[];
}

/** One part of a selector. */
export interface SelectorRequirement {
  /** Label or field. */
  key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  operator: string;
  /** Values, for `In` and `NotIn`. */
  values?: string[];
}

/** A field selector, as text or in parts. */
export interface FieldSelectorAttributes {
  /** The selector as the query has it. */
  rawSelector?: string;
  /** Its parts, all of which must hold. */
  requirements?: SelectorRequirement[];
}

/** A label selector, as text or in parts. */
export interface LabelSelectorAttributes {
  /** The selector as the query has it. */
  rawSelector?: string;
  /** Its parts, all of which must hold. */
  requirements?: SelectorRequirement[];
}

/** A request for objects. */
export interface ResourceAttributes {
  /** Namespace of the objects; empty for all, and for kinds without namespace. */
  namespace?: string;
  /** Verb of the API, such as get, list or create; `*` for all. */
  verb?: string;
  /** API group; `*` for all. */
  group?: string;
  /** Version of the group; `*` for all. */
  version?: string;
  /** Plural of the kind; `*` for all. */
  resource?: string;
  /** Subresource; empty for the object itself. */
  subresource?: string;
  /** Name of the object; empty for all. */
  name?: string;
  /** Narrows the request by fields. Since 4.0. */
  fieldSelector?: FieldSelectorAttributes;
  /** Narrows the request by labels. Since 4.0. */
  labelSelector?: LabelSelectorAttributes;
}

/** A request for a path that is not one of objects. */
export interface NonResourceAttributes {
  /** The path. */
  path?: string;
  /** HTTP method in lower case. */
  verb?: string;
}

/** What the caller wants to do. One of its two fields is set. */
export interface SelfSubjectAccessReviewSpec {
  /** A request for objects. */
  resourceAttributes?: ResourceAttributes;
  /** A request for another path. */
  nonResourceAttributes?: NonResourceAttributes;
}

/** Whether it is allowed. */
export interface AccessReviewStatus {
  /** It is allowed. */
  allowed: boolean;
  /** It is denied, whatever else allows it. */
  denied?: boolean;
  /** Why, for people. */
  reason?: string;
  /** What went wrong while the server looked at the rules. The answer may be right all the same. */
  evaluationError?: string;
}

/** Asks whether the caller may do something in the management API. It can only be created and is not stored. */
export interface SelfSubjectAccessReview {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** The question. */
  spec?: SelfSubjectAccessReviewSpec;
  /** The answer. It is set by the server and not read from requests. */
  status?: AccessReviewStatus;
}

/** Who wants to do what. One of the two fields for attributes is set. */
export interface SubjectAccessReviewSpec {
  /** A request for objects. */
  resourceAttributes?: ResourceAttributes;
  /** A request for another path. */
  nonResourceAttributes?: NonResourceAttributes;
  /** Name of the user. */
  user?: string;
  /** Groups of the user. */
  groups?: string[];
  /** Further facts about the user, from the authenticator. */
  extra?: {
    [key: string]: string[];
  };
  /** ID of the user. */
  uid?: string;
}

/** Asks whether somebody may do something in the management API. It can only be created and is not stored. */
export interface SubjectAccessReview {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** The question. */
  spec?: SubjectAccessReviewSpec;
  /** The answer. It is set by the server and not read from requests. */
  status?: AccessReviewStatus;
}

/** An object of a virtual cluster. */
export interface TranslateVClusterResourceNameSpec {
  /** Name of the object in the virtual cluster. */
  name: string;
  /** Namespace of the object in the virtual cluster. */
  namespace: string;
  /** Name of the virtual cluster. */
  vclusterName: string;
}

/** Where the object is on the host. */
export interface TranslateVClusterResourceNameStatus {
  /** Name of the object on the host. */
  name?: string;
}

/** Asks under which name an object of a virtual cluster is kept in the host namespace. It can only be created and is not stored. */
export interface TranslateVClusterResourceName {
  /** Name of the kind in CamelCase. Answers always have it; a request may leave it out, since the path says it. */
  kind?: string;
  /** Group and version of the kind, `management.loft.sh/v1` here. May be left out of a request. */
  apiVersion?: string;
  /** Name, labels and the rest of what every object has. */
  metadata?: ObjectMeta;
  /** The object. */
  spec?: TranslateVClusterResourceNameSpec;
  /** The answer. It is set by the server and not read from requests. */
  status?: TranslateVClusterResourceNameStatus;
}

/** Kinds that have a schema. */
export interface Kinds {
  App: App;
  Cluster: Cluster;
  ClusterAccessKey: ClusterAccessKey;
  ClusterConnect: ClusterConnect;
  DirectClusterEndpointToken: DirectClusterEndpointToken;
  OwnedAccessKey: OwnedAccessKey;
  Project: Project;
  ProjectImportVirtualCluster: ProjectImportVirtualCluster;
  ProjectMigrateVirtualClusterInstance: ProjectMigrateVirtualClusterInstance;
  ProjectSecret: ProjectSecret;
  Self: Self;
  SelfSubjectAccessReview: SelfSubjectAccessReview;
  SharedSecret: SharedSecret;
  SpaceInstance: SpaceInstance;
  SpaceTemplate: SpaceTemplate;
  SubjectAccessReview: SubjectAccessReview;
  Team: Team;
  TranslateVClusterResourceName: TranslateVClusterResourceName;
  User: User;
  VirtualClusterInstance: VirtualClusterInstance;
  VirtualClusterInstanceKubeConfig: VirtualClusterInstanceKubeConfig;
  VirtualClusterTemplate: VirtualClusterTemplate;
}
