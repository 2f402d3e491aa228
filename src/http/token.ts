import { isLoopback, isReserved } from "./base-url.ts";
import type { Deadline } from "./deadline.ts";
import { ClusterplaneError, invalidArgument } from "./errors.ts";
import { typeName } from "./json.ts";
import { Shared } from "./shared.ts";

/** Why a token is asked for. */
export interface TokenContext {
  /**
   * `"request"`: the first attempt of a call. `"retry"`: a further one. `"unauthorized"`: the server refused the last token (401), so the
   * function should get a new one; if it gives the same, the call fails.
   */
  readonly reason: "request" | "retry" | "unauthorized";
  /** Aborts when nobody waits for the token any more. */
  readonly signal: AbortSignal;
}

/**
 * A bearer token (access key, API key), or a function that gives one. The function is called for each attempt, so it should keep the token
 * while it is valid; calls at the same time share one run of it.
 */
export type Token = string | ((context: TokenContext) => string | Promise<string>);

/** The tokens a sandbox makes up begin like this. */
const sandboxToken = /^sandbox-token-/;

/** Where a client's tokens come from. Holds the secret in a private field, so that neither inspect nor JSON sees it. */
export class TokenSource {
  readonly #given: Token | undefined;
  readonly #baseUrl: string;
  readonly #asked = new Shared<string>();
  readonly #renewed = new Shared<string>();
  #last: string | undefined;

  constructor(options: { readonly token?: Token | undefined }, baseUrl: string) {
    this.#baseUrl = baseUrl;
    // A given but undefined token is an environment variable that isn't set; without this check it would show as an anonymous 401 or 403.
    if ("token" in options && options.token === undefined) {
      throw invalidArgument("token", "is undefined (an environment variable that is not set?); leave the option out to send no token");
    }
    const given = options.token;
    this.#given = typeof given === "string" ? this.#check(given) : given;
    if (given !== undefined && typeof given !== "string" && typeof given !== "function") {
      throw invalidArgument("token", `expected a string or a function, got ${typeName(given)}`);
    }
  }

  /** The token that was given, or the last one that the function gave. */
  get known(): string | undefined {
    return typeof this.#given === "string" ? this.#given : this.#last;
  }

  /** Whether a refused token can be exchanged for another. */
  get isRenewable(): boolean {
    return typeof this.#given === "function";
  }

  /** The token for one attempt. `refused` is the one the server has just turned down. */
  get(reason: TokenContext["reason"], deadline: Deadline, refused?: string): string | undefined | Promise<string> {
    if (typeof this.#given !== "function") return this.#given;
    // Another call has asked anew since `refused` was sent: its answer serves this one too.
    if (refused !== undefined && this.#last !== undefined && this.#last !== refused) return this.#last;
    // Someone who was refused must not be served by a question from before the refusal; the others may share any.
    const shared = reason === "unauthorized" ? this.#renewed : this.#asked;
    const given = this.#given;
    return shared.join((signal) => this.#ask(given, { reason, signal }), deadline);
  }

  async #ask(ask: (context: TokenContext) => string | Promise<string>, context: TokenContext): Promise<string> {
    let token: unknown;
    try {
      token = await ask(context);
    } catch (error) {
      throw new ClusterplaneError("Token", "the token function threw; its error is the cause", { cause: error });
    }
    this.#last = this.#check(token);
    return this.#last;
  }

  #check(token: unknown): string {
    if (typeof token !== "string") throw invalidArgument("token", `expected a string, got ${typeName(token)}`);
    const trimmed = token.trim();
    if (trimmed === "") throw invalidArgument("token", "is empty");
    // fetch would refuse such a header too, but with the token in its message.
    if (/^bearer\s/i.test(trimmed)) throw invalidArgument("token", "starts with 'Bearer'; give the token alone");
    if (!/^[\x21-\x7e]+$/.test(trimmed))
      throw invalidArgument("token", "contains blanks, line breaks or other characters that no token has");
    if (sandboxToken.test(trimmed)) {
      const { hostname, host } = new URL(this.#baseUrl);
      if (!isLoopback(hostname) && !isReserved(hostname)) {
        throw invalidArgument("token", `is a sandbox's token, and ${host} is no sandbox; it was not sent`);
      }
    }
    return trimmed;
  }
}
