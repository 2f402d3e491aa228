// What a page's compiler sees: `lib` without Disposable, no types of Node, the library's declarations checked.
import { CloudCasa, isConflict, Platform } from "clusterplane";
import { type Manifest, parseManifests } from "clusterplane/manifests";
import { createSandbox } from "clusterplane/sandbox";
import { check, ProjectSchema } from "clusterplane/schemas";

export async function use(): Promise<Manifest[]> {
  const sandbox = createSandbox();
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
  for await (const event of platform.virtualClusterInstances.watch()) if (event.type === "apply") console.log(event.object.metadata?.name);
  const casa = new CloudCasa({ token: "t" });
  await casa.kubeclusters.create({ name: "a" }).catch((error: unknown) => console.log(isConflict(error)));
  check(ProjectSchema, {});
  return parseManifests("");
}
