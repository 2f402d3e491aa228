import type { Draft } from "./values.ts";
import { toXml } from "./xml.ts";

const types = ["application/json", "application/xml", "text/xml", "application/x-xml"];

/** Of the types that Eve can write, the one that an Accept header likes best; JSON when it likes none. */
function bestType(accept: string | null): string {
  const wishes = (accept ?? "").split(",").map((wish) => {
    const [type = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((p) => p.startsWith("q="))?.slice(2) ?? 1);
    return { type, quality: Number.isNaN(quality) ? 0 : quality };
  });
  let best = types[0] as string;
  let bestQuality = 0;
  for (const type of types) {
    for (const wish of wishes) {
      const fits = wish.type === "*/*" || wish.type === type || (wish.type.endsWith("/*") && type.startsWith(wish.type.slice(0, -1)));
      if (fits && wish.quality > bestQuality) [best, bestQuality] = [type, wish.quality];
    }
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

export function render(status: number, body: Draft, headers: Readonly<Record<string, string>>, { accept, pretty, head }: Format): Response {
  const type = bestType(accept);
  const xml = type !== "application/json";
  const text = head ? null : xml ? toXml(body) : JSON.stringify(body, null, pretty ? 4 : undefined);
  return new Response(text, { status, headers: { "content-type": xml ? `${type}; charset=utf-8` : type, ...headers } });
}
