import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for one run of the sandbox. */
export interface Certificate {
  cert: string;
  key: string;
  /** A file with the certificate, for clients to trust: `kubectl --certificate-authority`. */
  ca: string;
  /** Takes the file away. */
  remove(): Promise<void>;
}

/** Makes a certificate for loopback and for `host`, valid from yesterday for a week. For the repository only: it takes a devDependency. */
export async function makeCertificate(host = "127.0.0.1"): Promise<Certificate> {
  const { generate } = await import("selfsigned");
  const names = [...new Set(["localhost", "127.0.0.1", "::1", host])];
  const altNames = names.map((name) => (isIP(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const)));
  const day = 24 * 60 * 60 * 1000;
  const made = await generate([{ name: "commonName", value: "clusterplane sandbox" }], {
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 7 * day),
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), "clusterplane-sandbox-"));
  const ca = join(folder, "ca.crt");
  await writeFile(ca, made.cert);
  return { cert: made.cert, key: made.private, ca, remove: () => rm(folder, { recursive: true, force: true }) };
}
