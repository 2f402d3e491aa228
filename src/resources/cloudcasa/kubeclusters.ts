/** Clusters that CloudCasa protects, and how their agents get there. */
import type { Kubecluster, KubeclusterInput } from "../../generated/cloudcasa.ts";
import type { Duration } from "../../http/duration.ts";
import { isNotFound } from "../../http/errors.ts";
import type { CallOptions, Http } from "../../http/http.ts";
import { callOptions } from "../../http/known.ts";
import { isObject } from "../../http/object.ts";
import type { Home } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import type { DocumentCondition, DocumentWaitOptions } from "../eve/wait.ts";
import { definitions, type KubeclusterRelations } from "./definitions.ts";

/** How to wait for something the service makes by itself. */
export type AgentOptions = Pick<DocumentWaitOptions<Kubecluster>, "interval" | "signal"> & {
  /** How long to wait at most. Default `"1m"`. */
  readonly timeout?: Duration | undefined;
};

export const agentOptions = "timeout interval signal";

export class Kubeclusters extends Documents<Kubecluster, KubeclusterInput, KubeclusterRelations> {
  readonly #open: (origin: string) => Http;

  /** `open` gives a way to a server that sends no token. */
  constructor(home: Home, open: (origin: string) => Http) {
    super(home, definitions.kubeclusters);
    this.#open = open;
  }

  /** The container images that an agent needs, for mirroring them into a registry of one's own. */
  async images(options: CallOptions = {}): Promise<string[]> {
    this.knows(options, callOptions, "images of");
    const call = { method: "GET", below: ["cloudcasa-images"], safety: "read" } as const;
    let answer: { json: unknown; status: number };
    try {
      answer = await this.send("images", undefined, call, options);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // The reference prints the path with v1 twice.
      const again = { ...call, path: "/api/v1/v1/kubeclusters/cloudcasa-images" };
      answer = await this.send("images", undefined, again, options).catch((second) => {
        // Neither path is there: the first is the one that is due.
        throw isNotFound(second) ? error : second;
      });
    }
    const images = imageNames(answer.json);
    if (images === undefined)
      throw this.failure("NotJson", "the answer is not a list of images; request() gives it as it is", "images", undefined, {
        status: answer.status,
      });
    return images;
  }

  /**
   * The address of the agent's manifest, for `kubectl apply -f`. Waits until the service has made it.
   *
   * Whoever has this address can connect as the cluster: treat it as a secret.
   */
  async agentURL(cluster: Reference, options: AgentOptions = {}): Promise<string> {
    this.knows(options, agentOptions, "agentURL of");
    const made: DocumentCondition<Kubecluster> = {
      description: "has an agent URL",
      check: ({ status }) => ({ state: typeof status?.agentURL === "string" ? "met" : "waiting" }),
    };
    const found = await this.waitFor(cluster, made, { timeout: "1m", ...options });
    return found.status?.agentURL as string;
  }

  /** The agent's manifest (YAML, one `kind: List`), to be applied in the cluster. Waits until the service has made it. Holds a secret. */
  async agentManifest(cluster: Reference, options: AgentOptions = {}): Promise<string> {
    this.knows(options, agentOptions, "agentManifest of");
    const { origin, path } = this.#agentAddress(await this.agentURL(cluster, options), cluster);
    // No token goes along: the address is one, and it may lead to another host.
    const answer = await this.#open(origin).request({
      method: "GET",
      path,
      headers: { accept: "application/yaml, text/yaml, */*" },
      safety: "read",
      answer: "text",
      describe: { verb: "get", resource: "agent manifest", path: "/kubeclusteragents/*****" },
      signal: options.signal,
    });
    if (!/^\s*(?:---|#|\{|[A-Za-z"'])/.test(answer.text)) {
      throw this.failure("NotJson", "the agent URL gave something that is no manifest", "agentManifest", cluster, {
        status: answer.status,
      });
    }
    return answer.text;
  }

  #agentAddress(url: string, cluster: Reference): { origin: string; path: string } {
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      throw this.failure("NotJson", "status.agentURL is not a URL", "agentManifest", cluster);
    }
    const base = new URL(this.http.baseUrl);
    // A service behind a proxy that ends TLS writes http:// into its own addresses.
    const own = parsed.host === base.host || parsed.hostname === base.hostname;
    return { origin: own ? base.origin : parsed.origin, path: parsed.pathname + parsed.search };
  }
}

/** The form of the answer is not documented: a list, or an object around one, of names or of objects that have one. */
function imageNames(json: unknown): string[] | undefined {
  const lists = Array.isArray(json) ? [json] : isObject(json) ? Object.values(json).filter(Array.isArray) : [];
  if (lists.length !== 1) return undefined;
  const names = (lists[0] as unknown[]).map((item) => (isObject(item) ? (item["image"] ?? item["name"]) : item));
  return names.every((name) => typeof name === "string") ? (names as string[]) : undefined;
}
