/** Who sends a request. */
export interface User {
  name: string;
  groups: readonly string[];
}

/** Whom a request without a token comes from. */
export const anonymous: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

/** What is warned of a token that stands behind more than one space: it is none. */
export const spacedToken = "the provided Authorization header contains extra space before the bearer token, and is ignored";

export const isSpacedToken = (header: string | null): boolean => /^bearer {2,}\S/i.test((header ?? "").trim());

/**
 * The bearer token of a request. Another scheme, or a token that is empty, is no token at all; the scheme may be written in any case.
 */
export function bearerToken(header: string | null): string | undefined {
  const [scheme, token] = (header ?? "").trim().split(" ");
  return scheme?.toLowerCase() === "bearer" && token ? token : undefined;
}
