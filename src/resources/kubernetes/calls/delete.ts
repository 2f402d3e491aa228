import { isLost } from "../../../http/lost.ts";
import { deletion, safetyOf } from "../body.ts";
import type { KubernetesList, KubernetesObject, Status, Stored } from "../object.ts";
import { deleteCollectionOptions, deleteOptions, preconditionOptions } from "../option-names.ts";
import type { DeleteCollectionOptions, DeleteOptions } from "../options.ts";
import { listMismatch } from "../page.ts";
import type { Ref } from "../ref.ts";
import type { Requests } from "../requests.ts";
import { checkDeletionSelectors, selectorQuery } from "../selectors.ts";
import { settleDelete } from "../settle.ts";
import { isStatus, mismatchOf } from "../status.ts";
import { findObject } from "./get.ts";
import { listIn } from "./list.ts";

/** The response to a deletion is what was deleted, or a Status. */
const orStatus = (mismatch: (json: unknown) => string | undefined) => (json: unknown) => {
  const wrong = isStatus(json) ? undefined : mismatch(json);
  return wrong && `${wrong}, nor a Status`;
};

/** Deletes an object. */
export async function deleteObject<T extends KubernetesObject>(
  requests: Requests<T>,
  ref: Ref,
  options: DeleteOptions,
): Promise<Stored<T> | Status> {
  requests.checkOptions(options, deleteOptions, "delete");
  if (options.preconditions !== undefined) requests.checkOptions(options.preconditions, preconditionOptions, "preconditions of delete");
  const target = requests.target(ref, "delete");
  const preconditions = { ...(target.uid !== undefined && { uid: target.uid }), ...options.preconditions };
  const isGuarded = Object.values(preconditions).some((value) => value !== undefined);
  const call = deletion({ ...options, preconditions: isGuarded ? preconditions : undefined });
  const request = {
    target,
    ...call,
    safety: safetyOf(options, isGuarded),
    mismatch: orStatus(mismatchOf(requests.kind.kind, true)),
  } as const;
  return requests.within(options, async (deadline) => {
    try {
      const { json } = await requests.send("delete", request, deadline);
      return requests.hide(json as Stored<T> | Status);
    } catch (error) {
      if (!isLost(error)) throw error;
      const details = { name: target.name, kind: requests.kind.plural, uid: preconditions.uid };
      return settleDelete(error, details, () => findObject(requests, target, deadline));
    }
  });
}

/** Deletes all objects, or those that the selectors choose. */
export async function deleteObjects<T extends KubernetesObject>(
  requests: Requests<T>,
  options: DeleteCollectionOptions,
): Promise<KubernetesList<Stored<T>> | Status> {
  requests.checkOptions(options, deleteCollectionOptions, "deleteCollection");
  requests.assertVerb("deletecollection");
  checkDeletionSelectors(options);
  const { query, ...call } = deletion(options);
  const all = { ...selectorQuery(options), ...query };
  const request = { ...call, query: all, safety: safetyOf(options, false), mismatch: orStatus(listMismatch) } as const;
  const { json } = await requests.within(options, (deadline) => requests.send("delete all", request, deadline));
  return isStatus(json) ? json : listIn(requests, json);
}
