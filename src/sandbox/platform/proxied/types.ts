import { types as platformTypes } from "../../../generated/sandbox/platform.ts";
import type { FieldData, TypeData } from "../../kubernetes/index.ts";

/*
 * What is known here of the kinds of a cluster: their metadata; which of their lists are merged item by item, by strategic merge patches and by
 * server-side apply; what an API server writes even when it is empty; and the types of what the cluster itself reads. All else is kept as it is
 * sent. The keys of lists are those of the Kubernetes API (its OpenAPI document says x-kubernetes-list-map-keys). Fields that are written when
 * they are empty are Go structs, and fields without omitempty.
 */

const list = (merge: FieldData["merge"], ref = "Any"): FieldData => ({
  type: "array",
  items: { type: "object", ref },
  ...(merge && { merge }),
});
const of = (ref: string): FieldData => ({ type: "object", ref });
/** A part that is written when it is empty. */
const struct = (ref = "Any"): FieldData => ({ ...of(ref), always: true });
const zero = (type: "string" | "boolean" | "int32" | "int64"): FieldData => ({ type, always: true });
/** A time or a list that is null when it is unset. */
const unset: FieldData = { type: "any", always: true };
/** A value that is kept although it is empty. */
const value = (type: FieldData["type"], items?: FieldData): FieldData => ({ type, pointer: true, ...(items && { items }) });
const text = value("string");
const texts = value("array", { type: "string" });
const open = (fields: Readonly<Record<string, FieldData>>): TypeData => ({ open: true, fields });

const head: Readonly<Record<string, FieldData>> = {
  kind: { type: "string" },
  apiVersion: { type: "string" },
  metadata: { type: "object", ref: "ObjectMeta", always: true },
};

/** Lists of a status that are merged item by item. */
const status: Readonly<Record<string, FieldData>> = { conditions: list([["type"]]), addresses: list([["type"]]) };

const workload: Readonly<Record<string, FieldData>> = { selector: of("Selector"), template: of("PodTemplateSpec") };

const { ObjectMeta, OwnerReference, ManagedFieldsEntry } = platformTypes as Record<string, TypeData>;

export const types: Readonly<Record<string, TypeData>> = {
  ObjectMeta: ObjectMeta as TypeData,
  OwnerReference: OwnerReference as TypeData,
  ManagedFieldsEntry: ManagedFieldsEntry as TypeData,

  /** A part of an object, of any form. */
  Any: open({}),
  /** A kind of which nothing is known: those of custom resource definitions. */
  Custom: { open: "undeclared", fields: head },
  /** A kind of Kubernetes itself of which nothing more is known. */
  Plain: open(head),
  /** A kind with a spec. */
  Specified: open({ ...head, spec: struct() }),
  /** A kind with a spec and a status. */
  Reconciled: open({ ...head, spec: struct(), status: struct("Status") }),
  Status: open(status),
  /** What selects objects: it has one owner as a whole. */
  Selector: { ...open({}), atomic: true },

  Container: open({
    resources: struct(),
    ports: list([["containerPort"], ["protocol", "TCP"]]),
    env: list([["name"]]),
    volumeMounts: list([["mountPath"]]),
    volumeDevices: list([["devicePath"]]),
  }),
  PodSpec: open({
    containers: list([["name"]], "Container"),
    initContainers: list([["name"]], "Container"),
    ephemeralContainers: list([["name"]], "Container"),
    volumes: list([["name"]]),
    imagePullSecrets: list([["name"]]),
    hostAliases: list([["ip"]]),
    topologySpreadConstraints: list([["topologyKey"], ["whenUnsatisfiable"]]),
    schedulingGates: list([["name"]]),
    resourceClaims: list([["name"]]),
    nodeSelector: of("Selector"),
  }),
  PodTemplateSpec: open({ spec: of("PodSpec") }),
  WorkloadSpec: open(workload),
  DeploymentSpec: open({ ...workload, strategy: struct() }),
  SetSpec: open({ ...workload, updateStrategy: struct() }),
  JobTemplateSpec: open({ spec: of("WorkloadSpec") }),
  CronJobSpec: open({ jobTemplate: of("JobTemplateSpec") }),
  ServiceSpec: open({ selector: of("Selector"), ports: list([["port"], ["protocol", "TCP"]]) }),

  Pod: open({ ...head, spec: struct("PodSpec"), status: struct("Status") }),
  PodTemplate: open({ ...head, template: struct("PodTemplateSpec") }),
  Deployment: open({ ...head, spec: struct("DeploymentSpec"), status: struct("Status") }),
  ReplicaSet: open({ ...head, spec: struct("WorkloadSpec"), status: struct("ReplicaSetStatus") }),
  ReplicaSetStatus: open({ ...status, replicas: zero("int32") }),
  StatefulSet: open({ ...head, spec: struct("SetSpec"), status: struct("StatefulSetStatus") }),
  StatefulSetStatus: open({ ...status, replicas: zero("int32"), availableReplicas: zero("int32") }),
  DaemonSet: open({ ...head, spec: struct("SetSpec"), status: struct("DaemonSetStatus") }),
  DaemonSetStatus: open({
    ...status,
    currentNumberScheduled: zero("int32"),
    numberMisscheduled: zero("int32"),
    desiredNumberScheduled: zero("int32"),
    numberReady: zero("int32"),
  }),
  Job: open({ ...head, spec: struct("WorkloadSpec"), status: struct("Status") }),
  CronJob: open({ ...head, spec: struct("CronJobSpec"), status: struct("Status") }),
  ControllerRevision: open({ ...head, data: unset, revision: zero("int64") }),
  Service: open({ ...head, spec: struct("ServiceSpec"), status: struct("LoadBalancerStatus") }),
  Ingress: open({ ...head, spec: struct(), status: struct("LoadBalancerStatus") }),
  LoadBalancerStatus: open({ ...status, loadBalancer: struct() }),
  ServiceAccount: open({ ...head, secrets: list([["name"]]) }),
  WebhookConfiguration: open({ ...head, webhooks: list([["name"]]) }),
  Role: open({ ...head, rules: unset }),
  RoleBinding: open({ ...head, roleRef: struct("RoleRef") }),
  RoleRef: { ...open({ apiGroup: zero("string"), kind: zero("string"), name: zero("string") }), atomic: true },
  PersistentVolumeClaim: open({ ...head, spec: struct("PersistentVolumeClaimSpec"), status: struct("Status") }),
  PersistentVolumeClaimSpec: open({ resources: struct(), selector: of("Selector") }),
  NetworkPolicy: open({ ...head, spec: struct("NetworkPolicySpec") }),
  NetworkPolicySpec: open({ podSelector: struct("Selector") }),
  PodDisruptionBudget: open({ ...head, spec: struct("PodDisruptionBudgetSpec"), status: struct("PodDisruptionBudgetStatus") }),
  PodDisruptionBudgetSpec: open({ selector: of("Selector") }),
  PodDisruptionBudgetStatus: open({
    ...status,
    disruptionsAllowed: zero("int32"),
    currentHealthy: zero("int32"),
    desiredHealthy: zero("int32"),
    expectedPods: zero("int32"),
  }),
  HorizontalPodAutoscaler: open({ ...head, spec: struct(), status: struct("HorizontalPodAutoscalerStatus") }),
  HorizontalPodAutoscalerStatus: open({ ...status, desiredReplicas: zero("int32"), currentMetrics: unset }),
  HorizontalPodAutoscalerV1: open({ ...head, spec: struct(), status: struct("HorizontalPodAutoscalerV1Status") }),
  HorizontalPodAutoscalerV1Status: open({ ...status, currentReplicas: zero("int32"), desiredReplicas: zero("int32") }),
  EndpointSlice: open({ ...head, addressType: zero("string"), endpoints: unset, ports: unset }),
  PriorityClass: open({ ...head, value: zero("int32") }),
  RuntimeClass: open({ ...head, handler: zero("string") }),
  StorageClass: open({ ...head, provisioner: zero("string") }),
  CSIStorageCapacity: open({ ...head, storageClassName: zero("string") }),
  VolumeAttachment: open({ ...head, spec: struct(), status: struct("VolumeAttachmentStatus") }),
  VolumeAttachmentStatus: open({ ...status, attached: zero("boolean") }),
  Node: open({ ...head, spec: struct(), status: struct("NodeStatus") }),
  NodeStatus: open({ ...status, daemonEndpoints: struct("NodeDaemonEndpoints"), nodeInfo: struct() }),
  NodeDaemonEndpoints: open({ kubeletEndpoint: struct("DaemonEndpoint") }),
  DaemonEndpoint: open({ Port: zero("int32") }),
  Event: open({
    ...head,
    involvedObject: struct(),
    source: struct(),
    firstTimestamp: unset,
    lastTimestamp: unset,
    eventTime: unset,
    reportingComponent: zero("string"),
    reportingInstance: zero("string"),
  }),
  /** Of the group events.k8s.io. */
  EventV1: open({
    ...head,
    eventTime: unset,
    regarding: struct(),
    deprecatedSource: struct(),
    deprecatedFirstTimestamp: unset,
    deprecatedLastTimestamp: unset,
  }),

  Scale: { fields: { ...head, spec: struct("ScaleSpec"), status: struct("ScaleStatus") } },
  ScaleSpec: { fields: { replicas: { type: "int32" } } },
  ScaleStatus: { fields: { replicas: zero("int32"), selector: { type: "string" } } },

  Namespace: open({ ...head, spec: struct("NamespaceSpec"), status: struct("Status") }),
  NamespaceSpec: open({ finalizers: texts }),
  Secret: open({ ...head, type: text, stringData: value("map", { type: "string" }) }),
  CustomResourceDefinition: open({ ...head, spec: struct("CustomResourceDefinitionSpec"), status: struct("Status") }),
  CustomResourceDefinitionSpec: open({
    group: text,
    scope: text,
    names: of("CustomResourceDefinitionNames"),
    versions: value("array", of("CustomResourceDefinitionVersion")),
    conversion: of("CustomResourceConversion"),
  }),
  CustomResourceDefinitionNames: open({
    plural: text,
    singular: text,
    kind: text,
    listKind: text,
    shortNames: texts,
    categories: texts,
  }),
  CustomResourceDefinitionVersion: open({
    name: text,
    served: value("boolean"),
    storage: value("boolean"),
    subresources: of("CustomResourceSubresources"),
  }),
  CustomResourceSubresources: open({ status: of("Any"), scale: of("Any") }),
  CustomResourceConversion: open({ strategy: text }),
};
