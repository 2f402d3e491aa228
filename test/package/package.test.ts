import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { root, unpackedProject } from "./pack.ts";

let project: string;

beforeAll(() => {
  project = unpackedProject();
}, 60_000);

function run(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

test.each([
  ["ES modules", "esm.mjs", "esm ok\n"],
  ["CommonJS", "cjs.cjs", "cjs ok\n"],
])("the packed package works from %s", (_, file, said) => {
  copyFileSync(join(root, "test/package/consumer", file), join(project, file));
  expect(run(process.execPath, file)).toBe(said);
});

test.each(["NodeNext", "Bundler"])("its types hold with moduleResolution %s, declarations of the library checked", (moduleResolution) => {
  copyFileSync(join(root, "test/package/consumer/types.ts"), join(project, "types.ts"));
  const compilerOptions = {
    module: moduleResolution === "Bundler" ? "ESNext" : moduleResolution,
    moduleResolution,
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: moduleResolution === "Bundler",
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.ts"] }));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  run(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json");
});

test("its command says which package --tls needs", () => {
  expect(() => run(process.execPath, "node_modules/clusterplane/dist/cli/main.js", "sandbox", "--tls")).toThrow(
    "clusterplane sandbox: --tls needs the package @peculiar/x509: npm install --save-dev @peculiar/x509\n",
  );
});

test("it holds what it should, and nothing else", () => {
  const files = run("find", "node_modules/clusterplane", "-type", "f")
    .trim()
    .split("\n")
    .map((f) => f.replace("node_modules/clusterplane/", ""));
  const strangers = files.filter(
    (f) =>
      !/^(dist\/.+\.(js|cjs|d\.ts|d\.cts)|dist\/sandbox\/THIRD-PARTY-LICENSES\.txt|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(
        f,
      ),
  );
  expect(strangers).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Record<string, unknown> };
  const targets = JSON.stringify(manifest.exports).match(/\.\/dist\/[^"]+/g) ?? [];
  expect(targets.filter((t) => !files.includes(t.slice(2)))).toEqual([]);
});
