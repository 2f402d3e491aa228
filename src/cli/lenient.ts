import type { LenientOptions } from "../sandbox/options.ts";

/** Values of --lenient, with the option that each stands for. */
const features = {
  "delete-without-if-match": { deleteWithoutIfMatch: true },
  "put-to-unknown-id": { putToUnknownId: 404 },
} as const satisfies Record<string, LenientOptions>;

export const lenientFeatures = Object.keys(features);

/** Reads the values of --lenient. Throws an Error for an unknown feature. */
export function lenientOptions(names: readonly string[]): LenientOptions {
  const options: LenientOptions = {};
  for (const name of names) {
    if (!Object.hasOwn(features, name)) throw new Error(`--lenient: unknown feature "${name}"; known are ${lenientFeatures.join(", ")}`);
    Object.assign(options, features[name as keyof typeof features]);
  }
  return options;
}
