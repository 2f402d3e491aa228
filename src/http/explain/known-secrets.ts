/** Finds known secrets in a text, in the forms in which servers repeat them. Time is proportional to the text and to the secrets. */

/** Where secrets stand in a text: begin and end of each, by position. */
type Ranges = [begin: number, end: number][];

/** The forms of secrets, in lower case, by how they begin and by their length: many that begin alike are one comparison. */
type Forms = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>;

/** Escaped twice is common, as JSON in JSON or as a URL in a URL; a secret may look escaped by itself. */
const mostRounds = 5;

/** As much of a form decides whether it is looked at; shorter ones decide by all that they have in common. */
const [longHead, shortHead] = [8, 4];

/** Kept, since a body has thousands of strings. */
const known = new WeakMap<readonly string[], Forms>();

/** Where the secrets stand in a text. A part of one at the end counts: the text may have been cut off. */
export function findSecrets(text: string, secrets: readonly string[]): Ranges {
  const forms = known.get(secrets) ?? formsOf(secrets);
  known.set(secrets, forms);
  const found: Ranges = [];
  if (forms.size === 0) return found;
  for (const read of readings(text)) search(read, forms, found);
  return found.sort(([a], [b]) => a - b);
}

/** A text as it reads without escapes, and where in the original each of its characters begins. */
interface Read {
  readonly text: string;
  at(index: number): number;
}

/** A text as it is, and with its escapes undone again and again. */
function* readings(text: string): Generator<Read> {
  let read: Read | undefined = { text: lowerCase(text), at: (index) => index };
  for (let round = 0; read !== undefined && round < mostRounds; round++, read = unescaped(read)) yield read;
}

/** What a cut leaves of an escaped character, and our mark of a cut. */
const cutOff = /(?:%[c-f][\da-f](?:%[89ab][\da-f]){0,2}(?:%[\da-f]?)?|%[\da-f]?|\\(?:u[\da-f]{0,3})?|&#?[\da-z]{0,7})?…?$/;

function search({ text, at }: Read, forms: Forms, found: Ranges): void {
  const end = text.search(cutOff);
  for (let index = 0; index + shortHead <= text.length; index++) {
    for (const length of [longHead, shortHead]) {
      for (const [size, same] of forms.get(text.slice(index, index + length)) ?? []) {
        if (same.has(text.slice(index, index + size))) found.push([at(index), at(index + size)]);
        else if (index < end && index + size > end && begins(same, text.slice(index, end))) found.push([at(index), at(text.length)]);
      }
    }
  }
}

function begins(forms: ReadonlySet<string>, text: string): boolean {
  for (const form of forms) if (form.startsWith(text)) return true;
  return false;
}

function formsOf(secrets: readonly string[]): Forms {
  const forms = new Map<string, Map<number, Set<string>>>();
  for (const form of secrets.flatMap(disguises).map(lowerCase)) {
    const head = form.slice(0, form.length < longHead ? shortHead : longHead);
    const alike = forms.get(head) ?? new Map<number, Set<string>>();
    const same = alike.get(form.length) ?? new Set();
    forms.set(head, alike.set(form.length, same.add(form)));
  }
  return forms;
}

/** A secret as it is, as HTML forms have its blanks, in hex and in base64. What only escapes characters is undone in the text. */
function disguises(secret: string): string[] {
  // Shorter "secrets" would turn ordinary words into stars and hide nothing.
  if (secret.length < shortHead) return [];
  // What looks escaped in the secret itself is undone in the text too.
  const forms = [...readings(secret)].map(({ text }) => text);
  forms.push(secret.replaceAll(" ", "+"));
  if (secret.length < longHead) return forms;
  const bytes = new TextEncoder().encode(secret);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  forms.push(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  for (let before = 0; before < 3; before++) {
    // Inside of a longer text the same bytes have three forms; the characters at both ends also hold bits of their neighbours.
    const form = btoa("\0".repeat(before) + binary).replace(/=+$/, "");
    const core = form.slice(Math.ceil((before * 8) / 6), Math.floor(((before + binary.length) * 8) / 6));
    forms.push(core, core.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return forms;
}

/** One character each, as URLs (in UTF-8), JSON and HTML escape it. */
const escaped =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|\\u[\da-f]{4}|\\[\\/"'bfnrt]|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/g;
const named: Readonly<Record<string, string>> = {
  "\\b": "\b",
  "\\f": "\f",
  "\\n": "\n",
  "\\r": "\r",
  "\\t": "\t",
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

/** The text with its escapes undone; undefined if it has none. */
function unescaped({ text, at }: Read): Read | undefined {
  let out = "";
  let from = 0;
  const begins: number[] = [];
  const keep = (end: number) => {
    out += text.slice(from, end);
    for (let index = from; index < end; index++) begins.push(at(index));
  };
  for (const match of text.matchAll(escaped)) {
    keep(match.index);
    from = match.index + match[0].length;
    const character = lowerCase(characterOf(match[0]));
    out += character;
    // Half of a pair is never looked for alone.
    for (let unit = 0; unit < character.length; unit++) begins.push(at(match.index));
  }
  if (from === 0) return undefined;
  keep(text.length);
  return { text: out, at: (index) => begins[index] ?? at(text.length) };
}

function characterOf(sequence: string): string {
  const code = /^\\u(.+)|^&#x(.+);|^&#(.+);/.exec(sequence);
  try {
    if (code !== null) return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3]!, code[3] === undefined ? 16 : 10));
    return sequence.startsWith("%") ? decodeURIComponent(sequence) : (named[sequence] ?? sequence.slice(1));
  } catch {
    // No character has this number.
    return sequence;
  }
}

/** In lower case, without a change of length: positions stay what they are. */
function lowerCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII.
  return text.replace(/[A-Z]+|[^\u0000-\u007f]/g, (part) => {
    const lower = part.toLowerCase().replace("ς", "σ");
    return lower.length === part.length ? lower : part;
  });
}
