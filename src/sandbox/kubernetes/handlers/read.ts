import type { Call } from "../call.ts";
import { readContinue, writeContinue } from "../continue.ts";
import { checkFieldSelector, type FieldSelector, parseFieldSelector } from "../field-selector.ts";
import { type LabelMatcher, parseLabelSelector, SelectorError } from "../label-selector.ts";
import { namespaceErrors, pathSegmentErrors } from "../names.ts";
import type { KubeObject } from "../objects.ts";
import { checkListOptions, includeObject, type ListOptions, listOptions, parseVersion } from "../parameters.ts";
import { convertedList, convertedObject, type ListMeta } from "../representation.ts";
import { ApiError, badRequest, expired, internal, notAcceptable, tooLargeVersion } from "../status.ts";
import { keyOf, type Page } from "../store.ts";

/** A version in the query, in the words of those who cannot read it. */
function version(text: string, refuse: (message: string) => Error): number {
  const version = parseVersion(text);
  if (typeof version === "string") throw refuse(`resourceVersion: Invalid value: ${JSON.stringify(text)}: ${version}`);
  return version;
}

/** GET of one object. */
export function getObject(call: Call): Response {
  const { rooms, info, query, resource, output } = call;
  const asked = version(query.get("resourceVersion") ?? "", internal);
  if (asked > rooms.registry.store.version) throw tooLargeVersion(asked, rooms.registry.store.version);
  const object = rooms.registry.get(resource, info.namespace, info.name);
  const include = output.convert?.kind === "Table" ? includeObject(query) : "Metadata";
  return call.answers.json(200, convertedObject(resource, object, output.convert, include), output);
}

/** What a list or a watch is of. */
export interface Selection {
  options: ListOptions;
  labels: LabelMatcher | undefined;
  fields: FieldSelector | undefined;
  fits: (object: KubeObject) => boolean;
}

/** Reads the options of a list or watch and its selectors. */
export function select(call: Call): Selection {
  const { query, info } = call;
  try {
    const options = listOptions(query);
    const labels = parseLabelSelector(options.labelSelector);
    checkFieldSelector(options.fieldSelector);
    checkListOptions(options);
    const { selectable, custom } = call.resource.data;
    let fields = parseFieldSelector(options.fieldSelector, selectable ?? (custom ? [] : undefined));
    if (info.isOldWatch && info.name) {
      if (fields && fields.name !== info.name) throw badRequest("fieldSelector metadata.name doesn't match requested name");
      fields ??= { name: info.name, namespace: undefined, fits: (object) => object.metadata.name === info.name };
    }
    const fits = (object: KubeObject) => (!labels || labels(object.metadata.labels)) && (!fields || fields.fits(object));
    return { options, labels, fields, fits: labels || fields ? fits : () => true };
  } catch (error) {
    throw error instanceof SelectorError ? badRequest(error.message) : error;
  }
}

/** The objects of a list, at the version and from the place that were asked for. */
export function listPage(call: Call, { options, fields, fits }: Selection): Page {
  const { rooms, resource, info } = call;
  const { store } = rooms.registry;
  const namespace = info.namespace || undefined;
  const asked = version(options.resourceVersion, (message) => badRequest(`invalid resource version: ${message}`));
  const isStale = options.resourceVersion === "0";
  const given = Math.max(0, options.limit);
  if (options.continue) {
    const { version: of, after: next } = readContinue(options.continue);
    const after = keyOf(namespace, next);
    if (asked > 0) throw badRequest("specifying resource version is not allowed when using continue");
    const at = of < 0 ? store.version : of;
    if (at < store.oldestOf(resource.key) || at > store.version) {
      throw expired(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
        writeContinue({ version: -1, after: next }),
      );
    }
    return store.page(resource.key, { namespace, version: at, after, limit: isStale ? 0 : given, fits });
  }
  if (asked > store.version) throw tooLargeVersion(asked, store.version);
  // The one object of a name needs no pages, if there can be one.
  const isInOne = namespace !== undefined || !resource.namespaced || (fields?.namespace && !namespaceErrors(fields.namespace).length);
  const isOne = isInOne && fields?.name && !pathSegmentErrors(fields.name).length;
  // A limit with a version and no match means exactly that version, for reasons of history. A deletion always has a limit.
  const hasLimit = !isOne && (given > 0 || (info.verb === "deletecollection" && options.limit === 0));
  const exact = asked > 0 && (options.match === "Exact" || (!options.match && hasLimit));
  if (exact && asked < store.oldestOf(resource.key)) throw expired("The resourceVersion for the provided list is too old.");
  // A list that may be stale comes out of the server's cache, which knows no pages either.
  const limit = isStale || isOne ? 0 : given;
  return store.page(resource.key, { namespace, ...(exact && { version: asked }), limit, fits });
}

export function listMeta({ info }: Call, page: Page, { options, labels, fields }: Selection): ListMeta {
  const last = page.objects.at(-1)?.metadata;
  if (!page.remaining || !last || options.limit <= 0) return { resourceVersion: String(page.version) };
  return {
    resourceVersion: String(page.version),
    continue: writeContinue({ version: page.version, after: keyOf(info.namespace ? "" : last.namespace, last.name as string) }),
    // With a selector nobody has counted.
    ...(!labels && !fields && { remainingItemCount: page.remaining }),
  };
}

/** GET of a collection. */
export function listObjects(call: Call): Response {
  const { query, resource, output } = call;
  const selection = select(call);
  const page = listPage(call, selection);
  const include = output.convert?.kind === "Table" ? includeObject(query) : "Metadata";
  return call.answers.json(200, convertedList(resource, listMeta(call, page, selection), page.objects, output.convert, include), output);
}

/** Watches end by themselves after this many seconds at least, twice as many at most. */
const minimalTimeout = 1800;

/** GET of a collection with `watch`, or of the old watch paths. */
export function watchObjects(call: Call): Response {
  const { rooms, query, resource, info, output, request } = call;
  const { options, fits } = select(call);
  if (!resource.data.verbs.includes("watch")) {
    throw new ApiError(405, "MethodNotAllowed", `watch is not supported on resources of kind "${resource.resource}.${resource.group}"`, {
      group: resource.group,
      kind: resource.resource,
    });
  }
  // What a proxy without WebSockets answers: clients watch by plain HTTP then.
  if (request.headers.get("upgrade")?.toLowerCase() === "websocket")
    return new Response("", { status: 200, headers: call.answers.headers("application/json", { connection: "close" }) });
  const { store } = rooms.registry;
  const asked = version(options.resourceVersion, internal);
  if (output.yaml) throw notAcceptable("only the following media types are accepted: application/json;stream=watch");
  if (options.sendInitialEvents && asked > store.version) throw tooLargeVersion(asked, store.version);
  const include = output.convert?.kind === "Table" ? includeObject(query) : "Metadata";
  const stream = rooms.watches.open(
    {
      resource,
      namespace: info.namespace,
      fits,
      convert: output.convert,
      include,
      initial: options.sendInitialEvents ?? asked === 0,
      version: asked === 0 ? store.version : asked,
      initialEndBookmark: options.bookmarks && (options.sendInitialEvents ?? (asked === 0 && !options.match && options.watch)),
      bookmarks: options.bookmarks,
      timeout: 1000 * (options.timeoutSeconds || minimalTimeout * (1 + rooms.random())),
      signal: request.signal,
    },
    () => expired(`too old resource version: ${asked} (${store.oldestOf(resource.key)})`).status,
  );
  return new Response(stream, { status: 200, headers: call.answers.headers("application/json") });
}
