import { EveError, InternalServerError } from "./errors.ts";
import { parseJson } from "./json.ts";
import { type Resource, ruleAt } from "./schema.ts";
import { type Draft, isDict, truthy } from "./values.ts";

const unreadable = (): EveError => new EveError(400, "Unable to parse `embedded` clause");

/** The fields that the parameter `embedded` asks for and that may be embedded, outer ones first; others are overlooked. */
export function parseEmbedded(text: string | undefined, resource: Resource, resources: ReadonlyMap<string, Resource>): string[] {
  if (!text) return [];
  let asked: unknown;
  try {
    asked = parseJson(text);
  } catch {
    throw unreadable();
  }
  if (!isDict(asked)) throw unreadable();
  const depth = (path: string): number => path.split(".").length;
  return Object.entries(asked)
    .filter(([field, on]) => (on === 1 || on === true) && ruleAt(resource, field, resources)?.relation?.embeddable)
    .map(([field]) => field)
    .sort((a, b) => depth(a) - depth(b));
}

/**
 * The sub-documents that hold the last part of a path. Where the path ends early, Eve takes what it has got to: so `a.b` embeds
 * the field `b` of a document that has no `a`.
 */
function* holders(value: unknown, path: readonly string[]): Generator<Draft> {
  if (Array.isArray(value)) for (const inner of value) yield* holders(inner, path);
  // An id in the place of its document, or any other scalar: Eve looks into it all the same, and fails.
  else if (!isDict(value) && truthy(value)) throw new InternalServerError();
  if (!isDict(value)) return;
  const [first, ...rest] = path;
  if (first === undefined || !Object.hasOwn(value, first)) yield value;
  else yield* holders(value[first], rest);
}

/** Puts documents in the place of their ids, in place; a document that is gone is null, or left out of a list. */
export function embed(
  document: Draft,
  fields: readonly string[],
  resource: Resource,
  resources: ReadonlyMap<string, Resource>,
  read: (resource: string, id: unknown) => Draft | undefined,
): void {
  for (const field of fields) {
    const relation = ruleAt(resource, field, resources)?.relation;
    if (!relation) continue;
    const path = field.split(".");
    const last = path.at(-1) as string;
    for (const holder of holders(document, path.slice(0, -1))) {
      if (!Object.hasOwn(holder, last)) continue;
      const value = holder[last];
      // Two paths may lead to one field.
      if (isDict(value)) continue;
      holder[last] = Array.isArray(value)
        ? value.map((id) => read(relation.resource, id)).filter((found) => found !== undefined)
        : (read(relation.resource, value) ?? null);
    }
  }
}
