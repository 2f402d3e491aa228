import { type Answer, type Call, parametersOf, written } from "./call.ts";
import { findToChange } from "./change.ts";

/** DELETE of a document. One that is not there, or no longer, is no error. */
export function removeItem(call: Call): Answer {
  const { core, resource, id } = call;
  const found = findToChange(call, parametersOf(call), !core.options.lenient?.deleteWithoutIfMatch);
  if (found && id) {
    core.hooks(resource).remove?.(found);
    written(call, () => core.store.remove(resource.name, id));
  }
  return { status: 204 };
}

/** DELETE of a resource: all of its documents, whatever `where` and If-Match say. */
export function removeAll(call: Call): Answer {
  const { core, resource } = call;
  written(call, () => {
    for (const document of [...core.store.all(resource.name)]) core.store.remove(resource.name, String(document["_id"]));
  });
  return { status: 204 };
}
