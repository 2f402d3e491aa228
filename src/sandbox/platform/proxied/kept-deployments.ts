import type { KubeObject, KubernetesEngine } from "../../kubernetes/index.ts";
import { storeObject } from "../store-object.ts";

const key = "deployments.apps";
const paths = /^(?:\/apis\/apps\/v1\/namespaces\/([^/]+)\/deployments(?:\/([^/]+))?|\/api\/v1\/namespaces\/([^/]+))$/;

/**
 * Keeps in the played cluster what an attached server has of Deployments, as far as they are written through the platform: what happens
 * because of them (CloudCasa's agent comes up, or is lost) happens as if the cluster were played.
 */
export async function keepDeployments(engine: KubernetesEngine, method: string, url: URL, passed: Promise<Response>): Promise<Response> {
  const response = await passed;
  const found = paths.exec(url.pathname);
  const isRead = method === "GET" || method === "HEAD" || method === "OPTIONS";
  if (!found || isRead || !response.ok || url.searchParams.has("dryRun")) return response;
  const [, namespace = "", name, deleted] = found;
  if (method === "DELETE") {
    for (const { metadata } of engine.list(key, deleted ?? namespace)) {
      if (name === undefined || metadata.name === name) engine.delete(key, metadata.namespace ?? "", metadata.name as string);
    }
  } else if (namespace && isJson(response)) {
    const object = keptOf(await response.clone().json(), namespace);
    if (object) storeObject(engine, key, object);
  }
  return response;
}

const isJson = (response: Response): boolean => response.headers.get("content-type")?.startsWith("application/json") ?? false;

interface Written {
  metadata?: { name?: string };
  spec?: { template?: { spec?: { containers?: { name?: string; image?: string; env?: { name?: string; value?: string }[] }[] } } };
}

/** The parts that every version has: a newer server may write fields that the played cluster does not know. */
function keptOf(written: Written | null, namespace: string): KubeObject | undefined {
  const name = written?.metadata?.name;
  if (!name) return undefined;
  const containers = (written?.spec?.template?.spec?.containers ?? []).map((container) => ({
    name: container.name ?? "",
    image: container.image ?? "",
    env: (container.env ?? []).flatMap(({ name, value }) => (name && value !== undefined ? [{ name, value }] : [])),
  }));
  return { metadata: { name, namespace }, spec: { template: { spec: { containers } } } } as unknown as KubeObject;
}
