import { isObject } from "./json.ts";
import { hideFromConsole, type SecretPath } from "./secrets.ts";

/** Keeps these fields of all objects inside a value from being printed by accident, however deep (to 32 levels). See `hideFromConsole`. */
export function hideFieldsFromConsole<T>(value: T, fields: ReadonlySet<string>, depth = 0): T {
  const paths: SecretPath[] = [];
  const visit = (inner: unknown, path: SecretPath): void => {
    const level = depth + path.length;
    if (level > 32) return;
    if (Array.isArray(inner)) for (const item of inner) hideFieldsFromConsole(item, fields, level + 1);
    if (!isObject(inner)) return;
    for (const key of Object.keys(inner)) {
      if (fields.has(key)) paths.push([...path, key]);
      else visit(inner[key], [...path, key]);
    }
  };
  visit(value, []);
  return hideFromConsole(value, paths);
}
