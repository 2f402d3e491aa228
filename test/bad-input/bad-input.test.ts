// What a new user gets wrong, and what broken servers answer: a clear error every time, and no half-made state.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CloudCasa,
  isConflict,
  isConnectionError,
  isInvalid,
  isInvalidArgument,
  isNotJson,
  Platform,
  type PlatformProject,
  RequestError,
} from "clusterplane";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { checkInputs } from "clusterplane/schemas";
import { beforeEach, describe, expect, test } from "vitest";

let sandbox: Sandbox;
let platform: Platform;
let project: PlatformProject;
let casa: CloudCasa;

beforeEach(() => {
  sandbox = createSandbox();
  const { token, fetch } = sandbox;
  platform = new Platform({ baseUrl: sandbox.platform.url, token, fetch });
  project = platform.project("my-project");
  casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token, fetch });
});

/** What the platform and CloudCasa hold, to see that nothing was left behind. */
const stored = async () => [
  (await platform.virtualClusterInstances.list().all()).map((v) => v.metadata?.name).sort(),
  (await casa.kubeclusters.list().all()).map((c) => c.name).sort(),
];

/** The error of an action, which must leave no trace in either store. */
async function refusal(action: () => Promise<unknown>): Promise<RequestError> {
  const before = await stored();
  const error = await action().then(
    (value) => expect.fail(`went through with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(await stored()).toEqual(before);
  expect(String(error)).not.toContain(sandbox.token);
  return error as RequestError;
}

describe("bad input", () => {
  test("a missing name", async () => {
    // @ts-expect-error a name, or a prefix of one, is required
    const unnamed = await refusal(() => project.virtualClusterInstances.create({ metadata: {} }));
    expect(isInvalid(unnamed) || isInvalidArgument(unnamed)).toBe(true);
    expect(unnamed.message).toMatch(/name/);
    // @ts-expect-error a name is required
    const nameless = await refusal(() => casa.kubeclusters.create({ description: "no name" }));
    expect(isInvalidArgument(nameless)).toBe(true);
    expect(nameless.message).toMatch(/^name: /);
  });

  test("a wrong type, said by the server, or before anything is sent", async () => {
    const wrong = { metadata: { name: "wrong" }, spec: { networkPeer: "yes" } };
    // @ts-expect-error a boolean is required
    expect((await refusal(() => project.virtualClusterInstances.create(wrong))).message).toMatch(/networkPeer/);
    const careful = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch, validate: checkInputs() });
    const sent = sandbox.requests.length;
    // @ts-expect-error a boolean is required
    const error = await refusal(() => careful.namespace("loft-p-my-project").virtualClusterInstances.create(wrong));
    expect(error.message).toMatch(/spec\.networkPeer: expected boolean, got string/);
    expect(sandbox.requests.slice(sent).filter((r) => r.verb === "create")).toEqual([]);
  });

  test.each(["..", ".", ""])("%j as a name is refused before anything is sent", async (name) => {
    for (const action of [
      () => project.virtualClusterInstances.get(name),
      () => project.virtualClusterInstances.delete(name),
      () => casa.kubeclusters.get(name),
      async () => platform.project(name).virtualClusterInstances.get("x"),
    ]) {
      const before = sandbox.requests.length;
      const error = await action().catch((error: unknown) => error);
      expect(isInvalidArgument(error), String(error)).toBe(true);
      expect(sandbox.requests.length).toBe(before);
    }
  });

  test("an empty token, and http:// to a foreign host", () => {
    expect(() => new Platform({ baseUrl: "https://platform.example.com", token: "" })).toThrow(/token/);
    expect(() => new CloudCasa({ token: "" })).toThrow(/token/);
    expect(() => new Platform({ baseUrl: "http://platform.example.com", token: "x" })).toThrow(/http:\/\//);
    expect(() => new CloudCasa({ baseUrl: "http://casa.example.com", token: "x" })).toThrow(/http:\/\//);
  });

  test("a stale version", async () => {
    const vc = await project.virtualClusterInstances.get("payments");
    await project.virtualClusterInstances.update({ ...vc, spec: { ...vc.spec, description: "theirs" } });
    expect(isConflict(await refusal(() => project.virtualClusterInstances.update(vc)))).toBe(true);
    const cluster = await casa.kubeclusters.create({ name: "stale" });
    await casa.kubeclusters.patch(cluster, { description: "theirs" });
    expect(isConflict(await refusal(() => casa.kubeclusters.patch(cluster, { description: "mine" })))).toBe(true);
    expect(isConflict(await refusal(() => casa.kubeclusters.delete(cluster)))).toBe(true);
    expect((await casa.kubeclusters.get(cluster._id)).description).toBe("theirs");
  });
});

describe("a broken server", () => {
  /** Both clients against a server that answers each request in the same way; what each said. */
  async function against(answer: (response: import("node:http").ServerResponse) => void): Promise<RequestError[]> {
    const server = createServer((request, response) => {
      request.resume();
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const options = { baseUrl, token: "canary-token", retry: false, timeout: "10s" } as const;
      const reads = [
        new Platform(options).namespace("loft-p-my-project").virtualClusterInstances.get("dev"),
        new CloudCasa(options).kubeclusters.get("5eb599e603f7a77d5223efee"),
      ];
      const errors = await Promise.all(
        reads.map((read) =>
          read.then(
            () => expect.fail("went through"),
            (error: RequestError) => error,
          ),
        ),
      );
      for (const error of errors) expect(`${error.stack}${JSON.stringify(error)}`).not.toContain("canary-token");
      return errors;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test("a connection cut before the answer", async () => {
    for (const error of await against((response) => response.destroy())) {
      expect(isConnectionError(error)).toBe(true);
      expect(error.message).toMatch(/^get (VirtualClusterInstance|kubeclusters) "/);
    }
  });

  test("an answer cut in the middle", async () => {
    const errors = await against((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"kind":');
      setTimeout(() => response.destroy(), 20);
    });
    for (const error of errors) expect(isConnectionError(error) || isNotJson(error), String(error)).toBe(true);
  });

  test("HTML from a gateway", async () => {
    const page = `<html><body><h1>502 Bad Gateway</h1>${"x".repeat(5000)}</body></html>`;
    for (const status of [200, 502]) {
      for (const error of await against((response) => response.writeHead(status, { "content-type": "text/html" }).end(page))) {
        expect(error.message).toMatch(/502 Bad Gateway/);
        expect(error.message.length).toBeLessThan(600);
      }
    }
  });

  test("nothing at all", async () => {
    for (const error of await against((response) => response.writeHead(200, { "content-type": "application/json" }).end())) {
      expect(isNotJson(error)).toBe(true);
      expect(error.message).toMatch(/empty/);
    }
  });

  test("10 MB of garbage", async () => {
    const garbage = Buffer.alloc(10_000_000, "g");
    for (const [status, type] of [
      [200, "application/octet-stream"],
      [500, "application/octet-stream"],
      [200, "application/json"],
    ] as const) {
      for (const error of await against((response) => void response.writeHead(status, { "content-type": type }).end(garbage))) {
        expect(error.message.length).toBeLessThan(600);
        expect(error).toBeInstanceOf(RequestError);
      }
    }
  });
});
