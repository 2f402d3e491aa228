// A real API server stands for a cluster behind the platform. Here it is a cluster of another sandbox, over HTTP, or a hand-written server.
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudCasa, Platform, type ProxiedCluster, until } from "clusterplane";
import { type AttachOptions, createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { afterEach, describe, expect, it } from "vitest";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const made = (...options: Parameters<typeof createSandbox>): Sandbox => {
  const sandbox = createSandbox(...options);
  ends.push(() => sandbox[Symbol.dispose]());
  return sandbox;
};

/** A cluster of another sandbox, and the options that lead to it. */
async function otherCluster(): Promise<{ other: Sandbox; server: Listening; options: AttachOptions & { server: string } }> {
  const other = made({ clock: "fast", tokens: { admin: "other-token" } });
  const server = await listen(other, { port: 0 });
  ends.push(() => server.close());
  return { other, server, options: { server: `${server.url}/kubernetes/cluster/loft-cluster`, token: other.token } };
}

/** A server that answers as it is told. */
async function handWritten(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const configMaps = (cluster: ProxiedCluster) =>
  cluster
    .namespace("default")
    .resource<{ metadata: { name: string }; data?: Record<string, string> }>({ apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" });

describe("an attached API server", () => {
  it("has what is written to its cluster through the platform; the sandbox does not", async () => {
    const { other, options } = await otherCluster();
    const sandbox = made();
    sandbox.attach("project/demo/virtualcluster/staging", options);
    const platform = new Platform(sandbox.platform.options);
    const maps = configMaps(platform.project("demo").virtualCluster("staging"));
    const watch = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of maps.watch({ signal: watch.signal })) {
        if (event.type === "apply") seen.push(event.object.metadata.name);
        if (event.type === "initDone") await maps.create({ metadata: { name: "a" }, data: { a: "1" } });
        if (seen.includes("a")) break;
      }
    })();
    await watching;
    await maps.edit("a", (draft) => {
      draft.data = { ...draft.data, b: "2" };
    });
    const stored = other.state().clusters["cluster/loft-cluster"]?.["configmaps"];
    expect(stored).toContainEqual(expect.objectContaining({ data: { a: "1", b: "2" } }));
    expect(JSON.stringify(sandbox.state().clusters)).not.toContain('"a":"1"');
    await maps.delete("a");
    expect(await maps.find("a")).toBeUndefined();
  });

  it("is asked as it was attached, and only for those whom the sandbox lets in", async () => {
    const asked: IncomingMessage[] = [];
    const { url } = await handWritten((request, response) => {
      asked.push(request);
      response.setHeader("content-type", "application/json").end("{}");
    });
    const sandbox = made();
    sandbox.attach("cluster/loft-cluster", { server: `${url}/base/`, token: "real-token" });
    const at = `${sandbox.platform.url}/kubernetes/cluster/loft-cluster`;
    const send = (token: string, path: string, init: RequestInit = {}) =>
      sandbox.fetch(at + path, { ...init, headers: { authorization: `Bearer ${token}`, "x-own": "1" } });
    expect((await send("wrong", "/api/v1/pods")).status).toBe(401);
    expect((await send(sandbox.readonlyToken, "/api/v1/namespaces", { method: "POST", body: "{}" })).status).toBe(403);
    expect(asked).toEqual([]);
    expect((await send(sandbox.readonlyToken, "/api/v1/pods?limit=5&labelSelector=a%3Db")).status).toBe(200);
    expect((await send(sandbox.token, "/version")).status).toBe(200);
    expect(asked.map(({ url }) => url)).toEqual(["/base/api/v1/pods?limit=5&labelSelector=a%3Db", "/base/version"]);
    for (const { headers } of asked) expect(headers).toMatchObject({ authorization: "Bearer real-token", "x-own": "1" });
    expect(JSON.stringify([sandbox.requests, sandbox.state(), sandbox.save()])).not.toContain("real-token");
  });

  it("gets nothing while its virtual cluster sleeps, and everything after it was woken", async () => {
    const { options } = await otherCluster();
    const sandbox = made({ clock: "auto" });
    sandbox.attach("project/demo/virtualcluster/staging", options);
    const platform = new Platform(sandbox.platform.options);
    const instances = platform.project("demo").virtualClusterInstances;
    await instances.sleep("staging");
    await instances.waitFor("staging", until.sleeping());
    const maps = configMaps(platform.project("demo").virtualCluster("staging"));
    await expect(maps.list()).rejects.toMatchObject({ status: 500 });
    await instances.wakeUp("staging");
    await instances.waitFor("staging", until.ready());
    expect((await maps.list()).items.length).toBeGreaterThan(0);
  });

  it("meets the sandbox's faults first", async () => {
    const { other, options } = await otherCluster();
    const sandbox = made();
    sandbox.attach("cluster/loft-cluster", options);
    sandbox.faults.next({ cluster: "cluster/loft-cluster", resource: "configmaps", verb: "list", status: 503 });
    const maps = configMaps(new Platform({ ...sandbox.platform.options, retry: { attempts: 1 } }).cluster("loft-cluster"));
    await expect(maps.list()).rejects.toMatchObject({ status: 503 });
    expect(other.calls({ resource: "configmaps" }).count).toBe(0);
    sandbox.verify();
  });

  it("brings CloudCasa's agent up when its Deployment is applied there, and loses it when that goes", async () => {
    const { options } = await otherCluster();
    const sandbox = made({ clock: "auto" });
    sandbox.attach("project/demo/virtualcluster/staging", options);
    const casa = new CloudCasa(sandbox.cloudcasa.options);
    const cluster = new Platform(sandbox.platform.options).project("demo").virtualCluster("staging");
    const registered = await casa.kubeclusters.create({ name: "tenant" });
    const manifest = await (await sandbox.fetch((registered.status as { agentURL: string }).agentURL)).text();
    await cluster.apply(manifest);
    await casa.kubeclusters.waitFor(registered, until.active(), { timeout: "5m" });
    await cluster
      .namespace("cloudcasa-io")
      .resource({ apiVersion: "apps/v1", kind: "Deployment", plural: "deployments" })
      .delete("cloudcasa-kubeagent-manager");
    expect((await casa.kubeclusters.get(registered._id)).status?.state).toBe("PENDING");
  });

  it("gets the namespace of a space that lies on its cluster, and loses it with the space", async () => {
    const { other, options } = await otherCluster();
    const sandbox = made({ clock: "auto" });
    sandbox.attach("cluster/loft-cluster", options);
    const project = new Platform(sandbox.platform.options).project("demo");
    const spaces = project.spaceInstances;
    await spaces.create({ metadata: { name: "room" }, spec: { clusterRef: { cluster: "loft-cluster" } } });
    await spaces.waitFor("room", until.ready());
    const { spec } = await spaces.get("room");
    const response = await sandbox.fetch(
      `${sandbox.platform.url}/kubernetes/project/demo/space/room/api/v1/namespaces/${spec?.clusterRef?.namespace}/configmaps`,
      { headers: { authorization: `Bearer ${sandbox.token}` } },
    );
    expect(response.status).toBe(200);
    const deleted = () => other.calls({ cluster: "cluster/loft-cluster", verb: "delete", resource: "namespaces" }).count;
    expect(other.calls({ cluster: "cluster/loft-cluster", verb: "create", resource: "namespaces" }).count).toBe(1);
    await spaces.delete("room");
    await expect.poll(deleted).toBe(1);
  });

  it("that can't be reached is a 502 which says so, without its address's secrets", async () => {
    const { server, url } = await handWritten((_, response) => response.end());
    server.close();
    const sandbox = made();
    sandbox.attach("cluster/loft-cluster", { server: url });
    const response = await sandbox.fetch(`${sandbox.platform.url}/kubernetes/cluster/loft-cluster/api/v1/pods`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect([response.status, await response.text()]).toEqual([502, "the attached API server can't be reached: ECONNREFUSED\n"]);
    sandbox.verify();
  });

  it("that answers with no status of HTTP is a 502 too", async () => {
    const { url } = await handWritten((_, response) => void response.writeHead(999).end("x"));
    const sandbox = made();
    sandbox.attach("cluster/loft-cluster", { server: url });
    const response = await sandbox.fetch(`${sandbox.platform.url}/kubernetes/cluster/loft-cluster/version`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect([response.status, await response.text()]).toEqual([502, "the attached API server answered with the status 999\n"]);
  });

  it.each(["detach", "reset", "dispose"] as const)("ends what is under way on %s", async (how) => {
    let asked: () => void;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { url } = await handWritten((_, response) => {
      response.on("close", () => closed());
      asked();
    });
    let closed = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const sandbox = made();
    const attached = sandbox.attach("cluster/loft-cluster", { server: url });
    const pending = sandbox
      .fetch(`${sandbox.platform.url}/kubernetes/cluster/loft-cluster/api/v1/pods`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      })
      .then(({ status }) => status)
      .catch((error: { code?: string }) => error.code);
    await isAsked;
    if (how === "detach") attached.detach();
    else if (how === "reset") sandbox.reset();
    else sandbox[Symbol.dispose]();
    expect(await pending).toBe(how === "dispose" ? "SANDBOX_DISPOSED" : 502);
    await isClosed;
    if (how === "dispose") expect(() => sandbox.attach("cluster/loft-cluster", { server: url })).toThrow(/disposed/);
  });

  it("is no more after it was detached: the sandbox plays the cluster again", async () => {
    const { other, options } = await otherCluster();
    const sandbox = made();
    {
      using _attached = sandbox.attach("cluster/loft-cluster", options);
      expect(() => sandbox.attach("cluster/loft-cluster", options)).toThrow("attached to cluster/loft-cluster already");
    }
    await configMaps(new Platform(sandbox.platform.options).cluster("loft-cluster")).list();
    expect(other.requests).toEqual([]);
  });
});

describe("what attach refuses", () => {
  const server = "https://127.0.0.1:6443";
  const config = (cluster: object, user: object = { token: "secret-token" }) =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "c",
      contexts: [{ name: "c", context: { cluster: "k", user: "u" } }],
      clusters: [{ name: "k", cluster }],
      users: [{ name: "u", user }],
    });

  it.each<[string, unknown, string]>([
    ["loft-cluster", { server }, "the cluster must be named as cluster/NAME or project/PROJECT/virtualcluster/NAME"],
    ["project/demo/space/x", { server }, "the cluster must be named"],
    ["cluster/loft-cluster", undefined, "the options must be an object"],
    ["cluster/loft-cluster", { server, tokn: "x" }, 'unknown option "tokn"'],
    ["cluster/loft-cluster", { server, token: "" }, "option token must be a string that is not empty"],
    ["cluster/loft-cluster", { server: "127.0.0.1:6443" }, "server must be a URL"],
    ["cluster/loft-cluster", { server: "https://u:p@127.0.0.1" }, "without user, query and fragment"],
    ["cluster/loft-cluster", { server: "https://10.0.0.1:6443" }, "10.0.0.1 is not on this machine: give allowRemote: true"],
    ["cluster/loft-cluster", { server, cert: "x" }, "cert and key go together"],
    ["cluster/loft-cluster", { server, kubeconfig: "{}" }, "kubeconfig stands for server: give one or the other"],
    ["cluster/loft-cluster", { kubeconfig: "a: [" }, "kubeconfig is no YAML"],
    ["cluster/loft-cluster", { kubeconfig: "{}" }, 'kubeconfig has no context "", which current-context names'],
    [
      "cluster/loft-cluster",
      { kubeconfig: config({ server, "certificate-authority": "/etc/ca" }) },
      "kubeconfig has certificate-authority",
    ],
    ["cluster/loft-cluster", { kubeconfig: config({ server }, { exec: {} }) }, "kubeconfig has exec"],
    [
      "cluster/loft-cluster",
      { kubeconfig: config({ server, "certificate-authority-data": "%%" }) },
      "certificate-authority-data is no PEM in base64",
    ],
  ])("%s with %j", (cluster, options, message) => {
    const sandbox = made();
    const attempt = () => sandbox.attach(cluster, options as AttachOptions);
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow("secret-token");
  });

  it("takes a kubeconfig, and a server elsewhere if asked", () => {
    const sandbox = made();
    sandbox.attach("cluster/loft-cluster", { kubeconfig: config({ server }) });
    sandbox.attach("cluster/us", { kubeconfig: config({ server: "https://10.0.0.1:6443" }), allowRemote: true });
  });
});
