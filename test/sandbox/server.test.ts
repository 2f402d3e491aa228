import { connect } from "node:net";
import { createSandbox } from "clusterplane/sandbox";
import { type ListenOptions, listen } from "clusterplane/sandbox/server";
import { describe, expect, it } from "vitest";

describe("listen", () => {
  it.each<[object, RegExp]>([
    [{ host: "0.0.0.0" }, /other machines can reach 0\.0\.0\.0: say remote: true/],
    [{ host: "sandbox.example.com" }, /say remote: true/],
    [{ host: "127.0.0.1.example.com" }, /say remote: true/],
    [{ host: "" }, /host must be/],
    [{ remote: true }, /remote has no effect with 127\.0\.0\.1/],
    [{ remote: false }, /remote can only be true/],
    [{ port: 1.5 }, /port must be/],
    [{ port: "80" }, /port must be/],
    [{ cert: "x" }, /cert and key go together/],
    [{ prot: 1 }, /unknown option "prot"; did you mean "port"\? known: port, host/],
    [{ port: undefined }, /option port is undefined/],
    [{ allowedHosts: ["http://a"] }, /allowedHosts must be/],
    [{ allowedHosts: "a" }, /allowedHosts must be/],
    [{ cors: "http://localhost:1" }, /cors: expected a list of origins/],
    [{ cors: ["http://localhost:1/"] }, /is no origin such as/],
  ])("refuses %o", async (options, message) => {
    await expect(listen(createSandbox({ bare: true }), options as ListenOptions)).rejects.toThrow(message);
  });

  it("listens on loopback, leaves the globals alone, and closes what is open", async () => {
    const { Request: request, Response: response } = globalThis;
    const sandbox = createSandbox({ bare: true });
    const listening = await listen(sandbox);
    expect([globalThis.Request, globalThis.Response]).toEqual([request, response]);
    expect(listening.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const watch = await fetch(`${listening.url}/kubernetes/management/apis/management.loft.sh/v1/users?watch=true`, { headers });
    const broken = expect(watch.text()).rejects.toThrow("terminated");
    await listening.close();
    await broken;
    await expect(fetch(`${listening.url}/version`)).rejects.toThrow();
  });

  it("answers a watch by WebSocket with a whole response that is no upgrade", async () => {
    const sandbox = createSandbox();
    await using listening = await listen(sandbox);
    const { host } = new URL(listening.url);
    const path = "/kubernetes/cluster/loft-cluster/api/v1/pods?watch=true";
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(listening.url).port), "127.0.0.1", () => {
        const upgrade = [
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ];
        socket.write([`GET ${path} HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${sandbox.token}`, ...upgrade, "", ""].join("\r\n"));
      });
      let received = "";
      socket.on("data", (data) => {
        received += data;
      });
      socket.on("end", () => resolve(received));
      socket.on("error", reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  it("rejects when the port is taken", async () => {
    await using first = await listen(createSandbox({ bare: true }));
    await expect(listen(createSandbox({ bare: true }), { port: Number(new URL(first.url).port) })).rejects.toThrow(/EADDRINUSE/);
  });

  it("gives agent URLs and links of its own origin", async () => {
    const sandbox = createSandbox({ bare: true });
    await using listening = await listen(sandbox);
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
    const created = await fetch(`${listening.url}/api/v1/kubeclusters`, { method: "POST", headers, body: '{"name":"prod"}' });
    const { _id } = (await created.json()) as { _id: string };
    const cluster = (await (await fetch(`${listening.url}/api/v1/kubeclusters/${_id}`, { headers })).json()) as {
      status: { agentURL: string };
    };
    expect(cluster.status.agentURL).toMatch(new RegExp(`^${listening.url}/kubeclusteragents/`));
    expect((await fetch(cluster.status.agentURL)).status).toBe(200);
  });
});
