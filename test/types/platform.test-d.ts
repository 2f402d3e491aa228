import {
  type Cluster,
  type ClusterConnect,
  type DirectClusterEndpointToken,
  type EveryVirtualClusterInstance,
  type Everywhere,
  type JsonPatch,
  type KubernetesList,
  type List,
  type Page,
  type PartialObjectMetadata,
  Platform,
  type Project,
  type Resource,
  type Self,
  type SpaceInstance,
  type Status,
  type Stored,
  type StoredIn,
  type Team,
  until,
  type VirtualClusterInstance,
} from "clusterplane";
import { describe, expectTypeOf, test } from "vitest";

// Never run: only what compiles and what must not.
declare const platform: Platform;
const demo = platform.project("demo");
const vcs = demo.virtualClusterInstances;

describe("a kind has only the verbs that the server has for it", () => {
  test("create-only kinds have create only", () => {
    expectTypeOf(platform.clusterConnect.create).returns.resolves.toEqualTypeOf<ClusterConnect>();
    expectTypeOf(platform.directClusterEndpointTokens.create).returns.resolves.toEqualTypeOf<DirectClusterEndpointToken>();
    // @ts-expect-error there is nothing to list
    platform.clusterConnect.list;
    // @ts-expect-error there is nothing to get
    platform.directClusterEndpointTokens.get;
    // @ts-expect-error there is nothing to delete
    platform.directClusterEndpointTokens.delete;
    // @ts-expect-error there is nothing to watch
    platform.selfSubjectAccessReviews.watch;
  });

  test("others lack single verbs", () => {
    expectTypeOf(platform.selves.get).returns.resolves.toEqualTypeOf<Stored<Self>>();
    // @ts-expect-error a caller's own keys can't be listed
    platform.ownedAccessKeys.list;
    // @ts-expect-error announcements can be listed, and not watched
    platform.announcements.watch;
    // @ts-expect-error nor read one by one
    platform.announcements.get;
    // @ts-expect-error OIDC clients can't be watched
    platform.oidcClients.watch;
  });

  test("a full kind has all of them", () => {
    expectTypeOf(platform.teams.deleteCollection).returns.resolves.toEqualTypeOf<KubernetesList<Stored<Team>> | Status>();
    expectTypeOf(platform.projects).toExtend<Resource<Project>>();
  });
});

describe("across namespaces", () => {
  const all = platform.virtualClusterInstances;

  test("a kind can be listed and watched", () => {
    expectTypeOf(all).toEqualTypeOf<EveryVirtualClusterInstance>();
    expectTypeOf(platform.spaceInstances).toEqualTypeOf<Everywhere<SpaceInstance>>();
    expectTypeOf(all.list).returns.toEqualTypeOf<List<StoredIn<VirtualClusterInstance>, Page<StoredIn<VirtualClusterInstance>>>>();
    // @ts-expect-error shared secrets can't be watched
    platform.sharedSecrets.watch;
  });

  test("a listed object is enough for every verb", async () => {
    const [vc] = await all.list().all();
    expectTypeOf(vc!.metadata.namespace).toEqualTypeOf<string>();
    expectTypeOf(all.get(vc!)).resolves.toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    all.find(vc!);
    all.patch(vc!, { spec: { displayName: "Dev" } });
    all.patch(vc!, [{ op: "replace", path: "/spec/displayName", value: "Dev" }]);
    all.edit(vc!, (draft) => {
      draft.spec!.displayName = "Dev";
    });
    all.update(vc!);
    all.apply({ metadata: { name: "dev", namespace: "p-demo" }, spec: { displayName: "Dev" } });
    all.delete(vc!);
    all.waitFor(vc!, until.ready());
    all.sleep(vc!, { duration: "8h" });
    all.wakeUp(vc!);
    all.kubeconfig(vc!);
    all.log(vc!);
    platform.spaceInstances.delete({ metadata: { name: "dev", namespace: "p-demo" } });
    expectTypeOf(platform.projectOf(vc!)).resolves.toEqualTypeOf<string>();
    // @ts-expect-error of another type
    all.patch(vc!, [{ op: "replace", path: "/spec/displayName", value: 7 }]);
    for await (const event of all.watch()) {
      if (event.type === "apply") expectTypeOf(event.object.metadata.namespace).toEqualTypeOf<string>();
    }
    expectTypeOf((await all.cache()).values()).toEqualTypeOf<StoredIn<VirtualClusterInstance>[]>();
  });

  test("so is what the handle of a project or namespace gave", async () => {
    const vc = await vcs.create({ metadata: { name: "dev" } });
    expectTypeOf(platform.projectOf(vc)).resolves.toEqualTypeOf<string>();
    all.edit(vc, () => {});
    all.sleep(vc);
    all.waitFor(await vcs.sleep(vc), until.sleeping());
    for (const listed of await vcs.list().all()) all.delete(listed);
    const secret = await platform.namespace("p-demo").sharedSecrets.get("s");
    platform.sharedSecrets.edit(secret, () => {});
    platform.spaceInstances.delete(await platform.project("demo").spaceInstances.get("dev"));
    type Widget = { metadata?: { name?: string }; spec?: object };
    const widget = { apiVersion: "example.com/v1", kind: "Widget", plural: "widgets" };
    const everywhere = platform.resource<Widget>({ ...widget, namespaced: true });
    everywhere.get(await platform.project("demo").resource<Widget>(widget).get("a"));
    everywhere.get(await platform.namespace("p-demo").resource<Widget>(widget).get("a"));
    everywhere.get(await platform.cluster("eu").namespace("x").resource<Widget>(widget).get("a"));
    // @ts-expect-error not namespaced, as far as is known
    everywhere.get(await platform.resource<Widget>(widget).get("a"));
  });

  test("a name alone is not", () => {
    // @ts-expect-error which namespace?
    all.get("dev");
    // @ts-expect-error which namespace?
    all.find("dev");
    // @ts-expect-error which namespace?
    all.edit("dev", () => {});
    // @ts-expect-error which namespace?
    all.patch("dev", { spec: { displayName: "Dev" } });
    // @ts-expect-error which namespace?
    all.waitFor("dev", until.ready());
    // @ts-expect-error which namespace?
    all.sleep("dev");
    // @ts-expect-error which namespace?
    all.kubeconfig("dev");
    // @ts-expect-error which namespace?
    platform.spaceInstances.delete("dev");
    // @ts-expect-error which namespace?
    all.get({ metadata: { name: "dev" } });
    // @ts-expect-error which namespace?
    all.update({ metadata: { name: "dev", resourceVersion: "1" } });
    // @ts-expect-error which namespace?
    all.apply({ metadata: { name: "dev" } });
    // @ts-expect-error which namespace?
    all.create({ metadata: { name: "dev" } });
    // @ts-expect-error which namespace?
    platform.projectOf({ metadata: { name: "dev" } });
  });

  test("kinds without namespace are not in a project", () => {
    // @ts-expect-error users belong to the platform
    demo.users;
    // @ts-expect-error shared secrets live in namespaces, but not in those of projects
    demo.sharedSecrets;
    expectTypeOf(platform.namespace("x").sharedSecrets.get).toBeFunction();
  });
});

describe("what goes in", () => {
  test("a stored kind needs a name", () => {
    vcs.create({ metadata: { name: "dev" }, spec: { parameters: { replicas: 2 } } });
    vcs.create({ metadata: { generateName: "dev-" }, spec: { parameters: "replicas: 2" } });
    vcs.create("kind: VirtualClusterInstance");
    platform.directClusterEndpointTokens.create({ spec: { ttl: 3600 } });
    // @ts-expect-error no name
    vcs.create({ spec: {} });
    // @ts-expect-error no such field
    vcs.create({ metadata: { name: "dev" }, spec: { displayname: "typo" } });
    // @ts-expect-error ttl is a number
    platform.directClusterEndpointTokens.create({ spec: { ttl: "1h" } });
    // @ts-expect-error a number is no text
    platform.projects.create({ metadata: { name: "a" }, spec: { parameters: 1 } });
  });

  test("a write of the whole object needs its version", async () => {
    const vc = await vcs.get("dev");
    vcs.update(vc);
    vcs.update({ ...vc, spec: { ...vc.spec, displayName: "x" } });
    vcs.delete("dev", { preconditions: { uid: vc.metadata.uid } });
    // @ts-expect-error made from which version?
    vcs.update({ metadata: { name: "dev" } });
    // @ts-expect-error parameters are text, or an object
    vcs.patch("dev", { spec: { parameters: 7 } });
    vcs.patch("dev", { spec: { description: null } });
    vcs.patch("dev", [{ op: "replace", path: "/spec/displayName", value: "Dev" }]);
    // @ts-expect-error no such operation
    vcs.patch("dev", [{ op: "delete", path: "/spec" }]);
  });

  test("a JSON patch is typed by the object, where its paths are plain to see", () => {
    vcs.patch("dev", []);
    vcs.patch("dev", [
      { op: "add", path: "/metadata/annotations/my~1annotation", value: "x" },
      { op: "add", path: "/spec/parameters", value: { replicas: 2 } },
      { op: "add", path: "/spec/access/-", value: { verbs: ["*"], users: ["ann"] } },
      { op: "replace", path: "/spec/access/0/verbs", value: ["get"] },
      { op: "replace", path: "/spec/displayName", value: null },
      { op: "remove", path: "/spec/description" },
      { op: "move", from: "/spec/description", path: "/spec/displayName" },
      { op: "test", path: "", value: {} },
    ]);
    const kept = [{ op: "add", path: "/metadata/labels/a", value: "x" }] as const;
    vcs.patch("dev", kept);
    vcs.patch("dev", [...kept, { op: "remove", path: "/spec/clusterRef" }]);
    const made: JsonPatch = [{ op: "add", path: "/whatever", value: 1 }];
    vcs.patch("dev", made);
    const label: string = "a";
    vcs.patch("dev", [{ op: "add", path: `/metadata/labels/${label}`, value: "x" }]);
    demo.nodeClaims.patch("any", [{ op: "add", path: "/spec/whatever/0", value: 1 }]);
    // @ts-expect-error of another type
    vcs.patch("dev", [{ op: "replace", path: "/spec/displayName", value: 7 }]);
    // @ts-expect-error of another type, deeper
    vcs.patch("dev", [{ op: "add", path: "/spec/access/-", value: { verbs: "*" } }]);
    // @ts-expect-error no such field
    vcs.patch("dev", [{ op: "replace", path: "/spec/displayname", value: "x" }]);
    // @ts-expect-error no such field to remove
    vcs.patch("dev", [{ op: "remove", path: "/spec/displayname" }]);
    // @ts-expect-error no index
    vcs.patch("dev", [{ op: "add", path: "/spec/access/first", value: {} }]);
    // @ts-expect-error no pointer
    vcs.patch("dev", [{ op: "add", path: "spec", value: {} }]);
    // @ts-expect-error the second one is wrong
    vcs.patch("dev", [...kept, { op: "add", path: "/metadata/labels/a", value: 1 }]);
  });

  test("an edit has the object as draft", () => {
    vcs.edit("dev", (draft) => {
      expectTypeOf(draft.metadata.resourceVersion).toEqualTypeOf<string>();
      draft.spec!.displayName = "Dev";
      draft.spec!.parameters = { replicas: 2 };
      draft.spec!.parameters = "replicas: 2";
      // @ts-expect-error neither a text nor an object
      draft.spec!.parameters = 2;
    });
    platform.clusters.edit("eu", (draft) => {
      expectTypeOf(draft).toEqualTypeOf<Stored<Cluster>>();
    });
  });

  test("options that are none are refused", () => {
    // @ts-expect-error not an option
    vcs.list({ labels: "a=b" });
    // @ts-expect-error not a policy
    vcs.delete("dev", { propagationPolicy: "Sometimes" });
    // @ts-expect-error baseUrl is missing
    new Platform({ token: "t" });
    new Platform({ baseUrl: "x", token: process.env["ACCESS_KEY"] });
    new Platform({ baseUrl: "x", token: async ({ reason, signal }) => `${reason}${signal.aborted}` });
  });
});

describe("what comes out", () => {
  test("lists, in three depths", async () => {
    const page = await vcs.list();
    expectTypeOf(page.items).toEqualTypeOf<StoredIn<VirtualClusterInstance>[]>();
    expectTypeOf(page.remaining).toEqualTypeOf<number | undefined>();
    for await (const item of vcs.list()) expectTypeOf(item.metadata.name).toEqualTypeOf<string>();
    for await (const one of vcs.list().pages()) expectTypeOf(one.items).toEqualTypeOf<StoredIn<VirtualClusterInstance>[]>();
    expectTypeOf(await vcs.list().all()).toEqualTypeOf<StoredIn<VirtualClusterInstance>[]>();
    // @ts-expect-error a page is no array
    page.map;
  });

  test("other forms of a list", async () => {
    const [first] = (await vcs.listMetadata({ limit: 5 })).items;
    expectTypeOf(first!.metadata.name).toEqualTypeOf<string>();
    // @ts-expect-error only metadata was asked for
    first!.spec;
    const table = await vcs.listTable();
    expectTypeOf(table.rows[0]!.object).toEqualTypeOf<PartialObjectMetadata>();
    expectTypeOf(table.columnDefinitions[0]!.name).toEqualTypeOf<string>();
    const whole = await vcs.listTable({ includeObject: "Object" });
    expectTypeOf(whole.rows[0]!.object).toEqualTypeOf<Stored<VirtualClusterInstance>>();
    expectTypeOf((await vcs.listTable({ includeObject: "None" })).rows[0]!.object).toEqualTypeOf<null>();
    // @ts-expect-error nothing of the kind
    vcs.listTable({ includeObject: "Some" });
    // @ts-expect-error there is nothing to list
    platform.clusterConnect.listMetadata;
  });

  test("find may find nothing", async () => {
    expectTypeOf(await vcs.find("dev")).toEqualTypeOf<StoredIn<VirtualClusterInstance> | undefined>();
  });

  test("phases are named, and others may come", async () => {
    const { status } = await vcs.get("dev");
    if (status?.phase === "Sleeping") return;
    expectTypeOf<"Ready">().toExtend<NonNullable<NonNullable<typeof status>["phase"]>>();
  });

  test("a wait gives the object, or nothing when it is gone", async () => {
    expectTypeOf(await vcs.waitFor("dev", until.ready(), { timeout: "10m" })).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    expectTypeOf(await vcs.waitFor("dev", until.deleted())).toEqualTypeOf<undefined>();
    expectTypeOf(await vcs.waitFor("dev", until.anyOf(until.ready(), until.sleeping()))).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    expectTypeOf(await vcs.waitFor("dev", until.not(until.phase("Ready")))).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    vcs.waitFor("dev", until.ready({ wake: true }), {
      onProgress: ({ phase, reason, conditions, elapsed, object }) => {
        expectTypeOf([phase, reason]).toEqualTypeOf<(string | undefined)[]>();
        expectTypeOf(conditions[0]!.type).toEqualTypeOf<string>();
        expectTypeOf(elapsed).toEqualTypeOf<number>();
        expectTypeOf(object).toEqualTypeOf<StoredIn<VirtualClusterInstance> | undefined>();
      },
    });
    // @ts-expect-error not a condition
    vcs.waitFor("dev", "Ready");
    // @ts-expect-error not called
    vcs.waitFor("dev", until.ready);
    // @ts-expect-error not an option
    until.ready({ awake: true });
  });

  test("a condition of one's own has the object's type", async () => {
    const named = until.satisfies("is called Dev", (vc: VirtualClusterInstance) => vc.spec?.displayName === "Dev");
    expectTypeOf(await vcs.waitFor("dev", named)).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    const any = until.satisfies("is there", () => true);
    expectTypeOf(await vcs.waitFor("dev", until.allOf(until.ready(), any, named))).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
    await vcs.waitFor(
      "dev",
      until.satisfies("is called Dev", (vc) => {
        expectTypeOf(vc).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
        return vc.spec?.displayName === "Dev" || "is called otherwise";
      }),
    );
    await platform.virtualClusterInstances.waitFor(
      { metadata: { name: "dev", namespace: "p-demo" } },
      until.allOf(
        until.ready(),
        until.satisfies("is in a namespace", (vc) => vc.metadata.namespace.startsWith("p-")),
      ),
    );
    await vcs.waitFor(
      "dev",
      // @ts-expect-error no such field
      until.satisfies("is called Dev", (vc) => vc.spec?.displayname === "Dev"),
    );
    // @ts-expect-error neither yes, nor no, nor a reason
    until.satisfies("is called Dev", () => 7);
  });

  test("a watch tells a closed set of events", async () => {
    for await (const event of vcs.watch()) {
      expectTypeOf(event.type).toEqualTypeOf<"init" | "initApply" | "initDone" | "apply" | "delete" | "retry">();
      if (event.type === "apply") expectTypeOf(event.object).toEqualTypeOf<StoredIn<VirtualClusterInstance>>();
      if (event.type === "retry") {
        expectTypeOf(event.delay).toEqualTypeOf<number>();
        expectTypeOf(event.reason).toEqualTypeOf<"Failure" | "Expired" | "NoVersion" | "EndedEarly" | "ResumeFailed" | "NoInitialEvents">();
      }
    }
  });

  test("subresources", async () => {
    expectTypeOf((await vcs.kubeconfig("dev", { certificateTTL: "1h" })).status.kubeConfig).toEqualTypeOf<string>();
    // @ts-expect-error the project is named already
    demo.importVirtualCluster("demo", { sourceVirtualCluster: {} });
    demo.importVirtualCluster({ sourceVirtualCluster: { name: "old", namespace: "vc-old", cluster: "eu" } });
    // @ts-expect-error what is to be imported?
    demo.importVirtualCluster({ upgradeToPro: true });
  });
});

describe("kinds without a name here", () => {
  interface Widget {
    metadata?: { name?: string };
    spec?: { size?: number };
  }

  test("have the types that are given", async () => {
    const widgets = platform.resource<Widget>({ apiVersion: "example.com/v1", kind: "Widget", plural: "widgets" });
    expectTypeOf((await widgets.get("a")).spec?.size).toEqualTypeOf<number | undefined>();
    const everywhere = platform.cluster("eu").resource<Widget>({ apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true });
    // @ts-expect-error which namespace?
    everywhere.get("a");
    platform.cluster("eu").namespace("x").resource<Widget>({ apiVersion: "v1", kind: "Pod", plural: "pods" }).get("a");
  });
});
