import type { Deadline } from "../../../http/deadline.ts";
import { invalidArgument } from "../../../http/errors.ts";
import { isLost } from "../../../http/lost.ts";
import { isAlreadyExists } from "../../../http/predicates.ts";
import { settleCreate } from "../../common/settle.ts";
import { type Body, bodyOf, requestMismatch, safetyOf, write } from "../body.ts";
import { differingPaths, isCreated } from "../compare.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { writeOptions } from "../option-names.ts";
import type { WriteOptions } from "../options.ts";
import type { Requests } from "../requests.ts";
import type { Ensured } from "../resource-types.ts";
import { findObject } from "./get.ts";

/** Creates an object, or sends an object of a kind that is a request. */
export async function createObject<T extends KubernetesObject>(
  requests: Requests<T>,
  input: unknown,
  options: WriteOptions,
): Promise<Stored<T>> {
  requests.checkOptions(options, writeOptions, "create");
  const body = bodyOf(requests, input, "create");
  requests.assertVerb("create", body.namespace);
  if (requests.isKept && body.object !== undefined && !(body.object.metadata?.name || body.object.metadata?.generateName)) {
    throw invalidArgument("metadata.name", "expected a name, or metadata.generateName");
  }
  return requests.within(options, (deadline) => post(requests, body, options, deadline));
}

async function post<T extends KubernetesObject>(
  requests: Requests<T>,
  body: Body,
  options: WriteOptions,
  deadline: Deadline,
): Promise<Stored<T>> {
  const { name, namespace } = body;
  const { isKept } = requests;
  const mismatch = isKept ? undefined : requestMismatch(requests.kind.kind);
  const call = { method: "POST", target: { name, namespace }, safety: safetyOf(options, false), mismatch } as const;
  const request = { ...call, ...write(body, options, requests.secrets) };
  const send = async (attempts: number) => requests.object(await requests.send("create", { ...request, attempts }, deadline));
  try {
    return await send(0);
  } catch (error) {
    if (!isKept || name === undefined || options.dryRun || !isLost(error)) throw error;
    const find = () => findObject(requests, { name, namespace, uid: undefined }, deadline);
    // YAML can't be compared here; what is stored may be the caller's.
    const isSame = (found: Stored<T>) => (body.says === undefined ? undefined : isCreated(found, body.says));
    return settleCreate<Stored<T>>(error, { find, isCreated: isSame, send }, requests.api.http.retry, deadline);
  }
}

/** Creates an object, unless one of its name exists. */
export async function ensureObject<T extends KubernetesObject>(
  requests: Requests<T>,
  input: unknown,
  options: WriteOptions,
): Promise<Ensured<Stored<T>>> {
  requests.checkOptions(options, writeOptions, "ensure");
  const body = bodyOf(requests, input, "ensure");
  const { name, namespace } = body;
  if (body.object === undefined || name === undefined) throw invalidArgument("metadata.name", "expected an object with a name");
  requests.assertVerb("create", namespace);
  const target = { name, namespace, uid: undefined };
  return requests.within(options, async (deadline) => {
    let found = await findObject(requests, target, deadline);
    if (found === undefined) {
      try {
        return { object: await post(requests, body, options, deadline), outcome: "created", differences: [] };
      } catch (error) {
        if (!isAlreadyExists(error)) throw error;
        found = await findObject(requests, target, deadline);
        if (found === undefined) throw error;
      }
    }
    const differences = differingPaths(found, body.object);
    return { object: found, outcome: differences.length === 0 ? "found" : "different", differences };
  });
}
