import type { ServerAccess } from "../../attach.ts";

/** Headers that are about one connection, about who is let in, or about how a body is coded. */
const ownHeaders =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|content-length|expect|authorization|accept-encoding|sec-websocket-.*)$/;

/** Node's own modules, where there are such: bundlers for browsers see no import. */
const builtIn = <Name extends "node:http" | "node:https" | "node:stream">(name: Name) => {
  const module = globalThis.process?.getBuiltinModule?.(name);
  if (!module) throw new TypeError("sandbox.attach: needs Node 20.16, 22.3 or newer, Deno or Bun");
  return module;
};

/** A real API server that stands for a cluster behind the platform. */
export class Attached {
  readonly #access: ServerAccess;
  #life = new AbortController();

  constructor(access: ServerAccess) {
    this.#access = access;
    builtIn("node:http");
  }

  /** Passes a request on, as whoever the server was attached for; `path` is as the server is asked, with its query. */
  async forward(request: Request, path: string): Promise<Response> {
    const headers: Record<string, string> = {};
    request.headers.forEach((value, name) => {
      if (!ownHeaders.test(name)) headers[name] = value;
    });
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    return this.#send(request.method, path, headers, body, request.signal);
  }

  /** Makes the namespace of a space unless it is there, as the platform does. */
  async addNamespace(name: string): Promise<void> {
    const body = new TextEncoder().encode(JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
    await (await this.#send("POST", "/api/v1/namespaces", { "content-type": "application/json" }, body)).text();
  }

  /** Deletes the namespace of a space, which goes with it. */
  async deleteNamespace(name: string): Promise<void> {
    await (await this.#send("DELETE", `/api/v1/namespaces/${name}`, {})).text();
  }

  /** Ends what is under way. */
  drop(): void {
    this.#life.abort();
    this.#life = new AbortController();
  }

  #send(method: string, path: string, headers: Record<string, string>, body?: Uint8Array, caller?: AbortSignal): Promise<Response> {
    const { server, token, ca, cert, key } = this.#access;
    const life = this.#life.signal;
    const { request } = server.protocol === "https:" ? builtIn("node:https") : builtIn("node:http");
    const options = {
      method,
      // Not by a URL: the path goes on as it came.
      protocol: server.protocol,
      hostname: server.hostname.replace(/^\[|\]$/g, ""),
      port: server.port || (server.protocol === "https:" ? 443 : 80),
      path: server.pathname.replace(/\/$/, "") + path,
      signal: caller ? AbortSignal.any([life, caller]) : life,
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { "content-length": body.length }),
      },
      ...(ca && { ca }),
      ...(cert && key && { cert, key }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (incoming) => {
        const { statusCode: status = 0, rawHeaders } = incoming;
        if (status < 200 || status > 599) {
          incoming.destroy();
          resolve(gateway(`answered with the status ${status}`));
          return;
        }
        const answered = new Headers();
        for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
          const name = String(rawHeaders[i]).toLowerCase();
          if (!ownHeaders.test(name)) answered.append(name, String(rawHeaders[i + 1]));
        }
        const isEmpty = method === "HEAD" || status === 204 || status === 205 || status === 304;
        if (isEmpty) incoming.resume();
        const stream = isEmpty ? null : (builtIn("node:stream").Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array>);
        resolve(new Response(stream, { status, headers: answered }));
      });
      outgoing.once("error", (error: NodeJS.ErrnoException) => {
        if (caller?.aborted) reject(caller.reason);
        else if (life.aborted) resolve(gateway("was detached, or the sandbox was reset, while the request was under way"));
        else resolve(gateway(`can't be reached: ${error.code ?? error.message}`));
      });
      outgoing.end(body);
    });
  }
}

/** What a gateway answers in place of a server that does not. */
const gateway = (what: string): Response =>
  new Response(`the attached API server ${what}\n`, { status: 502, headers: { "content-type": "text/plain; charset=utf-8" } });
