import type { KindData, TypeData } from "../../generated/sandbox/platform.ts";

// Tables are printed with their types, so that each type stands in one place.
export type { FieldData, KindData, SubresourceData, TypeData } from "../../generated/sandbox/platform.ts";

/** Kinds as OpenAPI documents describe them. */
export interface Published {
  types: Readonly<Record<string, TypeData>>;
  /** The type of each kind, in `types`. */
  kinds: Readonly<Record<string, string>>;
  /** What the schema of a field says beside, by `Type.field`: `x-kubernetes-…`. */
  extensions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The API that an engine plays. */
export interface Tables {
  group: string;
  version: string;
  kinds: readonly KindData[];
  types: Readonly<Record<string, TypeData>>;
  /** What the OpenAPI documents say of the kinds. Default: what `types` says. */
  published?: () => Published;
}
