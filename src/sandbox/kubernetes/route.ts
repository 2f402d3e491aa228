import { parseFieldSelector } from "./field-selector.ts";

/** What a request is about, as authorisation sees it. */
export interface RequestInfo {
  /** Whether the path is of a resource of the API, and not of the server itself. */
  isResource: boolean;
  /** A verb of the API, or the HTTP method in lower case. */
  verb: string;
  /** Below the prefix of the API. */
  path: string;
  group: string;
  version: string;
  namespace: string;
  resource: string;
  name: string;
  subresource: string;
  /** More parts than that. */
  tooDeep: boolean;
  /** `/watch/…`: the old way to watch. */
  isOldWatch: boolean;
}

const verbs: Record<string, string> = { POST: "create", GET: "get", HEAD: "get", PUT: "update", PATCH: "patch", DELETE: "delete" };

/** Reads what a request is about from its method and its decoded path. */
export function requestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const info: RequestInfo = {
    isResource: false,
    verb: method.toLowerCase(),
    path,
    group: "",
    version: "",
    namespace: "",
    resource: "",
    name: "",
    subresource: "",
    tooDeep: false,
    isOldWatch: false,
  };
  let parts = path.split("/").filter(Boolean);
  // /api/v1/x or /apis/group/version/x
  if (parts[0] === "apis" && parts.length >= 4) {
    info.group = parts[1] as string;
    info.version = parts[2] as string;
    parts = parts.slice(3);
  } else if (parts[0] === "api" && parts.length >= 3) {
    info.version = parts[1] as string;
    parts = parts.slice(2);
  } else return info;
  info.isResource = true;
  info.verb = verbs[method] ?? "";
  if (parts[0] === "watch" && parts.length > 1) {
    info.isOldWatch = true;
    info.verb = "watch";
    parts = parts.slice(1);
  }
  if (parts[0] === "namespaces" && parts.length > 1) {
    info.namespace = parts[1] as string;
    if (parts.length > 2 && parts[2] !== "status" && parts[2] !== "finalize") parts = parts.slice(2);
  }
  [info.resource = "", info.name = "", info.subresource = ""] = parts;
  info.tooDeep = parts.length > 3;
  if (info.name) return info;
  if (info.verb === "delete") info.verb = "deletecollection";
  if (info.verb === "get") {
    const watch = query.get("watch");
    info.verb = watch !== null && watch !== "0" && watch.toLowerCase() !== "false" ? "watch" : "list";
    info.name = selectedName(query);
  }
  return info;
}

/** A list of the one object of a name counts as a request for that object. */
function selectedName(query: URLSearchParams): string {
  const selector = query.get("fieldSelector");
  if (!selector) return "";
  try {
    return parseFieldSelector(selector)?.name ?? "";
  } catch {
    return "";
  }
}
