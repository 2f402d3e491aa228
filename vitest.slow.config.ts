import { defineConfig } from "vitest/config";
import { alias } from "./test/alias.ts";

// .ci/run counts from this file.
const report = process.env["VITEST_REPORT"];

// The slower checks of .ci/run: what installs programs, starts browsers and other runtimes. Nothing here is skipped.
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/slow/**/*.slow.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // They measure sizes, open ports and install: one after another.
    fileParallelism: false,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
