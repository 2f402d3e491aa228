import type { ResourceData as ResourceDefinition, RuleData as Rule } from "../../generated/sandbox/cloudcasa.ts";

// Tables are printed with their types, so that each type stands in one place. In the words of Cerberus and Eve: the rules of one field, and
// one resource, whose name is the last part of its URL.
export type { ResourceData as ResourceDefinition, RuleData as Rule } from "../../generated/sandbox/cloudcasa.ts";

export type Schema = Readonly<Record<string, Rule>>;

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
