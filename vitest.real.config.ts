import { defineConfig } from "vitest/config";
import { alias } from "./test/alias.ts";

// .ci/run counts from this file.
const report = process.env["VITEST_REPORT"];

// Client and sandbox held against real servers, which the setup builds (the first time) and starts.
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/real/**/*.real.ts"],
    globalSetup: ["test/real/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // All share the two servers, and empty them.
    fileParallelism: false,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
