// What a user's compiler sees, with the library's declarations checked too.
import { CloudCasa, isConflict, Platform, type VirtualClusterInstance } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import { connectPlatform } from "clusterplane/node";
import { createSandbox } from "clusterplane/sandbox";
import { handlers } from "clusterplane/sandbox/msw";
import { listen } from "clusterplane/sandbox/server";
import * as schemas from "clusterplane/schemas";

export async function use(): Promise<void> {
  const sandbox = createSandbox({ clock: "manual" });
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
  const made: VirtualClusterInstance = await platform.project("demo").virtualClusterInstances.create({ metadata: { name: "dev" } });
  const phase: string | undefined = made.status?.phase;
  // @ts-expect-error a kind that can only be created has no list
  platform.directClusterEndpointTokens.list();
  const casa = new CloudCasa({ token: async () => sandbox.token, baseUrl: sandbox.cloudcasa.url, fetch: sandbox.fetch });
  // @ts-expect-error an update needs the etag, so a bare id is not enough
  casa.kubeclusters.update("5eb599e603f7a77d5223efee");
  try {
    await listen(sandbox, { port: 0 });
  } catch (error) {
    if (isConflict(error))
      console.log(error.status, phase, handlers(sandbox).length, parseManifests("").length, Object.keys(schemas), connectPlatform);
  }
}
