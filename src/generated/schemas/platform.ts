// Made by `npm run generate` from openapi/. Do not edit.

import * as z from "zod/mini";

/** An object on which another one hangs. */
export const OwnerReferenceSchema = /* @__PURE__ */ (() => z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.optional(z.boolean()),
  blockOwnerDeletion: z.optional(z.boolean()),
}))();

/** The fields that one writer wrote last. */
export const ManagedFieldsEntrySchema = /* @__PURE__ */ (() => z.looseObject({
  manager: z.optional(z.string()),
  operation: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  time: z.optional(z.nullable(z.string())),
  fieldsType: z.optional(z.string()),
  fieldsV1: z.optional(z.record(z.string(), z.unknown())),
  subresource: z.optional(z.string()),
}))();

/** What every object has: its name and namespace, what the server keeps of it, and labels, annotations and finalizers. */
export const ObjectMetaSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  generateName: z.optional(z.string()),
  namespace: z.optional(z.string()),
  selfLink: z.optional(z.string()),
  uid: z.optional(z.string()),
  resourceVersion: z.optional(z.string()),
  generation: z.optional(z.int()),
  creationTimestamp: z.optional(z.nullable(z.string())),
  deletionTimestamp: z.optional(z.nullable(z.string())),
  deletionGracePeriodSeconds: z.optional(z.int()),
  labels: z.optional(z.record(z.string(), z.string())),
  annotations: z.optional(z.record(z.string(), z.string())),
  ownerReferences: z.optional(z.array(OwnerReferenceSchema)),
  finalizers: z.optional(z.array(z.string())),
  managedFields: z.optional(z.array(ManagedFieldsEntrySchema)),
  clusterName: z.optional(z.string()),
}))();

/** A user or a team; one of the two. */
export const UserOrTeamSchema = /* @__PURE__ */ (() => z.looseObject({
  user: z.optional(z.string()),
  team: z.optional(z.string()),
}))();

/** A key of a secret of a project. */
export const ProjectSecretRefSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  name: z.optional(z.string()),
  key: z.optional(z.string()),
}))();

/** Where a credential of a chart repository is kept. */
export const ChartSecretRefSchema = /* @__PURE__ */ (() => z.looseObject({
  projectSecretRef: z.optional(ProjectSecretRefSchema),
}))();

/** A helm chart in a repository. */
export const ChartSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  repoURL: z.optional(z.string()),
  username: z.optional(z.string()),
  usernameRef: z.optional(ChartSecretRefSchema),
  password: z.optional(z.string()),
  passwordRef: z.optional(ChartSecretRefSchema),
  insecureSkipTlsVerify: z.optional(z.boolean()),
}))();

/** An SELinux label. */
export const SELinuxOptionsSchema = /* @__PURE__ */ (() => z.looseObject({
  user: z.optional(z.string()),
  role: z.optional(z.string()),
  type: z.optional(z.string()),
  level: z.optional(z.string()),
}))();

/** Security settings on Windows nodes. */
export const WindowsSecurityContextOptionsSchema = /* @__PURE__ */ (() => z.looseObject({
  gmsaCredentialSpecName: z.optional(z.string()),
  gmsaCredentialSpec: z.optional(z.string()),
  runAsUserName: z.optional(z.string()),
  hostProcess: z.optional(z.boolean()),
}))();

/** A kernel setting. */
export const SysctlSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  value: z.string(),
}))();

/** Which system calls are allowed. */
export const SeccompProfileSchema = /* @__PURE__ */ (() => z.looseObject({
  type: z.enum(["Localhost","RuntimeDefault","Unconfined"]),
  localhostProfile: z.optional(z.string()),
}))();

/** An AppArmor profile. */
export const AppArmorProfileSchema = /* @__PURE__ */ (() => z.looseObject({
  type: z.enum(["Localhost","RuntimeDefault","Unconfined"]),
  localhostProfile: z.optional(z.string()),
}))();

/** Security settings of a pod, as in core Kubernetes. */
export const PodSecurityContextSchema = /* @__PURE__ */ (() => z.looseObject({
  seLinuxOptions: z.optional(SELinuxOptionsSchema),
  windowsOptions: z.optional(WindowsSecurityContextOptionsSchema),
  runAsUser: z.optional(z.int()),
  runAsGroup: z.optional(z.int()),
  runAsNonRoot: z.optional(z.boolean()),
  supplementalGroups: z.optional(z.array(z.int())),
  supplementalGroupsPolicy: z.optional(z.enum(["Merge","Strict"])),
  fsGroup: z.optional(z.int()),
  sysctls: z.optional(z.array(SysctlSchema)),
  fsGroupChangePolicy: z.optional(z.enum(["Always","OnRootMismatch"])),
  seccompProfile: z.optional(SeccompProfileSchema),
  appArmorProfile: z.optional(AppArmorProfileSchema),
  seLinuxChangePolicy: z.optional(z.string()),
}))();

/** Capabilities of a process. */
export const CapabilitiesSchema = /* @__PURE__ */ (() => z.looseObject({
  add: z.optional(z.array(z.string())),
  drop: z.optional(z.array(z.string())),
}))();

/** Security settings of a container, as in core Kubernetes. */
export const SecurityContextSchema = /* @__PURE__ */ (() => z.looseObject({
  capabilities: z.optional(CapabilitiesSchema),
  privileged: z.optional(z.boolean()),
  seLinuxOptions: z.optional(SELinuxOptionsSchema),
  windowsOptions: z.optional(WindowsSecurityContextOptionsSchema),
  runAsUser: z.optional(z.int()),
  runAsGroup: z.optional(z.int()),
  runAsNonRoot: z.optional(z.boolean()),
  readOnlyRootFilesystem: z.optional(z.boolean()),
  allowPrivilegeEscalation: z.optional(z.boolean()),
  procMount: z.optional(z.enum(["Default","Unmasked"])),
  seccompProfile: z.optional(SeccompProfileSchema),
  appArmorProfile: z.optional(AppArmorProfileSchema),
}))();

/** A script that runs in a pod. */
export const BashSchema = /* @__PURE__ */ (() => z.looseObject({
  script: z.optional(z.string()),
  image: z.optional(z.string()),
  clusterRole: z.optional(z.string()),
  podSecurityContext: z.optional(PodSecurityContextSchema),
  securityContext: z.optional(SecurityContextSchema),
}))();

/** What an app installs: a chart, manifests or a script. */
export const HelmReleaseConfigSchema = /* @__PURE__ */ (() => z.looseObject({
  chart: z.optional(ChartSchema),
  manifests: z.optional(z.string()),
  bash: z.optional(BashSchema),
  values: z.optional(z.string()),
  parameters: z.optional(z.string()),
  annotations: z.optional(z.record(z.string(), z.string())),
}))();

/** A parameter that whoever uses a template or an app fills in. */
export const AppParameterSchema = /* @__PURE__ */ (() => z.looseObject({
  variable: z.optional(z.string()),
  label: z.optional(z.string()),
  description: z.optional(z.string()),
  type: z.optional(z.string()),
  options: z.optional(z.array(z.string())),
  min: z.optional(z.int32()),
  max: z.optional(z.int32()),
  required: z.optional(z.boolean()),
  defaultValue: z.optional(z.string()),
  placeholder: z.optional(z.string()),
  invalidation: z.optional(z.string()),
  validation: z.optional(z.string()),
  section: z.optional(z.string()),
}))();

/** One demand on a label. */
export const LabelSelectorRequirementSchema = /* @__PURE__ */ (() => z.looseObject({
  key: z.string(),
  operator: z.string(),
  values: z.optional(z.array(z.string())),
}))();

/** Selects objects by label; all that is given must hold. */
export const LabelSelectorSchema = /* @__PURE__ */ (() => z.looseObject({
  matchLabels: z.optional(z.record(z.string(), z.string())),
  matchExpressions: z.optional(z.array(LabelSelectorRequirementSchema)),
}))();

/** A container whose log is shown. */
export const StreamContainerSchema = /* @__PURE__ */ (() => z.looseObject({
  selector: z.optional(LabelSelectorSchema),
  container: z.optional(z.string()),
}))();

/** One version of an app. */
export const AppVersionSchema = /* @__PURE__ */ (() => z.looseObject({
  defaultNamespace: z.optional(z.string()),
  readme: z.optional(z.string()),
  icon: z.optional(z.string()),
  config: z.optional(HelmReleaseConfigSchema),
  wait: z.optional(z.boolean()),
  timeout: z.optional(z.string()),
  parameters: z.optional(z.array(AppParameterSchema)),
  streamContainer: z.optional(StreamContainerSchema),
  version: z.optional(z.string()),
}))();

/** Allows verbs on the object to users and teams. */
export const AccessSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  verbs: z.nullable(z.array(z.string())),
  subresources: z.optional(z.array(z.string())),
  users: z.optional(z.array(z.string())),
  teams: z.optional(z.array(z.string())),
}))();

/** Old form of a helm chart in an app. */
export const HelmConfigurationSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  values: z.optional(z.string()),
  version: z.optional(z.string()),
  repoUrl: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  insecure: z.optional(z.boolean()),
}))();

/** What the app installs and what it asks for. Versions, when there are any, stand in for the single configuration. */
export const AppSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  clusters: z.optional(z.array(z.string())),
  recommendedApp: z.optional(z.array(z.string())),
  defaultNamespace: z.optional(z.string()),
  readme: z.optional(z.string()),
  icon: z.optional(z.string()),
  config: z.optional(HelmReleaseConfigSchema),
  wait: z.optional(z.boolean()),
  timeout: z.optional(z.string()),
  parameters: z.optional(z.array(AppParameterSchema)),
  streamContainer: z.optional(StreamContainerSchema),
  versions: z.optional(z.array(AppVersionSchema)),
  access: z.optional(z.array(AccessSchema)),
  manifests: z.optional(z.string()),
  helm: z.optional(HelmConfigurationSchema),
  releaseName: z.optional(z.string()),
}))();

/** State of an app; nothing is published of it. */
export const AppStatusSchema = /* @__PURE__ */ (() => z.record(z.string(), z.unknown()))();

/** Something that can be installed into clusters, spaces and virtual clusters: a helm chart, manifests or a script. */
export const AppSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(AppSpecSchema),
  status: z.optional(AppStatusSchema),
}))();

/** What every list has. */
export const ListMetaSchema = /* @__PURE__ */ (() => z.looseObject({
  selfLink: z.optional(z.string()),
  resourceVersion: z.optional(z.string()),
  continue: z.optional(z.string()),
  remainingItemCount: z.optional(z.int()),
}))();

/** A page of App objects. */
export const AppListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(AppSchema),
}))();

/** A key of a secret in the cluster of the platform. */
export const SecretRefSchema = /* @__PURE__ */ (() => z.looseObject({
  secretName: z.optional(z.string()),
  secretNamespace: z.optional(z.string()),
  key: z.optional(z.string()),
}))();

/** A claim on a device. */
export const ResourceClaimSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  request: z.optional(z.string()),
}))();

/** CPU, memory and the like of a container. */
export const ResourceRequirementsSchema = /* @__PURE__ */ (() => z.looseObject({
  limits: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  requests: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  claims: z.optional(z.array(ResourceClaimSchema)),
}))();

/** A volume. */
export const StorageSchema = /* @__PURE__ */ (() => z.looseObject({
  storageClass: z.optional(z.string()),
  size: z.optional(z.string()),
}))();

/** Storage of metrics in a cluster. */
export const MetricsSchema = /* @__PURE__ */ (() => z.looseObject({
  replicas: z.optional(z.int32()),
  resources: z.optional(ResourceRequirementsSchema),
  retention: z.optional(z.string()),
  storage: z.optional(StorageSchema),
}))();

/** Cost monitoring in a cluster. */
export const OpenCostSchema = /* @__PURE__ */ (() => z.looseObject({
  replicas: z.optional(z.int32()),
  resources: z.optional(ResourceRequirementsSchema),
}))();

/** Link of a cluster to Argo CD. */
export const ArgoCDSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  connector: z.optional(z.string()),
}))();

/** How a cluster is reached and who may use it. */
export const ClusterSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  config: z.optional(SecretRefSchema),
  local: z.optional(z.boolean()),
  networkPeer: z.optional(z.boolean()),
  managementNamespace: z.optional(z.string()),
  unusable: z.optional(z.boolean()),
  access: z.optional(z.array(AccessSchema)),
  metrics: z.optional(MetricsSchema),
  opencost: z.optional(OpenCostSchema),
  argoCD: z.optional(ArgoCDSchema),
}))();

/** One aspect of an object that holds, does not hold, or is unknown. */
export const ConditionSchema = /* @__PURE__ */ (() => z.looseObject({
  type: z.string(),
  status: z.string(),
  severity: z.optional(z.string()),
  lastTransitionTime: z.nullable(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** State of a connected cluster. */
export const ClusterStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  conditions: z.optional(z.array(ConditionSchema)),
  online: z.optional(z.boolean()),
}))();

/** A Kubernetes cluster connected to the platform. */
export const ClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ClusterSpecSchema),
  status: z.optional(ClusterStatusSchema),
}))();

/** What the agent of a cluster needs to connect. Read by GET on the subresource. */
export const ClusterAccessKeySchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  accessKey: z.optional(z.string()),
  loftHost: z.optional(z.string()),
  insecure: z.optional(z.boolean()),
  caCert: z.optional(z.string()),
}))();

/** Which cluster is to be connected, and how. */
export const ClusterConnectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  config: z.optional(z.string()),
  adminUser: z.optional(z.string()),
  clusterTemplate: z.optional(ClusterSchema),
}))();

/** How connecting went. */
export const ClusterConnectStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  failed: z.optional(z.boolean()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** Connects a cluster by its kubeconfig: makes the Cluster object, the secret with the kubeconfig and the access of its admin. It can only be created, is never stored, and a 2xx answer can still carry `status.failed`. Replaced in 4.0 by creating a Cluster with `spec.networkPeer`. */
export const ClusterConnectSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ClusterConnectSpecSchema),
  status: z.optional(ClusterConnectStatusSchema),
}))();

/** A page of Cluster objects. */
export const ClusterListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(ClusterSchema),
}))();

/** A ready-made set of rights. */
export const AccessKeyScopeRoleSchema = /* @__PURE__ */ (() => z.looseObject({
  role: z.optional(z.enum(["agent","loft-cli","metrics-reader","metrics-writer","network-peer","vcluster","workspace"])),
  projects: z.optional(z.array(z.string())),
  virtualClusters: z.optional(z.array(z.string())),
}))();

/** A project in a scope. */
export const AccessKeyScopeProjectSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
}))();

/** A space in a scope. */
export const AccessKeyScopeSpaceSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  space: z.optional(z.string()),
}))();

/** A virtual cluster in a scope. */
export const AccessKeyScopeVirtualClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
}))();

/** A connected cluster in a scope. */
export const AccessKeyScopeClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
}))();

/** Resources of one API group. */
export const GroupResourcesSchema = /* @__PURE__ */ (() => z.looseObject({
  group: z.optional(z.string()),
  resources: z.optional(z.array(z.string())),
  resourceNames: z.optional(z.array(z.string())),
}))();

/** A virtual cluster on its host cluster. */
export const AccessKeyVirtualClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
}))();

/** Describes requests that a key may make. What is empty allows everything. */
export const AccessKeyScopeRuleSchema = /* @__PURE__ */ (() => z.looseObject({
  verbs: z.optional(z.array(z.string())),
  resources: z.optional(z.array(GroupResourcesSchema)),
  namespaces: z.optional(z.array(z.string())),
  nonResourceURLs: z.optional(z.array(z.string())),
  requestTargets: z.optional(z.array(z.string())),
  cluster: z.optional(z.string()),
  virtualClusters: z.optional(z.array(AccessKeyVirtualClusterSchema)),
}))();

/** Narrows a key or token. Empty: no limits but those of its owner. All entries are allowed together. */
export const AccessKeyScopeSchema = /* @__PURE__ */ (() => z.looseObject({
  roles: z.optional(z.array(AccessKeyScopeRoleSchema)),
  projects: z.optional(z.array(AccessKeyScopeProjectSchema)),
  spaces: z.optional(z.array(AccessKeyScopeSpaceSchema)),
  virtualClusters: z.optional(z.array(AccessKeyScopeVirtualClusterSchema)),
  clusters: z.optional(z.array(AccessKeyScopeClusterSchema)),
  rules: z.optional(z.array(AccessKeyScopeRuleSchema)),
  allowLoftCli: z.optional(z.boolean()),
}))();

/** How long the token lives and what it reaches. */
export const DirectClusterEndpointTokenSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  ttl: z.optional(z.int()),
  scope: z.optional(AccessKeyScopeSchema),
}))();

/** The token. */
export const DirectClusterEndpointTokenStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
}))();

/** Asks for a signed token for the direct endpoints of connected clusters. It can only be created and is not stored. Kept for old clients; new ones use access keys. */
export const DirectClusterEndpointTokenSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(DirectClusterEndpointTokenSpecSchema),
  status: z.optional(DirectClusterEndpointTokenStatusSchema),
}))();

/** What single sign-on said of a user. */
export const SSOIdentitySchema = /* @__PURE__ */ (() => z.looseObject({
  userId: z.optional(z.string()),
  username: z.optional(z.string()),
  preferredUsername: z.optional(z.string()),
  email: z.optional(z.string()),
  emailVerified: z.optional(z.boolean()),
  extraClaims: z.optional(z.record(z.string(), z.string())),
  groups: z.optional(z.array(z.string())),
  connector: z.optional(z.string()),
  connectorData: z.optional(z.string()),
}))();

/** Details of a key that was given out as OIDC refresh token. */
export const AccessKeyOIDCProviderSchema = /* @__PURE__ */ (() => z.looseObject({
  clientId: z.optional(z.string()),
  nonce: z.optional(z.string()),
  redirectUri: z.optional(z.string()),
  scopes: z.optional(z.string()),
}))();

/** Tokens of an OIDC login. */
export const AccessKeyOIDCSchema = /* @__PURE__ */ (() => z.looseObject({
  idToken: z.optional(z.string()),
  accessToken: z.optional(z.string()),
  refreshToken: z.optional(z.string()),
  lastRefresh: z.optional(z.string()),
}))();

/** Whose key it is, how long it lives and what it reaches. */
export const OwnedAccessKeySpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  user: z.optional(z.string()),
  team: z.optional(z.string()),
  subject: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
  key: z.optional(z.string()),
  disabled: z.optional(z.boolean()),
  ttl: z.optional(z.int()),
  ttlAfterLastActivity: z.optional(z.boolean()),
  scope: z.optional(AccessKeyScopeSchema),
  type: z.optional(z.string()),
  identity: z.optional(SSOIdentitySchema),
  identityRefresh: z.optional(z.string()),
  oidcProvider: z.optional(AccessKeyOIDCProviderSchema),
  parent: z.optional(z.string()),
  oidcLogin: z.optional(AccessKeyOIDCSchema),
}))();

/** Use of a key. */
export const OwnedAccessKeyStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  lastActivity: z.optional(z.string()),
}))();

/** An access key of the caller. Keys are read by name; the list is a subresource of User and Team. */
export const OwnedAccessKeySchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(OwnedAccessKeySpecSchema),
  status: z.optional(OwnedAccessKeyStatusSchema),
}))();

/** Limits of a project. */
export const QuotasSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.record(z.string(), z.string())),
  user: z.optional(z.record(z.string(), z.string())),
}))();

/** A connected cluster that may be used. */
export const AllowedClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** A runner that may be used. */
export const AllowedRunnerSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** A template that may be used. */
export const AllowedTemplateSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  group: z.optional(z.string()),
  name: z.optional(z.string()),
  isDefault: z.optional(z.boolean()),
}))();

/** A node type that may be used. */
export const AllowedNodeTypeSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** A node profile that may be used. */
export const AllowedNodeProfileSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** Whether a template is required. */
export const RequireTemplateSchema = /* @__PURE__ */ (() => z.looseObject({
  disabled: z.optional(z.boolean()),
}))();

/** Whether a preset is required. */
export const RequirePresetSchema = /* @__PURE__ */ (() => z.looseObject({
  disabled: z.optional(z.boolean()),
}))();

/** A user or team of a project, with a role. */
export const MemberSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  group: z.optional(z.string()),
  name: z.optional(z.string()),
  clusterRole: z.string(),
}))();

/** Labels and annotations that a template sets. */
export const TemplateMetadataSchema = /* @__PURE__ */ (() => z.looseObject({
  labels: z.optional(z.record(z.string(), z.string())),
  annotations: z.optional(z.record(z.string(), z.string())),
}))();

/** Template of the namespace of a project. */
export const ProjectNamespaceTemplateSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}))();

/** Patterns for the names of namespaces on the connected clusters. */
export const NamespacePatternSchema = /* @__PURE__ */ (() => z.looseObject({
  space: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
  devPodWorkspace: z.optional(z.string()),
}))();

/** Single sign-on from the platform into Argo CD. */
export const ArgoSSOSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  host: z.optional(z.string()),
  assignedRoles: z.optional(z.array(z.string())),
}))();

/** Metadata of a project in Argo CD. */
export const ArgoProjectSpecMetadataSchema = /* @__PURE__ */ (() => z.looseObject({
  extraAnnotations: z.optional(z.record(z.string(), z.string())),
  extraLabels: z.optional(z.record(z.string(), z.string())),
  description: z.optional(z.string()),
}))();

/** Where Argo CD may deploy to. */
export const ApplicationDestinationSchema = /* @__PURE__ */ (() => z.looseObject({
  server: z.optional(z.string()),
  namespace: z.optional(z.string()),
  name: z.optional(z.string()),
}))();

/** What a role in Argo CD may do. */
export const ArgoProjectPolicyRuleSchema = /* @__PURE__ */ (() => z.looseObject({
  action: z.optional(z.string()),
  application: z.optional(z.string()),
  kind: z.optional(z.string()),
  permission: z.optional(z.boolean()),
}))();

/** A role in a project of Argo CD. */
export const ArgoProjectRoleSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  rules: z.optional(z.array(ArgoProjectPolicyRuleSchema)),
  groups: z.optional(z.array(z.string())),
}))();

/** A kind without namespace, or one object of it. */
export const ClusterResourceRestrictionItemSchema = /* @__PURE__ */ (() => z.looseObject({
  group: z.string(),
  kind: z.string(),
  name: z.optional(z.string()),
}))();

/** A kind of an API group. */
export const GroupKindSchema = /* @__PURE__ */ (() => z.looseObject({
  group: z.string(),
  kind: z.string(),
}))();

/** A project that is kept in Argo CD. */
export const ArgoProjectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  metadata: z.optional(ArgoProjectSpecMetadataSchema),
  sourceRepos: z.optional(z.array(z.string())),
  destinations: z.optional(z.array(ApplicationDestinationSchema)),
  roles: z.optional(z.array(ArgoProjectRoleSchema)),
  clusterResourceWhitelist: z.optional(z.array(ClusterResourceRestrictionItemSchema)),
  namespaceResourceWhitelist: z.optional(z.array(GroupKindSchema)),
  clusterResourceBlacklist: z.optional(z.array(ClusterResourceRestrictionItemSchema)),
  namespaceResourceBlacklist: z.optional(z.array(GroupKindSchema)),
  sourceNamespaces: z.optional(z.array(z.string())),
}))();

/** Link of a project to Argo CD. */
export const ArgoIntegrationSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  cluster: z.optional(z.string()),
  virtualClusterInstance: z.optional(z.string()),
  namespace: z.optional(z.string()),
  sso: z.optional(ArgoSSOSpecSchema),
  project: z.optional(ArgoProjectSpecSchema),
}))();

/** A key of a secret. */
export const SecretKeySelectorSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  key: z.string(),
  optional: z.optional(z.boolean()),
}))();

/** How to log in to Vault. */
export const VaultAuthSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}))();

/** Link of a project to HashiCorp Vault. */
export const VaultIntegrationSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  address: z.optional(z.string()),
  skipTLSVerify: z.optional(z.boolean()),
  namespace: z.optional(z.string()),
  auth: z.optional(VaultAuthSpecSchema),
  syncInterval: z.optional(z.string()),
}))();

/** A project in Rancher. */
export const RancherProjectRefSchema = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  project: z.optional(z.string()),
}))();

/** Taking virtual clusters into Rancher. */
export const ImportVirtualClustersSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  roleMapping: z.optional(z.record(z.string(), z.string())),
}))();

/** Taking members over from Rancher. */
export const SyncMembersSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  roleMapping: z.optional(z.record(z.string(), z.string())),
}))();

/** Link of a project to Rancher. */
export const RancherIntegrationSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  projectRef: z.optional(RancherProjectRefSchema),
  importVirtualClusters: z.optional(ImportVirtualClustersSpecSchema),
  syncMembers: z.optional(SyncMembersSpecSchema),
}))();

/** A credential for git. */
export const GitProjectCredentialsSchema = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}))();

/** Credentials for git. */
export const GitProjectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  http: z.optional(GitProjectCredentialsSchema),
  ssh: z.optional(GitProjectCredentialsSchema),
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}))();

/** SSH key of workspaces. */
export const SSHProjectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}))();

/** Settings of DevPod workspaces in a project. */
export const DevPodProjectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  git: z.optional(GitProjectSpecSchema),
  fallbackImage: z.optional(z.string()),
  registryPattern: z.optional(z.string()),
  ssh: z.optional(SSHProjectSpecSchema),
}))();

/** Virtual clusters that a project takes in by itself. */
export const AutomaticImportVirtualClustersSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}))();

/** What a project takes in by itself. */
export const AutomaticImportSchema = /* @__PURE__ */ (() => z.looseObject({
  virtualClusters: z.optional(AutomaticImportVirtualClustersSchema),
}))();

/** What a project allows and who belongs to it. */
export const ProjectSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  quotas: z.optional(QuotasSchema),
  allowedClusters: z.optional(z.array(AllowedClusterSchema)),
  allowedRunners: z.optional(z.array(AllowedRunnerSchema)),
  allowedTemplates: z.optional(z.array(AllowedTemplateSchema)),
  allowedNodeTypes: z.optional(z.nullable(z.array(AllowedNodeTypeSchema))),
  allowedNodeProfiles: z.optional(z.nullable(z.array(AllowedNodeProfileSchema))),
  defaultNodeProfile: z.optional(z.string()),
  requireTemplate: z.optional(RequireTemplateSchema),
  requirePreset: z.optional(RequirePresetSchema),
  members: z.optional(z.array(MemberSchema)),
  access: z.optional(z.array(AccessSchema)),
  namespaceTemplate: z.optional(ProjectNamespaceTemplateSchema),
  namespacePattern: z.optional(NamespacePatternSchema),
  argoCD: z.optional(ArgoIntegrationSpecSchema),
  vault: z.optional(VaultIntegrationSpecSchema),
  rancher: z.optional(RancherIntegrationSpecSchema),
  devPod: z.optional(DevPodProjectSpecSchema),
  automaticImport: z.optional(AutomaticImportSchema),
}))();

/** Use of a project in one cluster. */
export const QuotaStatusProjectClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  used: z.optional(z.record(z.string(), z.string())),
}))();

/** Limits of a project and their use. */
export const QuotaStatusProjectSchema = /* @__PURE__ */ (() => z.looseObject({
  limit: z.optional(z.record(z.string(), z.string())),
  used: z.optional(z.record(z.string(), z.string())),
  clusters: z.optional(z.record(z.string(), QuotaStatusProjectClusterSchema)),
}))();

/** Use by each user and team. */
export const QuotaStatusUserUsedSchema = /* @__PURE__ */ (() => z.looseObject({
  users: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
  teams: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
}))();

/** Limits of each user and team, and their use. */
export const QuotaStatusUserSchema = /* @__PURE__ */ (() => z.looseObject({
  limit: z.optional(z.record(z.string(), z.string())),
  used: z.optional(QuotaStatusUserUsedSchema),
  clusters: z.optional(z.record(z.string(), QuotaStatusUserUsedSchema)),
}))();

/** Limits in force and their use. */
export const QuotaStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(QuotaStatusProjectSchema),
  user: z.optional(QuotaStatusUserSchema),
}))();

/** State of a project. */
export const ProjectStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  quotas: z.optional(QuotaStatusSchema),
  conditions: z.optional(z.array(ConditionSchema)),
}))();

/** Groups virtual clusters and spaces, with members, quotas and the templates and clusters they may use. */
export const ProjectSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ProjectSpecSchema),
  status: z.optional(ProjectStatusSchema),
}))();

/** Where the virtual cluster to import is. */
export const ProjectImportVirtualClusterSourceSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  cluster: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  importName: z.optional(z.string()),
}))();

/** Makes a virtual cluster that already runs in a connected cluster one of the project of the path. It can only be created and is not stored. Replaced in 4.0 by a VirtualClusterInstance with `spec.external`. */
export const ProjectImportVirtualClusterSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  sourceVirtualCluster: ProjectImportVirtualClusterSourceSchema,
  upgradeToPro: z.optional(z.boolean()),
  skipHelmDeploy: z.optional(z.boolean()),
}))();

/** A page of Project objects. */
export const ProjectListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(ProjectSchema),
}))();

/** Whom to ask about. */
export const SelfSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  accessKey: z.optional(z.string()),
}))();

/** A user, a team or another object in short. */
export const EntityInfoSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  displayName: z.optional(z.string()),
  icon: z.optional(z.string()),
  username: z.optional(z.string()),
  email: z.optional(z.string()),
  subject: z.optional(z.string()),
}))();

/** A user in short, with their teams. */
export const UserInfoSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  displayName: z.optional(z.string()),
  icon: z.optional(z.string()),
  username: z.optional(z.string()),
  email: z.optional(z.string()),
  subject: z.optional(z.string()),
  teams: z.optional(z.array(EntityInfoSchema)),
}))();

/** The caller, their key and where the server keeps the namespaces of projects. */
export const SelfStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  user: z.optional(UserInfoSchema),
  team: z.optional(EntityInfoSchema),
  accessKey: z.optional(z.string()),
  accessKeyScope: z.optional(AccessKeyScopeSchema),
  accessKeyType: z.optional(z.string()),
  subject: z.optional(z.string()),
  uid: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
  chatAuthToken: z.optional(z.string()),
  instanceID: z.optional(z.string()),
  loftHost: z.optional(z.string()),
  projectNamespacePrefix: z.optional(z.string()),
  intercomHash: z.optional(z.string()),
}))();

/** Who the caller is. Sent empty by POST, comes back with the status filled in; a failure means that the key is no good. */
export const SelfSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SelfSpecSchema),
  status: z.optional(SelfStatusSchema),
}))();

/** The data and who may see it. */
export const SharedSecretSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  data: z.optional(z.record(z.string(), z.string())),
  access: z.optional(z.array(AccessSchema)),
}))();

/** State of a shared secret. */
export const SharedSecretStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  conditions: z.optional(z.array(ConditionSchema)),
}))();

/** A secret that users and teams share through the platform. Can't be watched. */
export const SharedSecretSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SharedSecretSpecSchema),
  status: z.optional(SharedSecretStatusSchema),
}))();

/** A page of SharedSecret objects. */
export const SharedSecretListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(SharedSecretSchema),
}))();

/** A template and its version. */
export const TemplateRefSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  syncOnce: z.optional(z.boolean()),
}))();

/** Template of the SpaceInstance object itself. */
export const SpaceInstanceTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}))();

/** A helm chart to install. */
export const TemplateHelmChartSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  repoURL: z.optional(z.string()),
  username: z.optional(z.string()),
  usernameRef: z.optional(ChartSecretRefSchema),
  password: z.optional(z.string()),
  passwordRef: z.optional(ChartSecretRefSchema),
  insecureSkipTlsVerify: z.optional(z.boolean()),
  releaseName: z.optional(z.string()),
  releaseNamespace: z.optional(z.string()),
  values: z.optional(z.string()),
  wait: z.optional(z.boolean()),
  timeout: z.optional(z.string()),
}))();

/** An app to install. */
export const AppReferenceSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  releaseName: z.optional(z.string()),
  version: z.optional(z.string()),
  hash: z.optional(z.string()),
  parameters: z.optional(z.string()),
}))();

/** Gives a role to users and teams. */
export const InstanceAccessRuleSchema = /* @__PURE__ */ (() => z.looseObject({
  users: z.optional(z.array(z.string())),
  teams: z.optional(z.array(z.string())),
  clusterRole: z.optional(z.string()),
}))();

/** Who gets which role in an instance. */
export const InstanceAccessSchema = /* @__PURE__ */ (() => z.looseObject({
  defaultClusterRole: z.optional(z.string()),
  rules: z.optional(z.array(InstanceAccessRuleSchema)),
}))();

/** What a space is made of. */
export const SpaceTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  instanceTemplate: z.optional(SpaceInstanceTemplateDefinitionSchema),
  objects: z.optional(z.string()),
  charts: z.optional(z.array(TemplateHelmChartSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
  access: z.optional(InstanceAccessSchema),
}))();

/** Where a space is. Each part can't be changed once set. */
export const ClusterRefSchema = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  namespace: z.optional(z.string()),
}))();

/** What the space shall be. Either `templateRef` or `template` describes it, never both. */
export const SpaceInstanceSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  templateRef: z.optional(TemplateRefSchema),
  template: z.optional(SpaceTemplateDefinitionSchema),
  clusterRef: z.optional(ClusterRefSchema),
  parameters: z.optional(z.string()),
  extraAccessRules: z.optional(z.array(InstanceAccessRuleSchema)),
  access: z.optional(z.array(AccessSchema)),
}))();

/** A helm chart that was installed. */
export const ChartStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  lastAppliedChartConfigHash: z.optional(z.string()),
}))();

/** What was applied last. */
export const ObjectsStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  lastAppliedObjects: z.optional(z.string()),
  charts: z.optional(z.array(ChartStatusSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
}))();

/** When an instance shall sleep and what counts as its use. */
export const SleepModeConfigSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  forceSleep: z.optional(z.boolean()),
  forceSleepDuration: z.optional(z.int()),
  deleteAfter: z.optional(z.int()),
  sleepAfter: z.optional(z.int()),
  sleepSchedule: z.optional(z.string()),
  wakeupSchedule: z.optional(z.string()),
  timezone: z.optional(z.string()),
  ignoreActiveConnections: z.optional(z.boolean()),
  ignoreAll: z.optional(z.boolean()),
  ignoreIngresses: z.optional(z.boolean()),
  ignoreVClusters: z.optional(z.boolean()),
  ignoreGroups: z.optional(z.string()),
  ignoreVerbs: z.optional(z.string()),
  ignoreResources: z.optional(z.string()),
  ignoreResourceVerbs: z.optional(z.string()),
  ignoreResourceNames: z.optional(z.string()),
  ignoreUserAgents: z.optional(z.string()),
  deleteAllPods: z.optional(z.boolean()),
}))();

/** A request that counted as use. */
export const LastActivityInfoSchema = /* @__PURE__ */ (() => z.looseObject({
  subject: z.optional(z.string()),
  host: z.optional(z.string()),
  verb: z.optional(z.string()),
  apiGroup: z.optional(z.string()),
  resource: z.optional(z.string()),
  subresource: z.optional(z.string()),
  name: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
  metricsRefreshInterval: z.optional(z.int()),
}))();

/** A stretch of time in which sleep is counted. */
export const EpochInfoSchema = /* @__PURE__ */ (() => z.looseObject({
  start: z.optional(z.int()),
  slept: z.optional(z.int()),
}))();

/** How an instance sleeps. */
export const SleepModeConfigStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  lastActivity: z.optional(z.int()),
  lastActivityInfo: z.optional(LastActivityInfoSchema),
  sleepingSince: z.optional(z.int()),
  currentEpoch: z.optional(EpochInfoSchema),
  lastEpoch: z.optional(EpochInfoSchema),
  sleptLastThirtyDays: z.optional(z.number()),
  sleptLastSevenDays: z.optional(z.number()),
  scheduledSleep: z.optional(z.int()),
  scheduledWakeup: z.optional(z.int()),
  sleepType: z.optional(z.string()),
}))();

/** When an instance sleeps, and how it slept. */
export const SleepModeConfigSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SleepModeConfigSpecSchema),
  status: z.optional(SleepModeConfigStatusSchema),
}))();

/** State of a space as its controllers see it. */
export const SpaceInstanceStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  conditions: z.optional(z.array(ConditionSchema)),
  spaceObjects: z.optional(ObjectsStatusSchema),
  space: z.optional(SpaceTemplateDefinitionSchema),
  ignoreReconciliation: z.optional(z.boolean()),
  sleepModeConfig: z.optional(SleepModeConfigSchema),
  canUse: z.optional(z.boolean()),
  canUpdate: z.optional(z.boolean()),
}))();

/** A namespace in a connected cluster, managed in a project. */
export const SpaceInstanceSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SpaceInstanceSpecSchema),
  status: z.optional(SpaceInstanceStatusSchema),
}))();

/** A page of SpaceInstance objects. */
export const SpaceInstanceListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(SpaceInstanceSchema),
}))();

/** One thing that was wrong. */
export const StatusCauseSchema = /* @__PURE__ */ (() => z.looseObject({
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  field: z.optional(z.string()),
}))();

/** What a Status is about. */
export const StatusDetailsSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  group: z.optional(z.string()),
  kind: z.optional(z.string()),
  uid: z.optional(z.string()),
  causes: z.optional(z.array(StatusCauseSchema)),
  retryAfterSeconds: z.optional(z.int32()),
}))();

/** Answer to what failed, and to a deletion. */
export const StatusSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  status: z.optional(z.string()),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  details: z.optional(StatusDetailsSchema),
  code: z.optional(z.int32()),
}))();

/** A secret of some kind. */
export const KindSecretRefSchema = /* @__PURE__ */ (() => z.looseObject({
  apiGroup: z.optional(z.string()),
  kind: z.optional(z.string()),
  secretName: z.optional(z.string()),
  secretNamespace: z.optional(z.string()),
  key: z.optional(z.string()),
}))();

/** A cluster role. */
export const ClusterRoleRefSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** An account template applied for a user or team. */
export const UserClusterAccountTemplateSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  sync: z.optional(z.boolean()),
  accountName: z.optional(z.string()),
}))();

/** Who belongs to the team and what its members may do. */
export const TeamSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  username: z.optional(z.string()),
  users: z.optional(z.array(z.string())),
  groups: z.optional(z.array(z.string())),
  imagePullSecrets: z.optional(z.array(KindSecretRefSchema)),
  clusterRoles: z.optional(z.array(ClusterRoleRefSchema)),
  access: z.optional(z.array(AccessSchema)),
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateSchema)),
}))();

/** How an account template went in one cluster. */
export const ClusterAccountTemplateClusterStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** How an account template went. */
export const UserClusterAccountTemplateStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  clusters: z.optional(z.array(ClusterAccountTemplateClusterStatusSchema)),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** How one account template went in one cluster. */
export const AccountClusterTemplateStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  account: z.optional(z.string()),
  accountTemplateHash: z.optional(z.string()),
  ownsHash: z.optional(z.string()),
  lastTransitionTime: z.optional(z.string()),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}))();

/** Accounts in one connected cluster. */
export const AccountClusterStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  cluster: z.optional(z.string()),
  accountsClusterTemplateStatus: z.optional(z.array(AccountClusterTemplateStatusSchema)),
  accounts: z.optional(z.array(z.string())),
}))();

/** What the platform knows of a team. */
export const TeamStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateStatusSchema)),
  clusters: z.optional(z.array(AccountClusterStatusSchema)),
}))();

/** A group of users that can own and use what users can. */
export const TeamSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(TeamSpecSchema),
  status: z.optional(TeamStatusSchema),
}))();

/** A page of Team objects. */
export const TeamListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(TeamSchema),
}))();

/** Who the user is and what they may do. */
export const UserSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  username: z.optional(z.string()),
  icon: z.optional(z.string()),
  email: z.optional(z.string()),
  subject: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
  ssoGroups: z.optional(z.array(z.string())),
  passwordRef: z.optional(SecretRefSchema),
  codesRef: z.optional(SecretRefSchema),
  imagePullSecrets: z.optional(z.array(KindSecretRefSchema)),
  tokenGeneration: z.optional(z.int()),
  disabled: z.optional(z.boolean()),
  clusterRoles: z.optional(z.array(ClusterRoleRefSchema)),
  access: z.optional(z.array(AccessSchema)),
  extraClaims: z.optional(z.record(z.string(), z.string())),
  accessKeysRef: z.optional(SecretRefSchema),
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateSchema)),
}))();

/** What the platform knows of a user. */
export const UserStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  teams: z.optional(z.array(z.string())),
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateStatusSchema)),
  clusters: z.optional(z.array(AccountClusterStatusSchema)),
}))();

/** A person or a program that can log in. */
export const UserSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(UserSpecSchema),
  status: z.optional(UserStatusSchema),
}))();

/** A page of User objects. */
export const UserListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(UserSchema),
}))();

/** Template of the VirtualClusterInstance object itself. */
export const VirtualClusterInstanceTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}))();

/** Settings of vCluster.Pro. */
export const VirtualClusterProSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}))();

/** The chart of a virtual cluster. */
export const VirtualClusterHelmChartSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  repo: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  version: z.optional(z.string()),
  insecureSkipTlsVerify: z.optional(z.boolean()),
}))();

/** The helm release of a virtual cluster. */
export const VirtualClusterHelmReleaseSchema = /* @__PURE__ */ (() => z.looseObject({
  chart: z.optional(VirtualClusterHelmChartSchema),
  values: z.optional(z.string()),
}))();

/** Access through an ingress of the host cluster, which needs an ingress suffix. */
export const VirtualClusterAccessPointIngressSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}))();

/** How a virtual cluster is reached from outside. */
export const VirtualClusterAccessPointSchema = /* @__PURE__ */ (() => z.looseObject({
  ingress: z.optional(VirtualClusterAccessPointIngressSpecSchema),
}))();

/** The namespace of a virtual cluster on its host cluster. */
export const VirtualClusterSpaceTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  objects: z.optional(z.string()),
  charts: z.optional(z.array(TemplateHelmChartSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
}))();

/** The part of a virtual cluster in a second cluster for the workloads. */
export const WorkloadVirtualClusterTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  helmRelease: z.optional(VirtualClusterHelmReleaseSchema),
  spaceTemplate: z.optional(VirtualClusterSpaceTemplateDefinitionSchema),
}))();

/** What a virtual cluster is made of. */
export const VirtualClusterTemplateDefinitionSchema = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  instanceTemplate: z.optional(VirtualClusterInstanceTemplateDefinitionSchema),
  apps: z.optional(z.array(AppReferenceSchema)),
  charts: z.optional(z.array(TemplateHelmChartSchema)),
  objects: z.optional(z.string()),
  access: z.optional(InstanceAccessSchema),
  pro: z.optional(VirtualClusterProSpecSchema),
  helmRelease: z.optional(VirtualClusterHelmReleaseSchema),
  accessPoint: z.optional(VirtualClusterAccessPointSchema),
  forwardToken: z.optional(z.boolean()),
  forwardTokenMode: z.optional(z.enum(["Off","TokenReview","Passthrough"])),
  spaceTemplate: z.optional(VirtualClusterSpaceTemplateDefinitionSchema),
  workloadVirtualClusterTemplate: z.optional(WorkloadVirtualClusterTemplateDefinitionSchema),
}))();

/** Where a virtual cluster runs. Each part can't be changed once set. */
export const VirtualClusterClusterRefSchema = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  namespace: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
}))();

/** What the virtual cluster shall be. Either `templateRef` or `template` describes it, never both. */
export const VirtualClusterInstanceSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  templateRef: z.optional(TemplateRefSchema),
  template: z.optional(VirtualClusterTemplateDefinitionSchema),
  clusterRef: z.optional(VirtualClusterClusterRefSchema),
  parameters: z.optional(z.string()),
  extraAccessRules: z.optional(z.array(InstanceAccessRuleSchema)),
  access: z.optional(z.array(AccessSchema)),
  networkPeer: z.optional(z.boolean()),
  external: z.optional(z.boolean()),
  standalone: z.optional(z.boolean()),
  workloadClusterRef: z.optional(VirtualClusterClusterRefSchema),
}))();

/** State of a virtual cluster as its controllers see it. */
export const VirtualClusterInstanceStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  serviceUID: z.optional(z.string()),
  kubernetesVersion: z.optional(z.string()),
  deployHash: z.optional(z.string()),
  conditions: z.optional(z.array(ConditionSchema)),
  virtualClusterObjects: z.optional(ObjectsStatusSchema),
  spaceObjects: z.optional(ObjectsStatusSchema),
  virtualCluster: z.optional(VirtualClusterTemplateDefinitionSchema),
  ignoreReconciliation: z.optional(z.boolean()),
  sleepModeConfig: z.optional(SleepModeConfigSchema),
  canUse: z.optional(z.boolean()),
  canUpdate: z.optional(z.boolean()),
  online: z.optional(z.boolean()),
  workloadSpaceObjects: z.optional(ObjectsStatusSchema),
}))();

/** A virtual cluster in a project. Lives in the namespace of the project, whose name is a prefix (asked from Self) and the name of the project. */
export const VirtualClusterInstanceSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterInstanceSpecSchema),
  status: z.optional(VirtualClusterInstanceStatusSchema),
}))();

/** How the kubeconfig shall be made. */
export const VirtualClusterInstanceKubeConfigSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  certificateTTL: z.optional(z.int32()),
  server: z.optional(z.string()),
  clientCert: z.optional(z.boolean()),
}))();

/** The kubeconfig. */
export const VirtualClusterInstanceKubeConfigStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  kubeConfig: z.optional(z.string()),
}))();

/** Asks for a kubeconfig of a virtual cluster that is reachable through its ingress. Made by POST on the subresource, never stored. */
export const VirtualClusterInstanceKubeConfigSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterInstanceKubeConfigSpecSchema),
  status: z.optional(VirtualClusterInstanceKubeConfigStatusSchema),
}))();

/** A page of VirtualClusterInstance objects. */
export const VirtualClusterInstanceListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(VirtualClusterInstanceSchema),
}))();

/** One version of a template. */
export const VirtualClusterTemplateVersionSchema = /* @__PURE__ */ (() => z.looseObject({
  template: z.optional(VirtualClusterTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  version: z.optional(z.string()),
}))();

/** A space template. */
export const VirtualClusterTemplateSpaceTemplateRefSchema = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}))();

/** What the template makes and what it asks for. Versions, when there are any, stand in for `template` and `parameters`. */
export const VirtualClusterTemplateSpecSchema = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  template: z.optional(VirtualClusterTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  versions: z.optional(z.array(VirtualClusterTemplateVersionSchema)),
  access: z.optional(z.array(AccessSchema)),
  spaceTemplateRef: z.optional(VirtualClusterTemplateSpaceTemplateRefSchema),
}))();

/** What the platform knows of the template. */
export const VirtualClusterTemplateStatusSchema = /* @__PURE__ */ (() => z.looseObject({
  apps: z.optional(z.array(EntityInfoSchema)),
}))();

/** Template from which virtual clusters are made. */
export const VirtualClusterTemplateSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterTemplateSpecSchema),
  status: z.optional(VirtualClusterTemplateStatusSchema),
}))();

/** A page of VirtualClusterTemplate objects. */
export const VirtualClusterTemplateListSchema = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(VirtualClusterTemplateSchema),
}))();

/** By kind. */
export const platformKinds = {
  App: AppSchema,
  AppList: AppListSchema,
  Cluster: ClusterSchema,
  ClusterAccessKey: ClusterAccessKeySchema,
  ClusterConnect: ClusterConnectSchema,
  ClusterList: ClusterListSchema,
  DirectClusterEndpointToken: DirectClusterEndpointTokenSchema,
  OwnedAccessKey: OwnedAccessKeySchema,
  Project: ProjectSchema,
  ProjectImportVirtualCluster: ProjectImportVirtualClusterSchema,
  ProjectList: ProjectListSchema,
  Self: SelfSchema,
  SharedSecret: SharedSecretSchema,
  SharedSecretList: SharedSecretListSchema,
  SpaceInstance: SpaceInstanceSchema,
  SpaceInstanceList: SpaceInstanceListSchema,
  Status: StatusSchema,
  Team: TeamSchema,
  TeamList: TeamListSchema,
  User: UserSchema,
  UserList: UserListSchema,
  VirtualClusterInstance: VirtualClusterInstanceSchema,
  VirtualClusterInstanceKubeConfig: VirtualClusterInstanceKubeConfigSchema,
  VirtualClusterInstanceList: VirtualClusterInstanceListSchema,
  VirtualClusterTemplate: VirtualClusterTemplateSchema,
  VirtualClusterTemplateList: VirtualClusterTemplateListSchema,
};
