import { isObject, type Json } from "./objects.ts";

interface Requirement {
  key?: string;
  operator?: string;
  values?: string[];
}

/** One requirement of a label selector as a query has it. */
function requirementText({ key = "", operator, values = [] }: Requirement): string {
  const list = `(${[...values].sort().join(",")})`;
  switch (operator) {
    case "In":
      return `${key} in ${list}`;
    case "NotIn":
      return `${key} notin ${list}`;
    case "DoesNotExist":
      return `!${key}`;
    default:
      return key;
  }
}

/** A label selector of an object as a query has it: text, a map of labels, or matchLabels and matchExpressions. */
export function selectorText(selector: Json | undefined): string {
  if (typeof selector === "string") return selector;
  if (!isObject(selector)) return "";
  const isWhole = isObject(selector.matchLabels as Json) || Array.isArray(selector.matchExpressions);
  const labels = (isWhole ? (selector.matchLabels ?? {}) : selector) as Record<string, string>;
  const expressions = (isWhole ? (selector.matchExpressions ?? []) : []) as unknown as Requirement[];
  const terms = [
    ...Object.entries(labels).map(([key, value]) => [key, `${key}=${value}`] as const),
    ...expressions.map((requirement) => [requirement.key ?? "", requirementText(requirement)] as const),
  ];
  return terms
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, text]) => text)
    .join(",");
}
