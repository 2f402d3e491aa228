import type { KindData, SubresourceData, Tables } from "../../kubernetes/index.ts";
import { publishedTypes } from "./published.ts";
import { types } from "./types.ts";

export const all = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];

const change = ["get", "update", "patch"];

const proxied = ["create", "delete", "get", "patch", "update"];

/** Paths below an object that are known and not simulated: there is nothing behind them here. */
const unsimulated: Readonly<Record<string, readonly SubresourceData[]>> = {
  Pod: [
    { name: "attach", kind: "PodAttachOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "binding", kind: "Binding", verbs: ["create"] },
    { name: "ephemeralcontainers", kind: "Pod", verbs: change },
    { name: "eviction", kind: "Eviction", apiVersion: "policy/v1", verbs: ["create"] },
    { name: "exec", kind: "PodExecOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "log", kind: "Pod", verbs: ["get"], raw: "stream" },
    { name: "portforward", kind: "PodPortForwardOptions", verbs: ["create", "get"], raw: "upgrade" },
    { name: "proxy", kind: "PodProxyOptions", verbs: proxied, raw: "proxy" },
    { name: "resize", kind: "Pod", verbs: change },
  ],
  ServiceAccount: [{ name: "token", kind: "TokenRequest", apiVersion: "authentication.k8s.io/v1", verbs: ["create"] }],
  Namespace: [{ name: "finalize", kind: "Namespace", verbs: ["update"] }],
  Node: [{ name: "proxy", kind: "NodeProxyOptions", verbs: proxied, raw: "proxy" }],
  Service: [{ name: "proxy", kind: "ServiceProxyOptions", verbs: proxied, raw: "proxy" }],
  CertificateSigningRequest: [{ name: "approval", kind: "CertificateSigningRequest", verbs: change }],
};
const scaled = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"];
const scale = { replicas: ["spec", "replicas"], status: ["status", "replicas"], selector: ["spec", "selector"] };

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

/** Names that kinds share: what `kubectl get all` gets, and what extends the API. */
const categories: Readonly<Record<string, ReadonlySet<string>>> = {
  all: new Set([
    ...["Pod", "Service", "ReplicationController", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet", "HorizontalPodAutoscaler"],
    ...["Job", "CronJob"],
  ]),
  "api-extensions": new Set([
    ...["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    ...["CustomResourceDefinition", "APIService"],
  ]),
};

const categoriesOf = (name: string): Pick<KindData, "categories"> => {
  const names = Object.keys(categories).filter((category) => categories[category]?.has(name));
  return names.length ? { categories: names } : {};
};

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
  /** In the table of types. Default: that of its name, or else by whether it has a status and a spec. */
  type?: string;
  /** Has neither spec nor status. */
  bare?: true;
  names?: KindData["names"];
}

function kind(name: string, { plural, short, global, status, bare, type, names }: Options = {}): KindData {
  const singular = name.toLowerCase();
  const known = type ?? (Object.hasOwn(types, name) ? name : undefined);
  const subresources = [
    ...(status ? [{ name: "status", kind: name, verbs: change }] : []),
    ...(unsimulated[name] ?? []),
    ...(scaled.includes(name) ? [{ name: "scale", kind: "Scale", apiVersion: "autoscaling/v1", verbs: change }] : []),
  ];
  return {
    kind: name,
    plural: plural ?? `${singular}s`,
    singular,
    namespaced: !global,
    verbs: name === "Namespace" ? all.filter((verb) => verb !== "deletecollection") : all,
    type: known ?? (bare ? "Plain" : status ? "Reconciled" : "Specified"),
    ...(short && { shortNames: short }),
    ...categoriesOf(name),
    ...(status && { statusSubresource: true as const }),
    ...(names && { names }),
    aged: true,
    selectable: selectable[name] ?? [],
    ...(scaled.includes(name) && { scale }),
    ...(!counted.has(name) && { uncounted: true as const }),
    ...(!conditional.has(name) && { unconditional: true as const }),
    ...(createdByPut.has(name) && { createOnUpdate: true as const }),
    ...(answersDeleted.has(name) && { answersDeleted: true as const }),
    subresources,
  };
}

/** A kind that is known and not simulated. */
const refused = (name: string, plural: string, more: Partial<KindData> = {}): KindData => ({
  kind: name,
  plural,
  singular: name.toLowerCase(),
  namespaced: false,
  verbs: ["create"],
  ...categoriesOf(name),
  subresources: [],
  ...more,
});

/** A kind that is asked and not kept; the answer is an action. */
const asked = (name: string, plural: string): KindData => ({ ...refused(name, plural), type: "Custom", requestOnly: true });

const group = (name: string, ...kinds: readonly KindData[]): Tables => {
  const [version = "", ...rest] = name.split("/").reverse();
  return { group: rest.join("/"), version, kinds, types, published: () => publishedTypes(name, kinds) };
};

/** The kinds of every cluster (Kubernetes 1.33), but for some that nobody writes by hand. The core group comes first. */
export const builtIn: readonly Tables[] = [
  group(
    "v1",
    refused("Binding", "bindings", { namespaced: true }),
    refused("ComponentStatus", "componentstatuses", { verbs: ["get", "list"], shortNames: ["cs"] }),
    kind("ConfigMap", { short: ["cm"], bare: true }),
    kind("Endpoints", { plural: "endpoints", short: ["ep"], bare: true }),
    kind("Event", { short: ["ev"] }),
    kind("LimitRange", { short: ["limits"] }),
    kind("Namespace", { short: ["ns"], global: true, status: true, names: "label" }),
    kind("Node", { short: ["no"], global: true, status: true }),
    kind("PersistentVolume", { short: ["pv"], global: true, status: true }),
    kind("PersistentVolumeClaim", { short: ["pvc"], status: true }),
    kind("Pod", { short: ["po"], status: true }),
    kind("PodTemplate"),
    kind("ReplicationController", { short: ["rc"], status: true, type: "ReplicaSet" }),
    kind("ResourceQuota", { short: ["quota"], status: true }),
    kind("Secret"),
    kind("Service", { short: ["svc"], status: true, names: "dns1035" }),
    kind("ServiceAccount", { short: ["sa"] }),
  ),
  group(
    "apiregistration.k8s.io/v1",
    refused("APIService", "apiservices", { verbs: all, subresources: [{ name: "status", kind: "APIService", verbs: change }] }),
  ),
  group(
    "apps/v1",
    kind("ControllerRevision"),
    kind("DaemonSet", { short: ["ds"], status: true }),
    kind("Deployment", { short: ["deploy"], status: true }),
    kind("ReplicaSet", { short: ["rs"], status: true }),
    kind("StatefulSet", { short: ["sts"], status: true }),
  ),
  group("events.k8s.io/v1", kind("Event", { short: ["ev"], type: "EventV1" })),
  group("authentication.k8s.io/v1", asked("SelfSubjectReview", "selfsubjectreviews"), refused("TokenReview", "tokenreviews")),
  group(
    "authorization.k8s.io/v1",
    { ...asked("LocalSubjectAccessReview", "localsubjectaccessreviews"), namespaced: true },
    asked("SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    refused("SelfSubjectRulesReview", "selfsubjectrulesreviews"),
    asked("SubjectAccessReview", "subjectaccessreviews"),
  ),
  group("autoscaling/v2", kind("HorizontalPodAutoscaler", { short: ["hpa"], status: true })),
  group("autoscaling/v1", kind("HorizontalPodAutoscaler", { short: ["hpa"], status: true, type: "HorizontalPodAutoscalerV1" })),
  group("batch/v1", kind("CronJob", { short: ["cj"], status: true }), kind("Job", { status: true })),
  group("certificates.k8s.io/v1", kind("CertificateSigningRequest", { short: ["csr"], global: true, status: true })),
  group(
    "networking.k8s.io/v1",
    kind("IPAddress", { plural: "ipaddresses", short: ["ip"], global: true }),
    kind("Ingress", { plural: "ingresses", short: ["ing"], status: true }),
    kind("IngressClass", { plural: "ingressclasses", global: true }),
    kind("NetworkPolicy", { plural: "networkpolicies", short: ["netpol"] }),
    kind("ServiceCIDR", { global: true, status: true }),
  ),
  group("policy/v1", kind("PodDisruptionBudget", { short: ["pdb"], status: true })),
  group(
    "rbac.authorization.k8s.io/v1",
    kind("ClusterRole", { global: true, names: "path", type: "Role" }),
    kind("ClusterRoleBinding", { global: true, names: "path", type: "RoleBinding" }),
    kind("Role", { names: "path" }),
    kind("RoleBinding", { names: "path" }),
  ),
  group(
    "storage.k8s.io/v1",
    kind("CSIDriver", { global: true }),
    kind("CSINode", { global: true }),
    kind("CSIStorageCapacity", { plural: "csistoragecapacities" }),
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
  group("apiextensions.k8s.io/v1", kind("CustomResourceDefinition", { short: ["crd", "crds"], global: true, status: true })),
  group("scheduling.k8s.io/v1", kind("PriorityClass", { plural: "priorityclasses", short: ["pc"], global: true })),
  group("coordination.k8s.io/v1", kind("Lease")),
  group("node.k8s.io/v1", kind("RuntimeClass", { plural: "runtimeclasses", global: true })),
  group("discovery.k8s.io/v1", kind("EndpointSlice")),
  group(
    "flowcontrol.apiserver.k8s.io/v1",
    kind("FlowSchema", { global: true, status: true }),
    kind("PriorityLevelConfiguration", { global: true, status: true }),
  ),
];
