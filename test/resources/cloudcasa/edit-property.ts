// Property: whatever a draft changes is stored, and nothing else is. Holds for `edit` and `patch` of every resource that can be written.
import { isDeepStrictEqual } from "node:util";
import type { CloudCasa } from "../../../src/cloudcasa.ts";
import { type ResourceData, type RuleData, resources } from "../../../src/generated/sandbox/cloudcasa.ts";
import { isRequestError } from "../../../src/http/errors.ts";
import { isInvalidArgument } from "../../../src/http/predicates.ts";
import type { Documents } from "../../../src/resources/eve/documents.ts";
import type { FuzzOutcome } from "../../fuzz/outcome.ts";
import { Words } from "../../fuzz/words.ts";
import { world } from "./world.ts";

type Json = Record<string, unknown>;
type Stored = Json & { _id: string; _etag: string; name: string };
type Schema = ResourceData["schema"];

/** Keys of dictionaries that take any key, inherited names among them. */
const anyKeys = ["a", "b", "constructor", "toString", "__proto__", "hasOwnProperty", "length", "0", "Größe"];
/** Strings that the server checks for their meaning. */
const meanings: Readonly<Record<string, string>> = {
  timezone: "Europe/Berlin",
  cronSpec: "0 3 * * *",
  minute: "15",
  hour: "3",
  dayOfMonth: "*",
  month: "*",
  dayOfWeek: "SUN",
};

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const set = (object: Json, key: string, value: unknown) =>
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });

/** Makes values that fit their rule, and changes values in ways that mostly fit it. */
class Scribbler {
  readonly #words: Words;
  readonly #ids: (resource: string) => readonly string[];
  #names = 0;

  constructor(words: Words, ids: (resource: string) => readonly string[]) {
    this.#words = words;
    this.#ids = ids;
  }

  /** An object of this schema; `hidden`: with fields that the server never gives back. */
  document(schema: Schema, hidden = false): Json {
    const document: Json = {};
    for (const [key, rule] of Object.entries(schema)) {
      if (!rule.readonly && (hidden || !rule.writeOnly) && (rule.required || this.#words.chance(0.4)))
        document[key] = this.#value(key, rule, hidden);
    }
    return document;
  }

  /** Changes, adds or deletes something, at any depth. */
  change(draft: Json, schema: Schema | undefined, values?: RuleData): void {
    const words = this.#words;
    const rules = Object.entries(schema ?? {}).filter(([, rule]) => !rule.readonly && !rule.writeOnly);
    const key = rules.length > 0 ? words.pick(rules)[0] : words.pick([...Object.keys(draft), ...anyKeys]);
    const rule = (schema === undefined ? values : schema[key]) ?? {};
    const is = Object.hasOwn(draft, key) ? draft[key] : undefined;
    if (isObject(is) && words.chance(0.8)) this.change(is, rule.schema, rule.valuesrules);
    else if (Array.isArray(is) && is.length > 0 && words.chance(0.6)) this.#changeList(is, key, rule);
    else if (words.chance(0.25)) delete draft[key];
    else set(draft, key, this.#value(key, rule));
  }

  #changeList(list: unknown[], key: string, { items = {} }: RuleData): void {
    const words = this.#words;
    const index = words.below(list.length);
    const item = list[index];
    if (isObject(item) && words.chance(0.6)) this.change(item, items.schema, items.valuesrules);
    else if (words.chance(0.5)) list.splice(index, 1);
    else list.splice(index, 0, this.#value(key, items));
  }

  #value(key: string, rule: RuleData, hidden = false): unknown {
    const words = this.#words;
    if (Object.hasOwn(meanings, key)) return meanings[key];
    if (rule.allowed !== undefined) return words.pick(rule.allowed);
    const ids = rule.relation === undefined ? [] : this.#ids(rule.relation.resource);
    switch (rule.type) {
      case "objectid":
        return ids.length > 0 ? words.pick(ids) : "0123456789abcdef01234567";
      case "boolean":
        return words.chance(0.5);
      case "integer":
      case "number":
        return (rule.min ?? 0) + words.below(20);
      case "list":
        return Array.from({ length: (rule.minlength ?? 0) + words.below(3) }, () => this.#value(key, rule.items ?? {}, hidden));
      case "dict": {
        if (rule.schema !== undefined) return this.document(rule.schema, hidden);
        const free: Json = {};
        for (let count = words.below(3); count > 0; count--) set(free, words.pick(anyKeys), this.#value("", rule.valuesrules ?? {}));
        return free;
      }
      default:
        return rule.unique ? `name ${this.#names++}` : words.pick(["x", "text", "", "5", "true", "1.20", "null", "ü 🚀"]);
    }
  }
}

/** A value in which the server has filled in what its schema has defaults for. */
function completed(value: unknown, rule: RuleData): unknown {
  if (Array.isArray(value)) return rule.items === undefined ? value : value.map((item) => completed(item, rule.items!));
  if (!isObject(value)) return value;
  const complete: Json = {};
  for (const key of Object.keys(value)) {
    const inner = rule.schema?.[key] ?? rule.valuesrules;
    set(complete, key, inner === undefined ? value[key] : completed(value[key], inner));
  }
  for (const [key, { default: fallback }] of Object.entries(rule.schema ?? {})) {
    if (fallback !== undefined && !Object.hasOwn(complete, key)) set(complete, key, fallback);
  }
  return complete;
}

/** What must be stored: the draft where it differs from what was stored, and what was stored everywhere else. */
function expected(before: unknown, draft: unknown, rule: RuleData): unknown {
  if (isDeepStrictEqual(before, draft)) return before;
  if (!isObject(before) || !isObject(draft)) return completed(draft, rule);
  const result: Json = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(draft)])) {
    const inner = rule.schema?.[key] ?? rule.valuesrules ?? {};
    if (Object.hasOwn(draft, key)) {
      const is = Object.hasOwn(before, key) ? before[key] : undefined;
      set(result, key, expected(is, draft[key], inner));
    } else if (inner.writeOnly) set(result, key, before[key]);
    else if (inner.default !== undefined) set(result, key, inner.default);
  }
  return result;
}

/** The draft as the caller saw it, with what the server keeps to itself put back. */
function withHidden(draft: unknown, stored: unknown, rule: RuleData): unknown {
  if (!isObject(draft) || !isObject(stored)) return draft;
  const result: Json = {};
  for (const key of Object.keys(draft)) {
    set(result, key, withHidden(draft[key], Object.hasOwn(stored, key) ? stored[key] : undefined, rule.schema?.[key] ?? {}));
  }
  for (const [key, { writeOnly }] of Object.entries(rule.schema ?? {})) {
    if (writeOnly && Object.hasOwn(stored, key)) set(result, key, stored[key]);
  }
  return result;
}

const visible = (document: object): Json =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !/^_(etag|updated|links|status)$/.test(key)));

/** The resources whose documents can be created and edited. */
export const writable = resources.filter(
  ({ resourceMethods, itemMethods }) => resourceMethods.includes("POST") && itemMethods.includes("PATCH"),
);

/** A server, and what it keeps. */
export interface EditTarget {
  readonly casa: CloudCasa;
  /** The stored document, with what the server never gives back, if that can be seen. */
  stored(resource: string, id: string): Promise<object>;
}

/** Refusals are no failures of the property, as long as nothing is stored. */
async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isInvalidArgument(error) || (isRequestError(error) && [403, 409, 422, 501].includes(error.status ?? 0))) return undefined;
    throw error;
  }
}

/** Makes documents of a resource, and edits and patches them at random. */
export async function editProperty(
  { casa, stored }: EditTarget,
  resource: ResourceData,
  seed: number,
  rounds: number,
): Promise<FuzzOutcome> {
  const { name, schema } = resource;
  const documents = (of: string) => casa[of as "policies"] as unknown as Documents<Stored, Json & { name: string }>;
  /** What documents can refer to, by resource. */
  const related: Record<string, string[]> = {};
  /** The documents that were made here. Others may lack fields that have defaults, which the server adds with any write. */
  const own: string[] = [];
  const words = new Words(seed);
  const scribbler = new Scribbler(words, (resource) => related[resource] ?? []);
  const rule: RuleData = { schema };
  const problems: string[] = [];
  let done = 0;
  const make = async (of: ResourceData): Promise<string[]> => {
    const made = await attempt(documents(of.name).create(scribbler.document(of.schema, true) as Json & { name: string }));
    return made === undefined ? [] : [made._id];
  };
  for (const other of writable) {
    const found = (await documents(other.name).list().all()).map(({ _id }) => _id);
    for (let tries = 0; tries < 5 && found.length === 0; tries++) found.push(...(await make(other)));
    related[other.name] = found;
  }
  for (let round = 0; round < rounds && problems.length === 0; round++) {
    if (round % 8 === 0 || own.length === 0) own.push(...(await make(resource)));
    const id = own[round % own.length];
    if (id === undefined) continue;
    const before = structuredClone((await stored(name, id)) as Stored);
    const is = visible(before);
    let wanted: Json = is;
    let isDone: unknown;
    if (round % 2 === 0) {
      const edit = documents(name).edit(id, (draft) => {
        for (let changes = 1 + words.below(3); changes > 0; changes--) scribbler.change(draft, schema);
        wanted = withHidden(visible(JSON.parse(JSON.stringify(draft)) as Json), is, rule) as Json;
      });
      isDone = await attempt(edit);
    } else {
      const { name: _name, ...complete } = scribbler.document(schema);
      const change = part(complete, words);
      wanted = merge(is, change) as Json;
      isDone = await attempt(documents(name).patch(before, change as never));
    }
    const after = visible(await stored(name, id));
    const due = isDone === undefined ? is : expected(is, wanted, rule);
    if (!isDeepStrictEqual(after, due)) {
      problems.push(
        `${name}, seed ${seed}, round ${round}: ${JSON.stringify(is)} should be ${JSON.stringify(due)}, is ${JSON.stringify(after)}`,
      );
    }
    if (isDone !== undefined) done++;
  }
  return { seed, problems, stored: done };
}

/** The same on a sandbox of its own, whose store also shows what the server never gives back. */
export function editPropertyOnSandbox(resource: ResourceData, seed: number, rounds: number): Promise<FuzzOutcome> {
  const { casa, sandbox } = world({ client: { retry: false } });
  return editProperty({ casa, stored: async (name, id) => sandbox.engine.get(name, id)! }, resource, seed, rounds);
}

/** Some of the fields of an object, at every depth. */
function part(object: Json, words: Words): Json {
  const result: Json = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (words.chance(0.4)) set(result, key, isObject(value) ? part(value, words) : value);
  }
  return result;
}

function merge(into: unknown, from: unknown): unknown {
  if (!isObject(into) || !isObject(from)) return from;
  const result: Json = {};
  for (const key of Object.keys(into)) set(result, key, into[key]);
  for (const key of Object.keys(from)) set(result, key, merge(Object.hasOwn(into, key) ? into[key] : undefined, from[key]));
  return result;
}
