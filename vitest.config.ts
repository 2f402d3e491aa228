import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// .ci/run counts from this file.
const report = process.env["VITEST_REPORT"];
const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests import the package by its own name, and get the source tree; test/package checks the built one.
    alias: [
      { find: /^clusterplane$/, replacement: src("index.ts") },
      { find: /^clusterplane\/sandbox$/, replacement: src("sandbox/index.ts") },
      { find: /^clusterplane\/(sandbox\/msw|sandbox\/server)$/, replacement: `${src("")}$1.ts` },
      { find: /^clusterplane\/(node|schemas|manifests)$/, replacement: `${src("")}$1/index.ts` },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    testTimeout: 20_000,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
