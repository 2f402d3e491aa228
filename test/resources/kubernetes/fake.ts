import { Platform, type PlatformOptions, type VirtualClusterInstance } from "clusterplane";
import type { Sent } from "../../http/fake.ts";

export { failure, json, networkError, type Sent } from "../../http/fake.ts";

export const vcs = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";

/** A client whose requests go to a function. */
export function platform(
  answer: (sent: Sent, count: number) => Response | Error | Promise<Response | Error>,
  options: Partial<PlatformOptions> = {},
) {
  const sent: (Sent & { path: string; query: URLSearchParams; json: never })[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const body = init.body as string | undefined;
    const request: Sent = { method: init.method!, url, headers: init.headers as Record<string, string>, body };
    sent.push({
      ...request,
      path: pathname,
      query: searchParams,
      json: parsed(body) as never,
    });
    const result = await answer(request, sent.length);
    if (result instanceof Error) throw result;
    return result;
  };
  const client = new Platform({
    baseUrl: "https://platform.example.com",
    token: "t",
    projectNamespacePrefix: "loft-p-",
    retry: { attempts: 3, minDelay: "1ms", maxDelay: "2ms" },
    ...options,
    fetch,
  });
  return { client, vcs: client.project("demo").virtualClusterInstances, sent };
}

/** undefined for text that is no JSON. */
function parsed(body: string | undefined): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A virtual cluster as a server would give it. */
export function vc(name: string, version: number | string = 1, more: Partial<VirtualClusterInstance> = {}) {
  const { metadata, ...rest } = more;
  return {
    apiVersion: "management.loft.sh/v1",
    kind: "VirtualClusterInstance",
    metadata: { name, namespace: "loft-p-demo", uid: `uid-${name}`, resourceVersion: String(version), ...metadata },
    spec: {},
    status: {},
    ...rest,
  };
}

export function status(code: number, reason: string, message = `${reason} it is`, details?: object): Response {
  return Response.json(
    { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code, ...(details && { details }) },
    { status: code },
  );
}

export const notFound = (name = "dev") => status(404, "NotFound", `virtualclusterinstances.management.loft.sh "${name}" not found`);
export const conflict = () => status(409, "Conflict", "the object has been modified");

/** A watch's answer that a test writes to. */
export function live() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (c) => {
      controller = c;
    },
    cancel: () => {
      state.cancelled = true;
    },
  });
  const encoder = new TextEncoder();
  return {
    state,
    response: new Response(body, { headers: { "content-type": "application/json" } }),
    send: (...events: object[]) => controller.enqueue(encoder.encode(events.map((event) => `${JSON.stringify(event)}\n`).join(""))),
    raw: (bytes: Uint8Array | string) => controller.enqueue(typeof bytes === "string" ? encoder.encode(bytes) : bytes),
    end: () => controller.close(),
    fail: (error: Error) => controller.error(error),
  };
}
