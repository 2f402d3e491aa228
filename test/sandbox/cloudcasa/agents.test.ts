import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const registered = async (server: ReturnType<typeof casa>, more: object = {}) =>
  (await server.ask("kubeclusters", { body: { name: "mine", ...more } })).body;

const stateOf = async (server: ReturnType<typeof casa>, id: string) => (await server.ask(`kubeclusters/${id}`)).body.status.state;

describe("the agent of a cluster", () => {
  test("a new cluster is REGISTERED, with an agent URL on the host that was asked", async () => {
    const { status } = await registered(casa());
    expect(status).toEqual({
      state: "REGISTERED",
      agentURL: expect.stringMatching(/^https:\/\/casa\.test\/kubeclusteragents\/[\w-]{43}\.yaml$/),
    });
  });

  test("fetching the manifest brings the agent up: INVENTORY, then ACTIVE, within two seconds", async () => {
    const server = casa();
    const { _id, _etag, status } = await registered(server);
    const manifest = await server.ask(status.agentURL, { headers: { authorization: "none" } });
    expect(manifest.status).toBe(200);
    expect(await stateOf(server, _id)).toBe("REGISTERED");
    server.clock.advance(800);
    expect(await stateOf(server, _id)).toBe("INVENTORY");
    server.clock.advance(1000);
    const { body } = await server.ask(`kubeclusters/${_id}`);
    expect(body.status).toMatchObject({ state: "ACTIVE", version: "v1.33.1", agentURL: status.agentURL });
    expect(body._etag).not.toBe(_etag);
  });

  test("looking at it with HEAD installs nothing, an unknown URL is not found, and nothing can be posted there", async () => {
    const server = casa();
    const { _id, status } = await registered(server);
    expect((await server.ask(status.agentURL, { method: "HEAD" })).status).toBe(200);
    server.clock.advance(10_000);
    expect(await stateOf(server, _id)).toBe("REGISTERED");
    expect((await server.ask("/kubeclusteragents/unknown.yaml")).status).toBe(404);
    expect((await server.ask(status.agentURL, { method: "POST" })).status).toBe(405);
  });

  test("the manifest is one List that kubectl applies, with the cluster's own registry and secret", async () => {
    const server = casa();
    const { _id, status } = await registered(server, {
      container_registry: "https://registry.example.com/cloudcasa/",
      image_pull_secret_name: "pull",
    });
    const { body } = await server.ask(status.agentURL);
    // biome-ignore lint/suspicious/noExplicitAny: four kinds of objects
    const list = load(body) as any;
    expect(list).toMatchObject({ apiVersion: "v1", kind: "List" });
    expect(list.items.map((i: { kind: string }) => i.kind)).toEqual(["Namespace", "ServiceAccount", "ClusterRoleBinding", "Deployment"]);
    expect(list.items[3].spec.template.spec).toMatchObject({
      imagePullSecrets: [{ name: "pull" }],
      containers: [
        {
          image: expect.stringMatching(/^registry\.example\.com\/cloudcasa\/kubemanager:/),
          env: [{ name: "AMDS_CLUSTER_ID", value: _id }],
        },
      ],
    });
  });

  test("connect and disconnect move ACTIVE and PENDING at once", async () => {
    const server = casa();
    const { _id } = await registered(server);
    const agent = server.sandbox.agent(_id);
    expect(() => agent.disconnect()).toThrow("was never connected");
    agent.connect();
    expect(await stateOf(server, _id)).toBe("ACTIVE");
    agent.disconnect();
    const { status } = (await server.ask(`kubeclusters/${_id}`)).body;
    expect(status).toMatchObject({ state: "PENDING", pendingStateTimestamp: 1767225600, message: expect.any(String) });
    agent.connect();
    expect((await server.ask(`kubeclusters/${_id}`)).body.status).not.toHaveProperty("message");
    expect(() => server.sandbox.agent("nope").connect()).toThrow('there is no cluster with the id "nope"');
  });

  test("a disconnect calls off an agent that is coming up; a deleted cluster's agent stays away", async () => {
    const server = casa();
    const { _id, status } = await registered(server);
    await server.ask(status.agentURL);
    server.clock.advance(800);
    server.sandbox.agent(_id).disconnect();
    server.clock.advance(60_000);
    expect(await stateOf(server, _id)).toBe("PENDING");
    await server.ask(status.agentURL);
    await server.ask(`kubeclusters/${_id}`, {
      method: "DELETE",
      headers: { "if-match": (await server.ask(`kubeclusters/${_id}`)).body._etag },
    });
    server.clock.advance(60_000);
    expect(server.sandbox.engine.get("kubeclusters", _id)).toBeUndefined();
  });

  test("how long it takes can be set", async () => {
    const server = casa({ durations: { agentStart: 0, inventory: 10 } });
    const { _id, status } = await registered(server);
    await server.ask(status.agentURL);
    server.clock.advance(0);
    expect(await stateOf(server, _id)).toBe("INVENTORY");
    server.clock.advance(10);
    expect(await stateOf(server, _id)).toBe("ACTIVE");
  });

  test("a bare sandbox answers the manifest, and nothing comes of it", async () => {
    const server = casa({ bare: true });
    const { _id, status } = await registered(server);
    expect((await server.ask(status.agentURL)).status).toBe(200);
    server.clock.advance(60_000);
    expect(await stateOf(server, _id)).toBe("REGISTERED");
    server.sandbox.agent(_id).connect();
    expect(await stateOf(server, _id)).toBe("ACTIVE");
  });
});
