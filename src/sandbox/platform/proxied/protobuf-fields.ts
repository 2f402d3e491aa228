/**
 * The messages of the Kubernetes API's binary form (k8s.io/api 0.37), one a line. `= version kind message` says which message a kind is. The others
 * name a message and its fields, each as `number:type:name`: `s` text, `b` bytes, `t` true or false, `i` whole number, `f` number, or a message; `*`
 * before the type of a list, `%` before that of a map. JSON writes the fields of a message named `.` in its place, and a field with `!` although
 * it is zero. Printed by `test/slow/protobuf`; a slow test holds it against the Go types.
 */
export const protobufFields = `
= v1 Binding Binding
= v1 ComponentStatus ComponentStatus
= v1 ConfigMap ConfigMap
= v1 DeleteOptions DeleteOptions
= v1 Endpoints Endpoints
= v1 Event Event
= v1 LimitRange LimitRange
= v1 Namespace Namespace
= v1 Node Node
= v1 PersistentVolume PersistentVolume
= v1 PersistentVolumeClaim PersistentVolumeClaim
= v1 Pod Pod
= v1 PodTemplate PodTemplate
= v1 RangeAllocation RangeAllocation
= v1 ReplicationController ReplicationController
= v1 ResourceQuota ResourceQuota
= v1 Secret Secret
= v1 Service Service
= v1 ServiceAccount ServiceAccount
= admissionregistration.k8s.io/v1 MutatingAdmissionPolicy MutatingAdmissionPolicy
= admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding MutatingAdmissionPolicyBinding
= admissionregistration.k8s.io/v1 MutatingWebhookConfiguration MutatingWebhookConfiguration
= admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy ValidatingAdmissionPolicy
= admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding ValidatingAdmissionPolicyBinding
= admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration ValidatingWebhookConfiguration
= apps/v1 ControllerRevision ControllerRevision
= apps/v1 DaemonSet DaemonSet
= apps/v1 Deployment Deployment
= apps/v1 ReplicaSet ReplicaSet
= apps/v1 StatefulSet StatefulSet
= authentication.k8s.io/v1 SelfSubjectReview SelfSubjectReview
= authentication.k8s.io/v1 TokenRequest TokenRequest
= authentication.k8s.io/v1 TokenReview TokenReview
= authorization.k8s.io/v1 LocalSubjectAccessReview LocalSubjectAccessReview
= authorization.k8s.io/v1 SelfSubjectAccessReview SelfSubjectAccessReview
= authorization.k8s.io/v1 SelfSubjectRulesReview SelfSubjectRulesReview
= authorization.k8s.io/v1 SubjectAccessReview SubjectAccessReview
= autoscaling/v1 HorizontalPodAutoscaler HorizontalPodAutoscaler
= autoscaling/v1 Scale Scale
= autoscaling/v2 HorizontalPodAutoscaler HorizontalPodAutoscaler2
= batch/v1 CronJob CronJob
= batch/v1 Job Job
= certificates.k8s.io/v1 CertificateSigningRequest CertificateSigningRequest
= certificates.k8s.io/v1 ClusterTrustBundle ClusterTrustBundle
= certificates.k8s.io/v1 PodCertificateRequest PodCertificateRequest
= coordination.k8s.io/v1 Lease Lease
= discovery.k8s.io/v1 EndpointSlice EndpointSlice
= events.k8s.io/v1 Event Event2
= flowcontrol.apiserver.k8s.io/v1 FlowSchema FlowSchema
= flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration PriorityLevelConfiguration
= networking.k8s.io/v1 IPAddress IPAddress
= networking.k8s.io/v1 Ingress Ingress
= networking.k8s.io/v1 IngressClass IngressClass
= networking.k8s.io/v1 NetworkPolicy NetworkPolicy
= networking.k8s.io/v1 ServiceCIDR ServiceCIDR
= node.k8s.io/v1 RuntimeClass RuntimeClass
= policy/v1 Eviction Eviction
= policy/v1 PodDisruptionBudget PodDisruptionBudget
= rbac.authorization.k8s.io/v1 ClusterRole ClusterRole
= rbac.authorization.k8s.io/v1 ClusterRoleBinding ClusterRoleBinding
= rbac.authorization.k8s.io/v1 Role Role
= rbac.authorization.k8s.io/v1 RoleBinding RoleBinding
= scheduling.k8s.io/v1 PriorityClass PriorityClass
= storage.k8s.io/v1 CSIDriver CSIDriver
= storage.k8s.io/v1 CSINode CSINode
= storage.k8s.io/v1 CSIStorageCapacity CSIStorageCapacity
= storage.k8s.io/v1 StorageClass StorageClass
= storage.k8s.io/v1 VolumeAttachment VolumeAttachment
= storage.k8s.io/v1 VolumeAttributesClass VolumeAttributesClass
AWSElasticBlockStoreVolumeSource 1:s:volumeID! 2:s:fsType 3:i:partition 4:t:readOnly
Affinity 1:NodeAffinity:nodeAffinity! 2:PodAffinity:podAffinity! 3:PodAntiAffinity:podAntiAffinity!
AggregationRule 1:*LabelSelector:clusterRoleSelectors
AppArmorProfile 1:s:type! 2:s:localhostProfile!
ApplyConfiguration 1:s:expression
AttachedVolume 1:s:name! 2:s:devicePath!
AuditAnnotation 1:s:key! 2:s:valueExpression!
AzureDiskVolumeSource 1:s:diskName! 2:s:diskURI! 3:s:cachingMode! 4:s:fsType! 5:t:readOnly! 6:s:kind!
AzureFilePersistentVolumeSource 1:s:secretName! 2:s:shareName! 3:t:readOnly 4:s:secretNamespace!
AzureFileVolumeSource 1:s:secretName! 2:s:shareName! 3:t:readOnly
Binding 1:ObjectMeta:metadata 2:ObjectReference:target!
BoundObjectReference 1:s:kind 2:s:apiVersion 3:s:name 4:s:uid
CSIDriver 1:ObjectMeta:metadata 2:CSIDriverSpec:spec!
CSIDriverSpec 1:t:attachRequired! 2:t:podInfoOnMount! 3:*s:volumeLifecycleModes 4:t:storageCapacity! 5:s:fsGroupPolicy! 6:*TokenRequest2:tokenRequests 7:t:requiresRepublish! 8:t:seLinuxMount! 9:i:nodeAllocatableUpdatePeriodSeconds! 10:t:serviceAccountTokenInSecrets! 11:t:preventPodSchedulingIfMissing!
CSINode 1:ObjectMeta:metadata 2:CSINodeSpec:spec! 3:CSINodeStatus:status
CSINodeDriver 1:s:name! 2:s:nodeID! 3:*s:topologyKeys! 4:VolumeNodeResources:allocatable!
CSINodeSpec 1:*CSINodeDriver:drivers!
CSINodeStatus 1:*StorageHealth:storageHealth
CSIPersistentVolumeSource 1:s:driver! 2:s:volumeHandle! 3:t:readOnly 4:s:fsType 5:%s:volumeAttributes 6:SecretReference:controllerPublishSecretRef! 7:SecretReference:nodeStageSecretRef! 8:SecretReference:nodePublishSecretRef! 9:SecretReference:controllerExpandSecretRef! 10:SecretReference:nodeExpandSecretRef!
CSIStorageCapacity 1:ObjectMeta:metadata 2:LabelSelector:nodeTopology! 3:s:storageClassName! 4:Quantity:capacity! 5:Quantity:maximumVolumeSize!
CSIVolumeSource 1:s:driver! 2:t:readOnly! 3:s:fsType! 4:%s:volumeAttributes 5:LocalObjectReference:nodePublishSecretRef!
Capabilities 1:*s:add 2:*s:drop
CephFSPersistentVolumeSource 1:*s:monitors! 2:s:path 3:s:user 4:s:secretFile 5:SecretReference:secretRef! 6:t:readOnly
CephFSVolumeSource 1:*s:monitors! 2:s:path 3:s:user 4:s:secretFile 5:LocalObjectReference:secretRef! 6:t:readOnly
CertificateSigningRequest 1:ObjectMeta:metadata 2:CertificateSigningRequestSpec:spec! 3:CertificateSigningRequestStatus:status
CertificateSigningRequestCondition 1:s:type! 6:s:status! 2:s:reason 3:s:message 4:Time:lastUpdateTime 5:Time:lastTransitionTime
CertificateSigningRequestSpec 1:b:request! 7:s:signerName! 8:i:expirationSeconds! 5:*s:usages 2:s:username 3:s:uid 4:*s:groups 6:%(*s):extra
CertificateSigningRequestStatus 1:*CertificateSigningRequestCondition:conditions 2:b:certificate
CinderPersistentVolumeSource 1:s:volumeID! 2:s:fsType 3:t:readOnly 4:SecretReference:secretRef!
CinderVolumeSource 1:s:volumeID! 2:s:fsType 3:t:readOnly 4:LocalObjectReference:secretRef!
ClientIPConfig 1:i:timeoutSeconds!
ClusterRole 1:ObjectMeta:metadata 2:*PolicyRule:rules! 3:AggregationRule:aggregationRule!
ClusterRoleBinding 1:ObjectMeta:metadata 2:*Subject2:subjects 3:RoleRef:roleRef!
ClusterTrustBundle 1:ObjectMeta:metadata 2:ClusterTrustBundleSpec:spec!
ClusterTrustBundleProjection 1:s:name! 2:s:signerName! 3:LabelSelector:labelSelector! 5:t:optional! 4:s:path! 6:i:user!
ClusterTrustBundleSpec 1:s:signerName 2:s:trustBundle!
ComponentCondition 1:s:type! 2:s:status! 3:s:message 4:s:error
ComponentStatus 1:ObjectMeta:metadata 2:*ComponentCondition:conditions
Condition 1:s:type! 2:s:status! 3:i:observedGeneration 4:Time:lastTransitionTime! 5:s:reason! 6:s:message!
ConfigMap 1:ObjectMeta:metadata 4:t:immutable! 2:%s:data 3:%b:binaryData
ConfigMapEnvSource 1:LocalObjectReference:. 2:t:optional!
ConfigMapKeySelector 1:LocalObjectReference:. 2:s:key! 3:t:optional!
ConfigMapNodeConfigSource 1:s:namespace! 2:s:name! 3:s:uid 4:s:resourceVersion 5:s:kubeletConfigKey!
ConfigMapProjection 1:LocalObjectReference:. 2:*KeyToPath:items 4:t:optional!
ConfigMapVolumeSource 1:LocalObjectReference:. 2:*KeyToPath:items 3:i:defaultMode! 4:t:optional! 5:i:defaultUser!
Container 1:s:name! 2:s:image 3:*s:command 4:*s:args 5:s:workingDir 6:*ContainerPort:ports 19:*EnvFromSource:envFrom 7:*EnvVar:env 8:ResourceRequirements:resources 23:*ContainerResizePolicy:resizePolicy 24:s:restartPolicy! 25:*ContainerRestartRule:restartPolicyRules 9:*VolumeMount:volumeMounts 21:*VolumeDevice:volumeDevices 10:Probe:livenessProbe! 11:Probe:readinessProbe! 22:Probe:startupProbe! 12:Lifecycle:lifecycle! 13:s:terminationMessagePath 20:s:terminationMessagePolicy 14:s:imagePullPolicy 15:SecurityContext:securityContext! 16:t:stdin 17:t:stdinOnce 18:t:tty
ContainerExtendedResourceRequest 1:s:containerName! 2:s:resourceName! 3:s:requestName!
ContainerImage 1:*s:names! 2:i:sizeBytes
ContainerPort 1:s:name 2:i:hostPort 3:i:containerPort! 4:s:protocol 5:s:hostIP
ContainerResizePolicy 1:s:resourceName! 2:s:restartPolicy!
ContainerResourceMetricSource 1:s:name! 2:MetricTarget:target! 3:s:container!
ContainerResourceMetricStatus 1:s:name! 2:MetricValueStatus:current! 3:s:container!
ContainerRestartRule 1:s:action 2:ContainerRestartRuleOnExitCodes:exitCodes!
ContainerRestartRuleOnExitCodes 1:s:operator 2:*i:values
ContainerState 1:ContainerStateWaiting:waiting! 2:ContainerStateRunning:running! 3:ContainerStateTerminated:terminated!
ContainerStateRunning 1:Time:startedAt
ContainerStateTerminated 1:i:exitCode! 2:i:signal 3:s:reason 4:s:message 5:Time:startedAt 6:Time:finishedAt 7:s:containerID
ContainerStateWaiting 1:s:reason 2:s:message
ContainerStatus 1:s:name! 2:ContainerState:state 3:ContainerState:lastState 4:t:ready! 5:i:restartCount! 6:s:image! 7:s:imageID! 8:s:containerID 9:t:started! 10:%Quantity:allocatedResources 11:ResourceRequirements:resources! 12:*VolumeMountStatus:volumeMounts 13:ContainerUser:user! 14:*ResourceStatus:allocatedResourcesStatus 15:s:stopSignal!
ContainerUser 1:LinuxContainerUser:linux!
ControllerRevision 1:ObjectMeta:metadata 2:Raw:data! 3:i:revision!
CronJob 1:ObjectMeta:metadata 2:CronJobSpec:spec 3:CronJobStatus:status
CronJobSpec 1:s:schedule! 8:s:timeZone! 2:i:startingDeadlineSeconds! 3:s:concurrencyPolicy 4:t:suspend! 5:JobTemplateSpec:jobTemplate! 6:i:successfulJobsHistoryLimit! 7:i:failedJobsHistoryLimit!
CronJobStatus 1:*ObjectReference:active 4:Time:lastScheduleTime! 5:Time:lastSuccessfulTime!
CrossVersionObjectReference 1:s:kind! 2:s:name! 3:s:apiVersion
CrossVersionObjectReference2 1:s:kind! 2:s:name! 3:s:apiVersion
DaemonEndpoint 1:i:Port!
DaemonSet 1:ObjectMeta:metadata 2:DaemonSetSpec:spec 3:DaemonSetStatus:status
DaemonSetCondition 1:s:type! 2:s:status! 3:Time:lastTransitionTime 4:s:reason 5:s:message
DaemonSetSpec 1:LabelSelector:selector! 2:PodTemplateSpec:template! 3:DaemonSetUpdateStrategy:updateStrategy 4:i:minReadySeconds 6:i:revisionHistoryLimit!
DaemonSetStatus 1:i:currentNumberScheduled! 2:i:numberMisscheduled! 3:i:desiredNumberScheduled! 4:i:numberReady! 5:i:observedGeneration 6:i:updatedNumberScheduled 7:i:numberAvailable 8:i:numberUnavailable 9:i:collisionCount! 10:*DaemonSetCondition:conditions
DaemonSetUpdateStrategy 1:s:type 2:RollingUpdateDaemonSet:rollingUpdate!
DeleteOptions 1:i:gracePeriodSeconds! 2:Preconditions:preconditions! 3:t:orphanDependents! 4:s:propagationPolicy! 5:*s:dryRun 6:t:ignoreStoreReadErrorWithClusterBreakingPotential!
Deployment 1:ObjectMeta:metadata 2:DeploymentSpec:spec 3:DeploymentStatus:status
DeploymentCondition 1:s:type! 2:s:status! 6:Time:lastUpdateTime 7:Time:lastTransitionTime 4:s:reason 5:s:message
DeploymentSpec 1:i:replicas! 2:LabelSelector:selector! 3:PodTemplateSpec:template! 4:DeploymentStrategy:strategy 5:i:minReadySeconds 6:i:revisionHistoryLimit! 7:t:paused 9:i:progressDeadlineSeconds!
DeploymentStatus 1:i:observedGeneration 2:i:replicas 3:i:updatedReplicas 7:i:readyReplicas 4:i:availableReplicas 5:i:unavailableReplicas 9:i:terminatingReplicas! 6:*DeploymentCondition:conditions 8:i:collisionCount!
DeploymentStrategy 1:s:type 2:RollingUpdateDeployment:rollingUpdate!
DownwardAPIProjection 1:*DownwardAPIVolumeFile:items
DownwardAPIVolumeFile 1:s:path! 2:ObjectFieldSelector:fieldRef! 3:ResourceFieldSelector:resourceFieldRef! 4:i:mode! 5:i:user!
DownwardAPIVolumeSource 1:*DownwardAPIVolumeFile:items 2:i:defaultMode! 3:i:defaultUser!
EmptyDirVolumeSource 1:s:medium 2:Quantity:sizeLimit! 3:i:mode!
Endpoint 1:*s:addresses! 2:EndpointConditions:conditions 3:s:hostname! 4:ObjectReference:targetRef! 5:%s:deprecatedTopology 6:s:nodeName! 7:s:zone! 8:EndpointHints:hints!
EndpointAddress 1:s:ip! 3:s:hostname 4:s:nodeName! 2:ObjectReference:targetRef!
EndpointConditions 1:t:ready! 2:t:serving! 3:t:terminating!
EndpointHints 1:*ForZone:forZones 2:*ForNode:forNodes
EndpointPort 1:s:name 2:i:port! 3:s:protocol 4:s:appProtocol!
EndpointPort2 1:s:name! 2:s:protocol! 3:i:port! 4:s:appProtocol!
EndpointSlice 1:ObjectMeta:metadata 4:s:addressType! 2:*Endpoint:endpoints! 3:*EndpointPort2:ports!
EndpointSubset 1:*EndpointAddress:addresses 2:*EndpointAddress:notReadyAddresses 3:*EndpointPort:ports
Endpoints 1:ObjectMeta:metadata 2:*EndpointSubset:subsets
EnvFromSource 1:s:prefix 2:ConfigMapEnvSource:configMapRef! 3:SecretEnvSource:secretRef!
EnvVar 1:s:name! 2:s:value 3:EnvVarSource:valueFrom!
EnvVarSource 1:ObjectFieldSelector:fieldRef! 2:ResourceFieldSelector:resourceFieldRef! 3:ConfigMapKeySelector:configMapKeyRef! 4:SecretKeySelector:secretKeyRef! 5:FileKeySelector:fileKeyRef!
EphemeralContainer 1:EphemeralContainerCommon:. 2:s:targetContainerName
EphemeralContainerCommon 1:s:name! 2:s:image 3:*s:command 4:*s:args 5:s:workingDir 6:*ContainerPort:ports 19:*EnvFromSource:envFrom 7:*EnvVar:env 8:ResourceRequirements:resources 23:*ContainerResizePolicy:resizePolicy 24:s:restartPolicy! 25:*ContainerRestartRule:restartPolicyRules 9:*VolumeMount:volumeMounts 21:*VolumeDevice:volumeDevices 10:Probe:livenessProbe! 11:Probe:readinessProbe! 22:Probe:startupProbe! 12:Lifecycle:lifecycle! 13:s:terminationMessagePath 20:s:terminationMessagePolicy 14:s:imagePullPolicy 15:SecurityContext:securityContext! 16:t:stdin 17:t:stdinOnce 18:t:tty
EphemeralVolumeSource 1:PersistentVolumeClaimTemplate:volumeClaimTemplate!
Event 1:ObjectMeta:metadata! 2:ObjectReference:involvedObject! 3:s:reason 4:s:message 5:EventSource:source 6:Time:firstTimestamp 7:Time:lastTimestamp 8:i:count 9:s:type 10:MicroTime:eventTime 11:EventSeries:series! 12:s:action 13:ObjectReference:related! 14:s:reportingComponent! 15:s:reportingInstance!
Event2 1:ObjectMeta:metadata! 2:MicroTime:eventTime! 3:EventSeries2:series! 4:s:reportingController 5:s:reportingInstance 6:s:action 7:s:reason 8:ObjectReference:regarding 9:ObjectReference:related! 10:s:note 11:s:type 12:EventSource:deprecatedSource 13:Time:deprecatedFirstTimestamp 14:Time:deprecatedLastTimestamp 15:i:deprecatedCount
EventSeries 1:i:count 2:MicroTime:lastObservedTime
EventSeries2 1:i:count! 2:MicroTime:lastObservedTime!
EventSource 1:s:component 2:s:host
Eviction 1:ObjectMeta:metadata 2:DeleteOptions:deleteOptions!
EvictionResponder 1:s:name! 2:i:priority!
ExecAction 1:*s:command
ExemptPriorityLevelConfiguration 1:i:nominalConcurrencyShares! 2:i:lendablePercent!
ExpressionWarning 2:s:fieldRef! 3:s:warning!
ExternalMetricSource 1:MetricIdentifier:metric! 2:MetricTarget:target!
ExternalMetricStatus 1:MetricIdentifier:metric! 2:MetricValueStatus:current!
FCVolumeSource 1:*s:targetWWNs 2:i:lun! 3:s:fsType 4:t:readOnly 5:*s:wwids
FieldSelectorAttributes 1:s:rawSelector 2:*FieldSelectorRequirement:requirements
FieldSelectorRequirement 1:s:key! 2:s:operator! 3:*s:values
FileKeySelector 1:s:volumeName! 2:s:path! 3:s:key! 4:t:optional!
FlexPersistentVolumeSource 1:s:driver! 2:s:fsType 3:SecretReference:secretRef! 4:t:readOnly 5:%s:options
FlexVolumeSource 1:s:driver! 2:s:fsType 3:LocalObjectReference:secretRef! 4:t:readOnly 5:%s:options
FlockerVolumeSource 1:s:datasetName 2:s:datasetUUID
FlowDistinguisherMethod 1:s:type!
FlowSchema 1:ObjectMeta:metadata 2:FlowSchemaSpec:spec 3:FlowSchemaStatus:status
FlowSchemaCondition 1:s:type 2:s:status 3:Time:lastTransitionTime 4:s:reason 5:s:message
FlowSchemaSpec 1:PriorityLevelConfigurationReference:priorityLevelConfiguration! 2:i:matchingPrecedence! 3:FlowDistinguisherMethod:distinguisherMethod! 4:*PolicyRulesWithSubjects:rules
FlowSchemaStatus 1:*FlowSchemaCondition:conditions
ForNode 1:s:name!
ForZone 1:s:name!
GCEPersistentDiskVolumeSource 1:s:pdName! 2:s:fsType 3:i:partition 4:t:readOnly
GRPCAction 1:i:port! 2:s:service! 3:s:mode!
GitRepoVolumeSource 1:s:repository! 2:s:revision 3:s:directory
GlusterfsPersistentVolumeSource 1:s:endpoints! 2:s:path! 3:t:readOnly 4:s:endpointsNamespace!
GlusterfsVolumeSource 1:s:endpoints! 2:s:path! 3:t:readOnly
GroupSubject 1:s:name!
HPAScalingPolicy 1:s:type! 2:i:value! 3:i:periodSeconds!
HPAScalingRules 3:i:stabilizationWindowSeconds! 1:s:selectPolicy! 2:*HPAScalingPolicy:policies 4:Quantity:tolerance!
HTTPGetAction 1:s:path 2:IntOrString:port! 3:s:host 4:s:scheme 5:*HTTPHeader:httpHeaders 6:s:protocol!
HTTPHeader 1:s:name! 2:s:value!
HTTPIngressPath 1:s:path 3:s:pathType! 2:IngressBackend:backend!
HTTPIngressRuleValue 1:*HTTPIngressPath:paths!
HorizontalPodAutoscaler 1:ObjectMeta:metadata 2:HorizontalPodAutoscalerSpec:spec 3:HorizontalPodAutoscalerStatus:status
HorizontalPodAutoscaler2 1:ObjectMeta:metadata 2:HorizontalPodAutoscalerSpec2:spec 3:HorizontalPodAutoscalerStatus2:status
HorizontalPodAutoscalerBehavior 1:HPAScalingRules:scaleUp! 2:HPAScalingRules:scaleDown!
HorizontalPodAutoscalerCondition 1:s:type! 2:s:status! 3:Time:lastTransitionTime 4:s:reason 5:s:message 6:i:observedGeneration!
HorizontalPodAutoscalerSpec 1:CrossVersionObjectReference:scaleTargetRef! 2:i:minReplicas! 3:i:maxReplicas! 4:i:targetCPUUtilizationPercentage!
HorizontalPodAutoscalerSpec2 1:CrossVersionObjectReference2:scaleTargetRef! 2:i:minReplicas! 3:i:maxReplicas! 4:*MetricSpec:metrics 5:HorizontalPodAutoscalerBehavior:behavior!
HorizontalPodAutoscalerStatus 1:i:observedGeneration! 2:Time:lastScaleTime! 3:i:currentReplicas! 4:i:desiredReplicas! 5:i:currentCPUUtilizationPercentage!
HorizontalPodAutoscalerStatus2 1:i:observedGeneration! 2:Time:lastScaleTime! 3:i:currentReplicas 4:i:desiredReplicas! 5:*MetricStatus:currentMetrics! 6:*HorizontalPodAutoscalerCondition:conditions
HostAlias 1:s:ip! 2:*s:hostnames
HostIP 1:s:ip!
HostPathVolumeSource 1:s:path! 2:s:type!
IPAddress 1:ObjectMeta:metadata 2:IPAddressSpec:spec
IPAddressSpec 1:ParentReference:parentRef!
IPBlock 1:s:cidr! 2:*s:except
ISCSIPersistentVolumeSource 1:s:targetPortal! 2:s:iqn! 3:i:lun! 4:s:iscsiInterface 5:s:fsType 6:t:readOnly 7:*s:portals 8:t:chapAuthDiscovery 11:t:chapAuthSession 10:SecretReference:secretRef! 12:s:initiatorName!
ISCSIVolumeSource 1:s:targetPortal! 2:s:iqn! 3:i:lun! 4:s:iscsiInterface 5:s:fsType 6:t:readOnly 7:*s:portals 8:t:chapAuthDiscovery 11:t:chapAuthSession 10:LocalObjectReference:secretRef! 12:s:initiatorName!
ImageVolumeSource 1:s:reference 2:s:pullPolicy
ImageVolumeStatus 1:s:imageRef
Ingress 1:ObjectMeta:metadata 2:IngressSpec:spec 3:IngressStatus:status
IngressBackend 4:IngressServiceBackend:service! 3:TypedLocalObjectReference:resource!
IngressClass 1:ObjectMeta:metadata 2:IngressClassSpec:spec
IngressClassParametersReference 1:s:apiGroup! 2:s:kind! 3:s:name! 4:s:scope! 5:s:namespace!
IngressClassSpec 1:s:controller 2:IngressClassParametersReference:parameters!
IngressLoadBalancerIngress 1:s:ip 2:s:hostname 4:*IngressPortStatus:ports
IngressLoadBalancerStatus 1:*IngressLoadBalancerIngress:ingress
IngressPortStatus 1:i:port! 2:s:protocol! 3:s:error!
IngressRule 1:s:host 2:IngressRuleValue:.
IngressRuleValue 1:HTTPIngressRuleValue:http!
IngressServiceBackend 1:s:name! 2:ServiceBackendPort:port
IngressSpec 4:s:ingressClassName! 1:IngressBackend:defaultBackend! 2:*IngressTLS:tls 3:*IngressRule:rules
IngressStatus 1:IngressLoadBalancerStatus:loadBalancer
IngressTLS 1:*s:hosts 2:s:secretName
JSONPatch 1:s:expression
Job 1:ObjectMeta:metadata 2:JobSpec:spec 3:JobStatus:status
JobCondition 1:s:type! 2:s:status! 3:Time:lastProbeTime 4:Time:lastTransitionTime 5:s:reason 6:s:message
JobSchedulingConfiguration 1:WorkloadPodGroupSchedulingPolicy:schedulingPolicy! 2:WorkloadPodGroupSchedulingConstraints:schedulingConstraints! 3:WorkloadPodGroupDisruptionMode:disruptionMode! 4:*WorkloadPodGroupResourceClaim:resourceClaims
JobSpec 1:i:parallelism! 2:i:completions! 3:i:activeDeadlineSeconds! 11:PodFailurePolicy:podFailurePolicy! 16:SuccessPolicy:successPolicy! 7:i:backoffLimit! 12:i:backoffLimitPerIndex! 13:i:maxFailedIndexes! 4:LabelSelector:selector! 5:t:manualSelector! 6:PodTemplateSpec:template! 8:i:ttlSecondsAfterFinished! 9:s:completionMode! 10:t:suspend! 14:s:podReplacementPolicy! 15:s:managedBy! 17:JobSchedulingConfiguration:scheduling!
JobStatus 1:*JobCondition:conditions 2:Time:startTime! 3:Time:completionTime! 4:i:active 5:i:succeeded 6:i:failed 11:i:terminating! 7:s:completedIndexes 10:s:failedIndexes! 8:UncountedTerminatedPods:uncountedTerminatedPods! 9:i:ready!
JobTemplateSpec 1:ObjectMeta:metadata 2:JobSpec:spec
KeyToPath 1:s:key! 2:s:path! 3:i:mode! 4:i:user!
LabelSelector 1:%s:matchLabels 2:*LabelSelectorRequirement:matchExpressions
LabelSelectorAttributes 1:s:rawSelector 2:*LabelSelectorRequirement:requirements
LabelSelectorRequirement 1:s:key! 2:s:operator! 3:*s:values
Lease 1:ObjectMeta:metadata 2:LeaseSpec:spec
LeaseSpec 1:s:holderIdentity! 2:i:leaseDurationSeconds! 3:MicroTime:acquireTime! 4:MicroTime:renewTime! 5:i:leaseTransitions! 6:s:strategy! 7:s:preferredHolder!
Lifecycle 1:LifecycleHandler:postStart! 2:LifecycleHandler:preStop! 3:s:stopSignal!
LifecycleHandler 1:ExecAction:exec! 2:HTTPGetAction:httpGet! 3:TCPSocketAction:tcpSocket! 4:SleepAction:sleep!
LimitRange 1:ObjectMeta:metadata 2:LimitRangeSpec:spec
LimitRangeItem 1:s:type! 2:%Quantity:max 3:%Quantity:min 4:%Quantity:default 5:%Quantity:defaultRequest 6:%Quantity:maxLimitRequestRatio
LimitRangeSpec 1:*LimitRangeItem:limits!
LimitResponse 1:s:type! 2:QueuingConfiguration:queuing!
LimitedPriorityLevelConfiguration 1:i:nominalConcurrencyShares! 2:LimitResponse:limitResponse 3:i:lendablePercent! 4:i:borrowingLimitPercent!
LinuxContainerUser 1:i:uid! 2:i:gid! 3:*i:supplementalGroups
LoadBalancerIngress 1:s:ip 2:s:hostname 3:s:ipMode! 4:*PortStatus:ports
LoadBalancerStatus 1:*LoadBalancerIngress:ingress
LocalObjectReference 1:s:name
LocalSubjectAccessReview 1:ObjectMeta:metadata 2:SubjectAccessReviewSpec:spec! 3:SubjectAccessReviewStatus:status
LocalVolumeSource 1:s:path! 2:s:fsType!
ManagedFieldsEntry 1:s:manager 2:s:operation 3:s:apiVersion 4:Time:time! 6:s:fieldsType 7:Fields:fieldsV1! 8:s:subresource
MatchCondition 1:s:name! 2:s:expression!
MatchResources 1:LabelSelector:namespaceSelector! 2:LabelSelector:objectSelector! 3:*NamedRuleWithOperations:resourceRules 4:*NamedRuleWithOperations:excludeResourceRules 7:s:matchPolicy!
MetricIdentifier 1:s:name! 2:LabelSelector:selector!
MetricSpec 1:s:type! 2:ObjectMetricSource:object! 3:PodsMetricSource:pods! 4:ResourceMetricSource:resource! 7:ContainerResourceMetricSource:containerResource! 5:ExternalMetricSource:external!
MetricStatus 1:s:type! 2:ObjectMetricStatus:object! 3:PodsMetricStatus:pods! 4:ResourceMetricStatus:resource! 7:ContainerResourceMetricStatus:containerResource! 5:ExternalMetricStatus:external!
MetricTarget 1:s:type! 2:Quantity:value! 3:Quantity:averageValue! 4:i:averageUtilization!
MetricValueStatus 1:Quantity:value! 2:Quantity:averageValue! 3:i:averageUtilization!
ModifyVolumeStatus 1:s:targetVolumeAttributesClassName 2:s:status!
MutatingAdmissionPolicy 1:ObjectMeta:metadata 2:MutatingAdmissionPolicySpec:spec
MutatingAdmissionPolicyBinding 1:ObjectMeta:metadata 2:MutatingAdmissionPolicyBindingSpec:spec
MutatingAdmissionPolicyBindingSpec 1:s:policyName 2:ParamRef:paramRef! 3:MatchResources:matchResources!
MutatingAdmissionPolicySpec 1:ParamKind:paramKind! 2:MatchResources:matchConstraints! 3:*Variable:variables 4:*Mutation:mutations 5:s:failurePolicy! 6:*MatchCondition:matchConditions 7:s:reinvocationPolicy
MutatingWebhook 1:s:name! 2:WebhookClientConfig:clientConfig! 3:*RuleWithOperations:rules 4:s:failurePolicy! 9:s:matchPolicy! 5:LabelSelector:namespaceSelector! 11:LabelSelector:objectSelector! 6:s:sideEffects! 7:i:timeoutSeconds! 8:*s:admissionReviewVersions! 10:s:reinvocationPolicy! 12:*MatchCondition:matchConditions
MutatingWebhookConfiguration 1:ObjectMeta:metadata 2:*MutatingWebhook:webhooks
Mutation 2:s:patchType! 3:ApplyConfiguration:applyConfiguration! 4:JSONPatch:jsonPatch!
NFSVolumeSource 1:s:server! 2:s:path! 3:t:readOnly
NamedRuleWithOperations 1:*s:resourceNames 2:RuleWithOperations:.
Namespace 1:ObjectMeta:metadata 2:NamespaceSpec:spec 3:NamespaceStatus:status
NamespaceCondition 1:s:type! 2:s:status! 4:Time:lastTransitionTime 5:s:reason 6:s:message
NamespaceSpec 1:*s:finalizers
NamespaceStatus 1:s:phase 2:*NamespaceCondition:conditions
NetworkPolicy 1:ObjectMeta:metadata 2:NetworkPolicySpec:spec
NetworkPolicyEgressRule 1:*NetworkPolicyPort:ports 2:*NetworkPolicyPeer:to
NetworkPolicyIngressRule 1:*NetworkPolicyPort:ports 2:*NetworkPolicyPeer:from
NetworkPolicyPeer 1:LabelSelector:podSelector! 2:LabelSelector:namespaceSelector! 3:IPBlock:ipBlock!
NetworkPolicyPort 1:s:protocol! 2:IntOrString:port! 3:i:endPort!
NetworkPolicySpec 1:LabelSelector:podSelector! 2:*NetworkPolicyIngressRule:ingress 3:*NetworkPolicyEgressRule:egress 4:*s:policyTypes
Node 1:ObjectMeta:metadata 2:NodeSpec:spec 3:NodeStatus:status
NodeAddress 1:s:type! 2:s:address!
NodeAffinity 1:NodeSelector:requiredDuringSchedulingIgnoredDuringExecution! 2:*PreferredSchedulingTerm:preferredDuringSchedulingIgnoredDuringExecution
NodeAllocatableMappedResources 1:s:name! 2:Quantity:quantity!
NodeAllocatableOverheadResources 1:s:name! 2:Quantity:perPod! 3:Quantity:perContainer!
NodeAllocatableResourceClaimStatus 1:s:resourceClaimName! 2:*s:containers 4:*NodeAllocatableMappedResources:mapping 5:*NodeAllocatableOverheadResources:overhead
NodeCondition 1:s:type! 2:s:status! 3:Time:lastHeartbeatTime 4:Time:lastTransitionTime 5:s:reason 6:s:message
NodeConfigSource 2:ConfigMapNodeConfigSource:configMap!
NodeConfigStatus 1:NodeConfigSource:assigned! 2:NodeConfigSource:active! 3:NodeConfigSource:lastKnownGood! 4:s:error
NodeDaemonEndpoints 1:DaemonEndpoint:kubeletEndpoint
NodeFeatures 1:t:supplementalGroupsPolicy!
NodePodPreemptionPolicy 1:*s:disableResizePreemption
NodeRuntimeHandler 1:s:name! 2:NodeRuntimeHandlerFeatures:features!
NodeRuntimeHandlerFeatures 1:t:recursiveReadOnlyMounts! 2:t:userNamespaces!
NodeSelector 1:*NodeSelectorTerm:nodeSelectorTerms!
NodeSelectorRequirement 1:s:key! 2:s:operator! 3:*s:values
NodeSelectorTerm 1:*NodeSelectorRequirement:matchExpressions 2:*NodeSelectorRequirement:matchFields
NodeSpec 1:s:podCIDR 7:*s:podCIDRs 3:s:providerID 4:t:unschedulable 5:*Taint:taints 6:NodeConfigSource:configSource! 2:s:externalID 8:NodePodPreemptionPolicy:podPreemptionPolicy!
NodeStatus 1:%Quantity:capacity 2:%Quantity:allocatable 3:s:phase 4:*NodeCondition:conditions 5:*NodeAddress:addresses 6:NodeDaemonEndpoints:daemonEndpoints 7:NodeSystemInfo:nodeInfo 8:*ContainerImage:images 9:*s:volumesInUse 10:*AttachedVolume:volumesAttached 11:NodeConfigStatus:config! 12:*NodeRuntimeHandler:runtimeHandlers 13:NodeFeatures:features! 14:*s:declaredFeatures
NodeSwapStatus 1:i:capacity!
NodeSystemInfo 1:s:machineID! 2:s:systemUUID! 3:s:bootID! 4:s:kernelVersion! 5:s:osImage! 6:s:containerRuntimeVersion! 7:s:kubeletVersion! 8:s:kubeProxyVersion! 9:s:operatingSystem! 10:s:architecture! 11:NodeSwapStatus:swap! 12:t:runningInUserNamespace!
NonResourceAttributes 1:s:path 2:s:verb
NonResourcePolicyRule 1:*s:verbs! 6:*s:nonResourceURLs!
NonResourceRule 1:*s:verbs! 2:*s:nonResourceURLs
ObjectFieldSelector 1:s:apiVersion 2:s:fieldPath!
ObjectMeta 1:s:name 2:s:generateName 3:s:namespace 4:s:selfLink 5:s:uid 6:s:resourceVersion 7:i:generation 8:Time:creationTimestamp 9:Time:deletionTimestamp! 10:i:deletionGracePeriodSeconds! 11:%s:labels 12:%s:annotations 13:*OwnerReference:ownerReferences 14:*s:finalizers 17:*ManagedFieldsEntry:managedFields
ObjectMetricSource 1:CrossVersionObjectReference2:describedObject! 2:MetricTarget:target! 3:MetricIdentifier:metric!
ObjectMetricStatus 1:MetricIdentifier:metric! 2:MetricValueStatus:current! 3:CrossVersionObjectReference2:describedObject!
ObjectReference 1:s:kind 2:s:namespace 3:s:name 4:s:uid 5:s:apiVersion 6:s:resourceVersion 7:s:fieldPath
Overhead 1:%Quantity:podFixed
OwnerReference 5:s:apiVersion! 1:s:kind! 3:s:name! 4:s:uid! 6:t:controller! 7:t:blockOwnerDeletion!
ParamKind 1:s:apiVersion 2:s:kind
ParamRef 1:s:name 2:s:namespace 3:LabelSelector:selector! 4:s:parameterNotFoundAction!
ParentReference 1:s:group 2:s:resource 3:s:namespace 4:s:name
PersistentVolume 1:ObjectMeta:metadata 2:PersistentVolumeSpec:spec 3:PersistentVolumeStatus:status
PersistentVolumeClaim 1:ObjectMeta:metadata 2:PersistentVolumeClaimSpec:spec 3:PersistentVolumeClaimStatus:status
PersistentVolumeClaimCondition 1:s:type! 2:s:status! 3:Time:lastProbeTime 4:Time:lastTransitionTime 5:s:reason 6:s:message
PersistentVolumeClaimSpec 1:*s:accessModes 4:LabelSelector:selector! 2:VolumeResourceRequirements:resources 3:s:volumeName 5:s:storageClassName! 6:s:volumeMode! 7:TypedLocalObjectReference:dataSource! 8:TypedObjectReference:dataSourceRef! 9:s:volumeAttributesClassName!
PersistentVolumeClaimStatus 1:s:phase 2:*s:accessModes 3:%Quantity:capacity 4:*PersistentVolumeClaimCondition:conditions 5:%Quantity:allocatedResources 7:%s:allocatedResourceStatuses 8:s:currentVolumeAttributesClassName! 9:ModifyVolumeStatus:modifyVolumeStatus! 10:VolumeHealthStatus:healthStatus!
PersistentVolumeClaimTemplate 1:ObjectMeta:metadata 2:PersistentVolumeClaimSpec:spec!
PersistentVolumeClaimVolumeSource 1:s:claimName! 2:t:readOnly
PersistentVolumeSource 1:GCEPersistentDiskVolumeSource:gcePersistentDisk! 2:AWSElasticBlockStoreVolumeSource:awsElasticBlockStore! 3:HostPathVolumeSource:hostPath! 4:GlusterfsPersistentVolumeSource:glusterfs! 5:NFSVolumeSource:nfs! 6:RBDPersistentVolumeSource:rbd! 7:ISCSIPersistentVolumeSource:iscsi! 8:CinderPersistentVolumeSource:cinder! 9:CephFSPersistentVolumeSource:cephfs! 10:FCVolumeSource:fc! 11:FlockerVolumeSource:flocker! 12:FlexPersistentVolumeSource:flexVolume! 13:AzureFilePersistentVolumeSource:azureFile! 14:VsphereVirtualDiskVolumeSource:vsphereVolume! 15:QuobyteVolumeSource:quobyte! 16:AzureDiskVolumeSource:azureDisk! 17:PhotonPersistentDiskVolumeSource:photonPersistentDisk! 18:PortworxVolumeSource:portworxVolume! 19:ScaleIOPersistentVolumeSource:scaleIO! 20:LocalVolumeSource:local! 21:StorageOSPersistentVolumeSource:storageos! 22:CSIPersistentVolumeSource:csi!
PersistentVolumeSpec 1:%Quantity:capacity 2:PersistentVolumeSource:. 3:*s:accessModes 4:ObjectReference:claimRef! 5:s:persistentVolumeReclaimPolicy 6:s:storageClassName 7:*s:mountOptions 8:s:volumeMode! 9:VolumeNodeAffinity:nodeAffinity! 10:s:volumeAttributesClassName!
PersistentVolumeStatus 1:s:phase 2:s:message 3:s:reason 4:Time:lastPhaseTransitionTime!
PhotonPersistentDiskVolumeSource 1:s:pdID! 2:s:fsType
Pod 1:ObjectMeta:metadata 2:PodSpec:spec 3:PodStatus:status
PodAffinity 1:*PodAffinityTerm:requiredDuringSchedulingIgnoredDuringExecution 2:*WeightedPodAffinityTerm:preferredDuringSchedulingIgnoredDuringExecution
PodAffinityTerm 1:LabelSelector:labelSelector! 2:*s:namespaces 3:s:topologyKey! 4:LabelSelector:namespaceSelector! 5:*s:matchLabelKeys 6:*s:mismatchLabelKeys
PodAntiAffinity 1:*PodAffinityTerm:requiredDuringSchedulingIgnoredDuringExecution 2:*WeightedPodAffinityTerm:preferredDuringSchedulingIgnoredDuringExecution
PodCertificateProjection 1:s:signerName 2:s:keyType 3:i:maxExpirationSeconds! 4:s:credentialBundlePath 5:s:keyPath 6:s:certificateChainPath 7:%s:userAnnotations 8:i:user!
PodCertificateRequest 1:ObjectMeta:metadata 2:PodCertificateRequestSpec:spec! 3:PodCertificateRequestStatus:status
PodCertificateRequestSpec 1:s:signerName! 2:s:podName! 3:s:podUID! 4:s:serviceAccountName! 5:s:serviceAccountUID! 6:s:nodeName! 7:s:nodeUID! 8:i:maxExpirationSeconds! 12:b:stubPKCS10Request! 11:%s:unverifiedUserAnnotations
PodCertificateRequestStatus 1:*Condition:conditions 2:s:certificateChain 4:Time:notBefore! 5:Time:beginRefreshAt! 6:Time:notAfter!
PodCondition 1:s:type! 7:i:observedGeneration 2:s:status! 3:Time:lastProbeTime 4:Time:lastTransitionTime 5:s:reason 6:s:message
PodDNSConfig 1:*s:nameservers 2:*s:searches 3:*PodDNSConfigOption:options
PodDNSConfigOption 1:s:name 2:s:value!
PodDisruptionBudget 1:ObjectMeta:metadata 2:PodDisruptionBudgetSpec:spec 3:PodDisruptionBudgetStatus:status
PodDisruptionBudgetSpec 1:IntOrString:minAvailable! 2:LabelSelector:selector! 3:IntOrString:maxUnavailable! 4:s:unhealthyPodEvictionPolicy!
PodDisruptionBudgetStatus 1:i:observedGeneration 2:%Time:disruptedPods 3:i:disruptionsAllowed! 4:i:currentHealthy! 5:i:desiredHealthy! 6:i:expectedPods! 7:*Condition:conditions
PodExtendedResourceClaimStatus 1:*ContainerExtendedResourceRequest:requestMappings! 2:s:resourceClaimName!
PodFailurePolicy 1:*PodFailurePolicyRule:rules!
PodFailurePolicyOnExitCodesRequirement 1:s:containerName! 2:s:operator! 3:*i:values!
PodFailurePolicyOnPodConditionsPattern 1:s:type! 2:s:status!
PodFailurePolicyRule 1:s:action! 2:PodFailurePolicyOnExitCodesRequirement:onExitCodes! 3:*PodFailurePolicyOnPodConditionsPattern:onPodConditions
PodIP 1:s:ip!
PodOS 1:s:name!
PodReadinessGate 1:s:conditionType!
PodResourceClaim 1:s:name! 3:s:resourceClaimName! 4:s:resourceClaimTemplateName!
PodResourceClaimStatus 1:s:name! 2:s:resourceClaimName!
PodSchedulingGate 1:s:name!
PodSchedulingGroup 1:s:podGroupName!
PodSecurityContext 1:SELinuxOptions:seLinuxOptions! 8:WindowsSecurityContextOptions:windowsOptions! 2:i:runAsUser! 6:i:runAsGroup! 3:t:runAsNonRoot! 4:*i:supplementalGroups 12:s:supplementalGroupsPolicy! 5:i:fsGroup! 7:*Sysctl:sysctls 9:s:fsGroupChangePolicy! 10:SeccompProfile:seccompProfile! 11:AppArmorProfile:appArmorProfile! 13:s:seLinuxChangePolicy!
PodSpec 1:*Volume:volumes 20:*Container:initContainers 2:*Container:containers! 34:*EphemeralContainer:ephemeralContainers 3:s:restartPolicy 4:i:terminationGracePeriodSeconds! 5:i:activeDeadlineSeconds! 6:s:dnsPolicy 7:%s:nodeSelector 8:s:serviceAccountName 9:s:serviceAccount 21:t:automountServiceAccountToken! 10:s:nodeName 11:t:hostNetwork 12:t:hostPID 13:t:hostIPC 27:t:shareProcessNamespace! 14:PodSecurityContext:securityContext! 15:*LocalObjectReference:imagePullSecrets 16:s:hostname 17:s:subdomain 18:Affinity:affinity! 19:s:schedulerName 22:*Toleration:tolerations 23:*HostAlias:hostAliases 24:s:priorityClassName 25:i:priority! 26:PodDNSConfig:dnsConfig! 28:*PodReadinessGate:readinessGates 29:s:runtimeClassName! 30:t:enableServiceLinks! 31:s:preemptionPolicy! 32:%Quantity:overhead 33:*TopologySpreadConstraint:topologySpreadConstraints 35:t:setHostnameAsFQDN! 36:PodOS:os! 37:t:hostUsers! 38:*PodSchedulingGate:schedulingGates 39:*PodResourceClaim:resourceClaims 40:ResourceRequirements:resources! 41:s:hostnameOverride! 43:PodSchedulingGroup:schedulingGroup! 44:*EvictionResponder:evictionResponders
PodStatus 17:i:observedGeneration 1:s:phase 2:*PodCondition:conditions 3:s:message 4:s:reason 11:s:nominatedNodeName 5:s:hostIP 16:*HostIP:hostIPs 6:s:podIP 12:*PodIP:podIPs 7:Time:startTime! 10:*ContainerStatus:initContainerStatuses 8:*ContainerStatus:containerStatuses 9:s:qosClass 13:*ContainerStatus:ephemeralContainerStatuses 14:s:resize 15:*PodResourceClaimStatus:resourceClaimStatuses 18:PodExtendedResourceClaimStatus:extendedResourceClaimStatus! 19:%Quantity:allocatedResources 20:ResourceRequirements:resources! 21:*NodeAllocatableResourceClaimStatus:nodeAllocatableResourceClaimStatuses 22:*PodVolumeHealth:volumeHealth
PodTemplate 1:ObjectMeta:metadata 2:PodTemplateSpec:template
PodTemplateSpec 1:ObjectMeta:metadata 2:PodSpec:spec
PodVolumeHealth 1:s:name! 2:*VolumeHealthCondition:healthConditions 3:Time:lastTransitionTime
PodsMetricSource 1:MetricIdentifier:metric! 2:MetricTarget:target!
PodsMetricStatus 1:MetricIdentifier:metric! 2:MetricValueStatus:current!
PolicyRule 1:*s:verbs! 2:*s:apiGroups 3:*s:resources 4:*s:resourceNames 5:*s:nonResourceURLs
PolicyRulesWithSubjects 1:*Subject:subjects! 2:*ResourcePolicyRule:resourceRules 3:*NonResourcePolicyRule:nonResourceRules
PortStatus 1:i:port! 2:s:protocol! 3:s:error!
PortworxVolumeSource 1:s:volumeID! 2:s:fsType 3:t:readOnly
Preconditions 1:s:uid! 2:s:resourceVersion!
PreferredSchedulingTerm 1:i:weight! 2:NodeSelectorTerm:preference!
PriorityClass 1:ObjectMeta:metadata 2:i:value! 3:t:globalDefault 4:s:description 5:s:preemptionPolicy!
PriorityLevelConfiguration 1:ObjectMeta:metadata 2:PriorityLevelConfigurationSpec:spec 3:PriorityLevelConfigurationStatus:status
PriorityLevelConfigurationCondition 1:s:type 2:s:status 3:Time:lastTransitionTime 4:s:reason 5:s:message
PriorityLevelConfigurationReference 1:s:name!
PriorityLevelConfigurationSpec 1:s:type! 2:LimitedPriorityLevelConfiguration:limited! 3:ExemptPriorityLevelConfiguration:exempt!
PriorityLevelConfigurationStatus 1:*PriorityLevelConfigurationCondition:conditions
Probe 1:ProbeHandler:. 2:i:initialDelaySeconds 3:i:timeoutSeconds 4:i:periodSeconds 5:i:successThreshold 6:i:failureThreshold 7:i:terminationGracePeriodSeconds!
ProbeHandler 1:ExecAction:exec! 2:HTTPGetAction:httpGet! 3:TCPSocketAction:tcpSocket! 4:GRPCAction:grpc!
ProjectedVolumeSource 1:*VolumeProjection:sources! 2:i:defaultMode! 3:i:defaultUser!
QueuingConfiguration 1:i:queues! 2:i:handSize! 3:i:queueLengthLimit!
QuobyteVolumeSource 1:s:registry! 2:s:volume! 3:t:readOnly 4:s:user 5:s:group 6:s:tenant
RBDPersistentVolumeSource 1:*s:monitors! 2:s:image! 3:s:fsType 4:s:pool 5:s:user 6:s:keyring 7:SecretReference:secretRef! 8:t:readOnly
RBDVolumeSource 1:*s:monitors! 2:s:image! 3:s:fsType 4:s:pool 5:s:user 6:s:keyring 7:LocalObjectReference:secretRef! 8:t:readOnly
RangeAllocation 1:ObjectMeta:metadata 2:s:range! 3:b:data!
ReplicaSet 1:ObjectMeta:metadata 2:ReplicaSetSpec:spec 3:ReplicaSetStatus:status
ReplicaSetCondition 1:s:type! 2:s:status! 3:Time:lastTransitionTime 4:s:reason 5:s:message
ReplicaSetSpec 1:i:replicas! 4:i:minReadySeconds 2:LabelSelector:selector! 3:PodTemplateSpec:template
ReplicaSetStatus 1:i:replicas! 2:i:fullyLabeledReplicas 4:i:readyReplicas 5:i:availableReplicas 7:i:terminatingReplicas! 3:i:observedGeneration 6:*ReplicaSetCondition:conditions
ReplicationController 1:ObjectMeta:metadata 2:ReplicationControllerSpec:spec 3:ReplicationControllerStatus:status
ReplicationControllerCondition 1:s:type! 2:s:status! 3:Time:lastTransitionTime 4:s:reason 5:s:message
ReplicationControllerSpec 1:i:replicas! 4:i:minReadySeconds 2:%s:selector 3:PodTemplateSpec:template!
ReplicationControllerStatus 1:i:replicas! 2:i:fullyLabeledReplicas 4:i:readyReplicas 5:i:availableReplicas 3:i:observedGeneration 6:*ReplicationControllerCondition:conditions
ResourceAttributes 1:s:namespace 2:s:verb 3:s:group 4:s:version 5:s:resource 6:s:subresource 7:s:name 8:FieldSelectorAttributes:fieldSelector! 9:LabelSelectorAttributes:labelSelector!
ResourceClaim 1:s:name! 2:s:request
ResourceFieldSelector 1:s:containerName 2:s:resource! 3:Quantity:divisor
ResourceHealth 1:s:resourceID! 2:s:health 6:s:message!
ResourceMetricSource 1:s:name! 2:MetricTarget:target!
ResourceMetricStatus 1:s:name! 2:MetricValueStatus:current!
ResourcePolicyRule 1:*s:verbs! 2:*s:apiGroups! 3:*s:resources! 4:t:clusterScope 5:*s:namespaces!
ResourceQuota 1:ObjectMeta:metadata 2:ResourceQuotaSpec:spec 3:ResourceQuotaStatus:status
ResourceQuotaSpec 1:%Quantity:hard 2:*s:scopes 3:ScopeSelector:scopeSelector!
ResourceQuotaStatus 1:%Quantity:hard 2:%Quantity:used
ResourceRequirements 1:%Quantity:limits 2:%Quantity:requests 3:*ResourceClaim:claims
ResourceRule 1:*s:verbs! 2:*s:apiGroups 3:*s:resources 4:*s:resourceNames
ResourceStatus 1:s:name! 2:*ResourceHealth:resources
Role 1:ObjectMeta:metadata 2:*PolicyRule:rules!
RoleBinding 1:ObjectMeta:metadata 2:*Subject2:subjects 3:RoleRef:roleRef!
RoleRef 1:s:apiGroup! 2:s:kind! 3:s:name!
RollingUpdateDaemonSet 1:IntOrString:maxUnavailable! 2:IntOrString:maxSurge!
RollingUpdateDeployment 1:IntOrString:maxUnavailable! 2:IntOrString:maxSurge!
RollingUpdateStatefulSetStrategy 1:i:partition! 2:IntOrString:maxUnavailable!
Rule 1:*s:apiGroups 2:*s:apiVersions 3:*s:resources 4:s:scope!
RuleWithOperations 1:*s:operations 2:Rule:.
RuntimeClass 1:ObjectMeta:metadata 2:s:handler! 3:Overhead:overhead! 4:Scheduling:scheduling!
SELinuxOptions 1:s:user 2:s:role 3:s:type 4:s:level
Scale 1:ObjectMeta:metadata 2:ScaleSpec:spec 3:ScaleStatus:status
ScaleIOPersistentVolumeSource 1:s:gateway! 2:s:system! 3:SecretReference:secretRef! 4:t:sslEnabled 5:s:protectionDomain 6:s:storagePool 7:s:storageMode 8:s:volumeName 9:s:fsType 10:t:readOnly
ScaleIOVolumeSource 1:s:gateway! 2:s:system! 3:LocalObjectReference:secretRef! 4:t:sslEnabled 5:s:protectionDomain 6:s:storagePool 7:s:storageMode 8:s:volumeName 9:s:fsType 10:t:readOnly
ScaleSpec 1:i:replicas
ScaleStatus 1:i:replicas! 2:s:selector
Scheduling 1:%s:nodeSelector 2:*Toleration:tolerations
ScopeSelector 1:*ScopedResourceSelectorRequirement:matchExpressions
ScopedResourceSelectorRequirement 1:s:scopeName! 2:s:operator! 3:*s:values
SeccompProfile 1:s:type! 2:s:localhostProfile!
Secret 1:ObjectMeta:metadata 5:t:immutable! 2:%b:data 4:%s:stringData 3:s:type
SecretEnvSource 1:LocalObjectReference:. 2:t:optional!
SecretKeySelector 1:LocalObjectReference:. 2:s:key! 3:t:optional!
SecretProjection 1:LocalObjectReference:. 2:*KeyToPath:items 4:t:optional!
SecretReference 1:s:name 2:s:namespace
SecretVolumeSource 1:s:secretName 2:*KeyToPath:items 3:i:defaultMode! 4:t:optional! 5:i:defaultUser!
SecurityContext 1:Capabilities:capabilities! 2:t:privileged! 3:SELinuxOptions:seLinuxOptions! 10:WindowsSecurityContextOptions:windowsOptions! 4:i:runAsUser! 8:i:runAsGroup! 5:t:runAsNonRoot! 6:t:readOnlyRootFilesystem! 7:t:allowPrivilegeEscalation! 9:s:procMount! 11:SeccompProfile:seccompProfile! 12:AppArmorProfile:appArmorProfile!
SelfSubjectAccessReview 1:ObjectMeta:metadata 2:SelfSubjectAccessReviewSpec:spec! 3:SubjectAccessReviewStatus:status
SelfSubjectAccessReviewSpec 1:ResourceAttributes:resourceAttributes! 2:NonResourceAttributes:nonResourceAttributes!
SelfSubjectReview 1:ObjectMeta:metadata 2:SelfSubjectReviewStatus:status
SelfSubjectReviewStatus 1:UserInfo:userInfo
SelfSubjectRulesReview 1:ObjectMeta:metadata 2:SelfSubjectRulesReviewSpec:spec! 3:SubjectRulesReviewStatus:status
SelfSubjectRulesReviewSpec 1:s:namespace
Service 1:ObjectMeta:metadata 2:ServiceSpec:spec 3:ServiceStatus:status
ServiceAccount 1:ObjectMeta:metadata 2:*ObjectReference:secrets 3:*LocalObjectReference:imagePullSecrets 4:t:automountServiceAccountToken!
ServiceAccountSubject 1:s:namespace! 2:s:name!
ServiceAccountTokenProjection 1:s:audience 2:i:expirationSeconds! 3:s:path! 4:i:user!
ServiceBackendPort 1:s:name 2:i:number
ServiceCIDR 1:ObjectMeta:metadata 2:ServiceCIDRSpec:spec 3:ServiceCIDRStatus:status
ServiceCIDRSpec 1:*s:cidrs
ServiceCIDRStatus 1:*Condition:conditions
ServicePort 1:s:name 2:s:protocol 6:s:appProtocol! 3:i:port! 4:IntOrString:targetPort 5:i:nodePort
ServiceReference 1:s:namespace! 2:s:name! 3:s:path! 4:i:port!
ServiceSpec 1:*ServicePort:ports 2:%s:selector 3:s:clusterIP 18:*s:clusterIPs 4:s:type 5:*s:externalIPs 7:s:sessionAffinity 8:s:loadBalancerIP 9:*s:loadBalancerSourceRanges 10:s:externalName 11:s:externalTrafficPolicy 12:i:healthCheckNodePort 13:t:publishNotReadyAddresses 14:SessionAffinityConfig:sessionAffinityConfig! 19:*s:ipFamilies 17:s:ipFamilyPolicy! 20:t:allocateLoadBalancerNodePorts! 21:s:loadBalancerClass! 22:s:internalTrafficPolicy! 23:s:trafficDistribution!
ServiceStatus 1:LoadBalancerStatus:loadBalancer 2:*Condition:conditions
SessionAffinityConfig 1:ClientIPConfig:clientIP!
SleepAction 1:i:seconds!
StatefulSet 1:ObjectMeta:metadata 2:StatefulSetSpec:spec 3:StatefulSetStatus:status
StatefulSetCondition 1:s:type! 2:s:status! 3:Time:lastTransitionTime 4:s:reason 5:s:message
StatefulSetOrdinals 1:i:start!
StatefulSetPersistentVolumeClaimRetentionPolicy 1:s:whenDeleted 2:s:whenScaled
StatefulSetSpec 1:i:replicas! 2:LabelSelector:selector! 3:PodTemplateSpec:template! 4:*PersistentVolumeClaim:volumeClaimTemplates 5:s:serviceName! 6:s:podManagementPolicy 7:StatefulSetUpdateStrategy:updateStrategy 8:i:revisionHistoryLimit! 9:i:minReadySeconds 10:StatefulSetPersistentVolumeClaimRetentionPolicy:persistentVolumeClaimRetentionPolicy! 11:StatefulSetOrdinals:ordinals!
StatefulSetStatus 1:i:observedGeneration 2:i:replicas! 3:i:readyReplicas 4:i:currentReplicas 5:i:updatedReplicas 6:s:currentRevision 7:s:updateRevision 9:i:collisionCount! 10:*StatefulSetCondition:conditions 11:i:availableReplicas!
StatefulSetUpdateStrategy 1:s:type 2:RollingUpdateStatefulSetStrategy:rollingUpdate!
StorageClass 1:ObjectMeta:metadata 2:s:provisioner! 3:%s:parameters 4:s:reclaimPolicy! 5:*s:mountOptions 6:t:allowVolumeExpansion! 7:s:volumeBindingMode! 8:*TopologySelectorTerm:allowedTopologies
StorageHealth 1:s:name! 2:*StorageHealthCondition:healthConditions
StorageHealthCondition 1:s:status! 2:s:reason! 3:s:message 4:s:accessMode! 5:s:volumeMode! 6:Time:lastTransitionTime
StorageOSPersistentVolumeSource 1:s:volumeName 2:s:volumeNamespace 3:s:fsType 4:t:readOnly 5:ObjectReference:secretRef!
StorageOSVolumeSource 1:s:volumeName 2:s:volumeNamespace 3:s:fsType 4:t:readOnly 5:LocalObjectReference:secretRef!
Subject 1:s:kind! 2:UserSubject:user! 3:GroupSubject:group! 4:ServiceAccountSubject:serviceAccount!
Subject2 1:s:kind! 2:s:apiGroup 3:s:name! 4:s:namespace
SubjectAccessReview 1:ObjectMeta:metadata 2:SubjectAccessReviewSpec:spec! 3:SubjectAccessReviewStatus:status
SubjectAccessReviewSpec 1:ResourceAttributes:resourceAttributes! 2:NonResourceAttributes:nonResourceAttributes! 3:s:user 4:*s:groups 5:%(*s):extra 6:s:uid
SubjectAccessReviewStatus 1:t:allowed! 4:t:denied 2:s:reason 3:s:evaluationError
SubjectRulesReviewStatus 1:*ResourceRule:resourceRules! 2:*NonResourceRule:nonResourceRules! 3:t:incomplete! 4:s:evaluationError
SuccessPolicy 1:*SuccessPolicyRule:rules!
SuccessPolicyRule 1:s:succeededIndexes! 2:i:succeededCount!
Sysctl 1:s:name! 2:s:value!
TCPSocketAction 1:IntOrString:port! 2:s:host
Taint 1:s:key! 2:s:value 3:s:effect! 4:Time:timeAdded!
TokenRequest 1:ObjectMeta:metadata 2:TokenRequestSpec:spec! 3:TokenRequestStatus:status
TokenRequest2 1:s:audience! 2:i:expirationSeconds!
TokenRequestSpec 1:*s:audiences! 4:i:expirationSeconds! 3:BoundObjectReference:boundObjectRef! 5:%(*s):attestations
TokenRequestStatus 1:s:token! 2:Time:expirationTimestamp!
TokenReview 1:ObjectMeta:metadata 2:TokenReviewSpec:spec! 3:TokenReviewStatus:status
TokenReviewSpec 1:s:token 2:*s:audiences
TokenReviewStatus 1:t:authenticated 2:UserInfo:user 4:*s:audiences 3:s:error
Toleration 1:s:key 2:s:operator 3:s:value 4:s:effect 5:i:tolerationSeconds!
TopologyConstraint 1:s:key!
TopologySelectorLabelRequirement 1:s:key! 2:*s:values!
TopologySelectorTerm 1:*TopologySelectorLabelRequirement:matchLabelExpressions
TopologySpreadConstraint 1:i:maxSkew! 2:s:topologyKey! 3:s:whenUnsatisfiable! 4:LabelSelector:labelSelector! 5:i:minDomains! 6:s:nodeAffinityPolicy! 7:s:nodeTaintsPolicy! 8:*s:matchLabelKeys
TypeChecking 1:*ExpressionWarning:expressionWarnings
TypedLocalObjectReference 1:s:apiGroup! 2:s:kind! 3:s:name!
TypedObjectReference 1:s:apiGroup! 2:s:kind! 3:s:name! 4:s:namespace!
UncountedTerminatedPods 1:*s:succeeded 2:*s:failed
UserInfo 1:s:username 2:s:uid 3:*s:groups 4:%(*s):extra
UserSubject 1:s:name!
ValidatingAdmissionPolicy 1:ObjectMeta:metadata 2:ValidatingAdmissionPolicySpec:spec 3:ValidatingAdmissionPolicyStatus:status
ValidatingAdmissionPolicyBinding 1:ObjectMeta:metadata 2:ValidatingAdmissionPolicyBindingSpec:spec
ValidatingAdmissionPolicyBindingSpec 1:s:policyName 2:ParamRef:paramRef! 3:MatchResources:matchResources! 4:*s:validationActions
ValidatingAdmissionPolicySpec 1:ParamKind:paramKind! 2:MatchResources:matchConstraints! 3:*Validation:validations 4:s:failurePolicy! 5:*AuditAnnotation:auditAnnotations 6:*MatchCondition:matchConditions 7:*Variable:variables
ValidatingAdmissionPolicyStatus 1:i:observedGeneration 2:TypeChecking:typeChecking! 3:*Condition:conditions
ValidatingWebhook 1:s:name! 2:WebhookClientConfig:clientConfig! 3:*RuleWithOperations:rules 4:s:failurePolicy! 9:s:matchPolicy! 5:LabelSelector:namespaceSelector! 10:LabelSelector:objectSelector! 6:s:sideEffects! 7:i:timeoutSeconds! 8:*s:admissionReviewVersions! 11:*MatchCondition:matchConditions
ValidatingWebhookConfiguration 1:ObjectMeta:metadata 2:*ValidatingWebhook:webhooks
Validation 1:s:expression! 2:s:message 3:s:reason! 4:s:messageExpression
Variable 1:s:name! 2:s:expression!
Volume 1:s:name! 2:VolumeSource:.
VolumeAttachment 1:ObjectMeta:metadata 2:VolumeAttachmentSpec:spec! 3:VolumeAttachmentStatus:status
VolumeAttachmentSource 1:s:persistentVolumeName! 2:PersistentVolumeSpec:inlineVolumeSpec!
VolumeAttachmentSpec 1:s:attacher! 2:VolumeAttachmentSource:source! 3:s:nodeName!
VolumeAttachmentStatus 1:t:attached! 2:%s:attachmentMetadata 3:VolumeError:attachError! 4:VolumeError:detachError!
VolumeAttributesClass 1:ObjectMeta:metadata 2:s:driverName! 3:%s:parameters
VolumeDevice 1:s:name! 2:s:devicePath!
VolumeError 1:Time:time 2:s:message 3:i:errorCode!
VolumeHealthCondition 1:s:status! 2:s:reason! 3:s:message
VolumeHealthStatus 1:*VolumeHealthCondition:healthConditions 2:Time:lastTransitionTime
VolumeMount 1:s:name! 2:t:readOnly 7:s:recursiveReadOnly! 3:s:mountPath! 4:s:subPath 5:s:mountPropagation! 6:s:subPathExpr 8:*s:bindMountOptions
VolumeMountStatus 1:s:name! 2:s:mountPath! 3:t:readOnly 4:s:recursiveReadOnly! 5:VolumeStatus:volumeStatus!
VolumeNodeAffinity 1:NodeSelector:required!
VolumeNodeResources 1:i:count!
VolumeProjection 1:SecretProjection:secret! 2:DownwardAPIProjection:downwardAPI! 3:ConfigMapProjection:configMap! 4:ServiceAccountTokenProjection:serviceAccountToken! 5:ClusterTrustBundleProjection:clusterTrustBundle! 6:PodCertificateProjection:podCertificate!
VolumeResourceRequirements 1:%Quantity:limits 2:%Quantity:requests
VolumeSource 1:HostPathVolumeSource:hostPath! 2:EmptyDirVolumeSource:emptyDir! 3:GCEPersistentDiskVolumeSource:gcePersistentDisk! 4:AWSElasticBlockStoreVolumeSource:awsElasticBlockStore! 5:GitRepoVolumeSource:gitRepo! 6:SecretVolumeSource:secret! 7:NFSVolumeSource:nfs! 8:ISCSIVolumeSource:iscsi! 9:GlusterfsVolumeSource:glusterfs! 10:PersistentVolumeClaimVolumeSource:persistentVolumeClaim! 11:RBDVolumeSource:rbd! 12:FlexVolumeSource:flexVolume! 13:CinderVolumeSource:cinder! 14:CephFSVolumeSource:cephfs! 15:FlockerVolumeSource:flocker! 16:DownwardAPIVolumeSource:downwardAPI! 17:FCVolumeSource:fc! 18:AzureFileVolumeSource:azureFile! 19:ConfigMapVolumeSource:configMap! 20:VsphereVirtualDiskVolumeSource:vsphereVolume! 21:QuobyteVolumeSource:quobyte! 22:AzureDiskVolumeSource:azureDisk! 23:PhotonPersistentDiskVolumeSource:photonPersistentDisk! 26:ProjectedVolumeSource:projected! 24:PortworxVolumeSource:portworxVolume! 25:ScaleIOVolumeSource:scaleIO! 27:StorageOSVolumeSource:storageos! 28:CSIVolumeSource:csi! 29:EphemeralVolumeSource:ephemeral! 30:ImageVolumeSource:image!
VolumeStatus 1:ImageVolumeStatus:image!
VsphereVirtualDiskVolumeSource 1:s:volumePath! 2:s:fsType 3:s:storagePolicyName 4:s:storagePolicyID
WebhookClientConfig 3:s:url! 1:ServiceReference:service! 2:b:caBundle
WeightedPodAffinityTerm 1:i:weight! 2:PodAffinityTerm:podAffinityTerm!
WindowsSecurityContextOptions 1:s:gmsaCredentialSpecName! 2:s:gmsaCredentialSpec! 3:s:runAsUserName! 4:t:hostProcess!
WorkloadPodGroupAllDisruptionMode
WorkloadPodGroupBasicSchedulingPolicy
WorkloadPodGroupDisruptionMode 1:WorkloadPodGroupSingleDisruptionMode:single! 2:WorkloadPodGroupAllDisruptionMode:all!
WorkloadPodGroupGangSchedulingPolicy 1:i:minCount!
WorkloadPodGroupResourceClaim 1:s:name! 2:s:resourceClaimName! 3:s:resourceClaimTemplateName!
WorkloadPodGroupSchedulingConstraints 1:*TopologyConstraint:topology
WorkloadPodGroupSchedulingPolicy 1:WorkloadPodGroupBasicSchedulingPolicy:basic! 2:WorkloadPodGroupGangSchedulingPolicy:gang!
WorkloadPodGroupSingleDisruptionMode
`;
