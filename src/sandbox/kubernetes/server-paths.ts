import type { Answers } from "./answer.ts";
import { aggregated, aggregatedVersion, apiGroup, apiGroupList, apiResourceList } from "./discovery.ts";
import { checkAccept, negotiate } from "./negotiate.ts";
import { hash, type OpenApi } from "./openapi.ts";
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

/** The paths of the server itself: discovery, OpenAPI, version and health. */
export class ServerPaths {
  readonly #tables: Tables;
  readonly #openApi: OpenApi;
  readonly #version: ServerVersion;
  readonly #paths: string[];
  readonly #aggregated = new Map<string, { text: string; etag: string }>();

  constructor(tables: Tables, openApi: OpenApi, version: ServerVersion) {
    this.#tables = tables;
    this.#openApi = openApi;
    this.#version = version;
    const group = `/apis/${tables.group}`;
    this.#paths = [
      "/apis",
      `${group}`,
      `${group}/${tables.version}`,
      ...["/healthz", "/livez", "/readyz"].flatMap((path) => [path, ...checks.map((check) => `${path}/${check}`)]),
      "/openapi/v2",
      "/openapi/v3",
      `/openapi/v3/apis/${tables.group}/${tables.version}`,
      "/version",
    ].sort();
  }

  /** What everybody may see without a token. */
  static isPublic(path: string): boolean {
    return /^\/(healthz|livez|readyz)(\/|$)/.test(path) || path === "/version" || path === "/version/";
  }

  answer(path: string, request: Request, url: URL, answers: Answers): Response {
    const { group, version } = this.#tables;
    const clean = path.replace(/\/+$/, "") || "/";
    const health = /^\/(healthz|livez|readyz)(?:\/(.*))?$/.exec(clean);
    if (health) return this.#health(health[1] as string, health[2], url, answers);
    switch (clean) {
      case "/":
        return this.#json(request, answers, { paths: this.#paths });
      case "/version":
        return this.#json(request, answers, this.#version);
      case "/apis":
        return this.#groups(request, url, answers);
      case `/apis/${group}`:
        return this.#json(request, answers, { kind: "APIGroup", apiVersion: "v1", ...apiGroup(this.#tables) });
      case `/apis/${group}/${version}`:
        return this.#json(request, answers, apiResourceList(this.#tables));
      case "/openapi/v2":
        return this.#openApiV2(request, answers);
      case "/openapi/v3":
        return this.#document(request, answers, this.#openApi.index);
      case `/openapi/v3/apis/${group}/${version}`:
        return this.#document(request, answers, this.#openApi.v3);
    }
    // A group version that there is not has a document, and nothing is in it.
    if (clean.startsWith("/openapi/v3/")) return new Response("", { status: 200, headers: answers.headers("application/json") });
    if (clean.startsWith(`/apis/${group}/`)) throw pathNotFound();
    return answers.text(404, `${JSON.stringify({ paths: this.#paths }, null, 2)}\n`, "application/json");
  }

  #get(request: Request): void {
    if (request.method !== "GET") throw methodNotAllowed();
    checkAccept(request.headers.get("accept"));
  }

  #json(request: Request, answers: Answers, value: object): Response {
    this.#get(request);
    return answers.json(200, JSON.stringify(value), negotiate(request.headers.get("accept"), false));
  }

  #groups(request: Request, url: URL, answers: Answers): Response {
    const wanted = request.method === "GET" ? aggregatedVersion(request.headers.get("accept")) : undefined;
    if (!wanted) return this.#json(request, answers, apiGroupList(this.#tables, url.host));
    let made = this.#aggregated.get(wanted);
    if (!made) {
      const text = JSON.stringify(aggregated(this.#tables, wanted));
      made = { text, etag: `"${hash(text)}"` };
      this.#aggregated.set(wanted, made);
    }
    const extra = { etag: made.etag, vary: "Accept" };
    const type = `application/json;g=apidiscovery.k8s.io;v=${wanted};as=APIGroupDiscoveryList`;
    if (request.headers.get("if-none-match") === made.etag)
      return new Response(null, { status: 304, headers: answers.headers(type, extra) });
    return answers.text(200, made.text, type, extra);
  }

  #document(request: Request, answers: Answers, text: string): Response {
    if (request.method !== "GET") throw methodNotAllowed();
    const etag = `"${hash(text)}"`;
    if (request.headers.get("if-none-match") === etag)
      return new Response(null, { status: 304, headers: answers.headers("application/json", { etag }) });
    return answers.text(200, text, "application/json", { etag });
  }

  #openApiV2(request: Request, answers: Answers): Response {
    if (request.method !== "GET") throw methodNotAllowed();
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
      return answers.text(200, "ok", type, extra);
    }
    if (!url.searchParams.has("verbose")) return answers.text(200, "ok", type, extra);
    const excluded = url.searchParams.getAll("exclude");
    const lines = checks.map((name) => `[+]${name} ${excluded.includes(name) ? "excluded: ok" : "ok"}`);
    return answers.text(200, `${[...lines, `${path} check passed`].join("\n")}\n`, type, extra);
  }
}
