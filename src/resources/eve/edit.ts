/** `edit` of a document: read, change a draft, send the least that makes the difference. */
import type { Deadline } from "../../http/deadline.ts";
import { invalidArgument } from "../../http/errors.ts";
import { own } from "../../http/json.ts";
import { copyJson } from "../../http/json-text.ts";
import { sameJson } from "../../http/same-json.ts";
import { changeDraft, editObject } from "../common/edit.ts";
import { leastChange } from "./changes.ts";
import { content } from "./content.ts";
import type { Definition } from "./definition.ts";
import type { StoredDocument } from "./document.ts";
import { refuseLosingSecrets } from "./hidden.ts";

/** What an edit needs of its resource. */
interface EditTarget<T> {
  read(): Promise<T>;
  /** The same document, whose secrets the console does not show. */
  hide<D>(document: D): D;
  patch(version: T, body: Record<string, unknown>): Promise<T>;
  put(version: T, body: Record<string, unknown>): Promise<T>;
}

export function editDocument<T extends StoredDocument>(
  definition: Definition,
  target: EditTarget<T>,
  change: (draft: T) => unknown,
  deadline: Deadline,
): Promise<T> {
  const serverWritten = definition.serverWritten ?? ["status"];
  const fields = (document: object) => content(document, serverWritten);
  const changed = async (base: T, isFirst: boolean): Promise<T> => {
    const draft = target.hide(copyJson(base, "document"));
    await changeDraft(draft, change, deadline, isFirst ? base : undefined);
    return draft;
  };
  let runs = 0;
  return editObject<T>(
    {
      read: () => target.read(),
      async plan(base) {
        const draft = await changed(base, runs++ === 0);
        refuseServerWritten(base, draft, serverWritten);
        const after = copyJson(fields(draft), "draft");
        const body = leastChange(fields(base), after);
        if (body === "put") refuseLosingSecrets(definition, after);
        else if (Object.keys(body).length === 0) return undefined;
        return {
          send: () => (body === "put" ? target.put(base, after) : target.patch(base, body)),
          // `status` and the like may have moved on since; only what a client writes is compared.
          isStored: (now) => sameJson(fields(now), after),
          isUntouched: (now) => now._etag === base._etag,
          isRepeatable: async () => sameJson(fields(draft), fields(await changed(draft, false))),
        };
      },
    },
    deadline,
  );
}

/** A change of what only the server writes would silently have no effect. */
function refuseServerWritten(base: object, draft: object, serverWritten: readonly string[]): void {
  for (const name of new Set([...Object.keys(base), ...Object.keys(draft)])) {
    if ((name.startsWith("_") || serverWritten.includes(name)) && !sameJson(own(base, name), own(draft, name))) {
      throw invalidArgument(name, "is written by the server; an edit can't change it");
    }
  }
}
