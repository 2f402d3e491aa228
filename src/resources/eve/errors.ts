import { isClusterplaneError, type RequestError } from "../../http/errors.ts";

/** The server keeps a document because another one uses it (409 on DELETE). */
export const isInUse = (error: unknown): error is RequestError => isClusterplaneError(error) && error.code === "InUse";
