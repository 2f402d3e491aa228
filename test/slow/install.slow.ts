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
  for (const file of ["esm.mjs", "cjs.cjs", "types.ts", "using.ts", "light.ts", "jest.test.cjs"])
    copyFileSync(join(root, "test/package/consumer", file), join(project, file));
});

function bytes(path: string): number {
  const found = statSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0) : found.size;
}

describe("after a true npm install of the tarball", () => {
  test("few packages and few megabytes arrive", async () => {
    const packages = (await run(project, "npm", "ls", "--all", "--parseable")).trim().split("\n").slice(1);
    expect(packages.length).toBeLessThanOrEqual(6);
    expect(bytes(join(project, "node_modules")) / 1e6).toBeLessThanOrEqual(14);
    expect(bytes(join(project, "node_modules/clusterplane")) / 1e6).toBeLessThanOrEqual(4.4);
  });

  test("Node 20 runs it from ES modules and from CommonJS", async () => {
    const node = await node20();
    expect(await run(project, node, "--version")).toMatch(/^v20\./);
    expect(await run(project, node, "esm.mjs")).toBe("esm ok\n");
    expect(await run(project, node, "cjs.cjs")).toBe("cjs ok\n");
  });

  test.each(["node", "jest-fixed-jsdom"])("Jest runs its CommonJS without flags in the environment %s", async (environment) => {
    const home = await installed("jest", "jest@30", "jest-environment-jsdom@30", "jest-fixed-jsdom@0.0.11");
    const where = environment === "node" ? environment : join(home, "node_modules", environment, "index.js");
    await run(project, join(home, "node_modules/.bin/jest"), "--rootDir", project, "--env", where, "--testRegex", "jest.test.cjs$");
  });

  test("its command starts a sandbox's help", async () => {
    expect(await run(project, "npx", "clusterplane", "--help")).toContain("sandbox");
  });

  describe("and of msw, whose types one entry names", () => {
    beforeAll(async () => {
      await run(project, "npm", "install", "--silent", "msw@3");
    });

    test("Node 20 runs that entry from CommonJS", async () => {
      const code = "console.log(typeof require('clusterplane/sandbox/msw').handlers)";
      expect(await run(project, await node20(), "--no-warnings", "--input-type=commonjs", "-e", code)).toBe("function\n");
    });

    describe.each(["5.4", "5.9", "6", "7"])("TypeScript %s takes its types, the library's declarations checked", (version) => {
      test.each([
        ["with Disposable", ["types.ts", "using.ts"], ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"], "NodeNext", "NodeNext"],
        ["of a page, without Disposable", ["light.ts"], ["ES2022", "DOM"], "ESNext", "Bundler"],
      ])("%s", async (_, files, lib, module, moduleResolution) => {
        const compiler = await installed(`typescript-${version}`, `typescript@${version}`);
        const compilerOptions = {
          module,
          moduleResolution,
          target: "ES2022",
          lib,
          types: [],
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
          skipLibCheck: false,
        };
        writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
        const tsc = join(compiler, "node_modules/typescript/bin/tsc");
        const errors = await run(project, process.execPath, tsc, "-p", "tsconfig.json").catch(String);
        // The declarations of other packages may have errors. Ours, and what uses them, have none.
        expect(errors.split("\n").filter((line) => /error TS/.test(line) && !/^node_modules\/(?!clusterplane\/)/.test(line))).toEqual([]);
      });
    });
  });
});

test("publint finds nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: root, strict: true });
  expect(messages.map((m) => formatMessage(m, pkg, { color: false }))).toEqual([]);
});
