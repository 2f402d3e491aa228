import { ApiError, forbidden, type KubernetesEngine, notFound, unauthorized, unsupported, type Witness } from "../kubernetes/index.ts";
import type { Tokens } from "../tokens.ts";
import type { AccessKeys, Caller } from "./keys.ts";
import { decodeSegment } from "./segment.ts";

/** First segments of the paths that the platform's server has beside its APIs, as public clients and pages name them. */
const roots = ["auth", "clusters", "derp", "healthz", "login", "logout", "metrics", "oidc", "saml"];

/** Whether a path is one of the server's own, beside `/version` and the APIs. */
export const isServerRoute = (path: string): boolean => roots.includes(path.split("/")[1] ?? "");

/** How long the key of a login is good unless the platform's configuration says otherwise, seconds: 20 days. */
const loginTtl = 20 * 86_400;

interface Options {
  engine: () => KubernetesEngine;
  keys: () => AccessKeys;
  tokens: Tokens;
  group: string;
  /** Throws an ApiError for a request without a good token. */
  caller: (request: Request) => Caller;
}

/** Routes of the platform's server beside the APIs: what public clients use of them is played, the rest is refused with 501. */
export class ServerRoutes {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async handle(request: Request, url: URL, witness: Witness | undefined): Promise<Response> {
    try {
      const [, values] = /^\/clusters\/agent-values\/([^/]+)$/.exec(url.pathname) ?? [];
      if (values !== undefined && request.method === "GET") return this.#agentValues(request, decodeSegment(values));
      if (url.pathname === "/auth/password/login" && request.method === "POST") return await this.#login(request, witness);
      throw unsupported("platform.route", {
        asked: `${request.method} ${url.pathname}`,
        real: "serves routes of its own there (documented)",
        instead: "Use POST /auth/password/login, GET /clusters/agent-values/{cluster}, /version, or the APIs below /kubernetes/.",
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.status, { status: error.code, headers: error.headers });
    }
  }

  /** Helm values for the agent of a connected cluster: none, which clients take for "no values of its own". */
  #agentValues(request: Request, cluster: string): Response {
    const { engine, group, caller } = this.#options;
    const resource = { group, resource: "clusters" };
    const user = caller(request);
    if (user.may !== "all" && user.may !== "read") throw forbidden(resource, cluster, `User ${JSON.stringify(user.name)} cannot get it`);
    if (!engine().get("clusters", "", cluster)) throw notFound(resource, cluster);
    return new Response("", { headers: { "content-type": "text/plain; charset=utf-8" } });
  }

  /** Makes an access key of a login. Passwords are the two tokens of the sandbox: the read-only one of `readonly`, the other of everybody else. */
  async #login(request: Request, witness: Witness | undefined): Promise<Response> {
    const { engine, keys, tokens } = this.#options;
    const { username, password } = await credentials(request);
    const owner = tokens.lookup(password);
    const isRight = owner !== undefined && owner.readOnly === (username === "readonly");
    const isKnown = username === owner?.name || engine().get("users", "", username) !== undefined;
    if (!isRight || !isKnown) throw unauthorized("wrong username or password");
    const { name, key } = engine().witnessed(witness, () => keys().login(username, loginTtl));
    return Response.json({
      kind: "AccessKey",
      apiVersion: "authentication.loft.sh/v1",
      metadata: { name },
      user: username,
      username,
      accessKey: key,
    });
  }
}

async function credentials(request: Request): Promise<{ username: string; password: string }> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {}
  const { username, password } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  if (typeof username === "string" && typeof password === "string") return { username, password };
  throw new ApiError(400, "BadRequest", "the body must be JSON with username and password");
}
