import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createSandbox, type SavedState } from "../sandbox/index.ts";
import type { SandboxOptions } from "../sandbox/options.ts";
import { type Listening, type ListenOptions, listen } from "../sandbox/server.ts";
import type { Certificate } from "./certificate.ts";
import { lenientFeatures, lenientOptions } from "./lenient.ts";
import { onParentEnd } from "./parent.ts";

const usage = (tls: boolean) => `usage: clusterplane sandbox [options]

Serves the vCluster Platform API (/kubernetes/management/…) and the CloudCasa API (/api/v1/…) from memory at one origin.
Prints one JSON line with its url once it listens; logs go to stderr. Ends on SIGINT and SIGTERM, and with the npm or npx that runs it.

  --port PORT             port to listen on; 0 takes a free one (default 0)
  --host HOST             address to listen on; other machines can reach it if it is not a loopback address (default 127.0.0.1)
  --allowed-host NAME     host name under which clients may call it, beside loopback names and --host; may be repeated
  --cors ORIGIN           origin of a web page that may call it, as http://localhost:5173; may be repeated
  --exit-with-parent      ends with the process that started it, or when that process closes its stdin
  --token TOKEN           bearer token of admin, who may do all (default sandbox-token-admin)
  --readonly-token TOKEN  bearer token of readonly, who may only read (default sandbox-token-readonly)
  --bare                  empty, and nothing changes by itself
  --state FILE            starts from a state that save() or GET /_sandbox/save gave (not with --bare)
  --clock CLOCK           fast (default), real, auto or manual
  --lenient FEATURE       what CloudCasa accepts beyond stock Eve, once for each: ${lenientFeatures.join(", ")}
  --seed NUMBER           ids and generated names come from it (default 1)
  --cert FILE, --key FILE serve https with this certificate and key (PEM)
${tls ? "  --tls                   serve https with a certificate made for this run; the JSON line names its file as ca\n" : ""}  --help, -h              this text
`;

/** The command line can't be understood. */
class UsageError extends Error {}

const optionTypes = {
  port: { type: "string" },
  host: { type: "string" },
  "allowed-host": { type: "string", multiple: true },
  cors: { type: "string", multiple: true },
  "exit-with-parent": { type: "boolean" },
  token: { type: "string" },
  "readonly-token": { type: "string" },
  bare: { type: "boolean" },
  state: { type: "string" },
  clock: { type: "string" },
  lenient: { type: "string", multiple: true },
  seed: { type: "string" },
  cert: { type: "string" },
  key: { type: "string" },
  tls: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function parse(args: readonly string[], tls: boolean) {
  try {
    const given = parseArgs({ args: [...args], options: optionTypes, allowPositionals: false }).values;
    lenientOptions(given.lenient ?? []);
    if (given.tls && !tls) throw new Error("Unknown option '--tls'");
    if (given.tls && (given.cert ?? given.key) !== undefined) throw new Error("--tls makes a certificate: --cert and --key go without it");
    return given;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const wholeNumber = (text: string, option: string): number => {
  if (!/^\d+$/.test(text)) throw new UsageError(`--${option} must be a whole number`);
  return Number(text);
};

/** The state in a file; createSandbox says whether it is one. */
async function stateOf(file: string): Promise<SavedState> {
  const text = await fileOf(file, "state");
  try {
    return JSON.parse(text) as SavedState;
  } catch {
    throw new UsageError(`--state: ${file} is no JSON`);
  }
}

async function fileOf(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
}

/**
 * `clusterplane sandbox …`: resolves with the exit code when the sandbox has been told to end. With `makeCertificate` there is
 * an option --tls.
 */
export async function sandboxCommand(args: readonly string[], makeCertificate?: (host?: string) => Promise<Certificate>): Promise<number> {
  let listening: Listening;
  let exitWithParent = false;
  let certificate: Certificate | undefined;
  try {
    const given = parse(args, makeCertificate !== undefined);
    if (given.help) {
      process.stdout.write(usage(makeCertificate !== undefined));
      return 0;
    }
    const tokens = {
      ...(given.token !== undefined && { admin: given.token }),
      ...(given["readonly-token"] !== undefined && { readonly: given["readonly-token"] }),
    };
    const options: SandboxOptions = {
      clock: (given.clock ?? "fast") as NonNullable<SandboxOptions["clock"]>,
      tokens,
      ...(given.bare && { bare: true }),
      ...(given.lenient && { lenient: lenientOptions(given.lenient) }),
      ...(given.state !== undefined && { from: await stateOf(given.state) }),
      ...(given.seed !== undefined && { seed: wholeNumber(given.seed, "seed") }),
    };
    const where: ListenOptions = { port: given.port === undefined ? 0 : wholeNumber(given.port, "port") };
    if (given.host !== undefined) {
      where.host = given.host;
      if (!/^(localhost|::1|127\..*)$/.test(given.host)) where.remote = true;
    }
    if (given["allowed-host"] !== undefined) where.allowedHosts = given["allowed-host"];
    if (given.cors !== undefined) where.cors = given.cors;
    exitWithParent = given["exit-with-parent"] ?? false;
    if (given.cert !== undefined) where.cert = await fileOf(given.cert, "cert");
    if (given.key !== undefined) where.key = await fileOf(given.key, "key");
    const sandbox = createSandbox(options);
    if (given.tls && makeCertificate) {
      certificate = await makeCertificate(given.host);
      Object.assign(where, { cert: certificate.cert, key: certificate.key });
    }
    listening = await listen(sandbox, where);
  } catch (error) {
    await certificate?.remove();
    const { message } = error as Error;
    // What the options can't be is theirs to say; the rest is the machine's (a port that is taken).
    const wrong = error instanceof UsageError || error instanceof TypeError;
    process.stderr.write(`clusterplane sandbox: ${message}\n${wrong ? `\n${usage(makeCertificate !== undefined)}` : ""}`);
    return wrong ? 2 : 1;
  }
  process.stdout.write(`${JSON.stringify({ url: listening.url, ...(certificate && { ca: certificate.ca }) })}\n`);
  process.stderr.write(`clusterplane sandbox listens on ${listening.url}; end it with Ctrl-C\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    // npm passes no signal on to the command that it runs.
    if (exitWithParent || process.env["npm_command"] !== undefined) onParentEnd(resolve, exitWithParent);
  });
  await listening.close();
  await certificate?.remove();
  return 0;
}
