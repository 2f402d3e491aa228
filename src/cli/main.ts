#!/usr/bin/env node
import { sandboxCommand } from "./sandbox-command.ts";

const usage = `usage: clusterplane COMMAND

  sandbox   both APIs in memory, over HTTP (clusterplane sandbox --help)
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === "sandbox") return sandboxCommand(rest);
  if (command === "--help" || command === "help") {
    process.stdout.write(usage);
    return 0;
  }
  process.stderr.write(`${command === undefined ? "" : `clusterplane: there is no command ${JSON.stringify(command)}\n\n`}${usage}`);
  return 2;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
