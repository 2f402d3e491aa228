import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { isLost } from "../../../http/lost.ts";
import { isConflict, isNoSuchObject } from "../../../http/predicates.ts";
import { conflictPause } from "../../common/contention.ts";
import type { StoredDocument, Version } from "../document.ts";
import type { DocumentRequests } from "../requests.ts";
import { ifMatch } from "../version.ts";
import { getDocument } from "./get.ts";

/** Deletes a document: in the version given, or, by an id, in whatever version it is. */
export async function deleteDocument<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  document: string | Version,
  options: CallOptions,
): Promise<void> {
  requests.checkOptions(options, callOptions, "delete");
  const id = requests.id(document, "delete");
  if (typeof document !== "string") {
    ifMatch(requests, document, "delete");
    return requests.within(options, (deadline) => deleteVersion(requests, document, deadline));
  }
  return requests.within(options, async (deadline) => {
    for (let round = 1; ; round++) {
      const began = deadline.elapsed;
      const version = await getDocument(requests, id, deadline);
      try {
        return await deleteVersion(requests, version, deadline);
      } catch (error) {
        // Changed between the two requests. A caller that gives an id means the document, not a version.
        const pause = isConflict(error) ? conflictPause(round, deadline.elapsed - began, deadline.remaining) : undefined;
        if (pause === undefined) throw error;
        await deadline.sleep(pause).catch(() => {
          throw error;
        });
      }
    }
  });
}

/** Eve responds to a delete with 204. */
const mismatch = () => "a delete has a response without a body";

/** Deletes a document in one version of it. */
export async function deleteVersion<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  version: Version,
  deadline: Deadline,
): Promise<void> {
  const call = {
    method: "DELETE",
    headers: ifMatch(requests, version, "delete"),
    safety: "guarded",
    answer: "optional",
    mismatch,
  } as const;
  try {
    await requests.send("delete", { id: requests.id(version, "delete") }, call, deadline);
  } catch (error) {
    // The deletion, or an earlier attempt of it, may have been done and its response lost.
    if (isLost(error) && (isNoSuchObject(error) || (await isGone(requests, version, deadline)))) return;
    throw error;
  }
}

function isGone<T extends StoredDocument>(requests: DocumentRequests<T>, version: Version, deadline: Deadline): Promise<boolean> {
  return getDocument(requests, requests.id(version, "delete"), deadline).then(() => false, isNoSuchObject);
}
