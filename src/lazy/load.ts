/**
 * Loads what a client needs rarely or late: watches, caches, waits, edits, paged lists, recovery after a lost response. One chunk for all of
 * it, and this is its only loader. In the CommonJS build it is part of the file that asks for it.
 */
export const load = () => import("./chunk.ts");
