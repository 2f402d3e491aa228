import { inspect } from "node:util";
import { isKind, type Manifest, ManifestError, parseManifest, parseManifests, toYaml } from "clusterplane/manifests";
import { describe, expect, expectTypeOf, it } from "vitest";

const pages = `apiVersion: management.loft.sh/v1
kind: ClusterConnect
metadata:
  creationTimestamp: null
  name: my-cluster
spec:
  adminUser: my-user
  clusterTemplate:
    metadata:
      creationTimestamp: null
    spec:
      config: {}
    status: {}
  config: |-
    apiVersion: v1
    kind: Config
    clusters:
    - cluster:
    ...
status: {}
---
apiVersion: management.loft.sh/v1
kind: DirectClusterEndpointToken
metadata:
  creationTimestamp: null
spec: {}
status:
  token: eyJhbGciOiJSUzI1NiJ9.made-up
---
apiVersion: management.loft.sh/v1
kind: VirtualClusterInstance
metadata:
  creationTimestamp: null
  name: my-virtual-cluster
  namespace: loft-p-my-project
spec:
  clusterRef: {}
  displayName: my-display-name
  owner:
    user: my-user
  parameters: 'my-parameter: my-value'
  templateRef:
    name: my-virtual-cluster-template
status: {}
---
apiVersion: management.loft.sh/v1
kind: ProjectImportVirtualCluster
metadata:
  creationTimestamp: null
sourceVirtualCluster:
  cluster: my-connected-cluster
  importName: my-name-in-project
  name: my-virtual-cluster-name
  namespace: my-virtual-cluster-namespace
`;

const invalid = (message: string) => expect.objectContaining({ code: "InvalidArgument", message });

const errorOf = (run: () => unknown): ManifestError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
  throw new Error("no error");
};

describe("the examples of the reference pages", () => {
  it("are read into typed objects", () => {
    const objects = parseManifests(pages);
    expect(objects.map((o) => o.kind)).toEqual([
      "ClusterConnect",
      "DirectClusterEndpointToken",
      "VirtualClusterInstance",
      "ProjectImportVirtualCluster",
    ]);
    const instance = objects.find((o) => isKind(o, "VirtualClusterInstance"));
    expect(instance).toMatchObject({
      metadata: { creationTimestamp: null },
      spec: { parameters: "my-parameter: my-value", templateRef: { name: "my-virtual-cluster-template" } },
    });
    const connect = objects[0] as Manifest;
    if (!isKind(connect, "ClusterConnect")) throw new Error("not narrowed");
    expectTypeOf(connect.spec?.adminUser).toEqualTypeOf<string | undefined>();
    expect(connect.spec?.config).toBe("apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n...");
  });

  it("come back from their YAML as they were", () => {
    const objects = parseManifests(pages);
    expect(parseManifests(toYaml(objects))).toEqual(objects);
    expect(toYaml(objects)).toBe(pages);
  });
});

describe("an expected kind", () => {
  const text = "apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata: {name: a}\n";
  it("types the result", () => {
    const [instance] = parseManifests(text, { kind: "VirtualClusterInstance" });
    expectTypeOf(instance?.spec?.displayName).toEqualTypeOf<string | undefined>();
    const one = parseManifest(text, { kind: "VirtualClusterInstance" });
    expectTypeOf(one.kind).toEqualTypeOf<"VirtualClusterInstance">();
    expect(one.metadata?.name).toBe("a");
    const unknown = parseManifest("kind: Other\n", { kind: "Other" });
    expectTypeOf(unknown.kind).toEqualTypeOf<"Other">();
  });
  it("refuses another, saying where", () => {
    const error = errorOf(() => parseManifests(`${text}---\n\n# here\nkind: Project\n`, { kind: "VirtualClusterInstance" }));
    expect(error.message).toBe("document 2, line 7, column 1: expected kind VirtualClusterInstance, found another kind");
    expect(error).toMatchObject({ code: "InvalidArgument", document: 2, line: 7, column: 1 });
  });
  it("may be left out, but not mistyped", () => {
    expect(parseManifests(text, {} as { kind: string })).toEqual(parseManifests(text));
    expect(parseManifest(text, {} as { kind: string })).toEqual(parseManifest(text));
    expect(() => parseManifests(text, { kinds: "Project" } as never)).toThrow(
      'parseManifests: unknown option "kinds"; known options: kind',
    );
  });
  it("wants exactly one of parseManifest", () => {
    expect(errorOf(() => parseManifest("")).message).toMatch(/expected one object, found none/);
    expect(errorOf(() => parseManifest(`${text}---\n${text}`)).message).toMatch(/expected one object, found 2/);
  });
});

describe("a byte order mark", () => {
  it("before any document is no part of it", () => {
    const document = "apiVersion: v1\nkind: A\n";
    for (const text of [`\ufeff${document}---\n\ufeff${document}`, `\ufeff---\n${document}\ufeff---\n\ufeff# c\n${document}`]) {
      expect(parseManifests(text)).toEqual([
        { apiVersion: "v1", kind: "A" },
        { apiVersion: "v1", kind: "A" },
      ]);
    }
    expect(parseManifests('\ufeff{"kind": "A"}')).toEqual([{ kind: "A" }]);
    expect(parseManifests("\ufeff")).toEqual([]);
  });
  it("counts as a column", () => {
    expect(errorOf(() => parseManifests("---\n\ufeffkind: 1\n"))).toMatchObject({ document: 1, line: 2, column: 2 });
  });
});

describe("errors", () => {
  it("name document, line and column in the whole text", () => {
    const error = errorOf(() => parseManifests("kind: A\n---\nkind: B\nspec:\n  a: 1\n b: 2\n"));
    expect(error).toMatchObject({ document: 2, line: 6, column: 2 });
  });
  it("count lines of text with Windows line ends", () => {
    expect(errorOf(() => parseManifests("kind: A\r\n---\r\nkind: B\r\nspec: [\r\n"))).toMatchObject({ document: 2 });
  });
  it.each([
    "token: *hunter2",
    "token: !hunter2 a",
    'token: "hunter2',
    "token: hunter2: x",
    "token: {hunter2: [}",
    "hunter2: 1\nhunter2: 2",
    "token: !<hunter2> x",
    "? [hunter2]\n: x",
    "%hunter2",
  ])("never show the text: %s", (line) => {
    const error = errorOf(() => parseManifests(`kind: Secret\n${line}\n`));
    expect(
      `${error.message} ${error.stack} ${inspect(error)} ${JSON.stringify(error)}`.replaceAll(/manifests\.test\.ts.*/g, ""),
    ).not.toContain("hunter2");
  });
  it("name the place in a text whose indentation js-yaml does not take", () => {
    const text = 'kind: A\nspec: {\n  a: 1,\n\tb: "it\\\'s",\nc: 12345678901234567,\n}\n';
    expect(errorOf(() => parseManifests(text))).toMatchObject({ line: 5, column: 4 });
    expect(errorOf(() => parseManifests(text.replace(/^c: .*/m, "c: 'it''s', 'd")))).toMatchObject({ line: 7, column: 1 });
    expect(errorOf(() => parseManifests(`${text.replace(/^c: .*/m, "c: 1")}x: *none\n`))).toMatchObject({ line: 7, column: 4 });
    expect(errorOf(() => parseManifests('kind: A\nspec: {\n}\nx: "\\\'\\q"\n'))).toMatchObject({ line: 4, column: 8 });
  });
  it("name the alias that is too much, contains itself, or has no anchor", () => {
    const lines = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
    for (const [i, c] of [..."bcdefghij"].entries()) lines.push(`${c}: &${c} [${Array(10).fill(`*${"abcdefghij"[i]}`).join(",")}]`);
    expect(errorOf(() => parseManifests(`kind: A\n${lines.join("\n")}\n`)).message).toMatch(/aliases make the manifest too large/);
    expect(errorOf(() => parseManifests("kind: A\nspec: &s {a: *s}\n")).message).toMatch(/line 2, column 14: an alias contains itself/);
    expect(errorOf(() => parseManifests("kind: A\nspec: &s {<<: *s}\n")).message).toMatch(/contains itself/);
    expect(errorOf(() => parseManifests("kind: A\nspec: *s\n")).message).toMatch(/line 2, column 7: an alias without an anchor/);
  });
  it("limit what aliases add to all documents together", () => {
    const document = `---\nkind: A\na: &a ${"x".repeat(100_000)}\nb: [${Array(20).fill("*a").join(", ")}]\n`;
    expect(parseManifests(document.repeat(4))).toHaveLength(4);
    expect(errorOf(() => parseManifests(document.repeat(6)))).toMatchObject({ document: 5 });
  });
  it("limit how deep a text is nested, with its aliases", () => {
    expect(errorOf(() => parseManifests(`kind: A\nspec: ${"[".repeat(5000)}\n`)).message).toMatch(/nesting/);
    const chain = Array.from({ length: 20 }, (_, i) => `a${i}: &a${i} ${"[".repeat(15)}${i > 0 ? `*a${i - 1}` : ""}${"]".repeat(15)}\n`);
    expect(errorOf(() => parseManifests(`kind: A\n${chain.join("")}`)).message).toMatch(/nested deeper than 200 levels/);
  });
  it("come for arguments of another type", () => {
    // @ts-expect-error a manifest is a string
    expect(() => parseManifests(undefined)).toThrow(invalid("parseManifests: expected the manifests as a string"));
    // @ts-expect-error a manifest is a string
    expect(() => parseManifest({ kind: "A" })).toThrow(invalid("parseManifest: expected the manifests as a string"));
    // @ts-expect-error a kind is a string
    expect(() => parseManifests("", { kind: 1 })).toThrow(invalid("parseManifests: option kind: expected a string"));
    expect(() => parseManifests("", null as never)).toThrow(invalid("parseManifests: expected the options as an object"));
  });
});

describe("a text of a megabyte", () => {
  const head = "apiVersion: v1\nkind: A\nmetadata: {name: x}\n";
  it.each([
    ["20,000 documents", `---\n${head}`.repeat(20_000)],
    ["20,000 documents with a mark and a bracket", `---\n\ufeff${head}spec: {\n}\n`.repeat(20_000)],
    ["10,000 JSON objects in a row", '{"kind": "A"}\n'.repeat(10_000)],
    ["10,000 JSON objects in a line", '{"kind": "A"}'.repeat(10_000)],
    ["a long line", `${head}x: [${"a, ".repeat(300_000)}]\n`],
    ["a long string", `${head}x: "${"it\\'s ".repeat(150_000)}"\n`],
    ["20,000 brackets in their key's column", `${head}x:\n${Array.from({ length: 20_000 }, (_, i) => `  k${i}: [\n  ]\n`).join("")}`],
    ["100,000 lines left of their key", `${head}x:\n  y: [\n${"a,\n".repeat(100_000)}]\n`],
    ["100,000 aliases", `${head}x: &a v\ny: [${"*a, ".repeat(100_000)}]\n`],
    ["50,000 merges", `${head}x: &a {b: 1}\ny:\n${"- <<: *a\n".repeat(50_000)}`],
    ["a number of 300,000 digits", `${head}x: ${"1".repeat(300_000)}\n`],
    ["blank lines", `${"\n".repeat(1_000_000)}${head}`],
    ["comments", `${"# x\n".repeat(250_000)}${head}`],
    ["blanks", " ".repeat(1_000_000)],
    ["a list of 20,000 items", `apiVersion: v1\nkind: List\nitems:\n${"- {apiVersion: v1, kind: A}\n".repeat(20_000)}`],
  ])("is read in proportion to its length: %s", (_, text) => {
    expect(parseManifests(text).length).toBe(text.match(/kind"?: "?A/g)?.length ?? 0);
  });
  it("is refused in proportion to its length", () => {
    expect(errorOf(() => parseManifests(`${head}x: {\n${"a: 1,\n".repeat(100_000)}}`)).message).toMatch(/duplicate key/);
    expect(errorOf(() => parseManifests(`${head}x: "${"a\n".repeat(300_000)}`)).message).toMatch(/unexpected end/);
    expect(errorOf(() => parseManifests(`${head}x: ${"[".repeat(500_000)}`)).message).toMatch(/nesting/);
    expect(errorOf(() => parseManifests(`${head}x:\n- ${" ".repeat(300_000)}a: [\n${"b,\n".repeat(100_000)}]\n`)).message).toMatch(
      /indentation/,
    );
    expect(errorOf(() => parseManifests(`${"---\n".repeat(200_000)}kind: [\n`))).toMatchObject({ document: 200_000, line: 200_002 });
  });
});

it("gives every alias a copy of its own", () => {
  const object = parseManifest("kind: A\na: &a {x: 1}\nb: *a\n") as Manifest & { a: { x: number }; b: { x: number } };
  object.a.x = 2;
  expect(object.b.x).toBe(1);
});

it("keeps keys that are special in JavaScript", () => {
  const object = parseManifest("kind: A\nspec: {__proto__: {polluted: 1}, constructor: 2}\n");
  expect(Object.keys(object["spec"] as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(toYaml(object)).toContain("__proto__:\n    polluted: 1");
});

it.each(["%YAML 1.1\n---\nkind: A\n", "%YAML 9.9\n---\nkind: A\n", "%TAG ! tag:x.io,2000:\n---\nkind: A\n", "%kind: A\n"])(
  "says that directives are not supported: %j",
  (text) => {
    expect(errorOf(() => parseManifests(`kind: B\n---\n# a comment\n${text}`)).message).toBe(
      "document 2, line 4, column 1: directives such as %YAML are not supported, as in kubectl",
    );
  },
);

describe("toYaml", () => {
  it("parts several objects", () => {
    expect(toYaml([{ kind: "A" }, { kind: "B", list: [1, { x: "yes" }], none: undefined }])).toBe(
      "kind: A\n---\nkind: B\nlist:\n  - 1\n  - x: 'yes'\n",
    );
  });
  it("writes each place of a shared object", () => {
    const shared = { x: 1 };
    expect(toYaml({ a: shared, b: shared })).toBe("a:\n  x: 1\nb:\n  x: 1\n");
  });
  it.each([
    [{ a: [{ at: new Date(0) }] }, "toYaml: a[0].at is a Date, not a plain object"],
    [{ a: Number.NaN }, "toYaml: a is NaN, which JSON does not have"],
    [{ a: [2 ** 60] }, "toYaml: a[0] is an integer beyond 2^53, whose last digits JavaScript does not keep"],
    [{ a: { b: "x\ud83d" } }, "toYaml: a.b has an unpaired surrogate, which is no character"],
    [{ a: { "\udc00": 1 } }, "toYaml: a.\udc00 has an unpaired surrogate, which is no character"],
    [{ f: () => 1 }, "toYaml: f is of type function, which JSON does not have"],
    [{ n: 1n }, "toYaml: n is of type bigint, which JSON does not have"],
    [new Map([["a", 1]]), "toYaml: the object is a Map, not a plain object"],
    ["kind: A" as unknown as object, "toYaml: expected an object, or an array of objects"],
    [[[{ a: 1 }]], "toYaml: expected an object, or an array of objects"],
    [null as unknown as object, "toYaml: expected an object, or an array of objects"],
  ])("names the value that JSON does not have: %o", (object, message) => {
    expect(() => toYaml(object)).toThrow(invalid(message));
  });
  it.each([2 ** 53, -(2 ** 53), 2 ** 53 + 2, 1e20, 1e21, 1.5e300, -0.1])("writes %d as parseManifest reads it", (n) => {
    expect(parseManifest(toYaml({ kind: "A", n }))).toEqual({ kind: "A", n });
  });
  it("refuses loops, and what is nested too deep to be read", () => {
    const loop: Record<string, unknown> = {};
    loop["a"] = { loop };
    expect(() => toYaml(loop)).toThrow(invalid("toYaml: a.loop contains itself"));
    let deep: unknown = 1;
    for (let i = 0; i < 20_000; i++) deep = [deep];
    expect(() => toYaml({ deep })).toThrow(/is nested deeper than 200 levels/);
  });
});
