import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { pemBlocks } from "../../src/node/pem.ts";
import { readCertificates } from "../../src/node/tls.ts";
import { type Certificate, certificate } from "./servers.ts";

let own: Certificate;
let other: Certificate;

beforeAll(async () => {
  [own, other] = await Promise.all([certificate("a.example"), certificate("b.example")]);
});

const refusal = async (options: object): Promise<string> => {
  const error = await readCertificates(options).catch((reason: unknown) => reason);
  expect(error).toSatisfy(isInvalidArgument);
  // Neither the message nor what is printed of the error shows a key.
  expect(inspect(error, { depth: 9 })).not.toMatch(/MII|-----|c2VjcmV0/);
  return (error as Error).message;
};

const encrypted = (format: "pkcs8" | "pkcs1") =>
  createPrivateKey(own.private).export({ type: format, format: "pem", cipher: "aes-256-cbc", passphrase: "secret" }) as string;

describe("PEM is read in the forms in which it is kept", () => {
  const forms: Record<string, (pem: string) => string> = {
    "as it is": (pem) => pem,
    "with CRLF": (pem) => pem.replaceAll("\n", "\r\n"),
    "with \\n as two characters": (pem) => pem.trim().replaceAll("\n", "\\n"),
    "with \\\\n as three characters": (pem) => pem.trim().replaceAll("\n", "\\\\n"),
    "with \\r\\n as four characters": (pem) => pem.trim().replaceAll("\n", "\\r\\n"),
    "on one line": (pem) => pem.trim().replaceAll("\n", " "),
    "on one line without blanks": (pem) => pem.trim().replaceAll("\n", ""),
    "indented, with words around it": (pem) => `ca: |\n    ${pem.trim().replaceAll("\n", "\n    ")}\nnext: x`,
    "in quotes": (pem) => `"${pem.trim()}"`,
    "as base64": (pem) => Buffer.from(pem).toString("base64"),
    "as base64 in lines": (pem) =>
      (
        Buffer.from(pem)
          .toString("base64")
          .match(/.{1,76}/g) as string[]
      ).join("\n"),
  };

  test.each(Object.keys(forms))("%s", async (name) => {
    const form = forms[name] as (pem: string) => string;
    const read = await readCertificates({ ca: form(own.cert), cert: form(own.cert), key: form(own.private) });
    const plain = pemBlocks(own.cert)[0]?.text;
    expect(read).toEqual({ insecure: false, ca: plain, cert: plain, key: pemBlocks(own.private)[0]?.text });
    expect(plain?.replace(/\s/g, "")).toBe(own.cert.replace(/\s/g, ""));
  });

  test("from a file, in the same forms", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "clusterplane-")), "ca.pem");
    await writeFile(path, `Subject: a.example\r\n${own.cert.replaceAll("\n", "\\n")}`);
    expect((await readCertificates({ ca: path })).ca).toBe(pemBlocks(own.cert)[0]?.text);
  });

  test("several certificates; certificate and key in one text", async () => {
    const both = `${own.private}\n# the chain\n${own.cert}${other.cert}`;
    const read = await readCertificates({ ca: both, cert: both, key: both });
    expect(pemBlocks(read.ca as string).map(({ label }) => label)).toEqual(["CERTIFICATE", "CERTIFICATE"]);
    expect(read.cert).toBe(read.ca);
    expect(pemBlocks(read.key as string).map(({ label }) => label)).toEqual(["PRIVATE KEY"]);
  });

  test("keys of OpenSSL's older format", async () => {
    const key = createPrivateKey(own.private).export({ type: "pkcs1", format: "pem" }) as string;
    expect((await readCertificates({ cert: own.cert, key })).key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  });
});

describe("what can't be used is refused by the name of its option", () => {
  test("certificates", async () => {
    const key = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    for (const option of ["ca", "cert"]) {
      const with_ = (value: unknown) => refusal({ ...(option === "cert" && { key: own.private }), [option]: value });
      expect(await with_(key.privateKey)).toBe(`${option}: holds no certificate, only: PRIVATE KEY`);
      expect(await with_(key.publicKey)).toBe(`${option}: holds no certificate, only: PUBLIC KEY`);
      expect(await with_("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")).toMatch(
        `${option}: certificate 1 of 1 can't be read`,
      );
      expect(await with_(own.cert + own.cert.replace(/.{200}\n-----END/s, "\n-----END"))).toMatch(
        `${option}: certificate 2 of 2 can't be read`,
      );
      expect(await with_(own.cert.slice(0, 400))).toMatch(`${option}: is cut`);
      for (const odd of ["", "  ", 7, null, new Uint8Array(1)]) expect(await with_(odd)).toMatch(`${option}: expected PEM`);
      expect(await with_("no-such-file.pem")).toBe(
        `${option}: is neither PEM nor base64 of it, and the file no-such-file.pem can't be read (ENOENT)`,
      );
      expect(await with_(tmpdir())).toMatch(/EISDIR/);
    }
  });

  test("keys", async () => {
    const with_ = (key: unknown) => refusal({ cert: own.cert, key });
    expect(await with_(other.private)).toBe("key: does not belong to the certificate in cert");
    expect(await with_(encrypted("pkcs8"))).toMatch(/^key: is encrypted/);
    expect(await with_(encrypted("pkcs1"))).toMatch(/^key: is encrypted/);
    expect(await with_(encrypted("pkcs1").replaceAll("\n", "\\n"))).toMatch(/^key: is encrypted/);
    expect(await with_(own.cert)).toBe("key: holds no private key, only: CERTIFICATE");
    expect(await with_("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")).toBe("key: can't be read; is it complete?");
    expect(await with_(own.private.slice(0, 400))).toMatch(/^key: is cut/);
    // It may be the rest of a key.
    expect(await with_("c2VjcmV0LWtleS1jdXQ")).toBe("key: is neither PEM nor base64 of it, and the file can't be read (ENOENT)");
  });

  test("the order of a chain", async () => {
    expect(await refusal({ cert: other.cert + own.cert, key: own.private })).toMatch(/^cert: begins with another certificate/);
    expect((await readCertificates({ cert: own.cert + other.cert, key: own.private })).cert).toContain(pemBlocks(other.cert)[0]?.text);
  });

  test("one without the other", async () => {
    expect(await refusal({ cert: own.cert })).toBe("key: is missing: a client certificate needs both cert and key");
    expect(await refusal({ key: own.private })).toBe("cert: is missing: a client certificate needs both cert and key");
  });

  test.each(["true", "false", 1, null])("an insecure that is %j: nobody is trusted by accident", async (insecure) => {
    expect(await refusal({ insecure })).toBe("insecure: expected true or false");
  });
});

test("a text of many beginnings is read in linear time", () => {
  expect(pemBlocks("-----BEGIN A-----\n".repeat(20_000))).toEqual([]);
});
