import type { Deadline } from "../../../http/deadline.ts";
import type { Query } from "../../../http/paths.ts";
import { isNoSuchObject } from "../../../http/predicates.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import type { Target } from "../ref.ts";
import type { Requests } from "../requests.ts";

/** Reads an object. */
export async function getObject<T extends KubernetesObject>(
  requests: Requests<T>,
  target: Target,
  deadline: Deadline,
  query?: Query,
  verb = "get",
): Promise<Stored<T>> {
  return requests.object(await requests.send(verb, { target, safety: "read", query }, deadline));
}

/** Reads an object; undefined if there is none. */
export async function findObject<T extends KubernetesObject>(
  requests: Requests<T>,
  target: Target,
  deadline: Deadline,
  query?: Query,
): Promise<Stored<T> | undefined> {
  try {
    return await getObject(requests, target, deadline, query);
  } catch (error) {
    if (isNoSuchObject(error)) return undefined;
    throw error;
  }
}
