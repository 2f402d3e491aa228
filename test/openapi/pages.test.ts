import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type ApiDocument, fieldsOf, readDocument, refName, type Schema, schemaOf, typesOf } from "../../scripts/generate/document.ts";

/** Which fields each reference page lists, with the type that it prints. Pages 000 to 003 are of the platform, 004 of CloudCasa. */
const pages = JSON.parse(readFileSync(new URL("page-fields.json", import.meta.url), "utf8")) as Record<
  string,
  { page: string; fields: Record<string, string> }
>;

const documents = new Map<string, ApiDocument>();

beforeAll(async () => {
  for (const name of ["platform", "cloudcasa"] as const) documents.set(name, await readDocument(name));
});

describe.each(Object.entries(pages))("%s", (kind, { page, fields }) => {
  const name = page === "004" ? "cloudcasa" : "platform";

  it.each(Object.entries(fields))("has %s (%s)", (path, printed) => {
    const document = documents.get(name) as ApiDocument;
    const field = find(document, kind, path);
    expect(typeOf(document, field.schema)).toBe(misprinted(kind, path) ?? printed);
    expect(field.schema.description ?? "").not.toBe("");
  });
});

describe("what the pages print wrong", () => {
  it("required stands behind every field there, here only where the server demands it", () => {
    const document = documents.get("platform") as ApiDocument;
    expect(schemaOf(document, "ProjectImportVirtualCluster").required).toEqual(["sourceVirtualCluster"]);
    expect(schemaOf(document, "Access").required).toEqual(["verbs"]);
    for (const name of [
      "ClusterConnect",
      "ClusterConnectSpec",
      "DirectClusterEndpointToken",
      "VirtualClusterInstance",
      "VirtualClusterInstanceSpec",
      "ObjectMeta",
    ])
      expect(schemaOf(document, name).required, name).toBeUndefined();
  });

  it("upgradeToPro has no default", () => {
    expect(
      schemaOf(documents.get("platform") as ApiDocument, "ProjectImportVirtualCluster").properties?.["upgradeToPro"],
    ).not.toHaveProperty("default");
  });

  it("no path holds the misprint, nor v1 twice", () => {
    for (const document of documents.values())
      for (const path of Object.keys(document.paths)) expect(path).not.toMatch(/kuberentes|v1\/v1/);
  });

  it("the real 3.4 has more of an import than its page", () => {
    const document = documents.get("platform") as ApiDocument;
    find(document, "ProjectImportVirtualCluster", "skipHelmDeploy");
    find(document, "ProjectImportVirtualCluster", "sourceVirtualCluster.owner.user");
  });
});

/** Times are text and conditions a list, whatever the page says. */
function misprinted(kind: string, path: string): string | undefined {
  if (/\.(creationTimestamp|deletionTimestamp|managedFields\.time)$/.test(path)) return "string";
  if (/metadata\.(labels|annotations)$/.test(path)) return "map";
  if (kind === "VirtualClusterInstance" && path === "status.conditions") return "object[]";
  return undefined;
}

function find(document: ApiDocument, kind: string, path: string): { schema: Schema } {
  let schema = schemaOf(document, kind);
  for (const key of path.split(".")) {
    let inner = schema.items ?? schema;
    const ref = refName(inner);
    if (ref !== undefined) inner = schemaOf(document, ref);
    const field = fieldsOf(document, inner).properties[key];
    if (field === undefined) throw new Error(`${kind} has no ${path}: ${key} is missing`);
    schema = field;
  }
  return { schema };
}

/** The type in the words of the pages. */
function typeOf(document: ApiDocument, schema: Schema): string {
  if (refName(schema) !== undefined) return "object";
  const [type] = typesOf(schema);
  if (type === "array") return `${typeOf(document, schema.items as Schema)}[]`;
  if (type === "object" && typeof schema.additionalProperties === "object") return "map";
  return type ?? "any";
}
