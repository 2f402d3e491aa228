/**
 * What is loaded when it is first used: what follows objects for longer, and what changes them in several steps. One door for all of it, so
 * that bundlers make one piece of it, which packs better than many.
 */
export { cacheOf } from "./cache.ts";
export { difference } from "./difference.ts";
export { edit } from "./edit.ts";
export { LineDecoder } from "./lines.ts";
export { allOf, itemsOf, pagesOf } from "./paging.ts";
export { isUnclear, patchWithParents, settleCreate, settleDelete, settlePatch, settleUpdate } from "./settling.ts";
export { waitFor } from "./wait.ts";
export { watching } from "./watching.ts";
