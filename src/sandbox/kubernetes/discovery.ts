import { groupVersion } from "./resource.ts";
import type { KindData, SubresourceData, Tables } from "./tables.ts";

const sortedVerbs = (verbs: readonly string[]) => [...verbs].sort();

/** Sub-kinds that answer for the kind itself, and those that are published at all. */
const published = (data: KindData) => [...data.subresources].sort((a, b) => (a.name < b.name ? -1 : 1));
const byPlural = (tables: Tables) => [...tables.kinds].sort((a, b) => (a.plural < b.plural ? -1 : 1));
const kindOf = (data: KindData, sub: SubresourceData) => (sub.name === "status" ? data.kind : sub.kind);

const gv = (tables: Tables) => ({ groupVersion: groupVersion(tables), version: tables.version });

/** Group versions by their group, in the order in which they are given; the first version of a group is preferred. */
function byGroup(all: readonly Tables[]): Map<string, Tables[]> {
  const groups = new Map<string, Tables[]>();
  for (const tables of all) groups.set(tables.group, [...(groups.get(tables.group) ?? []), tables]);
  return groups;
}

/** The versions of one group, the preferred one first. */
export const apiGroup = (versions: readonly Tables[]) => ({
  name: versions[0]?.group ?? "",
  versions: versions.map(gv),
  preferredVersion: gv(versions[0] as Tables),
});

const addresses = (host: string) => [{ clientCIDR: "0.0.0.0/0", serverAddress: host }];

/** GET /api: the versions of the core group. */
export const apiVersions = (all: readonly Tables[], host: string) => ({
  kind: "APIVersions",
  versions: all.filter((tables) => tables.group === "").map((tables) => tables.version),
  serverAddressByClientCIDRs: addresses(host),
});

/** GET /apis: the groups. */
export const apiGroupList = (all: readonly Tables[], host: string) => ({
  kind: "APIGroupList",
  groups: [...byGroup(all.filter((tables) => tables.group !== "")).values()].map((versions) => ({
    ...apiGroup(versions),
    serverAddressByClientCIDRs: addresses(host),
  })),
});

/** Group and version of a subresource's kind, where they are its own. */
function ownVersion({ apiVersion }: SubresourceData): { group?: string; version?: string } {
  if (!apiVersion) return {};
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  return { group, version };
}

/** GET /apis/{group}/{version}: the resources and what may be done with them. */
export const apiResourceList = (tables: Tables) => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion: groupVersion(tables),
  resources: byPlural(tables).flatMap((data) => [
    {
      name: data.plural,
      singularName: data.singular,
      namespaced: data.namespaced,
      kind: data.kind,
      verbs: sortedVerbs(data.verbs),
      ...(data.shortNames && { shortNames: data.shortNames }),
      ...(data.categories && { categories: data.categories }),
    },
    ...published(data).map((sub) => ({
      name: `${data.plural}/${sub.name}`,
      singularName: "",
      namespaced: data.namespaced,
      ...ownVersion(sub),
      kind: kindOf(data, sub),
      verbs: sortedVerbs(sub.verbs),
    })),
  ]),
});

const responseKind = (kind: string) => ({ group: "", version: "", kind });

/** GET /api or /apis with the media type of aggregated discovery: all in one. */
export const aggregated = (all: readonly Tables[], version: string) => ({
  kind: "APIGroupDiscoveryList",
  apiVersion: `apidiscovery.k8s.io/${version}`,
  metadata: {},
  items: [...byGroup(all)].map(([group, versions]) => ({
    metadata: group ? { name: group } : {},
    versions: versions.map((tables) => ({
      version: tables.version,
      resources: byPlural(tables).map((data) => ({
        resource: data.plural,
        responseKind: responseKind(data.kind),
        scope: data.namespaced ? "Namespaced" : "Cluster",
        singularResource: data.singular,
        verbs: sortedVerbs(data.verbs),
        ...(data.shortNames && { shortNames: data.shortNames }),
        ...(data.categories && { categories: data.categories }),
        ...(data.subresources.length && {
          subresources: published(data).map((sub) => ({
            subresource: sub.name,
            responseKind: { ...responseKind(kindOf(data, sub)), ...ownVersion(sub) },
            verbs: sortedVerbs(sub.verbs),
          })),
        }),
      })),
      freshness: "Current",
    })),
  })),
});

/** The version of aggregated discovery that an Accept header asks for before anything else that is served; undefined for plain. */
export function aggregatedVersion(accept: string | null): "v2" | "v2beta1" | undefined {
  for (const clause of (accept ?? "").split(",")) {
    const parts = clause.split(";").map((p) => p.trim());
    if (parts[0] !== "application/json" && parts[0] !== "*/*") continue;
    if (!parts.includes("as=APIGroupDiscoveryList")) return undefined;
    if (!parts.includes("g=apidiscovery.k8s.io")) continue;
    if (parts.includes("v=v2")) return "v2";
    if (parts.includes("v=v2beta1")) return "v2beta1";
  }
  return undefined;
}
