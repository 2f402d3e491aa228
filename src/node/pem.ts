/** PEM in the forms in which files, environment variables and config files hold it. */

export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, `RSA PRIVATE KEY` … */
  readonly label: string;
  /** The block alone, with ordinary lines. */
  readonly text: string;
}

/**
 * The complete blocks of a text, in their order. Lines may be separated by line feeds, by `\n` as two characters (JSON, CI systems), or by
 * blanks (a value that a shell put on one line), and may be indented (YAML).
 */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----((?:[^-]|-(?!----))*)-----END \1-----/g)].map(([block, label, body]) => ({
    label: label as string,
    text: isEncrypted(block) ? block : wrapped(label as string, (body as string).replace(/\\+[nrt]|\s/g, "")),
  }));
}

/** Whether a text has the beginning of a block. */
export function isPem(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]{1,40}-----/.test(text);
}

/** Whether a block needs a passphrase, in the format of PKCS #8 or in OpenSSL's older one. */
export function isEncrypted(block: string): boolean {
  return /BEGIN ENCRYPTED|Proc-Type:\s*4,\s*ENCRYPTED/.test(block);
}

function wrapped(label: string, base64: string): string {
  return [`-----BEGIN ${label}-----`, ...(base64.match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ""].join("\n");
}
