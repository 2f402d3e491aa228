import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createSandbox } from "../sandbox/index.ts";
import type { SandboxOptions } from "../sandbox/options.ts";
import { type Listening, type ListenOptions, listen } from "../sandbox/server.ts";
import { type Certificate, makeCertificate } from "./certificate.ts";
import { lenientFeatures, lenientOptions } from "./lenient.ts";

const usage = `usage: clusterplane sandbox [options]

Serves the vCluster Platform API (/kubernetes/management/…) and the CloudCasa API (/api/v1/…) from memory at one origin.
Prints one JSON line with its url once it listens; logs go to stderr. Ends on SIGINT and SIGTERM.

  --port PORT             port to listen on; 0 takes a free one (default 0)
  --host HOST             address to listen on; other machines can reach it if it is not a loopback address (default 127.0.0.1)
  --token TOKEN           bearer token of admin, who may do all (default sandbox-token-admin)
  --readonly-token TOKEN  bearer token of readonly, who may only read (default sandbox-token-readonly)
  --bare                  empty, and nothing changes by itself
  --clock CLOCK           fast (default), real or manual
  --lenient FEATURE       what CloudCasa accepts beyond stock Eve, once for each: ${lenientFeatures.join(", ")}
  --seed NUMBER           ids and generated names come from it (default 1)
  --cert FILE, --key FILE serve https with this certificate and key (PEM)
  --ca FILE               certificate authority of --cert (PEM): the kubeconfigs that the sandbox makes carry it
  --tls                   serve https with a certificate and an authority made for this run, which takes the package @peculiar/x509; the
                          JSON line names the authority's file as ca
  --help, -h              this text
`;

/** The command line can't be understood. */
class UsageError extends Error {}

const optionTypes = {
  port: { type: "string" },
  host: { type: "string" },
  token: { type: "string" },
  "readonly-token": { type: "string" },
  bare: { type: "boolean" },
  clock: { type: "string" },
  lenient: { type: "string", multiple: true },
  seed: { type: "string" },
  cert: { type: "string" },
  key: { type: "string" },
  ca: { type: "string" },
  tls: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function parse(args: readonly string[]) {
  try {
    const given = parseArgs({ args: [...args], options: optionTypes, allowPositionals: false }).values;
    lenientOptions(given.lenient ?? []);
    if (given.tls && (given.cert ?? given.key ?? given.ca) !== undefined) {
      throw new Error("--tls makes a certificate: --cert, --key and --ca go without it");
    }
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

async function pem(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
}

/** `clusterplane sandbox …`: resolves with the exit code when the sandbox has been told to end. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  let listening: Listening;
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
      ...(given.seed !== undefined && { seed: wholeNumber(given.seed, "seed") }),
    };
    const where: ListenOptions = { port: given.port === undefined ? 0 : wholeNumber(given.port, "port") };
    if (given.host !== undefined) {
      where.host = given.host;
      if (!/^(localhost|::1|127\..*)$/.test(given.host)) where.remote = true;
    }
    if (given.cert !== undefined) where.cert = await pem(given.cert, "cert");
    if (given.key !== undefined) where.key = await pem(given.key, "key");
    if (given.ca !== undefined) options.certificateAuthority = await pem(given.ca, "ca");
    if (given.tls) {
      certificate = await makeCertificate(...(given.host === undefined ? [] : [given.host]));
      Object.assign(where, { cert: certificate.cert, key: certificate.key });
      options.certificateAuthority = certificate.ca.pem;
    }
    const sandbox = createSandbox(options);
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
  });
  await listening.close();
  await certificate?.remove();
  return 0;
}
