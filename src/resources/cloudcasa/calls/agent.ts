/** CloudCasa's agent: its images, the address of its manifest, and the manifest. */

import type { Kubecluster } from "../../../generated/cloudcasa.ts";
import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { deadlineOf } from "../../../http/duration.ts";
import type { Http } from "../../../http/http.ts";
import { isObject } from "../../../http/json.ts";
import type { OptionNames } from "../../../http/options.ts";
import { isNotFound } from "../../../http/predicates.ts";
import { met, missing, type WaitCondition, waiting } from "../../common/condition.ts";
import { waitWithin } from "../../eve/calls/wait.ts";
import type { Reference } from "../../eve/document.ts";
import { failureOf } from "../../eve/failure.ts";
import type { DocumentRequests } from "../../eve/requests.ts";
import type { AgentOptions } from "../options.ts";

const agentOptions = { timeout: true, interval: true, signal: true } satisfies OptionNames<AgentOptions>;

type Clusters = DocumentRequests<Kubecluster>;

const hasAgentURL: WaitCondition<Kubecluster> = {
  description: "has an agent URL",
  check: (cluster) => (cluster === undefined ? missing : typeof cluster.status?.agentURL === "string" ? met : waiting),
};

/** The container images that an agent needs. */
export async function imagesOf(requests: Clusters, options: CallOptions): Promise<string[]> {
  requests.checkOptions(options, callOptions, "images of");
  const call = { method: "GET", safety: "read" } as const;
  const { json, status } = await requests.within(options, async (deadline) => {
    try {
      return await requests.send("images", { below: ["cloudcasa-images"] }, call, deadline);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // The reference prints the path with v1 twice.
      return await requests
        .send("images", { path: "/api/v1/v1/kubeclusters/cloudcasa-images" }, call, deadline)
        .catch((second: unknown) => {
          // Neither path is there: the first is the one that is due.
          throw isNotFound(second) ? error : second;
        });
    }
  });
  const images = imageNames(json);
  if (images !== undefined) return images;
  throw failureOf(requests, "NotJson", "the response is not a list of images; request() returns it as it is", "images", undefined, {
    status,
  });
}

/** The form of the response is not documented: a list, or an object around one, of names or of objects that have one. */
function imageNames(json: unknown): string[] | undefined {
  const lists = Array.isArray(json) ? [json] : isObject(json) ? Object.values(json).filter(Array.isArray) : [];
  if (lists.length !== 1) return undefined;
  const names = (lists[0] as unknown[]).map((item) => (isObject(item) ? (item["image"] ?? item["name"]) : item));
  return names.every((name) => typeof name === "string") ? (names as string[]) : undefined;
}

/** The address of the agent's manifest. Waits until the service has made it. */
export async function agentUrlOf(requests: Clusters, cluster: Reference, options: AgentOptions): Promise<string> {
  requests.checkOptions(options, agentOptions, "agentURL of");
  return withAgentURL(requests, cluster, options, async (url) => url);
}

/** The agent's manifest. `open` gives a way to a server that sends no token. */
export async function agentManifestOf(
  requests: Clusters,
  open: (origin: string) => Http,
  cluster: Reference,
  options: AgentOptions,
): Promise<string> {
  requests.checkOptions(options, agentOptions, "agentManifest of");
  return withAgentURL(requests, cluster, options, async (url, deadline) => {
    const { origin, path, search } = addressOf(requests, url, cluster);
    // No token goes along: the address is one, and it may lead to another host.
    const answer = await open(origin).request({
      method: "GET",
      path,
      search,
      hidesQuery: true,
      headers: { accept: "application/yaml, text/yaml, */*" },
      safety: "read",
      answer: "text",
      describe: { verb: "get", resource: "agent manifest", path: "/kubeclusteragents/*****" },
      deadline,
    });
    if (/^\s*(?:---|#|\{|[A-Za-z"'])/.test(answer.text)) return answer.text;
    const message = "the agent URL returned something that is no manifest";
    throw failureOf(requests, "NotJson", message, "agentManifest", cluster, { status: answer.status });
  });
}

function withAgentURL<Out>(
  requests: Clusters,
  cluster: Reference,
  options: AgentOptions,
  use: (url: string, deadline: Deadline) => Promise<Out>,
): Promise<Out> {
  const wait = async (deadline: Deadline) => {
    const { status } = await waitWithin(requests, cluster, hasAgentURL, { interval: options.interval }, deadline);
    return use(status?.agentURL as string, deadline);
  };
  return requests.within(options, wait, deadlineOf(options.timeout ?? "1m", "timeout"));
}

function addressOf(requests: Clusters, url: string, cluster: Reference): { origin: string; path: string; search: string } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw failureOf(requests, "NotJson", "status.agentURL is not a URL", "agentManifest", cluster);
  }
  const base = new URL(requests.http.baseUrl);
  // A service behind a proxy that ends TLS writes http:// into its own addresses.
  const isOwn = parsed.host === base.host || parsed.hostname === base.hostname;
  return { origin: isOwn ? base.origin : parsed.origin, path: parsed.pathname, search: parsed.search };
}
