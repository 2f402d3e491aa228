/** The client of CloudCasa's REST API. */
import type {
  Apikey,
  ApikeyInput,
  Backupinstance,
  BackupinstanceInput,
  Kubeoffload,
  KubeoffloadInput,
  Objectstore,
  ObjectstoreInput,
  Policy,
  PolicyInput,
} from "./generated/cloudcasa.ts";
import type { ClientOptions } from "./http/client-options.ts";
import { invalidArgument } from "./http/errors.ts";
import { Http } from "./http/http.ts";
import { own } from "./http/json.ts";
import { printAs } from "./http/secrets.ts";
import { load } from "./lazy/load.ts";
import { loadEveErrors } from "./lazy/load-errors.ts";
import type { RawAnswer, RawOptions } from "./raw.ts";
import {
  type BackupinstanceRelations,
  definitions,
  type KubeoffloadRelations,
  type ObjectstoreRelations,
} from "./resources/cloudcasa/definitions.ts";
import { Jobs } from "./resources/cloudcasa/jobs.ts";
import { Kubebackups } from "./resources/cloudcasa/kubebackups.ts";
import { Kubeclusters } from "./resources/cloudcasa/kubeclusters.ts";
import { Kuberestores } from "./resources/cloudcasa/kuberestores.ts";
import type { Definition, EveApi } from "./resources/eve/definition.ts";
import type { StoredDocument } from "./resources/eve/document.ts";
import { Documents } from "./resources/eve/documents.ts";

export interface CloudCasaOptions extends Omit<ClientOptions, "baseUrl"> {
  /** The server: its host, `…/api` or `…/api/v1`. Default: the service itself, `https://api.cloudcasa.io`. */
  readonly baseUrl?: string | undefined;
}

/** The hosted service. */
export const service = "https://api.cloudcasa.io";
/** What people paste behind the address of the service. */
export const pasted = /\/api(?:\/v1)?\/*$/;
const root = "/api/v1";

/**
 * CloudCasa's API: resources under their wire names, each with the same verbs.
 *
 * ```ts
 * const casa = new CloudCasa({ token: apiKey });
 * const cluster = await casa.kubeclusters.create({ name: "prod" });
 * await casa.kubeclusters.patch(cluster, { description: "EU" });
 * ```
 */
export class CloudCasa {
  /** Clusters that are protected, or wait for their agent. */
  readonly kubeclusters: Kubeclusters;
  /** Storage of one's own for backups. */
  readonly objectstores: Documents<Objectstore, ObjectstoreInput, ObjectstoreRelations>;
  /** What is backed up, from which cluster, by which policy. */
  readonly kubebackups: Kubebackups;
  /** When backups run and how long they are kept. */
  readonly policies: Documents<Policy, PolicyInput>;
  /** Runs, as they go and after. */
  readonly jobs: Jobs;
  /** How snapshots are copied to object stores. */
  readonly kubeoffloads: Documents<Kubeoffload, KubeoffloadInput, KubeoffloadRelations>;
  /** Recovery points: what backups left. Those whose `state` is READY can be restored from. */
  readonly backupinstances: Documents<Backupinstance, BackupinstanceInput, BackupinstanceRelations>;
  /** Restores; creating one starts it. */
  readonly kuberestores: Kuberestores;
  /** API keys. `key`, the key itself, is only in what `create` gives. */
  readonly apikeys: Documents<Apikey, ApikeyInput>;
  readonly #api: EveApi;

  constructor(options: CloudCasaOptions) {
    const { baseUrl = service, ...rest } = options;
    const dialect = { name: "CloudCasa", cut: pasted, parseError: loadEveErrors };
    const http = new Http({ ...rest, baseUrl }, dialect);
    const refusal: EveApi["refusal"] = async (...response) => (await load()).refusalOf(...response);
    this.#api = { http, root, validate: options.validate, definitions, refusal };
    const { token: _token, headers: _headers, ...anonymous } = rest;
    this.jobs = new Jobs(this.#api);
    this.kubeclusters = new Kubeclusters(this.#api, (origin) => new Http({ ...anonymous, baseUrl: origin }));
    this.objectstores = new Documents(this.#api, definitions.objectstores);
    this.kubebackups = new Kubebackups(this.#api);
    this.policies = new Documents(this.#api, definitions.policies);
    this.kubeoffloads = new Documents(this.#api, definitions.kubeoffloads);
    this.backupinstances = new Documents(this.#api, definitions.backupinstances);
    this.kuberestores = new Kuberestores(this.#api);
    this.apikeys = new Documents(this.#api, definitions.apikeys);
    printAs(this, () => `CloudCasa ${this.baseUrl}`);
  }

  /** The server's address, without `/api/v1`. */
  get baseUrl(): string {
    return this.#api.http.baseUrl;
  }

  /** A resource that this package has no types for, by its name in URLs. Its own verbs are the server's business. */
  resource<T extends StoredDocument & { name: string }>(name: string): Documents<T> {
    if (typeof name !== "string" || !/^[a-z][a-z0-9_-]*$/i.test(name))
      throw invalidArgument("resource", 'expected a name such as "kubehooks"');
    return new Documents<T>(this.#api, (own(definitions, name) as Definition | undefined) ?? { name });
  }

  /** A request to any path of the server (`/api/v1/…`), for what has no method here. */
  async request<T = unknown>(method: string, path: string, options?: RawOptions): Promise<RawAnswer<T>> {
    return (await load()).rawRequest<T>(this.#api.http, method, path, options);
  }

  toJSON(): { baseUrl: string } {
    return { baseUrl: this.baseUrl };
  }
}
