import { fileURLToPath } from "node:url";

const src = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

/** Tests import the package by its own names and get the source tree; test/package and test/slow check the built one. */
export const alias = [
  { find: /^clusterplane$/, replacement: src("index.ts") },
  { find: /^clusterplane\/sandbox$/, replacement: src("sandbox/index.ts") },
  { find: /^clusterplane\/(sandbox\/msw|sandbox\/server)$/, replacement: `${src("")}$1.ts` },
  { find: /^clusterplane\/(node|schemas|manifests)$/, replacement: `${src("")}$1/index.ts` },
];
