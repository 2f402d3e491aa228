/** Certificates, in whatever form they are kept. */
import { readFile } from "node:fs/promises";
import { invalidArgument } from "../http/errors.ts";

/** How a server and a client prove who they are. */
export interface TlsOptions {
  /** The certificates to trust, in place of the usual ones: PEM text, base64 of it (as config files hold it), or the path of a file. */
  readonly ca?: string | undefined;
  /** Trusts any certificate: whoever is on the way can read and change everything, the token included. Default false. */
  readonly insecure?: boolean | undefined;
  /** A certificate of this client, and its key: PEM text, base64 of it, or the path of a file. Both or none. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

export const tlsOptions = "ca insecure cert key";

/** The same with everything read. */
export interface Certificates {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure: boolean;
}

export async function readCertificates(options: TlsOptions): Promise<Certificates> {
  if ((options.cert === undefined) !== (options.key === undefined))
    throw invalidArgument("cert", "a client certificate needs cert and key");
  // Not by truth: "false" from an environment variable would trust anybody.
  if (options.insecure !== undefined && typeof options.insecure !== "boolean") throw invalidArgument("insecure", "expected true or false");
  const [ca, cert, key] = await Promise.all([pem(options.ca, "ca"), pem(options.cert, "cert"), pem(options.key, "key")]);
  return {
    insecure: options.insecure === true,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}

async function pem(given: unknown, option: string): Promise<string | undefined> {
  if (given === undefined) return undefined;
  if (typeof given !== "string" || given.trim() === "")
    throw invalidArgument(option, "expected PEM text, base64 of it, or the path of a file");
  if (isPem(given)) return given;
  const decoded = /^[A-Za-z0-9+/=\s]+$/.test(given) ? Buffer.from(given, "base64").toString("utf8") : "";
  if (isPem(decoded)) return decoded;
  // Not shown when it is no path: it may be a key that was cut.
  const name = given.length < 300 && !given.includes("\n") ? ` ${given}` : "";
  let text: string;
  try {
    text = await readFile(given, "utf8");
  } catch (cause) {
    const why = (cause as { code?: string }).code ?? "unreadable";
    throw invalidArgument(option, `is neither PEM nor base64 of it, and the file${option === "key" ? "" : name} can't be read (${why})`);
  }
  if (!isPem(text)) throw invalidArgument(option, `the file${option === "key" ? "" : name} holds no PEM`);
  return text;
}

function isPem(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]+-----/.test(text);
}
