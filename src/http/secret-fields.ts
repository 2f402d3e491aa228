import { hideIn } from "./secrets.ts";

/** Keeps these fields of all objects inside a value from being printed by accident, however deep (to 32 levels). See `hideFromConsole`. */
export function hideFieldsFromConsole<T>(value: T, fields: ReadonlySet<string>, depth = 0): T {
  if (typeof value !== "object" || value === null || depth > 32) return value;
  const keys = Object.keys(value);
  if (keys.some((key) => fields.has(key)))
    hideIn(
      value,
      [...fields].map((field) => [field]),
    );
  for (const key of keys) hideFieldsFromConsole((value as Record<string, unknown>)[key], fields, depth + 1);
  return value;
}
