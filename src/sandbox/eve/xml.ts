import { InternalServerError } from "./errors.ts";
import { str } from "./python-repr.ts";
import { type Draft, isDict } from "./values.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;" };

/** As a text is written in XML and HTML. */
export const escaped = (value: unknown): string => str(value).replace(/[&<>'"]/g, (c) => entities[c] as string);

const sorted = (value: Draft): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** The server fails at links that are none, which a field of that name may have among the issues. */
function linksOf(value: Draft): Draft {
  const links = value["_links"] ?? {};
  if (!isDict(links)) throw new InternalServerError();
  return links;
}

function open(value: Draft): string {
  const self = linksOf(value)["self"];
  if (!isDict(self)) return "<resource>";
  return `<resource href="${escaped(self["href"])}"  title="${str(self["title"])}" >`;
}

/** Links other than to the document itself and to related ones, which are attributes of their fields. */
function links(value: Draft): string {
  let xml = "";
  for (const [rel, link] of sorted(linksOf(value))) {
    if (rel === "self" || rel === "related") continue;
    for (const one of Array.isArray(link) ? link : [link]) {
      if (isDict(one)) xml += `<link rel="${rel}" href="${escaped(one["href"])}" title="${str(one["title"])}" />`;
    }
  }
  return xml;
}

function openField(name: string, index: number, related: unknown): string {
  const link = isDict(related) ? related[name] : undefined;
  const one = Array.isArray(link) ? link[index] : link;
  return isDict(one) ? `<${name} href="${escaped(one["href"])}" title="${str(one["title"])}">` : `<${name}>`;
}

function fields(value: Draft): string {
  const related = linksOf(value)["related"];
  let xml = "";
  for (const [name, content] of sorted(value)) {
    if (name === "_links") continue;
    (Array.isArray(content) ? content : [content]).forEach((one, index) => {
      xml += openField(name, index, related);
      xml += isDict(one) ? fields(one) + links(one) : escaped(one);
      xml += `</${name}>`;
    });
  }
  return xml;
}

/** An answer as Eve's XML renderer writes it. */
export function toXml(body: Draft): string {
  if (Object.keys(body).length === 0) return "";
  const meta = isDict(body["_meta"])
    ? `<_meta>${sorted(body["_meta"])
        .map(([name, n]) => `<${name}>${str(n)}</${name}>`)
        .join("")}</_meta>`
    : "";
  const items = body["_items"];
  const content = Array.isArray(items)
    ? items.map((item: Draft) => `${open(item)}${links(item)}${fields(item)}</resource>`).join("")
    : fields(body);
  return `${open(body)}${links(body)}${meta}${content}</resource>`;
}
