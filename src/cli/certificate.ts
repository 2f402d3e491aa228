import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for one run of the sandbox. */
export interface Certificate {
  cert: string;
  key: string;
  /** The authority that signed it, for clients to trust, and a file with it: `kubectl --certificate-authority`. */
  ca: { pem: string; file: string };
  /** Takes the file away. */
  remove(): Promise<void>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * Makes an authority and a certificate for loopback and for `hosts`, valid from yesterday for a week. They are two since some clients refuse a
 * server whose certificate is an authority's. Rejects if the optional peer dependency that makes them is not installed.
 */
export async function makeCertificate(...hosts: string[]): Promise<Certificate> {
  const x509 = await import("@peculiar/x509").catch((cause: unknown) => {
    throw new Error("--tls needs the package @peculiar/x509: npm install --save-dev @peculiar/x509", { cause });
  });
  const day = 24 * 60 * 60 * 1000;
  const valid = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 7 * day), signingAlgorithm: algorithm };
  const [authority, keys] = await Promise.all([keyPair(), keyPair()]);
  const issuer = "CN=clusterplane sandbox authority";
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...valid,
    name: issuer,
    keys: authority,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const names = [...new Set(["localhost", "127.0.0.1", "::1", ...hosts])];
  const cert = await x509.X509CertificateGenerator.create({
    ...valid,
    subject: "CN=clusterplane sandbox",
    issuer,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value }))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  const pem = `${ca.toString("pem")}\n`;
  const folder = await mkdtemp(join(tmpdir(), "clusterplane-sandbox-"));
  const file = join(folder, "ca.crt");
  await writeFile(file, pem);
  return { cert: cert.toString("pem"), key, ca: { pem, file }, remove: () => rm(folder, { recursive: true, force: true }) };
}

const keyPair = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
