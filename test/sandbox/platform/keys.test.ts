import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const make = async ({ send }: Setup, spec: object = {}, name = "k"): Promise<string> =>
  (await send("POST", "ownedaccesskeys", { metadata: { name }, spec })).body.spec.key;
const ask = async ({ send }: Setup, token: string | null) => {
  const { status, body } = await send("GET", "projects", undefined, { token });
  return status === 200 ? 200 : `${status} ${body.message}`;
};
const gone = "401 Access key not found. Please login again";

describe("access keys", () => {
  it("authenticate as their owner until they are deleted", async () => {
    const s = setup();
    const key = await make(s);
    const self = await s.send("POST", "selves", {}, { token: key });
    expect(self.body.status).toMatchObject({
      user: { name: "admin" },
      accessKey: "k",
      accessKeyType: "User",
      projectNamespacePrefix: "loft-p-",
    });
    await s.send("DELETE", "ownedaccesskeys/k");
    expect(await ask(s, key)).toBe(gone);
  });

  it("end with their time, on the sandbox's clock", async () => {
    const s = setup();
    const key = await make(s, { ttl: 60 });
    s.clock.advance(59_999);
    expect(await ask(s, key)).toBe(200);
    s.clock.advance(1);
    expect(await ask(s, key)).toBe(gone);
    expect((await s.send("GET", "ownedaccesskeys/k")).status).toBe(404);
  });

  it("can count their time from the last use", async () => {
    const s = setup();
    const key = await make(s, { ttl: 60, ttlAfterLastActivity: true });
    for (let i = 0; i < 5; i++) {
      s.clock.advance(40_000);
      expect(await ask(s, key)).toBe(200);
    }
    s.clock.advance(60_000);
    expect(await ask(s, key)).toBe(gone);
  });

  it("can be disabled and enabled", async () => {
    const s = setup();
    const key = await make(s);
    await s.send("PATCH", "ownedaccesskeys/k", { spec: { disabled: true } });
    expect(await ask(s, key)).toBe(gone);
    await s.send("PATCH", "ownedaccesskeys/k", { spec: { disabled: false } });
    expect(await ask(s, key)).toBe(200);
  });

  it("have no more rights than their owner", async () => {
    const s = setup();
    const key = await make(s, { user: "readonly" });
    expect(await ask(s, key)).toBe(200);
    expect((await s.send("DELETE", "projects/demo", undefined, { token: key })).status).toBe(403);
  });

  const narrowed = async (scope: object, requests: readonly (readonly [method: string, path: string])[]) => {
    const s = setup();
    const key = await make(s, { scope });
    const answers: number[] = [];
    for (const [method, path] of requests) {
      const body = method === "POST" ? { metadata: { name: "made" }, spec: { templateRef: { name: "small" } } } : undefined;
      answers.push((await s.send(method, path, body, { token: key })).status);
    }
    return answers;
  };
  const inDemo = "namespaces/loft-p-demo/virtualclusterinstances";
  const inMyProject = "namespaces/loft-p-my-project/virtualclusterinstances";
  const behind = (path: string) => ["GET", `/kubernetes/${path}/api/v1/namespaces`] as const;

  it("narrowed to a project let that one pass, and its virtual clusters", async () => {
    const requests = [
      ["GET", inDemo],
      ["POST", inDemo],
      ["GET", "projects/demo"],
      behind("project/demo/virtualcluster/staging"),
      ["GET", inMyProject],
      ["GET", "projects/my-project"],
      behind("project/my-project/virtualcluster/payments"),
      behind("cluster/loft-cluster"),
      ["POST", "selves"],
    ] as const;
    expect(await narrowed({ projects: [{ project: "demo" }] }, requests)).toEqual([200, 201, 200, 200, 403, 403, 403, 403, 201]);
  });

  it("narrowed to a virtual cluster or a cluster let that one pass", async () => {
    const requests = [
      behind("project/demo/virtualcluster/staging"),
      behind("project/my-project/virtualcluster/payments"),
      behind("cluster/loft-cluster"),
      ["GET", inMyProject],
    ] as const;
    expect(await narrowed({ virtualClusters: [{ project: "demo", virtualCluster: "*" }] }, requests)).toEqual([200, 403, 403, 403]);
    expect(await narrowed({ clusters: [{ cluster: "loft-cluster" }] }, requests)).toEqual([403, 403, 200, 403]);
  });

  it("narrowed to a space let that one pass, whether it is there or not", async () => {
    const requests = [behind("project/demo/space/one"), behind("project/demo/space/two"), behind("project/demo/virtualcluster/staging")];
    expect(await narrowed({ spaces: [{ project: "demo", space: "one" }] }, requests)).toEqual([404, 403, 403]);
  });

  it("are not simulated where the documentation does not say what their scope lets pass", async () => {
    const across = [
      ["GET", "virtualclusterinstances"],
      ["GET", "clusters/loft-cluster"],
    ] as const;
    expect(await narrowed({ projects: [{ project: "demo" }] }, across)).toEqual([501, 501]);
    expect(await narrowed({ virtualClusters: [{ project: "demo", virtualCluster: "staging" }] }, [["GET", inDemo]])).toEqual([501]);
    const all = [["GET", inDemo], behind("project/demo/virtualcluster/staging"), behind("cluster/loft-cluster")] as const;
    for (const scope of [{ roles: [{ role: "agent" }] }, { rules: [{ verbs: ["*"] }] }, { allowLoftCli: true }, {}]) {
      expect(await narrowed(scope, all)).toEqual([501, 501, 501]);
    }
  });

  it("have no more rights by their scope than their owner", async () => {
    const s = setup();
    const key = await make(s, { user: "readonly", scope: { projects: [{ project: "*" }] } });
    expect((await s.send("GET", inDemo, undefined, { token: key })).status).toBe(200);
    expect((await s.send("DELETE", `${inDemo}/staging`, undefined, { token: key })).status).toBe(403);
    const self = await s.send("POST", "selves", {}, { token: key });
    expect(self.body.status.accessKeyScope).toEqual({ projects: [{ project: "*" }] });
  });

  it("all end when a test says so, and when the sandbox goes back to its start", async () => {
    const s = setup();
    const first = await make(s);
    s.sandbox.expireKeys();
    expect(await ask(s, first)).toBe(gone);
    const second = await make(s);
    s.sandbox.reset();
    expect(await ask(s, second)).toBe(gone);
    expect(s.clock.next).toBeUndefined();
  });

  it("are not made by a dry run", async () => {
    const s = setup();
    const { body } = await s.send("POST", "ownedaccesskeys?dryRun=All", { metadata: { name: "k" }, spec: {} });
    expect(await ask(s, body.spec.key)).toBe(gone);
  });
});

describe("tokens", () => {
  it("that are missing or unknown are refused in the platform's words", async () => {
    const s = setup();
    expect(await ask(s, null)).toBe("401 platform access key not found. Please login again");
    expect(await ask(s, "nonsense")).toBe("401 invalid bearer token");
    expect((await s.send("GET", "/kubernetes/management/readyz", undefined, { token: null })).status).toBe(200);
  });

  it("of the reader may read, and ask who they are", async () => {
    const s = setup();
    const token = "readonly-token";
    expect(await ask(s, token)).toBe(200);
    expect((await s.send("POST", "selves", {}, { token })).body.status.user.name).toBe("readonly");
    for (const [method, path] of [
      ["POST", "projects"],
      ["PUT", "projects/demo"],
      ["PATCH", "projects/demo"],
      ["DELETE", "projects/demo"],
      ["POST", "directclusterendpointtokens"],
    ] as const) {
      expect((await s.send(method, path, {}, { token })).status).toBe(403);
    }
  });

  it("behave as recorded when bare", async () => {
    const s = setup({ bare: true });
    expect(await ask(s, null)).toBe(
      '403 projects.management.loft.sh is forbidden: User "system:anonymous" cannot list resource "projects" in API group "management.loft.sh" at the cluster scope',
    );
    expect(await ask(s, "nonsense")).toBe("401 Unauthorized");
    expect((await s.send("POST", "selves", {}, { token: "readonly-token" })).status).toBe(403);
  });
});

describe("impersonation", () => {
  const outcome = async (bare: boolean, token: string, headers: Record<string, string>, method = "GET", path = "projects") => {
    const url = `https://platform.test/kubernetes/management/apis/management.loft.sh/v1/${path}`;
    const { sandbox } = setup({ bare });
    const init = method === "POST" ? { body: JSON.stringify({ metadata: { name: "made" } }) } : {};
    const all = { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers };
    const answer = await sandbox.handle(new Request(url, { method, headers: all, ...init }), new URL(url));
    return { status: answer.status, body: await answer.json() };
  };

  it.each<[string, Record<string, string>, string, number]>([
    ["a user that is kept", { "impersonate-user": "my-user" }, "POST", 201],
    ["the one who may only read", { "impersonate-user": "readonly" }, "POST", 403],
    ["the same, reading", { "impersonate-user": "readonly" }, "GET", 200],
    ["somebody unknown", { "impersonate-user": "ghost" }, "GET", 403],
    ["somebody unknown of the admins", { "impersonate-user": "ghost", "impersonate-joined-group": "a, loft:admins" }, "POST", 201],
    ["nobody", { "impersonate-user": "system:anonymous" }, "GET", 403],
  ])("admin may be %s", async (_who, headers, method, expected) => {
    expect((await outcome(false, "admin-token", headers, method)).status).toBe(expected);
  });

  it("says who may not", async () => {
    const { status, body } = await outcome(false, "readonly-token", { "impersonate-user": "my-user" });
    expect([status, body.message]).toEqual([
      403,
      'users "my-user" is forbidden: User "readonly" cannot impersonate resource "users" in API group "" at the cluster scope',
    ]);
    const ghost = await outcome(true, "admin-token", { "impersonate-user": "ghost" });
    expect(ghost.body.message).toBe(
      'projects.management.loft.sh is forbidden: User "ghost" cannot list resource "projects" in API group "management.loft.sh" at the cluster scope',
    );
  });

  it("is for admins only: another user's key is not enough", async () => {
    const s = setup();
    const key = await make(s, { user: "my-user" });
    const url = "https://platform.test/kubernetes/management/apis/management.loft.sh/v1/projects";
    const headers = { authorization: `Bearer ${key}`, "impersonate-user": "jane" };
    expect((await s.sandbox.handle(new Request(url, { headers }), new URL(url))).status).toBe(403);
  });

  it("shows in who one is", async () => {
    const { body } = await outcome(false, "admin-token", { "impersonate-user": "my-user", "impersonate-group": "dev" }, "POST", "selves");
    expect(body.status).toMatchObject({ user: { name: "my-user", displayName: "My User" }, groups: ["dev", "system:authenticated"] });
  });
});
