import { type Document, type Draft, type EveEngine, EveError, type Hooks, type WireDocument } from "../eve/index.ts";
import type { Durations } from "./durations.ts";
import type { Timers } from "./timers.ts";

const part = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? (value as Draft)[key] : undefined);

/** Hosts under .invalid never exist (RFC 6761): a store there can't be reached. */
function unreachable(store: Document | WireDocument): string | undefined {
  const endpoint = part(store["s3provider"], "endpoint");
  if (typeof endpoint !== "string") return undefined;
  const host = endpoint.replace(/^[a-z]+:\/\//i, "").replace(/[/:].*$/, "");
  return /(^|\.)invalid$/i.test(host) ? endpoint : undefined;
}

/** Credentials that a store refuses are those that begin by saying so: `invalid`, `invalidKey`, `WRONG-KEY`. */
function refused(store: Document): boolean {
  const credentials = part(store["s3provider"], "credentials");
  return ["access_key", "secret_key", "client_id", "client_secret"].some((key) =>
    /^(invalid|wrong|expired)/i.test(String(part(credentials, key) ?? "")),
  );
}

/** Object stores: tried out when they are made, validated by the agent of a connected cluster afterwards. */
export class Objectstores {
  readonly #engine: () => EveEngine;
  readonly #timers: Timers;
  readonly #durations: Durations;

  constructor(engine: () => EveEngine, timers: Timers, durations: Durations) {
    this.#engine = engine;
    this.#timers = timers;
    this.#durations = durations;
  }

  readonly hooks: Hooks = {
    validate: (document, { operation, persisted }, issues) => {
      if (operation === "update" || !document["bucket_name"]) return;
      const place = (store: Draft | Document): string =>
        JSON.stringify(["provider_type", "region", "prefix", "bucket_name"].map((key) => store[key] ?? null));
      const own = persisted && String(persisted["_id"]);
      const other = this.#engine()
        .list("objectstores")
        .find((s) => s._id !== own && place(s) === place(document));
      if (other) issues.add(["bucket_name"], "", `value '${String(document["bucket_name"])}' is not unique`);
    },
    probe: async (store) => {
      await this.#timers.wait(this.#durations.objectstoreProbe);
      const endpoint = unreachable(store);
      if (endpoint)
        throw new EveError(
          422,
          `Could not connect to the endpoint URL: "${endpoint.replace(/\/+$/, "")}/${String(store["bucket_name"] ?? "")}"`,
        );
      if (refused(store)) throw new EveError(422, "The object store refused the request: check its credentials and permissions");
    },
  };

  /** Whether any cluster could validate a store. */
  #connected(): boolean {
    return this.#engine().list("kubeclusters", { "status.state": "ACTIVE" }).length > 0;
  }

  /** Has every store that waits for it validated, now that a cluster is connected. */
  start(): void {
    for (const store of this.#engine().list("objectstores", { validate_state: "VALIDATING" })) this.follow(store._id);
  }

  follow(id: string): void {
    if (!this.#connected() || this.#timers.has(`objectstore ${id}`)) return;
    this.#timers.after(`objectstore ${id}`, this.#durations.objectstoreValidation, () => {
      const store = this.#engine().get("objectstores", id);
      if (store?.["validate_state"] !== "VALIDATING" || !this.#connected()) return;
      const endpoint = unreachable(store);
      const failed = { validate_state: "FAILED", validate_message: `Could not connect to the endpoint URL: "${endpoint}"` };
      this.#engine().update("objectstores", id, endpoint ? failed : { validate_state: "READY" });
    });
  }
}
