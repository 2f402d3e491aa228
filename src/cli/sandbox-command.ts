import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createSandbox, type SavedState } from "../sandbox/index.ts";
import type { SandboxOptions } from "../sandbox/options.ts";
import { type Listening, type ListenOptions, listen } from "../sandbox/server.ts";
import { type Certificate, makeCertificate } from "./certificate.ts";
import { lenientFeatures, lenientOptions } from "./lenient.ts";
import { isRunByPackageManager, onParentEnd } from "./parent.ts";

const usage = `usage: clusterplane sandbox [options]

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
  --ca FILE               certificate authority of --cert (PEM): the kubeconfigs that the sandbox makes carry it
  --tls                   serve https with a certificate and an authority made for this run, which takes the package @peculiar/x509; the
                          JSON line names the authority's file as ca
  --attach CLUSTER=FILE   passes what goes to a cluster behind the platform (cluster/NAME or project/PROJECT/virtualcluster/NAME) on to
                          the API server of this kubeconfig; may be repeated
  --allow-remote          lets --attach name servers that are not on this machine
  --help, -h              this text
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
  ca: { type: "string" },
  tls: { type: "boolean" },
  attach: { type: "string", multiple: true },
  "allow-remote": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function parse(args: readonly string[]) {
  try {
    const given = parseArgs({ args: [...args], options: optionTypes, allowPositionals: false }).values;
    lenientOptions(given.lenient ?? []);
    if (given.tls && (given.cert ?? given.key ?? given.ca) !== undefined) {
      throw new Error("--tls makes a certificate: --cert, --key and --ca go without it");
    }
    if (given["allow-remote"] && given.attach === undefined) throw new Error("--allow-remote goes with --attach");
    if (given.ca !== undefined && given.cert === undefined) throw new Error("--ca needs --cert and --key");
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

/** `clusterplane sandbox …`: resolves with the exit code when the sandbox has been told to end. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  let listening: Listening;
  let exitWithParent = false;
  let certificate: Certificate | undefined;
  try {
    const given = parse(args);
    if (given.help) {
      process.stdout.write(usage);
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
    if (given.ca !== undefined) options.certificateAuthority = await fileOf(given.ca, "ca");
    if (given.tls) {
      certificate = await makeCertificate(...(given.host === undefined ? [] : [given.host]));
      Object.assign(where, { cert: certificate.cert, key: certificate.key });
      options.certificateAuthority = certificate.ca.pem;
    }
    const sandbox = createSandbox(options);
    for (const attach of given.attach ?? []) {
      const [, cluster, file] = /^([^=]+)=(.+)$/.exec(attach) ?? [];
      if (cluster === undefined || file === undefined) throw new UsageError("--attach must be CLUSTER=FILE, as cluster/eu=kubeconfig.yaml");
      const attached = { kubeconfig: await fileOf(file, "attach"), allowRemote: given["allow-remote"] ?? false };
      sandbox.attach(cluster, attached);
    }
    listening = await listen(sandbox, where);
  } catch (error) {
    await certificate?.remove();
    const { message } = error as Error;
    // What the options can't be is theirs to say; the rest is the machine's (a port that is taken).
    const wrong = error instanceof UsageError || error instanceof TypeError;
    process.stderr.write(`clusterplane sandbox: ${message}\n${wrong ? `\n${usage}` : ""}`);
    return wrong ? 2 : 1;
  }
  process.stdout.write(`${JSON.stringify({ url: listening.url, ...(certificate && { ca: certificate.ca.file }) })}\n`);
  process.stderr.write(`clusterplane sandbox listens on ${listening.url}; end it with Ctrl-C\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    // npm passes no signal on to the command that it runs.
    if (exitWithParent || isRunByPackageManager()) onParentEnd(resolve, exitWithParent);
  });
  await listening.close();
  await certificate?.remove();
  return 0;
}
