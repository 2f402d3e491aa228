import { describe, expect, it } from "vitest";
import { differences } from "./compare.ts";
import { Names } from "./placeholders.ts";
import { type Replayed, replay, type Scenario } from "./replay.ts";

describe("a difference", () => {
  it.each<[unknown, unknown, string[]]>([
    [{ a: 1 }, { a: 1, b: 2 }, ["/b: not expected, got 2"]],
    [{ a: { b: 1 } }, { a: {} }, ["/a/b: missing, expected 1"]],
    [[1, 2], [1], ["/: expected 2 items, got 1"]],
    [{ a: null }, { a: "" }, ['/a: expected null, got ""']],
    ["{{rv:one}}", "12x", ['/: expected "{{rv:one}}", got "12x"']],
    [
      ["{{uuid:a}}", "{{uuid:b}}"],
      Array(2).fill("11111111-2222-3333-4444-555555555555"),
      ["/1: expected b to differ from a, both are 11111111-2222-3333-4444-555555555555"],
    ],
    [["{{rv:a}}", "{{rv:a}}"], ["1", "2"], ["/1: expected a to be 1 as before, got 2"]],
    [{ $includes: [{ x: 1 }] }, [{ x: 2 }], ['/: no item is {"x":1}']],
    [{ $contains: ["no"] }, "yes", ['/: "no" is not in "yes"']],
    [{ $subset: { a: 1 } }, { a: 2, b: 3 }, ["/a: expected 1, got 2"]],
    [{ $length: 2 }, [1], ["/: expected length 2, got 1"]],
    [{ $type: "array" }, {}, ["/: expected array, got object"]],
    ["{{nonsense}}", "x", ["/: the recording has a placeholder that this replayer doesn't know: {{nonsense}}"]],
  ])("between %j and %j is seen", (recorded, actual, found) => {
    expect(differences(recorded, actual, new Names())).toEqual(found);
  });

  it("is passed over only where the recording says so", () => {
    const both = [{ items: [{ at: 1, name: "a" }] }, { items: [{ at: 2, name: "b" }] }] as const;
    expect(differences(...both, new Names(), ["/items/*/at"])).toEqual(['/items/0/name: expected "a", got "b"']);
    expect(differences(...both, new Names(), ["/items/*"])).toEqual([]);
  });
});

describe("a replay", () => {
  const server = (answers: Response[]): Replayed => ({
    token: "t",
    platform: { url: "http://a.invalid" },
    cloudcasa: { url: "http://b.invalid" },
    fetch: async () => answers.shift() as Response,
    pass: () => {},
  });
  const get = { request: { path: "/api/v1/x" } };
  const played = (steps: Scenario["steps"], ...answers: Response[]) => replay({ name: "x", steps }, server(answers));

  it("holds status, headers, and that there is no body", async () => {
    const steps: Scenario["steps"] = [
      { ...get, response: { status: 200 } },
      { ...get, response: { status: 204, headers: { etag: "{{etag:e}}" } } },
      { ...get, response: { status: 200 } },
    ];
    const problems = await played(steps, new Response("{}", { status: 404 }), new Response(null, { status: 204 }), Response.json({ a: 1 }));
    expect(problems.map((p) => p.replace(/^step (\d).*?x: /, "$1 "))).toEqual([
      expect.stringMatching(/^1 status: expected 200, got 404/),
      "2 header etag: missing, expected {{etag:e}}",
      '3 expected no body, got {"a":1}',
    ]);
  });

  it("stops where a name is missing, and says so", async () => {
    const steps: Scenario["steps"] = [
      { ...get, response: { status: 200, body: { id: "{{objectid:id}}" } } },
      { request: { path: "/api/v1/x/{{id}}" }, response: { status: 200 } },
    ];
    const problems = await played(steps, Response.json({ id: "short" }));
    expect(problems.at(-1)).toMatch(/later steps need id; stopped/);
  });

  it("reads streams, and sees that one did not end", async () => {
    const stream = () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('{"type":"ADDED"}\n{"type"')) }));
    const steps = (ended: boolean): Scenario["steps"] => [
      { ...get, open: "w", response: { status: 200 } },
      { read: "w", response: { events: [{ type: "ADDED" }] } },
      { read: "w", untilEnd: true, timeoutMs: 100, response: { events: [], ended } },
    ];
    expect(await played(steps(false), stream())).toEqual([]);
    expect(await played(steps(true), stream())).toEqual(["step 3: ended: expected true, got false"]);
  });
});
