import type { KindData, SubresourceData, Tables } from "../../kubernetes/index.ts";
import { types } from "./merge-keys.ts";

export const all = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];

const change = ["get", "update", "patch"];

/** Paths below an object that are known and not simulated: there is nothing behind them here. */
const unsimulated: Readonly<Record<string, readonly SubresourceData[]>> = {
  Pod: [
    { name: "attach", kind: "PodAttachOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "binding", kind: "Binding", verbs: ["create"] },
    { name: "ephemeralcontainers", kind: "Pod", verbs: change },
    { name: "eviction", kind: "Eviction", verbs: ["create"] },
    { name: "exec", kind: "PodExecOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "log", kind: "Pod", verbs: ["get"], raw: "stream" },
    { name: "portforward", kind: "PodPortForwardOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "resize", kind: "Pod", verbs: change },
  ],
  ServiceAccount: [{ name: "token", kind: "TokenRequest", verbs: ["create"] }],
  Namespace: [{ name: "finalize", kind: "Namespace", verbs: ["update"] }],
};
const scaled = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"];

/** Kinds whose changes are counted (metadata.generation). */
const counted = new Set([
  ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob", "PodDisruptionBudget", "Ingress"],
  ...["IngressClass", "NetworkPolicy", "CustomResourceDefinition", "EndpointSlice", "PriorityClass", "MutatingWebhookConfiguration"],
  ...["ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "Pod", "PodTemplate"],
  ...["FlowSchema", "PriorityLevelConfiguration"],
]);

/** Kinds that take a PUT only with a resourceVersion. */
const conditional = new Set([
  ...["CustomResourceDefinition", "Lease", "PodDisruptionBudget", "RuntimeClass", "CSIDriver", "CSINode", "CSIStorageCapacity"],
  ...["VolumeAttachment", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy"],
  "ValidatingAdmissionPolicyBinding",
]);

/** Kinds that a PUT creates. */
const createdByPut = new Set([
  ...["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "RuntimeClass", "Lease", "LimitRange", "Event", "Service", "Endpoints"],
]);

/** Kinds whose DELETE answers with the object. */
const answersDeleted = new Set([
  ...["Pod", "Service", "ServiceAccount", "PersistentVolumeClaim", "PersistentVolume", "PodTemplate", "ResourceQuota", "Namespace"],
  ...["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"],
]);

/** What `kubectl get all` gets. */
const ofAll = new Set([
  ...["Pod", "Service", "ReplicationController", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet", "HorizontalPodAutoscaler"],
  ...["Job", "CronJob"],
]);

/** What lists of some kinds can be selected by, besides name and namespace. */
const selectable: Readonly<Record<string, readonly string[]>> = {
  Event: [
    ...["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"].map((field) => `involvedObject.${field}`),
    ...["reason", "reportingComponent", "source", "type"],
  ],
  Job: ["status.successful"],
  Namespace: ["status.phase"],
  Node: ["spec.unschedulable"],
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
  ],
  ReplicaSet: ["status.replicas"],
  ReplicationController: ["status.replicas"],
  Secret: ["type"],
  Service: ["spec.clusterIP", "spec.type"],
  CertificateSigningRequest: ["spec.signerName"],
};

interface Options {
  plural?: string;
  short?: readonly string[];
  /** Lives in no namespace. */
  global?: true;
  /** Has a status apart. */
  status?: true;
  /** In the table of types. Default: `BuiltIn`. */
  type?: string;
  names?: KindData["names"];
}

function kind(name: string, { plural, short, global, status, type = "BuiltIn", names }: Options = {}): KindData {
  const singular = name.toLowerCase();
  const subresources = [
    ...(status ? [{ name: "status", kind: name, verbs: change }] : []),
    ...(unsimulated[name] ?? []),
    ...(scaled.includes(name) ? [{ name: "scale", kind: "Scale", verbs: change }] : []),
  ];
  return {
    kind: name,
    plural: plural ?? `${singular}s`,
    singular,
    namespaced: !global,
    verbs: all,
    type,
    ...(short && { shortNames: short }),
    ...(ofAll.has(name) && { categories: ["all"] }),
    ...(status && { statusSubresource: true as const }),
    ...(names && { names }),
    aged: true,
    selectable: selectable[name] ?? [],
    ...(!counted.has(name) && { uncounted: true as const }),
    ...(!conditional.has(name) && { unconditional: true as const }),
    ...(createdByPut.has(name) && { createOnUpdate: true as const }),
    ...(answersDeleted.has(name) && { answersDeleted: true as const }),
    subresources,
  };
}

/** A kind that is known and not simulated. */
const refused = (name: string, plural: string, verbs: readonly string[] = ["create"], namespaced = false): KindData => ({
  kind: name,
  plural,
  singular: name.toLowerCase(),
  namespaced,
  verbs,
  subresources: [],
});

/** A kind that is asked and not kept; the answer is an action. */
const asked = (name: string, plural: string): KindData => ({ ...refused(name, plural), type: "Custom", requestOnly: true });

const group = (name: string, ...kinds: readonly KindData[]): Tables => {
  const [version = "", ...rest] = name.split("/").reverse();
  return { group: rest.join("/"), version, kinds, types };
};

const workload = { status: true, type: "Workload" } as const;

/** The kinds of every cluster (Kubernetes 1.33), but for some that nobody writes by hand. The core group comes first. */
export const builtIn: readonly Tables[] = [
  group(
    "v1",
    kind("ConfigMap", { short: ["cm"] }),
    kind("Endpoints", { plural: "endpoints", short: ["ep"] }),
    kind("Event", { short: ["ev"] }),
    kind("LimitRange", { short: ["limits"] }),
    kind("Namespace", { short: ["ns"], global: true, status: true, names: "label", type: "Namespace" }),
    kind("Node", { short: ["no"], global: true, status: true }),
    kind("PersistentVolume", { short: ["pv"], global: true, status: true }),
    kind("PersistentVolumeClaim", { short: ["pvc"], status: true }),
    kind("Pod", { short: ["po"], status: true, type: "Pod" }),
    kind("PodTemplate", { type: "PodTemplate" }),
    kind("ReplicationController", { short: ["rc"], ...workload }),
    kind("ResourceQuota", { short: ["quota"], status: true }),
    kind("Secret", { type: "Secret" }),
    kind("Service", { short: ["svc"], status: true, type: "Service", names: "dns1035" }),
    kind("ServiceAccount", { short: ["sa"], type: "ServiceAccount" }),
  ),
  group("apiregistration.k8s.io/v1", refused("APIService", "apiservices", all)),
  group(
    "apps/v1",
    kind("ControllerRevision"),
    kind("DaemonSet", { short: ["ds"], ...workload }),
    kind("Deployment", { short: ["deploy"], ...workload }),
    kind("ReplicaSet", { short: ["rs"], ...workload }),
    kind("StatefulSet", { short: ["sts"], ...workload }),
  ),
  group("authentication.k8s.io/v1", asked("SelfSubjectReview", "selfsubjectreviews"), refused("TokenReview", "tokenreviews")),
  group(
    "authorization.k8s.io/v1",
    { ...asked("LocalSubjectAccessReview", "localsubjectaccessreviews"), namespaced: true },
    asked("SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    refused("SelfSubjectRulesReview", "selfsubjectrulesreviews"),
    asked("SubjectAccessReview", "subjectaccessreviews"),
  ),
  group("autoscaling/v2", kind("HorizontalPodAutoscaler", { short: ["hpa"], status: true })),
  group("autoscaling/v1", kind("HorizontalPodAutoscaler", { short: ["hpa"], status: true })),
  group("batch/v1", kind("CronJob", { short: ["cj"], status: true, type: "CronJob" }), kind("Job", workload)),
  group("certificates.k8s.io/v1", kind("CertificateSigningRequest", { short: ["csr"], global: true, status: true })),
  group(
    "networking.k8s.io/v1",
    kind("Ingress", { plural: "ingresses", short: ["ing"], status: true }),
    kind("IngressClass", { plural: "ingressclasses", global: true }),
    kind("NetworkPolicy", { plural: "networkpolicies", short: ["netpol"] }),
  ),
  group("policy/v1", kind("PodDisruptionBudget", { short: ["pdb"], status: true })),
  group(
    "rbac.authorization.k8s.io/v1",
    kind("ClusterRole", { global: true, names: "path" }),
    kind("ClusterRoleBinding", { global: true, names: "path" }),
    kind("Role", { names: "path" }),
    kind("RoleBinding", { names: "path" }),
  ),
  group(
    "storage.k8s.io/v1",
    kind("CSIDriver", { global: true }),
    kind("CSINode", { global: true }),
    kind("StorageClass", { plural: "storageclasses", short: ["sc"], global: true }),
    kind("VolumeAttachment", { global: true, status: true }),
  ),
  group(
    "admissionregistration.k8s.io/v1",
    kind("MutatingWebhookConfiguration", { global: true, type: "WebhookConfiguration" }),
    kind("ValidatingAdmissionPolicy", { plural: "validatingadmissionpolicies", global: true, status: true }),
    kind("ValidatingAdmissionPolicyBinding", { global: true }),
    kind("ValidatingWebhookConfiguration", { global: true, type: "WebhookConfiguration" }),
  ),
  group(
    "apiextensions.k8s.io/v1",
    kind("CustomResourceDefinition", { short: ["crd", "crds"], global: true, status: true, type: "CustomResourceDefinition" }),
  ),
  group("scheduling.k8s.io/v1", kind("PriorityClass", { plural: "priorityclasses", short: ["pc"], global: true })),
  group("coordination.k8s.io/v1", kind("Lease")),
  group("discovery.k8s.io/v1", kind("EndpointSlice")),
  group("node.k8s.io/v1", kind("RuntimeClass", { plural: "runtimeclasses", global: true })),
];
