// `npm run sandbox`: the command of the published `clusterplane sandbox`, straight from the sources.
import { sandboxCommand } from "./sandbox-command.ts";

// npm passes no signal on to what it runs: without this a sandbox would outlive the npm that was told to end.
if (process.env["npm_lifecycle_event"] === "sandbox") {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 200).unref();
}

process.exitCode = await sandboxCommand(process.argv.slice(2));
