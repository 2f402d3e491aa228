import type { Names } from "./placeholders.ts";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 300);

const typeOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/** Whether a JSON pointer is one of a list in which `*` stands for any one segment. */
const isIgnored = (pointer: string, ignore: readonly string[]) =>
  ignore.some((pattern) => {
    const wanted = pattern.split("/");
    const given = pointer.split("/");
    return wanted.length === given.length && wanted.every((segment, i) => segment === "*" || segment === given[i]);
  });

/** Where an answer differs from the recorded one, as `pointer: what is wrong`. */
export function differences(recorded: unknown, actual: unknown, names: Names, ignore: readonly string[] = [], at = ""): string[] {
  if (isIgnored(at, ignore)) return [];
  const wrong = (text: string) => [`${at || "/"}: ${text}`];
  if (recorded === "{{any}}") return [];
  if (typeof recorded === "string" && recorded.includes("{{")) {
    if (typeof actual !== "string") return wrong(`expected text like ${recorded}, got ${short(actual)}`);
    const mismatch = names.mismatch(recorded, actual);
    return mismatch ? wrong(mismatch) : [];
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(actual)) return wrong(`expected a list, got ${short(actual)}`);
    const length = recorded.length === actual.length ? [] : wrong(`expected ${recorded.length} items, got ${actual.length}`);
    return [...length, ...recorded.slice(0, actual.length).flatMap((item, i) => differences(item, actual[i], names, ignore, `${at}/${i}`))];
  }
  if (isFields(recorded)) return matcher(recorded, actual, names, ignore, at) ?? fields(recorded, actual, names, ignore, at);
  return Object.is(recorded, actual) ? [] : wrong(`expected ${short(recorded)}, got ${short(actual)}`);
}

/** A recorded object that says what must be so instead of being it: undefined when it is none. */
function matcher(recorded: Fields, actual: unknown, names: Names, ignore: readonly string[], at: string): string[] | undefined {
  const { $contains, $includes, $subset, $length, $type } = recorded;
  const wrong = (text: string) => [`${at || "/"}: ${text}`];
  if ($contains) {
    const text = typeof actual === "string" ? actual : JSON.stringify(actual);
    return ($contains as string[])
      .filter((part) => !text?.includes(names.fill(part)))
      .flatMap((part) => wrong(`${short(part)} is not in ${short(text)}`));
  }
  if ($includes) {
    if (!Array.isArray(actual)) return wrong(`expected a list, got ${short(actual)}`);
    const missing = ($includes as unknown[]).filter((entry) => !actual.some((item) => differences(entry, item, names).length === 0));
    return missing.flatMap((entry) => wrong(`no item is ${short(entry)}`));
  }
  if ($subset) {
    if (!isFields(actual)) return wrong(`expected an object, got ${short(actual)}`);
    return Object.entries($subset).flatMap(([key, value]) => differences(value, actual[key], names, ignore, `${at}/${key}`));
  }
  if ("$length" in recorded) {
    const length = (actual as { length?: number } | null | undefined)?.length;
    return length === $length ? [] : wrong(`expected length ${$length}, got ${length}`);
  }
  if ("$type" in recorded) return typeOf(actual) === $type ? [] : wrong(`expected ${$type}, got ${typeOf(actual)}`);
  return undefined;
}

function fields(recorded: Fields, actual: unknown, names: Names, ignore: readonly string[], at: string): string[] {
  if (!isFields(actual)) return [`${at || "/"}: expected an object, got ${short(actual)}`];
  const out: string[] = [];
  for (const [key, value] of Object.entries(recorded)) {
    const pointer = `${at}/${key}`;
    if (Object.hasOwn(actual, key)) out.push(...differences(value, actual[key], names, ignore, pointer));
    else if (!isIgnored(pointer, ignore)) out.push(`${pointer}: missing, expected ${short(value)}`);
  }
  for (const [key, value] of Object.entries(actual)) {
    const pointer = `${at}/${key}`;
    if (!Object.hasOwn(recorded, key) && !isIgnored(pointer, ignore)) out.push(`${pointer}: not expected, got ${short(value)}`);
  }
  return out;
}
