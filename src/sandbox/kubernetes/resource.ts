import type { GroupResource } from "./status.ts";
import type { KindData, Tables } from "./tables.ts";

/** A kind of object with all that handlers want to know of it. */
export interface Resource extends GroupResource {
  kind: string;
  listKind: string;
  apiVersion: string;
  namespaced: boolean;
  /** Its schema; undefined when the tables have none. */
  type: string | undefined;
  data: KindData;
}

/** Every resource of the tables by its plural name. */
export function resourcesOf(tables: Tables): Map<string, Resource> {
  const apiVersion = `${tables.group}/${tables.version}`;
  return new Map(
    tables.kinds.map((data) => [
      data.plural,
      {
        group: tables.group,
        resource: data.plural,
        kind: data.kind,
        listKind: data.listKind ?? `${data.kind}List`,
        apiVersion,
        namespaced: data.namespaced,
        type: data.type,
        data,
      },
    ]),
  );
}
