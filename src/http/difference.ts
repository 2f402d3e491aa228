import { isObject } from "./json.ts";
import { type JsonPatchOperation, pointer } from "./json-patch.ts";
import { copyJson } from "./json-text.ts";

/**
 * The operations that turn one value into the other. Items of lists are matched by what Kubernetes merges such lists by (`name`, `uid` or
 * `type`), strings by themselves: an item that comes or goes is one operation, and a changed one is changed in its place. `where` names the other
 * value in errors.
 */
export function difference(before: unknown, after: unknown, where = "after"): JsonPatchOperation[] {
  const found: JsonPatchOperation[] = [];
  ofValues(copyJson(before, "before"), copyJson(after, where), "", found);
  return found;
}

function ofValues(before: unknown, after: unknown, path: string, found: JsonPatchOperation[]): void {
  if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) found.push({ op: "remove", path: path + pointer([key]) });
    for (const key of Object.keys(after)) {
      const at = path + pointer([key]);
      if (Object.hasOwn(before, key)) ofValues(before[key], after[key], at, found);
      else found.push({ op: "add", path: at, value: after[key] });
    }
  } else if (Array.isArray(before) && Array.isArray(after)) ofLists(before, after, path, found);
  else if (before !== after) found.push({ op: "replace", path, value: after });
}

type List = readonly unknown[];
type Name = (item: unknown) => unknown;

const itself: Name = (item) => item;
const field = (key: string) => (item: unknown) => (isObject(item) ? item[key] : undefined);
/** Keys that items of lists are merged by: most by name, owners by uid, conditions and addresses by type. */
const names: readonly Name[] = [itself, field("name"), field("uid"), field("type")];

/** Whether each item has a name, and no two the same. */
function isNamed(list: List, name: Name): boolean {
  return list.every((item) => typeof name(item) === "string") && new Set(list.map(name)).size === list.length;
}

function ofLists(before: List, after: List, path: string, found: JsonPatchOperation[]): void {
  const name = names.find((one) => isNamed(before, one) && isNamed(after, one));
  // A string in the place of another is a change of it.
  if (name === undefined || (name === itself && before.length === after.length)) {
    byPosition(before, after, path, found);
    return;
  }
  const wanted = new Set(after.map(name));
  const stay = before.filter((item) => wanted.has(name(item)));
  const known = new Set(stay.map(name));
  const kept = after.filter((item) => known.has(name(item)));
  if (kept.some((item, index) => name(item) !== name(stay[index]))) {
    found.push({ op: "replace", path, value: after });
    return;
  }
  // From the end, so that each index is still the item's own.
  for (let index = before.length - 1; index >= 0; index--)
    if (!wanted.has(name(before[index]))) found.push({ op: "remove", path: `${path}/${index}` });
  let next = 0;
  for (const [index, item] of after.entries()) {
    if (known.has(name(item))) ofValues(stay[next++], item, `${path}/${index}`, found);
    else found.push({ op: "add", path: `${path}/${index}`, value: item });
  }
}

function byPosition(before: List, after: List, path: string, found: JsonPatchOperation[]): void {
  for (let index = before.length - 1; index >= after.length; index--) found.push({ op: "remove", path: `${path}/${index}` });
  for (const [index, item] of after.entries()) {
    if (index < before.length) ofValues(before[index], item, `${path}/${index}`, found);
    else found.push({ op: "add", path: `${path}/${index}`, value: item });
  }
}
