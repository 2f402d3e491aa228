import { isInvalidArgument, type Platform } from "clusterplane";
import { expect, test } from "vitest";
import { failure, json, platform, vc } from "../kubernetes/fake.ts";

const self = (projectNamespacePrefix: unknown) => json({ kind: "Self", status: { projectNamespacePrefix } }, 201);
const inNamespace = (namespace: string) => vc("dev", 1, { metadata: { namespace } as never });

test.each<[string, string, string]>([
  ["loft-p-", "loft-p-demo", "demo"],
  ["p-", "p-p-demo", "p-demo"],
  ["own-", "own-a-b", "a-b"],
  ["", "demo", "demo"],
])("with the prefix %j, an object in %s is of the project %s", async (prefix, namespace, project) => {
  const { client, sent } = platform(() => self(prefix), { projectNamespacePrefix: undefined });
  expect(await client.projectOf(inNamespace(namespace))).toBe(project);
  expect(await client.projectOf(inNamespace(namespace))).toBe(project);
  // Requested once.
  expect(sent.map(({ path }) => path)).toEqual(["/kubernetes/management/apis/management.loft.sh/v1/selves"]);
});

test("a listed object leads back to its project", async () => {
  const { client } = platform(({ url, method }) =>
    method === "GET" && url.includes("virtualclusterinstances")
      ? json({ metadata: {}, items: [inNamespace("loft-p-a"), inNamespace("loft-p-b")] })
      : json(vc("dev")),
  );
  const { items } = await client.virtualClusterInstances.list();
  expect(await Promise.all(items.map((one) => client.projectOf(one)))).toEqual(["a", "b"]);
});

test.each([inNamespace("kube-system"), inNamespace("loft-p-"), { metadata: { name: "a" } }, "dev", undefined, null, {}])(
  "%j is of no project",
  async (object) => {
    const { client } = platform(() => self("loft-p-"));
    const error = await failure((client as Platform).projectOf(object as never));
    expect(isInvalidArgument(error)).toBe(true);
  },
);

test("the message names the namespace and the prefix", async () => {
  const { client } = platform(() => self("loft-p-"));
  expect((await failure(client.projectOf(inNamespace("kube-system")))).message).toBe(
    "metadata.namespace: kube-system is not the namespace of a project; those begin with loft-p-",
  );
});
