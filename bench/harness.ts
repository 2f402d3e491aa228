// How we measure: each candidate in a process of its own, warmed up; in every round each candidate runs once, and its
// figure is divided by the floor's of the same round. What disturbs the machine for longer than a round hits all alike.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Figures over the rounds. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
  return { min: sorted[0] as number, median, max: sorted.at(-1) as number };
}

/** What one run of one candidate gave: figures under names, such as `cpu` and `wall` in microseconds. */
export type Sample = Readonly<Record<string, number>>;

/** Something that is compared. `sample` runs it once. */
export interface Candidate {
  readonly name: string;
  sample(): Promise<Sample> | Sample;
}

/** Every round's samples of every candidate. */
export class Rounds {
  readonly #samples = new Map<string, Sample[]>();

  add(name: string, sample: Sample): void {
    const own = this.#samples.get(name);
    if (own) own.push(sample);
    else this.#samples.set(name, [sample]);
  }

  get names(): string[] {
    return [...this.#samples.keys()];
  }

  values(name: string, figure: string): number[] {
    const samples = this.#samples.get(name);
    if (!samples) throw new Error(`${name} was not measured`);
    return samples.map((s) => {
      const value = s[figure];
      if (value === undefined || !Number.isFinite(value)) throw new Error(`${name} gave no ${figure}`);
      return value;
    });
  }

  /** The figure itself. */
  value(name: string, figure: string): Spread {
    return spread(this.values(name, figure));
  }

  /** The figure over the floor's of the same round. */
  ratio(name: string, floor: string, figure: string): Spread {
    const below = this.values(floor, figure);
    return spread(this.values(name, figure).map((v, i) => v / (below[i] as number)));
  }
}

/**
 * Runs all candidates in each round; who begins moves on by one each time, so that none always follows the same other.
 * With `slices` a round's figure is the mean of so many turns: on a busy machine short turns in quick exchange
 * meet the same disturbances, where long ones would not.
 */
export async function interleave(candidates: readonly Candidate[], rounds: number, slices = 1): Promise<Rounds> {
  const result = new Rounds();
  for (let round = 0; round < rounds; round++) {
    const sums = new Map<string, Record<string, number>>(candidates.map((c) => [c.name, {}]));
    for (let turn = 0; turn < slices; turn++) {
      for (let i = 0; i < candidates.length; i++) {
        const candidate = candidates[(round + turn + i) % candidates.length] as Candidate;
        const sum = sums.get(candidate.name) as Record<string, number>;
        for (const [figure, value] of Object.entries(await candidate.sample())) sum[figure] = (sum[figure] ?? 0) + value / slices;
      }
    }
    for (const [name, sum] of sums) result.add(name, sum);
  }
  return result;
}

/**
 * What a worker module exports: makes a candidate ready, and gives the function whose cost is measured. Figures that it finds itself become
 * part of the sample.
 */
export type Prepare = (candidate: string, options: Readonly<Record<string, string>>) => Promise<(count: number) => Promise<Sample | void>>;

/** A candidate in a process of its own (bench/worker.ts). */
export class Worker {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #limit: number;

  private constructor(name: string, child: ChildProcess, limit: number) {
    this.name = name;
    this.#child = child;
    this.#limit = limit;
  }

  /** `module` exports `prepare`. `limit` is the longest that a sample may take, in seconds. */
  static async start(module: URL, candidate: string, options: Readonly<Record<string, string>> = {}, limit = 60): Promise<Worker> {
    const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), [module.href, candidate, JSON.stringify(options)], {
      execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const worker = new Worker(candidate, child, limit);
    await worker.#answer();
    return worker;
  }

  /** Runs it `count` times: CPU and wall in microseconds per run; `peak` memory added, in bytes, for the whole sample. */
  async sample(count: number): Promise<Sample> {
    const answer = this.#answer();
    this.#child.send(count);
    return await answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.kill();
    await exit;
  }

  #answer(): Promise<Sample> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        done();
        this.#child.kill();
        reject(new Error(`${this.name}: ${why}`));
      };
      const timer = setTimeout(() => fail(`no answer within ${this.#limit} s`), this.#limit * 1000);
      const onExit = (code: number | null) => fail(`its process ended (${code})`);
      const onMessage = (message: unknown) => {
        done();
        resolve(message as Sample);
      };
      const done = () => {
        clearTimeout(timer);
        this.#child.off("exit", onExit).off("message", onMessage);
      };
      this.#child.on("exit", onExit).on("message", onMessage);
    });
  }
}

/** A candidate whose every sample is a process of its own: what an earlier one left behind would hide memory. */
export function fresh(module: URL, candidate: string, options: Readonly<Record<string, string>>, limit?: number): Candidate {
  return {
    name: candidate,
    async sample() {
      const worker = await Worker.start(module, candidate, options, limit);
      try {
        return await worker.sample(1);
      } finally {
        await worker.stop();
      }
    },
  };
}

/** The server that all candidates ask, in a process of its own (bench/server.ts). */
export async function startServer(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./server.ts", import.meta.url))], { stdio: ["ignore", "pipe", "inherit"] });
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  return { url: first.toString().trim(), stop: () => child.kill() };
}
