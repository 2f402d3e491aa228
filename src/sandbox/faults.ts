import type { Call } from "./calls.ts";
import { type Duration, milliseconds } from "./duration.ts";
import { type Reason, statusOf } from "./errors.ts";
import type { Random } from "./random.ts";

/** Which requests a fault hits: those that fit in everything that is given. */
export interface FaultMatch {
  api?: "platform" | "cloudcasa";
  /** get, list, watch, create, update, patch, delete, deletecollection; a list means any of them. */
  verb?: string | readonly string[];
  /** A cluster behind the platform, as `cluster/eu` or `project/demo/virtualcluster/dev`. Default: the platform's own API too. */
  cluster?: string;
  /** The plural, as `virtualclusterinstances` or `kubeclusters`. */
  resource?: string;
  /** What follows the name in the path, as `kubeconfig` or `action/run`. */
  subresource?: string;
  /** The namespace (platform). */
  namespace?: string;
  /** The object's name in the path (platform), or the document's id (CloudCasa). */
  name?: string;
}

/** How often a fault hits. */
export interface FaultCount {
  /** Only the nth request that fits, counted from 1. */
  nth?: number;
  /** At most so many requests. Default: every one. */
  times?: number;
  /** Above 0, up to 1: each request that fits is hit with this probability, from the sandbox's seed. */
  probability?: number;
}

/** What a fault does. At least one of these; `latency` goes with any other, `duplicate` and `late` with one another. */
export interface FaultEffect {
  /** An error in the words of the API that was asked, by code (409) or by the platform's reason ("Conflict"). */
  status?: number | Reason;
  /** Seconds for a Retry-After header beside `status`. Default: 1 on the platform's 429 and 503, none otherwise. */
  retryAfter?: number;
  /** The error page of a proxy in HTML; with `status` (default 502). */
  html?: true;
  /** An answer of this text, with `status` (default 200) and `contentType`. */
  body?: string;
  /** The content type of `body`. Default: `application/json`. */
  contentType?: string;
  /** The connection breaks and no answer comes. */
  reset?: true;
  /** The answer breaks off after so many bytes of its body. */
  cutAfter?: number;
  /** The answer comes so much later, on the sandbox's clock. */
  latency?: Duration;
  /** Each event of a watch comes twice. Such a rule fits watches only. */
  duplicate?: true;
  /** Each event of a watch comes so much later, on the sandbox's clock; their order stays. Such a rule fits watches only. */
  late?: Duration;
  /**
   * `before`: the API never sees the request. `after`: it does its work first, and then its answer is lost or replaced.
   * Default: `before` with `status`, `html`, `body` and `reset`; `after` with `cutAfter`; latency alone is `before`.
   */
  when?: "before" | "after";
}

export type FaultRule = FaultMatch & FaultCount & FaultEffect;

/** A planned fault. */
export interface Fault {
  /** `fault-1` and so on; answers that it changed carry it in their `x-sandbox` header. */
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests that fitted, hit or not. */
  readonly matched: number;
  /** Requests that were hit. */
  readonly hits: number;
}

const matchKeys = ["api", "cluster", "resource", "subresource", "namespace", "name"] as const;
const known = new Set<string>([
  ...matchKeys,
  "verb",
  ...["nth", "times", "probability"],
  ...["status", "retryAfter", "html", "body", "contentType", "reset", "cutAfter", "latency", "duplicate", "late", "when"],
]);

/** Whether a rule is about the events of a watch. */
const ofEvents = ({ duplicate, late }: FaultEffect): boolean => duplicate !== undefined || late !== undefined;

/** Whether a call is one of those that `match` means. */
export function matches(match: FaultMatch, call: Call): boolean {
  for (const key of matchKeys) if (match[key] !== undefined && match[key] !== call[key]) return false;
  const { verb } = match;
  return verb === undefined || (typeof verb === "string" ? verb === call.verb : verb.includes(call.verb));
}

const bad = (what: string): never => {
  throw new TypeError(`sandbox.faults: ${what}`);
};

const isCount = (n: unknown, least: number): boolean => Number.isInteger(n) && (n as number) >= least;

/** Throws when a rule has an unknown key, a value that can't be, or nothing to do. */
function check(rule: FaultRule): void {
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) bad("a rule is an object");
  for (const [key, value] of Object.entries(rule)) {
    if (!known.has(key)) bad(`${JSON.stringify(key)} is none of ${[...known].join(", ")}`);
    if (value === undefined) bad(`${key} is undefined`);
  }
  if (rule.api !== undefined && rule.api !== "platform" && rule.api !== "cloudcasa") bad('api must be "platform" or "cloudcasa"');
  for (const key of ["cluster", "resource", "subresource", "namespace", "name", "body", "contentType"] as const) {
    if (rule[key] !== undefined && typeof rule[key] !== "string") bad(`${key} must be text`);
  }
  const verbs = rule.verb === undefined ? [] : [rule.verb].flat();
  if (rule.verb !== undefined && (verbs.length === 0 || verbs.some((v) => typeof v !== "string")))
    bad("verb must be text or a list of texts");
  if (rule.nth !== undefined && !isCount(rule.nth, 1)) bad("nth must be a whole number from 1 on");
  if (rule.times !== undefined && !isCount(rule.times, 1)) bad("times must be a whole number from 1 on");
  if (rule.probability !== undefined && !(typeof rule.probability === "number" && rule.probability > 0 && rule.probability <= 1)) {
    bad("probability must lie above 0 and not above 1");
  }
  if (rule.nth !== undefined && rule.times !== undefined) bad("nth means one request: times has no effect beside it");
  if (rule.status !== undefined) {
    const status = typeof rule.status === "string" ? statusOf(rule.status) : rule.status;
    if (status === undefined) bad(`status ${JSON.stringify(rule.status)} is no reason of the platform`);
    if (!isCount(status, 200) || (status as number) > 599) bad("status must be 200 to 599, or a reason such as Conflict");
    if (rule.body !== undefined && [204, 205, 304].includes(status as number)) bad(`an answer with status ${rule.status} has no body`);
    if ((status as number) < 400 && rule.body === undefined) bad(`status ${rule.status} is no error: give a body with it`);
  }
  for (const key of ["html", "reset", "duplicate"] as const)
    if (rule[key] !== undefined && rule[key] !== true) bad(`${key} can only be true`);
  if (rule.retryAfter !== undefined && (rule.status === undefined || !isCount(rule.retryAfter, 0))) {
    bad("retryAfter must be a whole number of seconds, beside status");
  }
  if (rule.contentType !== undefined && rule.body === undefined) bad("contentType has no effect without body");
  if (rule.cutAfter !== undefined && !isCount(rule.cutAfter, 0)) bad("cutAfter must be a whole number of bytes");
  if (rule.latency !== undefined) milliseconds(rule.latency, "sandbox.faults: latency");
  if (rule.late !== undefined) milliseconds(rule.late, "sandbox.faults: late");
  if (ofEvents(rule) && (rule.api === "cloudcasa" || (verbs.length > 0 && !verbs.includes("watch"))))
    bad("duplicate and late are about the events of a watch, and the rule fits none");
  if (rule.when !== undefined && rule.when !== "before" && rule.when !== "after") bad('when must be "before" or "after"');
  const answers = [rule.status !== undefined || rule.html || rule.body !== undefined, rule.reset, rule.cutAfter !== undefined].filter(
    Boolean,
  ).length;
  if (ofEvents(rule) && (answers > 0 || rule.when !== undefined)) bad("duplicate and late go with latency and with nothing else");
  if (answers > 1) bad("reset and cutAfter go with no other answer");
  if (rule.html && rule.body !== undefined) bad("html and body are two answers");
  if (answers === 0 && rule.latency === undefined && !ofEvents(rule))
    bad("the rule does nothing: give status, html, body, reset, cutAfter, latency, duplicate or late");
  if (rule.cutAfter !== undefined && rule.when === "before") bad("cutAfter breaks off an answer of the API: it can't come before");
}

interface Planned extends Fault {
  matched: number;
  hits: number;
}

/** Rules that break chosen requests. The first rule that hits a request decides. */
export class Faults {
  #planned: Planned[] = [];
  #count = 0;
  readonly #random: Random;

  /** `random` decides for rules with a probability. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** Plans a fault for every request that fits; throws when the rule has an unknown key or no effect. */
  add(rule: FaultRule): Fault {
    check(rule);
    const fault: Planned = { id: `fault-${++this.#count}`, rule: Object.freeze({ ...rule }), matched: 0, hits: 0 };
    this.#planned.push(fault);
    return fault;
  }

  /** Plans a fault for the next request that fits (`times: 1`). */
  next(rule: FaultMatch & FaultEffect): Fault {
    return this.add({ ...rule, times: 1 });
  }

  /** The faults that are planned, those that are used up included. */
  list(): Fault[] {
    return this.#planned.map((f) => ({ ...f }));
  }

  /** Takes one back; false when there is none of this id. */
  remove(id: string): boolean {
    const before = this.#planned.length;
    this.#planned = this.#planned.filter((f) => f.id !== id);
    return this.#planned.length < before;
  }

  /** Takes all back. */
  clear(): void {
    this.#planned = [];
  }

  /** As it started: no rules, ids from 1, the same chances again. */
  reset(): void {
    this.#planned = [];
    this.#count = 0;
    this.#random.reset();
  }

  /** The fault that hits this call, if any. Counts. */
  hit(call: Call): Fault | undefined {
    let hit: Planned | undefined;
    for (const fault of this.#planned) {
      if (!matches(fault.rule, call) || (ofEvents(fault.rule) && call.verb !== "watch")) continue;
      fault.matched++;
      const { nth, times, probability } = fault.rule;
      if (hit || (nth !== undefined && fault.matched !== nth) || (times !== undefined && fault.hits >= times)) continue;
      if (probability !== undefined && this.#random.next() >= probability) continue;
      fault.hits++;
      hit = fault;
    }
    return hit;
  }
}
