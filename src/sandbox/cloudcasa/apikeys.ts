import { type Caller, type EveEngine, EveError, type Hooks, Unsupported } from "../eve/index.ts";
import type { Random } from "../random.ts";
import { sandboxTokenPrefix } from "../tokens.ts";

/** So many an organization may have. */
const limit = 10;

/** Clients know a key by its 100 to 255 characters out of these. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const length = 120;

/** API keys: shown once, when they are made, and good as tokens from then on. */
export class Apikeys {
  readonly #engine: () => EveEngine;
  readonly #random: Random;
  readonly #bare: boolean;

  constructor(engine: () => EveEngine, random: Random, bare: boolean) {
    this.#engine = engine;
    this.#random = random;
    this.#bare = bare;
  }

  readonly hooks: Hooks = {
    validate: ({ acls }, _validation, issues) => {
      // A bare server keeps them, as it keeps all else; that keys go by them is not its part.
      if (this.#bare || !issues.empty || !Array.isArray(acls) || acls.length === 0) return;
      const real = "lets the key do what its acls say, and no more";
      throw new Unsupported("apikey-acls", "an API key with acls", real, "Leave them out: keys of the sandbox may do everything.");
    },
    admit: (count) => {
      if (this.#engine().list("apikeys").length + count > limit)
        throw new EveError(422, `An organization can have at most ${limit} API keys: delete one first`);
    },
    insert: (document) => {
      const key = sandboxTokenPrefix + this.#random.text(length - sandboxTokenPrefix.length, alphabet);
      document["key"] = key;
      document["snippet"] = key.slice(-4);
    },
  };

  /** Who sends a key that was made here. */
  lookup(token: string): Caller | undefined {
    for (const { key, name } of this.#engine().core.store.all("apikeys")) if (key === token) return { name: String(name), readOnly: false };
    return undefined;
  }
}
