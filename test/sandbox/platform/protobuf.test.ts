// Bodies in the binary form, as kubectl sends them for what it makes up itself.
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import { readProtobuf, UnknownKind } from "../../../src/sandbox/platform/proxied/protobuf.ts";

type Bytes = readonly number[];
const utf8 = (text: string): Bytes => [...new TextEncoder().encode(text)];
const number = (value: number): Bytes => (value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
const piece = (field: number, content: Bytes | string): Bytes => {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return [...number(field * 8 + 2), ...number(bytes.length), ...bytes];
};
const int = (field: number, value: number): Bytes => [...number(field * 8), ...number(value)];
const body = (apiVersion: string, kind: string, ...fields: Bytes[]): Uint8Array =>
  Uint8Array.from([
    ...utf8("k8s\0"),
    ...piece(1, [...piece(1, apiVersion), ...piece(2, kind)]),
    ...piece(2, fields.flat()),
    ...piece(3, ""),
    ...piece(4, ""),
  ]);
const pair = (field: number, key: string, value: string): Bytes => piece(field, [...piece(1, key), ...piece(2, value)]);
/** Metadata as Go writes it: what is empty, too. */
const metadata = (name: string, ...more: Bytes[]): Bytes =>
  piece(1, [
    ...piece(1, name),
    ...piece(2, ""),
    ...piece(3, ""),
    ...piece(4, ""),
    ...piece(5, ""),
    ...piece(6, ""),
    ...int(7, 0),
    ...piece(8, []),
    ...more.flat(),
  ]);

describe("the binary form", () => {
  it.each<[string, Uint8Array, object]>([
    [
      "a namespace",
      body(
        "v1",
        "Namespace",
        metadata("shop", pair(11, "team", "a"), pair(11, "tier", "b"), piece(14, "x"), piece(14, "y")),
        piece(2, piece(1, "kubernetes")),
        piece(3, piece(1, "")),
      ),
      {
        metadata: { name: "shop", labels: { team: "a", tier: "b" }, finalizers: ["x", "y"] },
        spec: { finalizers: ["kubernetes"] },
        status: {},
      },
    ],
    [
      "a config map",
      body("v1", "ConfigMap", metadata("c"), pair(2, "größe", "L".repeat(300)), pair(3, "raw", "\u0001"), int(4, 1)),
      { metadata: { name: "c" }, data: { größe: "L".repeat(300) }, binaryData: { raw: "AQ==" }, immutable: true },
    ],
    [
      "a secret",
      body("v1", "Secret", metadata("s"), pair(2, "p", "q"), piece(3, "Opaque")),
      { metadata: { name: "s" }, data: { p: "cQ==" }, type: "Opaque" },
    ],
    [
      "a deployment",
      body(
        "apps/v1",
        "Deployment",
        metadata("web"),
        piece(2, [
          ...int(1, 2),
          ...piece(3, [...metadata(""), ...piece(2, piece(2, [...piece(1, "web"), ...piece(2, "web:1"), ...piece(8, []), ...int(16, 0)]))]),
        ]),
        piece(3, int(99, 1)),
      ),
      {
        metadata: { name: "web" },
        status: {},
        spec: { replicas: 2, template: { metadata: {}, spec: { containers: [{ name: "web", image: "web:1", resources: {} }] } } },
      },
    ],
    [
      "a review",
      body(
        "authorization.k8s.io/v1",
        "SelfSubjectAccessReview",
        metadata(""),
        piece(2, piece(1, [...piece(2, "get"), ...piece(5, "pods")])),
        piece(3, [...int(1, 0), ...piece(2, "")]),
      ),
      { metadata: {}, spec: { resourceAttributes: { verb: "get", resource: "pods" } }, status: { allowed: false } },
    ],
  ])("%s is read", (_what, bytes, expected) => {
    const { apiVersion: _, kind: __, ...object } = readProtobuf(bytes);
    expect(object).toEqual(expected);
  });

  it.each<[string, Uint8Array, object]>([
    ["a field that is not known is passed over", body("v1", "ConfigMap", metadata("c"), piece(99, "x")), { metadata: { name: "c" } }],
    [
      "a message that JSON writes in the place of its field",
      body("v1", "Pod", metadata("p"), piece(2, piece(1, [...piece(1, "v"), ...piece(2, piece(2, piece(1, "memory")))]))),
      { metadata: { name: "p" }, spec: { volumes: [{ name: "v", emptyDir: { medium: "memory" } }] } },
    ],
    [
      "a zero that a pointer leads to, and none that is only unset",
      body("apps/v1", "Deployment", metadata("d"), piece(2, [...int(1, 0), ...int(5, 0)])),
      { metadata: { name: "d" }, spec: { replicas: 0 } },
    ],
    [
      "times, quantities, numbers or texts",
      body(
        "v1",
        "Service",
        piece(1, [...piece(1, "s"), ...piece(8, int(1, 1_700_000_000))]),
        piece(2, [
          ...piece(1, [...int(3, 80), ...piece(4, [...int(1, 1), ...piece(3, "http")])]),
          ...piece(1, [...int(3, 81), ...piece(4, int(2, 8080))]),
        ]),
      ),
      {
        metadata: { name: "s", creationTimestamp: "2023-11-14T22:13:20Z" },
        spec: {
          ports: [
            { port: 80, targetPort: "http" },
            { port: 81, targetPort: 8080 },
          ],
        },
      },
    ],
    [
      "a time with microseconds",
      body("coordination.k8s.io/v1", "Lease", metadata("l"), piece(2, piece(3, [...int(1, 1_700_000_000), ...int(2, 5_000)]))),
      { metadata: { name: "l" }, spec: { acquireTime: "2023-11-14T22:13:20.000005Z" } },
    ],
  ])("%s", (_what, bytes, expected) => {
    const { apiVersion: _, kind: __, ...object } = readProtobuf(bytes);
    expect(object).toEqual(expected);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["JSON", Uint8Array.from(utf8("{}")), /does not appear to be a protobuf message, expected prefix \[107 56 115 0\]/],
    ["a number that breaks off", Uint8Array.from([...utf8("k8s\0"), 0x80]), /unexpected EOF/],
    ["a piece that breaks off", Uint8Array.from([...utf8("k8s\0"), 0x0a, 9, 1]), /unexpected EOF/],
  ])("%s is refused as a bad request", (_what, bytes, words) => {
    expect(() => readProtobuf(bytes)).toThrow(expect.objectContaining({ code: 400, message: expect.stringMatching(words) }));
  });

  it("has no kinds of custom resource definitions", () => {
    expect(() => readProtobuf(body("example.com/v1", "Widget", metadata("w")))).toThrow(UnknownKind);
  });

  it("is taken by clusters, for all kinds that they have, and by no other API", async () => {
    const sandbox = createSandbox();
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/vnd.kubernetes.protobuf" };
    const post = (path: string, bytes: Uint8Array) =>
      sandbox.fetch(sandbox.platform.url + path, { method: "POST", headers, body: bytes as BodyInit });
    const cluster = "/kubernetes/cluster/loft-cluster";
    const made = await post(`${cluster}/api/v1/namespaces`, body("v1", "Namespace", metadata("shop")));
    expect([made.status, await made.json()]).toMatchObject([201, { kind: "Namespace", metadata: { name: "shop" } }]);
    const set = await post(`${cluster}/apis/apps/v1/namespaces/shop/statefulsets`, body("apps/v1", "StatefulSet", metadata("web")));
    expect(set.status).toBe(201);
    expect((await post(`${cluster}/api/v1/namespaces`, Uint8Array.from(utf8("{}")))).status).toBe(400);
    const unknown = await post(`${cluster}/api/v1/namespaces`, body("example.com/v1", "Widget", metadata("web")));
    expect([unknown.status, unknown.headers.get("x-sandbox")]).toEqual([501, "unsupported; id=platform.proxy.protobuf"]);
    const management = "/kubernetes/management/apis/management.loft.sh/v1/projects";
    expect((await post(management, body("management.loft.sh/v1", "Project", metadata("p")))).status).toBe(415);
  });
});
