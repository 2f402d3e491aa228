import type { Action, JsonObject, KindData } from "../kubernetes/index.ts";
import { type ActionRooms, endpointToken, kubeconfig, selfStatus } from "./actions.ts";
import { logAction } from "./log.ts";

/** What is answered as it came, without managed fields: these two are gone from the types that the recordings were made with. */
const withoutBook = new Set(["POST clusterconnect", "POST projects/importvirtualcluster"]);

/** The actions as recorded: what is asked comes back, nothing else happens. */
export function bareActions(rooms: ActionRooms, kinds: readonly KindData[]): Record<string, Action> {
  const actions: Record<string, Action> = {};
  const echo = (key: string): Action => ({ managedFields: !withoutBook.has(key), run: (call) => call.object });
  for (const kind of kinds) {
    if (kind.requestOnly) actions[`POST ${kind.plural}`] = echo(`POST ${kind.plural}`);
    for (const sub of kind.subresources) {
      if (sub.name === "status" || (sub.raw && sub.raw !== "stream")) continue;
      const at = `${kind.plural}/${sub.name}`;
      if (sub.verbs.includes("create")) actions[`POST ${at}`] = echo(`POST ${at}`);
      if (sub.verbs.includes("get")) actions[`GET ${at}`] = sub.raw ? logAction(() => ["first line", "second line"]) : echo(`GET ${at}`);
    }
  }
  return {
    ...actions,
    "POST selves": { run: (call) => ({ ...call.object, status: selfStatus(rooms, call) as JsonObject }) },
    "POST directclusterendpointtokens": { run: (call) => ({ ...call.object, status: { token: endpointToken(rooms, call) } }) },
    "POST virtualclusterinstances/kubeconfig": { run: (call) => kubeconfig(rooms, call) },
  };
}
