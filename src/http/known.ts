import { invalidArgument } from "./errors.ts";

/**
 * Refuses options that a call does not know: a mistyped one would go without effect, and nobody would notice. `names` are those it knows,
 * parted by blanks; `where` is the call.
 */
export function known(options: object, names: string, where: string): void {
  if (typeof options !== "object" || options === null) throw invalidArgument(where, "expected its options as an object");
  for (const name in options) {
    if (!names.split(" ").includes(name))
      throw invalidArgument(where, `there is no option ${JSON.stringify(name)}, only ${names.replaceAll(" ", ", ")}`);
  }
}

/** The names of what every call takes. */
export const callOptions = "signal timeout";
