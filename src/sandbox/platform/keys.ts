import type { Clock, Timer } from "../clock.ts";
import { type KubeObject, type KubernetesEngine, type User, unauthorized } from "../kubernetes/index.ts";
import type { Random } from "../random.ts";
import { sandboxTokenPrefix, type Tokens } from "../tokens.ts";
import type { AccessKey } from "./objects.ts";
import type { Scope } from "./scope.ts";

/** Somebody who sent a known token. */
export interface Caller extends User {
  /** What the sandbox lets him do: rights of single kinds are not simulated. */
  may: "all" | "read" | "nothing";
  /** Name of the access key that was used; undefined for the two tokens of the sandbox itself. */
  key: string | undefined;
  /** Type of that key. */
  keyType?: string | undefined;
  /** What the key is narrowed to; undefined when it is not. */
  scope: Scope | undefined;
}

const resource = "ownedaccesskeys";
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The groups the platform counts a user to. */
const groupsOf = (name: string) => ["system:authenticated", "loft:authenticated", "loft:user:*", `loft:user:${name}`];

/** The access keys that were made in the sandbox: they authenticate until they are disabled, deleted or out of time. */
export class AccessKeys {
  readonly #engine: KubernetesEngine;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #tokens: Tokens;
  /** Names of keys by their secret. */
  readonly #bySecret = new Map<string, string>();
  /** When a key was last used, milliseconds since 1970. */
  readonly #activity = new Map<string, number>();
  readonly #timers = new Map<string, Timer>();

  constructor(options: { engine: KubernetesEngine; clock: Clock; random: Random; tokens: Tokens }) {
    this.#engine = options.engine;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#tokens = options.tokens;
    options.engine.subscribe((plural, { type, object, before }) => {
      if (plural !== resource) return;
      if (before) this.#forget(before);
      if (type !== "DELETED") this.#learn(object);
    });
  }

  /** A new secret; recognisable, so that no client sends it to a real server. */
  secret(): string {
    return sandboxTokenPrefix + this.#random.text(50, alphabet);
  }

  /** Makes a key of a login for a user; `ttl` in seconds. */
  login(user: string, ttl: number): { name: string; key: string } {
    const key = this.secret();
    const name = `login-${user.toLowerCase().replace(/[^a-z0-9-]/g, "-")}-${this.#random.text(5, "bcdfghjklmnpqrstvwxz2456789")}`;
    this.#engine.create(resource, { metadata: { name }, spec: { displayName: "Login", type: "Login", user, key, ttl } });
    return { name, key };
  }

  /** Reads all keys anew: the store has other contents now. */
  reset(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    for (const map of [this.#bySecret, this.#activity, this.#timers]) map.clear();
    for (const object of this.#engine.list(resource)) this.#learn(object);
  }

  /** Ends all keys at once, as if their time had come. */
  expireAll(): void {
    for (const object of this.#engine.list(resource)) this.#engine.delete(resource, "", object.metadata.name as string);
  }

  #learn(object: KubeObject): void {
    const { metadata, spec } = object as unknown as AccessKey;
    const name = metadata.name as string;
    if (spec.key) this.#bySecret.set(spec.key, name);
    this.#plan(object);
  }

  #forget(object: KubeObject): void {
    const { metadata, spec } = object as unknown as AccessKey;
    if (spec.key) this.#bySecret.delete(spec.key);
    this.#timers.get(metadata.name as string)?.cancel();
    this.#timers.delete(metadata.name as string);
  }

  /** When a key is out of time, milliseconds since 1970; Infinity for never. */
  #end({ metadata, spec }: AccessKey): number {
    if (!spec.ttl) return Number.POSITIVE_INFINITY;
    const created = Date.parse(metadata.creationTimestamp as string);
    const start = spec.ttlAfterLastActivity ? (this.#activity.get(metadata.name as string) ?? created) : created;
    return start + spec.ttl * 1000;
  }

  /** A key that is out of time is deleted. */
  #plan(object: KubeObject): void {
    const key = object as unknown as AccessKey;
    const name = key.metadata.name as string;
    const end = this.#end(key);
    if (end === Number.POSITIVE_INFINITY) return;
    const expire = () => {
      const now = this.#engine.get(resource, "", name);
      if (!now || now.metadata.uid !== key.metadata.uid) return;
      if (this.#end(now as unknown as AccessKey) <= this.#clock.now()) this.#engine.delete(resource, "", name);
      else this.#plan(now);
    };
    const timer = this.#clock.after(Math.max(0, end - this.#clock.now()), expire, { background: true });
    this.#timers.set(name, timer);
  }

  /** The caller behind a token; throws 401 in the platform's words for one that is not known (any more). */
  caller(token: string): Caller {
    const known = this.#tokens.lookup(token);
    if (known) return { name: known.name, groups: known.groups, may: known.readOnly ? "read" : "all", key: undefined, scope: undefined };
    const name = this.#bySecret.get(token);
    const object = name === undefined ? undefined : this.#engine.get(resource, "", name);
    if (!object) {
      // A secret of ours that is gone, or one that never was.
      throw unauthorized(token.startsWith(sandboxTokenPrefix) ? "Access key not found. Please login again" : "invalid bearer token");
    }
    const key = object as unknown as AccessKey;
    if (key.spec.disabled || this.#end(key) <= this.#clock.now()) throw unauthorized("Access key not found. Please login again");
    this.#activity.set(name as string, this.#clock.now());
    const user = key.spec.user ?? "";
    const isAdmin = user === "admin";
    return {
      name: user,
      groups: [...(isAdmin ? ["loft:admins"] : []), ...groupsOf(user)],
      may: user === "readonly" ? "read" : "all",
      key: name,
      keyType: key.spec.type,
      scope: key.spec.scope,
    };
  }
}
