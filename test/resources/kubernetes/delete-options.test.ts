import { isInvalidArgument, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { expect, test } from "vitest";

test.each([[{ preconditons: { uid: "another" } }], [{ preconditions: { uuid: "another" } }], [{ dryrun: true }]])(
  "a mistyped option %j deletes nothing",
  async (options) => {
    const sandbox = createSandbox();
    const { fetch, token } = sandbox;
    const { virtualClusterInstances } = new Platform({ baseUrl: sandbox.platform.url, token, fetch }).namespace("loft-p-my-project");
    const error = await virtualClusterInstances.delete("payments", options as object).catch((error: unknown) => error);
    expect(isInvalidArgument(error), String(error)).toBe(true);
    expect(sandbox.requests.filter((request) => request.method === "DELETE")).toEqual([]);
    expect((await virtualClusterInstances.get("payments")).metadata.deletionTimestamp).toBeUndefined();
  },
);
