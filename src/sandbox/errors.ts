import type { Call } from "./calls.ts";
import { nearest } from "./option-names.ts";

/** The platform's reasons with their codes, and what its server says with them. */
const reasons = {
  BadRequest: { code: 400, message: () => "the server rejected our request for an unknown reason" },
  Unauthorized: { code: 401, message: () => "Unauthorized" },
  Forbidden: { code: 403, message: (what: string) => `${what} is forbidden: not allowed` },
  NotFound: { code: 404, message: (what: string) => `${what} not found` },
  MethodNotAllowed: { code: 405, message: () => "the server does not allow this method on the requested resource" },
  NotAcceptable: { code: 406, message: () => "the server was unable to respond with a content type that the client supports" },
  Conflict: {
    code: 409,
    message: (what: string) =>
      `Operation cannot be fulfilled on ${what}: the object has been modified; please apply your changes to the latest version and try again`,
  },
  AlreadyExists: { code: 409, message: (what: string) => `${what} already exists` },
  Expired: { code: 410, message: () => "The resourceVersion for the provided watch is too old." },
  Gone: { code: 410, message: () => "the requested resource is gone" },
  RequestEntityTooLarge: { code: 413, message: () => "Request entity too large: limit is 3145728" },
  UnsupportedMediaType: {
    code: 415,
    message: () => "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml",
  },
  Invalid: { code: 422, message: (what: string) => `${what} is invalid` },
  TooManyRequests: { code: 429, message: () => "Too many requests, please try again later." },
  InternalError: { code: 500, message: () => "Internal error occurred: asked for by a fault of the sandbox" },
  ServiceUnavailable: { code: 503, message: () => "the server is currently unable to handle the request" },
  Timeout: { code: 504, message: () => "Timeout: request did not complete within the allotted timeout" },
} as const;

/** A reason of the platform's API (Kubernetes API conventions). */
export type Reason = keyof typeof reasons;

/** The code of a reason; undefined for a word that is none. */
export const statusOf = (reason: string): number | undefined =>
  Object.hasOwn(reasons, reason) ? reasons[reason as Reason].code : undefined;

/** What CloudCasa's server says with a code of its own, as recorded; it has JSON for the others too, in the plain words of HTTP. */
const eveMessages: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Please provide proper credentials",
  403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
  404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
  405: "The method is not allowed for the requested URL.",
  406: "Not Acceptable",
  409: "A conflict happened while processing the request. The resource might have been modified while the request was being processed.",
  410: "Gone",
  412: "Client and server etags don't match",
  422: "Unprocessable Entity",
  428: "To edit a document its etag must be provided using the If-Match header",
  429: "Rate limit exceeded",
};

/** The words of an HTTP status that proxies put on their pages. */
const phrases: Readonly<Record<number, string>> = {
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

/** The page of a proxy that got no answer from behind. */
export function gatewayPage(status: number): Response {
  const title = `${status} ${phrases[status] ?? "Error"}`;
  const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(text, { status, headers: { "content-type": "text/html" } });
}

/** An error as the API that `call` asks would word it; `reason` tells apart what shares a code (platform only). */
export function apiError(call: Call, status: number, reason?: Reason, retryAfter?: number): Response {
  return call.api === "cloudcasa" ? eveError(status, retryAfter) : kubernetesError(call, status, reason, retryAfter);
}

/** The refusals of the platform that have a name, in its own words. */
const refusals = {
  quota: {
    reason: "Forbidden",
    message: ({ verb, resource = "" }: Call) =>
      `metadata.name: Forbidden: cannot ${verb} ${resource.replace(/s$/, "")}, because project ${resource} limit of 1 would be exceeded`,
  },
  template: { reason: "Forbidden", message: () => "spec.templateRef.name is required, because the project requires a template" },
  notReady: { reason: "InternalError", message: () => "vcluster secret not found" },
  expiredKey: { reason: "Unauthorized", message: () => "Access key not found. Please login again" },
} as const;

/** A refusal by name; `name` is that of the object which the request is about. */
export function refusal(kind: keyof typeof refusals, call: Call, name: string | undefined): Response {
  if (call.api === "cloudcasa") return eveError(401, undefined);
  const { reason, message: words } = refusals[kind];
  const { code } = reasons[reason];
  const { resource } = call;
  const message = words(call);
  const group = "management.loft.sh";
  const texts = {
    Forbidden: `${resource}.${group} ${JSON.stringify(name ?? "")} is forbidden: ${message}`,
    InternalError: `Internal error occurred: ${message}`,
    Unauthorized: message,
  };
  const details = {
    Forbidden: { ...(name !== undefined && { name }), group, kind: resource },
    InternalError: { causes: [{ message }] },
    Unauthorized: undefined,
  };
  return statusResponse({ message: texts[reason], reason, details: details[reason], code });
}

/** A Status of the platform. */
function statusResponse(
  of: { message: string; reason: Reason; details: object | undefined; code: number },
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { message, reason, details, code } = of;
  const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, ...(details && { details }), code };
  return new Response(`${JSON.stringify(status)}\n`, { status: code, headers: { "content-type": "application/json", ...headers } });
}

function kubernetesError(call: Call, code: number, given: Reason | undefined, retryAfter: number | undefined): Response {
  const found = (Object.keys(reasons) as Reason[]).find((r) => reasons[r].code === code);
  const reason = given ?? (code === 409 && call.verb === "create" ? "AlreadyExists" : found);
  // A code that an API server has no reason for comes from a proxy before it.
  if (!reason) return gatewayPage(code);
  const { resource, name } = call;
  const group = call.cluster === undefined ? "management.loft.sh" : (call.group ?? "");
  const what =
    resource === undefined ? "the server" : `${resource}${group && `.${group}`}${name === undefined ? "" : ` ${JSON.stringify(name)}`}`;
  const seconds = retryAfter ?? (code === 429 || code === 503 ? 1 : undefined);
  const details = {
    ...(name !== undefined && { name }),
    ...(resource !== undefined && { ...(group && { group }), kind: resource }),
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  };
  const status = { message: reasons[reason].message(what), reason, details: Object.keys(details).length > 0 ? details : undefined, code };
  return statusResponse(status, seconds === undefined ? {} : { "retry-after": String(seconds) });
}

function eveError(code: number, retryAfter: number | undefined): Response {
  const message = eveMessages[code];
  // Its server errors are HTML, as those of the proxy before it.
  const response =
    message === undefined ? gatewayPage(code) : Response.json({ _status: "ERR", _error: { code, message } }, { status: code });
  if (retryAfter !== undefined) response.headers.set("retry-after", String(retryAfter));
  if (code === 401) response.headers.set("www-authenticate", 'Basic realm="eve"');
  return response;
}

/** A path of the one API at the other's host, or a misprint: real servers have nothing there either. Undefined for any other path. */
export function nothingThere({ pathname }: URL): Response | undefined {
  const [, first = ""] = pathname.split("/");
  const isOfOther = /^\/(kubernetes|api)\//.test(pathname);
  const meant = isOfOther ? undefined : nearest(first, ["kubernetes"]);
  if (!isOfOther && meant === undefined) return undefined;
  const why = meant === undefined ? "this is the host of the other API" : `did you mean /${meant}/?`;
  return Response.json({ message: `there is nothing at ${pathname}: ${why}` }, { status: 404 });
}

/** A path outside of both APIs: real servers have pages and routes of their own there. */
export function otherRoute(method: string, url: URL): Response {
  const message =
    `${method} ${url.pathname}: the sandbox does not simulate this. The real server: may serve a page or a route of its own there. ` +
    "Use the platform's API (/kubernetes/), CloudCasa's (/api/v1/) or the sandbox's own (/_sandbox/).";
  return Response.json({ message }, { status: 501, headers: { "x-sandbox": "unsupported; id=route" } });
}

/** An error of the sandbox itself, told apart from every answer of the APIs. */
export function bug(call: Call, error: unknown): Response {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = [call.verb, call.resource, call.subresource].filter((s) => s !== undefined).join(" ");
  const message = `a bug of the sandbox, not an answer of the API (${call.api}: ${where}): ${text}`;
  return Response.json({ message }, { status: 500, headers: { "x-sandbox": "bug" } });
}
