import {
  boolYaml11Tag,
  defineScalarTag,
  EVENT_ID,
  type Event,
  getScalarValue,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarTagDefinition,
  strTag,
  YAMLException,
} from "js-yaml";
import { define, isObject, type Json, type JsonObject } from "./objects.ts";

/** Text that is no YAML, or YAML that is no JSON. */
export class YamlSyntaxError extends Error {}

/** YAML with a value that JSON has not, in the words of the server. */
export class YamlValueError extends YamlSyntaxError {}

/** A number as the server's reader takes it: 0777 and 0o777 are octal, 1_000 is a thousand. Undefined for other text. */
function readNumber(text: string): number | undefined {
  if (!/^[-+.\d]/.test(text)) return undefined;
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  const [, sign, whole] = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+)$/.exec(digits) ?? [];
  if (whole !== undefined) {
    // Of octal numbers JavaScript knows the prefix 0o only.
    const value = BigInt(whole.replace(/^0[oO]?(?=[0-7]+$)/, "0o")) * (sign === "-" ? -1n : 1n);
    if (value >= -(2n ** 63n) && value < 2n ** 64n) return Number(value);
  }
  const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(decimal) ? decimal + 0 : undefined;
}

const numberTag = (name: "int" | "float") =>
  defineScalarTag<number>(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    resolve: (source) => readNumber(source) ?? NOT_RESOLVED,
    identify: () => false,
  });

/** What the server's YAML reader takes a plain scalar for, in this order: YAML 1.2 with the booleans and numbers of 1.1. */
const plain: readonly ScalarTagDefinition[] = [nullCoreTag, boolYaml11Tag, numberTag("int"), numberTag("float")];

/** How deep lists and maps may be nested. */
const depthLimit = 500;

/** How many values aliases may add: a few lines of them can name a document of gigabytes. */
const aliasedNodes = 400_000;

/** So many keys that are there twice are noted. */
const duplicatesLimit = 100;

/** Reads one YAML document as JSON. Nothing at all is null. Duplicate keys are noted, the last one counts. */
export function parseYaml(text: string): { value: Json; duplicates: string[] } {
  if (!text.trim()) return { value: null, duplicates: [] };
  if (/^%YAML\s+(?!1\.1\s)/.test(text)) throw new YamlSyntaxError("found incompatible YAML document");
  const reader = new Reader(...eventsOf(text));
  return { value: reader.document(), duplicates: reader.duplicates };
}

/** How many characters may be parsed again because of what `relaxed` changes. */
const rewriting = 20_000_000;

/** The events of a text, and the text that they are of. */
function eventsOf(text: string): [string, Event[]] {
  let source = text;
  for (let left = rewriting; ; left -= source.length) {
    try {
      return [source, parseEvents(source, { maxDepth: depthLimit })];
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const next = left > 0 ? relaxed(source, error) : undefined;
      if (next === undefined) throw new YamlSyntaxError(`line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`);
      source = next;
    }
  }
}

/** A document that ends where its bracket or quote closes. */
const closed = /^(?:\s+|#.*\n|%.*\n|---\s)*[{["']/;

/** The beginning of a text of which the server's reader can make no token. */
const unreadable = /^(?:[@`%]|"(?!(?:[^"\\]|\\[\s\S])*")|'(?![^']*'))/;

/**
 * The text with one place changed that the server takes and js-yaml refuses: the server does not look at indentation in flow
 * collections and quoted strings, knows the escape `\'`, and reads one token behind the first document.
 */
function relaxed(text: string, { reason, mark }: YAMLException): string | undefined {
  const at = mark?.position ?? 0;
  if (reason === "unknown escape sequence" && text[at] === "'") return text.slice(0, at - 1) + text.slice(at);
  if (reason.startsWith("end of the stream")) return closed.test(text) && !unreadable.test(text.slice(at)) ? text.slice(0, at) : undefined;
  if (reason !== "deficient indentation") return undefined;
  let blanks = at;
  while (text[blanks - 1] === " " || text[blanks - 1] === "\t") blanks--;
  const before = text.slice(blanks, at);
  if (before.includes("\t")) return text.slice(0, blanks) + before.replaceAll("\t", " ") + text.slice(at);
  // One column more than any key or dash has.
  const columns = (text.match(/^[-? ]{0,200}/gm) ?? []).map((start) => start.length + 1);
  return text.slice(0, at) + " ".repeat(columns.reduce((a, b) => Math.max(a, b), 1)) + text.slice(at);
}

/** An escape for half a surrogate pair: in JSON two such make a character, the server's YAML reader refuses both. */
const surrogate = /(?:^|[^\\])(?:\\\\)*\\(?:u|U0000)[dD][89a-fA-F]/;

/** Builds the JSON value of a document as the server does: the later field of a map counts, merge keys included. */
class Reader {
  readonly duplicates: string[] = [];
  readonly #source: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, { value: Json; isOpen: boolean }>();
  #at = 0;
  #depth = 0;
  #nodes: number;

  constructor(source: string, events: readonly Event[]) {
    this.#source = source;
    this.#events = events;
    // Without aliases there are fewer values than characters.
    this.#nodes = source.length + aliasedNodes;
  }

  /** The first document; others are left out, as the server does. */
  document(): Json {
    if (this.#events.length === 0) return null;
    this.#at = 1;
    return this.#value();
  }

  #value(): Json {
    const event = this.#events[this.#at++] as Event;
    if (event.type === EVENT_ID.ALIAS) return this.#alias(this.#source.slice(event.anchorStart, event.anchorEnd));
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) throw new YamlSyntaxError("did not find expected node content");
    this.#enter();
    const anchor = { value: null as Json, isOpen: true };
    if (event.anchorStart >= 0) this.#anchors.set(this.#source.slice(event.anchorStart, event.anchorEnd), anchor);
    if (event.type === EVENT_ID.SCALAR) anchor.value = this.#scalar(event);
    else anchor.value = event.type === EVENT_ID.SEQUENCE ? this.#list() : this.#map();
    anchor.isOpen = false;
    this.#depth--;
    return anchor.value;
  }

  /** Counts a value, and how deep it is: aliases in aliases go deeper than the text. */
  #enter(): void {
    if (--this.#nodes < 0) throw new YamlSyntaxError("document contains excessive aliasing");
    if (++this.#depth > 2 * depthLimit) throw new YamlSyntaxError("exceeded max depth");
  }

  #alias(name: string): Json {
    const anchor = this.#anchors.get(name);
    if (!anchor) throw new YamlSyntaxError(`unknown anchor '${name}' referenced`);
    if (anchor.isOpen) throw new YamlSyntaxError(`anchor '${name}' value contains itself`);
    return this.#copy(anchor.value);
  }

  #copy(value: Json): Json {
    this.#enter();
    let out = value;
    if (Array.isArray(value)) out = value.map((item) => this.#copy(item));
    else if (isObject(value)) {
      const fields: JsonObject = {};
      for (const [key, item] of Object.entries(value)) define(fields, key, this.#copy(item));
      out = fields;
    }
    this.#depth--;
    return out;
  }

  #scalar(event: ScalarEvent): Json {
    const text = getScalarValue(this.#source, event);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && surrogate.test(this.#source.slice(event.valueStart, event.valueEnd)))
      throw new YamlSyntaxError(`line ${this.#lineOf(event)}: found invalid Unicode character escape code`);
    const tag = this.#tagOf(event);
    const name = tag.replace(/^!!|^!<tag:yaml.org,2002:|>$/g, "");
    const tagged = [strTag, ...plain].filter(({ tagName }) => tagName === `tag:yaml.org,2002:${name}`);
    const candidates = tagged.length > 0 ? tagged : tag === "" && event.style === SCALAR_STYLE.PLAIN ? plain : [strTag];
    for (const candidate of candidates) {
      const value = candidate.resolve(text, tagged.length > 0, candidate.tagName) as Json | typeof NOT_RESOLVED;
      if (typeof value === "number" && !Number.isFinite(value)) {
        throw new YamlValueError(`json: unsupported value: ${Number.isNaN(value) ? "NaN" : value < 0 ? "-Inf" : "+Inf"}`);
      }
      if (value !== NOT_RESOLVED) return value as Json;
    }
    if (tagged.length > 0) throw new YamlSyntaxError(`line ${this.#lineOf(event)}: cannot decode !!str \`${text}\` as a ${tag}`);
    return text;
  }

  #tagOf(event: ScalarEvent): string {
    return event.tagStart < 0 ? "" : this.#source.slice(event.tagStart, event.tagEnd);
  }

  #list(): Json[] {
    const items: Json[] = [];
    while (!this.#isEnd()) items.push(this.#value());
    this.#at++;
    return items;
  }

  #map(): JsonObject {
    const fields: JsonObject = {};
    const own = new Set<string>();
    while (!this.#isEnd()) {
      const event = this.#events[this.#at] as Event;
      if (this.#isMergeKey(event)) {
        this.#merge(fields);
        continue;
      }
      const key = this.#value();
      if (typeof key === "object") throw new YamlSyntaxError("invalid map key");
      const name = String(key);
      if (own.has(name) && this.duplicates.length < duplicatesLimit) {
        this.duplicates.push(`line ${this.#lineOf(event)}: key ${JSON.stringify(name)} already set in map`);
      }
      own.add(name);
      define(fields, name, this.#value());
    }
    this.#at++;
    return fields;
  }

  #isEnd(): boolean {
    return this.#events[this.#at]?.type === EVENT_ID.POP;
  }

  #isMergeKey(event: Event): boolean {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return false;
    return getScalarValue(this.#source, event) === "<<" && ["", "!!merge"].includes(this.#tagOf(event));
  }

  /** Of several maps in a list the first one counts. */
  #merge(fields: JsonObject): void {
    const isList = this.#events[++this.#at]?.type === EVENT_ID.SEQUENCE;
    const value = this.#value();
    for (const source of isList ? (value as Json[]).reverse() : [value]) {
      if (!isObject(source)) throw new YamlSyntaxError("map merge requires map or sequence of maps as the value");
      for (const [key, item] of Object.entries(source)) define(fields, key, item);
    }
  }

  /** The line of an event, counted from 1. Lines are counted only for what is reported. */
  #lineOf(event: Event): number {
    const offset = "valueStart" in event ? Math.max(event.valueStart, 0) : 0;
    return this.#source.slice(0, offset).split("\n").length;
  }
}
