const base64url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** A token that looks like a signed JWT; the signature is made up. */
export function unsignedJwt(claims: Record<string, unknown>, keyId: string, signature: string): string {
  return [JSON.stringify({ alg: "RS256", kid: keyId }), JSON.stringify(claims)].map(base64url).concat(base64url(signature)).join(".");
}
