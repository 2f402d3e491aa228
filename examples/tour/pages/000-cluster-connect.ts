import { inspect } from "node:util";
import { isFailed, isNotFound, until } from "clusterplane";
import { body } from "../bodies.ts";
import { expect, expectError, type Stage, type Step } from "../step.ts";

/** ClusterConnect: a cluster is connected by its kubeconfig. */
export async function clusterConnect(step: Step, { platform, screen, patience }: Stage): Promise<void> {
  screen.page("000", "Connect a cluster", "POST …/clusterconnect: the cluster object and the secret with its kubeconfig are made for you");

  await step("platform.clusterConnect.create(yaml)", async () => {
    const answer = await platform.clusterConnect.create(body("000-cluster-connect.yaml"));
    expect(answer.metadata?.name === "my-cluster", "the answer should be about my-cluster");
    expect(answer.status?.failed !== true, "connecting should not have failed");
    expect(!inspect(answer, { depth: 9 }).includes("apiVersion: v1"), "a printed answer should not show the kubeconfig");
    screen.answer(`201  ${answer.kind} ${answer.metadata?.name}, spec.config hidden when printed`);
    screen.meaning("The page's YAML went out unchanged. A 2xx whose status says failed would have been an error.");
  });

  await step(`platform.clusters.waitFor("my-cluster", until.initialized())`, async () => {
    screen.moving("(no phase yet)");
    const cluster = await platform.clusters.waitFor("my-cluster", until.initialized(), {
      timeout: patience,
      onProgress: ({ object }) => screen.moving(object?.status?.phase || "(no phase yet)"),
    });
    screen.moving(cluster.status?.phase ?? "");
    expect(cluster.status?.phase === "Initialized", "my-cluster should be Initialized");
    screen.meaning("A connected cluster has no Ready: Initialized is the good end.");
  });

  await step(`platform.clusterConnect.create({ …, spec: { config: "not a kubeconfig" } })`, async () => {
    const refused = platform.clusterConnect.create({
      metadata: { name: "broken" },
      spec: { config: "not a kubeconfig", adminUser: "my-user" },
    });
    const error = await expectError(refused, isFailed, "a connect that failed should be an error");
    await expectError(platform.clusters.get("broken"), isNotFound, "no half-made cluster should be left");
    screen.answer(error.message);
    screen.meaning("The server said 201 with status.failed: the client makes an error of it, with the server's reason.");
  });
}
