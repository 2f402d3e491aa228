import {
  isAlreadyExists,
  isBadRequest,
  isConflict,
  isForbidden,
  isInvalid,
  isNotFound,
  isTimeout,
  isUnauthorized,
  type JsonPatch,
  type Platform,
  type RequestError,
  type Stored,
  until,
  type VirtualClusterInstance,
} from "clusterplane";
import { expect } from "vitest";
import { take } from "./take.ts";
import { projectNamespacePrefix, type Target } from "./targets.ts";

type Vc = Stored<VirtualClusterInstance>;

const admin = (target: Target) => target.platform("test-token");
const demo = (target: Target) => admin(target).project("demo").virtualClusterInstances;

/** The error that something ends with. */
async function failure(promise: PromiseLike<unknown>): Promise<RequestError> {
  return promise.then(
    (value) => expect.fail(`no error, but ${JSON.stringify(value)}`),
    (error) => error as RequestError,
  );
}

const vc = (name: string, labels?: Record<string, string>, displayName = name) => ({
  metadata: { name, ...(labels && { labels }) },
  spec: { displayName, owner: { user: "ann" }, templateRef: { name: "small" } },
});

const names = (items: readonly Vc[]) => items.map((item) => item.metadata.name);

async function make(target: Target, ...wanted: string[]): Promise<Vc[]> {
  const made: Vc[] = [];
  for (const name of wanted) made.push(await demo(target).create(vc(name, { n: name })));
  return made;
}

/** What the platform's client promises, whatever Kubernetes API server it talks to. */
export const kubernetes: Record<string, (target: Target) => Promise<void>> = {
  "create gives the object with what the server adds": async (target) => {
    const before = Date.now();
    const made = await demo(target).create({ ...vc("dev", { team: "a" }), spec: { displayName: "Größe ✓ 日本", parameters: { a: 1 } } });
    expect(made).toMatchObject({
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstance",
      metadata: { name: "dev", namespace: `${projectNamespacePrefix}demo`, generation: 1, labels: { team: "a" } },
      spec: { displayName: "Größe ✓ 日本", parameters: '{"a":1}' },
    });
    expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.metadata.resourceVersion).toMatch(/^\d+$/);
    expect(Math.abs(Date.parse(made.metadata.creationTimestamp!) - before)).toBeLessThan(60_000);
    expect(await demo(target).get("dev")).toEqual(made);
  },

  "create with generateName gives a name": async (target) => {
    const made = await demo(target).create({ metadata: { generateName: "run-" }, spec: {} });
    expect(made.metadata.name).toMatch(/^run-[a-z0-9]{5}$/);
  },

  "create of a name that is taken throws AlreadyExists": async (target) => {
    await make(target, "dev");
    const error = await failure(demo(target).create(vc("dev", undefined, "another")));
    expect(isAlreadyExists(error)).toBe(true);
    expect(isConflict(error)).toBe(false);
    expect(error).toMatchObject({
      status: 409,
      message: 'create VirtualClusterInstance "dev": 409 AlreadyExists: virtualclusterinstances.management.loft.sh "dev" already exists',
    });
  },

  "create of a bad name throws Invalid with the field": async (target) => {
    const error = await failure(demo(target).create(vc("Not_A_Name")));
    expect(isInvalid(error)).toBe(true);
    expect(error.causes).toMatchObject([{ field: "metadata.name", reason: "FieldValueInvalid" }]);
  },

  "create of YAML text": async (target) => {
    const text = "apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata:\n  name: yaml\nspec:\n  displayName: 'yes'\n";
    expect((await demo(target).create(text)).spec?.displayName).toBe("yes");
  },

  "a dry run keeps nothing": async (target) => {
    expect((await demo(target).create(vc("dev"), { dryRun: true })).metadata.uid).toBeTypeOf("string");
    expect(await demo(target).find("dev")).toBeUndefined();
    const [kept] = await make(target, "kept");
    await demo(target).patch("kept", { spec: { displayName: "other" } }, { dryRun: true });
    await demo(target).delete("kept", { dryRun: true });
    expect(await demo(target).get("kept")).toEqual(kept);
  },

  "an unknown field is refused or dropped, as asked": async (target) => {
    const object = { ...vc("dev"), nonsense: 1 };
    const error = await failure(demo(target).create(object, { fieldValidation: "Strict" }));
    expect(isBadRequest(error)).toBe(true);
    expect(error.message).toContain('unknown field "nonsense"');
    expect(await demo(target).create(object, { fieldValidation: "Warn" })).not.toHaveProperty("nonsense");
  },

  "a field of another type is a bad request": async (target) => {
    const object = { ...vc("dev"), spec: { displayName: 7 } } as unknown as ReturnType<typeof vc>;
    expect(isBadRequest(await failure(demo(target).create(object)))).toBe(true);
  },

  "get of what is not there throws NotFound in the server's words; find gives undefined": async (target) => {
    const error = await failure(demo(target).get("none"));
    expect(isNotFound(error)).toBe(true);
    expect(error).toMatchObject({ status: 404, code: "NotFound", attempts: 1, method: "GET" });
    expect(error.body).toMatchObject({ kind: "Status", reason: "NotFound", details: { name: "none", kind: "virtualclusterinstances" } });
    expect(await demo(target).find("none")).toBeUndefined();
  },

  "a list: one page, every page, every item": async (target) => {
    expect(await demo(target).list()).toMatchObject({ items: [], remaining: 0 });
    const wanted = ["a", "b", "c", "d", "e"];
    await make(target, ...wanted);
    const first = await demo(target).list({ limit: 2 });
    expect(names(first.items)).toEqual(["a", "b"]);
    expect(first).toMatchObject({ remaining: 3, restarted: false });
    const second = await demo(target).list({ limit: 2, continue: first.continue });
    expect(names(second.items)).toEqual(["c", "d"]);
    // Pages are of one state: what is deleted in between is still in the rest.
    await demo(target).delete("e");
    const third = await demo(target).list({ limit: 2, continue: second.continue });
    expect(names(third.items)).toEqual(["e"]);
    expect(third).toMatchObject({ continue: undefined, remaining: 0, resourceVersion: first.resourceVersion });
    expect(names(await demo(target).list({ limit: 3 }).all())).toEqual(["a", "b", "c", "d"]);
    const given: string[] = [];
    for await (const item of demo(target).list({ limit: 1 })) given.push(item.metadata.name);
    expect(given).toEqual(["a", "b", "c", "d"]);
    const sizes: number[] = [];
    for await (const page of demo(target).list({ limit: 3 }).pages()) sizes.push(page.items.length);
    expect(sizes).toEqual([3, 1]);
  },

  "a continue token that is none is a bad request": async (target) => {
    await make(target, "a");
    expect(isBadRequest(await failure(demo(target).list({ limit: 1, continue: "nonsense" })))).toBe(true);
  },

  "a list chooses by labels and fields": async (target) => {
    await demo(target).create(vc("a", { team: "a", tier: "gold" }));
    await demo(target).create(vc("b", { team: "b" }));
    await demo(target).create(vc("c"));
    const chosen = async (labelSelector: NonNullable<Parameters<ReturnType<typeof demo>["list"]>[0]>["labelSelector"]) =>
      names((await demo(target).list({ labelSelector })).items);
    expect(await chosen({ team: "a" })).toEqual(["a"]);
    expect(await chosen("team in (a, b)")).toEqual(["a", "b"]);
    expect(await chosen("team!=a")).toEqual(["b", "c"]);
    expect(await chosen("!team")).toEqual(["c"]);
    expect(await chosen("team,tier=gold")).toEqual(["a"]);
    expect(names((await demo(target).list({ fieldSelector: { "metadata.name": "b" } })).items)).toEqual(["b"]);
    expect(isBadRequest(await failure(demo(target).list({ fieldSelector: { "spec.displayName": "b" } })))).toBe(true);
    expect(isBadRequest(await failure(demo(target).list({ labelSelector: "a b c" })))).toBe(true);
  },

  "a list across namespaces": async (target) => {
    await make(target, "one");
    await admin(target).project("other").virtualClusterInstances.create(vc("two"));
    const items = await admin(target).virtualClusterInstances.list().all();
    expect(items.map((item) => `${item.metadata.namespace}/${item.metadata.name}`)).toEqual(["loft-p-demo/one", "loft-p-other/two"]);
    expect(names(await demo(target).list().all())).toEqual(["one"]);
  },

  "update writes the whole object, once for each version": async (target) => {
    const [made] = await make(target, "dev");
    const changed = await demo(target).update({ ...made!, spec: { displayName: "new" } });
    expect(changed.spec).toMatchObject({ displayName: "new" });
    expect(changed.spec).not.toHaveProperty("owner");
    expect(changed.metadata.generation).toBe(2);
    expect(changed.metadata.resourceVersion).not.toBe(made!.metadata.resourceVersion);
    const error = await failure(demo(target).update({ ...made!, spec: { displayName: "late" } }));
    expect(isConflict(error)).toBe(true);
    expect(isAlreadyExists(error)).toBe(false);
    expect(error.message).toContain("the object has been modified");
    expect(await demo(target).get("dev")).toEqual(changed);
    // The same once more changes nothing, not even the version.
    expect((await demo(target).update(changed)).metadata.resourceVersion).toBe(changed.metadata.resourceVersion);
  },

  "update of what is gone throws NotFound": async (target) => {
    const [made] = await make(target, "dev");
    await demo(target).delete("dev");
    expect(isNotFound(await failure(demo(target).update(made!)))).toBe(true);
  },

  "metadata counts no generation": async (target) => {
    const [made] = await make(target, "dev");
    const labelled = await demo(target).patch("dev", { metadata: { labels: { more: "yes" } } });
    expect(labelled.metadata).toMatchObject({ generation: 1, labels: { n: "dev", more: "yes" } });
    expect(labelled.metadata.uid).toBe(made!.metadata.uid);
  },

  "a JSON patch changes in order, or not at all": async (target) => {
    await make(target, "dev");
    const patched = await demo(target).patch("dev", [
      { op: "test", path: "/spec/displayName", value: "dev" },
      { op: "replace", path: "/spec/displayName", value: "new" },
      { op: "add", path: "/metadata/annotations/a~1b", value: "c" },
      { op: "remove", path: "/spec/owner" },
    ]);
    expect(patched.spec).toMatchObject({ displayName: "new" });
    expect(patched.spec).not.toHaveProperty("owner");
    expect(patched.metadata.annotations).toEqual({ "a/b": "c" });
    // Of the type of any JSON patch, since the paths would not compile.
    const wrongs: JsonPatch = [
      { op: "test", path: "/spec/displayName", value: "else" },
      { op: "remove", path: "/spec/nothing" },
      { op: "replace", path: "/spec/nothing/here", value: 1 },
    ];
    for (const wrong of wrongs) {
      const error = await failure(demo(target).patch("dev", [{ op: "replace", path: "/spec/displayName", value: "half" }, wrong]));
      expect(isInvalid(error), `${wrong.op}: ${error.message}`).toBe(true);
    }
    expect(await demo(target).get("dev")).toEqual(patched);
  },

  "a merge patch merges, and null removes": async (target) => {
    const [made] = await make(target, "dev");
    const patched = await demo(target).patch(made!, { metadata: { labels: { n: null, m: "1" } }, spec: { displayName: "new" } });
    expect(patched.metadata.labels).toEqual({ m: "1" });
    expect(patched.spec).toMatchObject({ displayName: "new", owner: { user: "ann" } });
    const stale = { metadata: { resourceVersion: made!.metadata.resourceVersion }, spec: { displayName: "late" } };
    expect(isConflict(await failure(demo(target).patch("dev", stale)))).toBe(true);
    expect(isNotFound(await failure(demo(target).patch("none", { spec: { displayName: "x" } })))).toBe(true);
  },

  "server-side apply makes, changes, and knows who owns what": async (target) => {
    const made = await demo(target).apply(vc("dev"), { fieldManager: "first" });
    expect(made.metadata.managedFields).toMatchObject([{ manager: "first", operation: "Apply" }]);
    const error = await failure(demo(target).apply(vc("dev", undefined, "second's"), { fieldManager: "second" }));
    expect(isConflict(error)).toBe(true);
    expect(error.causes).toMatchObject([{ reason: "FieldManagerConflict", field: ".spec.displayName" }]);
    const taken = await demo(target).apply(vc("dev", undefined, "second's"), { fieldManager: "second", force: true });
    expect(taken.spec?.displayName).toBe("second's");
    // What a manager no longer says, and nobody else does, goes.
    const less = await demo(target).apply({ metadata: { name: "dev" }, spec: { owner: { user: "ann" } } }, { fieldManager: "second" });
    expect(less.spec).not.toHaveProperty("displayName");
    expect(less.spec?.templateRef).toEqual({ name: "small" });
  },

  "edit loses nothing among concurrent writers": async (target) => {
    await make(target, "dev");
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 5; round++) {
        await demo(target).edit("dev", (draft) => {
          draft.metadata.annotations ??= {};
          draft.metadata.annotations["count"] = String(Number(draft.metadata.annotations["count"] ?? 0) + 1);
          draft.metadata.annotations[`writer-${writer}`] = String(round);
        });
      }
    });
    await Promise.all(writers);
    const { annotations } = (await demo(target).get("dev")).metadata;
    expect(annotations?.["count"]).toBe("40");
    expect(Object.keys(annotations ?? {})).toHaveLength(9);
  },

  "an edit that changes nothing leaves the version": async (target) => {
    const [made] = await make(target, "dev");
    expect(await demo(target).edit("dev", () => {})).toEqual(made);
  },

  "delete: by name, and never another object of the same name": async (target) => {
    const [old] = await make(target, "dev");
    await demo(target).delete("dev");
    expect(await demo(target).find("dev")).toBeUndefined();
    expect(isNotFound(await failure(demo(target).delete("dev")))).toBe(true);
    const [again] = await make(target, "dev");
    expect(again!.metadata.uid).not.toBe(old!.metadata.uid);
    expect(isConflict(await failure(demo(target).delete(old!)))).toBe(true);
    const preconditions = { uid: again!.metadata.uid, resourceVersion: old!.metadata.resourceVersion };
    expect(isConflict(await failure(demo(target).delete("dev", { preconditions })))).toBe(true);
    await demo(target).delete(again!);
    expect(await demo(target).find("dev")).toBeUndefined();
  },

  "a finalizer holds the object until it is taken off": async (target) => {
    await demo(target).create({ ...vc("dev"), metadata: { name: "dev", finalizers: ["example.com/hold"] } });
    const held = await demo(target).delete("dev");
    expect(held).toMatchObject({ kind: "VirtualClusterInstance", metadata: { deletionTimestamp: expect.any(String) } });
    const error = await failure(demo(target).waitFor("dev", until.deleted(), { timeout: "300ms" }));
    expect(isTimeout(error)).toBe(true);
    const gone = demo(target).waitFor("dev", until.deleted(), { timeout: "20s" });
    await demo(target).edit("dev", (draft) => {
      draft.metadata.finalizers = [];
    });
    expect(await gone).toBeUndefined();
  },

  "deleteCollection deletes what the selectors choose": async (target) => {
    await demo(target).create(vc("a", { team: "a" }));
    await demo(target).create(vc("b", { team: "b" }));
    await demo(target).deleteCollection({ labelSelector: { team: "a" } });
    expect(names(await demo(target).list().all())).toEqual(["b"]);
    await demo(target).deleteCollection();
    expect(names(await demo(target).list().all())).toEqual([]);
  },

  "status is written apart, where the kind has it so": async (target) => {
    const { clusters } = admin(target);
    const made = await clusters.create({ metadata: { name: "eu" }, spec: { displayName: "EU" }, status: { phase: "Initialized" } });
    expect(made.status).not.toHaveProperty("phase");
    const path = "/kubernetes/management/apis/management.loft.sh/v1/clusters/eu/status";
    const body = { ...made, spec: { displayName: "ignored" }, status: { phase: "Initialized" } };
    await admin(target).request("PUT", path, { body });
    const stored = await clusters.get("eu");
    expect(stored).toMatchObject({ spec: { displayName: "EU" }, status: { phase: "Initialized" }, metadata: { generation: 1 } });
  },

  "a watch begins with what there is and goes on with each change": async (target) => {
    await make(target, "a");
    await using watch = demo(target).watch();
    expect(await take(watch, 3)).toEqual(["init", "initApply a", "initDone"]);
    await make(target, "b");
    await demo(target).patch("a", { spec: { displayName: "new" } });
    await demo(target).delete("a");
    expect(await take(watch, 3)).toEqual(["apply b", "apply a", "delete a"]);
  },

  "a watch whose initial list comes in the stream": async (target) => {
    await make(target, "a", "b");
    await using watch = demo(target).watch({ initial: "stream" });
    expect((await take(watch, 4)).toSorted()).toEqual(["init", "initApply a", "initApply b", "initDone"]);
    await demo(target).delete("b");
    expect(await take(watch, 1)).toEqual(["delete b"]);
  },

  "a watch from a version misses nothing since then": async (target) => {
    const { resourceVersion } = await demo(target).list();
    await make(target, "a");
    await demo(target).delete("a");
    await using watch = demo(target).watch({ resourceVersion });
    expect(await take(watch, 2)).toEqual(["apply a", "delete a"]);
  },

  "a watch with a selector tells of what enters and leaves it": async (target) => {
    await make(target, "a");
    await using watch = demo(target).watch({ labelSelector: { team: "a" } });
    expect(await take(watch, 2)).toEqual(["init", "initDone"]);
    await demo(target).patch("a", { metadata: { labels: { team: "a" } } });
    await demo(target).patch("a", { metadata: { labels: { team: "b" } } });
    expect(await take(watch, 2)).toEqual(["apply a", "delete a"]);
  },

  "a watch ends with its signal": async (target) => {
    const stop = new AbortController();
    const watch = demo(target).watch({ signal: stop.signal });
    expect(await take(watch, 2)).toEqual(["init", "initDone"]);
    stop.abort();
    expect((await watch.next()).done).toBe(true);
  },

  "a cache becomes equal to the list": async (target) => {
    await make(target, "a", "b", "c");
    await using cache = await demo(target).cache();
    const cached = () => [...cache.values()].map((item) => `${item.metadata.name} ${item.metadata.resourceVersion}`).toSorted();
    expect(cached()).toHaveLength(3);
    await demo(target).delete("b");
    await make(target, "d");
    await demo(target).patch("a", { spec: { displayName: "new" } });
    const listed = (await demo(target).list().all()).map((item) => `${item.metadata.name} ${item.metadata.resourceVersion}`);
    await expect.poll(cached, { timeout: 10_000 }).toEqual(listed.toSorted());
  },

  "waitFor resolves when the condition holds": async (target) => {
    await make(target, "dev");
    const named = (displayName: string) =>
      until.satisfies<Vc>(`named ${displayName}`, (object) => object.spec?.displayName === displayName);
    const waiting = demo(target).waitFor("dev", until.allOf(named("new")), { timeout: "20s" });
    await demo(target).patch("dev", { spec: { displayName: "new" } });
    expect((await waiting).spec?.displayName).toBe("new");
  },

  "an object given in place of its name is this very object": async (target) => {
    const [first] = await make(target, "dev");
    await demo(target).delete("dev");
    const [second] = await make(target, "dev");
    expect(isNotFound(await failure(demo(target).waitFor(first!, until.condition("Ready"), { timeout: "20s" })))).toBe(true);
    expect(await demo(target).waitFor(first!, until.deleted(), { timeout: "20s" })).toBeUndefined();
    expect(isConflict(await failure(demo(target).delete(first!)))).toBe(true);
    expect((await demo(target).get(first!)).metadata.uid).toBe(second!.metadata.uid);
  },

  "a handle of all namespaces reads and changes what it listed": async (target) => {
    await make(target, "dev");
    const all = admin(target).virtualClusterInstances;
    for (const one of (await all.list()).items) {
      expect(await admin(target).projectOf(one)).toBe("demo");
      expect((await all.edit(one, (draft) => void Object.assign(draft.spec!, { displayName: "x" }))).spec?.displayName).toBe("x");
      expect((await all.patch(one, { spec: { description: "y" } })).spec?.description).toBe("y");
    }
    expect((await demo(target).get("dev")).spec).toMatchObject({ displayName: "x", description: "y" });
  },

  "ensure makes one object, and says how it differs": async (target) => {
    const all = await Promise.all(Array.from({ length: 5 }, () => demo(target).ensure({ ...vc("dev"), spec: { displayName: "One" } })));
    expect(all.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
    expect(new Set(all.map(({ object }) => object.metadata.uid)).size).toBe(1);
    const other = await demo(target).ensure({ ...vc("dev"), spec: { displayName: "Two" } });
    expect(other).toMatchObject({ outcome: "different", differences: ["spec.displayName"], object: { spec: { displayName: "One" } } });
  },

  "a readonly token may not write, and an unknown token may do nothing": async (target) => {
    const [made] = await make(target, "dev");
    const readonly = target.platform("readonly-token").project("demo").virtualClusterInstances;
    expect(await readonly.get("dev")).toEqual(made);
    const attempts = [
      () => readonly.create(vc("more")),
      () => readonly.update(made!),
      () => readonly.patch("dev", { spec: { displayName: "x" } }),
      () => readonly.delete("dev"),
    ];
    for (const attempt of attempts) {
      const error = await failure(attempt());
      expect(isForbidden(error)).toBe(true);
      expect(error.message).toContain('User "readonly" cannot');
    }
    const error = await failure(target.platform("wrong-token").project("demo").virtualClusterInstances.get("dev"));
    expect(isUnauthorized(error)).toBe(true);
    expect(JSON.stringify(error) + error.message).not.toContain("wrong-token");
  },

  "a kind that the server has not is not found": async (target) => {
    const unknown = { apiVersion: "management.loft.sh/v1", plural: "unicorns", kind: "Unicorn" };
    expect(isNotFound(await failure(admin(target).resource(unknown).get("one")))).toBe(true);
  },

  "discovery answers a raw request": async (target) => {
    const platform: Platform = admin(target);
    const { data } = await platform.request<{ resources: { name: string; namespaced: boolean }[] }>(
      "GET",
      "/kubernetes/management/apis/management.loft.sh/v1",
    );
    expect(data.resources.find((resource) => resource.name === "virtualclusterinstances")).toMatchObject({ namespaced: true });
  },
};
