import { invalidArgument } from "../../http/errors.ts";
import type { Http } from "../../http/http.ts";
import { notA } from "../kubernetes/status.ts";
import { apiVersion, base } from "./definitions.ts";

/** What platforms older than 4.0 use; they don't say so. */
const legacyPrefix = "loft-p-";

/** What a project's name is put behind to get its namespace. Part of the platform's configuration: asked from it once, or given. */
export class NamespacePrefix {
  readonly #http: Http;
  #known: string | undefined;
  #asking: Promise<string> | undefined;

  constructor(http: Http, given: string | undefined) {
    // It becomes part of a namespace's name.
    if (given !== undefined && !(typeof given === "string" && /^([a-z0-9][a-z0-9-]*)?$/.test(given)))
      throw invalidArgument("projectNamespacePrefix", 'expected a text such as "p-": lower-case letters, digits and hyphens');
    this.#http = http;
    this.#known = given;
  }

  /** The namespace of a project. */
  namespace(project: string): string | Promise<string> {
    if (this.#known !== undefined) return this.#known + project;
    // One question for all who wait; one that failed is asked again by the next.
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking.then((prefix) => prefix + project);
  }

  async #ask(): Promise<string> {
    const answer = await this.#http.request({
      method: "POST",
      path: `${base}/apis/${apiVersion}/selves`,
      headers: { "content-type": "application/json", "x-sleep-mode-ignore": "true" },
      body: JSON.stringify({ apiVersion, kind: "Self", metadata: {}, spec: {} }),
      // A POST by name only: the server keeps nothing of it.
      safety: "read",
      describe: { verb: "read projectNamespacePrefix of", resource: "Self" },
      // What is no Self must not count as one of a platform too old to name its prefix.
      mismatch: (json) => notA("Self", json),
    });
    const prefix = (answer.json as { status?: { projectNamespacePrefix?: unknown } }).status?.projectNamespacePrefix;
    this.#known = typeof prefix === "string" ? prefix : legacyPrefix;
    return this.#known;
  }
}
