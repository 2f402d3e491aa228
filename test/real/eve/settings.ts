import { type RuleData, resources } from "../../../src/generated/sandbox/cloudcasa.ts";

/** A rule in Cerberus' own words. */
type Rule = Record<string, unknown>;

function rule(data: RuleData): Rule {
  const { schema, items, valuesrules, relation, writeOnly: _, ...same } = data;
  return {
    ...same,
    ...(schema && { schema: rules(schema) }),
    ...(items && { schema: rule(items) }),
    ...(valuesrules && { valuesrules: rule(valuesrules) }),
    ...(relation && { data_relation: { resource: relation.resource, field: "_id", embeddable: relation.embeddable } }),
  };
}

const rules = (schema: Readonly<Record<string, RuleData>>): Record<string, Rule> =>
  Object.fromEntries(Object.entries(schema).map(([name, data]) => [name, rule(data)]));

/** The resources that rules refer to. */
function related(data: RuleData): string[] {
  const below = [...Object.values(data.schema ?? {}), ...(data.items ? [data.items] : [])];
  return [...(data.relation ? [data.relation.resource] : []), ...below.flatMap(related)];
}

/** Dotted paths of what is kept and never given back. */
const hidden = (schema: Readonly<Record<string, RuleData>>, above = ""): string[] =>
  Object.entries(schema).flatMap(([name, { writeOnly, schema: inner = {} }]) =>
    writeOnly ? [above + name] : hidden(inner, `${above}${name}.`),
  );

/** Eve's settings, from the resources as the sandbox has them: Eve's defaults but where CloudCasa is known to differ. */
export function settings(): object {
  const domain: Record<string, object> = {};
  for (const { name, itemTitle, resourceMethods, itemMethods, schema } of resources) {
    domain[name] = {
      url: `/v1/${name}`,
      item_title: itemTitle,
      resource_methods: resourceMethods,
      item_methods: itemMethods,
      schema: rules(schema),
    };
  }
  for (const name of resources.flatMap((r) => Object.values(r.schema).flatMap(related))) {
    // Referred to, but not described yet: no route leads there, and nothing is in it.
    domain[name] ??= { url: `/v1/${name}`, internal_resource: true, schema: {} };
  }
  const paths = Object.fromEntries(resources.map(({ name, schema }) => [name, hidden(schema)]));
  // HIDDEN is app.py's own, all else Eve's.
  return { HIDDEN: paths, DOMAIN: domain, MONGO_DBNAME: "cloudcasa", BANDWIDTH_SAVER: false, MONGO_QUERY_BLACKLIST: ["$where"] };
}
