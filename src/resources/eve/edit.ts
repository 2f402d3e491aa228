/** Read, change, write, and again when somebody else was faster. */
import { conflictPause } from "../../http/contention.ts";
import { type ErrorCode, invalidArgument, isConflict, isRequestError, type RequestError } from "../../http/errors.ts";
import { Run } from "../../http/run.ts";
import { leastChange, sameJson } from "./changes.ts";
import type { Definition } from "./definition.ts";
import { content, type StoredDocument } from "./document.ts";

/** What an edit needs of its resource. */
interface EditSteps<T> {
  readonly read: (timeout: number) => Promise<T>;
  readonly patch: (version: T, body: Record<string, unknown>, timeout: number) => Promise<T>;
  readonly put: (version: T, body: Record<string, unknown>, timeout: number) => Promise<T>;
  readonly failure: (code: ErrorCode, message: string, cause?: unknown) => RequestError;
}

type Fields = Record<string, unknown>;

/**
 * Changes a document by a function. The function may run several times, each time on a fresh draft, until its change is stored on top of
 * everybody else's.
 *
 * A write whose answer was lost is settled by reading: when the document holds what was written, it was ours. When it holds something else,
 * the function runs again if that can do no harm: when running it on its own result changes nothing (setting a tag), or when the document
 * is still in the version it was written to. A function that counts up is not run twice on a guess: the lost answer's error is thrown.
 */
export async function editDocument<T extends StoredDocument>(
  definition: Definition,
  steps: EditSteps<T>,
  change: (draft: T) => unknown,
  options: { readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<T> {
  const run = new Run(options.signal, options.timeout);
  const serverWritten = definition.serverWritten ?? ["status"];
  const fields = (document: T) => content(document, serverWritten);
  let lost: { error: RequestError; base: T; after: Fields; repeatable: boolean } | undefined;
  let conflict: RequestError | undefined;
  try {
    for (let round = 1; ; round++) {
      const began = performance.now();
      const base = await steps.read(left());
      if (lost !== undefined) {
        // `status` and the like may have moved on since; only what a client writes is compared.
        if (base._etag !== lost.base._etag && sameJson(fields(base), lost.after)) return base;
        if (base._etag !== lost.base._etag && !lost.repeatable) throw lost.error;
      }
      const draft = await changed(base, change);
      guard(base, draft, serverWritten);
      const before = fields(base);
      const after = fields(draft);
      const body = leastChange(before, after);
      if (body !== "put" && Object.keys(body).length === 0) return base;
      if (body === "put") refuseLosingSecrets(definition, after);
      try {
        return body === "put" ? await steps.put(base, jsonCopy(after), left()) : await steps.patch(base, jsonCopy(body), left());
      } catch (error) {
        if (isConflict(error)) {
          conflict = error;
          // The answer before this 412 was lost inside of the transport's own retry: this write may be what changed the version.
          if (error.effect === "unknown") lost = { error, base, after, repeatable: await isRepeatable(draft, change, serverWritten) };
        } else if (isRequestError(error) && error.effect === "unknown" && error.code !== "Aborted" && run.left > 0) {
          lost = { error, base, after, repeatable: await isRepeatable(draft, change, serverWritten) };
        } else {
          throw error;
        }
      }
      const pause = conflictPause(round, performance.now() - began, run.left);
      if (pause === undefined) throw gaveUp();
      await run.pause(pause).catch(() => {
        throw gaveUp();
      });
    }
  } finally {
    run.close();
  }

  function left(): number {
    if (run.left <= 0) throw gaveUp();
    return run.left / 1000;
  }

  function gaveUp(): RequestError {
    if (run.ended === "aborted") return steps.failure("Aborted", "ended by its signal", run.reason);
    return lost?.error ?? conflict ?? steps.failure("Timeout", `not done within ${options.timeout / 1000} s`);
  }
}

async function changed<T extends object>(base: T, change: (draft: T) => unknown): Promise<T> {
  const draft = structuredClone(base);
  await change(draft);
  return draft;
}

/** Running the function on its own result shows whether running it once more could do harm. */
async function isRepeatable<T extends object>(draft: T, change: (draft: T) => unknown, serverWritten: readonly string[]): Promise<boolean> {
  const again = await changed(draft, change);
  return sameJson(content(draft, serverWritten), content(again, serverWritten));
}

/** What only the server writes can't be changed; saying so beats a change that silently goes nowhere. */
function guard(base: object, draft: object, serverWritten: readonly string[]): void {
  for (const name of new Set([...Object.keys(base), ...Object.keys(draft)])) {
    if ((name.startsWith("_") || serverWritten.includes(name)) && !sameJson((base as Fields)[name], (draft as Fields)[name])) {
      throw invalidArgument(name, "is written by the server; an edit can't change it");
    }
  }
}

/** A PUT replaces everything, also what the server keeps to itself. */
export function refuseLosingSecrets(definition: Definition, after: Fields): void {
  const missing = (definition.hidden ?? []).filter(
    (path) => path.split(".").reduce<unknown>((at, key) => (at as Fields | undefined)?.[key], after) === undefined,
  );
  if (missing.length > 0) {
    throw invalidArgument(
      missing[0] as string,
      `removing a field replaces the whole document, and the server never gives ${missing.join(", ")} back; use update() with everything in it`,
    );
  }
}

/** What will be sent, without keys set to undefined. */
function jsonCopy(value: Fields): Fields {
  return JSON.parse(JSON.stringify(value)) as Fields;
}
