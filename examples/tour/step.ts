import { inspect } from "node:util";
import type { CloudCasa, Duration, Platform } from "clusterplane";
import type { Screen } from "./screen.ts";

/** What a page of the tour works with. */
export interface Stage {
  platform: Platform;
  casa: CloudCasa;
  screen: Screen;
  /** How long a wait may last. */
  patience: Duration;
}

/** Thrown by `expect`: the answer came, and is not what it should be. */
class NotAsItShouldBe extends Error {}

/** Ends the step when `holds` is false; `what` says what should have been. */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new NotAsItShouldBe(what);
}

/** The error that `action` must end with: `fits` recognises it. */
export async function expectError(action: Promise<unknown>, fits: (error: unknown) => boolean, what: string): Promise<Error> {
  let answer: unknown;
  try {
    answer = await action;
  } catch (error) {
    if (fits(error)) return error as Error;
    throw error;
  }
  throw new NotAsItShouldBe(
    `${what}; it went through with ${inspect(answer, { depth: 1, breakLength: Number.POSITIVE_INFINITY }).slice(0, 160)}`,
  );
}

/** Counts the steps of one tour, and which were not as they should be. */
export class Tally {
  done = 0;
  readonly problems: string[] = [];
}

/** One step: shows the call, does it, shows what the body says about the answer, and whether all of it held. */
export type Step = <T>(code: string, body: () => Promise<T>) => Promise<T>;

/** A step went wrong: what builds on it can't be played. The page ends; the next one begins. */
export class PageEnded extends Error {}

export function stepsOn(screen: Screen, tally: Tally): Step {
  return async (code, body) => {
    screen.call(code);
    tally.done++;
    try {
      const result = await body();
      screen.done();
      return result;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      tally.problems.push(`${code}: ${problem}`);
      screen.done(problem);
      throw new PageEnded(problem);
    }
  };
}
