import { expect, test } from "vitest";
import { documentProtobuf } from "../../../src/sandbox/kubernetes/openapi/protobuf.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A field with bytes in it, and a number, as protobuf writes them. */
const part = (number: number, ...inner: (string | Buffer)[]): Buffer => {
  const body = Buffer.concat(inner.map((value) => Buffer.from(value)));
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(body.length)]), body]);
};
const number = (at: number, value: number) => Buffer.from([...varint(at * 8), value]);
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

test("a definition is written with its properties, references and extensions", () => {
  const document = {
    swagger: "2.0",
    info: { title: "t", version: "v" },
    definitions: {
      A: { type: "object", required: ["b"], properties: { b: { $ref: "#/definitions/B" } }, "x-kind": { a: 1 } },
      B: { type: "array", items: { type: "string", format: "byte" } },
      C: { type: "object", additionalProperties: { type: "integer" } },
    },
  };
  const a = part(
    2,
    part(22, part(1, "object")),
    part(19, "b"),
    part(25, part(1, part(1, "b"), part(2, part(1, "#/definitions/B")))),
    part(31, part(1, "x-kind"), part(2, part(2, '{"a":1}'))),
  );
  const b = part(2, part(22, part(1, "array")), part(23, part(1, part(22, part(1, "string")), part(2, "byte"))));
  const c = part(2, part(22, part(1, "object")), part(21, part(1, part(22, part(1, "integer")))));
  const definitions = part(9, part(1, part(1, "A"), a), part(1, part(1, "B"), b), part(1, part(1, "C"), c));
  const expected = Buffer.concat([part(1, "2.0"), part(2, part(1, "t"), part(2, "v")), definitions]);
  expect(hex(documentProtobuf(document))).toBe(hex(expected));
});

test("an operation is written with its parameters of the three places", () => {
  const operation = {
    operationId: "o",
    consumes: ["application/json"],
    produces: ["application/json"],
    parameters: [
      { in: "query", name: "q", type: "string", uniqueItems: true },
      { in: "body", name: "body", required: true, schema: { $ref: "#/definitions/A" } },
    ],
    responses: { 200: { description: "OK", schema: { type: "string" } } },
  };
  const document = {
    paths: { "/a/{n}": { put: operation, parameters: [{ in: "path", name: "n", required: true, type: "string" }] } },
  };
  const query = part(3, part(2, "query"), part(4, "q"), part(6, "string"), number(20, 1));
  const body = part(1, part(3, "body"), part(2, "body"), number(4, 1), part(5, part(1, "#/definitions/A")));
  const path = part(4, part(2, "path"), part(4, "n"), number(1, 1), part(5, "string"));
  const put = part(
    3,
    part(5, "o"),
    part(7, "application/json"),
    part(6, "application/json"),
    part(8, part(1, part(2, query))),
    part(8, part(1, body)),
    part(9, part(1, part(1, "200"), part(2, part(1, part(1, "OK"), part(2, part(1, part(22, part(1, "string")))))))),
  );
  const item = part(2, put, part(9, part(1, part(2, path))));
  expect(hex(documentProtobuf(document))).toBe(hex(part(8, part(2, part(1, "/a/{n}"), item))));
});
