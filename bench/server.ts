// The server that all candidates ask: answers are made beforehand, so that its own work is small and the same for all.
// A base URL may end with settings, as in /objects=1000&size=600&events=20000: a list has `objects` (10,000) objects of `size` (6000) bytes,
// a watch sends `events` of that size, and then stays open.
// GET /answer gives what was PUT last. Prints its URL on stdout and ends with its parent.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { path, type Size, sizes, virtualCluster } from "./object.ts";
import { isSize, streamEvents } from "./stream.ts";

const one = Buffer.from(JSON.stringify(virtualCluster(0)));
const self = Buffer.from(
  JSON.stringify({ kind: "Self", apiVersion: "management.loft.sh/v1", status: { projectNamespacePrefix: "loft-p-" } }),
);
let put = Buffer.from("null");
/** Only the pages that are asked for are kept: the texts of 50,000 objects beside them would be as much again. */
const pages = new Map<string, Buffer>();

function page(size: Size, count: number, limit: number, from: number): Buffer {
  const key = `${size}/${count}/${limit}/${from}`;
  let made = pages.get(key);
  if (!made) {
    const to = Math.min(count, from + limit);
    const more = to < count ? `,"continue":"${to}","remainingItemCount":${count - to}` : "";
    const parts = [
      Buffer.from(
        `{"kind":"VirtualClusterInstanceList","apiVersion":"management.loft.sh/v1","metadata":{"resourceVersion":"4800000"${more}},"items":[`,
      ),
    ];
    for (let i = from; i < to; i++) parts.push(Buffer.from(`${i > from ? "," : ""}${JSON.stringify(sizes[size](i))}`));
    made = Buffer.concat([...parts, Buffer.from("]}")]);
    pages.set(key, made);
  }
  return made;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === "PUT") {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      put = Buffer.concat(chunks);
      response.writeHead(204).end();
    });
    return;
  }
  request.resume();
  const [, settings = "", asked = ""] = /^\/?([^/?]*=[^/?]*)?(\/.*)$/.exec(request.url as string) ?? [];
  const query = asked.indexOf("?");
  const name = query < 0 ? asked : asked.slice(0, query);
  let body: Buffer;
  if (name === path) {
    const params = new URLSearchParams(query < 0 ? "" : asked.slice(query));
    const set = new URLSearchParams(settings);
    const size = Number(set.get("size") ?? 6000);
    if (!isSize(size)) {
      response.writeHead(400, { "content-type": "text/plain" }).end(`no objects of ${size} bytes`);
      return;
    }
    if (params.has("watch")) {
      streamEvents(response, size, Number(set.get("events")));
      return;
    }
    const count = Number(set.get("objects")) || 10_000;
    body = page(size, count, Number(params.get("limit")) || count, Number(params.get("continue") ?? 0));
  } else if (name.startsWith(path)) body = one;
  else if (name === "/answer") body = put;
  else if (name.endsWith("/selves")) body = self;
  else {
    response.writeHead(404, { "content-type": "text/plain" }).end(`nothing at ${name}`);
    return;
  }
  const latency = Number(request.headers["x-latency"] ?? 0);
  const send = () => response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  if (latency) setTimeout(send, latency);
  else send();
}

const server = createServer({ keepAliveTimeout: 120_000 }, answer).listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
