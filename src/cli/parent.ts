import { execFileSync } from "node:child_process";
import { fstatSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** How often the parent is looked for, milliseconds. */
const interval = 200;

interface Process {
  name: string;
  parent: number;
  /** When it started: another process may get the number of one that has ended. Only where the system says it. */
  start?: string;
}

/** What Linux says of a process in /proc; undefined for one that has ended, reaped or not. */
function processOnLinux(pid: number): Process | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The name stands in parentheses and may have some itself.
  const end = text.lastIndexOf(")");
  const [state = "", parent, ...rest] = text.slice(end + 2).split(" ");
  // A process that nobody reaps, as in a container without an init, keeps its number for ever.
  if (/[ZXx]/.test(state)) return undefined;
  return { name: text.slice(text.indexOf("(") + 1, end), parent: Number(parent), start: rest[17] ?? "" };
}

/** The same by `ps`; undefined where it can't tell. */
function processByPs(pid: number): Process | undefined {
  try {
    const text = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [, parent, name] = /^\s*(\d+)\s+(.*?)\s*$/.exec(text) ?? [];
    return parent === undefined ? undefined : { name: basename(name ?? ""), parent: Number(parent) };
  } catch {
    return undefined;
  }
}

const isLinux = process.platform === "linux";
const processOf = isLinux ? processOnLinux : processByPs;

/** Whether a process runs; `start` is what was known of it. */
function isThere(pid: number, start: string | undefined): boolean {
  if (isLinux && start !== undefined) return processOnLinux(pid)?.start === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether stdin is a pipe of another process: a file, a terminal and /dev/null say nothing about the parent. */
function stdinIsPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

/** Whether npm, npx or another package manager runs this command. */
export const isRunByPackageManager = (): boolean =>
  ["npm_command", "npm_execpath", "npm_lifecycle_event", "npm_config_user_agent"].some((name) => process.env[name] !== undefined);

const isShell = (name: string): boolean => /^-?(sh|bash|dash|ash|zsh|ksh|busybox)$/.test(name);

/** What gets the processes whose parent has ended. */
const adopts = (pid: number, { name }: Process): boolean =>
  (pid === 1 && !/^(npm|npx|pnpm|yarn|bun|node)/.test(name)) || name === "systemd";

interface Ancestors {
  watched: { pid: number; start: string | undefined }[];
  /** The package manager had ended before it was looked for. */
  isOrphan: boolean;
}

/**
 * The processes with which this one ends: the parent, and, where a package manager runs the command through shells, these and the package manager.
 * A shell outlives it.
 */
function ancestors(): Ancestors {
  let pid = process.ppid;
  let found = processOf(pid);
  const watched = [{ pid, start: found?.start }];
  while (isRunByPackageManager() && found && isShell(found.name)) {
    pid = found.parent;
    found = processOf(pid);
    // Where the system says it, a process that is not found has ended just now.
    if (found ? adopts(pid, found) : isLinux && pid > 1) return { watched, isOrphan: true };
    if (pid <= 1 || !found) break;
    watched.push({ pid, start: found.start });
  }
  return { watched, isOrphan: false };
}

/**
 * Calls `run` when the process that started this one has ended; with `isAsked` also when it had ended before this is called, or closes the pipe
 * that is this one's stdin.
 */
export function onParentEnd(run: () => void, isAsked: boolean): void {
  const parent = process.ppid;
  const { watched, isOrphan } = ancestors();
  if (isAsked && isOrphan) {
    run();
    return;
  }
  // A process whose parent has ended gets another one; on Windows it keeps the number.
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(({ pid, start }) => isThere(pid, start))) return;
    clearInterval(timer);
    run();
  }, interval);
  timer.unref();
  if (isAsked && stdinIsPipe()) process.stdin.once("close", run).once("end", run).resume();
}
