import {
  type Admission,
  type FieldError,
  invalid,
  invalidField,
  type KindData,
  type KubeObject,
  requiredField,
  type Tables,
  timestamp,
  unsupported,
  unsupportedField,
} from "../../kubernetes/index.ts";
import { all } from "./kinds.ts";
import { types } from "./types.ts";

/** The name under which the engine keeps custom resource definitions. */
export const crds = "customresourcedefinitions.apiextensions.k8s.io";

/** Stays on a definition until its objects are gone. */
export const crdCleanup = "customresourcecleanup.apiextensions.k8s.io";

interface Version {
  name?: string;
  served?: boolean;
  storage?: boolean;
  subresources?: { status?: object; scale?: { specReplicasPath?: string; statusReplicasPath?: string; labelSelectorPath?: string } };
}

interface Names {
  plural?: string;
  singular?: string;
  kind?: string;
  listKind?: string;
  shortNames?: readonly string[];
  categories?: readonly string[];
}

interface Definition {
  metadata: { name?: string };
  spec?: { group?: string; names?: Names; scope?: string; versions?: readonly Version[]; conversion?: { strategy?: string } };
}

/** The names of a definition with those that follow from others. */
function acceptedNames(names: Names): Names {
  const { kind, singular = kind?.toLowerCase(), listKind = kind && `${kind}List` } = names;
  return { ...names, ...(singular && { singular }), ...(listKind && { listKind }) };
}

/** What the objects of a definition are kept under. */
export const keyOfDefinition = (object: KubeObject): string => object.metadata.name as string;

/** Fills in a definition that a client sends, and refuses one that can't be served. It is served as soon as it is kept. */
export function admitDefinition({ operation, resource, name, object, old }: Admission, now: number): void {
  const definition = object as unknown as Definition & KubeObject;
  const spec = (definition.spec ?? {}) as NonNullable<Definition["spec"]>;
  const names = spec.names ?? {};
  const errors: FieldError[] = [];
  const accepted = acceptedNames(names);
  if (spec.group && name !== `${names.plural ?? ""}.${spec.group}`) {
    errors.push(invalidField("metadata.name", name, 'must be spec.names.plural+"."+spec.group'));
  }
  if (!spec.group) errors.push(requiredField("spec.group", ""));
  if (!spec.scope) errors.push(requiredField("spec.scope", ""));
  else if (spec.scope !== "Namespaced" && spec.scope !== "Cluster") {
    errors.push(unsupportedField("spec.scope", spec.scope, ["Cluster", "Namespaced"]));
  }
  const versions = spec.versions ?? [];
  if (versions.filter((v) => v.storage).length !== 1) {
    errors.push(invalidField("spec.versions", versions as never, "must have exactly one version marked as storage version"));
  }
  for (const field of ["plural", "singular", "kind", "listKind"] as const) {
    if (!accepted[field]) errors.push(requiredField(`spec.names.${field}`, ""));
  }
  if (!versions.some((v) => v.storage)) {
    errors.push(invalidField("status.storedVersions", null, "must have at least one stored version"));
  }
  const before = (old as unknown as Definition | undefined)?.spec;
  // Objects are kept by them.
  if (before && spec.scope !== before.scope) errors.push(invalidField("spec.scope", spec.scope ?? "", "field is immutable"));
  if (before && names.kind !== before.names?.kind) errors.push(invalidField("spec.names.kind", names.kind ?? "", "field is immutable"));
  if (errors.length) throw invalid(resource.group, resource.kind, name, errors);
  if (spec.conversion?.strategy === "Webhook") {
    throw unsupported("platform.proxy.conversion", {
      asked: "a CustomResourceDefinition whose versions a webhook converts",
      real: "asks the webhook (documented)",
      instead: "Leave spec.conversion out: all versions are kept as they are sent.",
      field: "spec.conversion",
    });
  }
  if (operation !== "create") return;
  definition.spec = { ...spec, names: accepted, conversion: spec.conversion ?? { strategy: "None" } };
  definition.metadata.finalizers = [...new Set([...(definition.metadata.finalizers ?? []), crdCleanup])];
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: "True",
    lastTransitionTime: timestamp(now),
    reason,
    message,
  });
  definition.status = {
    acceptedNames: accepted,
    conditions: [
      condition("NamesAccepted", "NoConflicts", "no conflicts found"),
      condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
    ],
    storedVersions: versions.filter((v) => v.storage).map((v) => v.name),
  };
}

/** Notes that a definition goes as soon as its objects are gone. */
export function terminateDefinition(draft: KubeObject, now: number): void {
  const status = (draft.status ?? {}) as { conditions?: { type?: string }[] };
  const conditions = status.conditions ?? [];
  if (conditions.some(({ type }) => type === "Terminating")) return;
  const terminating = {
    type: "Terminating",
    status: "True",
    lastTransitionTime: timestamp(now),
    reason: "InstanceDeletionPending",
    message: "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
  };
  draft.status = { ...status, conditions: [...conditions, terminating] };
}

/** Newer versions before older ones, stable ones before others: v2, v1, v1beta1, v1alpha1. */
function byPriority(a: string, b: string): number {
  const rank = (version: string): readonly number[] => {
    const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    if (!major) return [0, 0, 0];
    return [stage === undefined ? 3 : stage === "beta" ? 2 : 1, Number(major), Number(minor ?? 0)];
  };
  const [x, y] = [rank(a), rank(b)];
  const at = x.findIndex((n, i) => n !== y[i]);
  return at < 0 ? (a < b ? -1 : 1) : (y[at] as number) - (x[at] as number);
}

/** A path such as `.spec.replicas` as the names in it. */
const segments = (path = ""): string[] => path.split(".").filter(Boolean);

function kindData({ spec }: Definition, { subresources = {} }: Version): KindData {
  const { plural = "", singular = "", kind = "", listKind, shortNames, categories } = spec?.names ?? {};
  const change = ["get", "update", "patch"];
  return {
    kind,
    ...(listKind && { listKind }),
    plural,
    singular,
    namespaced: spec?.scope === "Namespaced",
    verbs: all,
    type: "Custom",
    custom: true,
    aged: true,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
    ...(subresources.status && { statusSubresource: true as const }),
    ...(subresources.scale && {
      scale: {
        replicas: segments(subresources.scale.specReplicasPath),
        status: segments(subresources.scale.statusReplicasPath),
        ...(subresources.scale.labelSelectorPath && { selector: segments(subresources.scale.labelSelectorPath) }),
      },
    }),
    subresources: [
      ...(subresources.status ? [{ name: "status", kind, verbs: change }] : []),
      ...(subresources.scale ? [{ name: "scale", kind: "Scale", apiVersion: "autoscaling/v1", verbs: change }] : []),
    ],
  };
}

/** The built-in group versions with those that definitions add; a kind that is built in stays what it is. */
export function withDefinitions(builtIn: readonly Tables[], definitions: readonly KubeObject[]): readonly Tables[] {
  const added = new Map<string, Tables & { kinds: KindData[] }>();
  for (const object of definitions) {
    const definition = object as unknown as Definition;
    for (const version of definition.spec?.versions ?? []) {
      if (!version.served) continue;
      const [group = "", name = ""] = [definition.spec?.group, version.name];
      const tables = added.get(`${group}/${name}`) ?? { group, version: name, kinds: [], types };
      tables.kinds.push(kindData(definition, version));
      added.set(`${group}/${name}`, tables);
    }
  }
  const together = builtIn.map((tables) => {
    const more = added.get(`${tables.group}/${tables.version}`);
    added.delete(`${tables.group}/${tables.version}`);
    const others = more?.kinds.filter(({ plural }) => !tables.kinds.some((kind) => kind.plural === plural)) ?? [];
    return others.length ? { ...tables, kinds: [...tables.kinds, ...others] } : tables;
  });
  const rest = [...added.values()].sort((a, b) => (a.group === b.group ? byPriority(a.version, b.version) : a.group < b.group ? -1 : 1));
  return [...together, ...rest];
}
