import { inspect } from "node:util";
import { isConflict, isNotFound, until } from "clusterplane";
import { body } from "../bodies.ts";
import { expect, expectError, type Stage, type Step } from "../step.ts";

const name = "my-virtual-cluster";

/** VirtualClusterInstance: the whole life of a virtual cluster. */
export async function virtualClusterInstance(step: Step, { platform, screen, patience }: Stage): Promise<void> {
  screen.page(
    "002",
    "Live with a virtual cluster",
    "…/namespaces/loft-p-my-project/virtualclusterinstances: create, read, list, change, conflict, delete",
  );
  const { virtualClusterInstances } = platform.project("my-project");

  await step("project.virtualClusterInstances.create(yaml)", async () => {
    const made = await virtualClusterInstances.create(body("002-virtual-cluster-instance.yaml"));
    expect(made.metadata?.namespace === "loft-p-my-project", "it should lie in the project's namespace");
    expect(made.spec?.parameters === "my-parameter: my-value", "the parameters should be stored as they were sent");
    expect(!made.status?.phase, "a virtual cluster just made has no phase yet");
    screen.answer(`201  ${made.metadata?.name} in ${made.metadata?.namespace}, resourceVersion ${made.metadata?.resourceVersion}`);
    screen.meaning("The namespace's prefix was asked from the server once (POST selves).");
  });

  await step(`project.virtualClusterInstances.waitFor("${name}", until.ready())`, async () => {
    screen.moving("(no phase yet)");
    const done = await virtualClusterInstances.waitFor(name, until.ready(), {
      timeout: patience,
      onProgress: ({ object }) => screen.moving(object?.status?.phase || "(no phase yet)"),
    });
    screen.moving(done.status?.phase ?? "");
    expect(done.status?.phase === "Ready", "it should be Ready");
    const held = (done.status?.conditions ?? []).filter((c) => c.status === "True").map((c) => c.type);
    expect(held.includes("Ready"), "its condition Ready should be True");
    screen.answer(`conditions that hold: ${held.join(", ")}`);
    screen.meaning("A Failed phase would have ended the wait at once, with the conditions that explain it.");
  });

  await step(`project.virtualClusterInstances.get("${name}")`, async () => {
    const found = await virtualClusterInstances.get(name);
    expect(found.spec?.displayName === "my-display-name", "it should read back as it was written");
    await expectError(virtualClusterInstances.get("not-there"), isNotFound, "reading what is not there should be NotFound");
    expect((await virtualClusterInstances.find("not-there")) === undefined, "find should answer undefined for what is not there");
    screen.answer(`200  ${found.spec?.displayName}, owner ${found.spec?.owner?.user}`);
  });

  await step("project.virtualClusterInstances.list(), platform.virtualClusterInstances.list()", async () => {
    const inProject = await virtualClusterInstances.list().all();
    const everywhere = [];
    for await (const item of platform.virtualClusterInstances.list({ limit: 2 })) everywhere.push(item);
    expect(
      inProject.some((v) => v.metadata?.name === name),
      "the project's list should hold it",
    );
    expect(everywhere.length > inProject.length, "the list over all projects should hold more");
    screen.answer(`200  ${inProject.length} in my-project, ${everywhere.length} in all projects (in pages of 2)`);
  });

  await step(
    `project.virtualClusterInstances.patch("${name}", [{ op: "add", path: "/metadata/annotations/my-annotation", … }])`,
    async () => {
      const patch = JSON.parse(body("002-patch.json"));
      await virtualClusterInstances.patch(name, patch);
      const found = await virtualClusterInstances.get(name);
      expect(found.metadata?.annotations?.["my-annotation"] === "my-value", "the annotation should be stored");
      screen.answer(`200  metadata.annotations: ${inspect(found.metadata?.annotations)}`);
      screen.meaning(
        "An array is a JSON patch, an object a merge patch: the content type can't be wrong. Parents that are missing are made.",
      );
    },
  );

  await step("project.virtualClusterInstances.update(staleObject)", async () => {
    const mine = await virtualClusterInstances.get(name);
    const theirs = await virtualClusterInstances.get(name);
    await virtualClusterInstances.update({ ...theirs, spec: { ...theirs.spec, description: "written by someone else" } });
    const stale = virtualClusterInstances.update({ ...mine, spec: { ...mine.spec, displayName: "My cluster" } });
    const error = await expectError(stale, isConflict, "a PUT of an object that someone else has changed should be a conflict");
    screen.answer(`409  ${error.message}`);
    screen.meaning("resourceVersion travels in the object, so nobody's change is overwritten.");
  });

  await step(`project.virtualClusterInstances.edit("${name}", (draft) => { … })`, async () => {
    await virtualClusterInstances.edit(name, (draft) => {
      draft.spec = { ...draft.spec, displayName: "My cluster" };
    });
    const both = await virtualClusterInstances.get(name);
    expect(both.spec?.displayName === "My cluster" && both.spec.description === "written by someone else", "both changes should be there");
    screen.answer(`200  displayName ${both.spec.displayName}, description ${both.spec.description}`);
    screen.meaning("edit reads, applies your change, sends the least, and starts over when it meets a conflict.");
  });

  await step(`project.virtualClusterInstances.kubeconfig("${name}", { certificateTTL: "1h" })`, async () => {
    const answer = await virtualClusterInstances.kubeconfig(name, { certificateTTL: "1h" });
    const kubeconfig = answer.status?.kubeConfig ?? "";
    expect(kubeconfig.includes("kind: Config"), "the answer should hold a kubeconfig");
    expect(!inspect(answer, { depth: 9 }).includes("kind: Config"), "a printed answer should not show the kubeconfig");
    screen.answer(`201  a kubeconfig of ${kubeconfig.length} characters for one hour, hidden when printed`);
  });

  await step(`project.virtualClusterInstances.delete("${name}")`, async () => {
    const { metadata } = await virtualClusterInstances.get(name);
    await virtualClusterInstances.delete(name, { preconditions: { uid: metadata?.uid ?? "" } });
    await virtualClusterInstances.waitFor(name, until.deleted(), { timeout: patience });
    await expectError(virtualClusterInstances.get(name), isNotFound, "a deleted virtual cluster should be NotFound");
    screen.answer("200  then 404");
    screen.meaning("Only a 404 counts as gone; the precondition names the one that was meant.");
  });
}
