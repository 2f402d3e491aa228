import { isObject } from "../../http/json.ts";
import type { Status } from "./object.ts";

export function isStatus(value: unknown): value is Status {
  return isObject(value) && value["kind"] === "Status";
}

/** The HTTP status that a Status claims, if it is that of a failure. */
export function failureIn(json: unknown): number | undefined {
  if (!isStatus(json)) return undefined;
  const { code, status } = json;
  if (typeof code === "number" && code >= 400 && code < 600) return Math.trunc(code);
  return status === "Failure" ? 500 : undefined;
}

/** Tells what JSON is not, if an object of the kind was due. A kept object has a name; other responses only have to be objects. */
export function mismatchOf(kind: string, isKept: boolean): (json: unknown) => string | undefined {
  return (json) => {
    if (!isObject(json) || isStatus(json) || Object.keys(json).length === 0) return `not a ${kind}`;
    const { metadata } = json;
    if (!isKept || (isObject(metadata) && typeof metadata["name"] === "string")) return undefined;
    return `not a ${kind}: it has no ${isObject(metadata) ? "metadata.name" : "metadata"}`;
  };
}
