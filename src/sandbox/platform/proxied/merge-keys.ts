import { types as platformTypes } from "../../../generated/sandbox/platform.ts";
import type { FieldData, TypeData } from "../../kubernetes/index.ts";

/*
 * What is known here of the kinds of a cluster: their metadata, and which of their lists are merged item by item, by strategic merge patches
 * and by server-side apply; and the types of what the cluster itself reads. All else is kept as it is sent. The keys are those of the
 * Kubernetes API (its OpenAPI document says x-kubernetes-list-map-keys).
 */

const list = (merge: FieldData["merge"], ref = "Any"): FieldData => ({
  type: "array",
  items: { type: "object", ref },
  ...(merge && { merge }),
});
const of = (ref: string): FieldData => ({ type: "object", ref });
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

const { ObjectMeta, OwnerReference, ManagedFieldsEntry } = platformTypes as Record<string, TypeData>;

export const types: Readonly<Record<string, TypeData>> = {
  ObjectMeta: ObjectMeta as TypeData,
  OwnerReference: OwnerReference as TypeData,
  ManagedFieldsEntry: ManagedFieldsEntry as TypeData,

  /** A part of an object, of any form. */
  Any: open({}),
  /** A kind of which nothing is known: those of custom resource definitions. */
  Custom: { open: "undeclared", fields: head },
  /** A kind of Kubernetes itself without merged lists but the conditions. */
  BuiltIn: open({ ...head, status: of("Status") }),
  Status: open({ conditions: list([["type"]]), addresses: list([["type"]]) }),

  Container: open({
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
  }),
  PodTemplateSpec: open({ spec: of("PodSpec") }),
  WorkloadSpec: open({ template: of("PodTemplateSpec") }),
  JobTemplateSpec: open({ spec: of("WorkloadSpec") }),
  CronJobSpec: open({ jobTemplate: of("JobTemplateSpec") }),
  ServiceSpec: open({ ports: list([["port"], ["protocol", "TCP"]]) }),

  Pod: open({ ...head, spec: of("PodSpec"), status: of("Status") }),
  PodTemplate: open({ ...head, template: of("PodTemplateSpec") }),
  /** Deployments and their like: what has a template of pods. */
  Workload: open({ ...head, spec: of("WorkloadSpec"), status: of("Status") }),
  CronJob: open({ ...head, spec: of("CronJobSpec"), status: of("Status") }),
  Service: open({ ...head, spec: of("ServiceSpec"), status: of("Status") }),
  ServiceAccount: open({ ...head, secrets: list([["name"]]) }),
  WebhookConfiguration: open({ ...head, webhooks: list([["name"]]) }),

  Namespace: open({ ...head, spec: of("NamespaceSpec"), status: of("Status") }),
  NamespaceSpec: open({ finalizers: texts }),
  Secret: open({ ...head, type: text, stringData: value("map", { type: "string" }) }),
  CustomResourceDefinition: open({ ...head, spec: of("CustomResourceDefinitionSpec"), status: of("Status") }),
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
