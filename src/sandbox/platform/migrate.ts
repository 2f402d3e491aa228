import {
  type Action,
  type Admission,
  invalid,
  type JsonObject,
  type KubernetesEngine,
  notFound,
  requiredField,
} from "../kubernetes/index.ts";
import type { Instance } from "./objects.ts";

const plural = "virtualclusterinstances";

interface Options {
  engine: () => KubernetesEngine;
  group: string;
  projectNamespacePrefix: string;
  /** Refuses what the target project does not allow by throwing an ApiError. */
  admit: (admission: Admission) => void;
  /** Moves what is in the virtual cluster of one object to that of another; both by uid. */
  moveCluster: (from: string, to: string) => void;
}

/**
 * Moves a virtual cluster into another project: a new object takes over its spec, its state and its contents, and the old one goes without
 * taking anything down.
 */
export const migrateVirtualCluster = ({ engine, group, projectNamespacePrefix, admit, moveCluster }: Options): Action => ({
  run: ({ object, parent, user, dryRun }) => {
    const source = (object.sourceVirtualClusterInstance ?? {}) as { name?: string; namespace?: string };
    const missing = (["name", "namespace"] as const).filter((field) => !source[field]);
    if (missing.length) {
      const errors = missing.map((field) => requiredField(`sourceVirtualClusterInstance.${field}`, "must be set"));
      throw invalid(group, "ProjectMigrateVirtualClusterInstance", "", errors);
    }
    const { name = "", namespace: from = "" } = source;
    const management = engine();
    const resource = management.resources.get(plural);
    const old = management.get(plural, from, name);
    if (!resource || !old) throw notFound({ group, resource: plural }, name);
    const { labels, annotations, finalizers } = old.metadata;
    const namespace = projectNamespacePrefix + parent?.metadata.name;
    const metadata = { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }), ...(finalizers && { finalizers }) };
    const { spec, status } = structuredClone(old) as unknown as Instance;
    const next = { metadata, spec, status };
    const object_ = next as unknown as NonNullable<Admission["object"]>;
    admit({ operation: "create", resource, namespace, name, object: object_, old: undefined, user, dryRun, warn: () => {} });
    if (dryRun) return object;
    const created = management.create(plural, next);
    moveCluster(old.metadata.uid as string, created.metadata.uid as string);
    management.update(plural, from, name, (draft) => {
      draft.status = { ...(draft.status as JsonObject), ignoreReconciliation: true };
    });
    management.delete(plural, from, name);
    return object;
  },
});
