import { type Answer, type Call, parametersOf } from "./call.ts";
import { parseEmbedded } from "./embed.ts";
import { EveError, InternalServerError } from "./errors.ts";
import { formatHttpDate, parseHttpDate } from "./http-date.ts";
import { pageLinks } from "./links.ts";
import { parseProjection, project } from "./projection.ts";
import { NoCondition, pythonWhere } from "./python-where.ts";
import { find, parseWhere } from "./query.ts";
import { readSort, toSort } from "./sort.ts";
import { type Document, isDict, ObjectId } from "./values.ts";

const updated = (document: Document): Date => document["_updated"] as Date;

/** Asked for older versions, which it does not keep, the server looks for them all the same, and fails: in `where` first. */
function failAtVersions(url: URL, where: string | undefined): void {
  if (!["all", "diffs"].includes(url.searchParams.get("version") ?? "")) return;
  if (where !== undefined) {
    try {
      pythonWhere(where);
    } catch (error) {
      throw error instanceof NoCondition ? new EveError(400) : error;
    }
  }
  throw new InternalServerError();
}

/** GET of a document. */
export function readItem(call: Call): Answer {
  const { core, resource } = call;
  const parameters = parametersOf(call);
  const embedded = parseEmbedded(parameters.embedded, resource, core.resources);
  const projection = parseProjection(parameters.projection, resource);
  const stored = call.id && core.store.get(resource.name, call.id);
  if (!stored) throw new EveError(404);
  const body = core.present(resource, project(stored, projection), embedded);
  const etag = String(stored["_etag"]);
  let modified = updated(stored);
  for (const field of embedded) {
    const inner = body[field];
    const time = isDict(inner) ? parseHttpDate(String(inner["_updated"])) : undefined;
    if (time && time > modified) modified = time;
  }
  // When both are asked for, both must say that nothing changed.
  const { ifNoneMatch, ifModifiedSince } = parameters;
  const unchanged = [
    ...(ifModifiedSince ? [modified <= ifModifiedSince] : []),
    ...(ifNoneMatch === undefined ? [] : [ifNoneMatch === etag]),
  ];
  const headers = { etag: `"${etag}"` };
  if (unchanged.length > 0 && unchanged.every(Boolean)) return { status: 304, headers };
  failAtVersions(call.url, parameters.where);
  core.hooks(resource).read?.(body, call.url);
  body["_links"] = { ...(body["_links"] as object), ...pageLinks(core.urls, resource, parameters, core.pagination) };
  return { status: 200, body, headers: { ...headers, "last-modified": formatHttpDate(modified) } };
}

/** An id at the top of a query finds its document without looking at the others. */
function candidates(call: Call, id: unknown): Iterable<Document> {
  const { store } = call.core;
  if (!(id instanceof ObjectId)) return store.all(call.resource.name);
  const found = store.get(call.resource.name, id);
  return found ? [found] : [];
}

/** GET of a resource: one page of its documents. */
export function readList(call: Call): Answer {
  const { core, resource } = call;
  const parameters = parametersOf(call);
  const embedded = parseEmbedded(parameters.embedded, resource, core.resources);
  const order = readSort(parameters.sort);
  const query = parseWhere(parameters.where, core.blockedOperators);
  const projection = parseProjection(parameters.projection, resource);
  const sort = toSort(order);
  const { page, maxResults } = parameters;
  const found = find(candidates(call, query["_id"]), query, sort);
  const shown = found.slice((page - 1) * maxResults, page * maxResults);
  const total = found.length;
  const headers: Record<string, string> = { "x-total-count": String(total) };
  if (shown.length > 0) headers["last-modified"] = formatHttpDate(new Date(Math.max(...shown.map((d) => updated(d).getTime()))));
  const body = {
    _items: shown.map((document) => core.present(resource, project(document, projection), embedded)),
    _links: pageLinks(core.urls, resource, parameters, core.pagination, total),
    _meta: { page, max_results: maxResults, total },
  };
  return { status: 200, body, headers };
}
