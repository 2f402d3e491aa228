import { CORE_SCHEMA, loadAll } from "js-yaml";

/** Stands in place of a secret. */
const hidden = "[redacted]";

const names =
  "token|password|passwd|passphrase|secret|secretkey|accesskey|apikey|privatekey|signingkey|encryptionkey|keydata|kubeconfig|credential|credentials|authorization|bearer|agenturl|accesskeyid";
const secretName = new RegExp(`(?:${names})$`);

/** Whether the value of a field of this name is a secret. `key` is one unless a Kubernetes selector, toleration or reference says otherwise. */
function isSecretName(name: string, siblings: object): boolean {
  const plain = (name.split(".").at(-1) as string).replace(/[-_]/g, "").toLowerCase();
  if (plain === "key")
    return !["operator", "values", "value", "effect", "topologyKey", "path", "name", "secretName"].some((s) => s in siblings);
  return secretName.test(plain);
}

/** Kinds whose objects are secrets under whatever names. */
const secretKinds = new Set(["secrets", "projectsecrets", "sharedsecrets", "secret", "projectsecret", "sharedsecret"]);
/** What is shown of an object of such a kind, and of an operation of a JSON patch to it. */
const plainFields = ["apiVersion", "kind", "metadata", "type", "op", "path", "from"];
/** What is shown of its metadata: not the annotations, where clients keep what they applied last. */
const plainMetadata = ["name", "generateName", "namespace", "uid", "resourceVersion", "creationTimestamp", "labels"];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything of a value that is a string or a number, hidden. */
function hideAll(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") return hidden;
  if (Array.isArray(value)) return value.map(hideAll);
  return isObject(value) ? mapped(value, (_, item) => hideAll(item)) : value;
}

function mapped(object: Record<string, unknown>, change: (name: string, value: unknown) => unknown): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    const changed = change(name, value);
    if (name !== "__proto__") out[name] = changed;
    else Object.defineProperty(out, name, { value: changed, enumerable: true, configurable: true, writable: true });
  }
  return out;
}

/** An object of a kind of secrets, or a JSON patch to one, without its contents. */
function hideContents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideContents);
  if (!isObject(value)) return hideAll(value);
  return mapped(value, (name, field) => {
    if (!plainFields.includes(name)) return hidden;
    if (name !== "metadata") return typeof field === "string" ? field : hideAll(field);
    return isObject(field) ? mapped(field, (of, item) => (plainMetadata.includes(of) ? item : hidden)) : hidden;
  });
}

/** The names along a JSON pointer. */
const pointerNames = (pointer: string): string[] => pointer.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Hides the secrets of a value of JSON: those of secret names, of kinds of secrets, and of texts that are JSON, YAML or keys themselves. */
export class Redaction {
  readonly #known: readonly string[];

  /** `known` secrets are hidden wherever they stand. */
  constructor(known: readonly (string | undefined)[] = []) {
    const given = known.filter((secret): secret is string => secret !== undefined && secret.length >= 4);
    this.#known = [
      ...new Set(given.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64(secret)])),
    ];
  }

  /** A copy of the value; `resource` is the plural of its kind, if known. */
  value(value: unknown, resource = ""): unknown {
    if (secretKinds.has(resource)) return hideContents(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item, resource));
    if (typeof value === "string") return this.#string(value);
    if (!isObject(value)) return value;
    const kind = typeof value["kind"] === "string" ? value["kind"].toLowerCase() : "";
    if (secretKinds.has(kind)) return hideContents(value);
    if (/list$/.test(kind) && Array.isArray(value["items"])) resource = kind.slice(0, -4);
    const { op, path, name } = value;
    // `value` of a JSON patch's operation, and of an environment variable, is what another field says.
    const secretValue =
      (typeof op === "string" && typeof path === "string" && isSecretPath(path)) ||
      (typeof name === "string" && isSecretName(name, {})) ||
      value["type"] === "password";
    return mapped(value, (field, item) => {
      if (secretValue && (field === "value" || field === "defaultValue")) return hideAll(item);
      if (field === "agentURL" && typeof item === "string" && URL.canParse(item)) return this.#string(item);
      if (isSecretName(field, value) && isSecretValue(item)) return hideAll(item);
      return this.value(item, field === "items" ? resource : "");
    });
  }

  #string(text: string): string {
    if (text.length > 20 && namesASecret.test(text)) {
      const parsed = parse(text);
      if (isObject(parsed) || Array.isArray(parsed)) return this.#written(text, parsed);
    }
    return this.text(text);
  }

  /** The text of a value without its secrets: as it was where there are none. */
  #written(text: string, parsed: unknown, resource = ""): string {
    try {
      const before = JSON.stringify(parsed);
      const after = JSON.stringify(this.value(parsed, resource));
      return this.text(before === after ? text : after);
    } catch {
      // Nested too deeply to be walked through.
      return hidden;
    }
  }

  /** A text that is no JSON and no YAML, without what looks like a secret. */
  text(text: string): string {
    let clean = text;
    for (const secret of this.#known) if (clean.includes(secret)) clean = clean.replaceAll(secret, hidden);
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    return clean;
  }

  /** The body of a request, as JSON where it had to be changed. */
  body(text: string, contentType: string, resource: string): string {
    if (/urlencoded/.test(contentType)) return this.#query(text);
    if (/multipart|protobuf|octet-stream|cbor/.test(contentType)) return hidden;
    if (text.length > longestBody) return hidden;
    if (!mayHaveSecrets.test(text) && !secretKinds.has(resource)) return this.text(text);
    const parsed = parse(text);
    if (isObject(parsed) || Array.isArray(parsed)) return this.#written(text, parsed, resource);
    if (secretKinds.has(resource)) return hidden;
    return this.text(text.replace(pair, `$1${hidden}`));
  }

  /** Path and query of a request. */
  path(path: string): string {
    const [, before = "", query] = /^([^?]*)(?:\?([\s\S]*))?$/.exec(path) ?? [];
    const clean = this.text(before.replace(/^(\/kubeclusteragents\/).+/, `$1${hidden}`));
    return query === undefined ? clean : `${clean}?${this.#query(query)}`;
  }

  #query(query: string): string {
    return query
      .split("&")
      .map((part) => {
        const at = part.indexOf("=");
        if (at < 0) return this.text(part);
        const [name, value] = [part.slice(0, at), part.slice(at + 1)];
        if (isSecretName(decoded(name), {})) return `${name}=${hidden}`;
        const plain = decoded(value);
        if (!namesASecret.test(plain)) return `${name}=${this.text(value)}`;
        const parsed = parse(plain);
        // A query in Python's words, or a field selector: what of it is a value is not told apart here.
        if (!isObject(parsed) && !Array.isArray(parsed)) return `${name}=${/[=:]/.test(plain) ? hidden : this.text(value)}`;
        const clean = this.#written(plain, parsed);
        return `${name}=${clean === plain ? value : encodeURIComponent(clean)}`;
      })
      .join("&");
  }
}

/** Longer bodies are not shown at all: to look for secrets in them takes too long. */
const longestBody = 4 * 1024 * 1024;

const isSecretPath = (pointer: string): boolean =>
  pointerNames(pointer).some((name) => isSecretName(name, {})) || /\/env\/[^/]+\/value$/.test(pointer);

/** Objects under such a name have secrets by name themselves; one of query operators stands for a value. */
const isSecretValue = (value: unknown): boolean => !isObject(value) || Object.keys(value).every((key) => key.startsWith("$"));

const spelled =
  "[\\w.-]*(?:token|passw(?:or)?d|passphrase|secret|(?:secret|access|api|private|signing|encryption)[-_]?key|key-data|kube[-_]?config|credentials?|authorization|agent[-_]?url)|(?:[\\w.-]*\\.)?key";
const namesASecret = new RegExp(`(?<![\\w.-])(?:${spelled})(?![\\w-])`, "i");
/** What a text has that names a secret, or may spell one in an escaped form. */
const mayHaveSecrets = new RegExp(`${namesASecret.source}|secret|password|/env/|\\\\[uUx]`, "i");
/** A pair of a secret name and what stands behind it on its line, in JSON, YAML and Python; a block of YAML counts as a line. */
const pair = new RegExp(
  `((?<![\\w.-])["']?(?:${spelled})["']?\\s{0,20}(?:==|[:=])[ \\t]{0,20})(?:[|>][^\\n]*(?:\\n[ \\t]+[^\\n]*)*|"(?:[^"\\\\]|\\\\.)*"?|[^\\n,}]+)`,
  "gi",
);

const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{1,40}-----[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z0-9 ]{1,40}-----)?/g, hidden],
  [/\b(Bearer|Basic)\s{1,4}[A-Za-z0-9._~+/=-]{16,}/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/\bsandbox-token-[\w-]{20,}/g, hidden],
  [/(https?:\/\/)[^\s/@"'<>]{1,200}@/gi, `$1${hidden}@`],
  [/(\/kubeclusteragents\/)[\w-]+/g, `$1${hidden}`],
];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
};

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 10_000)))).replace(/=+$/, "");

/** A text as JSON, or as one or several documents of YAML; undefined if it is neither. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON.
  }
  try {
    // Without aliases: a few lines of them name a document of gigabytes.
    const documents = loadAll(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 100 });
    return documents.length === 1 ? documents[0] : documents;
  } catch {
    return undefined;
  }
}
