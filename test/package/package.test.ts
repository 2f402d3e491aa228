import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { oneFile } from "./one-file.ts";
import { root, unpackedProject } from "./pack.ts";

let project: string;
let tarball: string;

beforeAll(() => {
  project = unpackedProject();
  tarball = join(project, readdirSync(project).find((file) => file.endsWith(".tgz")) as string);
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

/** Compiles files of the consumer in the project, the library's declarations checked. A file that ends in `.cts` is kept as `.ts`. */
function compile(files: readonly string[], options: object): void {
  for (const file of files) copyFileSync(join(root, "test/package/consumer", file.replace(".cts", ".ts")), join(project, file));
  const compilerOptions = {
    module: "ESNext",
    moduleResolution: "Bundler",
    target: "ES2022",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    ...options,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  run(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json");
}

const compiling = 120_000;
const modern = ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"];

test("its types hold with moduleResolution NodeNext", { timeout: compiling }, () => {
  compile(["types.ts", "using.ts"], { lib: modern, module: "NodeNext", moduleResolution: "NodeNext" });
});

test("its types hold with moduleResolution Bundler", { timeout: compiling }, () => {
  // msw's own declarations do not.
  compile(["types.ts", "using.ts"], { lib: modern, skipLibCheck: true });
});

test("its types, those of every entry too, hold in CommonJS with moduleResolution node10", { timeout: compiling }, () => {
  compile(["types.cts"], { lib: modern, module: "CommonJS", moduleResolution: "node10", skipLibCheck: true });
});

test("its types hold without Node's types and without Disposable", { timeout: compiling }, () => {
  compile(["light.ts"], { lib: ["ES2022", "DOM"] });
});

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
const home = () => join(project, "node_modules/clusterplane");
const packed = (file: string) => readFileSync(join(home(), file), "utf8");

test("its command says which package --tls needs", () => {
  expect(() => run(process.execPath, "node_modules/clusterplane/dist/cli/main.js", "sandbox", "--tls")).toThrow(
    "clusterplane sandbox: --tls needs the package @peculiar/x509: npm install --save-dev @peculiar/x509\n",
  );
});

test("it holds what it should, and nothing else", () => {
  const files = filesOf(home());
  const expected =
    /^(dist\/.+\.(js|js\.map|cjs|d\.ts|d\.cts)|dist\/THIRD-PARTY-LICENSES\.txt|package\.json|LICENSE|[A-Z]+\.md|(docs|examples)\/.+)$/;
  expect(files.filter((file) => !expected.test(file))).toEqual([]);
  const manifest = JSON.parse(packed("package.json")) as { exports: Record<string, unknown>; typesVersions: unknown };
  const targets = JSON.stringify([manifest.exports, manifest.typesVersions]).match(/\.\/dist\/[^"]+/g) ?? [];
  expect(targets.filter((target) => !files.includes(target.slice(2)))).toEqual([]);
});

test("its tarball is small", () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(1_250_000);
});

test("the links of its pages lead to files and headings that are in it", () => {
  const headings = (page: string) =>
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      (title as string)
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
  const dead: string[] = [];
  let links = 0;
  for (const page of filesOf(home()).filter((file) => file.endsWith(".md"))) {
    for (const [, link] of packed(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      links++;
      const [path, heading] = (link as string).split("#");
      const target = path === "" ? page : join(dirname(page), path as string);
      const found = existsSync(join(home(), target)) && (heading === undefined || headings(packed(target)).includes(heading));
      if (!found) dead.push(`${page}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
  expect(links).toBeGreaterThan(15);
});

describe("its CommonJS", () => {
  it("has no import(), which Jest refuses, and requires nothing that Node 20 can't", () => {
    const from = createRequire(join(home(), "package.json"));
    for (const file of filesOf(join(home(), "dist")).filter((name) => name.endsWith(".cjs"))) {
      const text = packed(`dist/${file}`);
      expect(text.match(/\bimport\s*\(.*/g), file).toBeNull();
      for (const [, name] of text.matchAll(/\brequire\("([^".][^"]*)"\)/g)) {
        // msw 3 is an ES module only; msw 2 is not.
        if (isBuiltin(name as string) || name === "msw") continue;
        const resolved = from.resolve(name as string);
        const isModule = resolved.endsWith(".mjs") || (resolved.endsWith(".js") && typeOf(resolved) === "module");
        expect(isModule, `${file} requires ${name}`).toBe(false);
      }
    }
  });
});

/** The type of the package that a file is in. */
function typeOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as { type?: string }).type;
  }
}

describe("its names", () => {
  it.each(["mjs", "cjs"])("are printed as they are exported, in %s", (format) => {
    const all = ["clusterplane", "clusterplane/sandbox", "clusterplane/node", "clusterplane/manifests", "clusterplane/schemas"];
    const load = format === "mjs" ? "(await import(name))" : "require(name)";
    const code = `
      ${format === "mjs" ? 'import { createRequire } from "node:module";' : ""}
      (async () => {
        for (const name of ${JSON.stringify(all)}) {
          for (const [exported, value] of Object.entries(${load}))
            if (typeof value === "function" && value.name !== exported) console.log(exported, "is called", value.name);
        }
        const { Platform, CloudCasa } = ${load.replace("name", '"clusterplane"')};
        const { createSandbox } = ${load.replace("name", '"clusterplane/sandbox"')};
        console.log([new Platform({ baseUrl: "https://p.test", token: "t" }), new CloudCasa({ token: "t" }), createSandbox()].map((o) => o.constructor.name).join());
      })();`;
    writeFileSync(join(project, `names.${format}`), code);
    expect(run(process.execPath, `names.${format}`)).toBe("Platform,CloudCasa,Sandbox\n");
  });

  it("and places are those of the source, with source maps", () => {
    writeFileSync(join(project, "stack.mjs"), 'import { Platform } from "clusterplane"; new Platform({ baseUrl: 1 });');
    const { stderr } = spawnSync(process.execPath, ["--enable-source-maps", "stack.mjs"], { cwd: project, encoding: "utf8" });
    const [, file, line] = /clusterplane\/(src\/http\/errors\.ts):(\d+):\d+/.exec(stderr) ?? [];
    expect(file, stderr).toBe("src/http/errors.ts");
    expect(readFileSync(join(root, file as string), "utf8").split("\n")[Number(line) - 1]).toContain("new ClusterplaneError");
  });

  it("and the maps hold the sources of the clients", () => {
    const maps = filesOf(join(home(), "dist")).filter((file) => file.endsWith(".map"));
    const sources = maps.flatMap((file) => {
      const map = JSON.parse(packed(`dist/${file}`)) as { sources: string[]; sourcesContent: (string | null)[] };
      return map.sources.map((source, i) => [source.replace(/^(\.\.\/)+/, ""), map.sourcesContent[i]] as const);
    });
    for (const file of ["src/platform.ts", "src/cloudcasa.ts", "src/http/http.ts", "src/node/index.ts", "src/manifests/parse.ts"])
      expect(new Map(sources).get(file)).toBe(readFileSync(join(root, file), "utf8"));
  });
});

describe("bundled into one file", () => {
  const code = `
    import { Platform } from "clusterplane";
    import { createSandbox } from "clusterplane/sandbox";
    const symbols = ["dispose", "asyncDispose"].map((name) => Symbol.for("Symbol." + name));
    (async () => {
      const sandbox = createSandbox();
      const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
      const { virtualClusterInstances } = platform.project("my-project");
      const watch = virtualClusterInstances.watch();
      const cache = await virtualClusterInstances.cache();
      await virtualClusterInstances.create({ metadata: { name: "bundled" } });
      await virtualClusterInstances.edit("bundled", (draft) => { draft.spec = { ...draft.spec, displayName: "x" }; });
      console.log(typeof sandbox[symbols[0]], typeof watch[symbols[1]], typeof cache[symbols[1]]);
      await watch[symbols[1]]();
      await cache[symbols[1]]();
      sandbox[symbols[0]]();
    })();`;

  it("it has no import()", async () => {
    expect(await oneFile(code, project)).not.toMatch(/\bimport\s*\(/);
  });

  it("it runs, and its objects have dispose methods, where the runtime lacks their symbols", async () => {
    const old = { "Symbol.dispose": "undefined", "Symbol.asyncDispose": "undefined" };
    writeFileSync(join(project, "old.cjs"), await oneFile(code, project, old));
    expect(run(process.execPath, "old.cjs")).toBe("function function function\n");
  });
});
