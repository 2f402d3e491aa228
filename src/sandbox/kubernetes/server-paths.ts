import type { Answers } from "./answer.ts";
import { aggregated, aggregatedVersion, apiGroup, apiGroupList, apiResourceList, apiVersions } from "./discovery.ts";
import { hash } from "./hash.ts";
import { checkAccept, negotiate } from "./negotiate.ts";
import { OpenApi } from "./openapi/documents.ts";
import type { Served } from "./openapi/paths.ts";
import { rootOf } from "./resource.ts";
import { methodNotAllowed, pathNotFound } from "./status.ts";
import type { Tables } from "./tables.ts";

/** What a server says of its build. */
export interface ServerVersion {
  major: string;
  minor: string;
  gitVersion: string;
  [field: string]: string;
}

/** The checks behind the health paths. */
const checks = ["ping", "log", "etcd", "poststarthook/generic-apiserver-start-informers", "poststarthook/max-in-flight-filter"];

/** Whether everybody may see a path of a server without a token. */
export const isPublic = (path: string): boolean =>
  /^\/(healthz|livez|readyz)(\/|$)/.test(path) || path === "/version" || path === "/version/";

/** The paths of the server itself: discovery, OpenAPI, version and health. */
export class ServerPaths {
  readonly #tables: readonly Tables[];
  readonly #openApi: OpenApi;
  readonly #version: ServerVersion;
  readonly #paths: string[];
  readonly #aggregated = new Map<string, { text: string; etag: string }>();

  constructor(tables: readonly Tables[], options: { version: ServerVersion; served: Served }) {
    this.#tables = tables;
    this.#openApi = new OpenApi(tables, { title: tables[0]?.group || "Kubernetes", served: options.served });
    this.#version = options.version;
    this.#paths = [
      ...new Set([
        "/apis",
        ...tables.flatMap((t) => (t.group ? [`/apis/${t.group}`, rootOf(t)] : ["/api", rootOf(t)])),
        ...["/healthz", "/livez", "/readyz"].flatMap((path) => [path, ...checks.map((check) => `${path}/${check}`)]),
        "/openapi/v2",
        "/openapi/v3",
        ...tables.map((t) => `/openapi/v3${rootOf(t)}`),
        "/version",
      ]),
    ].sort();
  }

  answer(path: string, request: Request, url: URL, answers: Answers): Response {
    const clean = path.replace(/\/+$/, "") || "/";
    const health = /^\/(healthz|livez|readyz)(?:\/(.*))?$/.exec(clean);
    if (health) return this.#health(health[1] as string, health[2], url, answers);
    switch (clean) {
      case "/":
        // Whatever the method, and whatever is accepted.
        return answers.text(200, `${JSON.stringify({ paths: this.#paths }, null, 2)}\n`, "application/json");
      case "/version":
        // In JSON only, and in no other form of it.
        this.#get(request, ["application/json"]);
        return answers.json(200, JSON.stringify(this.#version), { yaml: false, pretty: false });
      case "/apis":
        return this.#groups(
          request,
          answers,
          this.#tables.filter((t) => t.group !== ""),
          () => apiGroupList(this.#tables, url.host),
        );
      case "/openapi/v2":
        return this.#openApiV2(request, answers);
      case "/openapi/v3":
        return this.#document(request, answers, this.#openApi.index);
    }
    const core = this.#tables.filter((t) => t.group === "");
    if (clean === "/api" && core.length) return this.#groups(request, answers, core, () => apiVersions(core, url.host));
    for (const tables of this.#tables) {
      if (clean === rootOf(tables)) return this.#json(request, answers, apiResourceList(tables));
      if (clean === `/openapi/v3${rootOf(tables)}`) return this.#document(request, answers, this.#openApi.v3(tables));
    }
    const [, root, group = ""] = clean.split("/");
    const versions = root === "apis" ? this.#tables.filter((t) => t.group === group) : [];
    if (versions.length && clean === `/apis/${group}`) {
      return this.#json(request, answers, { kind: "APIGroup", apiVersion: "v1", ...apiGroup(versions) });
    }
    // A group version that there is not has a document, and nothing is in it.
    if (clean.startsWith("/openapi/v3/")) return new Response("", { status: 200, headers: answers.headers("application/json") });
    if (versions.length || (root === "api" && core.length)) throw pathNotFound();
    return answers.text(404, `${JSON.stringify({ paths: this.#paths }, null, 2)}\n`, "application/json");
  }

  #get(request: Request, produces?: readonly string[]): void {
    if (request.method !== "GET") throw methodNotAllowed();
    checkAccept(request.headers.get("accept"), produces);
  }

  #json(request: Request, answers: Answers, value: object): Response {
    this.#get(request);
    return answers.json(200, JSON.stringify(value), negotiate(request.headers.get("accept"), false));
  }

  #groups(request: Request, answers: Answers, tables: readonly Tables[], plain: () => object): Response {
    const wanted = request.method === "GET" ? aggregatedVersion(request.headers.get("accept")) : undefined;
    if (!wanted) return this.#json(request, answers, plain());
    const key = `${wanted} ${tables[0]?.group}`;
    let made = this.#aggregated.get(key);
    if (!made) {
      const text = JSON.stringify(aggregated(tables, wanted));
      made = { text, etag: `"${hash(text)}"` };
      this.#aggregated.set(key, made);
    }
    const extra = { etag: made.etag, vary: "Accept" };
    const type = `application/json;g=apidiscovery.k8s.io;v=${wanted};as=APIGroupDiscoveryList`;
    if (request.headers.get("if-none-match") === made.etag)
      return new Response(null, { status: 304, headers: answers.headers(type, extra) });
    return answers.text(200, made.text, type, extra);
  }

  /** A document is given whatever the method. */
  #document(request: Request, answers: Answers, text: string): Response {
    const etag = `"${hash(text)}"`;
    if (request.headers.get("if-none-match") === etag)
      return new Response(null, { status: 304, headers: answers.headers("application/json", { etag }) });
    return answers.text(200, text, "application/json", { etag });
  }

  #openApiV2(request: Request, answers: Answers): Response {
    if (!(request.headers.get("accept") ?? "").includes("protobuf")) return this.#document(request, answers, this.#openApi.v2);
    // The media type of the request has an @ that no client takes back in an answer.
    const headers = answers.headers("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
    return new Response(this.#openApi.v2Protobuf as BodyInit, { status: 200, headers });
  }

  #health(path: string, check: string | undefined, url: URL, answers: Answers): Response {
    const type = "text/plain; charset=utf-8";
    const extra = { "x-content-type-options": "nosniff" };
    if (check) {
      if (!checks.includes(check)) return answers.text(404, `${JSON.stringify({ paths: this.#paths }, null, 2)}\n`, "application/json");
      return answers.text(200, "ok", type);
    }
    if (!url.searchParams.has("verbose")) return answers.text(200, "ok", type, extra);
    const excluded = url.searchParams.getAll("exclude");
    const lines = checks.map((name) => `[+]${name} ${excluded.includes(name) ? "excluded: ok" : "ok"}`);
    return answers.text(200, `${[...lines, `${path} check passed`].join("\n")}\n`, type, extra);
  }
}
