/** What can be read of anything that was thrown. */

/** Name, message and code of anything that was thrown. */
export function errorParts(error: unknown): { name: string; message: string; code: string | undefined } {
  if (typeof error !== "object" || error === null) return { name: "Error", message: String(error), code: undefined };
  const part = (name: string) => {
    const value = property(error, name);
    return typeof value === "string" ? value : undefined;
  };
  return { name: part("name") ?? "Error", message: part("message") ?? "", code: part("code") };
}

/** A property of anything that was thrown; undefined where reading it throws. */
export function property(error: unknown, name: PropertyKey): unknown {
  try {
    return (error as Record<PropertyKey, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
