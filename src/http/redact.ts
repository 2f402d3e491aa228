/**
 * Secrets never reach a message, a stack or a log. Everything here runs on the error path only: a call that goes well pays nothing.
 */

export const hidden = "*****";

/** Names of fields whose value is a secret, on either API, in JSON, YAML and queries. Compared without case, `-` and `_`. */
const secretNames =
  "token|accesskey|secretkey|apikey|key|clientkeydata|clientcertificatedata|clientsecret|password|passphrase|kubeconfig|authorization|bearer|secret|sessiontoken|refreshtoken|idtoken|agenturl|privatekey";
const exact = new RegExp(`^(?:${secretNames})$`);

/** Tells whether a field of this name holds a secret. A kubeconfig also travels as `config`, so text that looks like one is one too. */
function isSecretField(name: string, value: string): boolean {
  return exact.test(name.replace(/[-_]/g, "").toLowerCase()) || looksLikeKubeconfig(value);
}

function looksLikeKubeconfig(value: string): boolean {
  return value.length > 40 && /\bclusters"?:/.test(value) && /\busers"?:/.test(value);
}

/** The secret names as they are spelled in texts, with those that are ordinary words elsewhere only where `more` has them. */
function spelled(more: string): string {
  const dash = "[-_]?";
  return `${more}token|(?:access|secret|api|private)${dash}key|client-(?:key|certificate)-data|(?:session|refresh|id)${dash}token|client${dash}secret|password|passphrase|kube${dash}config|agent${dash}url`;
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, hidden],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{4,}/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/(https?:\/\/)[^\s/@"'<>]+@/gi, `$1${hidden}@`],
  [/(\/kubeclusteragents\/)[^\s"'<>]+/gi, `$1${hidden}`],
  [/(https?:\/\/[^\s"'<>?#]+)\?[^\s"'<>]+/gi, `$1?${hidden}`],
  // A pair as JSON writes it, also when it stands escaped in a text: servers quote whole stored objects in their refusals.
  [new RegExp(`(\\\\*"(?:${spelled("key|secret|bearer|")})\\\\*"\\s*:\\s*\\\\*")(?:[^"\\\\]|\\\\+[^"\\\\])+`, "gi"), `$1${hidden}`],
  // A pair as people and YAML write it. Not the end of a longer word (a kind's name), nor a server's word on the field instead of its value.
  [
    new RegExp(
      `((?<![a-z0-9])(?:${spelled("")})["']?\\s*[:=]\\s*["']?)(?!(?:unknown|required|must|null|min|max|unallowed|value|empty|field|depends|length|expected)\\b)[^\\s"'\\\\,;<>&]{4,}`,
      "gi",
    ),
    `$1${hidden}`,
  ],
];

/** A text without the given secrets and without anything that looks like one. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    // Shorter "secrets" would turn ordinary words into stars and hide nothing.
    if (secret.length < 4) continue;
    clean = clean.split(secret).join(hidden);
    const escaped = JSON.stringify(secret).slice(1, -1);
    if (escaped !== secret) clean = clean.split(escaped).join(hidden);
  }
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

/** The same value with every string redacted and every secret field hidden. Other values, and the shape, stay as they came. */
export function redactValue(value: unknown, secrets: readonly string[] = [], name = ""): unknown {
  if (typeof value === "string") return value !== "" && isSecretField(name, value) ? hidden : redact(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets, name));
  if (typeof value !== "object" || value === null) return value;
  // What is listed by field there are the server's words on it, not its value.
  const inside = name === "_issues" ? () => name : (key: string) => key;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item, secrets, inside(key))]));
}

/** The secrets inside a request's body: servers like to repeat a refused value, or a part of it, in their message. */
export function secretsIn(body: string | undefined): string[] {
  if (body === undefined) return [];
  const found = new Set<string>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value === "string") {
      if (value.length >= 4 && isSecretField(name, value)) found.add(value);
      if (looksLikeKubeconfig(value)) for (const secret of secretsInYaml(value)) found.add(secret);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, Array.isArray(value) ? name : key);
    }
  };
  try {
    visit(JSON.parse(body), "");
  } catch {
    for (const secret of secretsInYaml(body)) found.add(secret);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

/** The values of secret names on lines of their own, and every long word, which is what keys and certificates look like. */
function* secretsInYaml(text: string): Generator<string> {
  for (const [, name, value] of text.matchAll(/([\w-]+)["']?[ \t]*:[ \t]*["']?([^\s"']{4,})/g)) {
    if (exact.test(name!.replace(/[-_]/g, "").toLowerCase())) yield value!;
  }
  for (const [word] of text.matchAll(/[A-Za-z0-9+/=]{40,}/g)) yield word;
}

/** Only what is safe of a foreign error (fetch, a proxy, a TLS library): those may carry whole requests as properties. */
export function safeCause(cause: unknown, secrets: readonly string[] = []): Error | undefined {
  if (cause === undefined || cause === null) return undefined;
  const { name, message, code } = errorParts(cause);
  const inner = typeof cause === "object" && "cause" in cause ? safeCause(cause.cause, secrets) : undefined;
  const safe = new Error(redact(message, secrets), inner ? { cause: inner } : undefined);
  safe.name = name;
  safe.stack = `${name}: ${safe.message}`;
  if (code !== undefined) Object.assign(safe, { code });
  return safe;
}

export function errorParts(error: unknown): { name: string; message: string; code: string | undefined } {
  if (typeof error !== "object" || error === null) return { name: "Error", message: String(error), code: undefined };
  const { name, message, code } = error as { name?: unknown; message?: unknown; code?: unknown };
  return {
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : "",
    code: typeof code === "string" ? code : undefined,
  };
}
