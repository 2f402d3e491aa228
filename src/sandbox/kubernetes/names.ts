/** The rules of the API for names, labels and keys. Each function gives what is wrong, in the server's words. */

const regexText = (what: string, pattern: string, examples: readonly string[]) =>
  `${what} (e.g. ${examples.map((e) => `'${e}', `).join(" or ")}regex used for validation is '${pattern}')`;

const tooLong = (limit: number, unit: "bytes" | "characters") => `must be no more than ${limit} ${unit}`;

interface Rule {
  limit: number;
  pattern: RegExp;
  text: string;
}

const rule = (limit: number, pattern: string, what: string, ...examples: string[]): Rule => ({
  limit,
  pattern: new RegExp(`^(?:${pattern})$`),
  text: regexText(what, pattern, examples),
});

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = rule(
  253,
  `${label}(\\.${label})*`,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  "example.com",
);
const dnsLabel = rule(
  63,
  label,
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  "my-name",
  "123-abc",
);
const dns1035 = rule(
  63,
  "[a-z]([-a-z0-9]*[a-z0-9])?",
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  "my-name",
  "abc-123",
);
const keyPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const keyName = rule(
  63,
  keyPattern,
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  "MyName",
  "my.name",
  "123-abc",
);
const labelValue = rule(
  63,
  `(${keyPattern})?`,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  "MyValue",
  "my_value",
  "12345",
);

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Too long names are so many characters in the server's words, too long keys and values so many bytes: it has two rules of each. */
function check(value: string, { limit, pattern, text }: Rule, unit: "bytes" | "characters"): string[] {
  const wrong: string[] = [];
  // Only text longer than limit/3 can have more bytes than the limit.
  if (value.length > limit || (value.length * 3 > limit && bytes(value) > limit)) wrong.push(tooLong(limit, unit));
  if (!pattern.test(value)) wrong.push(text);
  return wrong;
}

/** A name that is going to be lengthened may end with a dash. */
const masked = (name: string) => (name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name);

/** Names of objects: DNS subdomains. */
export const subdomainErrors = (name: string, isPrefix = false) => check(isPrefix ? masked(name) : name, subdomain, "characters");

/** Names of namespaces: DNS labels. */
export const namespaceErrors = (name: string, isPrefix = false) => check(isPrefix ? masked(name) : name, dnsLabel, "characters");

/** Names of services: DNS labels that begin with a letter. */
export const dns1035Errors = (name: string, isPrefix = false) => check(isPrefix ? masked(name) : name, dns1035, "characters");

/** What can be a part of a path at all. */
export function pathSegmentErrors(name: string, isPrefix = false): string[] {
  if (!isPrefix && (name === "." || name === "..")) return [`may not be '${name}'`];
  return ["/", "%"].filter((c) => name.includes(c)).map((c) => `may not contain '${c}'`);
}

/** Keys of labels and annotations, names of finalizers: `name` or `dns.subdomain/name`. */
export function keyErrors(key: string): string[] {
  const parts = key.split("/");
  if (parts.length > 2) {
    return [`a valid label key ${keyName.text} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const wrong: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] as string;
    if (!prefix) wrong.push("prefix part must be non-empty");
    else wrong.push(...check(prefix, subdomain, "bytes").map((text) => `prefix part ${text}`));
  }
  const name = parts.at(-1) as string;
  if (!name) return [...wrong, "name part must be non-empty", `name part ${keyName.text}`];
  return [...wrong, ...check(name, keyName, "bytes").map((text) => `name part ${text}`)];
}

export const labelValueErrors = (value: string) => check(value, labelValue, "bytes");
