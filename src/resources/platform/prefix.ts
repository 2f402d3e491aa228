import { invalidArgument } from "../../http/errors.ts";
import type { Http } from "../../http/http.ts";
import { mismatchOf } from "../kubernetes/status.ts";
import { apiVersion, base } from "./definitions.ts";

/** The prefix of platforms older than 4.0, whose response does not name it. */
const legacyPrefix = "loft-p-";

/** What stands before a project's name in its namespace. Part of the platform's configuration: requested once, or given. */
export class NamespacePrefix {
  readonly #http: Http;
  #known: string | undefined;
  #pending: Promise<string> | undefined;

  constructor(http: Http, given: string | undefined) {
    // It becomes part of a namespace's name.
    if (given !== undefined && !(typeof given === "string" && /^([a-z0-9][a-z0-9-]*)?$/.test(given)))
      throw invalidArgument("projectNamespacePrefix", 'expected a string such as "p-": lower-case letters, digits and hyphens');
    this.#http = http;
    this.#known = given;
  }

  /** The namespace of a project. */
  namespace(project: string): string | Promise<string> {
    if (this.#known !== undefined) return this.#known + project;
    return this.prefix().then((prefix) => prefix + project);
  }

  /** The prefix itself. */
  async prefix(): Promise<string> {
    if (this.#known !== undefined) return this.#known;
    // One request for all callers that wait; after a failure the next caller sends another.
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #request(): Promise<string> {
    const answer = await this.#http.request({
      method: "POST",
      path: `${base}/apis/${apiVersion}/selves`,
      headers: { "content-type": "application/json", "x-sleep-mode-ignore": "true" },
      body: JSON.stringify({ apiVersion, kind: "Self", metadata: {}, spec: {} }),
      // Persists nothing, so it is safe to retry.
      safety: "read",
      describe: { verb: "read projectNamespacePrefix of", resource: "Self" },
      mismatch: mismatchOf("Self", false),
    });
    const prefix = (answer.json as { status?: { projectNamespacePrefix?: unknown } }).status?.projectNamespacePrefix;
    this.#known = typeof prefix === "string" ? prefix : legacyPrefix;
    return this.#known;
  }
}
