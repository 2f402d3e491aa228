import { inspect } from "node:util";
import { isConflict, isNotFound, until } from "clusterplane";
import { body } from "../bodies.ts";
import { expect, expectError, type Stage, type Step } from "../step.ts";

/** CloudCasa's kubeclusters: register, wait for the agent, change under an etag, delete. */
export async function kubeclusters(step: Step, { casa, screen, patience }: Stage): Promise<void> {
  screen.page("004", "Protect a cluster with CloudCasa", "…/api/v1/kubeclusters: an Eve server, where an etag guards every change");

  const made = await step("casa.kubeclusters.create(json)", async () => {
    const answer = await casa.kubeclusters.create(JSON.parse(body("004-create.json")));
    expect(answer.status?.state === "REGISTERED", "a new cluster should be REGISTERED");
    expect(answer.tags?.["testkey"] === "testval", "it should hold what was sent");
    screen.answer(`201  ${answer.name}  ${answer._id}  etag ${answer._etag.slice(0, 8)}…  ${answer.status?.state}`);
    return answer;
  });

  await step("casa.kubeclusters.get(id), casa.kubeclusters.list({ where, sort })", async () => {
    const found = await casa.kubeclusters.get(made._id);
    expect(found._etag === made._etag, "nothing has changed, so the etag should be the same");
    const names = [];
    for await (const cluster of casa.kubeclusters.list({ where: { "tags.testkey": "testval" }, sort: "-_updated" }))
      names.push(cluster.name);
    expect(names.join() === "testcluster", "the query should find exactly this cluster");
    const images = await casa.kubeclusters.images();
    screen.answer(`200  ${names.join(", ")}; the agent needs ${inspect(images, { depth: 0 })}`);
  });

  await step(`casa.kubeclusters.waitFor(id, until.active())`, async () => {
    screen.moving(made.status?.state ?? "");
    const manifest = await casa.kubeclusters.agentManifest(made);
    expect(manifest.includes("kind: List"), "the agent's manifest should be one List that kubectl applies");
    expect(!inspect(made, { depth: 9 }).includes("/kubeclusteragents/"), "a printed cluster should not show the agent's URL");
    const cluster = await casa.kubeclusters.waitFor(made._id, until.active(), {
      timeout: patience,
      onProgress: ({ object }) => screen.moving(object?.status?.state ?? ""),
    });
    screen.moving(cluster.status?.state ?? "");
    screen.meaning("Applying the agent's manifest makes it ACTIVE; on the sandbox, fetching it is enough.");
  });

  const changed = await step(`casa.kubeclusters.patch(cluster, json)`, async () => {
    const current = await casa.kubeclusters.get(made._id);
    const answer = await casa.kubeclusters.patch(current, JSON.parse(body("004-patch.json")));
    expect(answer.name === "newname" && answer.description === "New description", "the change should be in the answer");
    expect((await casa.kubeclusters.get(made._id)).name === "newname", "the change should be stored");
    expect(answer._etag !== current._etag, "a write should make a new etag");
    screen.answer(`200  ${answer.name}: ${answer.description}  etag ${current._etag.slice(0, 8)}… → ${answer._etag.slice(0, 8)}…`);
    return answer;
  });

  await step("casa.kubeclusters.patch(staleCluster, …)", async () => {
    const stale = casa.kubeclusters.patch(made, { description: "from an old copy" });
    const error = await expectError(stale, isConflict, "a change under a stale etag should be a conflict");
    expect((await casa.kubeclusters.get(made._id)).description === "New description", "the refused change should not be stored");
    screen.answer(`412  ${error.message}`);
    screen.meaning("If-Match can't be forgotten: patch and update take the object, and a bare id doesn't compile.");
  });

  await step("casa.kubeclusters.edit(id, (draft) => { … }), casa.kubeclusters.update({ … })", async () => {
    const edited = await casa.kubeclusters.edit(changed._id, (draft) => {
      draft.tags = { ...draft.tags, owner: "team-a" };
    });
    expect(edited.tags?.["owner"] === "team-a" && edited.tags["testkey"] === "testval", "both tags should be there");
    const replaced = await casa.kubeclusters.update({ ...edited, tags: { owner: "team-b" } });
    expect(replaced.tags?.["testkey"] === undefined && replaced.name === "newname", "a PUT should replace the tags and keep the rest");
    screen.answer(`200  tags ${inspect(edited.tags)} → ${inspect(replaced.tags)}`);
    screen.meaning("edit reads again by itself after a 412; update is PUT of the whole object, without the server's own fields.");
  });

  await step("casa.kubeclusters.delete(id)", async () => {
    const backup = await casa.kubebackups.create({
      name: "tour",
      cluster: made._id,
      trigger_type: "ADHOC",
      source: { all_namespaces: true },
    });
    const error = await expectError(casa.kubeclusters.delete(made._id), () => true, "a cluster that a backup uses should not be deleted");
    screen.answer(`refused: ${error.message}`);
    await casa.kubebackups.delete(backup);
    await casa.kubeclusters.delete(made._id);
    await expectError(casa.kubeclusters.get(made._id), isNotFound, "a deleted cluster should be NotFound");
    screen.answer("204  then 404");
    screen.meaning("The refusal comes while a backup definition uses the cluster; without it, the delete goes through.");
  });
}
