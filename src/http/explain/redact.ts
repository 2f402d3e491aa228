/**
 * The one place where text of a server, a proxy or a foreign error becomes text of ours: a message, a cause, an event, a warning. It is cut
 * first, then secrets are hidden, in time proportional to its length. Runs only when something fails.
 */

import { hidden } from "../secrets.ts";
import { errorParts, property } from "../thrown.ts";
import { findSecrets } from "./known-secrets.ts";

/** Longest part of a foreign text that is looked at for a message, in characters. */
const mostRead = 4096;
/** Longest string that is kept of an error's body. */
const mostKept = 16_384;

const secretName =
  /(?:token|accesskey|secretkey|apikey|privatekey|clientkeydata|clientcertificatedata|secret|password|passwd|passphrase|kubeconfig|authorization|bearer|agenturl|credential|cookie)$|^(?:key|otp)$/;

/** Whether a field or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/[-_. ]/g, "").toLowerCase());
}

/** A kubeconfig also travels under other names, such as `config`. */
function looksLikeKubeconfig(value: string): boolean {
  return value.length > 40 && /\bclusters"?:/.test(value) && /\busers"?:/.test(value);
}

/** A text on its way into a message: cut, without control characters, without secrets. `most` is its length at the end. */
export function foreignText(value: unknown, secrets: readonly string[] = [], most = mostRead): string {
  if (typeof value !== "string") return "";
  const text = cut(value, mostRead);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a foreign text must not reach a terminal.
  const clean = redact(text, secrets).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]+/g, " ");
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

/** The words of a body on one line, without tags, at most 200 characters. */
export function excerpt(body: string, secrets: readonly string[] = []): string {
  // Before tags are taken out: a secret may look like one.
  const text = redact(cut(body, mostRead), secrets);
  const words = /<(?:!doctype|html|head|body|title|h1|p)\b/i.test(text) ? htmlWords(text) : text;
  return foreignText(words, secrets).replace(/\s+/g, " ").trim().slice(0, 200);
}

function htmlWords(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<[^<>]*>/g, " ");
}

/** A copy of a parsed body: every string without secrets, every field with a secret's name hidden, nothing nested beyond 32 levels. */
export function foreignValue(value: unknown, secrets: readonly string[] = [], name = "", depth = 0): unknown {
  if (typeof value === "string") {
    if (value !== "" && (isSecretName(name) || looksLikeKubeconfig(value))) return hidden;
    return redact(cut(value, mostKept), secrets);
  }
  if (typeof value === "number" && isSecretName(name)) return hidden;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= 32) return "…";
  if (Array.isArray(value)) return value.map((item) => foreignValue(item, secrets, name, depth + 1));
  // What is listed by field there are the server's words on it, not its value.
  const nameOf = name === "_issues" ? () => name : (key: string) => key;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key, secrets), foreignValue(item, secrets, nameOf(key), depth + 1)]),
  );
}

/** What is safe of a foreign error (of fetch, a proxy, a TLS library): such errors may carry whole requests as properties. */
export function foreignError(cause: unknown, secrets: readonly string[] = [], depth = 0): Error | undefined {
  if (cause === undefined || cause === null) return undefined;
  const { name, message, code } = errorParts(cause);
  const inner = depth < 4 && typeof cause === "object" ? foreignError(property(cause, "cause"), secrets, depth + 1) : undefined;
  const safe = new Error(foreignText(message, secrets, 500), inner && { cause: inner });
  safe.name = foreignText(name, secrets, 60);
  safe.stack = `${safe.name}: ${safe.message}`;
  if (code !== undefined) Object.assign(safe, { code: foreignText(code, secrets, 60) });
  return safe;
}

/** The beginning of a text, to the end of a word if there is one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most);
  return `${part.slice(0, Math.max(part.lastIndexOf(" "), part.lastIndexOf("\n"), most - 512))}…`;
}

/** A text without the given secrets and without anything that looks like one. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = hidePairs(hideKnown(text, secrets));
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement as string);
  return clean;
}

/** A text with stars in place of the known secrets. */
function hideKnown(text: string, secrets: readonly string[]): string {
  let out = "";
  let from = 0;
  for (const [begin, end] of findSecrets(text, secrets)) {
    if (begin >= from) out += text.slice(from, begin) + hidden;
    from = Math.max(from, end);
  }
  return out + text.slice(from);
}

const spelled =
  "token|(?:access|secret|api|private)[-_]?key|client-(?:key|certificate)-data|client[-_]?secret|password|passwd|passphrase|kube[-_]?config|agent[-_]?url";
/** The name of a secret as JSON writes it, also inside a string, up to its value. */
const secretPair = `(?<escapes>\\\\{0,8})"[\\w.-]{0,30}?(?:${spelled}|key|secret|bearer|otp)\\k<escapes>"\\s*:\\s*`;
const pairBegin = new RegExp(`${secretPair}\\k<escapes>"`, "gi");

/** Hides the values of pairs as JSON writes them, also inside a string: servers quote whole stored objects in their refusals. */
function hidePairs(text: string): string {
  let out = "";
  let from = 0;
  pairBegin.lastIndex = 0;
  for (let begin = pairBegin.exec(text); begin !== null; begin = pairBegin.exec(text)) {
    const value = pairBegin.lastIndex;
    const end = closingQuote(text, value, begin[1]!.length);
    if (end > value) out += text.slice(from, value) + hidden;
    else out += text.slice(from, value);
    from = end;
    pairBegin.lastIndex = end;
  }
  return from === 0 ? text : out + text.slice(from);
}

/**
 * Hides what JSON holds under these names, objects and lists as a whole, also inside a string. For the fields of one kind, such as `data`,
 * which are no secrets elsewhere.
 */
export function hideFields(text: string, names: readonly string[]): string {
  let out = "";
  let from = 0;
  for (const match of text.matchAll(new RegExp(`(\\\\{0,8})"(?:${names.join("|")})\\1"\\s*:\\s*(?=\\1"|[{[])`, "g"))) {
    const begin = match.index + match[0].length;
    if (begin < from) continue;
    const escapes = match[1]!;
    out += `${text.slice(from, begin)}${escapes}"${hidden}${escapes}"`;
    from = endOfJson(text, begin, escapes.length);
  }
  return out + text.slice(from);
}

/** Where a string, an object or a list ends that begins here. */
function endOfJson(text: string, from: number, escapes: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"' || character === "\\") at = closingQuote(text, at + (character === '"' ? 1 : escapes + 1), escapes) + escapes;
    else if ("{[".includes(character)) depth++;
    else if ("}]".includes(character)) depth--;
    if (depth === 0) return Math.min(at + 1, text.length);
  }
  return text.length;
}

/** Where a JSON string ends whose quotes have `escapes` backslashes in front: a quote with more of them belongs to the value. */
function closingQuote(text: string, from: number, escapes: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let run = 0;
    while (at - run > from && text[at - run - 1] === "\\") run++;
    if (run % (2 * (escapes + 1)) === escapes || (run < escapes && at - run === from)) return Math.max(at - escapes, from);
  }
  return text.length;
}

const patterns: readonly (readonly [RegExp, string | ((match: string) => string)])[] = [
  [/-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g, hidden],
  // Not a server's words on it: "invalid bearer token".
  [/\b(Bearer|Basic)\s+(?!(?:tokens?|auth\w{0,12}|credentials?|scheme)\b(?![.~+/=-]))[A-Za-z0-9._~+/=-]{4,}/gi, `$1 ${hidden}`],
  [/(?<![\w.-])eyJ[\w.-]{12,}/g, hidden],
  // The path of an agent's manifest is what protects it.
  [/(\/kubeclusteragents\/)[^\s"'<>?#]+/gi, `$1${hidden}`],
  [/https?:\/\/[^\s"'<>]+/gi, safeUrl],
  // A number in a pair of JSON.
  [new RegExp(`(${secretPair})-?\\d[\\d.e+-]*`, "gi"), `$1${hidden}`],
  // A pair as people and YAML write it. Not the end of a longer word (a kind's name), nor a server's word on the field in place of its value.
  [
    new RegExp(
      `((?<![a-z0-9])(?:${spelled})["']?\\s*[:=]\\s*)(?!["']?\\*{5})(?:"[^"\\n]{1,2000}"|'[^'\\n]{1,2000}'|(?!["']?(?:unknown|required|must|null|min|max|unallowed|value|empty|field|depends|length|expected)\\b)["']?[^\\s"'\\\\,;<>&]{4,})`,
      "gi",
    ),
    `$1${hidden}`,
  ],
];

/** An address without user and query. */
function safeUrl(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, `$1${hidden}@`).replace(/\?.*$/s, `?${hidden}`);
}

/** What is known to be secret in what a call sends: servers like to repeat a refused value, or a part of it. */
export function secretsIn(body: string | undefined): string[] {
  if (body === undefined) return [];
  const found = new Set<string>();
  const visit = (value: unknown, name: string, depth: number): void => {
    if (typeof value === "string") {
      if (isSecretName(name)) found.add(value);
      if (looksLikeKubeconfig(value)) found.add(value);
      if (value.includes("\n")) for (const secret of secretsInYaml(value)) found.add(secret);
    } else if (typeof value === "number") {
      if (isSecretName(name)) found.add(String(value));
    } else if (typeof value === "object" && value !== null && depth < 64) {
      const target = "path" in value && typeof value.path === "string" ? value.path : undefined;
      for (const [key, item] of Object.entries(value)) {
        visit(item, Array.isArray(value) ? name : key === "value" && target !== undefined ? fieldOf(target) : key, depth + 1);
      }
    }
  };
  try {
    visit(JSON.parse(body), "", 0);
  } catch {
    for (const secret of secretsInYaml(body)) found.add(secret);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

/** The field that an operation of a JSON patch changes; the place in a list is no name. */
function fieldOf(path: string): string {
  return path.split("/").findLast((part) => !/^(?:\d+|-)$/.test(part)) ?? "";
}

/** The values of secret names on lines of their own, and every long word: keys and certificates look like that. */
function* secretsInYaml(text: string): Generator<string> {
  for (const [, name, value] of text.matchAll(/(?<![\w-])([\w-]{1,60})["']?[ \t]*:[ \t]*["']?([^\s"']{4,})/g)) {
    if (isSecretName(name!)) yield value!;
  }
  for (const [word] of text.matchAll(/[A-Za-z0-9+/=]{40,}/g)) yield word;
}
