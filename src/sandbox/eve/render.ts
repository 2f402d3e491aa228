import type { Draft } from "./values.ts";
import { toXml } from "./xml.ts";

const types = ["application/json", "application/xml", "text/xml", "application/x-xml"];

/** How closely a wish names a type: 2 itself, 1 its group, 0 any; undefined when it names another, or one with parameters. */
function closeness(wish: string, parameters: readonly string[], type: string): number | undefined {
  if (parameters.some((p) => !p.startsWith("q="))) return undefined;
  if (wish === type) return 2;
  if (wish === "*/*") return 0;
  return wish.endsWith("/*") && type.startsWith(wish.slice(0, -1)) ? 1 : undefined;
}

/** Of the types that Eve can write, the one that an Accept header likes best; JSON when it likes none. */
function bestType(accept: string | null): string {
  const wishes = (accept ?? "").split(",").flatMap((wish) => {
    const [name = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.find((p) => p.startsWith("q="))?.slice(2) ?? "1";
    // One with a quality that is none is passed over.
    return /^-?\d+(\.\d+)?$/.test(quality) && Number(quality) >= 0 && Number(quality) <= 1
      ? [{ name, parameters, quality: Number(quality) }]
      : [];
  });
  let best = types[0] as string;
  let bestQuality = 0;
  for (const type of types) {
    // The closest wish decides, even when a looser one likes the type more.
    let closest = -1;
    let quality = 0;
    for (const wish of wishes) {
      const close = closeness(wish.name, wish.parameters, type) ?? -1;
      if (close > closest) [closest, quality] = [close, wish.quality];
    }
    if (quality > bestQuality) [best, bestQuality] = [type, quality];
  }
  return best;
}

/** How an answer is written for one request. */
export interface Format {
  accept: string | null;
  /** JSON with four blanks of indentation. */
  pretty: boolean;
  /** HEAD: as GET, without the body. */
  head: boolean;
}

/** What an answer says of its type. */
export function contentType(accept: string | null): string {
  const type = bestType(accept);
  return type === "application/json" ? type : `${type}; charset=utf-8`;
}

export function render(status: number, body: Draft, headers: Readonly<Record<string, string>>, { accept, pretty, head }: Format): Response {
  const type = contentType(accept);
  const text = head ? null : type === "application/json" ? JSON.stringify(body, null, pretty ? 4 : undefined) : toXml(body);
  return new Response(text, { status, headers: { "content-type": type, ...headers } });
}
