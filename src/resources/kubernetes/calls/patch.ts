import type { Deadline } from "../../../http/deadline.ts";
import { invalidArgument, isRequestError } from "../../../http/errors.ts";
import { isObject } from "../../../http/json.ts";
import { checkPatch, type JsonPatch } from "../../../http/json-patch.ts";
import { jsonText } from "../../../http/json-text.ts";
import { isLost } from "../../../http/lost.ts";
import { safetyOf, writeQuery } from "../body.ts";
import { editKubernetes } from "../edit.ts";
import { secretsAt, secretsOfChange } from "../known-secrets.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { patchOptions, writeOptions } from "../option-names.ts";
import type { EditOptions, PatchOptions, WriteOptions } from "../options.ts";
import { isGuarded, patchType } from "../patch.ts";
import type { Ref, Target } from "../ref.ts";
import type { Requests } from "../requests.ts";
import { addParents, settlePatch } from "../settle.ts";
import { findObject, getObject } from "./get.ts";

/** Changes parts of an object by a JSON patch or a merge patch. */
export async function patchObject<T extends KubernetesObject>(
  requests: Requests<T>,
  ref: Ref,
  change: unknown,
  options: PatchOptions,
): Promise<Stored<T>> {
  requests.checkOptions(options, patchOptions, "patch");
  const target = requests.target(ref, "patch");
  const prepared = preparedChange(requests, change);
  return requests.within(options, async (deadline) => {
    const find = () => findObject(requests, target, deadline);
    const send = (patch: unknown) => sendPatch(requests, { verb: "patch", target }, patch, options, deadline);
    try {
      return await send(prepared);
    } catch (error) {
      if (Array.isArray(prepared)) {
        if (options.createParents === false || !isRequestError(error) || error.status !== 422) throw error;
        return addParents(error, prepared as JsonPatch, find, send);
      }
      if (!isLost(error) || !isGuarded(prepared)) throw error;
      return settlePatch(error, prepared as KubernetesObject, find);
    }
  });
}

function preparedChange<T extends KubernetesObject>({ hooks }: Requests<T>, change: unknown): unknown {
  const { prepare = (object) => object } = hooks;
  const { prepareAt = (path, value) => (path === "" ? prepare(value as KubernetesObject, jsonText) : value) } = hooks;
  if (Array.isArray(change)) {
    checkPatch(change);
    return (change as JsonPatch).map((one) => ("value" in one ? { ...one, value: prepareAt(one.path, one.value, jsonText) } : one));
  }
  if (!isObject(change)) throw invalidArgument("patch", "expected an array (JSON patch) or an object (merge patch)");
  return prepare(change, jsonText);
}

interface PatchCall<T> {
  readonly verb: string;
  readonly target: Target;
  /** The object that the change was made from, if it was read. */
  readonly base?: Stored<T>;
  /** Sending the change twice is sending it once, whatever happened in between. */
  readonly isRepeatable?: boolean;
}

/** Sends a change as it is. */
export async function sendPatch<T extends KubernetesObject>(
  requests: Requests<T>,
  { verb, target, base, isRepeatable = false }: PatchCall<T>,
  patch: unknown,
  options: WriteOptions,
  deadline: Deadline,
): Promise<Stored<T>> {
  const { secrets } = requests;
  const request = {
    method: "PATCH",
    target,
    query: writeQuery(options),
    headers: { "content-type": patchType(patch) },
    body: jsonText(patch, "patch"),
    safety: safetyOf(options, isRepeatable || isGuarded(patch)),
    // A server quotes the whole object that it refuses, not only what changes.
    secrets: () => [...secretsOfChange(patch, secrets), ...secretsAt(base, secrets)],
  } as const;
  return requests.object(await requests.send(verb, request, deadline));
}

/** Reads an object, lets the caller change a draft, and sends the difference until it is stored. */
export async function editKubernetesObject<T extends KubernetesObject>(
  requests: Requests<T>,
  ref: Ref,
  change: (draft: never) => unknown,
  options: EditOptions,
): Promise<Stored<T>> {
  requests.checkOptions(options, writeOptions, "edit");
  const target = requests.target(ref, "patch");
  if (typeof change !== "function") throw invalidArgument("change", "expected a function that changes the draft it is given");
  const { prepare = (object) => object } = requests.hooks;
  return requests.within(options, (deadline) =>
    editKubernetes<T>(
      {
        read: () => getObject(requests, target, deadline, undefined, "edit"),
        prepare: (draft) => prepare(draft as KubernetesObject, jsonText),
        hide: (object) => requests.hide(object),
        patch: (patch, base) => sendPatch(requests, { verb: "edit", target, base }, patch, options, deadline),
      },
      change,
      deadline,
    ),
  );
}
