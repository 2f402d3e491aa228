import type * as z from "zod/mini";
import { ClusterplaneError } from "../http/errors.ts";
import { checkOptions, type OptionNames } from "../http/options.ts";
import { type Problem, type ProblemOptions, problemOptions, problems } from "./problems.ts";

/** A value that its schema refuses. Its code is `InvalidArgument`: nothing was sent. */
export class InvalidValueError extends ClusterplaneError {
  override readonly name = "InvalidValueError";
  /** Everything that is wrong, not only the first. */
  readonly problems: readonly Problem[];

  constructor(what: string, found: readonly Problem[]) {
    const shown = found.slice(0, 5).map((problem) => problem.message);
    if (found.length > shown.length) shown.push(`and ${found.length - shown.length} more`);
    super("InvalidArgument", `${what}: ${shown.join("; ")}`);
    this.problems = found;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), problems: this.problems };
  }
}

export interface CheckOptions extends ProblemOptions {
  /** What the value is, for the message of the error. Default `"invalid value"`. */
  what?: string;
}

const names = { ...problemOptions, what: true } satisfies OptionNames<CheckOptions>;

/**
 * Gives the value back, the same one, typed by the schema; throws an InvalidValueError that names each path in it and what was expected
 * there.
 */
export function check<T>(schema: z.core.$ZodType<T>, value: unknown, options: CheckOptions = {}): T {
  checkOptions(options, names, "check");
  const found = problems(schema, value, options);
  if (found.length > 0) throw new InvalidValueError(options.what ?? "invalid value", found);
  return value as T;
}
