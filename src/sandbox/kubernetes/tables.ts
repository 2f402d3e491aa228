import type { KindData, TypeData } from "../../generated/sandbox/platform.ts";

// Tables are printed with their types, so that each type stands in one place.
export type { FieldData, KindData, SubresourceData, TypeData } from "../../generated/sandbox/platform.ts";

/** The API that an engine plays. */
export interface Tables {
  group: string;
  version: string;
  kinds: readonly KindData[];
  types: Readonly<Record<string, TypeData>>;
}
