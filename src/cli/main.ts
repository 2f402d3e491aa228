#!/usr/bin/env node
import { version } from "../http/version.ts";
import { sandboxCommand } from "./sandbox-command.ts";

const usage = `usage: clusterplane COMMAND

  sandbox     both APIs in memory, over HTTP (clusterplane sandbox --help)
  help        this text, also -h and --help; help sandbox: that of sandbox
  --version   the version of this package
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === "sandbox") return sandboxCommand(rest);
  if (command === "help" && rest[0] === "sandbox") return sandboxCommand(["--help"]);
  if (command === "--version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (command === "help" || command === "--help" || command === "-h") {
    process.stdout.write(usage);
    return 0;
  }
  process.stderr.write(`${command === undefined ? "" : `clusterplane: there is no command ${JSON.stringify(command)}\n\n`}${usage}`);
  return 2;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
