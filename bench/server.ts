// The server that all candidates ask: answers are made beforehand, so that its own work is small and the same for all.
// GET /answer gives what was PUT last. Prints its URL on stdout and ends with its parent.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { path, virtualCluster } from "./object.ts";

const count = 10_000;
const one = Buffer.from(JSON.stringify(virtualCluster(0)));
const self = Buffer.from(
  JSON.stringify({ kind: "Self", apiVersion: "management.loft.sh/v1", status: { projectNamespacePrefix: "loft-p-" } }),
);
let put = Buffer.from("null");
let items: string[] | undefined;
const pages = new Map<string, Buffer>();

function page(limit: number, from: number): Buffer {
  const key = `${limit}/${from}`;
  let made = pages.get(key);
  if (!made) {
    items ??= Array.from({ length: count }, (_, i) => JSON.stringify(virtualCluster(i)));
    const to = Math.min(count, from + limit);
    const more = to < count ? `,"continue":"${to}","remainingItemCount":${count - to}` : "";
    made = Buffer.from(
      `{"kind":"VirtualClusterInstanceList","apiVersion":"management.loft.sh/v1","metadata":{"resourceVersion":"4800000"${more}},"items":[${items.slice(from, to).join(",")}]}`,
    );
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
  const asked = request.url as string;
  const query = asked.indexOf("?");
  const name = query < 0 ? asked : asked.slice(0, query);
  let body: Buffer;
  if (name === path) {
    const params = new URLSearchParams(query < 0 ? "" : asked.slice(query));
    body = page(Number(params.get("limit")) || count, Number(params.get("continue") ?? 0));
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
