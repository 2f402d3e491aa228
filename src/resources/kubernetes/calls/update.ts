import { invalidArgument } from "../../../http/errors.ts";
import { isLost } from "../../../http/lost.ts";
import { type Body, bodyOf, safetyOf, write, writeQuery } from "../body.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { applyOptions, updateOptions } from "../option-names.ts";
import type { ApplyOptions, UpdateOptions } from "../options.ts";
import { isGuarded } from "../patch.ts";
import { type Target, targetOf } from "../ref.ts";
import type { Requests } from "../requests.ts";
import { settleUpdate } from "../settle.ts";
import { findObject } from "./get.ts";

/** Writes a whole object back (PUT). */
export async function updateObject<T extends KubernetesObject>(
  requests: Requests<T>,
  input: unknown,
  options: UpdateOptions,
): Promise<Stored<T>> {
  requests.checkOptions(options, updateOptions, "update");
  const body = bodyOf(requests, input, "update", { goesBack: true });
  const target = targetOfBody(requests, body, options, "update");
  if (body.object !== undefined && !body.object.metadata?.resourceVersion) {
    throw invalidArgument(
      "metadata.resourceVersion",
      "expected the version that the object was read with; read it first, or use edit, patch or apply",
    );
  }
  const request = {
    method: "PUT",
    target,
    ...write(body, options, requests.secrets),
    safety: safetyOf(options, isGuarded(body.says)),
  } as const;
  return requests.within(options, async (deadline) => {
    try {
      return requests.object(await requests.send("update", request, deadline));
    } catch (error) {
      if (!isLost(error)) throw error;
      return settleUpdate(error, body, () => findObject(requests, target, deadline));
    }
  });
}

/** Server-side apply. */
export async function applyObject<T extends KubernetesObject>(
  requests: Requests<T>,
  input: unknown,
  options: ApplyOptions,
): Promise<Stored<T>> {
  requests.checkOptions(options, applyOptions, "apply");
  const body = bodyOf(requests, input, "apply", { goesBack: true });
  const target = targetOfBody(requests, body, options, "patch");
  const query = { ...writeQuery(options), fieldManager: options.fieldManager ?? "clusterplane", force: options.force ? true : undefined };
  // Applying the same twice is applying it once.
  const headers = { "content-type": "application/apply-patch+yaml" };
  const call = { ...write(body, options, requests.secrets), query, headers };
  const request = { method: "PATCH", target, ...call, safety: safetyOf(options, true) } as const;
  return requests.within(options, async (deadline) => requests.object(await requests.send("apply", request, deadline)));
}

function targetOfBody<T extends KubernetesObject>(
  requests: Requests<T>,
  body: Body,
  options: { readonly name?: string | undefined },
  verb: string,
): Target {
  const name = options.name ?? body.name;
  if (name === undefined) throw invalidArgument(body.object ? "metadata.name" : "name", "expected the object's name");
  requests.assertVerb(verb, body.namespace);
  return { ...targetOf(name), namespace: body.namespace };
}
