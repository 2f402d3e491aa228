// Sequences of requests to the platform's API, made from a seed, in the areas that its users and their mistakes come to.
import { type FieldData, types } from "../../src/generated/sandbox/platform.ts";
import type { Action } from "./differential.kubernetes.ts";

const group = "management.loft.sh";
const root = `/apis/${group}/v1`;

/** A generator of numbers that are the same for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  some<T>(of: readonly T[], most: number): T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(of));
  }
}

/** JSON as text that no value can say: numbers as they are written, members that come twice. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = null | boolean | number | string | Raw | Value[] | { [key: string]: Value } | Pairs;

class Pairs {
  readonly entries: [string, Value][];
  constructor(entries: [string, Value][]) {
    this.entries = entries;
  }
}

function json(value: Value): string {
  if (value instanceof Raw) return value.text;
  if (value instanceof Pairs) return `{${value.entries.map(([k, v]) => `${JSON.stringify(k)}:${json(v)}`).join(",")}}`;
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([k, v]) => `${JSON.stringify(k)}:${json(v)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}

interface Kind {
  kind: string;
  plural: string;
  namespaced: boolean;
  spec: string;
  status: boolean;
}

const kinds: Kind[] = [
  {
    kind: "VirtualClusterInstance",
    plural: "virtualclusterinstances",
    namespaced: true,
    spec: "VirtualClusterInstanceSpec",
    status: false,
  },
  {
    kind: "VirtualClusterInstance",
    plural: "virtualclusterinstances",
    namespaced: true,
    spec: "VirtualClusterInstanceSpec",
    status: false,
  },
  { kind: "SpaceInstance", plural: "spaceinstances", namespaced: true, spec: "SpaceInstanceSpec", status: false },
  { kind: "Project", plural: "projects", namespaced: false, spec: "ProjectSpec", status: true },
  { kind: "Project", plural: "projects", namespaced: false, spec: "ProjectSpec", status: true },
  { kind: "User", plural: "users", namespaced: false, spec: "UserSpec", status: false },
  { kind: "Team", plural: "teams", namespaced: false, spec: "TeamSpec", status: false },
  { kind: "Cluster", plural: "clusters", namespaced: false, spec: "ClusterSpec", status: true },
  { kind: "App", plural: "apps", namespaced: false, spec: "AppSpec", status: false },
  { kind: "SharedSecret", plural: "sharedsecrets", namespaced: true, spec: "SharedSecretSpec", status: false },
  {
    kind: "VirtualClusterTemplate",
    plural: "virtualclustertemplates",
    namespaced: false,
    spec: "VirtualClusterTemplateSpec",
    status: false,
  },
];

const wrong: Value[] = [
  "text",
  "",
  5,
  0,
  -1,
  new Raw("1.5"),
  new Raw("1.0"),
  new Raw("1e2"),
  new Raw("3000000000"),
  new Raw("-2147483649"),
  true,
  false,
  "true",
  "5",
  null,
  [],
  {},
  [null],
  [1],
  ["a"],
  { a: 1 },
  [{}],
  [[]],
  { a: null },
  { a: "b" },
  "YQ==",
  "2020-01-02T03:04:05Z",
];

const times: Value[] = [
  "2020-01-02T03:04:05Z",
  "2020-01-02T03:04:05.678Z",
  "2020-01-02T03:04:05+02:00",
  "2020-01-02",
  "",
  "2020-02-30T00:00:00Z",
  "2020-01-02t03:04:05z",
  "0001-01-01T00:00:00Z",
  5,
  null,
];

/** A value for a field; with the chance `p` one that does not fit. */
function fitting(field: FieldData, dice: Dice, p: number, depth: number): Value {
  if (dice.chance(p)) return dice.pick(wrong);
  switch (field.type) {
    case "string":
      return dice.pick(["a", "b", "text", "", "ü ✓", "line\nbreak", '"quoted"', "<&>"]);
    case "boolean":
      return dice.chance(0.7);
    case "int32":
    case "int64":
      return dice.pick<Value>([1, 5, 0, 2147483647, -3]);
    case "number":
      return dice.pick<Value>([1, 0.5, 0, new Raw("1e21"), new Raw("1.0"), new Raw("1E-7"), -2]);
    case "time":
      return dice.chance(0.6) ? "2020-01-02T03:04:05Z" : dice.pick(times);
    case "quantity":
      return dice.pick<Value>(["1", "500m", "1Gi", "0.5", 1, new Raw("1.5"), "1e3", "1024Ki", "", "x", "1.5Gi", "0", "100000m", "1E"]);
    case "array":
      return depth > 4 ? [] : Array.from({ length: dice.below(3) }, () => fitting(field.items ?? { type: "any" }, dice, p, depth + 1));
    case "map":
      return depth > 4
        ? {}
        : Object.fromEntries(
            dice.some(["a", "b", "x.y/z", ""], 2).map((key) => [key, fitting(field.items ?? { type: "any" }, dice, p, depth + 1)]),
          );
    case "object":
      return field.ref === undefined || depth > 4 ? {} : objectOf(field.ref, dice, p, depth + 1);
    default:
      return field.type === ("bytes" as string) ? dice.pick(["YQ==", "YWI=", "", "no base64!", "YQ"]) : {};
  }
}

function objectOf(type: string, dice: Dice, p: number, depth = 0): Value {
  const fields = Object.entries(types[type]?.fields ?? {});
  const entries: [string, Value][] = [];
  const wanted = depth === 0 ? 5 : 3;
  for (const [name, field] of fields) {
    if (!dice.chance(Math.min(0.9, wanted / fields.length))) continue;
    entries.push([name, fitting(field, dice, p, depth)]);
  }
  if (dice.chance(p)) entries.push([dice.pick(["unknown", "Name", "displayname", "__proto__", "a.b", "ünknown"]), dice.pick(wrong)]);
  if (entries.length && dice.chance(p)) entries.push([(entries[0] as [string, Value])[0], (entries[0] as [string, Value])[1]]);
  return new Pairs(entries);
}

const labels = [{ app: "web" }, { app: "db", tier: "1" }, { tier: "2" }, {}];

/** A sequence about one kind. */
class Maker {
  readonly dice: Dice;
  readonly kind: Kind;
  readonly actions: Action[] = [];

  constructor(dice: Dice, area: string) {
    this.dice = dice;
    // Shared secrets can't be watched or deleted all at once.
    this.kind = dice.pick(
      ["watch", "deleteCollection", "paths", "accept", "authorize", "mixed"].includes(area)
        ? kinds.filter((kind) => kind.kind !== "SharedSecret")
        : kinds,
    );
  }

  collection(namespace = "loft-p-a"): string {
    return `${root}${this.kind.namespaced ? `/namespaces/${namespace}` : ""}/${this.kind.plural}`;
  }

  everywhere(): string {
    return `${root}/${this.kind.plural}`;
  }

  item(name = "a"): string {
    return `${this.collection()}/${name}`;
  }

  send(method: string, path: string, body?: Value | string, headers?: Record<string, string | null>): void {
    const text = body === undefined ? undefined : typeof body === "string" ? body : json(body);
    this.actions.push({ method, path, ...(headers && { headers }), ...(text !== undefined && { body: text }) });
  }

  /** An object; what is undefined is left out. */
  object(metadata: Value, spec?: Value, rest: Record<string, Value> = {}): Value {
    return { apiVersion: `${group}/v1`, kind: this.kind.kind, metadata, ...(spec !== undefined && { spec }), ...rest };
  }

  good(name = "a", extra: Record<string, Value> = {}): Value {
    return this.object({ name, ...extra }, objectOf(this.kind.spec, this.dice, 0));
  }

  make(name = "a", extra: Record<string, Value> = {}, namespace = "loft-p-a"): void {
    this.send("POST", this.collection(namespace), this.object({ name, ...extra }, { displayName: "one", description: "two" }));
  }
}

const managers = ["", "?fieldManager=one", "?fieldManager=two"];
const validations = ["", "?fieldValidation=Strict", "?fieldValidation=Warn", "?fieldValidation=Ignore"];

const writeQueries = [
  "?dryRun=All",
  "?dryRun=",
  "?dryRun=all",
  "?dryRun=All&dryRun=All",
  "?dryRun=All&dryRun=x",
  "?fieldManager=",
  "?fieldManager=a%0Ab",
  `?fieldManager=${"m".repeat(129)}`,
  "?fieldManager=m%C3%BC%20x",
  "?fieldValidation=strict",
  "?fieldValidation=",
  "?fieldValidation=Strict&fieldValidation=Ignore",
  "?force=true",
  "?pretty=true",
  "?pretty=x",
  "?unknown=1",
  "?timeout=5s",
  "?timeout=x",
  "?timeout=5",
  "?timeoutSeconds=x",
  "?fieldManager=one&dryRun=x&fieldValidation=y",
  "?fieldManager=%00",
  "?fieldManager=%E2%80%8B",
];

const metadataParts: Value[] = [
  { labels: { a: "b" } },
  { labels: { "a b": "c" } },
  { labels: { a: "b c" } },
  { labels: { "": "x" } },
  { labels: { "x/y/z": "1" } },
  { labels: { "/a": "1" } },
  { labels: { "a/": "1" } },
  { labels: { "A.b/c": "1" } },
  { labels: { "-a": "1" } },
  { labels: { b: "-" } },
  { labels: { ["l".repeat(64)]: "v".repeat(64) } },
  { labels: { [`${"p".repeat(254)}/a`]: "v" } },
  { labels: { a: null } },
  { labels: { a: 5 } },
  { labels: null },
  { labels: [] },
  { annotations: { a: "x y" } },
  { annotations: { "A/B": "1" } },
  { annotations: { "a b": "1" } },
  { annotations: { "": "1" } },
  { annotations: { "-": "1" } },
  { annotations: { a: "x".repeat(262_144) } },
  { annotations: { a: "x".repeat(262_143) } },
  { annotations: { a: null } },
  { annotations: { a: true } },
  { finalizers: ["a.b/c"] },
  { finalizers: ["a"] },
  { finalizers: [""] },
  { finalizers: ["a b"] },
  { finalizers: ["a/b/c", "x y"] },
  { finalizers: ["orphan"] },
  { finalizers: ["orphan", "foregroundDeletion"] },
  { finalizers: [null] },
  { finalizers: "a" },
  { finalizers: [] },
  { ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a", uid: "1" }] },
  { ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a", uid: "1", controller: false, blockOwnerDeletion: false }] },
  { ownerReferences: [{}] },
  { ownerReferences: [null] },
  { ownerReferences: [{ apiVersion: "v1", kind: "Event", name: "a", uid: "1" }] },
  { ownerReferences: [{ apiVersion: "a/b/c", kind: "A", name: "a", uid: "1" }] },
  { ownerReferences: [{ apiVersion: "a/", kind: "", name: "", uid: "" }] },
  {
    ownerReferences: [
      { apiVersion: "v1", kind: "A", name: "a", uid: "1", controller: true },
      { apiVersion: "v1", kind: "B", name: "b", uid: "2", controller: true },
    ],
  },
  {
    ownerReferences: [
      { apiVersion: "v1", kind: "A", name: "a", uid: "1" },
      { apiVersion: "v1", kind: "A", name: "a", uid: "1" },
    ],
  },
  {
    ownerReferences: [
      { apiVersion: "v1", kind: "A", name: "a", uid: "1" },
      { apiVersion: "v1", kind: "B", name: "b", uid: "1" },
    ],
  },
  { uid: "x" },
  { uid: "00000000-0000-0000-0000-000000000000" },
  { resourceVersion: "0" },
  { resourceVersion: "1" },
  { resourceVersion: "x" },
  { resourceVersion: "" },
  { resourceVersion: 5 },
  { resourceVersion: "-1" },
  { resourceVersion: "18446744073709551616" },
  { generation: 7 },
  { generation: "7" },
  { creationTimestamp: "2020-01-01T00:00:00Z" },
  { creationTimestamp: null },
  { creationTimestamp: "x" },
  { deletionTimestamp: "2020-01-01T00:00:00Z" },
  { deletionTimestamp: null },
  { deletionGracePeriodSeconds: 5 },
  { deletionGracePeriodSeconds: 0 },
  { selfLink: "x" },
  { managedFields: [] },
  { managedFields: [{}] },
  { managedFields: null },
  {
    managedFields: [
      {
        manager: "x",
        operation: "Update",
        apiVersion: `${group}/v1`,
        fieldsType: "FieldsV1",
        fieldsV1: { "f:spec": { "f:displayName": {} } },
      },
    ],
  },
  { managedFields: [{ manager: "x", operation: "Apply", apiVersion: `${group}/v1`, fieldsType: "FieldsV1", fieldsV1: { "f:spec": {} } }] },
  { managedFields: [{ manager: "x" }] },
  { managedFields: [{ manager: "x", operation: "Nonsense", fieldsType: "Other" }] },
  { managedFields: [{ manager: "x", operation: "Update", apiVersion: `${group}/v1`, fieldsType: "FieldsV1", fieldsV1: { "g:spec": {} } }] },
  { managedFields: [{ manager: "x", operation: "Update", apiVersion: "other/v1", fieldsType: "FieldsV1", fieldsV1: { "f:spec": {} } }] },
  { namespace: "loft-p-b" },
  { namespace: "" },
  { namespace: "loft-p-a" },
  { namespace: "Bad" },
  { generateName: "x-" },
  { generateName: "X" },
  { unknown: 1 },
  { clusterName: "x" },
  { Labels: { a: "b" } },
];

const names: Value[] = [
  "b",
  "a.b",
  "a-",
  "-a",
  "A",
  "a_b",
  "a/b",
  "a%b",
  ".",
  "..",
  "a..b",
  "",
  null,
  5,
  "a b",
  "ü",
  "x".repeat(253),
  "x".repeat(254),
  "a:b",
  "a\u0000",
  "1",
];

const generateNames: Value[] = ["x-", "x", "X-", "x_", "a.", "", "x".repeat(63), "x".repeat(260), null, "x--"];

const bodies = [
  "",
  "{",
  "}",
  "[]",
  "null",
  "5",
  '"text"',
  "true",
  "{}",
  "{]",
  '{"a":}',
  '{"a"}',
  "{'a':1}",
  '{"a":1,}',
  '{"a":1} x',
  '{"a":1}{"b":2}',
  "\ufeff{}",
  "nul",
  "\u0000",
  '{"apiVersion":1}',
  '{"kind":[]}',
  '{"apiVersion":"x","kind":"y"}',
  '{"apiVersion":"a/b/c","kind":"y"}',
  '{"apiVersion":"/v1"}',
  '{"apiVersion":"management.loft.sh/"}',
  '{"apiVersion":"management.loft.sh/v2"}',
  '{"apiVersion":"v1"}',
  '{"kind":"Nonsense"}',
  '{"kind":"Status"}',
  '{"kind":"DeleteOptions"}',
  '{"kind":"VirtualClusterInstanceList","apiVersion":"management.loft.sh/v1"}',
  '{"kind":"Pod","apiVersion":"v1"}',
  '{"kind":"Status","apiVersion":"v1"}',
  '{"kind":"User","apiVersion":"management.loft.sh/v1"}',
  '{"metadata":null}',
  '{"metadata":[]}',
  '{"metadata":"x"}',
  '{"metadata":{"name":"a"},"spec":null}',
  '{"metadata":{"name":"a"},"spec":[]}',
  '{"metadata":{"name":"a"},"status":null,"unknown":1}',
  '{"metadata":{"name":"a"},"apiVersion":null,"kind":null}',
  '{"METADATA":{"name":"a"}}',
  '{"metadata":{"name":"a","generation":9223372036854775808}}',
  '{"metadata":{"name":"a","generation":99999999999999999999}}',
  '{"metadata":{"name":"a","deletionGracePeriodSeconds":1.0}}',
  '{"metadata":{"name":"a","name":"b"}}',
  '{"metadata":{"name":"a"},"metadata":{"name":"b"}}',
  '{"metadata":{"name":"a"},"spec":{"displayName":"\\ud800 \\u0000"}}',
  '{"metadata":{"name":"a"},"spec":{"displayName":"\u0001"}}',
  "apiVersion: v1",
];

const yamls = [
  "metadata:\n  name: a\nspec:\n  displayName: yes\n",
  "metadata:\n  name: a\nspec:\n  displayName: 'yes'\n",
  "metadata:\n  name: a\nspec:\n  displayName: 012\n",
  "metadata:\n  name: a\nspec:\n  displayName: text\n  displayName: again\n",
  "metadata:\n  name: a\n  name: b\n  name: c\n",
  "metadata:\n  name: a\n  labels: &l {x: y}\n  annotations: *l\n",
  "metadata:\n  name: a\n  labels: *missing\n",
  "metadata:\n  name: a\n  labels: {<<: {x: y}, z: w}\n",
  "metadata:\n  name: a\n---\nmetadata:\n  name: b\n",
  "---\nmetadata:\n  name: a\n...\n",
  "---\n---\nmetadata:\n  name: a\n",
  "metadata: [\n",
  "metadata:\n\tname: a\n",
  "metadata:\n  name: a\n name: b\n",
  "- a\n",
  "text",
  "",
  "# comment\n",
  "null",
  "5",
  "? a\n: b\n",
  "1: a\nmetadata: {name: a}\n",
  "true: a\nmetadata: {name: a}\n",
  "metadata:\n  name: a\nspec:\n  displayName: |\n    two\n    lines\n  description: >-\n    folded\n    text\n",
  "metadata:\n  name: a\nspec: {displayName: ~, description: null}\n",
  "metadata:\n  name: a\nspec: {displayName: !!str 5}\n",
  "metadata:\n  name: a\n  creationTimestamp: 2020-01-01\n",
  "metadata:\n  name: a\n  creationTimestamp: 2020-01-01T00:00:00Z\n",
  "metadata:\n  name: a\nspec:\n  unknown: 1\n  displayName: .inf\n",
  "metadata:\n  name: a\nspec:\n  displayName: 1e3\n",
  "metadata:\n  name: a\nspec:\n  displayName: 'x'\n  unknown: 1\n",
  "apiVersion: management.loft.sh/v1\nkind: VirtualClusterInstance\nmetadata: {name: a}\n",
  "%YAML 1.2\n---\nmetadata: {name: a}\n",
  'metadata: {name: a}\nspec: {displayName: "a\\tb\\u263a"}\n',
  '{"metadata": {"name": "a"}}',
  "metadata: {name: a}\n}\n",
  "a: b: c",
  "key: 'open",
  "metadata: {name: a}\nspec: {displayName: 0x1F}\n",
  "metadata: {name: a}\nspec: {displayName: 1_000}\n",
  "metadata: {name: a}\nspec: {displayName: off, description: n}\n",
  "metadata: {name: on}\n",
  "metadata: {name: a}\nspec: {displayName: 12:30:45}\n",
];

const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=ascii",
  "application/json;strict=true",
  "APPLICATION/JSON",
  "application/yaml",
  "application/yaml; charset=utf-8",
  "text/yaml",
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/vnd.kubernetes.protobuf",
  "application/cbor",
  "application/*",
  "*/*",
  "nonsense",
  "application/json, application/yaml",
  "; charset=utf-8",
  "application/json;;",
  null,
];

const accepts = [
  "application/json",
  "*/*",
  "application/*",
  "text/*",
  "text/html",
  "application/yaml",
  "application/yaml;q=0.5,application/json;q=0.9",
  "application/json;q=0",
  "application/json;q=x",
  "application/vnd.kubernetes.protobuf",
  "application/vnd.kubernetes.protobuf,application/json",
  "application/cbor",
  "application/json;as=Table;g=meta.k8s.io;v=v1",
  "application/json;as=Table;v=v1;g=meta.k8s.io",
  "application/json;as=Table;g=meta.k8s.io;v=v1beta1",
  "application/json;as=Table;g=meta.k8s.io;v=v2",
  "application/json;as=Table;g=other;v=v1",
  "application/json;as=Table",
  "application/json;as=Nonsense;g=meta.k8s.io;v=v1",
  "application/json;as=Nonsense;g=meta.k8s.io;v=v1,application/json",
  "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
  "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
  "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1beta1",
  "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1beta1",
  "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json",
  "application/json;as=Table;g=meta.k8s.io;v=v1,application/json;as=Table;g=meta.k8s.io;v=v1beta1,application/json",
  "application/json;pretty=1",
  "application/json;pretty=0",
  "application/json;pretty=true",
  "application/json;stream=watch",
  "application/json;stream=other",
  "application/json;charset=utf-8",
  "application/json;unknown=1",
  "application/json;sv=v1",
  "application/json;profile=nested",
  "application/apidiscovery.k8s.io",
  ";",
  ",",
  "",
  "json",
  "application/json ; q=1",
  "application/json;as=Table;g=meta.k8s.io;v=v1;q=0.1,application/json",
  "*/*;as=Table;g=meta.k8s.io;v=v1",
  "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
];

const labelSelectors = [
  "app=web",
  "app==web",
  "app!=web",
  "app",
  "!app",
  "app in (web,db)",
  "app notin (web)",
  "app in ()",
  "app in (web,)",
  "app in (,web)",
  "app in (,)",
  "app in web",
  "app in (web",
  "tier>0",
  "tier<2",
  "tier>x",
  "tier > 1,app=db",
  "app=",
  "app!=",
  "=web",
  "app=web,",
  ",app=web",
  "app=web,,tier=1",
  " app = web , tier ",
  "app=web tier=1",
  "app===web",
  "app=web=db",
  "!app=web",
  "!!app",
  "app=a b",
  "app in (a b)",
  "in in (in)",
  "notin",
  "a/b/c=1",
  "A.b/c=1",
  "-a=1",
  `${"k".repeat(64)}=1`,
  `a=${"v".repeat(64)}`,
  "a=-",
  "app=web&x",
  "app in (web),tier notin (2),!x",
  "()",
  "app(",
  "app>1>2",
  "x.y/z=1",
  "app\n=web",
  "app=ü",
];

const fieldSelectors = [
  "metadata.name=a",
  "metadata.name==a",
  "metadata.name!=a",
  "metadata.name=a,metadata.name=b",
  "metadata.name=a,metadata.namespace=loft-p-a",
  "metadata.namespace=loft-p-a",
  "metadata.namespace!=loft-p-a",
  "metadata.name=",
  "metadata.name",
  "=a",
  "spec.displayName=one",
  "metadata.uid=x",
  "metadata.name=a\\,b",
  "metadata.name=a\\x",
  "metadata.name=a\\",
  "metadata.name=a=b",
  ",",
  "metadata.name=a,",
  " metadata.name=a",
  "metadata.name= a",
  "metadata.name in (a)",
  "status.phase=Ready",
  "metadata.labels.app=web",
  "x",
  "!metadata.name",
  "metadata.name=a,x=y",
  "metadata.name=A_b",
  "metadata.name=a/b",
];

const listQueries = [
  "limit=1",
  "limit=0",
  "limit=-1",
  "limit=x",
  "limit=1.5",
  "limit=99999999999999999999",
  "limit=",
  "limit=2&continue={{continue}}",
  "continue={{continue}}",
  "continue=x",
  "continue=",
  "continue=e30",
  "continue=%25",
  "limit=1&continue={{continue}}&resourceVersion={{version}}",
  "limit=1&continue={{continue}}&resourceVersion=0",
  "resourceVersion=0",
  "resourceVersion=0&limit=1",
  "resourceVersion={{version}}",
  "resourceVersion={{first:a}}",
  "resourceVersion={{first:a}}&limit=1",
  "resourceVersion={{version}}&limit=1",
  "resourceVersion={{first:a}}&resourceVersionMatch=Exact",
  "resourceVersion={{version}}&resourceVersionMatch=Exact",
  "resourceVersion={{first:a}}&resourceVersionMatch=Exact&limit=1",
  "resourceVersion={{first:a}}&resourceVersionMatch=NotOlderThan",
  "resourceVersion={{first:a}}&resourceVersionMatch=NotOlderThan&limit=1",
  "resourceVersion=0&resourceVersionMatch=Exact",
  "resourceVersion=0&resourceVersionMatch=NotOlderThan",
  "resourceVersionMatch=Exact",
  "resourceVersionMatch=NotOlderThan",
  "resourceVersionMatch=x",
  "resourceVersion={{version}}&resourceVersionMatch=x",
  "resourceVersion={{version}}&resourceVersionMatch=",
  "resourceVersion=1&resourceVersionMatch=Exact",
  "resourceVersion=1",
  "resourceVersion=x",
  "resourceVersion=-1",
  "resourceVersion=",
  "resourceVersion=01",
  "resourceVersion=1.5",
  "resourceVersion=x&resourceVersionMatch=Exact",
  "resourceVersion=99999999999999999999",
  "sendInitialEvents=true",
  "sendInitialEvents=x",
  "allowWatchBookmarks=x",
  "allowWatchBookmarks=true",
  "timeoutSeconds=5",
  "timeoutSeconds=x",
  "watch=0",
  "watch=false",
  "watch=FALSE",
  "includeObject=Object",
  "includeObject=None",
  "includeObject=x",
  "pretty=true",
  "pretty=0",
  "unknown=1",
  "limit=1&limit=2",
  "continue={{continue}}&resourceVersionMatch=Exact",
  "continue={{continue}}&resourceVersionMatch=Exact&resourceVersion={{version}}",
];

const watchQueries = [
  "",
  "resourceVersion=0",
  "resourceVersion={{first:a}}",
  "resourceVersion={{version}}",
  "resourceVersion=1",
  "resourceVersion=x",
  "resourceVersion=-1",
  "resourceVersion=99999999999999999999",
  "resourceVersionMatch=Exact",
  "resourceVersionMatch=NotOlderThan",
  "resourceVersion=0&resourceVersionMatch=NotOlderThan",
  "sendInitialEvents=true",
  "sendInitialEvents=false",
  "sendInitialEvents=true&resourceVersionMatch=NotOlderThan",
  "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
  "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion=0",
  "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion={{first:a}}",
  "sendInitialEvents=false&resourceVersionMatch=NotOlderThan",
  "sendInitialEvents=false&resourceVersionMatch=NotOlderThan&resourceVersion={{first:a}}",
  "sendInitialEvents=false&resourceVersionMatch=NotOlderThan&resourceVersion=0",
  "sendInitialEvents=false&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
  "sendInitialEvents=true&resourceVersionMatch=Exact",
  "sendInitialEvents=x&resourceVersionMatch=NotOlderThan",
  "allowWatchBookmarks=true",
  "allowWatchBookmarks=true&resourceVersion=0",
  "timeoutSeconds=1",
  "timeoutSeconds=x",
  "labelSelector=app%3Dweb",
  "labelSelector=app%3Dweb&resourceVersion=0",
  "labelSelector=app%3Dweb&resourceVersion={{first:a}}",
  "labelSelector=%21",
  "fieldSelector=metadata.name%3Da",
  "fieldSelector=metadata.name%21%3Da",
  "fieldSelector=metadata.name%3Da&resourceVersion={{first:a}}",
  "fieldSelector=metadata.namespace%3Dloft-p-b",
  "fieldSelector=x",
  "limit=1",
  "continue=x",
  "continue=x&sendInitialEvents=true&resourceVersionMatch=NotOlderThan",
  "includeObject=Object",
];

const watchWords = ["watch=true", "watch=1", "watch=TRUE", "watch", "watch=x", "watch=yes"];

const pointers = [
  "/spec/displayName",
  "/spec/description",
  "/spec",
  "/metadata/labels",
  "/metadata/labels/app",
  "/metadata/labels/new",
  "/metadata/annotations",
  "/metadata/annotations/a~1b",
  "/metadata/name",
  "/metadata/uid",
  "/metadata/namespace",
  "/metadata/resourceVersion",
  "/metadata/finalizers",
  "/metadata/finalizers/0",
  "/metadata/finalizers/-",
  "/metadata/finalizers/1",
  "/metadata/finalizers/5",
  "/metadata/finalizers/-1",
  "/metadata/finalizers/x",
  "/metadata/finalizers/01",
  "/metadata/managedFields",
  "/metadata/managedFields/0",
  "/metadata/creationTimestamp",
  "/metadata/generation",
  "/metadata/deletionTimestamp",
  "/metadata/ownerReferences",
  "/kind",
  "/apiVersion",
  "/status",
  "/status/conditions",
  "/status/phase",
  "/unknown",
  "/spec/unknown",
  "/spec/unknown/deep",
  "/spec/access",
  "/spec/access/-",
  "/spec/access/0",
  "/spec/access/0/name",
  "/spec/owner",
  "/spec/owner/user",
  "",
  "/",
  "spec/displayName",
  "/spec/",
  "/spec//displayName",
  "/spec/displayName/deep",
  "//",
  "/~",
  "/~2",
];

const patchValues: Value[] = [
  "x",
  "",
  null,
  5,
  true,
  {},
  [],
  { user: "u" },
  [{ name: "n", verbs: ["get"] }],
  { app: "db" },
  ["a.b/d"],
  "loft-p-b",
  { name: "a" },
  "b",
];

function operation(dice: Dice): Value {
  const op = dice.pick(["add", "add", "replace", "replace", "remove", "test", "move", "copy", "nonsense", ""]);
  const path = dice.pick(pointers);
  const out: Record<string, Value> = { op, path };
  if (["add", "replace", "test"].includes(op) && !dice.chance(0.05)) out["value"] = dice.pick(patchValues);
  if (["move", "copy"].includes(op) && !dice.chance(0.05)) out["from"] = dice.pick(pointers);
  if (dice.chance(0.05)) delete out["path"];
  if (dice.chance(0.05)) out["extra"] = 1;
  if (dice.chance(0.03)) out["op"] = dice.pick<Value>([5, null, ["add"]]);
  return out;
}

const jsonPatches = [
  "",
  "{}",
  "null",
  "[]",
  "[null]",
  "[5]",
  "[[]]",
  "[{}]",
  '"x"',
  "[",
  '[{"op":"add","path":"/spec/displayName","value":"x","op":"remove"}]',
  '[{"OP":"remove","Path":"/spec/displayName"}]',
];

const mergePatches: (Value | string)[] = [
  { spec: { displayName: "x" } },
  { spec: { displayName: null } },
  { spec: null },
  { spec: {} },
  { spec: [] },
  { spec: "x" },
  { spec: { displayName: 5 } },
  { spec: { access: [{ name: "n", verbs: ["get"] }] } },
  { spec: { access: [{ name: "n" }] } },
  { spec: { access: null } },
  { spec: { access: {} } },
  { spec: { owner: { user: "u" } } },
  { spec: { owner: { user: null, team: "t" } } },
  { spec: { owner: null } },
  { spec: { unknown: 1 } },
  { spec: { unknown: null } },
  { spec: { unknown: { a: null } } },
  { unknown: 1 },
  { status: { phase: "x" } },
  { metadata: null },
  { metadata: { labels: { app: "db" } } },
  { metadata: { labels: { app: null } } },
  { metadata: { labels: null } },
  { metadata: { labels: { a: 5 } } },
  { metadata: { labels: { "a b": "c" } } },
  { metadata: { annotations: { a: "b", c: null } } },
  { metadata: { finalizers: ["a.b/c"] } },
  { metadata: { finalizers: null } },
  { metadata: { finalizers: [] } },
  { metadata: { name: "b" } },
  { metadata: { name: null } },
  { metadata: { namespace: "loft-p-b" } },
  { metadata: { namespace: null } },
  { metadata: { uid: "x" } },
  { metadata: { uid: null } },
  { metadata: { uid: "{{uid:a}}" } },
  { metadata: { resourceVersion: "{{rv:a}}" } },
  { metadata: { resourceVersion: "{{first:a}}" } },
  { metadata: { resourceVersion: "1" } },
  { metadata: { resourceVersion: "x" } },
  { metadata: { resourceVersion: "0" } },
  { metadata: { resourceVersion: "" } },
  { metadata: { resourceVersion: null } },
  { metadata: { creationTimestamp: null } },
  { metadata: { creationTimestamp: "2020-01-01T00:00:00Z" } },
  { metadata: { deletionTimestamp: "2020-01-01T00:00:00Z" } },
  { metadata: { generation: 9 } },
  { metadata: { selfLink: "x" } },
  { metadata: { managedFields: null } },
  { metadata: { managedFields: [] } },
  { metadata: { managedFields: [{}] } },
  { metadata: { ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a", uid: "1" }] } },
  { metadata: { unknown: 1 } },
  { kind: "Other" },
  { kind: null },
  { kind: "User" },
  { apiVersion: "v2" },
  { apiVersion: null },
  { apiVersion: "management.loft.sh/v2" },
  {},
  "null",
  "[]",
  "5",
  '"x"',
  "",
  "{",
  "not json",
  '{"spec":{"displayName":"a","displayName":"b"}}',
  '{"spec":{"displayName":"a"},"spec":{"description":"b"}}',
  '{"spec":{"displayName":"a"}} x',
];

const strategicPatches: (Value | string)[] = [
  ...mergePatches,
  { $patch: "replace", metadata: { name: "a" } },
  { $patch: "delete" },
  { $patch: "merge", spec: { displayName: "x" } },
  { $patch: "nonsense" },
  { $patch: 5 },
  { spec: { $patch: "replace", displayName: "x" } },
  { spec: { $patch: "delete" } },
  { spec: { $patch: "merge", displayName: "x" } },
  { spec: { $patch: "nonsense" } },
  { spec: { $patch: null } },
  { spec: { $retainKeys: ["displayName"], displayName: "x" } },
  { spec: { $retainKeys: ["description"], displayName: "x" } },
  { spec: { $retainKeys: [] } },
  { spec: { $retainKeys: "displayName" } },
  { spec: { $unknown: 1 } },
  { metadata: { labels: { $patch: "replace", x: "y" } } },
  { metadata: { labels: { $patch: "delete" } } },
  { metadata: { labels: { $retainKeys: ["app"] } } },
  { metadata: { "$deleteFromPrimitiveList/finalizers": ["a.b/c"] } },
  { metadata: { "$deleteFromPrimitiveList/finalizers": ["x.y/z"] } },
  { metadata: { "$deleteFromPrimitiveList/finalizers": "a.b/c" } },
  { metadata: { "$deleteFromPrimitiveList/labels": ["a"] } },
  { metadata: { "$deleteFromPrimitiveList/unknown": ["a"] } },
  { metadata: { "$setElementOrder/finalizers": ["x.y/z", "a.b/c"], finalizers: ["x.y/z"] } },
  { metadata: { "$setElementOrder/finalizers": ["a.b/c"], finalizers: ["x.y/z"] } },
  { metadata: { "$setElementOrder/finalizers": ["x.y/z", "a.b/c"] } },
  { metadata: { "$setElementOrder/finalizers": "a" } },
  { metadata: { finalizers: ["a.b/c", "x.y/z"] } },
  { metadata: { finalizers: ["x.y/z", "x.y/z"] } },
  { metadata: { finalizers: [{ $patch: "replace" }, "x.y/z"] } },
  { metadata: { ownerReferences: [{ uid: "1", name: "changed" }] } },
  { metadata: { ownerReferences: [{ uid: "2", apiVersion: "v1", kind: "B", name: "b" }] } },
  { metadata: { ownerReferences: [{ uid: "1", $patch: "delete" }] } },
  { metadata: { ownerReferences: [{ uid: "9", $patch: "delete" }] } },
  { metadata: { ownerReferences: [{ $patch: "delete" }] } },
  { metadata: { ownerReferences: [{ uid: "1", $patch: "replace", name: "x" }] } },
  { metadata: { ownerReferences: [{ $patch: "replace" }, { uid: "3", apiVersion: "v1", kind: "C", name: "c" }] } },
  { metadata: { ownerReferences: [{ $patch: "replace" }] } },
  { metadata: { ownerReferences: [{ uid: "1", $patch: "nonsense" }] } },
  { metadata: { ownerReferences: [{ name: "nokey" }] } },
  { metadata: { ownerReferences: ["text"] } },
  { metadata: { ownerReferences: [{ uid: "1", controller: null }] } },
  {
    metadata: {
      ownerReferences: [{ uid: "2", apiVersion: "v1", kind: "B", name: "b" }],
      "$setElementOrder/ownerReferences": [{ uid: "2" }, { uid: "1" }],
    },
  },
  { metadata: { "$setElementOrder/ownerReferences": [{ uid: "2" }, { uid: "1" }] } },
  { metadata: { ownerReferences: null } },
  { metadata: { ownerReferences: [] } },
  { metadata: { finalizers: [] } },
  { spec: { access: [{ $patch: "replace" }, { name: "n", verbs: ["get"] }] } },
  { spec: { access: [{ $patch: "delete", name: "n" }] } },
  { spec: { "$setElementOrder/access": [{ name: "n" }], access: [{ name: "n", verbs: ["get"] }] } },
  { spec: { "$deleteFromPrimitiveList/access": ["x"] } },
];

const deleteBodies: (Value | string)[] = [
  "{}",
  "",
  "null",
  "[]",
  "5",
  "{",
  "not json",
  { kind: "DeleteOptions", apiVersion: "v1" },
  { kind: "DeleteOptions", apiVersion: "meta.k8s.io/v1" },
  { kind: "DeleteOptions", apiVersion: `${group}/v1` },
  { kind: "DeleteOptions", apiVersion: "v2" },
  { kind: "DeleteOptions" },
  { apiVersion: "v1" },
  { kind: "Other", apiVersion: "v1" },
  { kind: "Status", apiVersion: "v1" },
  { kind: "User", apiVersion: `${group}/v1` },
  { kind: "CreateOptions", apiVersion: "v1" },
  { kind: 5 },
  { propagationPolicy: "Background" },
  { propagationPolicy: "background" },
  { propagationPolicy: "" },
  { propagationPolicy: null },
  { propagationPolicy: 5 },
  { propagationPolicy: "Background", orphanDependents: false },
  { orphanDependents: "x" },
  { orphanDependents: false },
  { gracePeriodSeconds: 5 },
  { gracePeriodSeconds: 0 },
  { gracePeriodSeconds: -1 },
  { gracePeriodSeconds: "5" },
  { gracePeriodSeconds: new Raw("1.5") },
  { preconditions: { uid: "{{uid:a}}" } },
  { preconditions: { uid: "x" } },
  { preconditions: { uid: "" } },
  { preconditions: { uid: null } },
  { preconditions: { uid: 5 } },
  { preconditions: { resourceVersion: "{{rv:a}}" } },
  { preconditions: { resourceVersion: "1" } },
  { preconditions: { resourceVersion: "" } },
  { preconditions: { resourceVersion: "x" } },
  { preconditions: { uid: "{{uid:a}}", resourceVersion: "{{rv:a}}" } },
  { preconditions: null },
  { preconditions: [] },
  { preconditions: "x" },
  { preconditions: { unknown: 1 } },
  { dryRun: ["All"] },
  { dryRun: ["x"] },
  { dryRun: [] },
  { dryRun: "All" },
  { dryRun: null },
  { dryRun: [null] },
  { dryRun: ["All", "All"] },
  { dryRun: ["All", "x"] },
  { unknown: 1 },
  { ignoreStoreReadErrorWithClusterBreakingPotential: false },
  '{"propagationPolicy":"Background","propagationPolicy":"x"}',
  { propagationPolicy: "x", dryRun: ["x"], orphanDependents: true },
];

const deleteQueries = [
  "",
  "",
  "?propagationPolicy=Background",
  "?propagationPolicy=x",
  "?propagationPolicy=",
  "?orphanDependents=false",
  "?orphanDependents=x",
  "?orphanDependents=false&propagationPolicy=Background",
  "?gracePeriodSeconds=5",
  "?gracePeriodSeconds=0",
  "?gracePeriodSeconds=x",
  "?gracePeriodSeconds=-1",
  "?dryRun=All",
  "?dryRun=x",
  "?dryRun=",
  "?unknown=1",
  "?fieldManager=x",
  "?resourceVersion=1",
  "?preconditions=x",
  "?uid={{uid:a}}",
  "?uid=x",
  "?resourceVersion={{rv:a}}",
  "?uid=",
];

const deleteYamls = [
  "propagationPolicy: Background\n",
  "kind: DeleteOptions\napiVersion: v1\n",
  "- a\n",
  "a: b: c",
  "",
  "gracePeriodSeconds: 5\n",
  "preconditions:\n  uid: x\n",
  "dryRun: [All]\n",
];

/** What is applied: parts of a spec, and mistakes. */
function applied(maker: Maker): Value | string {
  const { dice } = maker;
  const meta = (extra: Record<string, Value> = {}): Value => ({ name: "a", ...extra });
  const of = (spec?: Value, extra: Record<string, Value> = {}, rest: Record<string, Value> = {}) => maker.object(meta(extra), spec, rest);
  return dice.pick<() => Value | string>([
    () => of({ displayName: dice.pick(["one", "two", "x"]) }),
    () => of({ displayName: dice.pick(["one", "two"]), description: dice.pick(["one", "two"]) }),
    () => of({ description: dice.pick(["one", "two"]) }),
    () => of(),
    () => of({}),
    () => of(null),
    () => of({ displayName: null }),
    () => of({ displayName: 5 }),
    () => of({ unknown: 1 }),
    () => of({ access: [{ name: "n", verbs: ["get"] }] }),
    () => of({ access: [] }),
    () => of({ access: null }),
    () => of({ access: "x" }),
    () => of({ owner: { user: "u" } }),
    () => of({ owner: {} }),
    () => of({ owner: [] }),
    () => of({ owner: null }),
    () => of("x"),
    () => of([]),
    () => of(undefined, { labels: { app: dice.pick(["web", "db"]) } }),
    () => of(undefined, { labels: { [dice.pick(["a", "b", "c"])]: "x" } }),
    () => of(undefined, { labels: {} }),
    () => of(undefined, { labels: null }),
    () => of(undefined, { labels: { a: null } }),
    () => of(undefined, { labels: { a: 5 } }),
    () => of(undefined, { labels: { "a b": "x" } }),
    () => of(undefined, { annotations: { [dice.pick(["a", "b"])]: dice.pick(["x", "y"]) } }),
    () => of(undefined, { finalizers: [dice.pick(["a.b/c", "x.y/z"])] }),
    () => of(undefined, { finalizers: ["a.b/c", "x.y/z"] }),
    () => of(undefined, { finalizers: ["a.b/c", "a.b/c"] }),
    () => of(undefined, { finalizers: [] }),
    () => of(undefined, { finalizers: null }),
    () => of(undefined, { finalizers: [null] }),
    () => of(undefined, { ownerReferences: [{ uid: dice.pick(["1", "2"]), apiVersion: "v1", kind: "A", name: dice.pick(["a", "b"]) }] }),
    () =>
      of(undefined, {
        ownerReferences: [
          { uid: "1", apiVersion: "v1", kind: "A", name: "a" },
          { uid: "2", apiVersion: "v1", kind: "A", name: "b", controller: true },
        ],
      }),
    () =>
      of(undefined, {
        ownerReferences: [
          { uid: "1", apiVersion: "v1", kind: "A", name: "a" },
          { uid: "1", apiVersion: "v1", kind: "A", name: "b" },
        ],
      }),
    () => of(undefined, { ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a" }] }),
    () => of(undefined, { ownerReferences: [] }),
    () => of(undefined, { ownerReferences: ["x"] }),
    () => of(undefined, { managedFields: [] }),
    () => of(undefined, { managedFields: null }),
    () => of(undefined, { managedFields: [{}] }),
    () => of(undefined, { uid: "{{uid:a}}" }),
    () => of(undefined, { uid: "x" }),
    () => of(undefined, { resourceVersion: "{{rv:a}}" }),
    () => of(undefined, { resourceVersion: "{{first:a}}" }),
    () => of(undefined, { resourceVersion: "1" }),
    () => of(undefined, { resourceVersion: "x" }),
    () => of(undefined, { namespace: "loft-p-b" }),
    () => of(undefined, { namespace: "loft-p-a" }),
    () => of(undefined, { creationTimestamp: null }),
    () => of(undefined, { generation: 5 }),
    () => of(undefined, { unknown: 1 }),
    () => of(undefined, { generateName: "x-" }),
    () => maker.object({ name: "b" }),
    () => maker.object({}),
    () => maker.object(null),
    () => ({ apiVersion: `${group}/v1`, kind: maker.kind.kind }),
    () => ({ apiVersion: `${group}/v1`, metadata: { name: "a" } }),
    () => ({ kind: maker.kind.kind, metadata: { name: "a" } }),
    () => ({ apiVersion: "v1", kind: maker.kind.kind, metadata: { name: "a" } }),
    () => ({ apiVersion: `${group}/v2`, kind: maker.kind.kind, metadata: { name: "a" } }),
    () => ({ apiVersion: "a/b/c", kind: maker.kind.kind, metadata: { name: "a" } }),
    () => ({ apiVersion: `${group}/v1`, kind: "Other", metadata: { name: "a" } }),
    () => of({}, {}, { status: { phase: "x" } }),
    () => of({}, {}, { status: {} }),
    () => of({}, {}, { unknown: 1 }),
    () => "",
    () => "null",
    () => "[]",
    () => "5",
    () => "text",
    () => "{",
    () => "a: b: c",
    () => "a: 1\na: 2\n",
    () => `apiVersion: ${group}/v1\nkind: ${maker.kind.kind}\nmetadata: {name: a}\nspec:\n  displayName: x\n  displayName: y\n`,
    () => `apiVersion: ${group}/v1\nkind: ${maker.kind.kind}\nmetadata: {name: a}\nspec:\n  displayName: yes\n`,
    () => `apiVersion: ${group}/v1\nkind: ${maker.kind.kind}\nmetadata: {name: a}\n---\na: b\n`,
    () => of(objectOf(maker.kind.spec, dice, 0)),
    () => of(objectOf(maker.kind.spec, dice, 0.05)),
  ])();
}

const applyType = { "content-type": "application/apply-patch+yaml" };

const query = (parts: readonly string[]) => (parts.filter(Boolean).length ? `?${parts.filter(Boolean).join("&")}` : "");

const encoded = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`;

/** The areas, each by what it does. */
export const areas: Readonly<Record<string, (maker: Maker) => void>> = {
  /** Three of the others on the same objects. */
  mixed(maker) {
    for (let i = 0; i < 3; i++) areas[maker.dice.pick(mixable)]?.(maker);
  },

  /** Objects with any fields, right and wrong ones. */
  create(maker) {
    const { dice } = maker;
    for (let i = 0; i < 4; i++) {
      const spec = objectOf(maker.kind.spec, dice, dice.pick([0, 0.04, 0.1]));
      maker.send(
        "POST",
        maker.collection() + dice.pick(validations),
        maker.object(
          { name: `a${i}` },
          spec,
          dice.chance(0.2) ? { status: objectOf(maker.kind.spec.replace("Spec", "Status"), dice, 0) } : {},
        ),
      );
    }
    maker.send("GET", maker.collection());
  },

  createMetadata(maker) {
    const { dice } = maker;
    for (let i = 0; i < 5; i++) {
      const metadata = Object.assign({ name: `a${i}` }, ...dice.some(metadataParts, 2).concat([dice.pick(metadataParts)])) as Value;
      maker.send("POST", maker.collection() + dice.pick(validations), maker.object(metadata, { displayName: "one" }));
    }
  },

  createNames(maker) {
    const { dice } = maker;
    for (let i = 0; i < 5; i++) {
      const metadata: Record<string, Value> = {};
      if (dice.chance(0.7)) metadata["name"] = dice.pick(names);
      if (dice.chance(0.4)) metadata["generateName"] = dice.pick(generateNames);
      if (dice.chance(0.3)) metadata["namespace"] = dice.pick<Value>(["loft-p-a", "loft-p-b", "", null, "X"]);
      maker.send(
        "POST",
        maker.collection(dice.pick(["loft-p-a", "loft-p-a", "loft-p-b", "Bad_Name", "x".repeat(64)])),
        maker.object(metadata),
      );
    }
  },

  createBodies(maker) {
    const { dice } = maker;
    for (let i = 0; i < 5; i++) {
      const yaml = dice.chance(0.4);
      const type = yaml ? "application/yaml" : dice.chance(0.7) ? "application/json" : dice.pick(contentTypes);
      maker.send("POST", maker.collection() + dice.pick(validations), yaml ? dice.pick(yamls) : dice.pick(bodies), {
        "content-type": type,
      });
    }
    maker.send("GET", maker.collection());
  },

  createOptions(maker) {
    const { dice } = maker;
    for (let i = 0; i < 4; i++) {
      maker.send(
        "POST",
        maker.collection() + dice.pick(writeQueries),
        maker.good(dice.pick(["a", "b"])),
        dice.chance(0.3) ? { accept: dice.pick(accepts) } : undefined,
      );
    }
    maker.send("GET", maker.collection());
  },

  accept(maker) {
    const { dice } = maker;
    maker.make("a", { labels: { app: "web" } });
    for (let i = 0; i < 5; i++) {
      const path = dice.pick([maker.item(), maker.collection(), maker.item("missing"), maker.everywhere()]);
      maker.send(
        "GET",
        path + dice.pick(["", "", "?includeObject=Object", "?includeObject=None", "?includeObject=x", "?pretty=true"]),
        undefined,
        { accept: dice.pick(accepts) },
      );
    }
    maker.send(dice.pick(["PUT", "DELETE", "PATCH", "POST"]), maker.item(), maker.good(), { accept: dice.pick(accepts) });
  },

  list(maker) {
    const { dice } = maker;
    for (const name of ["a", "b", "c"]) maker.make(name, { labels: dice.pick(labels) }, dice.pick(["loft-p-a", "loft-p-a", "loft-p-b"]));
    maker.send("PATCH", maker.item("a"), { spec: { displayName: "changed" } }, { "content-type": "application/merge-patch+json" });
    maker.send("GET", `${maker.collection()}?limit=1`);
    for (let i = 0; i < 6; i++) {
      maker.send(
        "GET",
        `${dice.pick([maker.collection(), maker.everywhere()])}?${dice.pick(listQueries)}`,
        undefined,
        dice.chance(0.15) ? { accept: dice.pick(accepts) } : undefined,
      );
    }
  },

  select(maker) {
    const { dice } = maker;
    for (const name of ["a", "b", "c"]) maker.make(name, { labels: dice.pick(labels) }, dice.pick(["loft-p-a", "loft-p-a", "loft-p-b"]));
    for (let i = 0; i < 6; i++) {
      const parts = [
        dice.chance(0.7) ? encoded("labelSelector", dice.pick(labelSelectors)) : "",
        dice.chance(0.4) ? encoded("fieldSelector", dice.pick(fieldSelectors)) : "",
        dice.chance(0.2) ? dice.pick(listQueries) : "",
      ];
      maker.send("GET", dice.pick([maker.collection(), maker.everywhere()]) + query(parts));
    }
  },

  update(maker) {
    const { dice } = maker;
    maker.send(
      "POST",
      maker.collection(),
      maker.object({ name: "a", ...(dice.pick(metadataParts.slice(0, 1)) as object), finalizers: ["a.b/c"] }, { displayName: "one" }),
    );
    for (let i = 0; i < 5; i++) {
      const metadata = Object.assign(
        { name: "a", resourceVersion: "{{rv:a}}" },
        dice.chance(0.6) ? dice.pick(metadataParts) : {},
        dice.chance(0.2) ? { resourceVersion: dice.pick<Value>(["{{first:a}}", "", "0", "1", "x", "-1", null]) } : {},
        dice.chance(0.15) ? { uid: dice.pick<Value>(["{{uid:a}}", "x", "", null]) } : {},
        dice.chance(0.1) ? { name: dice.pick(names) } : {},
      ) as Record<string, Value>;
      if (dice.chance(0.1)) delete metadata["resourceVersion"];
      const spec = dice.chance(0.5) ? objectOf(maker.kind.spec, dice, dice.pick([0, 0.05])) : { displayName: dice.pick(["one", "two"]) };
      const body = dice.chance(0.08) ? dice.pick(bodies) : maker.object(metadata, dice.chance(0.9) ? spec : undefined);
      const path =
        dice.pick([maker.item(), maker.item(), maker.item(), maker.item("missing")]) +
        dice.pick(["", "", "", ...writeQueries, ...managers, ...validations]);
      maker.send("PUT", path, body);
      if (dice.chance(0.2)) maker.send("DELETE", maker.item());
      if (dice.chance(0.2)) maker.send("GET", maker.item());
    }
  },

  status(maker) {
    const { dice } = maker;
    maker.send("POST", maker.collection(), maker.object({ name: "a" }, { displayName: "one" }, { status: { phase: "x" } }));
    for (let i = 0; i < 5; i++) {
      const path = `${maker.item()}/status`;
      const status = objectOf(maker.kind.spec.replace("Spec", "Status"), dice, dice.pick([0, 0.05]));
      const metadata = {
        name: "a",
        ...(dice.chance(0.8) && { resourceVersion: "{{rv:a}}" }),
        ...(dice.chance(0.3) ? (dice.pick(metadataParts) as object) : {}),
      } as Value;
      switch (dice.below(6)) {
        case 0:
          maker.send("GET", path, undefined, dice.chance(0.3) ? { accept: dice.pick(accepts) } : undefined);
          break;
        case 1:
          maker.send(
            "PUT",
            path + dice.pick(managers),
            maker.object(metadata, dice.chance(0.5) ? { displayName: "other" } : undefined, { status }),
          );
          break;
        case 2:
          maker.send(
            "PATCH",
            path + dice.pick(managers),
            {
              status,
              ...(dice.chance(0.3) && { spec: { displayName: "other" } }),
              ...(dice.chance(0.3) && { metadata: { labels: { a: "b" } } }),
            },
            { "content-type": dice.pick(["application/merge-patch+json", "application/strategic-merge-patch+json"]) },
          );
          break;
        case 3:
          maker.send(
            "PATCH",
            `${path}?fieldManager=${dice.pick(["one", "two"])}${dice.pick(["", "&force=true"])}`,
            maker.object(
              { name: "a", ...(dice.chance(0.3) && { labels: { a: "b" } }) },
              dice.chance(0.3) ? { displayName: "other" } : undefined,
              { status },
            ),
            applyType,
          );
          break;
        case 4:
          maker.send(dice.pick(["POST", "DELETE"]), path, maker.object(metadata));
          break;
        case 5:
          maker.send("PUT", maker.item(), maker.object(metadata, { displayName: "two" }, { status }));
          break;
      }
    }
    maker.send("GET", maker.item());
  },

  jsonPatch(maker) {
    const { dice } = maker;
    maker.send(
      "POST",
      maker.collection(),
      maker.object(
        { name: "a", labels: { app: "web" }, finalizers: ["a.b/c", "x.y/z"], annotations: { "a/b": "c" } },
        { displayName: "one", ...(maker.kind.kind !== "SharedSecret" && { access: [{ name: "n", verbs: ["get"] }] }) },
      ),
    );
    for (let i = 0; i < 6; i++) {
      const body = dice.chance(0.1)
        ? dice.pick(jsonPatches)
        : [operation(dice), ...(dice.chance(0.4) ? [operation(dice)] : []), ...(dice.chance(0.2) ? [operation(dice)] : [])];
      maker.send(
        "PATCH",
        dice.pick([maker.item(), maker.item(), maker.item(), maker.item(), maker.item("missing")]) +
          dice.pick(["", "", "", ...validations, ...writeQueries]),
        body,
        { "content-type": "application/json-patch+json" },
      );
    }
    maker.send("GET", maker.item());
  },

  mergePatch(maker) {
    const { dice } = maker;
    const strategic = dice.chance(0.6);
    maker.send(
      "POST",
      maker.collection(),
      maker.object(
        {
          name: "a",
          labels: { app: "web" },
          finalizers: ["a.b/c"],
          ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a", uid: "1", controller: true }],
        },
        { displayName: "one", owner: { user: "u" } },
      ),
    );
    for (let i = 0; i < 6; i++) {
      maker.send(
        "PATCH",
        dice.pick([maker.item(), maker.item(), maker.item(), maker.item(), maker.item("missing")]) +
          dice.pick(["", "", "", ...validations, ...managers, ...writeQueries]),
        dice.pick(strategic ? strategicPatches : mergePatches),
        { "content-type": strategic ? "application/strategic-merge-patch+json" : "application/merge-patch+json" },
      );
    }
    if (dice.chance(0.3))
      maker.send("PATCH", maker.item(), "{}", {
        "content-type": dice.pick([...contentTypes, "application/merge-patch+json; charset=utf-8", "application/apply-patch+cbor"]),
      });
    maker.send("GET", maker.item());
  },

  apply(maker) {
    const { dice } = maker;
    if (dice.chance(0.6))
      maker.send(
        "POST",
        maker.collection() + dice.pick(managers),
        maker.object({ name: "a", labels: { app: "web" } }, { displayName: "one" }),
      );
    for (let i = 0; i < 6; i++) {
      if (dice.chance(0.12)) {
        maker.send("PATCH", maker.item() + dice.pick(managers), dice.pick(mergePatches), {
          "content-type": "application/merge-patch+json",
        });
        continue;
      }
      const options = dice.pick([
        "?fieldManager=one",
        "?fieldManager=one",
        "?fieldManager=two",
        "?fieldManager=two",
        "?fieldManager=two&force=true",
        "?fieldManager=one&force=true",
        "?fieldManager=one&dryRun=All",
        "",
        "?force=true",
        "?fieldManager=one&fieldValidation=Strict",
        "?fieldManager=one&fieldValidation=Ignore",
        "?fieldManager=one&force=x",
      ]);
      maker.send("PATCH", maker.item() + options, applied(maker), applyType);
    }
    maker.send("GET", maker.item());
  },

  delete(maker) {
    const { dice } = maker;
    maker.make("a", dice.chance(0.5) ? { finalizers: ["a.b/c"] } : {});
    for (let i = 0; i < 5; i++) {
      const yaml = dice.chance(0.15);
      const body = yaml ? dice.pick(deleteYamls) : dice.chance(0.7) ? dice.pick(deleteBodies) : undefined;
      const type = yaml ? "application/yaml" : dice.chance(0.1) ? dice.pick(contentTypes) : "application/json";
      maker.send("DELETE", maker.item(dice.pick(["a", "a", "a", "missing"])) + dice.pick(deleteQueries), body, { "content-type": type });
      if (dice.chance(0.3)) maker.send("GET", maker.item());
      if (dice.chance(0.3)) maker.make("a");
      if (dice.chance(0.2))
        maker.send(
          "PATCH",
          maker.item(),
          { metadata: { finalizers: dice.pick<Value>([null, [], ["a.b/c", "new.x/y"], ["a.b/c"]]) } },
          { "content-type": "application/merge-patch+json" },
        );
    }
  },

  deleteCollection(maker) {
    const { dice } = maker;
    for (const name of ["a", "b", "c"])
      maker.make(
        name,
        { labels: dice.pick(labels), ...(dice.chance(0.3) && { finalizers: ["a.b/c"] }) },
        dice.pick(["loft-p-a", "loft-p-a", "loft-p-b"]),
      );
    for (let i = 0; i < 3; i++) {
      const parts = [
        dice.chance(0.4) ? encoded("labelSelector", dice.pick(labelSelectors)) : "",
        dice.chance(0.3) ? encoded("fieldSelector", dice.pick(fieldSelectors)) : "",
        dice.chance(0.3) ? dice.pick(listQueries) : "",
        dice.chance(0.3) ? dice.pick(deleteQueries).slice(1) : "",
      ];
      maker.send(
        "DELETE",
        dice.pick([maker.collection(), maker.collection(), maker.everywhere()]) + query(parts),
        dice.chance(0.4) ? dice.pick(deleteBodies) : undefined,
        dice.chance(0.15) ? { accept: dice.pick(accepts) } : undefined,
      );
      maker.send("GET", maker.everywhere());
    }
  },

  watch(maker) {
    const { dice } = maker;
    for (const name of ["a", "b"]) maker.make(name, { labels: dice.pick(labels) });
    maker.send("GET", maker.collection());
    const accept = dice.chance(0.3) ? dice.pick(accepts) : undefined;
    const old = dice.chance(0.1);
    const base = dice.pick([maker.collection(), maker.collection(), maker.everywhere()]);
    const path = old ? base.replace("/v1/", "/v1/watch/") + dice.pick(["", "/a"]) : dice.chance(0.08) ? maker.item() : base;
    maker.actions.push({
      method: "GET",
      path: path + query([old ? "" : dice.pick(["watch=true", "watch=true", "watch=true", ...watchWords]), dice.pick(watchQueries)]),
      open: "w",
      ...(accept !== undefined && { headers: { accept } }),
    });
    maker.actions.push({ stream: "w" });
    const merge = { "content-type": "application/merge-patch+json" };
    for (let i = 0; i < 4; i++) {
      const name = dice.pick(["a", "b", "c"]);
      switch (dice.below(4)) {
        case 0:
          maker.make(
            name,
            { labels: dice.pick(labels), ...(dice.chance(0.2) && { finalizers: ["a.b/c"] }) },
            dice.pick(["loft-p-a", "loft-p-b"]),
          );
          break;
        case 1:
          maker.send("PATCH", maker.item(name), { metadata: { labels: { app: dice.pick<Value>(["web", "db", null]) } } }, merge);
          break;
        case 2:
          maker.send("PATCH", maker.item(name), { spec: { displayName: dice.pick(["one", "two"]) } }, merge);
          break;
        case 3:
          maker.send("DELETE", maker.item(name));
          break;
      }
    }
    maker.actions.push({ stream: "w" });
  },

  paths(maker) {
    const { dice } = maker;
    maker.make("a");
    const { plural } = maker.kind;
    const paths = [
      "/",
      "/api",
      "/api/v1",
      "/api/v1/namespaces",
      "/api/v1/namespaces/x/pods",
      "/apis",
      "/apis/",
      `/apis/${group}`,
      `/apis/${group}/`,
      `/apis/${group}/v1`,
      `/apis/${group}/v1/`,
      `/apis/${group}/v2`,
      `/apis/${group}/v2/${plural}`,
      "/apis/other",
      "/apis/other/v1",
      "/apis/other/v1/things",
      `${root}/nonsense`,
      `${root}/nonsense/a`,
      `${root}/namespaces`,
      `${root}/namespaces/x`,
      `${root}/namespaces/x/${plural}/a`,
      `${root}/namespaces/x/nonsense`,
      `${root}/${plural}`,
      `${root}/${plural}/`,
      `${root}/${plural}/a`,
      `${root}/${plural}/a/`,
      `${root}/${plural}/a/status`,
      `${root}/${plural}/a/nonsense`,
      `${root}/${plural}/a/status/x`,
      `${root}/${plural}/a/b/c/d`,
      `${root}//${plural}`,
      `${root}/${plural.toUpperCase()}`,
      `${root}/${maker.kind.kind}`,
      `${root}/${plural}/a%2fb`,
      `${root}/${plural}/ü`,
      `${root}/watch/${plural}/a/status`,
      `${root}/watch/nonsense`,
      `${maker.item()}/status`,
      `${maker.item()}/scale`,
      maker.item(),
      maker.collection(),
      `${maker.collection()}/`,
      "/version",
      "/version/",
      "/healthz",
      "/healthz/ping",
      "/healthz/nonsense",
      "/readyz",
      "/readyz/ping",
      "/openapi",
      "/nonsense",
      "/logs",
      "/swagger.json",
    ];
    const skip = (path: string, method: string) =>
      method === "GET" && /^\/(openapi\/v[23]$|metrics|livez|readyz|healthz$|version|$|apis?$|apis\/$)|v1\/?$/.test(path);
    for (let i = 0; i < 6; i++) {
      const path = dice.pick(paths);
      const method = dice.pick(["GET", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
      if (skip(path, method)) continue;
      const headers: Record<string, string | null> = {};
      if (method === "PATCH") headers["content-type"] = "application/merge-patch+json";
      if (method === "GET" && dice.chance(0.3))
        headers["authorization"] = dice.pick([
          null,
          "Bearer nonsense",
          "Basic YTpi",
          "Bearer",
          "Bearer readonly-token",
          "bearer test-token",
          "Bearer  test-token",
          "Token test-token",
          "",
        ]);
      if (dice.chance(0.1)) headers["accept"] = dice.pick(accepts);
      maker.send(
        method,
        path + dice.pick(["", "", "", "?watch=true&timeoutSeconds=1", "?limit=x", "?dryRun=x"]),
        ["POST", "PUT", "PATCH"].includes(method) ? maker.good() : undefined,
        headers,
      );
    }
  },

  authorize(maker) {
    const { dice } = maker;
    maker.make("a");
    for (let i = 0; i < 6; i++) {
      const authorization = dice.pick([null, "Bearer readonly-token", "Bearer readonly-token", "Bearer nonsense"]);
      const method = dice.pick(["GET", "POST", "PUT", "PATCH", "DELETE"]);
      const path = dice.pick([
        maker.item(),
        maker.collection(),
        maker.everywhere(),
        `${maker.item()}/status`,
        `${maker.item("b")}/nonsense`,
        `${root}/nonsense`,
        `/apis/other/v1/namespaces/x/things/y`,
        "/api/v1/pods",
        "/nonsense",
        `${root}/namespaces/x`,
        `${maker.collection()}?watch=true&timeoutSeconds=1`,
        `${maker.collection()}?fieldSelector=metadata.name%3Da`,
        `${maker.collection()}?fieldSelector=metadata.name%3Da&watch=true&timeoutSeconds=1`,
      ]);
      if (method === "GET" && authorization === "Bearer readonly-token" && path.includes("watch=")) continue;
      maker.send(method, path, method === "GET" || method === "DELETE" ? undefined : "{}", {
        authorization,
        ...(method === "PATCH" && { "content-type": "application/merge-patch+json" }),
      });
    }
  },
};

/** The areas whose requests make sense on objects that others have left. */
const mixable = Object.keys(areas).filter((area) => area !== "watch" && area !== "mixed");

/** The sequence of a seed in an area. */
export function sequence(seed: number, area: string): Action[] {
  const maker = new Maker(new Dice(seed * 2654435761), area);
  areas[area]?.(maker);
  return maker.actions;
}
