import type { Call } from "../../http/call.ts";
import type { Deadline } from "../../http/deadline.ts";
import { invalidArgument } from "../../http/errors.ts";
import { failsBefore } from "../../http/failure.ts";
import type { Http } from "../../http/http.ts";
import { Shared } from "../../http/shared.ts";
import { mismatchOf } from "../kubernetes/status.ts";
import { apiVersion, base } from "./definitions.ts";

/** The prefix of platforms older than 4.0, whose response does not name it. */
const legacyPrefix = "loft-p-";

/** What stands before a project's name in its namespace. Part of the platform's configuration: requested once, or given. */
export class NamespacePrefix {
  readonly #http: Http;
  #known: string | undefined;
  readonly #shared = new Shared<string>();

  constructor(http: Http, given: string | undefined) {
    // It becomes part of a namespace's name.
    if (given !== undefined && !(typeof given === "string" && /^([a-z0-9][a-z0-9-]*)?$/.test(given)))
      throw invalidArgument("projectNamespacePrefix", 'expected a string such as "p-": lower-case letters, digits and hyphens');
    this.#http = http;
    this.#known = given;
  }

  /** The namespace of a project. */
  namespace(project: string, deadline?: Deadline): string | Promise<string> {
    if (this.#known !== undefined) return this.#known + project;
    return this.prefix(deadline).then((prefix) => prefix + project);
  }

  /** The prefix itself. After a failed request the next caller sends another. */
  async prefix(deadline?: Deadline): Promise<string> {
    if (this.#known !== undefined) return this.#known;
    if (deadline === undefined) return this.#http.within({}, (own) => this.prefix(own));
    const call: Call = {
      method: "POST",
      path: `${base}/apis/${apiVersion}/selves`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ apiVersion, kind: "Self", metadata: {}, spec: {} }),
      // Persists nothing, so it is safe to retry.
      safety: "read",
      describe: { verb: "create", resource: "selves" },
      mismatch: mismatchOf("Self", false),
    };
    const request = (signal: AbortSignal) =>
      this.#http.within({ signal }, (deadline) => this.#read({ ...call, deadline }), Number.POSITIVE_INFINITY);
    return this.#shared.join(request, deadline).catch(failsBefore({ ...call, deadline }));
  }

  async #read(call: Call): Promise<string> {
    const { json } = await this.#http.request(call);
    const prefix = (json as { status?: { projectNamespacePrefix?: unknown } }).status?.projectNamespacePrefix;
    this.#known = typeof prefix === "string" ? prefix : legacyPrefix;
    return this.#known;
  }
}
