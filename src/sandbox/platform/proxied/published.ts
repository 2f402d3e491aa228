import type { FieldData, KindData, Published, TypeData } from "../../kubernetes/index.ts";
import { type Field, type Message, messages, parseField } from "./protobuf.ts";
import { types as kept } from "./types.ts";

/*
 * The built-in kinds as the clusters' OpenAPI documents describe them. Clients compute patches by these documents: a field that is missing there
 * makes kubectl warn, and a list without its key is replaced as a whole.
 */

/**
 * How lists and structs are merged by patches: a type, and its fields with the keys of their items. `!` keeps only the keys that the patch names,
 * `@` marks a list that server-side apply takes as a whole (facts of the `patchStrategy` and `listMapKey` marks in k8s.io/api).
 */
const merged = `
Container ports:containerPort,protocol env:name volumeMounts:mountPath volumeDevices:devicePath
ContainerStatus volumeMounts:mountPath allocatedResourcesStatus:name
EphemeralContainerCommon ports:containerPort,protocol env:name volumeMounts:mountPath volumeDevices:devicePath
PodSpec volumes:name! initContainers:name containers:name ephemeralContainers:name imagePullSecrets:name hostAliases:ip
PodSpec topologySpreadConstraints:topologyKey,whenUnsatisfiable schedulingGates:name resourceClaims:name!
PodStatus conditions:type hostIPs:ip@ podIPs:ip resourceClaimStatuses:name!
ServiceSpec ports:port,protocol
ServiceAccount secrets:name
NodeSpec podCIDRs:
NodeStatus conditions:type addresses:type
DeploymentSpec strategy:!
JobStatus conditions:type@
CSINodeSpec drivers:name
ValidatingAdmissionPolicySpec matchConditions:name variables:name
ValidatingWebhookConfiguration webhooks:name
MutatingWebhookConfiguration webhooks:name
ValidatingWebhook matchConditions:name
MutatingWebhook matchConditions:name
PersistentVolumeClaimStatus conditions:type
ReplicationControllerStatus conditions:type
ServiceStatus conditions:type
NamespaceStatus conditions:type
StatefulSetStatus conditions:type
DeploymentStatus conditions:type
DaemonSetStatus conditions:type
ReplicaSetStatus conditions:type
HorizontalPodAutoscalerStatus2 conditions:type
ServiceCIDRStatus conditions:type
PodDisruptionBudgetStatus conditions:type
FlowSchemaStatus conditions:type
PriorityLevelConfigurationStatus conditions:type
`;

function extension(keys: string): Record<string, unknown> {
  const retains = keys.endsWith("!");
  const atomic = keys.endsWith("@");
  const names = keys.replace(/[!@]$/, "").split(",").filter(Boolean);
  if (!names.length) {
    return retains
      ? { "x-kubernetes-patch-strategy": "retainKeys" }
      : { "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge" };
  }
  return {
    ...(atomic ? { "x-kubernetes-list-type": "atomic" } : { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": names }),
    "x-kubernetes-patch-merge-key": names[0],
    "x-kubernetes-patch-strategy": retains ? "merge,retainKeys" : "merge",
  };
}

const extensions = (): Published["extensions"] => {
  const out: Record<string, Record<string, unknown>> = {};
  for (const line of merged.trim().split("\n")) {
    const [type, ...fields] = line.split(" ");
    for (const field of fields) {
      const [name, keys = ""] = field.split(":");
      out[`${type}.${name}`] = extension(keys);
    }
  }
  return out;
};

const scalars: Readonly<Record<string, FieldData>> = {
  s: { type: "string" },
  b: { type: "bytes" },
  t: { type: "boolean" },
  i: { type: "int64" },
  f: { type: "number" },
  Time: { type: "time", nullWhenUnset: true },
  MicroTime: { type: "time", nullWhenUnset: true },
  Quantity: { type: "quantity" },
  IntOrString: { type: "intOrString" },
  Raw: { type: "any" },
  Fields: { type: "any" },
};

const of = (type: string): FieldData => {
  // A list with a name of its own.
  if (type.startsWith("(")) return dataOf(parseField(`1:${type.slice(1, -1)}:items`)[1]);
  return scalars[type] ?? { type: "object", ref: type };
};

const dataOf = ({ type, form }: Field): FieldData => {
  if (form === "one") return of(type);
  return { type: form === "map" ? "map" : "array", items: of(type), nullWhenUnset: true };
};

/** The fields of a message; those of one without a name are its own. */
const fieldsOf = (message: Message): [string, FieldData][] =>
  [...message.values()].flatMap((field): [string, FieldData][] =>
    field.name === "." ? fieldsOf(messages().byName.get(field.type) as Message) : [[field.name, dataOf(field)]],
  );

const { ObjectMeta, OwnerReference, ManagedFieldsEntry } = kept as Record<"ObjectMeta" | "OwnerReference" | "ManagedFieldsEntry", TypeData>;
const head: Readonly<Record<string, FieldData>> = {
  apiVersion: { type: "string" },
  kind: { type: "string" },
  metadata: { type: "object", ref: "ObjectMeta" },
};
/** A kind whose fields are not described. */
const undescribed: TypeData = { fields: { ...head, spec: { type: "any" }, status: { type: "any" } } };

let described: Readonly<Record<string, TypeData>> | undefined;
let marks: Published["extensions"] | undefined;

/** The types of all messages, made when the first document is asked for. */
function types(): Readonly<Record<string, TypeData>> {
  if (described) return described;
  const { kinds, byName } = messages();
  const roots = new Set(kinds.values());
  const entries = [...byName].map(([name, message]): [string, TypeData] => [
    name,
    { fields: { ...(roots.has(name) && head), ...Object.fromEntries(fieldsOf(message)), ...(roots.has(name) && head) } },
  ]);
  described = { ...Object.fromEntries(entries), ObjectMeta, OwnerReference, ManagedFieldsEntry, Undescribed: undescribed };
  return described;
}

/** What documents say of the kinds of a group version (`apps/v1`). */
export function publishedTypes(apiVersion: string, kinds: readonly KindData[]): Published {
  const known = messages().kinds;
  marks ??= extensions();
  const published = kinds.filter(({ custom, requestOnly, type }) => type !== undefined && !custom && !requestOnly);
  return {
    types: types(),
    kinds: Object.fromEntries(published.map(({ kind }) => [kind, known.get(`${apiVersion} ${kind}`) ?? "Undescribed"])),
    extensions: marks,
  };
}
