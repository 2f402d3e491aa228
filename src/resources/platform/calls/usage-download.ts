import { type CallOptions, callOptions } from "../../../http/call.ts";
import { openResource } from "../../kubernetes/calls/stream.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { Requests } from "../../kubernetes/requests.ts";

/** Downloads the usage figures. Its only verb is a list by name: what comes is a file. */
export async function downloadUsage(requests: Requests<KubernetesObject>, options: CallOptions): Promise<Uint8Array> {
  requests.checkOptions(options, callOptions, "download");
  const { http } = requests.api;
  const { maxBytes = Number.POSITIVE_INFINITY } = http;
  const timeout = http.timeoutOf(options);
  const { stream } = await openResource(requests, "download", { headers: { accept: "*/*" } }, options, {
    silence: timeout,
    total: timeout,
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream.chunks) {
    size += chunk.length;
    if (size > maxBytes) {
      stream.close();
      throw stream.tooLarge(`the response is larger than maxBytes (${maxBytes})`);
    }
    parts.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
