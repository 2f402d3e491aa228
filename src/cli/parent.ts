import { execFileSync } from "node:child_process";
import { fstatSync } from "node:fs";

/** How often the parent is looked for, milliseconds. */
const interval = 200;

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Whether stdin is a pipe of another process: a file, a terminal and /dev/null say nothing about the parent. */
function stdinIsPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

/** The npm or npx that runs this command through a shell, which outlives it; undefined where there is none, or `ps` can't tell. */
function npmAbove(shell: number): number | undefined {
  if (process.env["npm_command"] === undefined) return undefined;
  try {
    const pid = Number(execFileSync("ps", ["-o", "ppid=", "-p", String(shell)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Calls `run` when the process that started this one has ended; with `stdin` also when it closes the pipe that is this one's stdin. */
export function onParentEnd(run: () => void, stdin: boolean): void {
  const parent = process.ppid;
  const npm = npmAbove(parent);
  // A process whose parent has ended gets another one; on Windows it keeps the number.
  const timer = setInterval(() => {
    if (process.ppid === parent && isThere(parent) && (npm === undefined || isThere(npm))) return;
    clearInterval(timer);
    run();
  }, interval);
  timer.unref();
  if (stdin && stdinIsPipe()) process.stdin.once("close", run).once("end", run).resume();
}
