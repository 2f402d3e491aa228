import type { KindData, SubresourceData, Tables } from "./tables.ts";

const sortedVerbs = (verbs: readonly string[]) => [...verbs].sort();

/** Sub-kinds that answer for the kind itself, and those that are published at all. */
const published = (data: KindData) => [...data.subresources].sort((a, b) => (a.name < b.name ? -1 : 1));
const byPlural = (tables: Tables) => [...tables.kinds].sort((a, b) => (a.plural < b.plural ? -1 : 1));
const kindOf = (data: KindData, sub: SubresourceData) => (sub.name === "status" ? data.kind : sub.kind);

const gv = ({ group, version }: Tables) => ({ groupVersion: `${group}/${version}`, version });

export function apiGroup(tables: Tables) {
  return { name: tables.group, versions: [gv(tables)], preferredVersion: gv(tables) };
}

/** GET /apis: the groups. */
export const apiGroupList = (tables: Tables, host: string) => ({
  kind: "APIGroupList",
  groups: [{ ...apiGroup(tables), serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: host }] }],
});

/** GET /apis/{group}/{version}: the resources and what may be done with them. */
export const apiResourceList = (tables: Tables) => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion: `${tables.group}/${tables.version}`,
  resources: byPlural(tables).flatMap((data) => [
    {
      name: data.plural,
      singularName: data.singular,
      namespaced: data.namespaced,
      kind: data.kind,
      verbs: sortedVerbs(data.verbs),
      ...(data.shortNames && { shortNames: data.shortNames }),
    },
    ...published(data).map((sub) => ({
      name: `${data.plural}/${sub.name}`,
      singularName: "",
      namespaced: data.namespaced,
      kind: kindOf(data, sub),
      verbs: sortedVerbs(sub.verbs),
    })),
  ]),
});

const responseKind = (kind: string) => ({ group: "", version: "", kind });

/** GET /apis with the media type of aggregated discovery: all in one. */
export const aggregated = (tables: Tables, version: string) => ({
  kind: "APIGroupDiscoveryList",
  apiVersion: `apidiscovery.k8s.io/${version}`,
  metadata: {},
  items: [
    {
      metadata: { name: tables.group },
      versions: [
        {
          version: tables.version,
          resources: byPlural(tables).map((data) => ({
            resource: data.plural,
            responseKind: responseKind(data.kind),
            scope: data.namespaced ? "Namespaced" : "Cluster",
            singularResource: data.singular,
            verbs: sortedVerbs(data.verbs),
            ...(data.shortNames && { shortNames: data.shortNames }),
            ...(data.subresources.length && {
              subresources: published(data).map((sub) => ({
                subresource: sub.name,
                responseKind: responseKind(kindOf(data, sub)),
                verbs: sortedVerbs(sub.verbs),
              })),
            }),
          })),
          freshness: "Current",
        },
      ],
    },
  ],
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
