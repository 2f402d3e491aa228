/** How a transport of ours tells what it knows of its errors. */

/** Marks an error of a transport that knows that the request was not sent. */
export const unsent = Symbol.for("clusterplane.unsent");

/** Node's code for a proxy that made no tunnel. Our transport adds `hopeless`. */
export const proxyFailed = "ERR_PROXY_TUNNEL";
