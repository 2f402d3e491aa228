// What a call has to learn first (the prefix of projects, the kinds of an API) is shared, and obeys each caller's own time.
import { describe, expect, test } from "vitest";
import { failure, json, platform, type Sent, vc } from "../kubernetes/fake.ts";

const self = { kind: "Self", metadata: {}, status: { projectNamespacePrefix: "p-" } };
const kinds = { resources: [{ name: "virtualclusterinstances", kind: "VirtualClusterInstance", namespaced: true }] };
const isLookup = ({ url }: Sent) => /selves$|\/v1$/.test(url);

/** A client whose look-ups are answered when the test says so. */
function slow() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const made = platform(
    async (sent) => {
      if (/instances(\?|$)/.test(sent.url)) return json(sent.method === "GET" ? { metadata: {}, items: [vc("dev")] } : vc("dev"));
      if (!isLookup(sent)) return json(vc("dev"));
      await released;
      return json(sent.url.endsWith("selves") ? self : kinds);
    },
    { projectNamespacePrefix: undefined },
  );
  return { ...made, release };
}
type Client = ReturnType<typeof slow>["client"];
type Options = { readonly signal?: AbortSignal; readonly timeout?: `${number}ms` };
const object = { apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name: "dev", namespace: "p-demo" } };
const vcs = (client: Client) => client.project("demo").virtualClusterInstances;

const calls: [string, (client: Client, options: Options) => Promise<unknown>, object][] = [
  ["get", (client, options) => vcs(client).get("dev", options), { verb: "get", resourceName: "dev" }],
  ["create", (client, options) => vcs(client).create(object, options), { verb: "create", resourceName: "dev" }],
  ["edit", (client, options) => vcs(client).edit("dev", () => undefined, options), { verb: "edit", resourceName: "dev" }],
  ["list", async (client, options) => await vcs(client).list(options), { verb: "list" }],
  ["an iteration", (client, options) => vcs(client).list(options)[Symbol.asyncIterator]().next(), { verb: "list" }],
  ["all()", (client, options) => vcs(client).list(options).all(), { verb: "list" }],
  ["a log", (client, options) => vcs(client).log("dev", options)[Symbol.asyncIterator]().next(), { verb: "log", resourceName: "dev" }],
  [
    "apply of a project",
    (client, options) => client.project("demo").apply({ ...object, metadata: { name: "dev" } }, options),
    { verb: "apply" },
  ],
  ["apply", (client, options) => client.apply(object, options), { verb: "apply", resourceName: "dev" }],
];

describe.each(calls)("%s that ends during a look-up", (_, call, describes) => {
  const facts = { ...describes, resource: "VirtualClusterInstance", effect: "none" };

  test("by its signal, and leaves other calls alone", async () => {
    const { client, sent, release } = slow();
    const stop = new AbortController();
    const first = failure(call(client, { signal: stop.signal }));
    const second = call(client, {});
    await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort(new Error("enough"));
    expect(await first).toMatchObject({ ...facts, name: "RequestError", code: "Aborted" });
    release();
    await second;
    expect(sent.filter(({ path }) => path.endsWith("selves")).length).toBeLessThanOrEqual(1);
    expect(sent.filter(({ path }) => path.endsWith("/v1")).length).toBeLessThanOrEqual(1);
  });

  test("by its own timeout, though another call waits on", async () => {
    const { client, release } = slow();
    const first = call(client, {});
    expect(await failure(call(client, { timeout: "20ms" }))).toMatchObject({ ...facts, name: "RequestError", code: "Timeout" });
    release();
    await first;
  });
});

test("YAML text without objects is refused; an empty array applies nothing", async () => {
  const { client, sent } = platform(() => json({}));
  for (const text of ["", "\n", "# nothing\n", "---\n---\n"]) {
    expect((await failure(client.apply(text))).message).toBe("objects: the text has no objects in it");
  }
  expect(await client.apply([])).toEqual([]);
  expect(sent).toEqual([]);
});

test("a kind that was not there is asked for again: it may have come since", async () => {
  const known = [{ name: "foos", kind: "Foo", namespaced: true }];
  const { client, sent } = platform(({ method, body }) => json(method === "GET" ? { resources: known } : JSON.parse(body!)));
  const space = client.cluster("c").namespace("n");
  const object = (kind: string) => ({ apiVersion: "example.com/v1", kind, metadata: { name: "a" } });
  await space.apply([object("Foo"), object("Foo")]);
  expect(await failure(space.apply(object("Bar")))).toMatchObject({ code: "InvalidArgument" });
  known.push({ name: "bars", kind: "Bar", namespaced: true });
  await space.apply(object("Bar"));
  expect(sent.map(({ method }) => method)).toEqual(["GET", "PATCH", "PATCH", "GET", "GET", "PATCH"]);
});
