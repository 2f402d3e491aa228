import type { KubeObject, KubernetesEngine } from "../kubernetes/index.ts";

/** Creates an object, or puts it in the place of the one of its name, which keeps its uid. */
export function storeObject(engine: KubernetesEngine, plural: string, object: KubeObject): void {
  const { namespace = "", name = "" } = object.metadata;
  const existing = engine.get(plural, namespace, name)?.metadata;
  if (!existing) {
    engine.create(plural, object);
    return;
  }
  engine.update(plural, namespace, name, (draft) => {
    for (const key of Object.keys(draft)) delete (draft as unknown as Record<string, unknown>)[key];
    const { uid, resourceVersion, creationTimestamp } = existing;
    Object.assign(draft, structuredClone({ ...object, metadata: { creationTimestamp, ...object.metadata, uid, resourceVersion } }));
  });
}
