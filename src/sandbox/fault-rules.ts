import type { Call } from "./calls.ts";
import { type Duration, milliseconds } from "./duration.ts";
import { type Reason, statusOf } from "./errors.ts";
import { hint, type OptionNames } from "./option-names.ts";
import { checkMatch, type RequestMatch, type Words } from "./vocabulary.ts";

/** A request as a rule's `match` sees it. */
export interface FaultRequest extends Call {
  method: string;
  /** Path and query. */
  path: string;
  headers: Headers;
  /** The body: the value of JSON, else the text; undefined when there is none. */
  body?: unknown;
}

/** Which requests a fault hits: those that fit in everything that is given. */
export interface FaultMatch extends RequestMatch {
  /** Decides about requests that fit in all fields; for what the fields do not say. In process only. */
  match?: (request: FaultRequest) => boolean;
  /** Hits requests with a missing or unknown token too. Default: they get the API's own 401, and do not count. */
  unauthenticated?: true;
}

/** How often a fault hits. */
export interface FaultCount {
  /** Only the nth request that fits, counted from 1. */
  nth?: number;
  /** So many requests, the next ones that fit; `verify()` throws when there were fewer. Default: every one. */
  times?: number;
  /** Above 0, up to 1: each request that fits is hit with this probability, from the sandbox's seed. */
  probability?: number;
}

/** A refusal in the platform's own words: of a quota, of a template that is missing, of a cluster that is not ready, of a key whose time is over. */
export type Refusal = "quota" | "template" | "notReady" | "expiredKey";

/** What a fault does. At least one of these; `latency` goes with any other, `duplicate` and `late` with one another. */
export interface FaultEffect {
  /** An error in the words of the API that was asked, by code (409) or by the platform's reason ("Conflict"). */
  status?: number | Reason;
  /** The value of a Retry-After header beside `status`: whole seconds, as HTTP has them. Default: 1 on the platform's 429 and 503, else none. */
  retryAfter?: number;
  /**
   * `quota` and `template`: 403 to a create, update or patch of an instance. `notReady`: 500 to any request to a cluster behind the platform, and
   * to one for the kubeconfig of a virtual cluster. `expiredKey`: 401 to any request of either API.
   */
  refusal?: Refusal;
  /** The error page of a proxy in HTML; with `status` (default 502). */
  html?: true;
  /** A response with this body, with `status` (default 200) and `contentType`. */
  body?: string;
  /** The content type of `body`. Default: `application/json`. */
  contentType?: string;
  /** The connection breaks and no response comes. */
  reset?: true;
  /** The response breaks off after so many bytes of its body. A shorter body is not hit. */
  cutAfter?: number;
  /** The response comes so much later, on the sandbox's clock. */
  latency?: Duration;
  /** Each event of a watch comes twice. Such a rule fits watches only. */
  duplicate?: true;
  /** Each event of a watch comes so much later, on the sandbox's clock; their order stays. Such a rule fits watches only. */
  late?: Duration;
  /**
   * `before`: the API never sees the request. `after`: it does its work first, and then its response is lost or replaced.
   * Default: `before` with `status`, `refusal`, `html`, `body` and `reset`; `after` with `cutAfter`; latency alone is `before`.
   */
  when?: "before" | "after";
}

type Effect = Exclude<keyof FaultEffect, "retryAfter" | "contentType" | "when">;

/** Effects of which at least one is given: a rule without any does nothing, and is refused. */
export type SomeEffect = FaultEffect & { [E in Effect]: Required<Pick<FaultEffect, E>> }[Effect];

export type FaultRule = FaultMatch & FaultCount & SomeEffect;

const names = {
  api: true,
  verb: true,
  cluster: true,
  resource: true,
  subresource: true,
  namespace: true,
  name: true,
  match: true,
  unauthenticated: true,
  nth: true,
  times: true,
  probability: true,
  status: true,
  retryAfter: true,
  refusal: true,
  html: true,
  body: true,
  contentType: true,
  reset: true,
  cutAfter: true,
  latency: true,
  duplicate: true,
  late: true,
  when: true,
} satisfies OptionNames<FaultRule>;

const refusals: readonly Refusal[] = ["quota", "template", "notReady", "expiredKey"];
const instances = ["virtualclusterinstances", "spaceinstances"];
const writes = ["create", "update", "patch"];

/** Whether a rule is about the events of a watch. */
const ofEvents = ({ duplicate, late }: FaultEffect): boolean => duplicate !== undefined || late !== undefined;

/** Whether the effect of a rule can happen to a call. */
export function suits(rule: FaultRule, call: Call): boolean {
  if (ofEvents(rule)) return call.verb === "watch";
  const { cluster, resource = "", subresource, verb } = call;
  if (rule.refusal === "notReady")
    return cluster !== undefined || (resource === "virtualclusterinstances" && subresource === "kubeconfig" && verb === "create");
  if (rule.refusal === "quota" || rule.refusal === "template")
    return cluster === undefined && instances.includes(resource) && subresource === undefined && writes.includes(verb);
  return true;
}

const isCount = (n: unknown, least: number): boolean => Number.isInteger(n) && (n as number) >= least;

/** Throws a TypeError when a rule has an unknown key, a value that can't be, nothing to do, or fits no request. */
export function checkRule(rule: FaultRule, custom: ReadonlySet<string>): void {
  const bad = (what: string): never => {
    throw new TypeError(`sandbox.faults: ${what}`);
  };
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) bad("a rule is an object");
  for (const [key, value] of Object.entries(rule)) {
    if (!Object.hasOwn(names, key)) bad(`a rule has no ${JSON.stringify(key)}${hint(key, Object.keys(names))}`);
    if (value === undefined) bad(`${key} is undefined: leave it out`);
  }
  const words = checkMatch(rule, "sandbox.faults", custom);
  if (rule.match !== undefined && typeof rule.match !== "function") bad("match must be a function of a request; it works in process only");
  for (const key of ["body", "contentType"] as const)
    if (rule[key] !== undefined && typeof rule[key] !== "string") bad(`${key} must be a string`);
  for (const key of ["unauthenticated", "html", "reset", "duplicate"] as const)
    if (rule[key] !== undefined && rule[key] !== true) bad(`${key} can only be true`);
  if (rule.nth !== undefined && !isCount(rule.nth, 1)) bad("nth must be a whole number from 1 on");
  if (rule.times !== undefined && !isCount(rule.times, 1)) bad("times must be a whole number from 1 on");
  if (rule.probability !== undefined && !(typeof rule.probability === "number" && rule.probability > 0 && rule.probability <= 1)) {
    bad("probability must lie above 0 and not above 1");
  }
  if (rule.nth !== undefined && rule.times !== undefined) bad("nth means one request: times has no effect beside it");
  if (rule.status !== undefined) checkStatus(rule, bad);
  if (rule.retryAfter !== undefined && (rule.status === undefined || !isCount(rule.retryAfter, 0))) {
    bad("retryAfter must be a whole number of seconds, the value of the header, beside status");
  }
  if (rule.contentType !== undefined && rule.body === undefined) bad("contentType has no effect without body");
  if (rule.cutAfter !== undefined && !isCount(rule.cutAfter, 0)) bad("cutAfter must be a whole number of bytes");
  if (rule.latency !== undefined) milliseconds(rule.latency, "sandbox.faults: latency");
  if (rule.late !== undefined) milliseconds(rule.late, "sandbox.faults: late");
  if (rule.when !== undefined && rule.when !== "before" && rule.when !== "after") bad('when must be "before" or "after"');
  if (rule.refusal !== undefined && !refusals.includes(rule.refusal))
    bad(`no refusal ${JSON.stringify(rule.refusal)}${hint(String(rule.refusal), refusals)}`);
  checkEffects(rule, bad);
  checkReach(rule, words, bad);
}

function checkStatus({ status: given, body }: FaultRule, bad: (what: string) => never): void {
  const status = typeof given === "string" ? statusOf(given) : given;
  if (status === undefined) bad(`status ${JSON.stringify(given)} is no reason of the platform`);
  if (!isCount(status, 200) || (status as number) > 599) bad("status must be 200 to 599, or a reason such as Conflict");
  if (body !== undefined && [204, 205, 304].includes(status as number)) bad(`a response with status ${given} has no body`);
  if ((status as number) < 400 && body === undefined) bad(`status ${given} is no error: give a body with it`);
}

/** The effects of a rule must go together. */
function checkEffects(rule: FaultRule, bad: (what: string) => never): void {
  const answers = [
    rule.status !== undefined || rule.html || rule.body !== undefined,
    rule.refusal,
    rule.reset,
    rule.cutAfter !== undefined,
  ];
  const count = answers.filter(Boolean).length;
  if (ofEvents(rule) && (count > 0 || rule.when !== undefined)) bad("duplicate and late go with latency and with nothing else");
  if (count > 1) bad("refusal, reset and cutAfter go with no other response");
  if (rule.html && rule.body !== undefined) bad("html and body are two responses");
  if (count === 0 && rule.latency === undefined && !ofEvents(rule))
    bad("the rule does nothing: give status, refusal, html, body, reset, cutAfter, latency, duplicate or late");
  if (rule.cutAfter !== undefined && rule.when === "before") bad("cutAfter breaks off a response of the API: it can't come before");
}

/** Some request must fit both the rule and its effect. `words` are the resources that the rule fits; undefined if nobody knows. */
function checkReach(rule: FaultRule, words: readonly Words[] | undefined, bad: (what: string) => never): void {
  if (!words) return;
  const { refusal, subresource, cluster } = rule;
  const asks = (...verbs: string[]): boolean => rule.verb === undefined || verbs.some((verb) => [rule.verb].flat().includes(verb));
  if (ofEvents(rule) && !(asks("watch") && subresource === undefined && words.some((of) => of.verbs.has("watch"))))
    bad("duplicate and late are about the events of a watch, and the rule fits none");
  const isKubeconfig = asks("create") && (subresource === undefined || subresource === "kubeconfig") && cluster === undefined;
  if (refusal === "notReady" && !words.some((of) => of.behind || (isKubeconfig && of.plural === "virtualclusterinstances")))
    bad("the refusal notReady is of clusters behind the platform and of kubeconfigs, and the rule fits none");
  if (refusal !== "quota" && refusal !== "template") return;
  const isOfInstances =
    cluster === undefined && subresource === undefined && words.some((of) => !of.behind && instances.includes(of.plural));
  if (!isOfInstances || !asks(...writes)) bad(`the refusal ${refusal} is of writes of ${instances.join(" and ")}, and the rule fits none`);
}
