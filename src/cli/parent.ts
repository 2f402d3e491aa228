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

/** Calls `run` when the process that started this one has ended; with `stdin` also when it closes the pipe that is this one's stdin. */
export function onParentEnd(run: () => void, stdin: boolean): void {
  const parent = process.ppid;
  // A process whose parent has ended gets another one; on Windows it keeps the number.
  const timer = setInterval(() => {
    if (process.ppid === parent && isThere(parent)) return;
    clearInterval(timer);
    run();
  }, interval);
  timer.unref();
  if (stdin && stdinIsPipe()) process.stdin.once("close", run).once("end", run).resume();
}
