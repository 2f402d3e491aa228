// `npm run sandbox`: the command of the published `clusterplane sandbox`, straight from the sources.
import { sandboxCommand } from "./sandbox-command.ts";

process.exitCode = await sandboxCommand(process.argv.slice(2));
