import { bodyOf, requestMismatch, write } from "../body.ts";
import type { KubernetesObject } from "../object.ts";
import type { ReadOptions, WriteOptions } from "../options.ts";
import type { Ref } from "../ref.ts";
import type { Requests } from "../requests.ts";
import { mismatchOf } from "../status.ts";

/** POST to a subresource, whose response is an object of `kind`. Text goes out as YAML. */
export async function postSubresource<A, T extends KubernetesObject>(
  requests: Requests<T>,
  ref: Ref,
  { subresource, kind }: { readonly subresource: string; readonly kind: string },
  object: unknown,
  options: WriteOptions,
): Promise<A> {
  const target = requests.target(ref, "get");
  const body = bodyOf(requests, object, "create", { kind });
  const safety = options.dryRun ? "read" : "write";
  const request = {
    method: "POST",
    target,
    subresource,
    safety,
    mismatch: requestMismatch(kind),
    ...write(body, options, undefined),
  } as const;
  const { json } = await requests.within(options, (deadline) => requests.send("create", request, deadline));
  requests.api.validate?.("answer", kind, json);
  return json as A;
}

/** GET of a subresource. */
export async function getSubresource<A, T extends KubernetesObject>(
  requests: Requests<T>,
  ref: Ref,
  subresource: string,
  options: ReadOptions,
): Promise<A> {
  const target = requests.target(ref, "get");
  const request = { target, subresource, safety: "read", query: options.query, mismatch: mismatchOf(subresource, false) } as const;
  return (await requests.within(options, (deadline) => requests.send("get", request, deadline))).json as A;
}
