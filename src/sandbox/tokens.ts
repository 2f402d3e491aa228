/** Who sends a request. */
interface TokenUser {
  /** The user's name: `admin` or `readonly`. */
  name: string;
  /** The groups the platform would count the user to. */
  groups: string[];
  /** May only read: every change is refused with 403. */
  readOnly: boolean;
}

/** The bearer tokens a sandbox knows from its start; those that it issues later (access keys) are its engines' own. */
export interface Tokens {
  /** The user of a token; undefined when the token is not one of these. */
  lookup(token: string): TokenUser | undefined;
}

/** Every token a sandbox makes up by itself begins like this, so that a client can refuse to send one to a real server. */
export const sandboxTokenPrefix = "sandbox-token-";

/** The tokens of the two users of every sandbox. */
export interface TokenOptions {
  /** The token of `admin`, who may do all. Default: `sandbox-token-admin`. */
  admin?: string;
  /** The token of `readonly`, who may only read. Default: `sandbox-token-readonly`. */
  readonly?: string;
}

const user = (name: string, admin: boolean): TokenUser => ({
  name,
  groups: [...(admin ? ["loft:admins"] : []), "system:authenticated", "loft:authenticated", "loft:user:*", `loft:user:${name}`],
  readOnly: !admin,
});

/** The two users' tokens as a table; throws when one is empty or both are the same. */
export function tokenTable(options: TokenOptions = {}): Tokens & { admin: string; readonly: string } {
  const admin = options.admin ?? `${sandboxTokenPrefix}admin`;
  const readonly = options.readonly ?? `${sandboxTokenPrefix}readonly`;
  for (const [name, token] of [
    ["admin", admin],
    ["readonly", readonly],
  ] as const) {
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
      throw new TypeError(`createSandbox: tokens.${name} must be printable ASCII text without blanks`);
    }
  }
  if (admin === readonly) throw new TypeError("createSandbox: tokens.admin and tokens.readonly must differ");
  const users = new Map([
    [admin, user("admin", true)],
    [readonly, user("readonly", false)],
  ]);
  return { admin, readonly, lookup: (token) => users.get(token) };
}
