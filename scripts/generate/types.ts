/** One exported interface for each schema, made by openapi-typescript. */
import openapiTS from "openapi-typescript";
import ts from "typescript";
import type { ApiDocument, Schema } from "./document.ts";
import { printKey } from "./print.ts";
import type { Table } from "./tables.ts";

const { factory } = ts;

/** @param tables Interfaces that map a key (a kind, a resource) to its schema. */
export async function types(document: ApiDocument, tables: Table[]): Promise<string> {
  const nodes = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0], {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
    transform: (schema) => openEnum(schema as Schema),
  });
  const members = schemasMember(nodes);
  const printer = ts.createPrinter({ removeComments: false });
  const file = ts.createSourceFile("types.ts", "", ts.ScriptTarget.Latest);
  const interfaces = members.map((member) => {
    const declaration = plain(asInterface(member));
    return printer.printNode(ts.EmitHint.Unspecified, declaration, file);
  });
  const maps = tables.map(({ name, doc, entries }) => {
    const lines = Object.entries(entries).map(([key, schema]) => `  ${printKey(key)}: ${schema};\n`);
    return `/** ${doc} */\nexport interface ${name} {\n${lines.join("")}}`;
  });
  return `${[tidy(interfaces.join("\n\n")), ...maps].join("\n\n")}\n`;
}

/** Values that are known, but to which the server may add: a union that any other text fits too. */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  const values = schema["x-known-values"] ?? (schema["x-open-on-read"] ? schema.enum : undefined);
  if (values === undefined) return undefined;
  const anyText = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword), factory.createTypeLiteralNode([])]),
  );
  const known = values.map((value) =>
    factory.createLiteralTypeNode(value === null ? factory.createNull() : factory.createStringLiteral(value)),
  );
  return factory.createUnionTypeNode([...known, anyText]);
}

/** The members of `components.schemas` in what openapi-typescript made. */
function schemasMember(nodes: ts.Node[]): ts.PropertySignature[] {
  for (const node of nodes) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") continue;
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || nameOf(member.name) !== "schemas" || member.type === undefined) continue;
      if (ts.isTypeLiteralNode(member.type)) return member.type.members.filter(ts.isPropertySignature);
    }
  }
  throw new Error("openapi-typescript made no components.schemas");
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

/** `Name: A & B & { … }` becomes `interface Name extends A, B { … }`. */
function asInterface(member: ts.PropertySignature): ts.InterfaceDeclaration {
  const bases: string[] = [];
  const members: ts.TypeElement[] = [];
  const take = (type: ts.TypeNode): void => {
    const reference = referenced(type);
    if (reference !== undefined) bases.push(reference);
    else if (ts.isTypeLiteralNode(type)) members.push(...type.members);
    else if (ts.isIntersectionTypeNode(type)) type.types.forEach(take);
    else if (ts.isParenthesizedTypeNode(type)) take(type.type);
    else if (ts.isTypeReferenceNode(type)) members.push(anyKey());
    else throw new Error(`${nameOf(member.name)}: no interface can be made of a ${ts.SyntaxKind[type.kind]}`);
  };
  take(member.type as ts.TypeNode);
  const heritage = bases.map((base) => factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined));
  const declaration = factory.createInterfaceDeclaration(
    [factory.createModifier(ts.SyntaxKind.ExportKeyword)],
    nameOf(member.name),
    undefined,
    heritage.length === 0 ? undefined : [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, heritage)],
    members,
  );
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(member));
}

function anyKey(): ts.IndexSignatureDeclaration {
  const key = factory.createParameterDeclaration(
    undefined,
    undefined,
    "key",
    undefined,
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  );
  return factory.createIndexSignature(undefined, [key], factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword));
}

/** The name in `components["schemas"]["Name"]`. */
function referenced(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const index = node.indexType;
  return ts.isLiteralTypeNode(index) && ts.isStringLiteral(index.literal) ? index.literal.text : undefined;
}

/** References by plain name; no `readonly`, since objects are passed on as they came and edited as drafts. */
function plain(declaration: ts.InterfaceDeclaration): ts.InterfaceDeclaration {
  const result = ts.transform(declaration, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => {
        const name = referenced(node);
        if (name !== undefined) return factory.createTypeReferenceNode(name);
        const visited = ts.visitEachChild(node, visit, context);
        if (!ts.isPropertySignature(visited) || visited.modifiers === undefined) return visited;
        const { name: key, questionToken, type } = visited;
        const comments = ts.getSyntheticLeadingComments(visited);
        return ts.setSyntheticLeadingComments(factory.createPropertySignature(undefined, key, questionToken, type), comments);
      };
      return ts.visitNode(root, visit) as ts.InterfaceDeclaration;
    },
  ]);
  return result.transformed[0] as ts.InterfaceDeclaration;
}

/** Docstrings say what a field means; format and enum are in its type. */
function tidy(text: string): string {
  return text
    .replace(/^ +\* (Format: .*|@enum .*)\n/gm, "")
    .replace(/@description /g, "")
    .replace(/\/\*\*\n +\* ([^\n]*)\n +\*\//g, "/** $1 */")
    .replace(/^( +)/gm, (indent) => " ".repeat(Math.ceil(indent.length / 2)));
}
