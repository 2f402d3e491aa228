import type { Deadline } from "../../../http/deadline.ts";
import { invalidArgument } from "../../../http/errors.ts";
import { failsBefore } from "../../../http/failure.ts";
import { isObject } from "../../../http/json.ts";
import { checkOptions } from "../../../http/options.ts";
import { segment } from "../../../http/paths.ts";
import { isNotFound } from "../../../http/predicates.ts";
import { Shared } from "../../../http/shared.ts";
import { loadManifests } from "../../../lazy/load-manifests.ts";
import type { Api, Kind, Namespace } from "../kind.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { applyManyOptions } from "../option-names.ts";
import type { ApplyManyOptions } from "../options.ts";
import { type KindHooks, Requests } from "../requests.ts";
import { applyObject } from "./update.ts";

/** Where objects go that don't say so themselves. */
export interface ApplyPlace {
  /** For namespaced objects without a namespace. */
  readonly namespace?: Namespace | undefined;
  /** What kinds with rules of their own change before an object is sent. */
  hooksOf(kind: Kind): KindHooks;
}

/**
 * Applies objects of any kind, in their order. Plural and scope of each kind come from the server's discovery, requested once for each API
 * version, and again for a kind that was not there. An object that fails throws its error; those before it stay applied.
 */
export async function applyObjects(
  api: Api,
  input: unknown,
  options: ApplyManyOptions,
  { namespace, hooksOf }: ApplyPlace,
): Promise<Stored<KubernetesObject>[]> {
  checkOptions(options, applyManyOptions, "apply");
  const objects = typeof input === "string" ? (await loadManifests()).parseManifests(input) : Array.isArray(input) ? input : [input];
  if (typeof input === "string" && objects.length === 0) throw invalidArgument("objects", "the text has no objects in it");
  const applied: Stored<KubernetesObject>[] = [];
  // What is wrong with an object is found before the first one is sent.
  const checked = objects.map((object, index) => check(object, `objects[${index}]`));
  let hasDefinitions = false;
  for (const [index, object] of checked.entries()) {
    const before = <R>(work: (deadline: Deadline) => Promise<R>) =>
      api.http.within(options, (deadline) => work(deadline).catch(failsBefore(callFor(object, deadline))));
    const kind = await before((deadline) => kindOf(api, object, deadline, hasDefinitions));
    const asked = async (deadline: Deadline) => (typeof namespace === "function" ? namespace(deadline) : namespace);
    const place = kind.namespaced ? object.metadata.namespace || (await before(asked)) : undefined;
    if (kind.namespaced && place === undefined) {
      throw invalidArgument(`objects[${index}].metadata.namespace`, `expected a namespace: ${kind.kind} is namespaced`);
    }
    const requests = new Requests<KubernetesObject>(api, kind, place);
    requests.hooks = hooksOf(kind);
    applied.push(await applyObject(requests, object, options));
    hasDefinitions ||= kind.kind === "CustomResourceDefinition";
  }
  return applied;
}

type Complete = Stored<KubernetesObject> & { readonly apiVersion: string; readonly kind: string };

/** The call that an object needs, as far as it is known before its kind and namespace are. */
function callFor({ kind, metadata }: Complete, deadline: Deadline) {
  return { method: "PATCH", path: "", safety: "read", describe: { verb: "apply", resource: kind, name: metadata.name }, deadline } as const;
}

function check(object: unknown, where: string): Complete {
  if (!isObject(object)) throw invalidArgument(where, "expected an object");
  for (const name of ["apiVersion", "kind"] as const) {
    if (typeof object[name] !== "string" || object[name] === "") throw invalidArgument(`${where}.${name}`, "expected a string");
  }
  if (!isObject(object["metadata"])) throw invalidArgument(`${where}.metadata`, "expected an object");
  segment(object["metadata"]["name"], `${where}.metadata.name`);
  return object as unknown as Complete;
}

type Resources = readonly Kind[];

/** The kinds of an API version, once they are known, and the request for them. */
interface Discovery {
  known: Resources | undefined;
  readonly request: Shared<Resources>;
}

/** The kinds of an API, by API version. */
const discovered = new WeakMap<Api, Map<string, Discovery>>();

/** `isWaiting`: a definition was applied just now, so its kind may take a moment to be served. */
async function kindOf(api: Api, { apiVersion, kind }: Complete, deadline: Deadline, isWaiting: boolean): Promise<Kind> {
  for (;;) {
    const isOld = discovered.get(api)?.get(apiVersion)?.known !== undefined;
    try {
      const found = (await resourcesOf(api, apiVersion, deadline)).find((one) => one.kind === kind);
      if (found !== undefined) return found;
      if (isOld) {
        // The kind may have come since.
        discovered.get(api)?.delete(apiVersion);
        continue;
      }
      if (!isWaiting) throw invalidArgument("kind", `the server has no ${kind} in ${apiVersion}`);
    } catch (error) {
      if (!isWaiting || !isNotFound(error)) throw error;
    }
    discovered.get(api)?.delete(apiVersion);
    await deadline.sleep(500);
  }
}

async function resourcesOf(api: Api, apiVersion: string, deadline: Deadline): Promise<Resources> {
  const versions = discovered.get(api) ?? new Map<string, Discovery>();
  discovered.set(api, versions);
  const found: Discovery = versions.get(apiVersion) ?? { known: undefined, request: new Shared() };
  versions.set(apiVersion, found);
  const begin = async (signal: AbortSignal) => {
    found.known = await api.http.within({ signal }, (own) => discover(api, apiVersion, own), Number.POSITIVE_INFINITY);
    return found.known;
  };
  return found.known ?? found.request.join(begin, deadline);
}

async function discover(api: Api, apiVersion: string, deadline: Deadline): Promise<Resources> {
  const version = apiVersion.split("/").map((part) => segment(part, "apiVersion"));
  const { json } = await api.http.request({
    method: "GET",
    path: `${api.base}/${version.length > 1 ? "apis" : "api"}/${version.join("/")}`,
    safety: "read",
    describe: { verb: "discover", resource: apiVersion },
    mismatch: (json) => (isObject(json) && Array.isArray(json["resources"]) ? undefined : "not a list of resources"),
    deadline,
  });
  const { resources } = json as { resources: readonly unknown[] };
  // Names with a slash are subresources.
  return resources
    .filter(isObject)
    .filter(({ name, kind }) => typeof name === "string" && !name.includes("/") && typeof kind === "string")
    .map(({ name, kind, namespaced }) => ({ kind: kind as string, plural: name as string, apiVersion, namespaced: namespaced === true }));
}
