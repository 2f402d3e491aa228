import { isConflict, isNotFound, type KubernetesObject, type ProxiedCluster, type Resource, type Stored, until } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import { expect } from "vitest";
import { take } from "./take.ts";
import type { Target } from "./targets.ts";

/** What a cluster is taught: two kinds that this package knows nothing of, one in namespaces and one in none. */
const definition = (kind: string, scope: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.contract.example.com }
spec:
  group: contract.example.com
  scope: ${scope}
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s, singular: ${kind.toLowerCase()} }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
`;
const definitions = `${definition("Widget", "Namespaced")}---\n${definition("Depot", "Cluster")}`;

interface Widget extends KubernetesObject {
  spec?: { size?: number; parts?: { name: string; count?: number }[] };
}

const apiVersion = "contract.example.com/v1";
const widgetKind = { apiVersion, kind: "Widget", plural: "widgets" };
const depotKind = { apiVersion, kind: "Depot", plural: "depots" };
const definitionKind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", plural: "customresourcedefinitions" };

const widgets = (cluster: ProxiedCluster): Resource<Widget> => cluster.namespace("default").resource<Widget>(widgetKind);
const widget = (name: string, size = 1, labels?: Record<string, string>) => ({
  metadata: { name, ...(labels && { labels }) },
  spec: { size },
});
const names = (items: readonly Stored<KubernetesObject>[]) => items.map(({ metadata }) => metadata.name);

/** The ways to a cluster behind the platform; each is there once the platform knows the object that stands for it. */
const doors: Record<string, (target: Target) => Promise<ProxiedCluster>> = {
  "a connected cluster": async (target) => {
    const platform = target.platform("test-token");
    await platform.clusters.create({ metadata: { name: "eu" }, spec: {} });
    return platform.cluster("eu");
  },
  "a virtual cluster": async (target) => {
    const project = target.platform("test-token").project("demo");
    await project.virtualClusterInstances.create({ metadata: { name: "dev" }, spec: {} });
    return project.virtualCluster("dev");
  },
};

/** Teaches a cluster the kinds, and makes it forget them again: the definitions of a real server outlive a test. */
async function taught(cluster: ProxiedCluster, body: (cluster: ProxiedCluster) => Promise<void>): Promise<void> {
  const known = cluster.resource<KubernetesObject>(definitionKind);
  const kinds = parseManifests(definitions, { kind: "CustomResourceDefinition" });
  try {
    for (const kind of kinds) {
      await known.apply(kind as KubernetesObject & { metadata: { name: string } });
      await known.waitFor(kind.metadata!.name!, until.allOf(until.condition("Established"), until.condition("NamesAccepted")), {
        timeout: "20s",
      });
    }
    // Established, a kind is served by and by.
    await expect
      .poll(() => Promise.all([served(widgets(cluster)), served(cluster.resource(depotKind))]), { timeout: 20_000 })
      .toEqual([true, true]);
    await body(cluster);
  } finally {
    for (const { metadata } of kinds) {
      await known.delete(metadata!.name!).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
      await known.waitFor(metadata!.name!, until.deleted(), { timeout: "20s" });
    }
  }
}

const served = (resource: Resource<KubernetesObject>) =>
  resource.list({ limit: 1 }).then(
    () => true,
    () => false,
  );

const bodies: Record<string, (cluster: ProxiedCluster) => Promise<void>> = {
  "manifests of any kind are applied, and applied again change nothing": async (cluster) => {
    const text = `apiVersion: ${apiVersion}
kind: Widget
metadata: { name: small, namespace: default, labels: { team: a } }
spec: { size: 1, parts: [{ name: wheel, count: 4 }] }
---
apiVersion: ${apiVersion}
kind: Depot
metadata: { name: north }
spec: { place: "012" }
`;
    const resources: Record<string, Resource<KubernetesObject>> = {
      Widget: cluster.namespace("default").resource(widgetKind),
      Depot: cluster.resource(depotKind),
    };
    const apply = () => Promise.all(parseManifests(text).map((object) => resources[object.kind]!.apply(object as never)));
    const [small, north] = await apply();
    expect(small).toMatchObject({ kind: "Widget", metadata: { namespace: "default", labels: { team: "a" } }, spec: { size: 1 } });
    expect(north).toMatchObject({ kind: "Depot", metadata: { name: "north" }, spec: { place: "012" } });
    expect(north!.metadata.namespace).toBeUndefined();
    expect((await apply()).map(({ metadata }) => metadata.resourceVersion)).toEqual(
      [small, north].map((one) => one!.metadata.resourceVersion),
    );
    const other = widgets(cluster).apply({ ...widget("small", 2), spec: { size: 2 } }, { fieldManager: "another" });
    expect(isConflict(await other.catch((error: unknown) => error))).toBe(true);
    const forced = await widgets(cluster).apply(widget("small", 2), { fieldManager: "another", force: true });
    expect(forced.spec).toEqual({ size: 2, parts: [{ name: "wheel", count: 4 }] });
  },

  "lists: pages, selectors, all namespaces": async (cluster) => {
    for (const name of ["a", "b", "c"]) await widgets(cluster).create(widget(name, 1, { n: name }));
    expect(names(await widgets(cluster).list({ limit: 2 }).all())).toEqual(["a", "b", "c"]);
    expect(await widgets(cluster).list({ limit: 2 })).toMatchObject({ remaining: 1, continue: expect.any(String) });
    expect(
      names(
        await widgets(cluster)
          .list({ labelSelector: { n: ["a", "c"] } })
          .all(),
      ),
    ).toEqual(["a", "c"]);
    expect(
      names(
        await cluster
          .resource<KubernetesObject>({ ...widgetKind, namespaced: true })
          .list()
          .all(),
      ),
    ).toEqual(["a", "b", "c"]);
    expect((await widgets(cluster).listMetadata().all()).map(({ kind, metadata }) => [kind, metadata.name])).toEqual(
      ["a", "b", "c"].map((name) => ["PartialObjectMetadata", name]),
    );
  },

  "a watch tells of what there is and of each change, a cache holds it": async (cluster) => {
    await widgets(cluster).create(widget("a"));
    await using watch = widgets(cluster).watch();
    await using cache = await widgets(cluster).cache();
    expect(await take(watch, 3)).toEqual(["init", "initApply a", "initDone"]);
    await widgets(cluster).create(widget("b"));
    await widgets(cluster).patch("a", { spec: { size: 2 } });
    await widgets(cluster).delete("b");
    expect(await take(watch, 3)).toEqual(["apply b", "apply a", "delete b"]);
    await expect.poll(() => [...cache].map(({ metadata, spec }) => [metadata.name, spec?.size]), { timeout: 10_000 }).toEqual([["a", 2]]);
  },

  "edits under contention lose nothing; patches change what they name": async (cluster) => {
    await widgets(cluster).create({ ...widget("a", 0), spec: { size: 0, parts: [{ name: "wheel" }, { name: "axle" }, { name: "bolt" }] } });
    const grow = (draft: Widget) => {
      draft.spec!.size = (draft.spec!.size ?? 0) + 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => widgets(cluster).edit("a", grow)));
    const edited = await widgets(cluster).edit("a", (draft) => {
      draft.spec!.parts = draft.spec!.parts!.filter(({ name }) => name !== "wheel").map((part) => ({ ...part, count: 2 }));
    });
    expect(edited.spec).toEqual({
      size: 10,
      parts: [
        { name: "axle", count: 2 },
        { name: "bolt", count: 2 },
      ],
    });
    const patched = await widgets(cluster).patch("a", [
      { op: "add", path: "/metadata/annotations/example.com~1note", value: "x" },
      { op: "replace", path: "/spec/size", value: 11 },
    ]);
    expect(patched).toMatchObject({ metadata: { annotations: { "example.com/note": "x" } }, spec: { size: 11 } });
    const stale = await widgets(cluster)
      .update(edited)
      .catch((error: unknown) => error);
    expect(isConflict(stale), String(stale)).toBe(true);
  },

  "waits, and what is not there": async (cluster) => {
    await widgets(cluster).create(widget("a"));
    const grown = widgets(cluster).waitFor(
      "a",
      until.satisfies<Widget>("is grown", ({ spec }) => spec?.size === 2),
      { timeout: "20s" },
    );
    await widgets(cluster).patch("a", { spec: { size: 2 } });
    expect((await grown).spec?.size).toBe(2);
    const gone = widgets(cluster).waitFor("a", until.deleted(), { timeout: "20s" });
    await widgets(cluster).delete("a");
    expect(await gone).toBeUndefined();
    expect(await widgets(cluster).find("a")).toBeUndefined();
    const unknown = cluster.resource({ apiVersion, kind: "Unicorn", plural: "unicorns" });
    expect(isNotFound(await unknown.get("one").catch((error: unknown) => error))).toBe(true);
  },
};

/** What the generic client of a cluster behind the platform promises: for kinds that this package knows nothing of. */
export const proxied: Record<string, (target: Target) => Promise<void>> = Object.fromEntries(
  Object.entries(doors).flatMap(([door, open]) =>
    Object.entries(bodies).map(
      ([about, body]) => [`${door}: ${about}`, async (target: Target) => taught(await open(target), body)] as const,
    ),
  ),
);
