// Made by `npm run generate` from openapi/. Do not edit.

export interface ClusterConnect {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: ClusterConnectSpec;
  status?: ClusterConnectStatus;
}

export interface DirectClusterEndpointToken {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: DirectClusterEndpointTokenSpec;
  status?: DirectClusterEndpointTokenStatus;
}

export interface VirtualClusterInstance {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: VirtualClusterInstanceSpec;
  status?: VirtualClusterInstanceStatus;
}

export interface VirtualClusterInstanceKubeConfig {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: VirtualClusterInstanceKubeConfigSpec;
  status?: VirtualClusterInstanceKubeConfigStatus;
}

export interface ProjectImportVirtualCluster {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  sourceVirtualCluster: ProjectImportVirtualClusterSource;
  upgradeToPro?: boolean;
  skipHelmDeploy?: boolean;
}

export interface Project {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: ProjectSpec;
  status?: ProjectStatus;
}

export interface Cluster {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: ClusterSpec;
  status?: ClusterStatus;
}

export interface ClusterAccessKey {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  accessKey?: string;
  loftHost?: string;
  insecure?: boolean;
  caCert?: string;
}

export interface User {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: UserSpec;
  status?: UserStatus;
}

export interface Team {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: TeamSpec;
  status?: TeamStatus;
}

export interface Self {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: SelfSpec;
  status?: SelfStatus;
}

export interface OwnedAccessKey {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: OwnedAccessKeySpec;
  status?: OwnedAccessKeyStatus;
}

export interface VirtualClusterTemplate {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: VirtualClusterTemplateSpec;
  status?: VirtualClusterTemplateStatus;
}

export interface SpaceInstance {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: SpaceInstanceSpec;
  status?: SpaceInstanceStatus;
}

export interface SharedSecret {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: SharedSecretSpec;
  status?: SharedSecretStatus;
}

export interface App {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: AppSpec;
  status?: AppStatus;
}

export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  selfLink?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string | null;
  deletionTimestamp?: string | null;
  deletionGracePeriodSeconds?: number;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  ownerReferences?: Array<OwnerReference>;
  finalizers?: Array<string>;
  managedFields?: Array<ManagedFieldsEntry>;
  clusterName?: string;
}

export interface ClusterConnectSpec {
  config?: string;
  adminUser?: string;
  clusterTemplate?: Cluster;
}

export interface ClusterConnectStatus {
  failed?: boolean;
  reason?: string;
  message?: string;
}

export interface DirectClusterEndpointTokenSpec {
  ttl?: number;
  scope?: AccessKeyScope;
}

export interface DirectClusterEndpointTokenStatus {
  token?: string;
}

export interface VirtualClusterInstanceSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  templateRef?: TemplateRef;
  template?: VirtualClusterTemplateDefinition;
  clusterRef?: VirtualClusterClusterRef;
  parameters?: string;
  extraAccessRules?: Array<InstanceAccessRule>;
  access?: Array<Access>;
  networkPeer?: boolean;
  external?: boolean;
  standalone?: boolean;
  workloadClusterRef?: VirtualClusterClusterRef;
}

export interface VirtualClusterInstanceStatus {
  phase?: "Ready" | "Sleeping" | "Failed" | "Pending" | (string & {});
  reason?: string;
  message?: string;
  serviceUID?: string;
  kubernetesVersion?: string;
  deployHash?: string;
  conditions?: Array<Condition>;
  virtualClusterObjects?: ObjectsStatus;
  spaceObjects?: ObjectsStatus;
  virtualCluster?: VirtualClusterTemplateDefinition;
  ignoreReconciliation?: boolean;
  sleepModeConfig?: SleepModeConfig;
  canUse?: boolean;
  canUpdate?: boolean;
  online?: boolean;
  workloadSpaceObjects?: ObjectsStatus;
}

export interface VirtualClusterInstanceKubeConfigSpec {
  certificateTTL?: number;
  server?: string;
  clientCert?: boolean;
}

export interface VirtualClusterInstanceKubeConfigStatus {
  kubeConfig?: string;
}

export interface ProjectImportVirtualClusterSource {
  name?: string;
  namespace?: string;
  cluster?: string;
  owner?: UserOrTeam;
  importName?: string;
}

export interface ProjectSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  quotas?: Quotas;
  allowedClusters?: Array<AllowedCluster>;
  allowedRunners?: Array<AllowedRunner>;
  allowedTemplates?: Array<AllowedTemplate>;
  allowedNodeTypes?: Array<AllowedNodeType>;
  allowedNodeProfiles?: Array<AllowedNodeProfile>;
  defaultNodeProfile?: string;
  requireTemplate?: RequireTemplate;
  requirePreset?: RequirePreset;
  members?: Array<Member>;
  access?: Array<Access>;
  namespaceTemplate?: ProjectNamespaceTemplate;
  namespacePattern?: NamespacePattern;
  argoCD?: ArgoIntegrationSpec;
  vault?: VaultIntegrationSpec;
  rancher?: RancherIntegrationSpec;
  devPod?: DevPodProjectSpec;
  automaticImport?: AutomaticImport;
}

export interface ProjectStatus {
  quotas?: QuotaStatus;
  conditions?: Array<Condition>;
}

export interface ClusterSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  config?: SecretRef;
  local?: boolean;
  networkPeer?: boolean;
  managementNamespace?: string;
  unusable?: boolean;
  access?: Array<Access>;
  metrics?: Metrics;
  opencost?: OpenCost;
  argoCD?: ArgoCD;
}

export interface ClusterStatus {
  phase?: "" | "Initialized" | "Failed" | (string & {});
  reason?: string;
  message?: string;
  conditions?: Array<Condition>;
  online?: boolean;
}

export interface UserSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  username?: string;
  icon?: string;
  email?: string;
  subject?: string;
  groups?: Array<string>;
  ssoGroups?: Array<string>;
  passwordRef?: SecretRef;
  codesRef?: SecretRef;
  imagePullSecrets?: Array<KindSecretRef>;
  tokenGeneration?: number;
  disabled?: boolean;
  clusterRoles?: Array<ClusterRoleRef>;
  access?: Array<Access>;
  extraClaims?: { [key: string]: string };
  accessKeysRef?: SecretRef;
  clusterAccountTemplates?: Array<UserClusterAccountTemplate>;
}

export interface UserStatus {
  teams?: Array<string>;
  clusterAccountTemplates?: Array<UserClusterAccountTemplateStatus>;
  clusters?: Array<AccountClusterStatus>;
}

export interface TeamSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  username?: string;
  users?: Array<string>;
  groups?: Array<string>;
  imagePullSecrets?: Array<KindSecretRef>;
  clusterRoles?: Array<ClusterRoleRef>;
  access?: Array<Access>;
  clusterAccountTemplates?: Array<UserClusterAccountTemplate>;
}

export interface TeamStatus {
  clusterAccountTemplates?: Array<UserClusterAccountTemplateStatus>;
  clusters?: Array<AccountClusterStatus>;
}

export interface SelfSpec {
  accessKey?: string;
}

export interface SelfStatus {
  user?: UserInfo;
  team?: EntityInfo;
  accessKey?: string;
  accessKeyScope?: AccessKeyScope;
  accessKeyType?: "" | "Login" | "User" | "Other" | "Reset" | "OIDCRefreshToken" | "NetworkPeer" | "Workspace" | (string & {});
  subject?: string;
  uid?: string;
  groups?: Array<string>;
  chatAuthToken?: string;
  instanceID?: string;
  loftHost?: string;
  projectNamespacePrefix?: string;
  intercomHash?: string;
}

export interface OwnedAccessKeySpec {
  displayName?: string;
  description?: string;
  user?: string;
  team?: string;
  subject?: string;
  groups?: Array<string>;
  key?: string;
  disabled?: boolean;
  ttl?: number;
  ttlAfterLastActivity?: boolean;
  scope?: AccessKeyScope;
  type?: "" | "Login" | "User" | "Other" | "Reset" | "OIDCRefreshToken" | "NetworkPeer" | "Workspace" | (string & {});
  identity?: SSOIdentity;
  identityRefresh?: string | null;
  oidcProvider?: AccessKeyOIDCProvider;
  parent?: string;
  oidcLogin?: AccessKeyOIDC;
}

export interface OwnedAccessKeyStatus {
  lastActivity?: string | null;
}

export interface VirtualClusterTemplateSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  template?: VirtualClusterTemplateDefinition;
  parameters?: Array<AppParameter>;
  versions?: Array<VirtualClusterTemplateVersion>;
  access?: Array<Access>;
  spaceTemplateRef?: VirtualClusterTemplateSpaceTemplateRef;
}

export interface VirtualClusterTemplateStatus {
  apps?: Array<EntityInfo>;
}

export interface SpaceInstanceSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  templateRef?: TemplateRef;
  template?: SpaceTemplateDefinition;
  clusterRef?: ClusterRef;
  parameters?: string;
  extraAccessRules?: Array<InstanceAccessRule>;
  access?: Array<Access>;
}

export interface SpaceInstanceStatus {
  phase?: "Ready" | "Sleeping" | "Failed" | "Pending" | (string & {});
  reason?: string;
  message?: string;
  conditions?: Array<Condition>;
  spaceObjects?: ObjectsStatus;
  space?: SpaceTemplateDefinition;
  ignoreReconciliation?: boolean;
  sleepModeConfig?: SleepModeConfig;
  canUse?: boolean;
  canUpdate?: boolean;
}

export interface SharedSecretSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  data?: { [key: string]: string };
  access?: Array<Access>;
}

export interface SharedSecretStatus {
  conditions?: Array<Condition>;
}

export interface AppSpec {
  displayName?: string;
  description?: string;
  owner?: UserOrTeam;
  clusters?: Array<string>;
  recommendedApp?: Array<"cluster" | "space" | "virtualcluster" | (string & {})>;
  defaultNamespace?: string;
  readme?: string;
  icon?: string;
  config?: HelmReleaseConfig;
  wait?: boolean;
  timeout?: string;
  parameters?: Array<AppParameter>;
  streamContainer?: StreamContainer;
  versions?: Array<AppVersion>;
  access?: Array<Access>;
  manifests?: string;
  helm?: HelmConfiguration;
  releaseName?: string;
}

export interface AppStatus {
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ManagedFieldsEntry {
  manager?: string;
  operation?: "Apply" | "Update" | (string & {});
  apiVersion?: string;
  time?: string | null;
  fieldsType?: string;
  fieldsV1?: Record<string, unknown>;
  subresource?: string;
}

export interface AccessKeyScope {
  roles?: Array<AccessKeyScopeRole>;
  projects?: Array<AccessKeyScopeProject>;
  spaces?: Array<AccessKeyScopeSpace>;
  virtualClusters?: Array<AccessKeyScopeVirtualCluster>;
  clusters?: Array<AccessKeyScopeCluster>;
  rules?: Array<AccessKeyScopeRule>;
  allowLoftCli?: boolean;
}

export interface UserOrTeam {
  user?: string;
  team?: string;
}

export interface TemplateRef {
  name?: string;
  version?: string;
  syncOnce?: boolean;
}

export interface VirtualClusterTemplateDefinition {
  metadata?: TemplateMetadata;
  instanceTemplate?: VirtualClusterInstanceTemplateDefinition;
  apps?: Array<AppReference>;
  charts?: Array<TemplateHelmChart>;
  objects?: string;
  access?: InstanceAccess;
  pro?: VirtualClusterProSpec;
  helmRelease?: VirtualClusterHelmRelease;
  accessPoint?: VirtualClusterAccessPoint;
  forwardToken?: boolean;
  forwardTokenMode?: "Off" | "TokenReview" | "Passthrough";
  spaceTemplate?: VirtualClusterSpaceTemplateDefinition;
  workloadVirtualClusterTemplate?: WorkloadVirtualClusterTemplateDefinition;
}

export interface VirtualClusterClusterRef {
  cluster?: string;
  namespace?: string;
  virtualCluster?: string;
}

export interface InstanceAccessRule {
  users?: Array<string>;
  teams?: Array<string>;
  clusterRole?: string;
}

export interface Access {
  name?: string;
  verbs: Array<string>;
  subresources?: Array<string>;
  users?: Array<string>;
  teams?: Array<string>;
}

export interface Condition {
  type: "Synced" | "Deployed" | "PrometheusDeployed" | "PrometheusAvailable" | "GlobalPrometheusDeployed" | "GlobalPrometheusAvailable" | "EmbeddedPostgresDeployed" | "EmbeddedPostgresAvailable" | "OpenCostDeployed" | "OpenCostAvailable" | "BuildKitDeployed" | "BuildKitAvailable" | "HTTPRouteRequestMirrorSupported" | "ArgoIntegrationSynced" | "VaultIntegration" | "NamespaceTemplateSynced" | "Ready" | "Scheduled" | "TemplateSynced" | "TemplateResolved" | "SpaceSynced" | "SpaceReady" | "VirtualClusterDeployed" | "VirtualClusterSynced" | "VirtualClusterReady" | "VirtualClusterOnline" | "ProjectSecretsSynced" | "NodesProvisioned" | "ExternalResourcesCleanedUp" | "VirtualClusterAutoDeletionBlocked" | "VirtualClusterAppsAndObjectsSynced" | "DBConnectorSynced" | "DBIdentityProviderSynced" | "EtcdClusterHealthy" | "EtcdLeaderAvailable" | "EtcdQuorumMet" | "EtcdMemberHealthy" | "EtcdNoAlarms" | "EtcdDbSizeOk" | "ArgoCDIntegrationSynced" | "StacksSynced" | (string & {});
  status: "True" | "False" | "Unknown" | (string & {});
  severity?: "Error" | "Warning" | "Info" | "" | (string & {});
  lastTransitionTime: string | null;
  reason?: string;
  message?: string;
}

export interface ObjectsStatus {
  lastAppliedObjects?: string;
  charts?: Array<ChartStatus>;
  apps?: Array<AppReference>;
}

export interface SleepModeConfig {
  kind?: string;
  apiVersion?: string;
  metadata?: ObjectMeta;
  spec?: SleepModeConfigSpec;
  status?: SleepModeConfigStatus;
}

export interface Quotas {
  project?: { [key: string]: string };
  user?: { [key: string]: string };
}

export interface AllowedCluster {
  name?: string;
}

export interface AllowedRunner {
  name?: string;
}

export interface AllowedTemplate {
  kind?: string;
  group?: string;
  name?: string;
  isDefault?: boolean;
}

export interface AllowedNodeType {
  name?: string;
}

export interface AllowedNodeProfile {
  name?: string;
}

export interface RequireTemplate {
  disabled?: boolean;
}

export interface RequirePreset {
  disabled?: boolean;
}

export interface Member {
  kind?: string;
  group?: string;
  name?: string;
  clusterRole: string;
}

export interface ProjectNamespaceTemplate {
  metadata?: TemplateMetadata;
}

export interface NamespacePattern {
  space?: string;
  virtualCluster?: string;
  devPodWorkspace?: string;
}

export interface ArgoIntegrationSpec {
  enabled?: boolean;
  cluster?: string;
  virtualClusterInstance?: string;
  namespace?: string;
  sso?: ArgoSSOSpec;
  project?: ArgoProjectSpec;
}

export interface VaultIntegrationSpec {
  enabled?: boolean;
  address?: string;
  skipTLSVerify?: boolean;
  namespace?: string;
  auth?: VaultAuthSpec;
  syncInterval?: string;
}

export interface QuotaStatus {
  project?: QuotaStatusProject;
  user?: QuotaStatusUser;
}

export interface SecretRef {
  secretName?: string;
  secretNamespace?: string;
  key?: string;
}

export interface Metrics {
  replicas?: number;
  resources?: ResourceRequirements;
  retention?: string;
  storage?: Storage;
}

export interface OpenCost {
  replicas?: number;
  resources?: ResourceRequirements;
}

export interface ArgoCD {
  enabled?: boolean;
  connector?: string;
}

export interface KindSecretRef {
  apiGroup?: string;
  kind?: string;
  secretName?: string;
  secretNamespace?: string;
  key?: string;
}

export interface ClusterRoleRef {
  name?: string;
}

export interface UserInfo {
  name?: string;
  displayName?: string;
  icon?: string;
  username?: string;
  email?: string;
  subject?: string;
  teams?: Array<EntityInfo>;
}

export interface EntityInfo {
  name?: string;
  displayName?: string;
  icon?: string;
  username?: string;
  email?: string;
  subject?: string;
}

export interface SSOIdentity {
  userId?: string;
  username?: string;
  preferredUsername?: string;
  email?: string;
  emailVerified?: boolean;
  extraClaims?: { [key: string]: string };
  groups?: Array<string>;
  connector?: string;
  connectorData?: string;
}

export interface AccessKeyOIDCProvider {
  clientId?: string;
  nonce?: string;
  redirectUri?: string;
  scopes?: string;
}

export interface AccessKeyOIDC {
  idToken?: string;
  accessToken?: string;
  refreshToken?: string;
  lastRefresh?: string | null;
}

export interface AppParameter {
  variable?: string;
  label?: string;
  description?: string;
  type?: string;
  options?: Array<string>;
  min?: number;
  max?: number;
  required?: boolean;
  defaultValue?: string;
  placeholder?: string;
  invalidation?: string;
  validation?: string;
  section?: string;
}

export interface VirtualClusterTemplateVersion {
  template?: VirtualClusterTemplateDefinition;
  parameters?: Array<AppParameter>;
  version?: string;
}

export interface VirtualClusterTemplateSpaceTemplateRef {
  name?: string;
}

export interface SpaceTemplateDefinition {
  metadata?: TemplateMetadata;
  instanceTemplate?: SpaceInstanceTemplateDefinition;
  objects?: string;
  charts?: Array<TemplateHelmChart>;
  apps?: Array<AppReference>;
  access?: InstanceAccess;
}

export interface ClusterRef {
  cluster?: string;
  namespace?: string;
}

export interface HelmReleaseConfig {
  chart?: Chart;
  manifests?: string;
  bash?: Bash;
  values?: string;
  parameters?: string;
  annotations?: { [key: string]: string };
}

export interface StreamContainer {
  selector?: LabelSelector;
  container?: string;
}

export interface AppVersion {
  defaultNamespace?: string;
  readme?: string;
  icon?: string;
  config?: HelmReleaseConfig;
  wait?: boolean;
  timeout?: string;
  parameters?: Array<AppParameter>;
  streamContainer?: StreamContainer;
  version?: string;
}

export interface HelmConfiguration {
  name: string;
  values?: string;
  version?: string;
  repoUrl?: string;
  username?: string;
  password?: string;
  insecure?: boolean;
}

export interface AccessKeyScopeRole {
  role?: "agent" | "loft-cli" | "metrics-reader" | "metrics-writer" | "network-peer" | "vcluster" | "workspace";
  projects?: Array<string>;
  virtualClusters?: Array<string>;
}

export interface AccessKeyScopeProject {
  project?: string;
}

export interface AccessKeyScopeSpace {
  project?: string;
  space?: string;
}

export interface AccessKeyScopeVirtualCluster {
  project?: string;
  virtualCluster?: string;
}

export interface AccessKeyScopeCluster {
  cluster?: string;
}

export interface AccessKeyScopeRule {
  verbs?: Array<string>;
  resources?: Array<GroupResources>;
  namespaces?: Array<string>;
  nonResourceURLs?: Array<string>;
  requestTargets?: Array<"Management" | "Cluster" | "ProjectSpace" | "ProjectVirtualCluster" | (string & {})>;
  cluster?: string;
  virtualClusters?: Array<AccessKeyVirtualCluster>;
}

export interface TemplateMetadata {
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
}

export interface VirtualClusterInstanceTemplateDefinition {
  metadata?: TemplateMetadata;
}

export interface AppReference {
  name?: string;
  namespace?: string;
  releaseName?: string;
  version?: string;
  hash?: string;
  parameters?: string;
}

export interface TemplateHelmChart {
  name?: string;
  version?: string;
  repoURL?: string;
  username?: string;
  usernameRef?: ChartSecretRef;
  password?: string;
  passwordRef?: ChartSecretRef;
  insecureSkipTlsVerify?: boolean;
  releaseName?: string;
  releaseNamespace?: string;
  values?: string;
  wait?: boolean;
  timeout?: string;
}

export interface InstanceAccess {
  defaultClusterRole?: string;
  rules?: Array<InstanceAccessRule>;
}

export interface VirtualClusterProSpec {
  enabled?: boolean;
}

export interface VirtualClusterHelmRelease {
  chart?: VirtualClusterHelmChart;
  values?: string;
}

export interface VirtualClusterAccessPoint {
  ingress?: VirtualClusterAccessPointIngressSpec;
}

export interface VirtualClusterSpaceTemplateDefinition {
  metadata?: TemplateMetadata;
  objects?: string;
  charts?: Array<TemplateHelmChart>;
  apps?: Array<AppReference>;
}

export interface ChartStatus {
  name?: string;
  namespace?: string;
  lastAppliedChartConfigHash?: string;
}

export interface SleepModeConfigSpec {
  forceSleep?: boolean;
  forceSleepDuration?: number;
  deleteAfter?: number;
  sleepAfter?: number;
  sleepSchedule?: string;
  wakeupSchedule?: string;
  timezone?: string;
  ignoreActiveConnections?: boolean;
  ignoreAll?: boolean;
  ignoreIngresses?: boolean;
  ignoreVClusters?: boolean;
  ignoreGroups?: string;
  ignoreVerbs?: string;
  ignoreResources?: string;
  ignoreResourceVerbs?: string;
  ignoreResourceNames?: string;
  ignoreUserAgents?: string;
  deleteAllPods?: boolean;
}

export interface SleepModeConfigStatus {
  lastActivity?: number;
  lastActivityInfo?: LastActivityInfo;
  sleepingSince?: number;
  currentEpoch?: EpochInfo;
  lastEpoch?: EpochInfo;
  sleptLastThirtyDays?: number;
  sleptLastSevenDays?: number;
  scheduledSleep?: number;
  scheduledWakeup?: number;
  sleepType?: string;
}

export interface ArgoSSOSpec {
  enabled?: boolean;
  host?: string;
  assignedRoles?: Array<string>;
}

export interface ArgoProjectSpec {
  enabled?: boolean;
  metadata?: ArgoProjectSpecMetadata;
  sourceRepos?: Array<string>;
  destinations?: Array<ApplicationDestination>;
  roles?: Array<ArgoProjectRole>;
  clusterResourceWhitelist?: Array<ClusterResourceRestrictionItem>;
  namespaceResourceWhitelist?: Array<GroupKind>;
  clusterResourceBlacklist?: Array<ClusterResourceRestrictionItem>;
  namespaceResourceBlacklist?: Array<GroupKind>;
  sourceNamespaces?: Array<string>;
}

export interface VaultAuthSpec {
  token?: string;
  tokenSecretRef?: SecretKeySelector;
}

export interface QuotaStatusProject {
  limit?: { [key: string]: string };
  used?: { [key: string]: string };
  clusters?: { [key: string]: QuotaStatusProjectCluster };
}

export interface QuotaStatusUser {
  limit?: { [key: string]: string };
  used?: QuotaStatusUserUsed;
  clusters?: { [key: string]: QuotaStatusUserUsed };
}

export interface ResourceRequirements {
  limits?: { [key: string]: string | number };
  requests?: { [key: string]: string | number };
  claims?: Array<ResourceClaim>;
}

export interface Storage {
  storageClass?: string;
  size?: string;
}

export interface SpaceInstanceTemplateDefinition {
  metadata?: TemplateMetadata;
}

export interface Chart {
  name?: string;
  version?: string;
  repoURL?: string;
  username?: string;
  usernameRef?: ChartSecretRef;
  password?: string;
  passwordRef?: ChartSecretRef;
  insecureSkipTlsVerify?: boolean;
}

export interface Bash {
  script?: string;
  image?: string;
  clusterRole?: string;
  podSecurityContext?: PodSecurityContext;
  securityContext?: SecurityContext;
}

export interface LabelSelector {
  matchLabels?: { [key: string]: string };
  matchExpressions?: Array<LabelSelectorRequirement>;
}

export interface GroupResources {
  group?: string;
  resources?: Array<string>;
  resourceNames?: Array<string>;
}

export interface AccessKeyVirtualCluster {
  name?: string;
  namespace?: string;
}

export interface ChartSecretRef {
  projectSecretRef?: ProjectSecretRef;
}

export interface VirtualClusterHelmChart {
  name?: string;
  repo?: string;
  username?: string;
  password?: string;
  version?: string;
  insecureSkipTlsVerify?: boolean;
}

export interface VirtualClusterAccessPointIngressSpec {
  enabled?: boolean;
}

export interface LastActivityInfo {
  subject?: string;
  host?: string;
  verb?: string;
  apiGroup?: string;
  resource?: string;
  subresource?: string;
  name?: string;
  virtualCluster?: string;
  metricsRefreshInterval?: number;
}

export interface EpochInfo {
  start?: number;
  slept?: number;
}

export interface ArgoProjectSpecMetadata {
  extraAnnotations?: { [key: string]: string };
  extraLabels?: { [key: string]: string };
  description?: string;
}

export interface ApplicationDestination {
  server?: string;
  namespace?: string;
  name?: string;
}

export interface ArgoProjectRole {
  name?: string;
  description?: string;
  rules?: Array<ArgoProjectPolicyRule>;
  groups?: Array<string>;
}

export interface ClusterResourceRestrictionItem {
  group: string;
  kind: string;
  name?: string;
}

export interface GroupKind {
  group: string;
  kind: string;
}

export interface SecretKeySelector {
  name?: string;
  key: string;
  optional?: boolean;
}

export interface QuotaStatusProjectCluster {
  used?: { [key: string]: string };
}

export interface QuotaStatusUserUsed {
  users?: { [key: string]: { [key: string]: string } };
  teams?: { [key: string]: { [key: string]: string } };
}

export interface ResourceClaim {
  name: string;
  request?: string;
}

export interface PodSecurityContext {
  seLinuxOptions?: SELinuxOptions;
  windowsOptions?: WindowsSecurityContextOptions;
  runAsUser?: number;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  supplementalGroups?: Array<number>;
  supplementalGroupsPolicy?: "Merge" | "Strict";
  fsGroup?: number;
  sysctls?: Array<Sysctl>;
  fsGroupChangePolicy?: "Always" | "OnRootMismatch";
  seccompProfile?: SeccompProfile;
  appArmorProfile?: AppArmorProfile;
  seLinuxChangePolicy?: "Recursive" | "MountOption" | (string & {});
}

export interface SecurityContext {
  capabilities?: Capabilities;
  privileged?: boolean;
  seLinuxOptions?: SELinuxOptions;
  windowsOptions?: WindowsSecurityContextOptions;
  runAsUser?: number;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  readOnlyRootFilesystem?: boolean;
  allowPrivilegeEscalation?: boolean;
  procMount?: "Default" | "Unmasked";
  seccompProfile?: SeccompProfile;
  appArmorProfile?: AppArmorProfile;
}

export interface LabelSelectorRequirement {
  key: string;
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | (string & {});
  values?: Array<string>;
}

export interface ProjectSecretRef {
  project?: string;
  name?: string;
  key?: string;
}

export interface ArgoProjectPolicyRule {
  action?: string;
  application?: string;
  kind?: string;
  permission?: boolean;
}

export interface SELinuxOptions {
  user?: string;
  role?: string;
  type?: string;
  level?: string;
}

export interface WindowsSecurityContextOptions {
  gmsaCredentialSpecName?: string;
  gmsaCredentialSpec?: string;
  runAsUserName?: string;
  hostProcess?: boolean;
}

export interface Sysctl {
  name: string;
  value: string;
}

export interface SeccompProfile {
  type: "Localhost" | "RuntimeDefault" | "Unconfined";
  localhostProfile?: string;
}

export interface AppArmorProfile {
  type: "Localhost" | "RuntimeDefault" | "Unconfined";
  localhostProfile?: string;
}

export interface Capabilities {
  add?: Array<string>;
  drop?: Array<string>;
}

export interface RancherIntegrationSpec {
  enabled?: boolean;
  projectRef?: RancherProjectRef;
  importVirtualClusters?: ImportVirtualClustersSpec;
  syncMembers?: SyncMembersSpec;
}

export interface DevPodProjectSpec {
  git?: GitProjectSpec;
  fallbackImage?: string;
  registryPattern?: string;
  ssh?: SSHProjectSpec;
}

export interface AutomaticImport {
  virtualClusters?: AutomaticImportVirtualClusters;
}

export interface UserClusterAccountTemplate {
  name?: string;
  sync?: boolean;
  accountName?: string;
}

export interface UserClusterAccountTemplateStatus {
  name?: string;
  clusters?: Array<ClusterAccountTemplateClusterStatus>;
  phase?: "Synced" | "Failed" | "FailedAccount" | "FailedObjects" | (string & {});
  reason?: string;
  message?: string;
}

export interface AccountClusterStatus {
  phase?: "Synced" | "Failed" | (string & {});
  reason?: string;
  message?: string;
  cluster?: string;
  accountsClusterTemplateStatus?: Array<AccountClusterTemplateStatus>;
  accounts?: Array<string>;
}

export interface WorkloadVirtualClusterTemplateDefinition {
  metadata?: TemplateMetadata;
  helmRelease?: VirtualClusterHelmRelease;
  spaceTemplate?: VirtualClusterSpaceTemplateDefinition;
}

export interface RancherProjectRef {
  cluster?: string;
  project?: string;
}

export interface ImportVirtualClustersSpec {
  roleMapping?: { [key: string]: string };
}

export interface SyncMembersSpec {
  enabled?: boolean;
  roleMapping?: { [key: string]: string };
}

export interface GitProjectSpec {
  http?: GitProjectCredentials;
  ssh?: GitProjectCredentials;
  token?: string;
  tokenSecretRef?: SecretKeySelector;
}

export interface SSHProjectSpec {
  token?: string;
  tokenSecretRef?: SecretKeySelector;
}

export interface AutomaticImportVirtualClusters {
  enabled?: boolean;
}

export interface ClusterAccountTemplateClusterStatus {
  name?: string;
  phase?: "Created" | "Skipped" | "Failed" | (string & {});
  reason?: string;
  message?: string;
}

export interface AccountClusterTemplateStatus {
  name?: string;
  account?: string;
  accountTemplateHash?: string;
  ownsHash?: string;
  lastTransitionTime?: string | null;
  phase?: "Synced" | "Failed" | "FailedAccount" | "FailedObjects" | (string & {});
  reason?: string;
  message?: string;
}

export interface GitProjectCredentials {
  token?: string;
  tokenSecretRef?: SecretKeySelector;
}

