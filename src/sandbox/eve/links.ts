import type { Pagination, Parameters } from "./parameters.ts";
import { defaultItemTitle, type Resource } from "./schema.ts";
import type { Draft } from "./values.ts";

export interface Link {
  title: string;
  href: string;
}

/** Where resources are, relative to the API's root: `v1/kubeclusters`. Links to documents have a slash before it, as Eve writes them. */
export interface Urls {
  /** Between the root and a resource's name. */
  prefix: string;
  resources: ReadonlyMap<string, Resource>;
}

/** Links to the resource of the request are relative to the API's root. */
export const collectionPath = (urls: Urls, name: string): string => `${urls.prefix}/${name}`;

const documentLink = (urls: Urls, resource: string, id: unknown): Link => ({
  title: urls.resources.get(resource)?.itemTitle ?? defaultItemTitle(resource),
  href: `/${collectionPath(urls, resource)}/${String(id)}`,
});

const homeLink: Link = { title: "home", href: "/" };

/** Links to what the relations at the top of a document point to; undefined when there are none. */
function relatedLinks(urls: Urls, resource: Resource, document: Draft): Record<string, Link | Link[]> | undefined {
  const related: Record<string, Link | Link[]> = {};
  for (const [field, rule] of Object.entries(resource.fields)) {
    const relation = rule.relation ?? rule.items?.relation;
    const value = document[field];
    if (!relation || value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    const link = (id: unknown): Link => documentLink(urls, relation.resource, id);
    related[field] = Array.isArray(value) ? value.map(link) : link(value);
  }
  return Object.keys(related).length > 0 ? related : undefined;
}

/** The links of a document within a list or in the answer of a write. */
export function documentLinks(urls: Urls, resource: Resource, document: Draft): Draft {
  const related = relatedLinks(urls, resource, document);
  return { self: documentLink(urls, resource.name, document["_id"]), ...(related && { related }) };
}

/** The query of a link: what was asked for, as it was written, with another page. */
function queryText(parameters: Parameters, page: number, pagination: Pagination): string {
  const { maxResults, where, sort, others } = parameters;
  const parts = [
    ...(maxResults === pagination.default ? [] : [`max_results=${maxResults}`]),
    ...(where ? [`where=${where}`] : []),
    ...(sort ? [`sort=${sort}`] : []),
    ...(page > 1 ? [`page=${page}`] : []),
    ...others.map(([name, value]) => `${name}=${value}`),
  ];
  return `?${parts.join("&").replace(/^&+/, "")}`.replace(/\?+$/, "");
}

/** The links of a list of `total` documents, or (without a total) what a document read alone has beside its own. */
export function pageLinks(urls: Urls, resource: Resource, parameters: Parameters, pagination: Pagination, total?: number): Draft {
  const path = collectionPath(urls, resource.name);
  const title = `/${path}`;
  const { page, maxResults } = parameters;
  const href = (to: number): string => `${path}${queryText(parameters, to, pagination)}`;
  const links: Draft = { parent: homeLink };
  if (total === undefined) links["collection"] = { title, href: href(page) };
  else links["self"] = { title, href: total > 0 ? href(page) : path };
  if (total !== undefined && page * maxResults < total) {
    links["next"] = { title: "next page", href: href(page + 1) };
    links["last"] = { title: "last page", href: href(Math.ceil(total / maxResults)) };
  }
  if (page > 1) links["prev"] = { title: "previous page", href: href(page - 1) };
  return links;
}
