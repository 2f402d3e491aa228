import { describe, expect, test } from "vitest";
import { failure, json, networkError, platform, vc } from "../kubernetes/fake.ts";

type Vcs = ReturnType<typeof platform>["vcs"];

describe.each<[string, (vcs: Vcs) => Promise<unknown>]>([
  ["sleep", (vcs) => vcs.sleep("dev", { duration: "8h" })],
  ["wakeUp", (vcs) => vcs.wakeUp("dev")],
])("%s", (verb, call) => {
  test.each([
    ["a broken connection", () => networkError("ECONNRESET")],
    ["a gateway's error", () => new Response("bad gateway", { status: 502 })],
  ])("is sent again, the same, after %s", async (_, lost) => {
    const { vcs, sent } = platform((_request, count) => (count < 3 ? lost() : json(vc("dev"))));
    expect(await call(vcs)).toEqual(vc("dev"));
    expect(sent.map(({ method }) => method)).toEqual(["PATCH", "PATCH", "PATCH"]);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  });

  test("is named in errors and hooks", async () => {
    const seen: string[] = [];
    const { vcs } = platform(() => networkError("ECONNRESET"), {
      onRequest: ({ verb }) => seen.push(verb),
      onResponse: ({ verb }) => seen.push(verb),
    });
    const error = await failure(call(vcs));
    expect(error).toMatchObject({ verb, code: "Connection", effect: "unknown", attempts: 3 });
    expect(error.message).toMatch(new RegExp(`^${verb} VirtualClusterInstance "dev": Connection: `));
    expect(new Set(seen)).toEqual(new Set([verb]));
  });
});
