// CloudCasa's client on its sandbox, with documents and queries made from the schemas: nothing may fail with a 500 or with an error that
// is none of the client's, and both sides must agree about what is stored.
import { isDeepStrictEqual } from "node:util";
import { CloudCasa } from "../../src/cloudcasa.ts";
import { type ResourceData, type RuleData, resources } from "../../src/generated/sandbox/cloudcasa.ts";
import { isClusterplaneError, isRequestError } from "../../src/http/errors.ts";
import type { Documents } from "../../src/resources/eve/documents.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import type { FuzzOutcome } from "./outcome.ts";
import { operators, Words } from "./words.ts";

type Json = Record<string, unknown>;
type Stored = Json & { _id: string; _etag: string; name: string };

const writable = resources.filter((resource) => resource.resourceMethods.includes("POST"));
const anyId = "0123456789abcdef01234567";

/** Dotted paths of a schema. */
const paths = (schema: ResourceData["schema"], above = ""): string[] =>
  Object.entries(schema).flatMap(([key, rule]) => [above + key, ...paths(rule.schema ?? rule.items?.schema ?? {}, `${above}${key}.`)]);

/** Every field that the server keeps to itself, taken out. */
function shown(value: unknown, rule: RuleData): unknown {
  if (Array.isArray(value)) return rule.items ? value.map((inner) => shown(inner, rule.items as RuleData)) : value;
  if (typeof value !== "object" || value === null || !rule.schema) return value;
  const { schema } = rule;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !schema[key]?.writeOnly)
      .map(([key, inner]) => [key, schema[key] ? shown(inner, schema[key]) : inner]),
  );
}

/** Eve reads a key with dots as a path: so it is stored. */
function nested(sent: Json): [string, unknown][] {
  return Object.entries(sent).map(([key, value]) => {
    const [first = "", ...rest] = key.split(".");
    return [first, rest.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value)];
  });
}

/** Whether what was sent is in what is stored, as Eve converts it to the field's type; defaults may have come beside it. */
function holds(stored: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) return Array.isArray(stored) && stored.length === sent.length && sent.every((v, i) => holds(stored[i], v));
  if (typeof sent === "object" && sent !== null)
    return (
      typeof stored === "object" && stored !== null && nested(sent as Json).every(([key, value]) => holds((stored as Json)[key], value))
    );
  if (typeof sent === "number" && typeof stored === "number") return stored === sent || stored === Math.trunc(sent);
  return typeof sent === typeof stored ? stored === sent : stored !== undefined;
}

/** Makes documents that fit their schema, mostly. */
class Maker {
  readonly words: Words;
  readonly #ids: (resource: string) => string[];
  #names = 0;

  constructor(words: Words, ids: (resource: string) => string[]) {
    this.words = words;
    this.#ids = ids;
  }

  document(schema: ResourceData["schema"], chance: number): Json {
    const out: Json = {};
    for (const [key, rule] of Object.entries(schema)) {
      if (rule.readonly ? this.words.chance(0.005) : rule.required || this.words.chance(chance)) out[key] = this.value(rule);
    }
    return out;
  }

  value(rule: RuleData): unknown {
    const { words } = this;
    if (words.chance(0.01)) return words.value(["a", "b"]);
    if (rule.allowed) return words.pick(rule.allowed);
    if (rule.relation && words.chance(0.98)) return words.pick([...this.#ids(rule.relation.resource), anyId]);
    switch (rule.type) {
      case "objectid":
        return anyId;
      case "boolean":
        return words.chance(0.5);
      case "integer":
        return (rule.min ?? 0) + words.below(30);
      case "number":
        return words.below(300) / 10;
      case "list":
        return Array.from({ length: (rule.minlength ?? 0) + words.below(3) }, () =>
          rule.items ? this.value(rule.items) : words.value([]),
        );
      case "dict":
        if (rule.schema) return this.document(rule.schema, 0.3);
        return Object.fromEntries(
          Array.from({ length: words.below(3) }, () => [
            words.pick(["a", "b-c", "app.kubernetes.io/name", "Größe", "__proto__", "constructor", "$x"]),
            rule.valuesrules ? this.value(rule.valuesrules) : words.value(["x"]),
          ]),
        );
      default:
        return rule.unique ? `n${this.#names++}` : words.pick(["x", "text", "", "ü 🚀", "5", "true", "1.20", '{"a":1}', "null", "a\\nb"]);
    }
  }
}

/** So many steps of one client on one sandbox. */
export async function fuzzCloudCasa(seed: number, steps: number): Promise<FuzzOutcome> {
  using sandbox = createSandbox({ seed, lenient: {} });
  const words = new Words(seed);
  const problems: string[] = [];
  let stored = 0;
  let last = "";
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    last = `${init?.method} ${url} ${init?.body ?? ""}`;
    const response = await sandbox.fetch(url, init);
    if (response.status >= 500 && response.status !== 501 && !(recorded500(init) && response.status === 500))
      problems.push(`${response.status} (${response.headers.get("x-sandbox")}) for ${last}`);
    return response;
  };
  const casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch, retry: { attempts: 1 } });
  const state = () => sandbox.state().cloudcasa as Record<string, Stored[]>;
  const maker = new Maker(words, (resource) => (state()[resource] ?? []).map((document) => document._id));
  const client = (name: string) => casa[name as "policies"] as unknown as Documents<Stored, Json & { name: string }>;

  /** What the client makes of it: an answer, or an error of its own kind. */
  const attempt = async <T>(work: () => PromiseLike<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!isClusterplaneError(error)) problems.push(`${error} after ${last}`);
      else if (isRequestError(error) && error.code === "NotJson" && error.status !== 500) problems.push(`${error.message} after ${last}`);
      return undefined;
    }
  };
  /** What a write gave, what is read, and what the server keeps are one. */
  const agree = async ({ name, schema }: ResourceData, answer: Stored, sent: Json): Promise<void> => {
    stored++;
    const { _links, _status, key: _key, ...given } = answer;
    const { _links: _, ...read } = await client(name).get(answer._id);
    if (!isDeepStrictEqual(given, read)) problems.push(`answered ${JSON.stringify(given)}, read ${JSON.stringify(read)} after ${last}`);
    const kept = shown(
      state()[name]?.find((document) => document._id === answer._id),
      { schema },
    );
    if (!isDeepStrictEqual(read, kept)) problems.push(`read ${JSON.stringify(read)}, kept ${JSON.stringify(kept)}`);
    if (!holds(read, shown(sent, { schema }))) problems.push(`sent ${JSON.stringify(sent)}, read ${JSON.stringify(read)}`);
  };

  for (let step = 0; step < steps && problems.length === 0; step++) {
    const resource = words.pick(writable);
    const { name, schema } = resource;
    const documents = client(name);
    const one = state()[name]?.length ? words.pick(state()[name] as Stored[]) : undefined;
    switch (words.pick(["create", "create", "create", "patch", "update", "edit", "delete", "list", "list", "raw", "time"])) {
      case "create": {
        const sent = maker.document(schema, 0.3) as Json & { name: string };
        const made = await attempt(() => documents.create(sent));
        if (made) await agree(resource, made, sent);
        break;
      }
      case "patch": {
        const sent = maker.document(Object.fromEntries(Object.entries(schema).filter(() => words.chance(0.1))), 1);
        const patched = one && (await attempt(() => documents.patch(one, sent as never)));
        if (patched) await agree(resource, patched, sent);
        break;
      }
      case "update": {
        const sent = { ...maker.document(schema, 0.3), name: one?.name ?? "" };
        const updated = one && (await attempt(() => documents.update({ ...sent, _id: one._id, _etag: one._etag })));
        // What only the server writes is not sent.
        const writes = Object.fromEntries(Object.entries(sent).filter(([key]) => !schema[key]?.readonly));
        if (updated) await agree(resource, updated, writes);
        break;
      }
      case "edit": {
        const [key, rule] = words.pick(Object.entries(schema));
        const value = maker.value(rule);
        const edited =
          one &&
          !rule.readonly &&
          (await attempt(() =>
            documents.edit(one._id, (draft: Json) => {
              if (words.chance(0.3)) delete draft[key];
              else draft[key] = value;
            }),
          ));
        if (edited) await agree(resource, edited, {});
        break;
      }
      case "delete":
        if (one && words.chance(0.5) && (await attempt(() => documents.delete(one._id).then(() => true))))
          if (await documents.find(one._id)) problems.push(`${name} ${one._id} is still there after it was deleted`);
        break;
      case "list": {
        const keys = [...paths(schema), "_id", "_etag", "_updated", "nothing"];
        const where = words.chance(0.5) ? words.object([...keys, ...operators], 2) : { name: one?.name ?? "none" };
        const found = await attempt(() =>
          documents
            .list({
              where: where as never,
              ...(words.chance(0.3) && { sort: words.pick(keys) as never }),
              ...(words.chance(0.2) && { projection: [words.pick(keys)] as never }),
              ...(words.chance(0.2) && { embedded: [words.pick(keys)] as never }),
              max_results: 1 + words.below(60),
            })
            .all(),
        );
        const fits = one && (state()[name] ?? []).filter((document) => document.name === one.name).length;
        // Eve reads text in a filter that is a date, or an ID, as one: such a name is never found.
        const plain = !/ GMT$|^[0-9a-f]{24}$/i.test(one?.name ?? "");
        if (found && plain && Object.keys(where).join() === "name" && where["name"] === one?.name && found.length !== fits)
          problems.push(`${found.length} documents of ${fits} found after ${last}`);
        break;
      }
      case "raw": {
        const path = `/api/v1/${name}${words.pick(["", "", `/${one?._id ?? anyId}`, "/x", `/${one?._id ?? anyId}/action/run`])}`;
        const body = JSON.stringify(words.value([...Object.keys(schema), "name", "retention"])) ?? "";
        const headers = {
          authorization: `Bearer ${sandbox.token}`,
          "content-type": words.pick(["application/json", "application/json", "text/plain", "application/x-www-form-urlencoded"]),
          "if-match": one?._etag ?? "x",
        };
        const cut = words.chance(0.1) ? body.slice(0, -1) : body;
        const answer = await fetch(sandbox.cloudcasa.url + path, { method: words.pick(["POST", "PUT", "PATCH"]), headers, body: cut });
        await answer.text();
        break;
      }
      default:
        sandbox.clock.advance(words.below(3));
        if (one && name === "kubeclusters") sandbox.cloudcasa.agent(one._id).connect();
        if (one && name === "kubebackups") await attempt(() => casa.kubebackups.run(one._id, { interval: 0.001, timeout: 1 }));
    }
  }
  return { seed, problems, stored };
}

/** Two requests make the real server fail too: a POST, and a PUT to a new id, of JSON that holds no document. */
function recorded500(init: RequestInit | undefined): boolean {
  try {
    const body: unknown = JSON.parse(String(init?.body));
    return (init?.method === "POST" || init?.method === "PUT") && (typeof body !== "object" || body === null || Array.isArray(body));
  } catch {
    return false;
  }
}
