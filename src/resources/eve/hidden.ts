/** Fields that the server takes and never returns. */
import { invalidArgument } from "../../http/errors.ts";
import { own } from "../../http/json.ts";
import type { Definition } from "./definition.ts";

/** A PUT replaces everything, also what the server keeps to itself. */
export function refuseLosingSecrets(definition: Definition, after: Readonly<Record<string, unknown>>): void {
  const missing = (definition.hidden ?? []).filter(
    (path) =>
      path.split(".").reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? own(at, key) : undefined), after) === undefined,
  );
  if (missing.length > 0) {
    throw invalidArgument(
      missing[0] as string,
      `removing a field replaces the whole document, and the server never returns ${missing.join(", ")}; use update() with everything in it`,
    );
  }
}
