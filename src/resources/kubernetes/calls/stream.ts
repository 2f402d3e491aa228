import type { CallOptions } from "../../../http/call.ts";
import { failsBefore } from "../../../http/failure.ts";
import { openStream, type Stream, type StreamLimits } from "../../../http/stream.ts";
import type { KubernetesObject } from "../object.ts";
import type { Requests, ResourceRequest } from "../requests.ts";

/** Opens a response that is read while it arrives. Its deadline has `timeout` milliseconds, by default those of the options. */
export async function openResource<T extends KubernetesObject>(
  requests: Requests<T>,
  verb: string,
  request: Pick<ResourceRequest, "target" | "subresource" | "query" | "headers" | "retry">,
  options: CallOptions,
  limits: StreamLimits,
  timeout?: number,
): Promise<{ readonly stream: Stream; readonly path: string }> {
  const { target, subresource, ...call } = request;
  const { http } = requests.api;
  const deadline = http.deadline(options, timeout);
  try {
    const describe = { verb, resource: requests.kind.kind, name: target?.name };
    const complete = { method: "GET", path: "", safety: "read", describe, ...call, deadline } as const;
    const path = await Promise.resolve(requests.path(target, subresource, deadline)).catch(failsBefore(complete));
    return { stream: await openStream(http, { ...complete, path }, limits), path };
  } catch (error) {
    deadline.close();
    throw error;
  }
}
