// Made by `npm run generate` from openapi/. Do not edit.

import * as z from "zod/mini";
import type {
  Access,
  AccessKeyOIDC,
  AccessKeyOIDCProvider,
  AccessKeyScope,
  AccessKeyScopeCluster,
  AccessKeyScopeProject,
  AccessKeyScopeRole,
  AccessKeyScopeRule,
  AccessKeyScopeSpace,
  AccessKeyScopeVirtualCluster,
  AccessKeyVirtualCluster,
  AccessReviewStatus,
  AccountClusterStatus,
  AccountClusterTemplateStatus,
  AllowedCluster,
  AllowedNodeProfile,
  AllowedNodeType,
  AllowedRunner,
  AllowedTemplate,
  App,
  AppArmorProfile,
  AppList,
  AppParameter,
  AppReference,
  AppSpec,
  AppStatus,
  AppVersion,
  ApplicationDestination,
  ArgoCD,
  ArgoIntegrationSpec,
  ArgoProjectPolicyRule,
  ArgoProjectRole,
  ArgoProjectSpec,
  ArgoProjectSpecMetadata,
  ArgoSSOSpec,
  AutomaticImport,
  AutomaticImportVirtualClusters,
  Bash,
  Capabilities,
  Chart,
  ChartSecretRef,
  ChartStatus,
  Cluster,
  ClusterAccessKey,
  ClusterAccountTemplateClusterStatus,
  ClusterConnect,
  ClusterConnectSpec,
  ClusterConnectStatus,
  ClusterList,
  ClusterRef,
  ClusterResourceRestrictionItem,
  ClusterRoleRef,
  ClusterSpec,
  ClusterStatus,
  Condition,
  DevPodProjectSpec,
  DirectClusterEndpointToken,
  DirectClusterEndpointTokenSpec,
  DirectClusterEndpointTokenStatus,
  EntityInfo,
  EpochInfo,
  FieldSelectorAttributes,
  GitProjectCredentials,
  GitProjectSpec,
  GroupKind,
  GroupResources,
  HelmConfiguration,
  HelmReleaseConfig,
  ImportVirtualClustersSpec,
  InstanceAccess,
  InstanceAccessRule,
  KindSecretRef,
  LabelSelector,
  LabelSelectorAttributes,
  LabelSelectorRequirement,
  LastActivityInfo,
  ListMeta,
  ManagedFieldsEntry,
  Member,
  Metrics,
  NamespacePattern,
  NonResourceAttributes,
  ObjectMeta,
  ObjectsStatus,
  OpenCost,
  OwnedAccessKey,
  OwnedAccessKeySpec,
  OwnedAccessKeyStatus,
  OwnerReference,
  PodSecurityContext,
  Project,
  ProjectImportVirtualCluster,
  ProjectImportVirtualClusterSource,
  ProjectList,
  ProjectMigrateVirtualClusterInstance,
  ProjectMigrateVirtualClusterInstanceSource,
  ProjectNamespaceTemplate,
  ProjectSecret,
  ProjectSecretList,
  ProjectSecretRef,
  ProjectSecretSpec,
  ProjectSecretStatus,
  ProjectSpec,
  ProjectStatus,
  QuotaStatus,
  QuotaStatusProject,
  QuotaStatusProjectCluster,
  QuotaStatusUser,
  QuotaStatusUserUsed,
  Quotas,
  RancherIntegrationSpec,
  RancherProjectRef,
  RequirePreset,
  RequireTemplate,
  ResourceAttributes,
  ResourceClaim,
  ResourceRequirements,
  SELinuxOptions,
  SSHProjectSpec,
  SSOIdentity,
  SeccompProfile,
  SecretKeySelector,
  SecretRef,
  SecurityContext,
  SelectorRequirement,
  Self,
  SelfSpec,
  SelfStatus,
  SelfSubjectAccessReview,
  SelfSubjectAccessReviewSpec,
  SharedSecret,
  SharedSecretList,
  SharedSecretSpec,
  SharedSecretStatus,
  SleepModeConfig,
  SleepModeConfigSpec,
  SleepModeConfigStatus,
  SpaceInstance,
  SpaceInstanceList,
  SpaceInstanceSpec,
  SpaceInstanceStatus,
  SpaceInstanceTemplateDefinition,
  SpaceTemplate,
  SpaceTemplateDefinition,
  SpaceTemplateList,
  SpaceTemplateSpec,
  SpaceTemplateStatus,
  SpaceTemplateVersion,
  Status,
  StatusCause,
  StatusDetails,
  Storage,
  StreamContainer,
  SubjectAccessReview,
  SubjectAccessReviewSpec,
  SyncMembersSpec,
  Sysctl,
  Team,
  TeamList,
  TeamSpec,
  TeamStatus,
  TemplateHelmChart,
  TemplateMetadata,
  TemplateRef,
  TranslateVClusterResourceName,
  TranslateVClusterResourceNameSpec,
  TranslateVClusterResourceNameStatus,
  User,
  UserClusterAccountTemplate,
  UserClusterAccountTemplateStatus,
  UserInfo,
  UserList,
  UserOrTeam,
  UserSpec,
  UserStatus,
  VaultAuthSpec,
  VaultIntegrationSpec,
  VirtualClusterAccessPoint,
  VirtualClusterAccessPointIngressSpec,
  VirtualClusterClusterRef,
  VirtualClusterHelmChart,
  VirtualClusterHelmRelease,
  VirtualClusterInstance,
  VirtualClusterInstanceKubeConfig,
  VirtualClusterInstanceKubeConfigSpec,
  VirtualClusterInstanceKubeConfigStatus,
  VirtualClusterInstanceList,
  VirtualClusterInstanceSpec,
  VirtualClusterInstanceStatus,
  VirtualClusterInstanceTemplateDefinition,
  VirtualClusterProSpec,
  VirtualClusterSpaceTemplateDefinition,
  VirtualClusterTemplate,
  VirtualClusterTemplateDefinition,
  VirtualClusterTemplateList,
  VirtualClusterTemplateSpaceTemplateRef,
  VirtualClusterTemplateSpec,
  VirtualClusterTemplateStatus,
  VirtualClusterTemplateVersion,
  WindowsSecurityContextOptions,
  WorkloadVirtualClusterTemplateDefinition,
} from "../platform.ts";

/** An object on which another one hangs. */
export const OwnerReferenceSchema: z.ZodMiniType<OwnerReference> = /* @__PURE__ */ (() => z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.optional(z.boolean()),
  blockOwnerDeletion: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<OwnerReference>)();

/** The fields that one writer wrote last. */
export const ManagedFieldsEntrySchema: z.ZodMiniType<ManagedFieldsEntry> = /* @__PURE__ */ (() => z.looseObject({
  manager: z.optional(z.string()),
  operation: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  time: z.optional(z.nullable(z.string())),
  fieldsType: z.optional(z.string()),
  fieldsV1: z.optional(z.record(z.string(), z.unknown())),
  subresource: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ManagedFieldsEntry>)();

/** What every object has: its name and namespace, what the server keeps of it, and labels, annotations and finalizers. */
export const ObjectMetaSchema: z.ZodMiniType<ObjectMeta> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<ObjectMeta>)();

/** A user or a team; one of the two. */
export const UserOrTeamSchema: z.ZodMiniType<UserOrTeam> = /* @__PURE__ */ (() => z.looseObject({
  user: z.optional(z.string()),
  team: z.optional(z.string()),
}) as unknown as z.ZodMiniType<UserOrTeam>)();

/** A key of a secret of a project. */
export const ProjectSecretRefSchema: z.ZodMiniType<ProjectSecretRef> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  name: z.optional(z.string()),
  key: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ProjectSecretRef>)();

/** Where a credential of a chart repository is kept. */
export const ChartSecretRefSchema: z.ZodMiniType<ChartSecretRef> = /* @__PURE__ */ (() => z.looseObject({
  projectSecretRef: z.optional(ProjectSecretRefSchema),
}) as unknown as z.ZodMiniType<ChartSecretRef>)();

/** A helm chart in a repository. */
export const ChartSchema: z.ZodMiniType<Chart> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  repoURL: z.optional(z.string()),
  username: z.optional(z.string()),
  usernameRef: z.optional(ChartSecretRefSchema),
  password: z.optional(z.string()),
  passwordRef: z.optional(ChartSecretRefSchema),
  insecureSkipTlsVerify: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<Chart>)();

/** An SELinux label. */
export const SELinuxOptionsSchema: z.ZodMiniType<SELinuxOptions> = /* @__PURE__ */ (() => z.looseObject({
  user: z.optional(z.string()),
  role: z.optional(z.string()),
  type: z.optional(z.string()),
  level: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SELinuxOptions>)();

/** Security settings on Windows nodes. */
export const WindowsSecurityContextOptionsSchema: z.ZodMiniType<WindowsSecurityContextOptions> = /* @__PURE__ */ (() => z.looseObject({
  gmsaCredentialSpecName: z.optional(z.string()),
  gmsaCredentialSpec: z.optional(z.string()),
  runAsUserName: z.optional(z.string()),
  hostProcess: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<WindowsSecurityContextOptions>)();

/** A kernel setting. */
export const SysctlSchema: z.ZodMiniType<Sysctl> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  value: z.string(),
}) as unknown as z.ZodMiniType<Sysctl>)();

/** Which system calls are allowed. */
export const SeccompProfileSchema: z.ZodMiniType<SeccompProfile> = /* @__PURE__ */ (() => z.looseObject({
  type: z.enum(["Localhost","RuntimeDefault","Unconfined"]),
  localhostProfile: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SeccompProfile>)();

/** An AppArmor profile. */
export const AppArmorProfileSchema: z.ZodMiniType<AppArmorProfile> = /* @__PURE__ */ (() => z.looseObject({
  type: z.enum(["Localhost","RuntimeDefault","Unconfined"]),
  localhostProfile: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AppArmorProfile>)();

/** Security settings of a pod, as in core Kubernetes. */
export const PodSecurityContextSchema: z.ZodMiniType<PodSecurityContext> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<PodSecurityContext>)();

/** Capabilities of a process. */
export const CapabilitiesSchema: z.ZodMiniType<Capabilities> = /* @__PURE__ */ (() => z.looseObject({
  add: z.optional(z.array(z.string())),
  drop: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<Capabilities>)();

/** Security settings of a container, as in core Kubernetes. */
export const SecurityContextSchema: z.ZodMiniType<SecurityContext> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<SecurityContext>)();

/** A script that runs in a pod. */
export const BashSchema: z.ZodMiniType<Bash> = /* @__PURE__ */ (() => z.looseObject({
  script: z.optional(z.string()),
  image: z.optional(z.string()),
  clusterRole: z.optional(z.string()),
  podSecurityContext: z.optional(PodSecurityContextSchema),
  securityContext: z.optional(SecurityContextSchema),
}) as unknown as z.ZodMiniType<Bash>)();

/** What an app installs: a chart, manifests or a script. */
export const HelmReleaseConfigSchema: z.ZodMiniType<HelmReleaseConfig> = /* @__PURE__ */ (() => z.looseObject({
  chart: z.optional(ChartSchema),
  manifests: z.optional(z.string()),
  bash: z.optional(BashSchema),
  values: z.optional(z.string()),
  parameters: z.optional(z.string()),
  annotations: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<HelmReleaseConfig>)();

/** A parameter that whoever uses a template or an app fills in. */
export const AppParameterSchema: z.ZodMiniType<AppParameter> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<AppParameter>)();

/** One demand on a label. */
export const LabelSelectorRequirementSchema: z.ZodMiniType<LabelSelectorRequirement> = /* @__PURE__ */ (() => z.looseObject({
  key: z.string(),
  operator: z.string(),
  values: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<LabelSelectorRequirement>)();

/** Selects objects by label; all that is given must hold. */
export const LabelSelectorSchema: z.ZodMiniType<LabelSelector> = /* @__PURE__ */ (() => z.looseObject({
  matchLabels: z.optional(z.record(z.string(), z.string())),
  matchExpressions: z.optional(z.array(LabelSelectorRequirementSchema)),
}) as unknown as z.ZodMiniType<LabelSelector>)();

/** A container whose log is shown. */
export const StreamContainerSchema: z.ZodMiniType<StreamContainer> = /* @__PURE__ */ (() => z.looseObject({
  selector: z.optional(LabelSelectorSchema),
  container: z.optional(z.string()),
}) as unknown as z.ZodMiniType<StreamContainer>)();

/** One version of an app. */
export const AppVersionSchema: z.ZodMiniType<AppVersion> = /* @__PURE__ */ (() => z.looseObject({
  defaultNamespace: z.optional(z.string()),
  readme: z.optional(z.string()),
  icon: z.optional(z.string()),
  config: z.optional(HelmReleaseConfigSchema),
  wait: z.optional(z.boolean()),
  timeout: z.optional(z.string()),
  parameters: z.optional(z.array(AppParameterSchema)),
  streamContainer: z.optional(StreamContainerSchema),
  version: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AppVersion>)();

/** Allows verbs on the object to users and teams. */
export const AccessSchema: z.ZodMiniType<Access> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  verbs: z.nullable(z.array(z.string())),
  subresources: z.optional(z.array(z.string())),
  users: z.optional(z.array(z.string())),
  teams: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<Access>)();

/** Old form of a helm chart in an app. */
export const HelmConfigurationSchema: z.ZodMiniType<HelmConfiguration> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  values: z.optional(z.string()),
  version: z.optional(z.string()),
  repoUrl: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  insecure: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<HelmConfiguration>)();

/** What the app installs and what it asks for. Versions, when there are any, stand in for the single configuration. */
export const AppSpecSchema: z.ZodMiniType<AppSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<AppSpec>)();

/** State of an app; nothing is published of it. */
export const AppStatusSchema: z.ZodMiniType<AppStatus> = /* @__PURE__ */ (() => z.record(z.string(), z.unknown()) as unknown as z.ZodMiniType<AppStatus>)();

/** Something that can be installed into clusters, spaces and virtual clusters: a helm chart, manifests or a script. */
export const AppSchema: z.ZodMiniType<App> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(AppSpecSchema),
  status: z.optional(AppStatusSchema),
}) as unknown as z.ZodMiniType<App>)();

/** What every list has. */
export const ListMetaSchema: z.ZodMiniType<ListMeta> = /* @__PURE__ */ (() => z.looseObject({
  selfLink: z.optional(z.string()),
  resourceVersion: z.optional(z.string()),
  continue: z.optional(z.string()),
  remainingItemCount: z.optional(z.int()),
}) as unknown as z.ZodMiniType<ListMeta>)();

/** A page of App objects. */
export const AppListSchema: z.ZodMiniType<AppList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(AppSchema),
}) as unknown as z.ZodMiniType<AppList>)();

/** A key of a secret in the cluster of the platform. */
export const SecretRefSchema: z.ZodMiniType<SecretRef> = /* @__PURE__ */ (() => z.looseObject({
  secretName: z.optional(z.string()),
  secretNamespace: z.optional(z.string()),
  key: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SecretRef>)();

/** A claim on a device. */
export const ResourceClaimSchema: z.ZodMiniType<ResourceClaim> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  request: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ResourceClaim>)();

/** CPU, memory and the like of a container. */
export const ResourceRequirementsSchema: z.ZodMiniType<ResourceRequirements> = /* @__PURE__ */ (() => z.looseObject({
  limits: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  requests: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  claims: z.optional(z.array(ResourceClaimSchema)),
}) as unknown as z.ZodMiniType<ResourceRequirements>)();

/** A volume. */
export const StorageSchema: z.ZodMiniType<Storage> = /* @__PURE__ */ (() => z.looseObject({
  storageClass: z.optional(z.string()),
  size: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Storage>)();

/** Storage of metrics in a cluster. */
export const MetricsSchema: z.ZodMiniType<Metrics> = /* @__PURE__ */ (() => z.looseObject({
  replicas: z.optional(z.int32()),
  resources: z.optional(ResourceRequirementsSchema),
  retention: z.optional(z.string()),
  storage: z.optional(StorageSchema),
}) as unknown as z.ZodMiniType<Metrics>)();

/** Cost monitoring in a cluster. */
export const OpenCostSchema: z.ZodMiniType<OpenCost> = /* @__PURE__ */ (() => z.looseObject({
  replicas: z.optional(z.int32()),
  resources: z.optional(ResourceRequirementsSchema),
}) as unknown as z.ZodMiniType<OpenCost>)();

/** Link of a cluster to Argo CD. */
export const ArgoCDSchema: z.ZodMiniType<ArgoCD> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  connector: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ArgoCD>)();

/** How a cluster is reached and who may use it. */
export const ClusterSpecSchema: z.ZodMiniType<ClusterSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<ClusterSpec>)();

/** One aspect of an object that holds, does not hold, or is unknown. */
export const ConditionSchema: z.ZodMiniType<Condition> = /* @__PURE__ */ (() => z.looseObject({
  type: z.string(),
  status: z.string(),
  severity: z.optional(z.string()),
  lastTransitionTime: z.nullable(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Condition>)();

/** State of a connected cluster. */
export const ClusterStatusSchema: z.ZodMiniType<ClusterStatus> = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  conditions: z.optional(z.array(ConditionSchema)),
  online: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<ClusterStatus>)();

/** A Kubernetes cluster connected to the platform. */
export const ClusterSchema: z.ZodMiniType<Cluster> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ClusterSpecSchema),
  status: z.optional(ClusterStatusSchema),
}) as unknown as z.ZodMiniType<Cluster>)();

/** What the agent of a cluster needs to connect. Read by GET on the subresource. */
export const ClusterAccessKeySchema: z.ZodMiniType<ClusterAccessKey> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  accessKey: z.optional(z.string()),
  loftHost: z.optional(z.string()),
  insecure: z.optional(z.boolean()),
  caCert: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterAccessKey>)();

/** Which cluster is to be connected, and how. */
export const ClusterConnectSpecSchema: z.ZodMiniType<ClusterConnectSpec> = /* @__PURE__ */ (() => z.looseObject({
  config: z.optional(z.string()),
  adminUser: z.optional(z.string()),
  clusterTemplate: z.optional(ClusterSchema),
}) as unknown as z.ZodMiniType<ClusterConnectSpec>)();

/** How connecting went. */
export const ClusterConnectStatusSchema: z.ZodMiniType<ClusterConnectStatus> = /* @__PURE__ */ (() => z.looseObject({
  failed: z.optional(z.boolean()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterConnectStatus>)();

/** Connects a cluster by its kubeconfig: makes the Cluster object, the secret with the kubeconfig and the access of its admin. It can only be created, is never stored, and a 2xx answer can still carry `status.failed`. Replaced in 4.0 by creating a Cluster with `spec.networkPeer`. */
export const ClusterConnectSchema: z.ZodMiniType<ClusterConnect> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ClusterConnectSpecSchema),
  status: z.optional(ClusterConnectStatusSchema),
}) as unknown as z.ZodMiniType<ClusterConnect>)();

/** A page of Cluster objects. */
export const ClusterListSchema: z.ZodMiniType<ClusterList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(ClusterSchema),
}) as unknown as z.ZodMiniType<ClusterList>)();

/** A ready-made set of rights. */
export const AccessKeyScopeRoleSchema: z.ZodMiniType<AccessKeyScopeRole> = /* @__PURE__ */ (() => z.looseObject({
  role: z.optional(z.enum(["agent","loft-cli","metrics-reader","metrics-writer","network-peer","vcluster","workspace"])),
  projects: z.optional(z.array(z.string())),
  virtualClusters: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<AccessKeyScopeRole>)();

/** A project in a scope. */
export const AccessKeyScopeProjectSchema: z.ZodMiniType<AccessKeyScopeProject> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyScopeProject>)();

/** A space in a scope. */
export const AccessKeyScopeSpaceSchema: z.ZodMiniType<AccessKeyScopeSpace> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  space: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyScopeSpace>)();

/** A virtual cluster in a scope. */
export const AccessKeyScopeVirtualClusterSchema: z.ZodMiniType<AccessKeyScopeVirtualCluster> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyScopeVirtualCluster>)();

/** A connected cluster in a scope. */
export const AccessKeyScopeClusterSchema: z.ZodMiniType<AccessKeyScopeCluster> = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyScopeCluster>)();

/** Resources of one API group. */
export const GroupResourcesSchema: z.ZodMiniType<GroupResources> = /* @__PURE__ */ (() => z.looseObject({
  group: z.optional(z.string()),
  resources: z.optional(z.array(z.string())),
  resourceNames: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<GroupResources>)();

/** A virtual cluster on its host cluster. */
export const AccessKeyVirtualClusterSchema: z.ZodMiniType<AccessKeyVirtualCluster> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyVirtualCluster>)();

/** Describes requests that a key may make. What is empty allows everything. */
export const AccessKeyScopeRuleSchema: z.ZodMiniType<AccessKeyScopeRule> = /* @__PURE__ */ (() => z.looseObject({
  verbs: z.optional(z.array(z.string())),
  resources: z.optional(z.array(GroupResourcesSchema)),
  namespaces: z.optional(z.array(z.string())),
  nonResourceURLs: z.optional(z.array(z.string())),
  requestTargets: z.optional(z.array(z.string())),
  cluster: z.optional(z.string()),
  virtualClusters: z.optional(z.array(AccessKeyVirtualClusterSchema)),
}) as unknown as z.ZodMiniType<AccessKeyScopeRule>)();

/** Narrows a key or token. Empty: no limits but those of its owner. All entries are allowed together. */
export const AccessKeyScopeSchema: z.ZodMiniType<AccessKeyScope> = /* @__PURE__ */ (() => z.looseObject({
  roles: z.optional(z.array(AccessKeyScopeRoleSchema)),
  projects: z.optional(z.array(AccessKeyScopeProjectSchema)),
  spaces: z.optional(z.array(AccessKeyScopeSpaceSchema)),
  virtualClusters: z.optional(z.array(AccessKeyScopeVirtualClusterSchema)),
  clusters: z.optional(z.array(AccessKeyScopeClusterSchema)),
  rules: z.optional(z.array(AccessKeyScopeRuleSchema)),
  allowLoftCli: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<AccessKeyScope>)();

/** How long the token lives and what it reaches. */
export const DirectClusterEndpointTokenSpecSchema: z.ZodMiniType<DirectClusterEndpointTokenSpec> = /* @__PURE__ */ (() => z.looseObject({
  ttl: z.optional(z.int()),
  scope: z.optional(AccessKeyScopeSchema),
}) as unknown as z.ZodMiniType<DirectClusterEndpointTokenSpec>)();

/** The token. */
export const DirectClusterEndpointTokenStatusSchema: z.ZodMiniType<DirectClusterEndpointTokenStatus> = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
}) as unknown as z.ZodMiniType<DirectClusterEndpointTokenStatus>)();

/** Asks for a signed token for the direct endpoints of connected clusters. It can only be created and is not stored. Kept for old clients; new ones use access keys. */
export const DirectClusterEndpointTokenSchema: z.ZodMiniType<DirectClusterEndpointToken> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(DirectClusterEndpointTokenSpecSchema),
  status: z.optional(DirectClusterEndpointTokenStatusSchema),
}) as unknown as z.ZodMiniType<DirectClusterEndpointToken>)();

/** What single sign-on said of a user. */
export const SSOIdentitySchema: z.ZodMiniType<SSOIdentity> = /* @__PURE__ */ (() => z.looseObject({
  userId: z.optional(z.string()),
  username: z.optional(z.string()),
  preferredUsername: z.optional(z.string()),
  email: z.optional(z.string()),
  emailVerified: z.optional(z.boolean()),
  extraClaims: z.optional(z.record(z.string(), z.string())),
  groups: z.optional(z.array(z.string())),
  connector: z.optional(z.string()),
  connectorData: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SSOIdentity>)();

/** Details of a key that was given out as OIDC refresh token. */
export const AccessKeyOIDCProviderSchema: z.ZodMiniType<AccessKeyOIDCProvider> = /* @__PURE__ */ (() => z.looseObject({
  clientId: z.optional(z.string()),
  nonce: z.optional(z.string()),
  redirectUri: z.optional(z.string()),
  scopes: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyOIDCProvider>)();

/** Tokens of an OIDC login. */
export const AccessKeyOIDCSchema: z.ZodMiniType<AccessKeyOIDC> = /* @__PURE__ */ (() => z.looseObject({
  idToken: z.optional(z.string()),
  accessToken: z.optional(z.string()),
  refreshToken: z.optional(z.string()),
  lastRefresh: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessKeyOIDC>)();

/** Whose key it is, how long it lives and what it reaches. */
export const OwnedAccessKeySpecSchema: z.ZodMiniType<OwnedAccessKeySpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<OwnedAccessKeySpec>)();

/** Use of a key. */
export const OwnedAccessKeyStatusSchema: z.ZodMiniType<OwnedAccessKeyStatus> = /* @__PURE__ */ (() => z.looseObject({
  lastActivity: z.optional(z.string()),
}) as unknown as z.ZodMiniType<OwnedAccessKeyStatus>)();

/** An access key of the caller. Keys are read by name; the list is a subresource of User and Team. */
export const OwnedAccessKeySchema: z.ZodMiniType<OwnedAccessKey> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(OwnedAccessKeySpecSchema),
  status: z.optional(OwnedAccessKeyStatusSchema),
}) as unknown as z.ZodMiniType<OwnedAccessKey>)();

/** Limits of a project. */
export const QuotasSchema: z.ZodMiniType<Quotas> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(z.record(z.string(), z.string())),
  user: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<Quotas>)();

/** A connected cluster that may be used. */
export const AllowedClusterSchema: z.ZodMiniType<AllowedCluster> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AllowedCluster>)();

/** A runner that may be used. */
export const AllowedRunnerSchema: z.ZodMiniType<AllowedRunner> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AllowedRunner>)();

/** A template that may be used. */
export const AllowedTemplateSchema: z.ZodMiniType<AllowedTemplate> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  group: z.optional(z.string()),
  name: z.optional(z.string()),
  isDefault: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<AllowedTemplate>)();

/** A node type that may be used. */
export const AllowedNodeTypeSchema: z.ZodMiniType<AllowedNodeType> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AllowedNodeType>)();

/** A node profile that may be used. */
export const AllowedNodeProfileSchema: z.ZodMiniType<AllowedNodeProfile> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AllowedNodeProfile>)();

/** Whether a template is required. */
export const RequireTemplateSchema: z.ZodMiniType<RequireTemplate> = /* @__PURE__ */ (() => z.looseObject({
  disabled: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<RequireTemplate>)();

/** Whether a preset is required. */
export const RequirePresetSchema: z.ZodMiniType<RequirePreset> = /* @__PURE__ */ (() => z.looseObject({
  disabled: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<RequirePreset>)();

/** A user or team of a project, with a role. */
export const MemberSchema: z.ZodMiniType<Member> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  group: z.optional(z.string()),
  name: z.optional(z.string()),
  clusterRole: z.string(),
}) as unknown as z.ZodMiniType<Member>)();

/** Labels and annotations that a template sets. */
export const TemplateMetadataSchema: z.ZodMiniType<TemplateMetadata> = /* @__PURE__ */ (() => z.looseObject({
  labels: z.optional(z.record(z.string(), z.string())),
  annotations: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<TemplateMetadata>)();

/** Template of the namespace of a project. */
export const ProjectNamespaceTemplateSchema: z.ZodMiniType<ProjectNamespaceTemplate> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}) as unknown as z.ZodMiniType<ProjectNamespaceTemplate>)();

/** Patterns for the names of namespaces on the connected clusters. */
export const NamespacePatternSchema: z.ZodMiniType<NamespacePattern> = /* @__PURE__ */ (() => z.looseObject({
  space: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
  devPodWorkspace: z.optional(z.string()),
}) as unknown as z.ZodMiniType<NamespacePattern>)();

/** Single sign-on from the platform into Argo CD. */
export const ArgoSSOSpecSchema: z.ZodMiniType<ArgoSSOSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  host: z.optional(z.string()),
  assignedRoles: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<ArgoSSOSpec>)();

/** Metadata of a project in Argo CD. */
export const ArgoProjectSpecMetadataSchema: z.ZodMiniType<ArgoProjectSpecMetadata> = /* @__PURE__ */ (() => z.looseObject({
  extraAnnotations: z.optional(z.record(z.string(), z.string())),
  extraLabels: z.optional(z.record(z.string(), z.string())),
  description: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ArgoProjectSpecMetadata>)();

/** Where Argo CD may deploy to. */
export const ApplicationDestinationSchema: z.ZodMiniType<ApplicationDestination> = /* @__PURE__ */ (() => z.looseObject({
  server: z.optional(z.string()),
  namespace: z.optional(z.string()),
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ApplicationDestination>)();

/** What a role in Argo CD may do. */
export const ArgoProjectPolicyRuleSchema: z.ZodMiniType<ArgoProjectPolicyRule> = /* @__PURE__ */ (() => z.looseObject({
  action: z.optional(z.string()),
  application: z.optional(z.string()),
  kind: z.optional(z.string()),
  permission: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<ArgoProjectPolicyRule>)();

/** A role in a project of Argo CD. */
export const ArgoProjectRoleSchema: z.ZodMiniType<ArgoProjectRole> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  rules: z.optional(z.array(ArgoProjectPolicyRuleSchema)),
  groups: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<ArgoProjectRole>)();

/** A kind without namespace, or one object of it. */
export const ClusterResourceRestrictionItemSchema: z.ZodMiniType<ClusterResourceRestrictionItem> = /* @__PURE__ */ (() => z.looseObject({
  group: z.string(),
  kind: z.string(),
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterResourceRestrictionItem>)();

/** A kind of an API group. */
export const GroupKindSchema: z.ZodMiniType<GroupKind> = /* @__PURE__ */ (() => z.looseObject({
  group: z.string(),
  kind: z.string(),
}) as unknown as z.ZodMiniType<GroupKind>)();

/** A project that is kept in Argo CD. */
export const ArgoProjectSpecSchema: z.ZodMiniType<ArgoProjectSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<ArgoProjectSpec>)();

/** Link of a project to Argo CD. */
export const ArgoIntegrationSpecSchema: z.ZodMiniType<ArgoIntegrationSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  cluster: z.optional(z.string()),
  virtualClusterInstance: z.optional(z.string()),
  namespace: z.optional(z.string()),
  sso: z.optional(ArgoSSOSpecSchema),
  project: z.optional(ArgoProjectSpecSchema),
}) as unknown as z.ZodMiniType<ArgoIntegrationSpec>)();

/** A key of a secret. */
export const SecretKeySelectorSchema: z.ZodMiniType<SecretKeySelector> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  key: z.string(),
  optional: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<SecretKeySelector>)();

/** How to log in to Vault. */
export const VaultAuthSpecSchema: z.ZodMiniType<VaultAuthSpec> = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}) as unknown as z.ZodMiniType<VaultAuthSpec>)();

/** Link of a project to HashiCorp Vault. */
export const VaultIntegrationSpecSchema: z.ZodMiniType<VaultIntegrationSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  address: z.optional(z.string()),
  skipTLSVerify: z.optional(z.boolean()),
  namespace: z.optional(z.string()),
  auth: z.optional(VaultAuthSpecSchema),
  syncInterval: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VaultIntegrationSpec>)();

/** A project in Rancher. */
export const RancherProjectRefSchema: z.ZodMiniType<RancherProjectRef> = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  project: z.optional(z.string()),
}) as unknown as z.ZodMiniType<RancherProjectRef>)();

/** Taking virtual clusters into Rancher. */
export const ImportVirtualClustersSpecSchema: z.ZodMiniType<ImportVirtualClustersSpec> = /* @__PURE__ */ (() => z.looseObject({
  roleMapping: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<ImportVirtualClustersSpec>)();

/** Taking members over from Rancher. */
export const SyncMembersSpecSchema: z.ZodMiniType<SyncMembersSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  roleMapping: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<SyncMembersSpec>)();

/** Link of a project to Rancher. */
export const RancherIntegrationSpecSchema: z.ZodMiniType<RancherIntegrationSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
  projectRef: z.optional(RancherProjectRefSchema),
  importVirtualClusters: z.optional(ImportVirtualClustersSpecSchema),
  syncMembers: z.optional(SyncMembersSpecSchema),
}) as unknown as z.ZodMiniType<RancherIntegrationSpec>)();

/** A credential for git. */
export const GitProjectCredentialsSchema: z.ZodMiniType<GitProjectCredentials> = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}) as unknown as z.ZodMiniType<GitProjectCredentials>)();

/** Credentials for git. */
export const GitProjectSpecSchema: z.ZodMiniType<GitProjectSpec> = /* @__PURE__ */ (() => z.looseObject({
  http: z.optional(GitProjectCredentialsSchema),
  ssh: z.optional(GitProjectCredentialsSchema),
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}) as unknown as z.ZodMiniType<GitProjectSpec>)();

/** SSH key of workspaces. */
export const SSHProjectSpecSchema: z.ZodMiniType<SSHProjectSpec> = /* @__PURE__ */ (() => z.looseObject({
  token: z.optional(z.string()),
  tokenSecretRef: z.optional(SecretKeySelectorSchema),
}) as unknown as z.ZodMiniType<SSHProjectSpec>)();

/** Settings of DevPod workspaces in a project. */
export const DevPodProjectSpecSchema: z.ZodMiniType<DevPodProjectSpec> = /* @__PURE__ */ (() => z.looseObject({
  git: z.optional(GitProjectSpecSchema),
  fallbackImage: z.optional(z.string()),
  registryPattern: z.optional(z.string()),
  ssh: z.optional(SSHProjectSpecSchema),
}) as unknown as z.ZodMiniType<DevPodProjectSpec>)();

/** Virtual clusters that a project takes in by itself. */
export const AutomaticImportVirtualClustersSchema: z.ZodMiniType<AutomaticImportVirtualClusters> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<AutomaticImportVirtualClusters>)();

/** What a project takes in by itself. */
export const AutomaticImportSchema: z.ZodMiniType<AutomaticImport> = /* @__PURE__ */ (() => z.looseObject({
  virtualClusters: z.optional(AutomaticImportVirtualClustersSchema),
}) as unknown as z.ZodMiniType<AutomaticImport>)();

/** What a project allows and who belongs to it. */
export const ProjectSpecSchema: z.ZodMiniType<ProjectSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<ProjectSpec>)();

/** Use of a project in one cluster. */
export const QuotaStatusProjectClusterSchema: z.ZodMiniType<QuotaStatusProjectCluster> = /* @__PURE__ */ (() => z.looseObject({
  used: z.optional(z.record(z.string(), z.string())),
}) as unknown as z.ZodMiniType<QuotaStatusProjectCluster>)();

/** Limits of a project and their use. */
export const QuotaStatusProjectSchema: z.ZodMiniType<QuotaStatusProject> = /* @__PURE__ */ (() => z.looseObject({
  limit: z.optional(z.record(z.string(), z.string())),
  used: z.optional(z.record(z.string(), z.string())),
  clusters: z.optional(z.record(z.string(), QuotaStatusProjectClusterSchema)),
}) as unknown as z.ZodMiniType<QuotaStatusProject>)();

/** Use by each user and team. */
export const QuotaStatusUserUsedSchema: z.ZodMiniType<QuotaStatusUserUsed> = /* @__PURE__ */ (() => z.looseObject({
  users: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
  teams: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
}) as unknown as z.ZodMiniType<QuotaStatusUserUsed>)();

/** Limits of each user and team, and their use. */
export const QuotaStatusUserSchema: z.ZodMiniType<QuotaStatusUser> = /* @__PURE__ */ (() => z.looseObject({
  limit: z.optional(z.record(z.string(), z.string())),
  used: z.optional(QuotaStatusUserUsedSchema),
  clusters: z.optional(z.record(z.string(), QuotaStatusUserUsedSchema)),
}) as unknown as z.ZodMiniType<QuotaStatusUser>)();

/** Limits in force and their use. */
export const QuotaStatusSchema: z.ZodMiniType<QuotaStatus> = /* @__PURE__ */ (() => z.looseObject({
  project: z.optional(QuotaStatusProjectSchema),
  user: z.optional(QuotaStatusUserSchema),
}) as unknown as z.ZodMiniType<QuotaStatus>)();

/** State of a project. */
export const ProjectStatusSchema: z.ZodMiniType<ProjectStatus> = /* @__PURE__ */ (() => z.looseObject({
  quotas: z.optional(QuotaStatusSchema),
  conditions: z.optional(z.array(ConditionSchema)),
}) as unknown as z.ZodMiniType<ProjectStatus>)();

/** Groups virtual clusters and spaces, with members, quotas and the templates and clusters they may use. */
export const ProjectSchema: z.ZodMiniType<Project> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ProjectSpecSchema),
  status: z.optional(ProjectStatusSchema),
}) as unknown as z.ZodMiniType<Project>)();

/** Where the virtual cluster to import is. */
export const ProjectImportVirtualClusterSourceSchema: z.ZodMiniType<ProjectImportVirtualClusterSource> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  cluster: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  importName: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ProjectImportVirtualClusterSource>)();

/** Makes a virtual cluster that already runs in a connected cluster one of the project of the path. It can only be created and is not stored. Replaced in 4.0 by a VirtualClusterInstance with `spec.external`. */
export const ProjectImportVirtualClusterSchema: z.ZodMiniType<ProjectImportVirtualCluster> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  sourceVirtualCluster: ProjectImportVirtualClusterSourceSchema,
  upgradeToPro: z.optional(z.boolean()),
  skipHelmDeploy: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<ProjectImportVirtualCluster>)();

/** A page of Project objects. */
export const ProjectListSchema: z.ZodMiniType<ProjectList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(ProjectSchema),
}) as unknown as z.ZodMiniType<ProjectList>)();

/** A virtual cluster of another project. */
export const ProjectMigrateVirtualClusterInstanceSourceSchema: z.ZodMiniType<ProjectMigrateVirtualClusterInstanceSource> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ProjectMigrateVirtualClusterInstanceSource>)();

/** Moves a virtual cluster of another project into the project of the path. It can only be created and is not stored. */
export const ProjectMigrateVirtualClusterInstanceSchema: z.ZodMiniType<ProjectMigrateVirtualClusterInstance> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  sourceVirtualClusterInstance: ProjectMigrateVirtualClusterInstanceSourceSchema,
}) as unknown as z.ZodMiniType<ProjectMigrateVirtualClusterInstance>)();

/** The data and who may see it. */
export const ProjectSecretSpecSchema: z.ZodMiniType<ProjectSecretSpec> = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  data: z.optional(z.record(z.string(), z.string())),
  access: z.optional(z.array(AccessSchema)),
}) as unknown as z.ZodMiniType<ProjectSecretSpec>)();

/** State of a project secret. */
export const ProjectSecretStatusSchema: z.ZodMiniType<ProjectSecretStatus> = /* @__PURE__ */ (() => z.looseObject({
  conditions: z.optional(z.array(ConditionSchema)),
}) as unknown as z.ZodMiniType<ProjectSecretStatus>)();

/** A secret of a project. */
export const ProjectSecretSchema: z.ZodMiniType<ProjectSecret> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(ProjectSecretSpecSchema),
  status: z.optional(ProjectSecretStatusSchema),
}) as unknown as z.ZodMiniType<ProjectSecret>)();

/** A page of ProjectSecret objects. */
export const ProjectSecretListSchema: z.ZodMiniType<ProjectSecretList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(ProjectSecretSchema),
}) as unknown as z.ZodMiniType<ProjectSecretList>)();

/** Whom to ask about. */
export const SelfSpecSchema: z.ZodMiniType<SelfSpec> = /* @__PURE__ */ (() => z.looseObject({
  accessKey: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SelfSpec>)();

/** A user, a team or another object in short. */
export const EntityInfoSchema: z.ZodMiniType<EntityInfo> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  displayName: z.optional(z.string()),
  icon: z.optional(z.string()),
  username: z.optional(z.string()),
  email: z.optional(z.string()),
  subject: z.optional(z.string()),
}) as unknown as z.ZodMiniType<EntityInfo>)();

/** A user in short, with their teams. */
export const UserInfoSchema: z.ZodMiniType<UserInfo> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  displayName: z.optional(z.string()),
  icon: z.optional(z.string()),
  username: z.optional(z.string()),
  email: z.optional(z.string()),
  subject: z.optional(z.string()),
  teams: z.optional(z.array(EntityInfoSchema)),
}) as unknown as z.ZodMiniType<UserInfo>)();

/** The caller, their key and where the server keeps the namespaces of projects. */
export const SelfStatusSchema: z.ZodMiniType<SelfStatus> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<SelfStatus>)();

/** Who the caller is. Sent empty by POST, comes back with the status filled in; a failure means that the key is no good. */
export const SelfSchema: z.ZodMiniType<Self> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SelfSpecSchema),
  status: z.optional(SelfStatusSchema),
}) as unknown as z.ZodMiniType<Self>)();

/** One part of a selector. */
export const SelectorRequirementSchema: z.ZodMiniType<SelectorRequirement> = /* @__PURE__ */ (() => z.looseObject({
  key: z.string(),
  operator: z.string(),
  values: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<SelectorRequirement>)();

/** A field selector, as text or in parts. */
export const FieldSelectorAttributesSchema: z.ZodMiniType<FieldSelectorAttributes> = /* @__PURE__ */ (() => z.looseObject({
  rawSelector: z.optional(z.string()),
  requirements: z.optional(z.array(SelectorRequirementSchema)),
}) as unknown as z.ZodMiniType<FieldSelectorAttributes>)();

/** A label selector, as text or in parts. */
export const LabelSelectorAttributesSchema: z.ZodMiniType<LabelSelectorAttributes> = /* @__PURE__ */ (() => z.looseObject({
  rawSelector: z.optional(z.string()),
  requirements: z.optional(z.array(SelectorRequirementSchema)),
}) as unknown as z.ZodMiniType<LabelSelectorAttributes>)();

/** A request for objects. */
export const ResourceAttributesSchema: z.ZodMiniType<ResourceAttributes> = /* @__PURE__ */ (() => z.looseObject({
  namespace: z.optional(z.string()),
  verb: z.optional(z.string()),
  group: z.optional(z.string()),
  version: z.optional(z.string()),
  resource: z.optional(z.string()),
  subresource: z.optional(z.string()),
  name: z.optional(z.string()),
  fieldSelector: z.optional(FieldSelectorAttributesSchema),
  labelSelector: z.optional(LabelSelectorAttributesSchema),
}) as unknown as z.ZodMiniType<ResourceAttributes>)();

/** A request for a path that is not one of objects. */
export const NonResourceAttributesSchema: z.ZodMiniType<NonResourceAttributes> = /* @__PURE__ */ (() => z.looseObject({
  path: z.optional(z.string()),
  verb: z.optional(z.string()),
}) as unknown as z.ZodMiniType<NonResourceAttributes>)();

/** What the caller wants to do. One of its two fields is set. */
export const SelfSubjectAccessReviewSpecSchema: z.ZodMiniType<SelfSubjectAccessReviewSpec> = /* @__PURE__ */ (() => z.looseObject({
  resourceAttributes: z.optional(ResourceAttributesSchema),
  nonResourceAttributes: z.optional(NonResourceAttributesSchema),
}) as unknown as z.ZodMiniType<SelfSubjectAccessReviewSpec>)();

/** Whether it is allowed. */
export const AccessReviewStatusSchema: z.ZodMiniType<AccessReviewStatus> = /* @__PURE__ */ (() => z.looseObject({
  allowed: z.boolean(),
  denied: z.optional(z.boolean()),
  reason: z.optional(z.string()),
  evaluationError: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccessReviewStatus>)();

/** Asks whether the caller may do something in the management API. It can only be created and is not stored. */
export const SelfSubjectAccessReviewSchema: z.ZodMiniType<SelfSubjectAccessReview> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SelfSubjectAccessReviewSpecSchema),
  status: z.optional(AccessReviewStatusSchema),
}) as unknown as z.ZodMiniType<SelfSubjectAccessReview>)();

/** The data and who may see it. */
export const SharedSecretSpecSchema: z.ZodMiniType<SharedSecretSpec> = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  data: z.optional(z.record(z.string(), z.string())),
  access: z.optional(z.array(AccessSchema)),
}) as unknown as z.ZodMiniType<SharedSecretSpec>)();

/** State of a shared secret. */
export const SharedSecretStatusSchema: z.ZodMiniType<SharedSecretStatus> = /* @__PURE__ */ (() => z.looseObject({
  conditions: z.optional(z.array(ConditionSchema)),
}) as unknown as z.ZodMiniType<SharedSecretStatus>)();

/** A secret that users and teams share through the platform. Can't be watched. */
export const SharedSecretSchema: z.ZodMiniType<SharedSecret> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SharedSecretSpecSchema),
  status: z.optional(SharedSecretStatusSchema),
}) as unknown as z.ZodMiniType<SharedSecret>)();

/** A page of SharedSecret objects. */
export const SharedSecretListSchema: z.ZodMiniType<SharedSecretList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(SharedSecretSchema),
}) as unknown as z.ZodMiniType<SharedSecretList>)();

/** A template and its version. */
export const TemplateRefSchema: z.ZodMiniType<TemplateRef> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  syncOnce: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<TemplateRef>)();

/** Template of the SpaceInstance object itself. */
export const SpaceInstanceTemplateDefinitionSchema: z.ZodMiniType<SpaceInstanceTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}) as unknown as z.ZodMiniType<SpaceInstanceTemplateDefinition>)();

/** A helm chart to install. */
export const TemplateHelmChartSchema: z.ZodMiniType<TemplateHelmChart> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<TemplateHelmChart>)();

/** An app to install. */
export const AppReferenceSchema: z.ZodMiniType<AppReference> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  releaseName: z.optional(z.string()),
  version: z.optional(z.string()),
  hash: z.optional(z.string()),
  parameters: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AppReference>)();

/** Gives a role to users and teams. */
export const InstanceAccessRuleSchema: z.ZodMiniType<InstanceAccessRule> = /* @__PURE__ */ (() => z.looseObject({
  users: z.optional(z.array(z.string())),
  teams: z.optional(z.array(z.string())),
  clusterRole: z.optional(z.string()),
}) as unknown as z.ZodMiniType<InstanceAccessRule>)();

/** Who gets which role in an instance. */
export const InstanceAccessSchema: z.ZodMiniType<InstanceAccess> = /* @__PURE__ */ (() => z.looseObject({
  defaultClusterRole: z.optional(z.string()),
  rules: z.optional(z.array(InstanceAccessRuleSchema)),
}) as unknown as z.ZodMiniType<InstanceAccess>)();

/** What a space is made of. */
export const SpaceTemplateDefinitionSchema: z.ZodMiniType<SpaceTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  instanceTemplate: z.optional(SpaceInstanceTemplateDefinitionSchema),
  objects: z.optional(z.string()),
  charts: z.optional(z.array(TemplateHelmChartSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
  access: z.optional(InstanceAccessSchema),
}) as unknown as z.ZodMiniType<SpaceTemplateDefinition>)();

/** Where a space is. Each part can't be changed once set. */
export const ClusterRefSchema: z.ZodMiniType<ClusterRef> = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  namespace: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterRef>)();

/** What the space shall be. Either `templateRef` or `template` describes it, never both. */
export const SpaceInstanceSpecSchema: z.ZodMiniType<SpaceInstanceSpec> = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  templateRef: z.optional(TemplateRefSchema),
  template: z.optional(SpaceTemplateDefinitionSchema),
  clusterRef: z.optional(ClusterRefSchema),
  parameters: z.optional(z.string()),
  extraAccessRules: z.optional(z.array(InstanceAccessRuleSchema)),
  access: z.optional(z.array(AccessSchema)),
}) as unknown as z.ZodMiniType<SpaceInstanceSpec>)();

/** A helm chart that was installed. */
export const ChartStatusSchema: z.ZodMiniType<ChartStatus> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  lastAppliedChartConfigHash: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ChartStatus>)();

/** What was applied last. */
export const ObjectsStatusSchema: z.ZodMiniType<ObjectsStatus> = /* @__PURE__ */ (() => z.looseObject({
  lastAppliedObjects: z.optional(z.string()),
  charts: z.optional(z.array(ChartStatusSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
}) as unknown as z.ZodMiniType<ObjectsStatus>)();

/** When an instance shall sleep and what counts as its use. */
export const SleepModeConfigSpecSchema: z.ZodMiniType<SleepModeConfigSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<SleepModeConfigSpec>)();

/** A request that counted as use. */
export const LastActivityInfoSchema: z.ZodMiniType<LastActivityInfo> = /* @__PURE__ */ (() => z.looseObject({
  subject: z.optional(z.string()),
  host: z.optional(z.string()),
  verb: z.optional(z.string()),
  apiGroup: z.optional(z.string()),
  resource: z.optional(z.string()),
  subresource: z.optional(z.string()),
  name: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
  metricsRefreshInterval: z.optional(z.int()),
}) as unknown as z.ZodMiniType<LastActivityInfo>)();

/** A stretch of time in which sleep is counted. */
export const EpochInfoSchema: z.ZodMiniType<EpochInfo> = /* @__PURE__ */ (() => z.looseObject({
  start: z.optional(z.int()),
  slept: z.optional(z.int()),
}) as unknown as z.ZodMiniType<EpochInfo>)();

/** How an instance sleeps. */
export const SleepModeConfigStatusSchema: z.ZodMiniType<SleepModeConfigStatus> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<SleepModeConfigStatus>)();

/** When an instance sleeps, and how it slept. */
export const SleepModeConfigSchema: z.ZodMiniType<SleepModeConfig> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SleepModeConfigSpecSchema),
  status: z.optional(SleepModeConfigStatusSchema),
}) as unknown as z.ZodMiniType<SleepModeConfig>)();

/** State of a space as its controllers see it. */
export const SpaceInstanceStatusSchema: z.ZodMiniType<SpaceInstanceStatus> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<SpaceInstanceStatus>)();

/** A namespace in a connected cluster, managed in a project. */
export const SpaceInstanceSchema: z.ZodMiniType<SpaceInstance> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SpaceInstanceSpecSchema),
  status: z.optional(SpaceInstanceStatusSchema),
}) as unknown as z.ZodMiniType<SpaceInstance>)();

/** A page of SpaceInstance objects. */
export const SpaceInstanceListSchema: z.ZodMiniType<SpaceInstanceList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(SpaceInstanceSchema),
}) as unknown as z.ZodMiniType<SpaceInstanceList>)();

/** One version of a template. */
export const SpaceTemplateVersionSchema: z.ZodMiniType<SpaceTemplateVersion> = /* @__PURE__ */ (() => z.looseObject({
  template: z.optional(SpaceTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  version: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SpaceTemplateVersion>)();

/** What the template makes and what it asks for. Versions, when there are any, stand in for `template` and `parameters`. */
export const SpaceTemplateSpecSchema: z.ZodMiniType<SpaceTemplateSpec> = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  template: z.optional(SpaceTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  versions: z.optional(z.array(SpaceTemplateVersionSchema)),
  access: z.optional(z.array(AccessSchema)),
}) as unknown as z.ZodMiniType<SpaceTemplateSpec>)();

/** What the platform knows of the template. */
export const SpaceTemplateStatusSchema: z.ZodMiniType<SpaceTemplateStatus> = /* @__PURE__ */ (() => z.looseObject({
  apps: z.optional(z.array(EntityInfoSchema)),
}) as unknown as z.ZodMiniType<SpaceTemplateStatus>)();

/** Template from which spaces are made. */
export const SpaceTemplateSchema: z.ZodMiniType<SpaceTemplate> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SpaceTemplateSpecSchema),
  status: z.optional(SpaceTemplateStatusSchema),
}) as unknown as z.ZodMiniType<SpaceTemplate>)();

/** A page of SpaceTemplate objects. */
export const SpaceTemplateListSchema: z.ZodMiniType<SpaceTemplateList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(SpaceTemplateSchema),
}) as unknown as z.ZodMiniType<SpaceTemplateList>)();

/** One thing that was wrong. */
export const StatusCauseSchema: z.ZodMiniType<StatusCause> = /* @__PURE__ */ (() => z.looseObject({
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  field: z.optional(z.string()),
}) as unknown as z.ZodMiniType<StatusCause>)();

/** What a Status is about. */
export const StatusDetailsSchema: z.ZodMiniType<StatusDetails> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  group: z.optional(z.string()),
  kind: z.optional(z.string()),
  uid: z.optional(z.string()),
  causes: z.optional(z.array(StatusCauseSchema)),
  retryAfterSeconds: z.optional(z.int32()),
}) as unknown as z.ZodMiniType<StatusDetails>)();

/** Answer to what failed, and to a deletion. */
export const StatusSchema: z.ZodMiniType<Status> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  status: z.optional(z.string()),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  details: z.optional(StatusDetailsSchema),
  code: z.optional(z.int32()),
}) as unknown as z.ZodMiniType<Status>)();

/** Who wants to do what. One of the two fields for attributes is set. */
export const SubjectAccessReviewSpecSchema: z.ZodMiniType<SubjectAccessReviewSpec> = /* @__PURE__ */ (() => z.looseObject({
  resourceAttributes: z.optional(ResourceAttributesSchema),
  nonResourceAttributes: z.optional(NonResourceAttributesSchema),
  user: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
  extra: z.optional(z.record(z.string(), z.array(z.string()))),
  uid: z.optional(z.string()),
}) as unknown as z.ZodMiniType<SubjectAccessReviewSpec>)();

/** Asks whether somebody may do something in the management API. It can only be created and is not stored. */
export const SubjectAccessReviewSchema: z.ZodMiniType<SubjectAccessReview> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(SubjectAccessReviewSpecSchema),
  status: z.optional(AccessReviewStatusSchema),
}) as unknown as z.ZodMiniType<SubjectAccessReview>)();

/** A secret of some kind. */
export const KindSecretRefSchema: z.ZodMiniType<KindSecretRef> = /* @__PURE__ */ (() => z.looseObject({
  apiGroup: z.optional(z.string()),
  kind: z.optional(z.string()),
  secretName: z.optional(z.string()),
  secretNamespace: z.optional(z.string()),
  key: z.optional(z.string()),
}) as unknown as z.ZodMiniType<KindSecretRef>)();

/** A cluster role. */
export const ClusterRoleRefSchema: z.ZodMiniType<ClusterRoleRef> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterRoleRef>)();

/** An account template applied for a user or team. */
export const UserClusterAccountTemplateSchema: z.ZodMiniType<UserClusterAccountTemplate> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  sync: z.optional(z.boolean()),
  accountName: z.optional(z.string()),
}) as unknown as z.ZodMiniType<UserClusterAccountTemplate>)();

/** Who belongs to the team and what its members may do. */
export const TeamSpecSchema: z.ZodMiniType<TeamSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<TeamSpec>)();

/** How an account template went in one cluster. */
export const ClusterAccountTemplateClusterStatusSchema: z.ZodMiniType<ClusterAccountTemplateClusterStatus> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<ClusterAccountTemplateClusterStatus>)();

/** How an account template went. */
export const UserClusterAccountTemplateStatusSchema: z.ZodMiniType<UserClusterAccountTemplateStatus> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  clusters: z.optional(z.array(ClusterAccountTemplateClusterStatusSchema)),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<UserClusterAccountTemplateStatus>)();

/** How one account template went in one cluster. */
export const AccountClusterTemplateStatusSchema: z.ZodMiniType<AccountClusterTemplateStatus> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  account: z.optional(z.string()),
  accountTemplateHash: z.optional(z.string()),
  ownsHash: z.optional(z.string()),
  lastTransitionTime: z.optional(z.string()),
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
}) as unknown as z.ZodMiniType<AccountClusterTemplateStatus>)();

/** Accounts in one connected cluster. */
export const AccountClusterStatusSchema: z.ZodMiniType<AccountClusterStatus> = /* @__PURE__ */ (() => z.looseObject({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  cluster: z.optional(z.string()),
  accountsClusterTemplateStatus: z.optional(z.array(AccountClusterTemplateStatusSchema)),
  accounts: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<AccountClusterStatus>)();

/** What the platform knows of a team. */
export const TeamStatusSchema: z.ZodMiniType<TeamStatus> = /* @__PURE__ */ (() => z.looseObject({
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateStatusSchema)),
  clusters: z.optional(z.array(AccountClusterStatusSchema)),
}) as unknown as z.ZodMiniType<TeamStatus>)();

/** A group of users that can own and use what users can. */
export const TeamSchema: z.ZodMiniType<Team> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(TeamSpecSchema),
  status: z.optional(TeamStatusSchema),
}) as unknown as z.ZodMiniType<Team>)();

/** A page of Team objects. */
export const TeamListSchema: z.ZodMiniType<TeamList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(TeamSchema),
}) as unknown as z.ZodMiniType<TeamList>)();

/** An object of a virtual cluster. */
export const TranslateVClusterResourceNameSpecSchema: z.ZodMiniType<TranslateVClusterResourceNameSpec> = /* @__PURE__ */ (() => z.looseObject({
  name: z.string(),
  namespace: z.string(),
  vclusterName: z.string(),
}) as unknown as z.ZodMiniType<TranslateVClusterResourceNameSpec>)();

/** Where the object is on the host. */
export const TranslateVClusterResourceNameStatusSchema: z.ZodMiniType<TranslateVClusterResourceNameStatus> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<TranslateVClusterResourceNameStatus>)();

/** Asks under which name an object of a virtual cluster is kept in the host namespace. It can only be created and is not stored. */
export const TranslateVClusterResourceNameSchema: z.ZodMiniType<TranslateVClusterResourceName> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(TranslateVClusterResourceNameSpecSchema),
  status: z.optional(TranslateVClusterResourceNameStatusSchema),
}) as unknown as z.ZodMiniType<TranslateVClusterResourceName>)();

/** Who the user is and what they may do. */
export const UserSpecSchema: z.ZodMiniType<UserSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<UserSpec>)();

/** What the platform knows of a user. */
export const UserStatusSchema: z.ZodMiniType<UserStatus> = /* @__PURE__ */ (() => z.looseObject({
  teams: z.optional(z.array(z.string())),
  clusterAccountTemplates: z.optional(z.array(UserClusterAccountTemplateStatusSchema)),
  clusters: z.optional(z.array(AccountClusterStatusSchema)),
}) as unknown as z.ZodMiniType<UserStatus>)();

/** A person or a program that can log in. */
export const UserSchema: z.ZodMiniType<User> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(UserSpecSchema),
  status: z.optional(UserStatusSchema),
}) as unknown as z.ZodMiniType<User>)();

/** A page of User objects. */
export const UserListSchema: z.ZodMiniType<UserList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(UserSchema),
}) as unknown as z.ZodMiniType<UserList>)();

/** Template of the VirtualClusterInstance object itself. */
export const VirtualClusterInstanceTemplateDefinitionSchema: z.ZodMiniType<VirtualClusterInstanceTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
}) as unknown as z.ZodMiniType<VirtualClusterInstanceTemplateDefinition>)();

/** Settings of vCluster.Pro. */
export const VirtualClusterProSpecSchema: z.ZodMiniType<VirtualClusterProSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<VirtualClusterProSpec>)();

/** The chart of a virtual cluster. */
export const VirtualClusterHelmChartSchema: z.ZodMiniType<VirtualClusterHelmChart> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
  repo: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  version: z.optional(z.string()),
  insecureSkipTlsVerify: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<VirtualClusterHelmChart>)();

/** The helm release of a virtual cluster. */
export const VirtualClusterHelmReleaseSchema: z.ZodMiniType<VirtualClusterHelmRelease> = /* @__PURE__ */ (() => z.looseObject({
  chart: z.optional(VirtualClusterHelmChartSchema),
  values: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VirtualClusterHelmRelease>)();

/** Access through an ingress of the host cluster, which needs an ingress suffix. */
export const VirtualClusterAccessPointIngressSpecSchema: z.ZodMiniType<VirtualClusterAccessPointIngressSpec> = /* @__PURE__ */ (() => z.looseObject({
  enabled: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<VirtualClusterAccessPointIngressSpec>)();

/** How a virtual cluster is reached from outside. */
export const VirtualClusterAccessPointSchema: z.ZodMiniType<VirtualClusterAccessPoint> = /* @__PURE__ */ (() => z.looseObject({
  ingress: z.optional(VirtualClusterAccessPointIngressSpecSchema),
}) as unknown as z.ZodMiniType<VirtualClusterAccessPoint>)();

/** The namespace of a virtual cluster on its host cluster. */
export const VirtualClusterSpaceTemplateDefinitionSchema: z.ZodMiniType<VirtualClusterSpaceTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  objects: z.optional(z.string()),
  charts: z.optional(z.array(TemplateHelmChartSchema)),
  apps: z.optional(z.array(AppReferenceSchema)),
}) as unknown as z.ZodMiniType<VirtualClusterSpaceTemplateDefinition>)();

/** The part of a virtual cluster in a second cluster for the workloads. */
export const WorkloadVirtualClusterTemplateDefinitionSchema: z.ZodMiniType<WorkloadVirtualClusterTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
  metadata: z.optional(TemplateMetadataSchema),
  helmRelease: z.optional(VirtualClusterHelmReleaseSchema),
  spaceTemplate: z.optional(VirtualClusterSpaceTemplateDefinitionSchema),
}) as unknown as z.ZodMiniType<WorkloadVirtualClusterTemplateDefinition>)();

/** What a virtual cluster is made of. */
export const VirtualClusterTemplateDefinitionSchema: z.ZodMiniType<VirtualClusterTemplateDefinition> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<VirtualClusterTemplateDefinition>)();

/** Where a virtual cluster runs. Each part can't be changed once set. */
export const VirtualClusterClusterRefSchema: z.ZodMiniType<VirtualClusterClusterRef> = /* @__PURE__ */ (() => z.looseObject({
  cluster: z.optional(z.string()),
  namespace: z.optional(z.string()),
  virtualCluster: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VirtualClusterClusterRef>)();

/** What the virtual cluster shall be. Either `templateRef` or `template` describes it, never both. */
export const VirtualClusterInstanceSpecSchema: z.ZodMiniType<VirtualClusterInstanceSpec> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<VirtualClusterInstanceSpec>)();

/** State of a virtual cluster as its controllers see it. */
export const VirtualClusterInstanceStatusSchema: z.ZodMiniType<VirtualClusterInstanceStatus> = /* @__PURE__ */ (() => z.looseObject({
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
}) as unknown as z.ZodMiniType<VirtualClusterInstanceStatus>)();

/** A virtual cluster in a project. Lives in the namespace of the project, whose name is a prefix (asked from Self) and the name of the project. */
export const VirtualClusterInstanceSchema: z.ZodMiniType<VirtualClusterInstance> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterInstanceSpecSchema),
  status: z.optional(VirtualClusterInstanceStatusSchema),
}) as unknown as z.ZodMiniType<VirtualClusterInstance>)();

/** How the kubeconfig shall be made. */
export const VirtualClusterInstanceKubeConfigSpecSchema: z.ZodMiniType<VirtualClusterInstanceKubeConfigSpec> = /* @__PURE__ */ (() => z.looseObject({
  certificateTTL: z.optional(z.int32()),
  server: z.optional(z.string()),
  clientCert: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<VirtualClusterInstanceKubeConfigSpec>)();

/** The kubeconfig. */
export const VirtualClusterInstanceKubeConfigStatusSchema: z.ZodMiniType<VirtualClusterInstanceKubeConfigStatus> = /* @__PURE__ */ (() => z.looseObject({
  kubeConfig: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VirtualClusterInstanceKubeConfigStatus>)();

/** Asks for a kubeconfig of a virtual cluster that is reachable through its ingress. Made by POST on the subresource, never stored. */
export const VirtualClusterInstanceKubeConfigSchema: z.ZodMiniType<VirtualClusterInstanceKubeConfig> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterInstanceKubeConfigSpecSchema),
  status: z.optional(VirtualClusterInstanceKubeConfigStatusSchema),
}) as unknown as z.ZodMiniType<VirtualClusterInstanceKubeConfig>)();

/** A page of VirtualClusterInstance objects. */
export const VirtualClusterInstanceListSchema: z.ZodMiniType<VirtualClusterInstanceList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(VirtualClusterInstanceSchema),
}) as unknown as z.ZodMiniType<VirtualClusterInstanceList>)();

/** One version of a template. */
export const VirtualClusterTemplateVersionSchema: z.ZodMiniType<VirtualClusterTemplateVersion> = /* @__PURE__ */ (() => z.looseObject({
  template: z.optional(VirtualClusterTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  version: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VirtualClusterTemplateVersion>)();

/** A space template. */
export const VirtualClusterTemplateSpaceTemplateRefSchema: z.ZodMiniType<VirtualClusterTemplateSpaceTemplateRef> = /* @__PURE__ */ (() => z.looseObject({
  name: z.optional(z.string()),
}) as unknown as z.ZodMiniType<VirtualClusterTemplateSpaceTemplateRef>)();

/** What the template makes and what it asks for. Versions, when there are any, stand in for `template` and `parameters`. */
export const VirtualClusterTemplateSpecSchema: z.ZodMiniType<VirtualClusterTemplateSpec> = /* @__PURE__ */ (() => z.looseObject({
  displayName: z.optional(z.string()),
  description: z.optional(z.string()),
  owner: z.optional(UserOrTeamSchema),
  template: z.optional(VirtualClusterTemplateDefinitionSchema),
  parameters: z.optional(z.array(AppParameterSchema)),
  versions: z.optional(z.array(VirtualClusterTemplateVersionSchema)),
  access: z.optional(z.array(AccessSchema)),
  spaceTemplateRef: z.optional(VirtualClusterTemplateSpaceTemplateRefSchema),
}) as unknown as z.ZodMiniType<VirtualClusterTemplateSpec>)();

/** What the platform knows of the template. */
export const VirtualClusterTemplateStatusSchema: z.ZodMiniType<VirtualClusterTemplateStatus> = /* @__PURE__ */ (() => z.looseObject({
  apps: z.optional(z.array(EntityInfoSchema)),
}) as unknown as z.ZodMiniType<VirtualClusterTemplateStatus>)();

/** Template from which virtual clusters are made. */
export const VirtualClusterTemplateSchema: z.ZodMiniType<VirtualClusterTemplate> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ObjectMetaSchema),
  spec: z.optional(VirtualClusterTemplateSpecSchema),
  status: z.optional(VirtualClusterTemplateStatusSchema),
}) as unknown as z.ZodMiniType<VirtualClusterTemplate>)();

/** A page of VirtualClusterTemplate objects. */
export const VirtualClusterTemplateListSchema: z.ZodMiniType<VirtualClusterTemplateList> = /* @__PURE__ */ (() => z.looseObject({
  kind: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  metadata: z.optional(ListMetaSchema),
  items: z.array(VirtualClusterTemplateSchema),
}) as unknown as z.ZodMiniType<VirtualClusterTemplateList>)();

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
  ProjectMigrateVirtualClusterInstance: ProjectMigrateVirtualClusterInstanceSchema,
  ProjectSecret: ProjectSecretSchema,
  ProjectSecretList: ProjectSecretListSchema,
  Self: SelfSchema,
  SelfSubjectAccessReview: SelfSubjectAccessReviewSchema,
  SharedSecret: SharedSecretSchema,
  SharedSecretList: SharedSecretListSchema,
  SpaceInstance: SpaceInstanceSchema,
  SpaceInstanceList: SpaceInstanceListSchema,
  SpaceTemplate: SpaceTemplateSchema,
  SpaceTemplateList: SpaceTemplateListSchema,
  Status: StatusSchema,
  SubjectAccessReview: SubjectAccessReviewSchema,
  Team: TeamSchema,
  TeamList: TeamListSchema,
  TranslateVClusterResourceName: TranslateVClusterResourceNameSchema,
  User: UserSchema,
  UserList: UserListSchema,
  VirtualClusterInstance: VirtualClusterInstanceSchema,
  VirtualClusterInstanceKubeConfig: VirtualClusterInstanceKubeConfigSchema,
  VirtualClusterInstanceList: VirtualClusterInstanceListSchema,
  VirtualClusterTemplate: VirtualClusterTemplateSchema,
  VirtualClusterTemplateList: VirtualClusterTemplateListSchema,
};
