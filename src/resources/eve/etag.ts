/**
 * The bare value of an etag. Eve sends it bare in `_etag` and quoted in the ETag header, and takes `x`, `"x"` and `W/"x"` as equal;
 * `""` counts as none.
 */
export function bareEtag(etag: unknown): string | undefined {
  if (typeof etag !== "string") return undefined;
  const bare = etag.replace(/^(?:W\/)?"(.*)"$/, "$1").trim();
  return bare === "" ? undefined : bare;
}

/** An etag as a header value. */
export function quotedEtag(etag: string): string {
  return `"${etag}"`;
}
