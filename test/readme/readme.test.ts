import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { root } from "../package/pack.ts";
import { snippetsOf } from "./snippets.ts";

const hosts = { platform: "https://platform.example.com", cloudcasa: "https://api.cloudcasa.io" };
let sandbox: Sandbox;

// What a reader has: the two servers of the examples, and keys in the environment. Both servers are the sandbox.
beforeEach(() => {
  sandbox = createSandbox({ clock: "fast", tokens: { admin: "readme-token" } });
  vi.stubEnv("ACCESS_KEY", "readme-token");
  vi.stubEnv("CLOUDCASA_API_TOKEN", "readme-token");
  vi.stubGlobal("fetch", (input: string | URL, init?: RequestInit) => {
    const url = String(input).replace(hosts.platform, sandbox.platform.url).replace(hosts.cloudcasa, sandbox.cloudcasa.url);
    return sandbox.fetch(url, init);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  sandbox[Symbol.dispose]();
});

describe.each(["README.md", "docs/watching.md", "docs/sandbox.md"])("%s", (markdown) => {
  const snippets = snippetsOf(markdown);

  test.each(snippets)("$name runs", async ({ file, prints }) => {
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void printed.push(values.map(String).join(" ")));
    await import(/* @vite-ignore */ file);
    vi.restoreAllMocks();
    if (prints !== undefined) expect(printed.join("\n")).toBe(prints);
    expect(sandbox.unsupported).toEqual([]);
  });

  test("its snippets hold against the types", () => {
    const folder = dirname(snippets[0]!.file);
    // Against the built declarations: what a reader's compiler sees, and a fraction of the source to check.
    const names = ["", "/sandbox", "/sandbox/msw", "/sandbox/server", "/node", "/schemas", "/manifests"];
    const entry = (name: string) => join(root, "dist", /^\/sandbox\/./.test(name) ? `${name}.d.ts` : `${name}/index.d.ts`);
    const paths = Object.fromEntries(names.map((name) => [`clusterplane${name}`, [entry(name)]]));
    const compilerOptions = { noUnusedLocals: false, paths };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"], exclude: [] }),
    );
    try {
      execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], { encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      throw new Error((error as { stdout: string }).stdout);
    }
  });
});
