import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentPath, readDocument, refName, type Schema } from "../../scripts/generate/document.ts";
import { problems } from "../../scripts/lint-openapi.ts";

describe.each(["platform", "cloudcasa"] as const)("openapi/%s", (name) => {
  it("is valid OpenAPI 3.1 without a complaint of the linter", async () => {
    expect(await problems(documentPath(name))).toEqual([]);
  });

  it("says of every schema and every field what it means, in a sentence", async () => {
    const { components } = await readDocument(name);
    for (const [key, schema] of Object.entries(components.schemas)) {
      expect(schema.description, key).toMatch(/^\S.*[.]$/s);
      for (const part of [schema, ...(schema.allOf ?? [])]) {
        for (const [field, inner] of Object.entries(part.properties ?? {}))
          expect(inner.description, `${key}.${field}`).toMatch(/^\S.*[.]$/s);
      }
    }
  });

  it("has no schema that no path leads to", async () => {
    const { paths, components } = await readDocument(name);
    const text = JSON.stringify(paths) + JSON.stringify(components);
    const unused = Object.keys(components.schemas).filter((key) => !text.includes(`"#/components/schemas/${key}"`));
    expect(unused).toEqual([]);
  });

  it("uses only extensions that openapi/README.md explains", async () => {
    const { readFileSync } = await import("node:fs");
    const readme = readFileSync(new URL("../../openapi/README.md", import.meta.url), "utf8");
    const used = new Set<string>();
    const look = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key.startsWith("x-")) used.add(key);
        look(inner);
      }
    };
    look(await readDocument(name));
    expect([...used].filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
  });
});

describe("versions", () => {
  it("are told of fields and kinds that not every release has, and fields that are gone are deprecated", async () => {
    const { components } = await readDocument("platform");
    const fields = Object.values(components.schemas).flatMap((schema) => Object.values(schema.properties ?? {}));
    const gone = fields.filter((field) => field["x-removed-after"] !== undefined);
    expect(gone.length).toBeGreaterThan(10);
    for (const field of gone)
      expect(field).toMatchObject({ deprecated: true, description: expect.stringContaining(`Last in ${field["x-removed-after"]}.`) });
    const since = fields.filter((field) => field["x-since"] !== undefined);
    expect(since.length).toBeGreaterThan(50);
    for (const field of since) expect(field.description).toContain(`Since ${field["x-since"]}.`);
    for (const kind of ["ClusterConnect", "ProjectImportVirtualCluster"])
      expect(components.schemas[kind]).toMatchObject({ "x-removed-after": "3.4" });
  });
});

describe("the linter", () => {
  it("finds what is wrong with a document", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openapi-"));
    try {
      const path = join(folder, "openapi.yaml");
      const broken: { openapi: string; info: object; paths: object; components: { schemas: Record<string, Schema> } } = {
        openapi: "3.1.0",
        info: { title: "x", version: "1" },
        paths: {
          "/a": {
            get: {
              operationId: "a",
              responses: { "200": { description: "x", content: { "application/json": { schema: { $ref: "#/nowhere" } } } } },
            },
          },
        },
        components: { schemas: { A: { type: "objekt" } } },
      };
      writeFileSync(path, JSON.stringify(broken));
      const found = (await problems(path)).join("\n");
      expect(found).toMatch(/no-unresolved-refs/);
      expect(found).toMatch(/struct/);
      expect(refName({ $ref: "#/components/schemas/A" })).toBe("A");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
