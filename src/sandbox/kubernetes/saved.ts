import { freeze, type KubeObject } from "./objects.ts";
import { keyOf, type StoreSnapshot } from "./store.ts";

/** The contents of an engine as JSON. */
export interface SavedEngine {
  /** The version of the last write. */
  version: number;
  /** By plural, in the store's order. */
  objects: Record<string, object[]>;
}

/** A snapshot as JSON; the objects are shared. */
export function saved({ version, tables }: StoreSnapshot): SavedEngine {
  const filled = [...tables].filter(([, table]) => table.keys.length > 0);
  const listed = filled.map(([name, { keys, objects }]) => [name, keys.map((key) => objects.get(key) as KubeObject)] as const);
  return { version, objects: Object.fromEntries(listed) };
}

/** The snapshot of which `saved` made JSON. */
export function snapshotOf({ version, objects }: SavedEngine): StoreSnapshot {
  const tables = new Map(
    Object.entries(objects).map(([name, list]) => {
      const byKey = new Map(
        (freeze(list) as KubeObject[]).map((object) => [keyOf(object.metadata.namespace, object.metadata.name ?? ""), object]),
      );
      return [name, { objects: byKey, keys: [...byKey.keys()] }] as const;
    }),
  );
  return { version, tables };
}
