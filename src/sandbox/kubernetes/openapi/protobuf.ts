import { field, integer, joined } from "../protobuf-writer.ts";

/*
 * The document of version 2 in the binary form that some clients read alone. Numbers of fields are those of gnostic's OpenAPIv2.proto.
 */

type Item = Record<string, unknown>;

/** Writes one field of a message. */
type Write = (number: number, value: unknown) => Uint8Array;

const text: Write = (number, value) => field(number, String(value));
const truth: Write = (number, value) => integer(number, value ? 1 : 0);
const each =
  (write: Write): Write =>
  (number, values) =>
    joined((values as unknown[]).map((value) => write(number, value)));
/** A list as a message around it. */
const wrapped =
  (write: Write): Write =>
  (number, values) =>
    field(number, [each(write)(1, Array.isArray(values) ? values : [values])]);

/** Members of an object as pairs of a name and a value, each a message. */
const named =
  (write: Write): Write =>
  (number, value) =>
    joined(Object.entries(value as Item).map(([name, inner]) => field(number, [field(1, name), write(2, inner)])));

/** Any value, as YAML. */
const any: Write = (number, value) => field(number, [field(2, JSON.stringify(value))]);

/** A message by the numbers of its fields; members that begin with `x-` go to `extensions`. */
const message =
  (fields: () => Readonly<Record<string, readonly [number: number, write: Write]>>, extensions?: number): Write =>
  (number, value) =>
    field(number, parts(value as Item, fields(), extensions));

function parts(value: Item, known: Readonly<Record<string, readonly [number: number, write: Write]>>, extensions?: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (const [name, inner] of Object.entries(value)) {
    const [number, write] = known[name] ?? [];
    if (number !== undefined && write) out.push(write(number, inner));
    else if (extensions !== undefined && name.startsWith("x-")) out.push(named(any)(extensions, { [name]: inner }));
  }
  return out;
}

const schema: Write = message(
  () => ({
    $ref: [1, text],
    format: [2, text],
    description: [4, text],
    uniqueItems: [16, truth],
    required: [19, each(text)],
    enum: [20, each(any)],
    additionalProperties: [21, (number, value) => field(number, [schema(1, value)])],
    type: [22, wrapped(text)],
    items: [23, wrapped(schema)],
    properties: [25, (number, value) => field(number, [named(schema)(1, value)])],
  }),
  31,
);

const query = () => ({ required: [1, truth], in: [2, text], name: [4, text], type: [6, text], uniqueItems: [20, truth] }) as const;
const inPath = () => ({ required: [1, truth], in: [2, text], name: [4, text], type: [5, text], uniqueItems: [19, truth] }) as const;
const body = () => ({ name: [2, text], in: [3, text], required: [4, truth], schema: [5, schema] }) as const;

/** A parameter, in the messages around it. */
const parameter: Write = (number, value) => {
  const where = (value as Item)["in"];
  if (where === "body") return field(number, [field(1, [message(body)(1, value)])]);
  const inner = where === "path" ? message(inPath)(4, value) : message(query)(3, value);
  return field(number, [field(1, [field(2, [inner])])]);
};

const response: Write = (number, value) =>
  field(number, [message(() => ({ description: [1, text], schema: [2, (at, inner) => field(at, [schema(1, inner)])] }))(1, value)]);

const operation: Write = message(
  () => ({
    operationId: [5, text],
    produces: [6, each(text)],
    consumes: [7, each(text)],
    parameters: [8, each(parameter)],
    responses: [9, (number, value) => field(number, [named(response)(1, value)])],
  }),
  13,
);

const pathItem: Write = message(() => ({
  get: [2, operation],
  put: [3, operation],
  post: [4, operation],
  delete: [5, operation],
  patch: [8, operation],
  parameters: [9, each(parameter)],
}));

/** A document of version 2 as protobuf. */
export const documentProtobuf = (document: Item): Uint8Array =>
  joined(
    parts(document, {
      swagger: [1, text],
      info: [2, message(() => ({ title: [1, text], version: [2, text] }))],
      paths: [8, (number, value) => field(number, [named(pathItem)(2, value)])],
      definitions: [9, (number, value) => field(number, [named(schema)(1, value)])],
    }),
  );
