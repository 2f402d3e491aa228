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
    expect(error.message).toBe("document 2, line 7, column 1: expected kind VirtualClusterInstance, found Project");
    expect(error).toMatchObject({ code: "InvalidArgument", document: 2, line: 7, column: 1 });
  });
  it("may be left out, but not mistyped", () => {
    expect(parseManifests(text, {} as { kind: string })).toEqual(parseManifests(text));
    expect(parseManifest(text, {} as { kind: string })).toEqual(parseManifest(text));
    expect(() => parseManifests(text, { kinds: "Project" } as never)).toThrow('parseManifests: there is no option "kinds", only kind');
  });
  it("wants exactly one of parseManifest", () => {
    expect(errorOf(() => parseManifest("")).message).toMatch(/expected one object, found none/);
    expect(errorOf(() => parseManifest(`${text}---\n${text}`)).message).toMatch(/expected one object, found 2/);
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
  it("stop alias bombs and loops before they fill the memory", () => {
    const lines = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
    for (const [i, c] of [..."bcdefghij"].entries()) lines.push(`${c}: &${c} [${Array(10).fill(`*${"abcdefghij"[i]}`).join(",")}]`);
    expect(errorOf(() => parseManifests(`kind: A\n${lines.join("\n")}\n`)).message).toMatch(/aliases make it too large/);
    expect(errorOf(() => parseManifests("kind: A\nspec: &s {a: *s}\n")).message).toMatch(/contains itself/);
    expect(errorOf(() => parseManifests(`kind: A\nb: &b 1\nspec: [${"*b,".repeat(1001)}]\n`)).message).toMatch(/alias/i);
    expect(errorOf(() => parseManifests(`kind: A\nspec: ${"[".repeat(5000)}\n`)).message).toMatch(/nesting/);
  });
  it("come for what is no text", () => {
    // @ts-expect-error a manifest is text
    expect(() => parseManifests(undefined)).toThrow(TypeError);
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
    [{ a: [{ at: new Date(0) }] }, /a\[0\]\.at is a Date/],
    [{ a: Number.NaN }, /a is NaN/],
    [{ f: () => 1 }, /f is a function/],
    [{ n: 1n }, /n is a bigint/],
  ])("names the value that JSON has not: %o", (object, message) => {
    expect(() => toYaml(object)).toThrow(message);
  });
  it("refuses loops", () => {
    const loop: Record<string, unknown> = {};
    loop["a"] = { loop };
    expect(() => toYaml(loop)).toThrow(/a\.loop contains itself/);
  });
});
