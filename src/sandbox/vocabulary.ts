// The words of requests that the sandbox can get: rules and questions with other words would never hit, and nobody would notice.
import { type ResourceData, resources } from "../generated/sandbox/cloudcasa.ts";
import { type KindData, kinds } from "../generated/sandbox/platform.ts";
import type { Call } from "./calls.ts";
import { hint, nearest } from "./option-names.ts";
import { builtIn } from "./platform/proxied/kinds.ts";

/** Which requests are meant: those that fit in everything that is given. */
export interface RequestMatch {
  api?: "platform" | "cloudcasa";
  /** get, list, watch, create, update, patch, delete, deletecollection; a list means any of them. */
  verb?: string | readonly string[];
  /** A cluster behind the platform, as `cluster/eu` or `project/demo/virtualcluster/dev`. Default: the platform's own API too. */
  cluster?: string;
  /** The plural, as `virtualclusterinstances` or `kubeclusters`. */
  resource?: string;
  /** What follows the name in the path, as `kubeconfig` or `action/run`. */
  subresource?: string;
  /** The namespace (platform). */
  namespace?: string;
  /** The object's name in the path (platform), or the document's id (CloudCasa). */
  name?: string;
}

/** The keys of a match that are compared as they are. */
export const matchKeys = ["api", "cluster", "resource", "subresource", "namespace", "name"] as const;

/** The words that a resource knows. */
export interface Words {
  plural: string;
  api: "platform" | "cloudcasa";
  /** Whether it is a kind of the clusters behind the platform. */
  behind: boolean;
  verbs: ReadonlySet<string>;
  namespaced: boolean;
  subresources: ReadonlyMap<string, ReadonlySet<string>>;
}

const eveVerbs = (ofResource: readonly string[], ofItem: readonly string[]): Set<string> => {
  const verbs: Readonly<Record<string, readonly [resource: string, item: string]>> = {
    GET: ["list", "get"],
    POST: ["create", "create"],
    PUT: ["update", "update"],
    PATCH: ["patch", "patch"],
    DELETE: ["deletecollection", "delete"],
  };
  return new Set([...ofResource.map((method) => verbs[method]?.[0]), ...ofItem.map((method) => verbs[method]?.[1])].map(String));
};

const runs = new Map([["action/run", new Set(["create"])]]);

const ofResource = ({ name, resourceMethods, itemMethods }: ResourceData): Words => ({
  plural: name,
  api: "cloudcasa",
  behind: false,
  verbs: eveVerbs(resourceMethods, itemMethods),
  namespaced: false,
  subresources: name === "kubebackups" || name === "kubeoffloads" ? runs : new Map(),
});

const ofKind = ({ plural, verbs, namespaced, subresources }: KindData, behind: boolean): Words => ({
  plural,
  api: "platform",
  behind,
  verbs: new Set(verbs),
  namespaced,
  subresources: new Map(subresources.map((sub) => [sub.name, new Set(sub.verbs)])),
});

const behind = builtIn.flatMap((tables) => tables.kinds);

/** By plural: a plural can be that of several kinds. */
const known = new Map<string, Words[]>();
for (const [name, words] of [
  ...kinds.map((kind) => [kind.plural, ofKind(kind, false)] as const),
  ...behind.map((kind) => [kind.plural, ofKind(kind, true)] as const),
  ...resources.map((resource) => [resource.name, ofResource(resource)] as const),
])
  known.set(name, [...(known.get(name) ?? []), words]);

/** Plurals by what people write in their place. */
const plurals = new Map(
  [...kinds, ...behind].flatMap((kind) => [kind.kind.toLowerCase(), kind.singular].map((word) => [word, kind.plural])),
);

const verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const methods: Readonly<Record<string, string>> = { post: "create", put: "update", remove: "delete", edit: "patch", apply: "patch" };
const clusterForm = /^(cluster\/[^/]+|project\/[^/]+\/(virtualcluster|space)\/[^/]+)$/;

const quoted = JSON.stringify;

/**
 * Throws a TypeError for a match that no request can fit, with the nearest word where there is one. `where` is the call; `custom` has the
 * plurals of custom resources in the clusters behind the platform. Returns the resources that fit; undefined if custom resources may be among them.
 */
export function checkMatch(match: RequestMatch, where: string, custom: ReadonlySet<string>): readonly Words[] | undefined {
  const bad = (what: string): never => {
    throw new TypeError(`${where}: ${what}`);
  };
  const { api, cluster, resource, subresource, namespace, name } = match;
  for (const key of matchKeys) if (match[key] !== undefined && typeof match[key] !== "string") bad(`${key} must be a string`);
  const asked = match.verb === undefined ? [] : [match.verb].flat();
  if (match.verb !== undefined && (asked.length === 0 || asked.some((verb) => typeof verb !== "string")))
    bad("verb must be a string or a list of strings");
  if (api !== undefined && api !== "platform" && api !== "cloudcasa") bad(`no api ${quoted(api)}${hint(api, ["platform", "cloudcasa"])}`);
  for (const verb of asked) {
    const meant = methods[verb.toLowerCase()];
    if (!verbs.includes(verb)) bad(`no verb ${quoted(verb)}${meant ? `; did you mean ${quoted(meant)}?` : hint(verb, verbs)}`);
  }
  if (cluster !== undefined && !clusterForm.test(cluster)) {
    const guess = /^[^/]+$/.test(cluster) ? `; did you mean ${quoted(`cluster/${cluster}`)}?` : "";
    bad(
      `no cluster ${quoted(cluster)}${guess} A cluster is "cluster/NAME", "project/PROJECT/virtualcluster/NAME" or "project/PROJECT/space/NAME"`,
    );
  }
  if (api === "cloudcasa" && cluster !== undefined) bad("CloudCasa's API has no cluster");
  if (api === "cloudcasa" && namespace !== undefined) bad("CloudCasa's API has no namespaces");

  let words = resource === undefined ? [...known.values()].flat() : (known.get(resource) ?? []);
  if (resource !== undefined && words.length === 0 && !custom.has(resource)) {
    const meant = plurals.get(resource.toLowerCase()) ?? nearest(resource, [...known.keys(), ...custom]);
    // Custom resources of a cluster may be defined later.
    const mayCome = cluster !== undefined && !meant && /^[a-z0-9.-]+$/.test(resource);
    if (!mayCome) bad(`no resource ${quoted(resource)}${meant ? `; did you mean ${quoted(meant)}?` : " in the APIs of the sandbox"}`);
  }
  if (words.length > 0) {
    const narrow = (fits: (of: Words) => boolean, what: string): void => {
      words = words.filter(fits);
      if (words.length === 0 && !(resource !== undefined && custom.has(resource))) bad(what);
    };
    const what = resource === undefined ? "no resource" : quoted(resource);
    if (api !== undefined)
      narrow((of) => of.api === api, `${what} is not of the ${api === "platform" ? "platform's API" : "API of CloudCasa"}`);
    if (cluster !== undefined) narrow((of) => of.behind, `${what} is no resource of a cluster behind the platform`);
    if (namespace !== undefined) narrow((of) => of.api === "platform" && of.namespaced, `${what} is in no namespace`);
    if (subresource !== undefined) {
      const names = [...new Set(words.flatMap((of) => [...of.subresources.keys()]))];
      narrow((of) => of.subresources.has(subresource), `${what} has no subresource ${quoted(subresource)}${hint(subresource, names)}`);
    }
    if (asked.length > 0) {
      const has = (of: Words, verb: string): boolean =>
        subresource === undefined
          ? of.verbs.has(verb) || [...of.subresources.values()].some((sub) => sub.has(verb))
          : (of.subresources.get(subresource)?.has(verb) ?? false);
      const takes = [...new Set(words.flatMap((of) => verbs.filter((verb) => has(of, verb))))];
      const of = subresource === undefined ? what : `${what}/${subresource}`;
      narrow(
        (one) => asked.some((verb) => has(one, verb)),
        `${of} is never asked to ${asked.join(" or ")}; its verbs: ${takes.join(", ")}`,
      );
    }
  }
  if (api === "cloudcasa" && asked.length > 0 && asked.every((verb) => verb === "watch")) bad("CloudCasa's API has no watch");
  const unnamed = ["create", "list", "deletecollection"];
  if (name !== undefined && subresource === undefined && asked.length > 0 && asked.every((verb) => unnamed.includes(verb))) {
    bad(`the path of a ${asked.join(" or ")} has no name: leave name out, name the subresource, or use match`);
  }
  return words.length === 0 || (resource !== undefined && custom.has(resource)) ? undefined : words;
}

/** The fields of `match` that a call does not fit. */
export function misfits(match: RequestMatch, call: Call): (keyof RequestMatch)[] {
  const out: (keyof RequestMatch)[] = [];
  for (const key of matchKeys) if (match[key] !== undefined && match[key] !== call[key]) out.push(key);
  const { verb } = match;
  if (verb !== undefined && !(typeof verb === "string" ? verb === call.verb : verb.includes(call.verb))) out.push("verb");
  return out;
}
