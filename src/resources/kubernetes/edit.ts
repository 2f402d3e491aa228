/** `edit` of a Kubernetes object: read, change a draft, send the difference. */
import type { Deadline } from "../../http/deadline.ts";
import { difference } from "../../http/difference.ts";
import { invalidArgument } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
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
    return target.prepare(withVersionOf(base, draft));
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
          // Where the comparison finds no difference to what was read either (false for absent, a status), it tells nothing.
          isStored: (now) => !isWritten(base, draft) && isWritten(now, draft),
          isUntouched: (now) => now.metadata.resourceVersion === base.metadata.resourceVersion,
          isRepeatable: async () => difference(draft, await changed(draft, false), "draft").length === 0,
        };
      },
    },
    deadline,
  );
}

/**
 * The draft with the version that was read: a function that makes the metadata anew leaves it out, and a change without it would undo what
 * others changed meanwhile.
 */
function withVersionOf(base: unknown, draft: unknown): unknown {
  const [before, after] = [metadataOf(base), metadataOf(draft)];
  if (after === undefined) throw invalidArgument("draft.metadata", "expected an object");
  const { resourceVersion } = before ?? {};
  if ((after["resourceVersion"] ?? resourceVersion) !== resourceVersion) {
    throw invalidArgument("draft.metadata.resourceVersion", "can't be changed: it says which version was read");
  }
  if (resourceVersion !== undefined) after["resourceVersion"] = resourceVersion;
  return draft;
}

function metadataOf(object: unknown): Record<string, unknown> | undefined {
  const metadata = isObject(object) ? object["metadata"] : undefined;
  return isObject(metadata) ? metadata : undefined;
}
