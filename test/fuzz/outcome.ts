/** What one run of a fuzz found. */
export interface FuzzOutcome {
  seed: number;
  /** What should not be, in words that say how to see it again. */
  problems: string[];
  /** Documents that were stored: a run that stores none proves nothing. */
  stored: number;
}

/** Runs seed after seed until the time is over, and adds up what they found. At least one. */
export async function forAWhile(
  run: (seed: number) => Promise<FuzzOutcome>,
  first: number,
  milliseconds: number,
): Promise<FuzzOutcome & { runs: number }> {
  const end = Date.now() + milliseconds;
  const sum = { seed: first, problems: [] as string[], stored: 0, runs: 0 };
  do {
    const { problems, stored } = await run(first + sum.runs);
    sum.problems.push(...problems.map((problem) => `seed ${first + sum.runs}: ${problem}`));
    sum.stored += stored;
    sum.runs++;
  } while (Date.now() < end && sum.problems.length === 0);
  return sum;
}
