// CloudCasa's client on its sandbox, with documents and queries made from the schemas: nothing may fail with a 500 or with an error that
// is none of the client's, and both sides must agree about what is stored.
import { isDeepStrictEqual } from "node:util";
import { CloudCasa } from "../../src/cloudcasa.ts";
import { type ResourceData, type RuleData, resources } from "../../src/generated/sandbox/cloudcasa.ts";
import { isClusterplaneError, isRequestError } from "../../src/http/errors.ts";
import type { Documents } from "../../src/resources/eve/documents.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import type { FuzzOutcome } from "./outcome.ts";
import { isTooBig } from "./too-big.ts";
import { operators, Words } from "./words.ts";

type Json = Record<string, unknown>;
type Stored = Json & { _id: string; _etag: string; name: string };

/** Texts that mean something: what is none of them is mostly refused, and a fuzz of refusals proves little. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  timezone: ["UTC", "Europe/Berlin", "America/New_York", "x"],
  cronSpec: ["0 3 * * *", "5 4 * * MON-FRI", "0 0 31 2 *", "x"],
  minute: ["0", "15"],
  hour: ["3", "1,2"],
  dayOfMonth: ["*", "*/2", "31"],
  month: ["*", "feb"],
  dayOfWeek: ["*", "SUN", "7"],
};

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

/** What can be compared with a stored document: objects of hidden fields alone are left out, since none of it is shown. */
function comparable(sent: Json, rule: RuleData): Json {
  const fields = shown(sent, rule) as Json;
  const isHidden = (key: string): boolean => isEmpty(fields[key]) && !isEmpty(sent[key]);
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isHidden(key)));
}

const isEmpty = (value: unknown): boolean => typeof value === "object" && value !== null && Object.keys(value).length === 0;

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

/** What a dotted path leads to in a document: through a list, what it leads to in each member. */
function reached(value: unknown, path: readonly string[]): unknown[] {
  if (path.length === 0) return Array.isArray(value) ? [value, ...value] : [value];
  // A list in a list is not looked into.
  if (Array.isArray(value)) return value.flatMap((inner) => (Array.isArray(inner) ? [] : reached(inner, path)));
  const [key = "", ...rest] = path;
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? reached((value as Json)[key], rest) : [];
}

/**
 * Every text, number, yes and no in a document, with its path. Left out are dates and ids, which Eve reads as such, and secrets, which the
 * state shows as [redacted].
 */
function leaves(value: unknown, above: readonly string[] = []): { path: string; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((inner) => leaves(inner, above));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      /^[\w-]+$/.test(key) && !key.startsWith("_") ? leaves(inner, [...above, key]) : [],
    );
  const plain = value !== null && !/ GMT$|^[0-9a-f]{24}$|\[redacted\]/i.test(String(value)) && above.every((key) => !/^\d+$/.test(key));
  return plain && above.length > 0 ? [{ path: above.join("."), value }] : [];
}

/** Filters on one value, and what each of them finds, worked out without the server's help. */
const filters: readonly { match(value: unknown): unknown; fits(found: readonly unknown[], value: unknown): boolean }[] = [
  { match: (value) => value, fits: (found, value) => found.includes(value) },
  { match: (value) => ({ $eq: value }), fits: (found, value) => found.includes(value) },
  { match: (value) => ({ $in: [value, "no such value"] }), fits: (found, value) => found.includes(value) },
  { match: (value) => ({ $ne: value }), fits: (found, value) => !found.includes(value) },
  { match: (value) => ({ $nin: [value] }), fits: (found, value) => !found.includes(value) },
  { match: () => ({ $exists: true }), fits: (found) => found.length > 0 },
  { match: () => ({ $exists: false }), fits: (found) => found.length === 0 },
];

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
      if (rule.readonly ? this.words.chance(0.005) : rule.required || this.words.chance(chance)) out[key] = this.#field(key, rule);
    }
    return out;
  }

  #field(key: string, rule: RuleData): unknown {
    const { words } = this;
    const known = meanings[key];
    return known && words.chance(0.97) ? words.pick(known) : this.value(rule);
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

/** So many steps of one client on one sandbox. `between` changes what the sandbox answers: the fuzz must notice. */
export async function fuzzCloudCasa(
  seed: number,
  steps: number,
  between: (answer: Response) => Response | Promise<Response> = (answer) => answer,
): Promise<FuzzOutcome> {
  using sandbox = createSandbox({ seed, lenient: {} });
  const words = new Words(seed);
  const problems: string[] = [];
  let stored = 0;
  let last = "";
  /** Whether it may be asked what makes the real server fail. */
  let wild = false;
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    last = `${init?.method} ${url} ${init?.body ?? ""}`;
    // No call of the client can forget it.
    if (/PUT|PATCH|DELETE/.test(init?.method ?? "") && !new Headers(init?.headers).get("if-match")) problems.push(`no If-Match: ${last}`);
    const response = await between(await sandbox.fetch(url, init));
    const failed = response.status >= 500 && response.status !== 501;
    // The real server fails at some queries and bodies, too: which, test/real finds out.
    const imitated = response.status === 500 && !response.headers.has("x-sandbox") && (wild || failsToo(init));
    if (failed && !imitated) problems.push(`${response.status} (${response.headers.get("x-sandbox")}) for ${last}`);
    return response;
  };
  const casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch, retry: { attempts: 1 } });
  // With its secrets: what a client is given has them.
  const state = () => sandbox.save().cloudcasa.engine.documents as unknown as Record<string, Stored[]>;
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
  /** What the server keeps of a document, as far as it shows it. */
  const keptOf = ({ name, schema }: ResourceData, id: string): unknown =>
    shown(
      state()[name]?.find((document) => document._id === id),
      { schema },
    );
  /** What the client was given is what the server keeps. */
  const same = (resource: ResourceData, { _links, _status, key: _key, ...given }: Stored): void => {
    const kept = keptOf(resource, given._id);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(given)), kept))
      problems.push(`given ${JSON.stringify(given)}, kept ${JSON.stringify(kept)} after ${last}`);
  };
  /** What a write gave, what is read, and what the server keeps are one, and hold what was sent. */
  const agree = async (resource: ResourceData, answer: Stored, sent: Json): Promise<void> => {
    stored++;
    same(resource, answer);
    const read = await client(resource.name).get(answer._id);
    same(resource, read);
    if (!holds(read, shown(sent, resource))) problems.push(`sent ${JSON.stringify(sent)}, read ${JSON.stringify(read)}`);
  };
  const agreeOnNone = async ({ name }: ResourceData, id: string): Promise<void> => {
    if (state()[name]?.some((document) => document._id === id)) problems.push(`${name} ${id} is still kept after ${last}`);
    if (await client(name).find(id)) problems.push(`${name} ${id} is still there after ${last}`);
  };

  for (let step = 0; step < steps && problems.length === 0; step++) {
    const resource = words.pick(writable);
    const { name, schema } = resource;
    const documents = client(name);
    const all = state()[name] ?? [];
    const one = all.length ? words.pick(all) : undefined;
    const create = ["create", "create", "create", "createMany", "ensure"];
    const change = ["patch", "jsonPatch", "update", "edit", "edit", "delete"];
    switch (words.pick([...create, ...change, "list", "where", "where", "refresh", "raw", "time"])) {
      case "create": {
        const sent = maker.document(schema, 0.3) as Json & { name: string };
        const made = await attempt(() => documents.create(sent));
        if (made) await agree(resource, made, sent);
        break;
      }
      case "createMany": {
        const sent = Array.from({ length: 1 + words.below(3) }, () => maker.document(schema, 0.1) as Json & { name: string });
        const made = await attempt(() => documents.createMany(sent));
        for (const [index, document] of (made ?? []).entries()) await agree(resource, document, sent[index] as Json);
        const total = all.length + (made?.length ?? 0);
        const kept = (state()[name] ?? []).length;
        if (kept !== total) problems.push(`${kept} documents instead of ${total} after ${last}`);
        break;
      }
      case "ensure": {
        const sent = { ...maker.document(schema, 0.1), ...(one && words.chance(0.5) && { name: one.name }) } as Json & { name: string };
        const ensured = await attempt(() => documents.ensure(sent));
        if (ensured) await agree(resource, ensured.document, ensured.outcome === "different" ? {} : comparable(sent, resource));
        break;
      }
      case "patch": {
        const sent = maker.document(Object.fromEntries(Object.entries(schema).filter(() => words.chance(0.1))), 1);
        const patched = one && (await attempt(() => documents.patch(one, sent as never)));
        if (patched) await agree(resource, patched, sent);
        break;
      }
      case "jsonPatch": {
        const [key, rule] = words.pick(Object.entries(schema));
        const value = maker.value(rule);
        const remove = words.chance(0.4);
        const operation = remove ? ({ op: "remove", path: `/${key}` } as const) : ({ op: "add", path: `/${key}`, value } as const);
        const patched = one && !rule.readonly && (await attempt(() => documents.patch(one, [operation])));
        if (!patched) break;
        await agree(resource, patched, remove ? {} : { [key]: value });
        if (remove && rule.default === undefined && key in patched) problems.push(`${key} is still there after ${last}`);
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
        const remove = words.chance(0.3);
        const edit = (draft: Json): void => {
          if (remove) delete draft[key];
          else draft[key] = value;
        };
        const edited = one && !rule.readonly && (await attempt(() => documents.edit(one._id, edit)));
        if (!edited) break;
        await agree(resource, edited, remove ? {} : { [key]: value });
        if (remove && rule.default === undefined && key in edited) problems.push(`${key} is still there after ${last}`);
        break;
      }
      case "delete":
        if (one && words.chance(0.5) && (await attempt(() => documents.delete(one._id).then(() => true))))
          await agreeOnNone(resource, one._id);
        break;
      case "refresh": {
        const read = one && (await attempt(() => documents.get(one._id)));
        if (!read) break;
        if ((await documents.refresh(read)) !== read) problems.push(`another object without a change after ${last}`);
        same(resource, await documents.refresh({ ...read, _etag: "0".repeat(40) }));
        break;
      }
      case "list": {
        const keys = [...paths(schema), "_id", "_etag", "_updated", "nothing"];
        const where = words.chance(0.8) ? words.object([...keys, ...operators], 2) : undefined;
        const projection = words.chance(0.2) ? [words.pick(keys)] : undefined;
        const embedded = words.chance(0.2) ? [words.pick(keys)] : undefined;
        const query = {
          ...(where && { where: where as never }),
          ...(words.chance(0.3) && { sort: words.pick(keys) as never }),
          ...(projection && { projection: projection as never }),
          ...(embedded && { embedded: embedded as never }),
          max_results: 1 + words.below(60),
          prefetch: words.chance(0.3),
        };
        wild = true;
        const found = await attempt(() => documents.list(query).all());
        wild = false;
        if (found && new Set(found.map(({ _id }) => _id)).size !== found.length) problems.push(`a document twice after ${last}`);
        if (found && !where && found.length !== all.length) problems.push(`${found.length} of ${all.length} documents after ${last}`);
        if (found && !projection && !embedded) for (const document of found) same(resource, document);
        break;
      }
      case "where": {
        const kept = all.map(({ _id }) => keptOf(resource, _id) as Stored);
        // state() does not show agent URLs, so they can't be filtered by.
        const shown = kept.flatMap((document) => leaves(document)).filter(({ path }) => path !== "status.agentURL");
        const leaf = words.pick([...shown, { path: "name", value: "none" }]);
        const filter = words.pick(filters);
        const found = await attempt(() =>
          documents.list({ where: { [leaf.path]: filter.match(leaf.value) } as never, max_results: 50 }).all(),
        );
        const expected = kept.filter((document) => filter.fits(reached(document, leaf.path.split(".")), leaf.value));
        if (found?.map(({ _id }) => _id).join() !== expected.map(({ _id }) => _id).join())
          problems.push(`${found?.length} documents of ${expected.length} found after ${last}`);
        for (const document of found ?? []) same(resource, document);
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
        wild = true;
        const answer = await fetch(sandbox.cloudcasa.url + path, { method: words.pick(["POST", "PUT", "PATCH"]), headers, body: cut });
        wild = false;
        await answer.text();
        break;
      }
      default:
        sandbox.clock.advance(words.chance(0.1) ? "6h" : `${words.below(3)}s`);
        if (one && name === "kubeclusters") sandbox.cloudcasa.agent(one._id).connect();
        if (one && name === "kubebackups") await attempt(() => casa.kubebackups.run(one._id, { interval: "1ms", timeout: "1s" }));
    }
  }
  // In the end both have the same of everything.
  for (const resource of resources) {
    const given = await attempt(() => client(resource.name).list({ max_results: 50 }).all());
    const ids = (state()[resource.name] ?? []).map(({ _id }) => _id);
    if (given?.map(({ _id }) => _id).join() !== ids.join())
      problems.push(`${resource.name}: the client has other documents than the server`);
    for (const document of given ?? []) same(resource, document);
  }
  return { seed, problems, stored };
}

/** What makes the real server fail too: a POST, and a PUT to a new id, of JSON that holds no document or a number that its store can't hold. */
function failsToo(init: RequestInit | undefined): boolean {
  try {
    const body: unknown = JSON.parse(String(init?.body));
    const isNone = (value: unknown) => typeof value !== "object" || value === null || Array.isArray(value);
    // A list of documents is one only to a POST.
    const isOther = init?.method === "POST" && Array.isArray(body) ? body.some(isNone) : isNone(body);
    return (init?.method === "POST" || init?.method === "PUT") && (isOther || isTooBig(body));
  } catch {
    return false;
  }
}
