/** Clusters that CloudCasa protects, and how their agents get there. */
import type { Kubecluster, KubeclusterInput } from "../../generated/cloudcasa.ts";
import type { CallOptions } from "../../http/call.ts";
import type { Http } from "../../http/http.ts";
import { load } from "../../lazy/load.ts";
import type { EveApi } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import { definitions, type KubeclusterRelations } from "./definitions.ts";
import type { AgentOptions } from "./options.ts";

export class Kubeclusters extends Documents<Kubecluster, KubeclusterInput, KubeclusterRelations> {
  readonly #open: (origin: string) => Http;

  /** `open` gives a way to a server that sends no token. */
  constructor(api: EveApi, open: (origin: string) => Http) {
    super(api, definitions.kubeclusters);
    this.#open = open;
  }

  /** Returns the container images that an agent needs, for mirroring them into a registry of one's own. */
  async images(options: CallOptions = {}): Promise<string[]> {
    return (await load()).imagesOf(this.requests, options);
  }

  /**
   * Returns the address of the agent's manifest, for `kubectl apply -f`. Waits until the service has made it.
   *
   * Whoever has this address can connect as the cluster: treat it as a secret.
   */
  async agentURL(cluster: Reference, options: AgentOptions = {}): Promise<string> {
    return (await load()).agentUrlOf(this.requests, cluster, options);
  }

  /** Returns the agent's manifest (YAML, one `kind: List`), to be applied in the cluster. Waits until the service has made it. Holds a secret. */
  async agentManifest(cluster: Reference, options: AgentOptions = {}): Promise<string> {
    return (await load()).agentManifestOf(this.requests, this.#open, cluster, options);
  }
}
