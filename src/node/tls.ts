/** Certificates and keys, checked when they are given. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { invalidArgument } from "../http/errors.ts";
import type { OptionNames } from "../http/options.ts";
import { isEncrypted, isPem, type PemBlock, pemBlocks } from "./pem.ts";

/** How a server and a client prove who they are. */
export interface TlsOptions {
  /** The certificates to trust, in place of the usual ones: PEM text, base64 of it (as config files hold it), or the path of a file. */
  readonly ca?: string | undefined;
  /** Trusts any certificate: whoever is on the way can read and change everything, the token included. Default false. */
  readonly insecure?: boolean | undefined;
  /** A certificate of this client, its own first, then those between it and its authority. PEM, base64 of it, or a path. Needs `key`. */
  readonly cert?: string | undefined;
  /** The private key of `cert`, without a passphrase: PEM, base64 of it, or a path. */
  readonly key?: string | undefined;
}

export const tlsOptions = { ca: true, insecure: true, cert: true, key: true } satisfies OptionNames<TlsOptions>;

/** The same as PEM text. */
export interface Certificates {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure: boolean;
}

/** Throws InvalidArgument for the option that can't be read or used, before anything is sent. */
export async function readCertificates(options: TlsOptions): Promise<Certificates> {
  // Not by truth: "false" from an environment variable would trust anybody.
  if (options.insecure !== undefined && typeof options.insecure !== "boolean") throw invalidArgument("insecure", "expected true or false");
  const insecure = options.insecure === true;
  if ((options.cert === undefined) !== (options.key === undefined)) {
    throw invalidArgument(options.cert === undefined ? "cert" : "key", "is missing: a client certificate needs both cert and key");
  }
  const ca = options.ca === undefined ? undefined : { ca: joined(certificates(await read(options.ca, "ca"), "ca")) };
  if (options.cert === undefined) return { insecure, ...ca };
  const chain = certificates(await read(options.cert, "cert"), "cert");
  const key = privateKey(await read(options.key, "key"));
  const own = chain.findIndex(({ certificate }) => certificate.checkPrivateKey(key.key));
  if (own < 0) throw invalidArgument("key", "does not belong to the certificate in cert");
  if (own > 0) throw invalidArgument("cert", "begins with another certificate: the one that belongs to key must come first");
  return { insecure, ...ca, cert: joined(chain), key: key.text };
}

async function read(given: unknown, option: string): Promise<PemBlock[]> {
  const pem = await readText(given, option);
  const blocks = pemBlocks(pem);
  if (blocks.length === 0) throw invalidArgument(option, "is cut: the PEM has a BEGIN line without its END line");
  return blocks;
}

async function readText(given: unknown, option: string): Promise<string> {
  if (typeof given !== "string" || given.trim() === "") throw invalidArgument(option, "expected PEM, base64 of it, or the path of a file");
  if (isPem(given)) return given;
  const decoded = /^[A-Za-z0-9+/=\s]+$/.test(given) ? Buffer.from(given, "base64").toString("utf8") : "";
  if (isPem(decoded)) return decoded;
  // Not shown where it may be a key that was cut.
  const name = option !== "key" && given.length < 300 && !given.includes("\n") ? ` ${given}` : "";
  let content: string;
  try {
    content = await readFile(given, "utf8");
  } catch (cause) {
    const why = (cause as { code?: unknown }).code ?? "unreadable";
    throw invalidArgument(option, `is neither PEM nor base64 of it, and the file${name} can't be read (${why})`);
  }
  if (!isPem(content)) throw invalidArgument(option, `the file${name} holds no PEM`);
  return content;
}

interface ReadCertificate {
  readonly text: string;
  readonly certificate: X509Certificate;
}

function certificates(blocks: readonly PemBlock[], option: string): ReadCertificate[] {
  const found = blocks.filter(({ label }) => label.endsWith("CERTIFICATE"));
  if (found.length === 0) throw invalidArgument(option, `holds no certificate, only: ${labels(blocks)}`);
  return found.map(({ text }, index) => {
    try {
      return { text, certificate: new X509Certificate(text) };
    } catch {
      throw invalidArgument(option, `certificate ${index + 1} of ${found.length} can't be read; is it complete?`);
    }
  });
}

function privateKey(blocks: readonly PemBlock[]): { text: string; key: KeyObject } {
  const found = blocks.find(({ label }) => label.endsWith("PRIVATE KEY"));
  if (found === undefined) throw invalidArgument("key", `holds no private key, only: ${labels(blocks)}`);
  if (isEncrypted(found.text)) {
    throw invalidArgument("key", "is encrypted: give it without its passphrase (openssl pkey -in FILE -out FILE)");
  }
  try {
    return { text: found.text, key: createPrivateKey(found.text) };
  } catch {
    // The reason of the library is left out: it may quote the key.
    throw invalidArgument("key", "can't be read; is it complete?");
  }
}

function labels(blocks: readonly PemBlock[]): string {
  return [...new Set(blocks.map(({ label }) => label))].join(", ");
}

function joined(chain: readonly ReadCertificate[]): string {
  return chain.map(({ text }) => text).join("");
}
