/** The rules of one field, in the words of Cerberus and Eve. */
export interface Rule {
  type?: "string" | "integer" | "number" | "boolean" | "dict" | "list" | "objectid" | "datetime";
  required?: true;
  readonly?: true;
  nullable?: true;
  unique?: true;
  default?: unknown;
  /** Of a string or a list. */
  minlength?: number;
  maxlength?: number;
  min?: number;
  max?: number;
  allowed?: readonly unknown[];
  regex?: string;
  empty?: false;
  /** Fields beside this one that must be there when this one is. */
  dependencies?: readonly string[];
  /** Of a dict. */
  schema?: Schema;
  /** Of a list. */
  items?: Rule;
  /** Of a dict with free keys. */
  valuesrules?: Rule;
  /** An id (or a list of ids) of documents of another resource. */
  relation?: { resource: string; embeddable: boolean };
  /** Kept and never given back; of a read-only field given back once, in the answer that creates the document. */
  writeOnly?: true;
}

export type Schema = Readonly<Record<string, Rule>>;

/** One resource of an Eve API: its name is the last part of its URL. */
export interface ResourceDefinition {
  name: string;
  /** Title of links to its documents. */
  itemTitle: string;
  /** Verbs of the collection: GET, POST, DELETE. */
  resourceMethods: readonly string[];
  /** Verbs of a document: GET, PUT, PATCH, DELETE. */
  itemMethods: readonly string[];
  schema: Schema;
}

/** What Eve adds to every document, and gives back whatever the projection. */
export const metaFields = ["_id", "_updated", "_created", "_etag"] as const;

/** A resource as the engine works with it: every document has an `_id`. */
export interface Resource extends ResourceDefinition {
  fields: Schema;
}

export const resourceOf = (definition: ResourceDefinition): Resource => ({
  ...definition,
  fields: "_id" in definition.schema ? definition.schema : { ...definition.schema, _id: { type: "objectid" } },
});

/** The title Eve gives to a resource that has none of its own: the name without its `s` at the end, in capital. */
export const defaultItemTitle = (name: string): string => {
  const singular = name.replace(/s+$/, "");
  return singular.slice(0, 1).toUpperCase() + singular.slice(1).toLowerCase();
};

/** The rule of a dotted path, through dicts, list items and (for embedding) the resources that relations lead to. */
export function ruleAt(resource: Resource, path: string, resources: ReadonlyMap<string, Resource>): Rule | undefined {
  let fields: Schema | undefined = resource.fields;
  let rule: Rule | undefined;
  for (const part of path.split(".")) {
    if ((!fields || !Object.hasOwn(fields, part)) && rule?.relation) fields = resources.get(rule.relation.resource)?.fields;
    if (!fields || !Object.hasOwn(fields, part)) return undefined;
    rule = fields[part] as Rule;
    if (rule.type === "list" && rule.items) rule = rule.items;
    fields = rule.schema;
  }
  return rule;
}
