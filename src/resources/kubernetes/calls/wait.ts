import type { Deadline } from "../../../http/deadline.ts";
import { secretsOfClient } from "../../../http/explain/call-secrets.ts";
import type { WaitCondition, Waited, WaitOptions } from "../../common/condition.ts";
import { defaultWait, waitUntil } from "../../common/wait.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { waitOptions } from "../option-names.ts";
import type { Ref } from "../ref.ts";
import type { Requests } from "../requests.ts";
import { stateOf } from "../state.ts";
import { kubernetesStates } from "../states.ts";
import { findObject } from "./get.ts";
import { watchIn } from "./watch.ts";

/** Waits until a condition holds for an object. */
export function waitForObject<T extends KubernetesObject, IsGone extends boolean>(
  requests: Requests<T>,
  ref: Ref,
  condition: WaitCondition<Stored<T>, IsGone>,
  options: WaitOptions<Stored<T>>,
): Promise<Waited<Stored<T>, IsGone>> {
  requests.checkOptions(options, waitOptions, "waitFor");
  const target = requests.target(ref, "get");
  const { kind, apiVersion, verbs } = requests.kind;
  const { wake } = requests.hooks;
  const isWatched = verbs === undefined || (verbs.includes("watch") && verbs.includes("list"));
  const fieldSelector = { "metadata.name": target.name };
  const source = {
    target,
    find: ({ signal }: Deadline) => requests.within({ signal }, (deadline) => findObject(requests, target, deadline)),
    watch: isWatched ? (signal: AbortSignal) => watchIn(requests, { signal, fieldSelector }, { namespace: target.namespace }) : undefined,
    interval: options.interval,
  };
  const wait = (deadline: Deadline) =>
    waitUntil<Stored<T>, IsGone>(
      {
        resource: kind,
        apiVersion,
        name: target.name,
        uid: target.uid,
        states: (deadline, onTrouble) => kubernetesStates(source, deadline, onTrouble),
        stateOf,
        secrets: () => secretsOfClient(requests.api.http),
        wake: wake && (() => wake(requests, target, deadline)),
      },
      condition,
      deadline,
      options,
    );
  return requests.within(options, wait, options.timeout === undefined ? defaultWait : undefined);
}
