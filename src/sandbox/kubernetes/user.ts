/** Who sends a request. */
export interface User {
  name: string;
  groups: readonly string[];
}

/** Whom a request without a token comes from. */
export const anonymous: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

/**
 * The bearer token of a request. Another scheme, or a token that is empty, is no token at all; the scheme may be written in any case.
 */
export function bearerToken(header: string | null): string | undefined {
  const [scheme, token] = (header ?? "").trim().split(" ");
  return scheme?.toLowerCase() === "bearer" && token ? token : undefined;
}
