import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const login = ({ send }: Setup, username: string, password: string) =>
  send("POST", "/auth/password/login", { username, password }, { token: null });

describe("a login by password", () => {
  it("gives an access key of the type Login, which ends with the logout of the vendor's clients", async () => {
    const s = setup();
    const { status, body } = await login(s, "jane", "admin-token");
    expect([status, body]).toMatchObject([200, { user: "jane", username: "jane", accessKey: expect.stringMatching(/^sandbox-token-/) }]);
    const token = body.accessKey as string;
    const self = (await s.send("POST", "selves", {}, { token })).body.status;
    expect(self).toMatchObject({ user: { name: "jane" }, accessKeyType: "Login" });
    expect((await s.send("DELETE", `ownedaccesskeys/${self.accessKey}`, undefined, { token })).status).toBe(200);
    expect((await s.send("GET", "projects", undefined, { token })).status).toBe(401);
  });

  it("is good for twenty days", async () => {
    const s = setup();
    const token = (await login(s, "admin", "admin-token")).body.accessKey;
    s.clock.advance(20 * 86_400_000 - 1);
    expect((await s.send("GET", "projects", undefined, { token })).status).toBe(200);
    s.clock.advance(1);
    expect((await s.send("GET", "projects", undefined, { token })).status).toBe(401);
  });

  it("lets readonly only read", async () => {
    const s = setup();
    const token = (await login(s, "readonly", "readonly-token")).body.accessKey;
    expect((await s.send("GET", "projects", undefined, { token })).status).toBe(200);
    expect((await s.send("DELETE", "projects/demo", undefined, { token })).status).toBe(403);
  });

  it.each([
    ["a wrong password", "admin", "hunter2"],
    ["the read-only password for another user", "admin", "readonly-token"],
    ["the other password for readonly", "readonly", "admin-token"],
    ["an unknown user", "nobody", "admin-token"],
  ])("refuses %s", async (_, username, password) => {
    const { status, body } = await login(setup(), username, password);
    expect([status, body]).toMatchObject([401, { reason: "Unauthorized", message: "wrong username or password" }]);
    expect(JSON.stringify(body)).not.toContain(password);
  });

  it.each(["", "[]", "{", '{"username":"admin"}'])("refuses the body %j", async (body) => {
    expect((await setup().send("POST", "/auth/password/login", body, { token: null })).status).toBe(400);
  });
});

describe("the agent's values of a cluster", () => {
  it("are none, as text", async () => {
    const { status, headers, body } = await setup().send("GET", "/clusters/agent-values/loft-cluster");
    expect([status, headers.get("content-type"), body]).toEqual([200, "text/plain; charset=utf-8", ""]);
  });

  it.each([
    ["an unknown cluster", "nowhere", "admin-token", 404],
    ["a name that is badly encoded", "%E0%A4%A", "admin-token", 404],
    ["a wrong token", "loft-cluster", "wrong", 401],
    ["no token", "loft-cluster", null, 401],
  ])("are refused for %s", async (_, cluster, token, status) => {
    expect((await setup().send("GET", `/clusters/agent-values/${cluster}`, undefined, { token })).status).toBe(status);
  });
});

it.each([
  ["POST", "/auth/logout"],
  ["POST", "/auth/oidc/token"],
  ["GET", "/auth/password/login"],
  ["POST", "/clusters/agent-values/loft-cluster"],
  ["GET", "/derp/probe"],
  ["GET", "/login"],
])("%s %s is not simulated", async (method, path) => {
  const { status, headers, body } = await setup().send(method, path);
  expect([status, headers.get("x-sandbox"), body.reason]).toEqual([501, "unsupported; id=platform.route", "SandboxUnsupported"]);
});
