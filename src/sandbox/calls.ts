import { isServerRoute } from "./platform/index.ts";

/** What a request asks for, in the words of its API: what fault rules match and the request log shows. */
export interface Call {
  /** The API asked; `control` is the sandbox's own (`/_sandbox/…`), `none` a path that nobody serves. */
  api: "platform" | "cloudcasa" | "control" | "none";
  /** A cluster behind the platform, as `cluster/eu` or `project/demo/virtualcluster/dev`; absent for the platform's own API. */
  cluster?: string;
  /** The group of the kind in such a cluster; absent for the core group. */
  group?: string;
  /** get, list, watch, create, update, patch, delete, deletecollection; other methods in lower case. */
  verb: string;
  /** The plural in the path, as `virtualclusterinstances` or `kubeclusters`; absent for discovery and the like. */
  resource?: string;
  /** The namespace (platform). */
  namespace?: string;
  /** The object's name (platform), or the document's id (CloudCasa). */
  name?: string;
  /** What follows the name: `kubeconfig`, `status`, or `action/run`. */
  subresource?: string;
}

const verbs: Readonly<Record<string, string>> = { POST: "create", PUT: "update", PATCH: "patch", DELETE: "delete" };

const verbOf = (method: string, named: boolean): string => {
  if (method === "GET" || method === "HEAD") return named ? "get" : "list";
  const verb = verbs[method] ?? method.toLowerCase();
  return verb === "delete" && !named ? "deletecollection" : verb;
};

/** Which API serves a path, whatever the host. */
function apiOf(path: string): Call["api"] {
  const first = path.slice(1, path.indexOf("/", 1) === -1 ? undefined : path.indexOf("/", 1));
  if (first === "kubernetes" || path === "/version" || isServerRoute(path)) return "platform";
  if (first === "api" || first === "kubeclusteragents") return "cloudcasa";
  return first === "_sandbox" ? "control" : "none";
}

const decode = (segment: string): string => {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** What `method` on `url` asks for; `override` is the value of X-HTTP-Method-Override, which CloudCasa's server obeys. */
export function describeCall(method: string, url: URL, override?: string | null): Call {
  const api = apiOf(url.pathname);
  if (api === "platform") return kubernetesCall(method, url);
  if (api === "cloudcasa") return eveCall(override ? override.toUpperCase() : method, url);
  return { api, verb: method.toLowerCase() };
}

/** How many segments name a cluster, in which one may be called "api". */
const skipped: Readonly<Record<string, number>> = { cluster: 3, project: 5 };

function kubernetesCall(method: string, url: URL): Call {
  const segments = url.pathname.split("/");
  // The API may lie behind any prefix: /kubernetes/management/apis/…, /kubernetes/cluster/{name}/api/v1/…
  const at = segments.findIndex((s, i) => i > (skipped[segments[2] as string] ?? 1) && (s === "apis" || s === "api"));
  const rest = at === -1 ? [] : segments.slice(at + (segments[at] === "apis" ? 3 : 2)).filter((s) => s !== "");
  let watch = false;
  if (rest[0] === "watch" && rest.length > 1) {
    watch = true;
    rest.shift();
  }
  const call: Call = { api: "platform", verb: "" };
  if (segments[2] === "cluster" || segments[2] === "project") {
    call.cluster = segments
      .slice(2, segments[2] === "cluster" ? 4 : 6)
      .map(decode)
      .join("/");
    if (segments[at] === "apis" && rest.length) call.group = decode(segments[at + 1] as string);
  }
  if (rest[0] === "namespaces" && rest.length > 2 && rest[2] !== "status" && rest[2] !== "finalize") {
    call.namespace = decode(rest[1] as string);
    rest.splice(0, 2);
  }
  const [resource, name, ...sub] = rest;
  if (resource !== undefined) call.resource = resource;
  if (name !== undefined) call.name = decode(name);
  if (sub.length) call.subresource = sub.join("/");
  if (resource === undefined) call.verb = verbOf(method, true);
  else if (method === "GET" && (watch || /[?&]watch=(1|t|T|true|TRUE|True)(&|$)/.test(url.search))) call.verb = "watch";
  else call.verb = verbOf(method, name !== undefined);
  return call;
}

function eveCall(method: string, url: URL): Call {
  const [, root, , resource, name, ...sub] = url.pathname.split("/");
  const call: Call = { api: "cloudcasa", verb: verbOf(method, root !== "api" || !resource || Boolean(name)) };
  if (root === "api" && resource) call.resource = resource;
  if (root === "api" && name) call.name = decode(name);
  if (sub.length && sub[0] !== "") call.subresource = sub.join("/");
  return call;
}
