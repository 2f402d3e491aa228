import { EveError } from "./errors.ts";

/** Who sends a request. */
export interface Caller {
  name: string;
  /** Every change is refused with 403. */
  readOnly: boolean;
}

/** The user of a token, or undefined. */
export type Authenticate = (token: string) => Caller | undefined;

/** The user name of Basic credentials, or of a header with parameters (Digest), which Eve takes for a token. */
function userName(header: string): string | undefined {
  const [, scheme = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === "basic") {
    try {
      return atob(rest).split(":")[0];
    } catch {
      return undefined;
    }
  }
  return /=./.test(rest.replace(/=+$/, "")) ? /(?:^|[\s,])username="?([^",\s]*)/.exec(rest)?.[1] : undefined;
}

/** The token in an Authorization header: `Bearer t`, `Token t`, `t` alone, or a user name. */
export function tokenOf(header: string | null): string | undefined {
  if (header === null) return undefined;
  const user = userName(header);
  if (user) return user;
  const text = header.trim();
  if (!/^(token|bearer)/i.test(text)) return text || undefined;
  return text.split(" ")[1] || undefined;
}

/** The sender of a request; throws 401 for no or a wrong token, and 403 for a change by one who may only read. */
export function authenticate(method: string, headers: Headers, lookup: Authenticate, realm: string): Caller {
  const token = tokenOf(headers.get("authorization"));
  const caller = token === undefined ? undefined : lookup(token);
  if (!caller) throw new EveError(401, undefined, { "www-authenticate": `Basic realm="${realm}"` });
  if (caller.readOnly && method !== "GET" && method !== "HEAD") throw new EveError(403);
  return caller;
}
