import {
  type CloudCasa,
  isAlreadyExists,
  isBadRequest,
  isConflict,
  isForbidden,
  isInUse,
  isInvalid,
  isNotFound,
  isPreconditionRequired,
  isUnauthorized,
  type RequestError,
  readTime,
} from "clusterplane";
import { expect } from "vitest";
import type { Target } from "./targets.ts";

const casa = (target: Target): CloudCasa => target.cloudcasa("test-token");
const missing = "0123456789abcdef01234567";

/** The error that something ends with. */
async function failure(promise: PromiseLike<unknown>): Promise<RequestError> {
  return promise.then(
    (value) => expect.fail(`no error, but ${JSON.stringify(value)}`),
    (error) => error as RequestError,
  );
}

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `c${String(i).padStart(2, "0")}`, tags: { n: String(i % 3) } }));

/** What CloudCasa's client promises, whatever Eve server it talks to. */
export const eve: Record<string, (target: Target) => Promise<void>> = {
  "create gives the document as it is stored, with defaults": async (target) => {
    const before = Date.now();
    const made = await casa(target).kubeclusters.create({ name: "Größe ✓ 日本", tags: { owner: "a" } });
    expect(made).toMatchObject({
      name: "Größe ✓ 日本",
      tags: { owner: "a" },
      kublet_pods_dir: "/var/lib/kubelet/pods",
      status: { state: "REGISTERED" },
    });
    expect(made._id).toMatch(/^[0-9a-f]{24}$/);
    expect(made._etag).toMatch(/^[0-9a-f]{40}$/);
    expect(made._updated).toBe(made._created);
    expect(Math.abs(readTime(made._created).getTime() - before)).toBeLessThan(60_000);
    const stored = await casa(target).kubeclusters.get(made._id);
    const { _links, _status, ...content } = made as typeof made & { _links?: unknown; _status?: unknown };
    expect(stored).toMatchObject(content);
  },

  "create of a name that is taken throws AlreadyExists": async (target) => {
    await casa(target).kubeclusters.create({ name: "prod" });
    const error = await failure(casa(target).kubeclusters.create({ name: "prod" }));
    expect(isAlreadyExists(error)).toBe(true);
    expect(error).toMatchObject({ status: 422, causes: [{ field: "name", message: "value 'prod' is not unique" }] });
  },

  "a refused document is Invalid, with every field": async (target) => {
    const wrong = { name: "prod", nonsense: 1, description: 7, tags: { owner: 1 } } as unknown as { name: string };
    const error = await failure(casa(target).kubeclusters.create(wrong));
    expect(isInvalid(error)).toBe(true);
    expect(error.causes.map((cause) => `${cause.field}: ${cause.message}`).toSorted()).toEqual([
      "description: must be of string type",
      "nonsense: unknown field",
      "tags.owner: must be of string type",
    ]);
    expect(await casa(target).kubeclusters.find({ name: "prod" })).toBeUndefined();
  },

  "get of what is not there throws NotFound; find gives undefined": async (target) => {
    const error = await failure(casa(target).kubeclusters.get(missing));
    expect(isNotFound(error)).toBe(true);
    expect(error.body).toMatchObject({ _status: "ERR", _error: { code: 404 } });
    expect(await casa(target).kubeclusters.find(missing)).toBeUndefined();
    expect(await casa(target).kubeclusters.find({ name: "none" })).toBeUndefined();
  },

  "a list: one page, every page, every document": async (target) => {
    expect(await casa(target).kubeclusters.list()).toMatchObject({ items: [], total: 0 });
    await casa(target).kubeclusters.createMany(many(30));
    const { kubeclusters } = casa(target);
    const first = await kubeclusters.list({ sort: "name" });
    expect(first.items).toHaveLength(25);
    expect(first).toMatchObject({ total: 30, page: 1 });
    expect((await kubeclusters.list({ sort: "name", page: 2 })).items.map((one) => one.name)).toEqual(["c25", "c26", "c27", "c28", "c29"]);
    expect((await kubeclusters.list({ sort: "-name", max_results: 2 })).items.map((one) => one.name)).toEqual(["c29", "c28"]);
    const all = await kubeclusters.list({ sort: "name", max_results: 7 }).all();
    expect(all.map((one) => one.name)).toEqual(many(30).map((one) => one.name));
    const sizes: number[] = [];
    for await (const page of kubeclusters.list({ max_results: 12 }).pages()) sizes.push(page.items.length);
    expect(sizes).toEqual([12, 12, 6]);
    let count = 0;
    for await (const one of kubeclusters.list({ prefetch: true })) count += one.name.startsWith("c") ? 1 : 0;
    expect(count).toBe(30);
  },

  "where chooses by fields, paths and operators": async (target) => {
    const { kubeclusters } = casa(target);
    await kubeclusters.createMany([...many(6), { name: 'with "quotes" & + %20', description: "d" }]);
    const chosen = async (where: NonNullable<Parameters<typeof kubeclusters.list>[0]>["where"] & object) =>
      (await kubeclusters.list({ where, sort: "name" }).all()).map((one) => one.name);
    expect(await chosen({ name: "c03" })).toEqual(["c03"]);
    expect(await chosen({ name: 'with "quotes" & + %20' })).toEqual(['with "quotes" & + %20']);
    expect(await chosen({ "tags.n": "1" })).toEqual(["c01", "c04"]);
    expect(await chosen({ name: { $in: ["c00", "c05", "none"] } })).toEqual(["c00", "c05"]);
    expect(await chosen({ name: { $regex: "^c0[12]$" } })).toEqual(["c01", "c02"]);
    expect(await chosen({ name: { $gt: "c03", $lte: "c05" } })).toEqual(["c04", "c05"]);
    expect(await chosen({ $or: [{ name: "c00" }, { description: "d" }] })).toEqual(["c00", 'with "quotes" & + %20']);
    expect(await chosen({ description: { $exists: true } })).toEqual(['with "quotes" & + %20']);
    expect(await chosen({ "status.state": "REGISTERED", name: { $ne: "c00", $nin: ["c01"] } })).toHaveLength(5);
    const [one] = await kubeclusters.list({ where: { name: "c02" } }).all();
    expect(await chosen({ _id: one!._id })).toEqual(["c02"]);
  },

  "a projection gives only these fields": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod", description: "d", tags: { owner: "a" } });
    const read = await kubeclusters.get(made._id, { projection: ["description"] });
    expect(read).toMatchObject({ _id: made._id, _etag: made._etag, description: "d" });
    expect(read).not.toHaveProperty("tags");
    const listed = (await kubeclusters.list({ projection: ["name"] })).items[0];
    expect(listed).toMatchObject({ name: "prod" });
    expect(listed).not.toHaveProperty("description");
  },

  "a query that the server can't read is a bad request": async (target) => {
    for (const where of ["{nonsense", '{"$nonsense":1}', '{"$where":"1"}']) {
      const asked = casa(target).request("GET", "/api/v1/kubeclusters", { params: { query: { where } } });
      expect(isBadRequest(await failure(asked))).toBe(true);
    }
  },

  "patch merges, and gives a new version": async (target) => {
    const { policies } = casa(target);
    const made = await casa(target).kubeclusters.create({ name: "prod", tags: { owner: "a", tier: "gold" } });
    const patched = await casa(target).kubeclusters.patch(made, { description: "EU", tags: { owner: "b" } });
    expect(patched).toMatchObject({ name: "prod", description: "EU", tags: { owner: "b", tier: "gold" } });
    expect(patched._etag).not.toBe(made._etag);
    expect((await casa(target).kubeclusters.get(made._id))._etag).toBe(patched._etag);
    const error = await failure(casa(target).kubeclusters.patch(made, { description: "late" }));
    expect(isConflict(error)).toBe(true);
    expect(error.status).toBe(412);
    expect(isNotFound(await failure(policies.patch({ _id: missing, _etag: made._etag }, { timezone: "UTC" })))).toBe(true);
  },

  "update replaces, but for what the server writes itself": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod", description: "d", tags: { owner: "a" } });
    const { description: _, ...rest } = made;
    const replaced = await kubeclusters.update({ ...rest, tags: { tier: "gold" } });
    expect(replaced).toMatchObject({ _id: made._id, name: "prod", tags: { tier: "gold" }, status: made.status, _created: made._created });
    expect(replaced.tags).not.toHaveProperty("owner");
    expect(replaced).not.toHaveProperty("description");
    expect(isConflict(await failure(kubeclusters.update({ ...made, description: "late" })))).toBe(true);
  },

  "a JSON patch removes fields": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod", description: "d", tags: { owner: "a", tier: "gold" } });
    const patched = await kubeclusters.patch(made, [
      { op: "remove", path: "/description" },
      { op: "remove", path: "/tags/owner" },
    ]);
    expect(patched.tags).toEqual({ tier: "gold" });
    expect(await kubeclusters.get(made._id)).not.toHaveProperty("description");
  },

  "a change that the server refuses changes nothing": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod" });
    const change = { description: 7 } as unknown as { description: string };
    const error = await failure(kubeclusters.patch(made, change));
    expect(isInvalid(error)).toBe(true);
    expect(error.causes).toMatchObject([{ field: "description", message: "must be of string type" }]);
    expect((await kubeclusters.get(made._id))._etag).toBe(made._etag);
  },

  "a change without a version is refused": async (target) => {
    const { _id } = await casa(target).kubeclusters.create({ name: "prod" });
    for (const method of ["PATCH", "PUT", "DELETE"]) {
      const sent = casa(target).request(method, `/api/v1/kubeclusters/${_id}`, method === "DELETE" ? {} : { body: { name: "other" } });
      expect(isPreconditionRequired(await failure(sent))).toBe(true);
    }
    expect((await casa(target).kubeclusters.get(_id)).name).toBe("prod");
  },

  "delete: by version, or by id what is there": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod" });
    const patched = await kubeclusters.patch(made, { description: "new" });
    expect(isConflict(await failure(kubeclusters.delete(made)))).toBe(true);
    await kubeclusters.delete(patched);
    expect(await kubeclusters.find(made._id)).toBeUndefined();
    const again = await kubeclusters.create({ name: "prod" });
    await kubeclusters.delete(again._id);
    expect(isNotFound(await failure(kubeclusters.delete(again._id)))).toBe(true);
    expect((await kubeclusters.list()).total).toBe(0);
  },

  "several documents in one call, all or none": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.createMany([{ name: "a" }, { name: "b" }]);
    expect(made.map((one) => one.name)).toEqual(["a", "b"]);
    const error = await failure(kubeclusters.createMany([{ name: "c" }, { name: "d", description: 7 as unknown as string }]));
    expect(isInvalid(error)).toBe(true);
    expect(error.causes).toMatchObject([{ field: "1.description", message: "must be of string type" }]);
    expect((await kubeclusters.createMany([{ name: "one" }]))[0]!.name).toBe("one");
    expect((await kubeclusters.list({ sort: "name" }).all()).map((one) => one.name)).toEqual(["a", "b", "one"]);
  },

  "refresh gives the same object until it has changed": async (target) => {
    const { kubeclusters } = casa(target);
    const { _id } = await kubeclusters.create({ name: "prod" });
    const read = await kubeclusters.get(_id);
    expect(await kubeclusters.refresh(read)).toBe(read);
    await kubeclusters.patch(read, { description: "new" });
    expect(await kubeclusters.refresh(read)).toMatchObject({ _id, description: "new" });
  },

  "edit loses nothing among concurrent writers": async (target) => {
    const { kubeclusters } = casa(target);
    const { _id } = await kubeclusters.create({ name: "prod", tags: { count: "0" } });
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 4; round++) {
        await kubeclusters.edit(_id, (draft) => {
          draft.tags = { ...draft.tags, count: String(Number(draft.tags?.["count"]) + 1), [`w${writer}`]: String(round) };
        });
      }
    });
    await Promise.all(writers);
    const { tags } = await kubeclusters.get(_id);
    expect(tags?.["count"]).toBe("24");
    expect(Object.keys(tags ?? {})).toHaveLength(7);
  },

  "an edit that removes a field, and one that changes nothing": async (target) => {
    const { kubeclusters } = casa(target);
    const { _id } = await kubeclusters.create({ name: "prod", description: "d" });
    const edited = await kubeclusters.edit(_id, (draft) => {
      delete draft.description;
    });
    expect(edited).not.toHaveProperty("description");
    expect((await kubeclusters.edit(_id, () => {}))._etag).toBe(edited._etag);
  },

  "an edit or a patch of a nested field leaves what stands beside it": async (target) => {
    const { kubeclusters, kubebackups } = casa(target);
    const { _id: cluster } = await kubeclusters.create({ name: "prod" });
    // Both are not what the server would fill in.
    const source = { all_namespaces: true, snapshotPersistentVolumes: false };
    const { _id } = await kubebackups.create({ name: "daily", cluster, trigger_type: "ADHOC", source });
    const edited = await kubebackups.edit(_id, (draft) => {
      draft.source.namespaces = ["a"];
    });
    expect(edited.source).toEqual({ ...source, namespaces: ["a"] });
    const patched = await kubebackups.patch(edited, { source: { namespaces: ["b"] } });
    expect(patched.source).toEqual({ ...source, namespaces: ["b"] });
    const without = await kubebackups.edit(_id, (draft) => {
      delete draft.source.namespaces;
    });
    expect(without.source).toEqual(source);
    expect(await kubebackups.get(_id)).toMatchObject({ name: "daily", cluster, trigger_type: "ADHOC", source, pause: false });
  },

  "names that look like ids, dates, numbers or patterns are found": async (target) => {
    const { kubeclusters } = casa(target);
    for (const name of [missing, "Fri, 08 May 2020 17:41:58 GMT", "12345", "1e5", "^a.b$", "a|b", "null", "true"]) {
      const { document, outcome } = await kubeclusters.ensure({ name, tags: { a: "b" } });
      expect([outcome, document.name]).toEqual(["created", name]);
      expect((await kubeclusters.find({ name }))?._id).toBe(document._id);
      expect(await kubeclusters.ensure({ name, tags: { a: "c" } })).toMatchObject({ outcome: "different", differences: ["tags.a"] });
    }
  },

  "ensure makes one document, whoever is first": async (target) => {
    const { kubeclusters } = casa(target);
    for (const name of ["a", "b", "c", "d", "e"]) {
      const all = await Promise.all(Array.from({ length: 10 }, () => kubeclusters.ensure({ name })));
      const again = await kubeclusters.ensure({ name });
      expect(all.filter(({ outcome }) => outcome === "created").map(({ document }) => document._id)).toEqual([again.document._id]);
      expect(again.outcome).toBe("found");
    }
    expect((await kubeclusters.list()).total).toBe(5);
  },

  "a document that was deleted is not made anew by a change of it": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod", description: "d" });
    await kubeclusters.delete(made);
    // Times of Eve are whole seconds: only a later one shows that the document is new.
    const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
    await nextSecond();
    const error = await failure(kubeclusters.update({ ...made, description: "late" }));
    expect(isNotFound(error)).toBe(true);
    expect(error).toMatchObject({ method: "PUT", verb: "update", resourceName: made._id });
    const { _id } = await kubeclusters.create({ name: "other", description: "d" });
    const edit = kubeclusters.edit(_id, async (draft) => {
      delete draft.description;
      await kubeclusters.delete(_id);
      await nextSecond();
    });
    expect(isNotFound(await failure(edit))).toBe(true);
    expect((await kubeclusters.list()).total).toBe(0);
  },

  "the same update twice within a second is one that is there": async (target) => {
    const { kubeclusters } = casa(target);
    const made = await kubeclusters.create({ name: "prod", description: "d" });
    let last = made;
    for (let turn = 0; turn < 5; turn++) last = await kubeclusters.update({ ...last, description: "e" });
    expect(last).toMatchObject({ _id: made._id, description: "e" });
    expect((await kubeclusters.get(made._id))._etag).toBe(last._etag);
    expect(isConflict(await failure(kubeclusters.update({ ...made, description: "e" })))).toBe(true);
  },

  "relations: embedded when asked for, refused when they lead nowhere": async (target) => {
    const { kubebackups, kubeclusters } = casa(target);
    const cluster = await kubeclusters.create({ name: "prod" });
    const source = { all_namespaces: true };
    const made = await kubebackups.create({ name: "daily", cluster: cluster._id, source, trigger_type: "ADHOC" });
    expect(made.cluster).toBe(cluster._id);
    const read = await kubebackups.get(made._id, { embedded: ["cluster"] });
    expect(read.cluster).toMatchObject({ _id: cluster._id, name: "prod" });
    const error = await failure(kubebackups.create({ name: "other", cluster: missing, source, trigger_type: "ADHOC" }));
    expect(isInvalid(error)).toBe(true);
    expect(error.causes).toMatchObject([
      { field: "cluster", message: `value '${missing}' must exist in resource 'kubeclusters', field '_id'.` },
    ]);
  },

  "a cluster in use is not deleted": async (target) => {
    const { kubebackups, kubeclusters } = casa(target);
    const cluster = await kubeclusters.create({ name: "prod" });
    await kubebackups.create({ name: "daily", cluster: cluster._id, source: { all_namespaces: true }, trigger_type: "ADHOC" });
    expect(isInUse(await failure(kubeclusters.delete(cluster)))).toBe(true);
    expect(await kubeclusters.find(cluster._id)).toBeDefined();
  },

  "secrets are taken and not given back": async (target) => {
    const { objectstores } = casa(target);
    const made = await objectstores.create({
      name: "store",
      provider_type: "aws",
      bucket_name: "backups",
      s3provider: { endpoint: "https://s3.example.com", credentials: { access_key: "KEY", secret_key: "SECRET" } },
    });
    for (const one of [made, await objectstores.get(made._id), await objectstores.patch(made, { region: "eu" })]) {
      expect(JSON.stringify(one)).not.toContain("SECRET");
    }
  },

  "a readonly token may not write, and an unknown token may do nothing": async (target) => {
    const made = await casa(target).kubeclusters.create({ name: "prod" });
    const { kubeclusters } = target.cloudcasa("readonly-token");
    expect(await kubeclusters.get(made._id)).toMatchObject({ name: "prod" });
    const attempts = [
      () => kubeclusters.create({ name: "more" }),
      () => kubeclusters.patch(made, { description: "x" }),
      () => kubeclusters.delete(made),
    ];
    for (const attempt of attempts) {
      expect(isForbidden(await failure(attempt()))).toBe(true);
    }
    const error = await failure(target.cloudcasa("wrong-token").kubeclusters.get(made._id));
    expect(isUnauthorized(error)).toBe(true);
    expect(JSON.stringify(error) + error.message).not.toContain("wrong-token");
  },

  "a verb that a resource has not is refused": async (target) => {
    const error = await failure(casa(target).request("POST", "/api/v1/jobs", { body: { name: "job" } }));
    expect(error).toMatchObject({ status: 405, code: "MethodNotAllowed" });
    expect(isNotFound(await failure(casa(target).request("GET", "/api/v1/unicorns")))).toBe(true);
  },
};
