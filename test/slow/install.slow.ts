import { copyFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, describe, expect, test } from "vitest";
import { pack, root } from "../package/pack.ts";
import { emptyProject, installed, node20, run } from "./tools.ts";

let project: string;

beforeAll(async () => {
  project = emptyProject();
  await run(project, "npm", "install", "--silent", pack(project));
  for (const file of ["esm.mjs", "cjs.cjs", "types.ts"]) copyFileSync(join(root, "test/package/consumer", file), join(project, file));
});

function bytes(path: string): number {
  const found = statSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0) : found.size;
}

describe("after a true npm install of the tarball", () => {
  test("few packages and few megabytes arrive", async () => {
    const packages = (await run(project, "npm", "ls", "--all", "--parseable")).trim().split("\n").slice(1);
    expect(packages.length).toBeLessThanOrEqual(8);
    expect(bytes(join(project, "node_modules")) / 1e6).toBeLessThanOrEqual(14);
    expect(bytes(join(project, "node_modules/clusterplane")) / 1e6).toBeLessThanOrEqual(3);
  });

  test("Node 20 runs it from ES modules and from CommonJS", async () => {
    const node = await node20();
    expect(await run(project, node, "--version")).toMatch(/^v20\./);
    expect(await run(project, node, "esm.mjs")).toBe("esm ok\n");
    expect(await run(project, node, "cjs.cjs")).toBe("cjs ok\n");
  });

  test("its command starts a sandbox's help", async () => {
    expect(await run(project, "npx", "clusterplane", "--help")).toContain("sandbox");
  });

  describe("and of msw, whose types one entry names", () => {
    beforeAll(async () => {
      await run(project, "npm", "install", "--silent", "msw@3");
    });

    test.each(["5.4", "5.9", "6", "7"])("TypeScript %s takes its types, the library's declarations checked", async (version) => {
      const compiler = await installed(`typescript-${version}`, `typescript@${version}`);
      const compilerOptions = {
        module: "NodeNext",
        moduleResolution: "NodeNext",
        target: "ES2022",
        lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: false,
      };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.ts"] }));
      const errors = await run(project, process.execPath, join(compiler, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json").catch(
        String,
      );
      // What others declare is theirs to mend; ours, and what uses it, has no error.
      expect(errors.split("\n").filter((line) => /error TS/.test(line) && !/^node_modules\/(?!clusterplane\/)/.test(line))).toEqual([]);
    });
  });
});

test("publint finds nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: root, strict: true });
  expect(messages.map((m) => formatMessage(m, pkg, { color: false }))).toEqual([]);
});
