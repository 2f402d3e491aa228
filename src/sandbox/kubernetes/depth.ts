import type { Json, JsonObject } from "./objects.ts";
import { type ApiError, unsupported } from "./status.ts";

/** So deep an object may be nested here; a real server takes ten times as much. What writes objects goes down by recursion. */
const limit = 1000;

/** What a request is answered whose object is nested more deeply than can be held here. */
export const tooDeep = (): ApiError =>
  unsupported("kubernetes.depth", {
    asked: `an object that is nested more than ${limit} deep`,
    real: "reads what is nested up to 10,000 deep",
    instead: "Nest it less.",
  });

/** Throws for an object that could be stored and never be read again. */
export function checkDepth(object: object): void {
  let level: Json[] = [object as Json];
  for (let depth = 0; level.length; depth++) {
    if (depth > limit) throw tooDeep();
    const below: Json[] = [];
    for (const value of level) {
      for (const key in value as JsonObject) {
        const item = (value as JsonObject)[key] as Json;
        if (typeof item === "object" && item !== null) below.push(item);
      }
    }
    level = below;
  }
}

/** Whether an error says that the recursion went too deep. */
export const isOverflow = (error: unknown): boolean => error instanceof RangeError && error.message.includes("call stack");
