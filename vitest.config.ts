import { defineConfig } from "vitest/config";
import { alias } from "./test/alias.ts";

// .ci/run counts from this file.
const report = process.env["VITEST_REPORT"];

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    testTimeout: 20_000,
    // Much of the time is spent waiting, for processes and connections: more workers than the usual "cores less one".
    maxWorkers: 4,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
