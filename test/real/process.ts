import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../package/pack.ts";

/** What real servers are built from and kept in between runs. */
export const cache = join(root, ".cache", "real");

/** A program that runs until it is stopped. */
export interface Running {
  /** Where it listens, as it says itself. */
  readonly url: string;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

const execute = promisify(execFile);

/** Runs a program to its end, within `seconds`; a failure shows what it printed, a missing program its name. */
export async function run(cwd: string, seconds: number, command: string, ...args: string[]): Promise<void> {
  try {
    await execute(command, args, { cwd, timeout: seconds * 1000, maxBuffer: 64 << 20 });
  } catch (error) {
    const { code, killed, stdout = "", stderr = "" } = error as { code?: string; killed?: boolean; stdout?: string; stderr?: string };
    if (code === "ENOENT") throw new Error(`the tests against real servers need ${command}: it is not on the PATH`);
    throw new Error(
      `${command} ${args.join(" ")} ${killed ? `took more than ${seconds} s` : "failed"}\n${stdout}${stderr}`.slice(0, 20_000),
    );
  }
}

/** Starts a program that prints one line of JSON with its `url` when it is ready, and that ends when its standard input does. */
export async function start(seconds: number, command: string, ...args: string[]): Promise<Running> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.stdin.end();
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(force);
  };
  try {
    return { url: await firstLine(child, seconds), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine(child: ChildProcess, seconds: number): Promise<string> {
  let output = "";
  let errors = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${child.spawnfile} ${why}\n${output.slice(-2000)}${errors.slice(-8000)}`));
    const timer = setTimeout(() => fail(`was not ready within ${seconds} s`), seconds * 1000);
    child.once("error", (error) => fail(error.message));
    child.once("close", (code) => fail(`ended with ${code} before it was ready`));
    child.stdin?.on("error", () => {}); // it ended before its input did
    // Read to the end, so that the program never waits for us to do so.
    child.stderr?.on("data", (data) => {
      errors = (errors + data).slice(-64_000);
    });
    child.stdout?.on("data", (data) => {
      if (output.includes("\n")) return;
      output += data;
      const end = output.indexOf("\n");
      if (end < 0) return;
      clearTimeout(timer);
      try {
        resolve((JSON.parse(output.slice(0, end)) as { url: string }).url);
      } catch {
        fail("printed something else than a line of JSON");
      }
    });
  });
}

/** A real server as the tests use it; it knows the tokens `test-token` (may do all) and `readonly-token` (may only read). */
export interface RealServer {
  /** Scheme, address and port. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Makes the real server behind an origin empty: all of ours have the same way to do so. */
export async function reset(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/_reset`, { method: "POST", signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`reset: ${answer.status} ${await answer.text()}`);
}
