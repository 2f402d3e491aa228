import type { Call } from "./calls.ts";
import { checkRule, type FaultMatch, type FaultRequest, type FaultRule, type SomeEffect, suits } from "./fault-rules.ts";
import { hint } from "./option-names.ts";
import type { Places } from "./places.ts";
import type { Random } from "./random.ts";
import { misfits } from "./vocabulary.ts";

/** A planned fault. */
export interface Fault {
  /** `fault-1` and so on; responses that it changed carry it in their `x-sandbox` header. */
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests that fitted, hit or not. */
  readonly matched: number;
  /** Requests that were hit. */
  readonly hits: number;
}

interface Planned extends Fault {
  matched: number;
  hits: number;
  /** What its `match` threw. */
  error?: unknown;
}

/** How a request is held against rules. */
export interface Asked {
  call: Call;
  /** Whether its token, or none, is good for what it asks. */
  isAuthenticated: () => boolean;
  /** For the `match` of rules. */
  request: () => FaultRequest;
}

/**
 * Rules that break chosen requests. One rule decides about a request: first those that are counted (`next`, `times`, `nth`), then those that
 * stand; of each the one that was added first.
 */
export class Faults {
  #planned: Planned[] = [];
  #count = 0;
  readonly #random: Random;
  readonly #custom: () => ReadonlySet<string>;
  readonly #places: () => Places;

  /** `random` decides for rules with a probability; `custom` gives the plurals of custom resources, `places` what rules can name. */
  constructor(random: Random, custom: () => ReadonlySet<string>, places: () => Places) {
    this.#random = random;
    this.#custom = custom;
    this.#places = places;
  }

  /** Plans a fault for every request that fits. Throws a TypeError when the rule has an unknown key, no effect, or fits no request. */
  add(rule: FaultRule): Fault {
    checkRule(rule, this.#custom());
    const fault: Planned = { id: `fault-${++this.#count}`, rule: Object.freeze({ ...rule }), matched: 0, hits: 0 };
    this.#planned.push(fault);
    return fault;
  }

  /** Plans a fault for the next request that fits (`times: 1`). */
  next(rule: FaultMatch & SomeEffect): Fault {
    return this.add({ ...rule, times: 1 });
  }

  /** The faults that are planned, those that are used up included. */
  list(): Fault[] {
    return this.#planned.map(({ error: _, ...fault }) => fault);
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

  /** The fault that hits this request, if any. Counts. */
  hit(asked: Asked): Fault | undefined {
    if (this.#planned.length === 0) return undefined;
    const isCounted = ({ rule }: Planned): boolean => rule.times !== undefined || rule.nth !== undefined;
    const inOrder = [...this.#planned.filter(isCounted), ...this.#planned.filter((fault) => !isCounted(fault))];
    let hit: Planned | undefined;
    for (const fault of inOrder) {
      if (!this.#fits(fault, asked)) continue;
      fault.matched++;
      const { nth, times, probability } = fault.rule;
      if (hit || (nth !== undefined && fault.matched !== nth) || (times !== undefined && fault.hits >= times)) continue;
      if (probability !== undefined && this.#random.next() >= probability) continue;
      fault.hits++;
      hit = fault;
    }
    return hit;
  }

  #fits(fault: Planned, { call, isAuthenticated, request }: Asked): boolean {
    const { rule } = fault;
    if (misfits(rule, call).length > 0 || !suits(rule, call) || !(rule.unauthenticated || isAuthenticated())) return false;
    try {
      return rule.match === undefined || rule.match(request());
    } catch (error) {
      fault.error = error;
      return false;
    }
  }

  /** A fault did nothing to the request that it hit: the next one may be hit in its place. */
  missed({ id }: Fault): void {
    const fault = this.#planned.find((f) => f.id === id);
    if (fault) fault.hits--;
  }

  /** Why rules can't be relied on: they threw, or hit fewer requests than they were planned for. `asked` are requests that came, for the nearest ones. */
  problems(asked: readonly Call[]): string[] {
    return this.#planned.flatMap(({ id, rule, hits, matched, error }) => {
      const shown = JSON.stringify(rule, (_, value) => (typeof value === "function" ? "a function" : value));
      if (error !== undefined) return [`${id}: match threw ${String(error)}: ${shown}`];
      const wanted = rule.times ?? (rule.nth === undefined ? 0 : 1);
      const missing = matched === 0 ? nowhere(rule, this.#places()) : "";
      // A rule that stands may go without a hit, but not if it is about nothing.
      if (missing === "" && (hits >= wanted || (rule.probability !== undefined && hits > 0))) return [];
      const missed = hits === 0 ? `${id} never hit` : `${id} hit ${hits} of ${wanted} times`;
      return [`${missed}: ${shown}${missing}${nearMisses(rule, asked)}`];
    });
  }
}

/** What a rule names and does not exist: the cluster behind the platform, or the namespace. */
function nowhere({ cluster, namespace, resource }: FaultRule, { clusters, namespaces }: Places): string {
  if (cluster !== undefined && !clusters.includes(cluster)) return `; there is no ${JSON.stringify(cluster)} now${hint(cluster, clusters)}`;
  const known = namespace === undefined ? undefined : namespaces(cluster, resource);
  if (namespace === undefined || !known || known.includes(namespace)) return "";
  return `; there is no namespace ${JSON.stringify(namespace)} now${hint(namespace, known)}`;
}

/** So many requests are named that nearly fit. */
const mostNamed = 3;

/** The latest requests that differ from a rule in one field. */
function nearMisses(rule: FaultRule, asked: readonly Call[]): string {
  const near = asked.toReversed().flatMap((call) => {
    const [field, ...more] = misfits(rule, call);
    if (more.length > 0 || call.api === "control") return [];
    const what = [call.verb, call.cluster, call.namespace, call.resource, call.name, call.subresource].filter(Boolean).join(" ");
    return [field === undefined ? `${what} (fits in all fields)` : `${what} (its ${field} is ${JSON.stringify(call[field]) ?? "missing"})`];
  });
  const named = [...new Set(near)].slice(0, mostNamed);
  return named.length ? `; near misses: ${named.join("; ")}` : "";
}
