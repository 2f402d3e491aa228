import { CloudCasa, type Duration, Platform } from "clusterplane";
import { createSandbox, type Sandbox, type SandboxOptions } from "clusterplane/sandbox";
import { expect, test } from "vitest";
import { type Output, screenOn } from "../../examples/tour/screen.ts";
import { pages, play } from "../../examples/tour/tour.ts";

type Fetch = typeof fetch;

/** Plays the tour on a sandbox, whose answers `spoil` may change, and gives what it counted and wrote. */
async function tour(
  options: SandboxOptions,
  spoil: (honest: Fetch, sandbox: Sandbox) => Fetch = (honest) => honest,
  patience: Duration = "8s",
) {
  const sandbox = createSandbox(options);
  const fetch = spoil(sandbox.fetch as Fetch, sandbox);
  const { token } = sandbox;
  let written = "";
  const out: Output = { write: (text) => (written += text) };
  const tally = await play(pages, {
    platform: new Platform({ baseUrl: sandbox.platform.url, token, fetch }),
    casa: new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token, fetch }),
    screen: screenOn(out),
    patience,
  });
  return { ...tally, written };
}

test("on a sandbox as it should be, every step of every page is as it should be", async () => {
  const { problems, done, written } = await tour({ clock: "fast" });
  expect(problems).toEqual([]);
  expect(done).toBeGreaterThanOrEqual(20);
  for (const page of ["000", "001", "002", "003", "004"]) expect(written).toMatch(new RegExp(`^${page}  `, "m"));
  expect(written, "plain when it is not a terminal").not.toContain("\u001b");
  expect(written).toContain("Pending → Ready");
});

test("it fails on a server that ignores If-Match", async () => {
  const { problems } = await tour({ clock: "fast" }, (honest) => async (input, init) => {
    const headers = new Headers(init?.headers);
    if (headers.has("if-match")) {
      const { etag } = Object.fromEntries((await honest(input, { headers: { authorization: headers.get("authorization")! } })).headers);
      if (etag) headers.set("if-match", etag);
    }
    return honest(input, { ...init, headers: Object.fromEntries(headers) });
  });
  expect(problems.join("\n")).toMatch(/stale etag should be a conflict/);
});

test("it fails on a server that drops patches", async () => {
  const { problems } = await tour({ clock: "fast" }, (honest) => (input, init) => {
    if (init?.method !== "PATCH") return honest(input, init);
    const { authorization } = Object.fromEntries(new Headers(init.headers));
    return honest(input, { headers: { authorization: authorization! } });
  });
  expect(problems.join("\n")).toMatch(/the annotation should be stored/);
  expect(problems.join("\n")).toMatch(/the change should be in the answer/);
});

test("it fails on a server on which nothing gets Ready", async () => {
  // A manual clock that nobody moves: every phase stays as it is.
  const { problems } = await tour({ clock: "manual" }, (honest) => honest, "1s");
  expect(problems.join("\n")).toMatch(/waitFor\("my-virtual-cluster", until\.ready\(\)\)/);
  expect(problems.join("\n")).toMatch(/waitFor\(id, until\.active\(\)\)/);
});
