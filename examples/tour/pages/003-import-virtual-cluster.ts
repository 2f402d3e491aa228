import { until } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import { body } from "../bodies.ts";
import { expect, type Stage, type Step } from "../step.ts";

/** ProjectImportVirtualCluster: a virtual cluster that runs already becomes part of a project. */
export async function importVirtualCluster(step: Step, { platform, screen, patience }: Stage): Promise<void> {
  screen.page(
    "003",
    "Import a virtual cluster",
    "POST …/projects/my-project/importvirtualcluster: servers of 3.x; newer ones adopt with spec.external",
  );
  const project = platform.project("my-project");
  const yaml = body("003-import-virtual-cluster.yaml");

  await step("project.importVirtualCluster(yaml)", async () => {
    const answer = await project.importVirtualCluster(yaml);
    expect(answer.sourceVirtualCluster?.importName === "my-name-in-project", "the answer should name what was imported");
    expect(!("upgradeToPro" in answer), "upgradeToPro should only be sent when given");
    expect(parseManifests(yaml)[0]?.kind === "ProjectImportVirtualCluster", "the page's YAML should read as the kind it says");
    screen.answer(`201  ${answer.sourceVirtualCluster?.name} of ${answer.sourceVirtualCluster?.cluster}`);
  });

  await step(`project.virtualClusterInstances.waitFor("my-name-in-project", until.ready())`, async () => {
    const imported = await project.virtualClusterInstances.waitFor("my-name-in-project", until.ready(), {
      timeout: patience,
      onProgress: ({ object }) => screen.moving(object?.status?.phase || "(no phase yet)"),
    });
    screen.moving(imported.status?.phase ?? "");
    expect(
      imported.spec?.clusterRef?.virtualCluster === "my-virtual-cluster-name",
      "the instance should point at the virtual cluster it came from",
    );
    screen.meaning("It is an instance of the project now, under the name asked for.");
  });
}
