import { invalidArgument } from "./errors.ts";
import { given } from "./json.ts";

/**
 * The names of the options of an interface, as a value: `{ signal: true, timeout: true } satisfies OptionNames<CallOptions>`. The compiler
 * reports a name that is missing or misspelled.
 */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Throws if `options` is no object or has a name that is not in `names`: a misspelled option would have no effect, and nobody would notice.
 * `where` is the call, for the message.
 */
export function checkOptions(options: unknown, names: Readonly<Record<string, true>>, where: string): void {
  if (typeof options !== "object" || options === null) throw invalidArgument(where, "expected the options as an object");
  for (const name in options) {
    if (!Object.hasOwn(names, name)) {
      throw invalidArgument(where, `unknown option ${JSON.stringify(name)}; known options: ${Object.keys(names).join(", ")}`);
    }
  }
}

/** Throws InvalidArgument if the value is no whole number from 1, such as the size of a page. `where` names the option. */
export function checkPositiveInteger(value: unknown, where: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw invalidArgument(where, `expected a whole number from 1, got ${given(value)}`);
  }
}
