/** The secrets in what is sent or was read, so that no error of the call shows them: servers quote what they refuse. */
import { isObject, own } from "../../http/json.ts";
import { pointerParts } from "../../http/json-patch.ts";
import type { SecretPath } from "../../http/secrets.ts";

/** All strings that an object has at these paths, and below them. */
export function secretsAt(object: unknown, paths: readonly SecretPath[] = []): string[] {
  return paths.flatMap((path) => stringsIn(path.reduce<unknown>((at, key) => (isObject(at) ? own(at, key) : undefined), object)));
}

/** The same for YAML text, which only the server reads: all values in what stands under the names of these fields. */
export function secretsInYaml(text: string, paths: readonly SecretPath[] = []): string[] {
  const names = new Set(paths.map((path) => path.at(-1)));
  const found: string[] = [];
  let inside = Number.POSITIVE_INFINITY;
  for (const line of text.split(/\r?\n/)) {
    const [, indent = "", name, value = ""] = /^([ -]*)(?:["']?([^\s"':]+)["']?:(?:\s|$))?(.*)$/.exec(line) ?? [];
    if (line.trim() !== "" && indent.length <= inside) inside = names.has(name) ? indent.length : Number.POSITIVE_INFINITY;
    const bare = value.trim().replace(/^["'](.*)["']$/, "$1");
    if (inside !== Number.POSITIVE_INFINITY && !/^[|>{[]?[+-]?$/.test(bare)) found.push(bare);
  }
  return found;
}

/** The same for a JSON patch or a merge patch. */
export function secretsOfChange(change: unknown, paths: readonly SecretPath[] = []): string[] {
  if (!Array.isArray(change)) return secretsAt(change, paths);
  return change.filter(isObject).flatMap(({ path, value }) => {
    const parts = pointerParts(String(path));
    const isOnWay = (secret: SecretPath) => parts.every((part, depth) => depth >= secret.length || part === secret[depth]);
    return paths.filter(isOnWay).flatMap((secret) => secretsAt(value, [secret.slice(parts.length)]));
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
