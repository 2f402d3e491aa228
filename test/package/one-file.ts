import { build } from "esbuild";

/** Bundles `code` into one script without `import()`, as docs/bundling.md says. The packages are those of `project`. */
export async function oneFile(code: string, project: string, define: Record<string, string> = {}): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: project },
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
    define,
    logLevel: "error",
    // Not the paths of our own tsconfig.
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? "";
}
