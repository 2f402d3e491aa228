import type { GroupResource } from "./status.ts";
import type { KindData, Tables } from "./tables.ts";

/** A kind of object with all that handlers want to know of it. */
export interface Resource extends GroupResource {
  /** The name under which its objects are kept: those of all versions of a kind are the same. */
  key: string;
  kind: string;
  listKind: string;
  version: string;
  apiVersion: string;
  namespaced: boolean;
  /** Its schema; undefined when the tables have none. */
  type: string | undefined;
  data: KindData;
}

/** `group/version`, or the version alone in the core group. */
export const groupVersion = ({ group, version }: { group: string; version: string }): string => (group ? `${group}/${version}` : version);

/** Where a group version is served: `/apis/group/version`, or `/api/version` in the core group. */
export const rootOf = (tables: { group: string; version: string }): string => `${tables.group ? "/apis" : "/api"}/${groupVersion(tables)}`;

/** Every resource of the tables by its plural name, `plural.group` in all groups but `home`. */
export function resourcesOf(tables: Tables, home = tables.group): Map<string, Resource> {
  const { group, version } = tables;
  return new Map(
    tables.kinds.map((data) => {
      const key = group === home ? data.plural : `${data.plural}.${group}`;
      return [
        key,
        {
          key,
          group,
          version,
          resource: data.plural,
          kind: data.kind,
          listKind: data.listKind ?? `${data.kind}List`,
          apiVersion: groupVersion(tables),
          namespaced: data.namespaced,
          type: data.type,
          data,
        },
      ];
    }),
  );
}
