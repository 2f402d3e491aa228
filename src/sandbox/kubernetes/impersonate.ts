import type { RequestInfo } from "./route.ts";
import { anonymous, type User } from "./user.ts";

/** Somebody as whom a request is made by somebody else. */
export interface Impersonated extends User {
  uid?: string;
  extra: Readonly<Record<string, readonly string[]>>;
}

/** A part of an identity that a request wants to take on. */
interface Part {
  resource: "users" | "serviceaccounts" | "groups" | "userextras" | "uids";
  namespace: string;
  name: string;
  /** The key of a userextra. */
  key: string;
}

/** What a request wants to be made as; undefined when it is to be made as who sends it. */
export interface Impersonation {
  parts: readonly Part[];
  as: Impersonated;
}

/** Parts of an identity without a user; the server has no Status for that. */
export class NobodyToImpersonate extends Error {}

const extraPrefix = "impersonate-extra-";
const account = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Several headers of one name arrive as one, joined in this way. */
const values = (header: string | null): string[] => (header === null ? [] : header.split(", ").filter(Boolean));

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/**
 * Reads the `Impersonate-` headers, and a further one with groups joined by ", " when `joined` names it. Throws when they name groups and
 * no user.
 */
export function impersonation(headers: Headers, joined?: string): Impersonation | undefined {
  const user = headers.get("impersonate-user") ?? "";
  const uid = headers.get("impersonate-uid") ?? "";
  const groups = [...values(headers.get("impersonate-group")), ...(joined ? values(headers.get(joined)) : [])];
  const extra: Record<string, string[]> = {};
  headers.forEach((value, name) => {
    if (name.startsWith(extraPrefix)) extra[decoded(name.slice(extraPrefix.length)).toLowerCase()] = values(value);
  });
  const part = (resource: Part["resource"], name: string, more: Partial<Part> = {}): Part => ({
    resource,
    name,
    namespace: "",
    key: "",
    ...more,
  });
  const rest = [
    ...groups.map((group) => part("groups", group)),
    ...Object.entries(extra).flatMap(([key, all]) => all.map((value) => part("userextras", value, { key }))),
    ...(uid ? [part("uids", uid)] : []),
  ];
  if (!user) {
    if (!rest.length) return undefined;
    throw new NobodyToImpersonate(`requested [${rest.map(shown).join(" ")}] without impersonating a user`);
  }
  const [, namespace, name] = account.exec(user) ?? [];
  const first = namespace && name ? part("serviceaccounts", name, { namespace }) : part("users", user);
  const own = namespace && !groups.length ? ["system:serviceaccounts", `system:serviceaccounts:${namespace}`] : groups;
  const all = user === anonymous.name ? "system:unauthenticated" : "system:authenticated";
  const isSaid = own.some((group) => group === "system:authenticated" || group === "system:unauthenticated");
  return { parts: [first, ...rest], as: { name: user, groups: isSaid ? own : [...own, all], ...(uid && { uid }), extra } };
}

/** A part as Go prints a reference to it: kind, namespace, name, uid, version, resourceVersion, field. */
function shown({ resource, name, key }: Part): string {
  if (resource === "groups") return `{Group  ${name}    }`;
  return resource === "uids" ? `{UID  ${name}  authentication.k8s.io/v1  }` : `{UserExtra  ${name}  authentication.k8s.io/v1  ${key}}`;
}

/** What authorisation is asked about a part. */
export function impersonates({ resource, namespace, name, key }: Part, info: RequestInfo): RequestInfo {
  const ours = resource === "userextras" || resource === "uids";
  return {
    ...info,
    isResource: true,
    verb: "impersonate",
    group: ours ? "authentication.k8s.io" : "",
    version: ours ? "v1" : "",
    namespace,
    resource,
    name,
    subresource: key,
  };
}
