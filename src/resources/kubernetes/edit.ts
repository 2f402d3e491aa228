/** `edit` of a Kubernetes object: read, change a draft, send the difference. */
import type { Deadline } from "../../http/deadline.ts";
import { difference } from "../../http/difference.ts";
import type { JsonPatch } from "../../http/json-patch.ts";
import { copyJson, refuseRounded } from "../../http/json-text.ts";
import { changeDraft, editObject } from "../common/edit.ts";
import { isWritten } from "./compare.ts";
import type { Stored } from "./object.ts";
import { guarded } from "./patch.ts";

/** What an edit needs of its resource. */
interface EditTarget<T> {
  read(): Promise<Stored<T>>;
  /** What of a changed draft can be sent. */
  prepare(draft: unknown): unknown;
  /** The same object, whose secrets the console does not show. */
  hide<O>(object: O): O;
  /** `base` is the object that was read. */
  patch(change: JsonPatch, base: Stored<T>): Promise<Stored<T>>;
}

export function editKubernetes<T>(target: EditTarget<T>, change: (draft: never) => unknown, deadline: Deadline): Promise<Stored<T>> {
  const changed = async (base: unknown, isFirst: boolean): Promise<unknown> => {
    const draft = target.hide(copyJson(base, "object"));
    await changeDraft(draft as never, change, deadline, isFirst ? base : undefined);
    return target.prepare(draft);
  };
  let runs = 0;
  return editObject<Stored<T>>(
    {
      read: () => target.read(),
      async plan(base) {
        const draft = await changed(base, runs++ === 0);
        const patch = difference(base, draft, "draft");
        if (patch.length === 0) return undefined;
        for (const operation of patch) if ("value" in operation) refuseRounded(operation.value, operation.path);
        return {
          send: () => target.patch(guarded(patch, base), base),
          isStored: (now) => isWritten(now, draft),
          isUntouched: (now) => now.metadata.resourceVersion === base.metadata.resourceVersion,
          isRepeatable: async () => difference(draft, await changed(draft, false), "draft").length === 0,
        };
      },
    },
    deadline,
  );
}
