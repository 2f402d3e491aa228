import type { Schema } from "./schemas.ts";

type Item = Record<string, unknown>;

/** A part of a document of version 3 with the references of version 2, and without the words that version 2 does not have. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  const { anyOf, nullable: _, ...rest } = value as Item;
  // The first of several: of a deletion its Status.
  if (Array.isArray(anyOf)) return withReferences(anyOf[0]);
  return Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [
      key,
      key === "$ref" ? String(inner).replace("#/components/schemas/", "#/definitions/") : withReferences(inner),
    ]),
  );
}

const parameter = ({ schema, ...rest }: Item): Item => ({ ...rest, ...(schema as object) });

interface Body {
  required?: boolean;
  content: Record<string, { schema: unknown }>;
}

const schemaOf = ({ content }: Body): unknown => withReferences(Object.values(content)[0]?.schema);

function operation({ requestBody, parameters = [], responses, ...rest }: Item): Item {
  const body = requestBody as Body | undefined;
  const produces = new Set<string>();
  const answers = Object.entries(responses as Record<string, { description: string } & Body>).map(([code, response]) => {
    for (const type of Object.keys(response.content)) produces.add(type);
    // Version 2 knows no ranges of codes.
    return [code === "4XX" ? "default" : code, { description: response.description, schema: schemaOf(response) }];
  });
  const taken = [
    ...(parameters as Item[]).map(parameter),
    ...(body ? [{ name: "body", in: "body", ...(body.required && { required: true }), schema: schemaOf(body) }] : []),
  ];
  return {
    ...rest,
    ...(body && { consumes: Object.keys(body.content) }),
    produces: [...produces],
    ...(taken.length > 0 && { parameters: taken }),
    responses: Object.fromEntries(answers),
  };
}

/** The paths of a document of version 3 as version 2 has them. */
export function pathsOfVersion2(paths: Schema): Schema {
  return Object.fromEntries(
    Object.entries(paths as Record<string, Item>).map(([path, { parameters = [], ...operations }]) => [
      path,
      {
        ...Object.fromEntries(Object.entries(operations).map(([method, given]) => [method, operation(given as Item)])),
        parameters: (parameters as Item[]).map(parameter),
      },
    ]),
  );
}
