import { expect, test } from "vitest";
import { Attempt } from "../../../src/http/attempt.ts";
import type { Call } from "../../../src/http/call.ts";
import { Http } from "../../../src/http/http.ts";
import { createObject } from "../../../src/resources/kubernetes/calls/create.ts";
import { editKubernetesObject, patchObject } from "../../../src/resources/kubernetes/calls/patch.ts";
import { applyObject, updateObject } from "../../../src/resources/kubernetes/calls/update.ts";
import { secretsAt, secretsInYaml, secretsOfChange } from "../../../src/resources/kubernetes/known-secrets.ts";
import { Requests } from "../../../src/resources/kubernetes/requests.ts";

const paths = [
  ["spec", "data"],
  ["status", "token"],
];

test("the secrets of an object are the strings at and below the paths", () => {
  const object = { spec: { data: { a: "one", b: ["two", { c: "three" }, 4, null] }, other: "x" }, status: { token: "four" } };
  expect(secretsAt(object, paths)).toEqual(["one", "two", "three", "four"]);
  for (const other of [undefined, null, "x", [], { spec: "x" }, { spec: { data: null } }]) expect(secretsAt(other, paths)).toEqual([]);
  expect(secretsAt(object)).toEqual([]);
});

test("those of YAML text are the values that stand under the names of the fields", () => {
  const text = [
    ...["kind: Secret", "metadata:", "  name: visible", "stringData:", "  pin: correct-horse", '  "quoted": "two words"', "  lines: |"],
    ...["    first line", "    second", "  list:", "  - item", "data: {a: flow}", "type: Opaque"],
  ].join("\n");
  expect(secretsInYaml(text, [["data"], ["stringData"]])).toEqual([
    ...["correct-horse", "two words", "first line", "second", "item", "{a: flow}"],
  ]);
  expect(secretsInYaml("spec:\n  data:\n    key: value\n  other: x\n", paths)).toEqual(["value"]);
  expect(secretsInYaml(text)).toEqual([]);
});

test("those of a change are the strings that it puts there", () => {
  expect(secretsOfChange({ spec: { data: { a: "one" } } }, paths)).toEqual(["one"]);
  const patch = [
    { op: "add", path: "/spec", value: { data: { a: "one" }, other: "x" } },
    { op: "replace", path: "/spec/data", value: { b: "two" } },
    { op: "test", path: "/spec/data/b", value: "three" },
    { op: "add", path: "", value: { status: { token: "four" } } },
    { op: "add", path: "/spec/other", value: "x" },
    { op: "remove", path: "/spec/data" },
  ];
  expect(secretsOfChange(patch, paths)).toEqual(["one", "two", "three", "four"]);
});

const stored = { metadata: { name: "s", uid: "u", resourceVersion: "1" }, spec: { data: { key: "stored" } } };

/** Requests to a kind with secrets, whose calls are kept. */
function kept() {
  const calls: Call[] = [];
  const http = new Http({ baseUrl: "https://platform.example.com" });
  http.request = async (call) => {
    calls.push(call);
    return { status: 200, headers: new Headers(), text: "", json: stored, attempt: new Attempt(call, http.deadline({})) };
  };
  const api = { http, base: "", validate: undefined, secretsOf: () => [["spec", "data"]] };
  const kind = { kind: "ProjectSecret", plural: "projectsecrets", apiVersion: "management.loft.sh/v1", namespaced: true };
  return { calls, requests: new Requests(api, kind, "p-demo") };
}

test.each<[string, readonly string[], (requests: ReturnType<typeof kept>["requests"]) => Promise<unknown>]>([
  ["an edit", ["changed", "stored"], (requests) => editKubernetesObject(requests, "s", change, {})],
  ["a JSON patch", ["changed"], (requests) => patchObject(requests, "s", [{ op: "add", path: "/spec/data/key", value: "changed" }], {})],
  ["a merge patch", ["changed"], (requests) => patchObject(requests, "s", { spec: { data: { key: "changed" } } }, {})],
  ["a create", ["changed"], (requests) => createObject(requests, changed, {})],
  ["an update", ["changed"], (requests) => updateObject(requests, changed, {})],
  ["an apply", ["changed"], (requests) => applyObject(requests, changed, {})],
])("%s tells its request which strings and fields are secret", async (_, secrets, call) => {
  const { calls, requests } = kept();
  await call(requests);
  expect(calls.at(-1)!.secrets!()).toEqual(secrets);
  for (const { secretFields } of calls) expect(secretFields).toEqual(["data", "kubectl.kubernetes.io/last-applied-configuration"]);
});

const changed = { ...stored, spec: { data: { key: "changed" } } };
function change(draft: typeof stored): void {
  draft.spec.data.key = "changed";
}
