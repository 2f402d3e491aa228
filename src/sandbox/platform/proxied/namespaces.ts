import { type Admission, ApiError, forbidden, type KubeObject, type KubernetesEngine, notFound } from "../../kubernetes/index.ts";

/** Namespaces that every cluster has from its start. */
export const initialNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** Those of them that can't be deleted. */
const immortal = ["default", "kube-public", "kube-system"];

interface Namespace {
  metadata: KubeObject["metadata"];
  spec?: { finalizers?: string[] };
  status?: { phase?: string };
}

/** Whether a namespace that is deleted still has contents that somebody has to take away. */
export const holdsContent = (object: KubeObject): boolean => ((object as unknown as Namespace).spec?.finalizers?.length ?? 0) > 0;

/** Labels a namespace with its name, once it has one. */
export function labelNamespace({ metadata }: KubeObject): void {
  if (metadata.name) metadata.labels = { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name };
}

/** What the server writes into a new namespace. */
export function fillNamespace(object: KubeObject): void {
  const namespace = object as unknown as Namespace;
  labelNamespace(object);
  namespace.spec = { ...namespace.spec, finalizers: [...new Set(["kubernetes", ...(namespace.spec?.finalizers ?? [])])] };
  namespace.status = { phase: "Active" };
}

/** Writes that the contents of a namespace are being deleted. */
export function terminateNamespace(draft: KubeObject): void {
  draft.status = { ...(draft.status as object), phase: "Terminating" };
}

/** Refuses what may not be written because of its namespace, in the API server's words. */
export function admitNamespace(engine: KubernetesEngine, { operation, resource, namespace, name }: Admission): void {
  if (operation === "delete" && resource.key === "namespaces" && immortal.includes(name)) {
    throw forbidden(resource, name, "this namespace may not be deleted");
  }
  if (operation !== "create" || !resource.namespaced) return;
  const found = engine.get("namespaces", "", namespace);
  if (!found) throw notFound({ group: "", resource: "namespaces" }, namespace);
  if (!found.metadata.deletionTimestamp) return;
  const { message, details } = forbidden(
    resource,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  );
  const cause = { reason: "NamespaceTerminating", message: `namespace ${namespace} is being terminated`, field: "metadata.namespace" };
  throw new ApiError(403, "Forbidden", message, { ...details, causes: [cause] });
}

/** What every namespace is given a moment after it is made. */
export function furnish(engine: KubernetesEngine, namespace: string): void {
  const metadata = { name: "default", namespace };
  if (!engine.get("serviceaccounts", namespace, "default")) engine.create("serviceaccounts", { metadata });
  const name = "kube-root-ca.crt";
  if (!engine.get("configmaps", namespace, name)) {
    engine.create("configmaps", { metadata: { name, namespace }, data: { "ca.crt": "a certificate of the sandbox, of use nowhere\n" } });
  }
}

/** Takes away what is in a namespace that is deleted, and the namespace when nothing is left. */
export function emptyNamespace(engine: KubernetesEngine, namespace: string): void {
  const found = engine.get("namespaces", "", namespace);
  if (!found?.metadata.deletionTimestamp) return;
  let left = 0;
  for (const [key, resource] of engine.resources) {
    if (!resource.namespaced || resource.type === undefined) continue;
    for (const { metadata } of engine.list(key, namespace)) {
      if (!metadata.deletionTimestamp) engine.delete(key, namespace, metadata.name as string);
    }
    left += engine.list(key, namespace).length;
  }
  if (left > 0) return;
  engine.update("namespaces", "", namespace, (draft) => {
    const { spec } = draft as unknown as Namespace;
    if (spec) spec.finalizers = (spec.finalizers ?? []).filter((f) => f !== "kubernetes");
  });
}
