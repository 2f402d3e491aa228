import { CloudCasa, isConflict, isNotJson } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { expect, test } from "vitest";

const retry = { attempts: 4, minDelay: "1ms", maxDelay: "5ms" } as const;

function start() {
  const sandbox = createSandbox({ bare: true });
  const client = () => new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch, retry });
  return { sandbox, client, casa: client() };
}

test("a conflict in the middle of an edit is read again; without edit it is an error", async () => {
  const { sandbox, casa } = start();
  const { _id } = await casa.kubeclusters.create({ name: "a" });
  sandbox.faults.next({ api: "cloudcasa", verb: "patch", status: 412 });
  const edited = await casa.kubeclusters.edit(_id, (draft) => {
    draft.description = "d";
  });
  expect(edited.description).toBe("d");
  sandbox.faults.next({ api: "cloudcasa", verb: "patch", status: 412 });
  await expect(casa.kubeclusters.patch(edited, { description: "e" })).rejects.toSatisfy(isConflict);
  sandbox.verify();
});

test("creates whose connection breaks: stored once, or of unknown effect and not stored", async () => {
  const { sandbox, casa } = start();
  const rule = { api: "cloudcasa", verb: "create", resource: "kubeclusters" } as const;
  sandbox.faults.add({ ...rule, reset: true, probability: 0.2 });
  sandbox.faults.add({ ...rule, reset: true, when: "after", probability: 0.2 });
  for (const cutAfter of [0, 1, 30, 200]) sandbox.faults.add({ ...rule, cutAfter, probability: 0.1 });
  const names = Array.from({ length: 200 }, (_, index) => `cluster-${index}`);
  const made: string[] = [];
  const failed: unknown[] = [];
  const creates = names.map((name) =>
    casa.kubeclusters.create({ name, tags: { n: name } }).then(
      (cluster) => made.push(cluster.name),
      (error) => failed.push(error),
    ),
  );
  await Promise.all(creates);
  const stored = (await casa.kubeclusters.list({ max_results: 50 }).all()).map((cluster) => cluster.name);
  expect(stored.sort()).toEqual(made.sort());
  expect(failed.length).toBeGreaterThan(0);
  for (const error of failed) expect(error).toMatchObject({ effect: "unknown" });
});

test("edits whose connection breaks: each change exactly once", async () => {
  const { sandbox, casa } = start();
  const { _id } = await casa.kubeclusters.create({ name: "a", description: "0", tags: {} });
  const rule = { api: "cloudcasa", verb: ["patch", "update"], resource: "kubeclusters" } as const;
  sandbox.faults.add({ ...rule, reset: true, probability: 0.15 });
  sandbox.faults.add({ ...rule, reset: true, when: "after", probability: 0.15 });
  sandbox.faults.add({ ...rule, cutAfter: 40, probability: 0.15 });
  for (let turn = 1; turn <= 100; turn++) {
    await casa.kubeclusters.edit(_id, (draft) => {
      draft.description = String(Number(draft.description) + 1);
      // Every other edit takes a key away, which needs a PUT.
      draft.tags = turn % 2 === 0 ? {} : { turn: String(turn) };
    });
  }
  expect(await casa.kubeclusters.get(_id)).toMatchObject({ description: "100", tags: {} });
});

test("many clients on one document: nothing is lost, with lost responses too", async () => {
  const { sandbox, client, casa } = start();
  const { _id } = await casa.kubeclusters.create({ name: "a", description: "0", tags: {} });
  const counting = Array.from({ length: 20 }, async () => {
    const own = client();
    for (let turn = 0; turn < 10; turn++) {
      await own.kubeclusters.edit(_id, (draft) => {
        draft.description = String(Number(draft.description) + 1);
      });
    }
  });
  await Promise.all(counting);
  expect((await casa.kubeclusters.get(_id)).description).toBe("200");
  sandbox.faults.add({ api: "cloudcasa", verb: "patch", reset: true, when: "after", probability: 0.2 });
  const setting = Array.from({ length: 20 }, async (_, writer) => {
    const own = client();
    for (let turn = 0; turn < 5; turn++) {
      await own.kubeclusters.edit(_id, (draft) => {
        draft.tags = { ...draft.tags, [`w${writer}-${turn}`]: "x" };
      });
    }
  });
  await Promise.all(setting);
  expect(Object.keys((await casa.kubeclusters.get(_id)).tags ?? {})).toHaveLength(100);
});

test("a gateway's troubles: repeated where that is safe, said where it is not", async () => {
  const { sandbox, casa } = start();
  const made = await casa.kubeclusters.create({ name: "a" });
  sandbox.faults.add({ api: "cloudcasa", verb: "get", status: 503, times: 2 });
  expect((await casa.kubeclusters.get(made._id)).name).toBe("a");
  sandbox.faults.next({ api: "cloudcasa", verb: "patch", html: true });
  await expect(casa.kubeclusters.patch(made, { description: "d" })).rejects.toMatchObject({ status: 502, attempts: 1 });
  sandbox.faults.next({ api: "cloudcasa", verb: "update", html: true, when: "after" });
  expect((await casa.kubeclusters.update({ ...made, description: "d" })).description).toBe("d");
  sandbox.faults.next({ api: "cloudcasa", verb: "list", body: "<html>Sign in</html>", contentType: "text/html" });
  await expect(casa.kubeclusters.list()).rejects.toSatisfy(isNotJson);
  sandbox.faults.next({ api: "cloudcasa", verb: "delete", reset: true, when: "after" });
  await casa.kubeclusters.delete(made._id);
  expect((await casa.kubeclusters.list()).total).toBe(0);
});

test("deleting everything while it is listed", async () => {
  const { casa } = start();
  await casa.kubeclusters.createMany(Array.from({ length: 120 }, (_, index) => ({ name: `c-${index}` })));
  for await (const cluster of casa.kubeclusters.list()) await casa.kubeclusters.delete(cluster);
  expect((await casa.kubeclusters.list()).total).toBe(0);
});
