declare const parsed: unique symbol;

/**
 * What `parseManifests` returns: an object whose fields only the server checks. `create`, `ensure` and `apply` take it as it is. The mark
 * exists for the compiler alone, so that objects written in code are still checked against their type.
 */
export interface ParsedManifest {
  readonly [parsed]: true;
}
