import { ManualClock } from "../../../src/sandbox/clock.ts";
import { EveEngine, type EveOptions, type ResourceDefinition, type Route } from "../../../src/sandbox/eve/index.ts";
import { Random } from "../../../src/sandbox/random.ts";

const thing = { resource: "things", embeddable: true };

/** A resource with every rule there is. */
export const things: ResourceDefinition = {
  name: "things",
  itemTitle: "Thing",
  resourceMethods: ["GET", "POST", "DELETE"],
  itemMethods: ["GET", "PUT", "PATCH", "DELETE"],
  schema: {
    name: { type: "string", required: true, unique: true, minlength: 1, maxlength: 10 },
    count: { type: "integer", min: 0, max: 100, nullable: true },
    ratio: { type: "number", min: 0.5 },
    on: { type: "boolean", default: true },
    when: { type: "datetime" },
    ref: { type: "objectid", relation: thing },
    refs: { type: "list", items: { type: "objectid", relation: thing } },
    hidden: { type: "objectid", relation: { resource: "things", embeddable: false } },
    kind: { type: "string", allowed: ["a", "b"] },
    kinds: { type: "list", allowed: ["a", "b"] },
    code: { type: "string", regex: "^[a-z]+[0-9]*" },
    full: { type: "string", empty: false },
    numbers: { type: "list", items: { type: "integer", min: 1 }, minlength: 1 },
    nested: {
      type: "dict",
      schema: { a: { type: "integer", default: 5 }, b: { type: "string", required: true }, ref: { type: "objectid", relation: thing } },
    },
    people: {
      type: "list",
      items: { type: "dict", schema: { name: { type: "string", required: true }, ref: { type: "objectid", relation: thing } } },
    },
    left: { type: "string", dependencies: ["right"] },
    right: { type: "string" },
    free: { type: "dict" },
    labels: { type: "dict", valuesrules: { type: "integer", min: 2 } },
    fixed: { type: "string", readonly: true },
    secret: { type: "string", writeOnly: true },
    box: { type: "dict", schema: { open: { type: "string" }, key: { type: "string", writeOnly: true } } },
  },
};

export const idA = "aaaaaaaaaaaaaaaaaaaaaaa1";
export const idB = "aaaaaaaaaaaaaaaaaaaaaaa2";
export const unknownId = "aaaaaaaaaaaaaaaaaaaaaaa9";

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  body: any;
}

/** An engine with that resource on a clock that stands still, and a way to ask it. */
export function thingsEngine(more: Partial<EveOptions> & { routes?: readonly Route[] } = {}) {
  const clock = new ManualClock(Date.parse("2026-01-01T00:00:00.400Z"));
  const engine = new EveEngine({
    resources: [things],
    clock,
    random: new Random(1),
    authenticate: (token) =>
      token === "t" ? { name: "admin", readOnly: false } : token === "r" ? { name: "reader", readOnly: true } : undefined,
    ...more,
  });
  const ask = async (path: string, { method, headers = {}, body }: Call = {}): Promise<Reply> => {
    const url = new URL(path, "https://eve.test/v1/");
    const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(url, {
      method: method ?? (text === null ? "GET" : "POST"),
      headers: { authorization: "Bearer t", ...(text === null ? {} : { "content-type": "application/json" }), ...headers },
      body: text,
    });
    const response = await engine.handle(request, url);
    const answer = await response.text();
    const json = response.headers.get("content-type") === "application/json" && answer !== "";
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(answer) : answer };
  };
  return { engine, clock, ask };
}
