import { ApiError } from "../kubernetes/index.ts";

/** A virtual cluster can't be used now, in words that clients look for: documented, as the code is. */
const notReady = (why: string) => new ApiError(500, "InternalError", `Internal error occurred: ${why}`, { causes: [{ message: why }] });

/** It has not been Ready yet. */
export const notDeployed = () => notReady("vcluster secret not found");

/** It was Ready and does not run now. */
export const notRunning = () => notReady("no ready pod for virtual cluster");
