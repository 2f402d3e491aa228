import { describe, expect, it } from "vitest";
import type { EngineOptions, Impersonated, RequestInfo, User } from "../../../src/sandbox/kubernetes/index.ts";
import { serve } from "./engine.ts";

const places = "places";

/** A server that tells as whom it was asked, and what its authorisation was asked. */
function asked(options: Partial<EngineOptions> = {}) {
  const seen: string[] = [];
  let as: Impersonated | undefined;
  const server = serve({
    authorize: (user: User, info: RequestInfo) => {
      seen.push(
        `${user.name} ${info.verb} ${info.group}/${info.resource}${info.subresource && `/${info.subresource}`} ${info.namespace}:${info.name}`,
      );
      return true;
    },
    impersonate: (user) => {
      as = user;
      return user;
    },
    ...options,
  });
  return { server, seen, as: () => as };
}

describe("impersonation", () => {
  it("asks for each part whether the sender may be that, and then what that one may do", async () => {
    const { server, seen, as } = asked();
    const headers = {
      "impersonate-user": "bob",
      "impersonate-group": "dev, ops",
      "impersonate-extra-example.org%2Fscopes": "view",
      "impersonate-uid": "42",
    };
    expect((await server.send("GET", places, undefined, headers)).status).toBe(200);
    expect(seen).toEqual([
      "ann impersonate /users :bob",
      "ann impersonate /groups :dev",
      "ann impersonate /groups :ops",
      "ann impersonate authentication.k8s.io/userextras/example.org/scopes :view",
      "ann impersonate authentication.k8s.io/uids :42",
      "bob list example.org/places :",
    ]);
    expect(as()).toEqual({
      name: "bob",
      groups: ["dev", "ops", "system:authenticated"],
      uid: "42",
      extra: { "example.org/scopes": ["view"] },
    });
  });

  it.each<[string, string, string[], string]>([
    ["bob", "", ["system:authenticated"], "users :bob"],
    ["bob", "system:authenticated", ["system:authenticated"], "users :bob"],
    ["system:anonymous", "", ["system:unauthenticated"], "users :system:anonymous"],
    [
      "system:serviceaccount:shop:ci",
      "",
      ["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"],
      "serviceaccounts shop:ci",
    ],
    ["system:serviceaccount:shop:ci", "dev", ["dev", "system:authenticated"], "serviceaccounts shop:ci"],
  ])("of %s with groups %j", async (user, groups, expected, first) => {
    const { server, seen, as } = asked();
    await server.send("GET", places, undefined, { "impersonate-user": user, ...(groups && { "impersonate-group": groups }) });
    expect([as()?.groups, seen[0]]).toEqual([expected, `ann impersonate /${first}`]);
  });

  it("is refused in the server's words", async () => {
    const words = async (headers: Record<string, string>, allowed: string[] = []) => {
      const { server } = asked({ authorize: (_user, info) => info.verb !== "impersonate" || allowed.includes(info.resource) });
      const { status, body } = await server.send("GET", places, undefined, headers);
      return [status, body.reason, body.message, body.details];
    };
    expect(await words({ "impersonate-user": "bob" })).toEqual([
      403,
      "Forbidden",
      'users "bob" is forbidden: User "ann" cannot impersonate resource "users" in API group "" at the cluster scope',
      { name: "bob", kind: "users" },
    ]);
    expect((await words({ "impersonate-user": "bob", "impersonate-group": "dev" }, ["users"]))[2]).toBe(
      'groups "dev" is forbidden: User "ann" cannot impersonate resource "groups" in API group "" at the cluster scope',
    );
    expect((await words({ "impersonate-user": "bob", "impersonate-extra-scopes": "view" }, ["users"]))[2]).toBe(
      'userextras.authentication.k8s.io "view" is forbidden: User "ann" cannot impersonate resource "userextras/scopes" in API group "authentication.k8s.io" at the cluster scope',
    );
    expect((await words({ "impersonate-user": "system:serviceaccount:shop:ci" }))[2]).toBe(
      'serviceaccounts "ci" is forbidden: User "ann" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "shop"',
    );
  });

  it("of groups without a user is an error of the server", async () => {
    const { server, seen } = asked();
    const { status, headers, body } = await server.send("GET", places, undefined, { "impersonate-group": "dev" });
    expect([status, headers.get("content-type")]).toEqual([500, "text/plain; charset=utf-8"]);
    expect(body).toBe('Internal Server Error: "/apis/example.org/v1/places": requested [{Group  dev    }] without impersonating a user\n');
    expect(seen).toEqual([]);
  });

  it("reads a further header of joined groups when it is told its name", async () => {
    const headers = { "impersonate-user": "bob", "impersonate-joined-group": "a, b" };
    const { server, as } = asked({ joinedGroupHeader: "impersonate-joined-group" });
    await server.send("GET", places, undefined, headers);
    expect(as()?.groups).toEqual(["a", "b", "system:authenticated"]);
    const plain = asked();
    await plain.server.send("GET", places, undefined, headers);
    expect(plain.as()?.groups).toEqual(["system:authenticated"]);
  });
});
