/** The part of the library that applies patches: it comes without a declaration of its own. */
declare module "fast-json-patch/module/core.mjs" {
  export { applyPatch } from "fast-json-patch";
}
