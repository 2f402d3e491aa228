/**
 * The names of the options of an interface, as a value: `{ port: true, host: true } satisfies OptionNames<ListenOptions>`. The compiler reports
 * a name that is missing or misspelled.
 */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Throws a TypeError if `options` is no object, has a name that is not in `names`, or has a value of undefined. `where` is the call, for the
 * message.
 */
export function checkNames(options: unknown, names: Readonly<Record<string, true>>, where: string): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) throw new TypeError(`${where}: expected an object`);
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(names, name))
      throw new TypeError(`${where}: unknown option ${JSON.stringify(name)}${hint(name, Object.keys(names))}`);
    if (value === undefined) throw new TypeError(`${where}: option ${name} is undefined: leave it out`);
  }
}

/** What to write instead of an unknown name: the nearest known one, and all known ones where they are few. */
export function hint(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const guess = near === undefined ? "" : ` did you mean ${JSON.stringify(near)}?`;
  const all = known.length <= 25 ? ` known: ${known.join(", ")}` : "";
  return guess || all ? `;${guess}${all}` : "";
}

/** The known name that differs least from `name`; undefined if none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const asked = name.slice(0, 100).toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(asked.length / 3)) + 1;
  for (const candidate of known) {
    const distance = edits(asked, candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** How many letters have to be inserted, deleted, replaced or swapped with their neighbour to make `b` of `a`; `limit` or more counts as `limit`. */
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return Math.min(limit, last[b.length] as number);
}
