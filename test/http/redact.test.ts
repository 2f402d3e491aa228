import { describe, expect, test } from "vitest";
import { excerpt, foreignError, foreignText, foreignValue, redact, secretsIn } from "../../src/http/explain/redact.ts";
import { Words } from "../fuzz/words.ts";

const canary = "CANARY-5f3c9a7d";

describe("a text that quotes an object", () => {
  const stored = JSON.stringify({ kind: "OwnedAccessKey", spec: { displayName: "ci", key: canary, kubeconfig: `a: b\n${canary}` } });

  test.each([
    ["as JSON", stored],
    ["escaped once", JSON.stringify(stored)],
    ["escaped twice", JSON.stringify(JSON.stringify(stored))],
    ["inside a refusal", `OwnedAccessKey "x" is invalid: patch: Invalid value: ${JSON.stringify(stored)}: json: cannot unmarshal number`],
  ])("%s loses its secrets and keeps the rest", (_, text) => {
    expect(redact(text)).not.toContain(canary);
    expect(redact(text)).toContain("displayName");
  });
});

describe("a server's own words stay", () => {
  test.each([
    "OwnedAccessKey in version v1 cannot be handled as a OwnedAccessKey: json: cannot unmarshal string into Go struct field",
    "cannot be handled as a DirectClusterEndpointToken: json: cannot unmarshal string into Go struct field",
    "access_key: unknown field",
    "key: must be of string type; secret_key: required field",
  ])("%s", (text) => expect(redact(text)).toBe(text));

  test("also where they are listed by field", () => {
    const body = { _status: "ERR", _issues: { access_key: "unknown field", credentials: { secret_key: "must be of string type" } } };
    expect(foreignValue(body)).toEqual(body);
    expect(foreignValue({ ...body, token: canary, _issues: { token: `value '${canary}' is not unique` } }, [canary])).toEqual({
      _status: "ERR",
      token: "*****",
      _issues: { token: "value '*****' is not unique" },
    });
  });

  test("but a value behind a name does not", () => {
    for (const text of [
      `token: ${canary}`,
      `access_key=${canary}`,
      `the password: "${canary}"`,
      `secret-key: '${canary}'`,
      `apiKey=${canary}&x=1`,
    ])
      expect(redact(text)).not.toContain(canary);
  });
});

describe("a known secret in disguise", () => {
  const secret = 'Pa55/w+rd "ünï" #1';
  const quoted = JSON.stringify(secret).slice(1, -1);

  test.each([
    ["as it is", secret],
    ["URL-encoded", encodeURIComponent(secret)],
    ["URL-encoded in lower case", encodeURIComponent(secret).toLowerCase()],
    ["in JSON", quoted],
    ["in capitals", secret.toUpperCase().replace("ÜNÏ", "ünï")],
    ["in a message's middle", `refused ${secret}: no`],
    ["twice", `${secret}${secret}`],
  ])("%s", (_, text) => {
    expect(redact(text, [secret])).not.toMatch(/Pa55|w.rd|#1|%231/i);
  });

  test("in base64, wherever it begins in what was encoded, with either alphabet (seed 1)", () => {
    const words = new Words(1);
    const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~?üß😀";
    const text = (length: number) => Array.from({ length }, () => words.pick([...letters])).join("");
    for (let run = 0; run < 3000; run++) {
      const secret = text(8 + words.below(30));
      const [before, after] = [text(words.below(8)), text(words.below(8))];
      for (const form of ["base64", "base64url"] as const) {
        const encoded = Buffer.from(before + secret + after).toString(form);
        const shown = redact(`got ${encoded}.`, [secret]);
        // What is left are characters at both ends, which hold bits of their neighbours.
        expect(shown, `${secret} in ${before}${secret}${after}`).toContain("*****");
        for (const part of shown.split("*****")) {
          for (let cut = 0; cut < 4; cut++) expect(Buffer.from(part.slice(cut), form).toString()).not.toContain(secret.slice(0, 4));
        }
      }
    }
  });

  test("a short word is no secret: it would turn half of a message into stars", () => {
    expect(redact("the cat sat", ["cat"])).toBe("the cat sat");
    expect(redact("the cats sat", ["cats"])).toBe("the ***** sat");
  });

  test("half of a surrogate pair in a secret does no harm", () => {
    expect(redact("a \ud800-secret b", ["\ud800-secret"])).toBe("a ***** b");
  });

  test("letters whose case has another length shift nothing", () => {
    expect(redact("İİİ s3cret-word İ", ["S3CRET-WORD"])).toBe("İİİ ***** İ");
  });
});

describe("foreign text", () => {
  test.each([[undefined], [null], [7], [{}], [["a"]]])("%j is none", (value) => {
    expect(foreignText(value)).toBe("");
  });

  test("has no control characters, and the length that was asked for", () => {
    expect(foreignText("a\u001b[2Jb\u0007\u009bc")).toBe("a [2Jb c");
    expect(foreignText("x".repeat(300), [], 100)).toHaveLength(100);
    expect(foreignText("x".repeat(100_000)).length).toBeLessThanOrEqual(4097);
  });

  test("cutting leaves no part of a secret, wherever the cut falls", () => {
    const secret = "CANARY-0123456789-abcdef";
    for (let before = 4060; before < 4110; before++) {
      for (const fill of ["x", "x "]) {
        const text = `${fill.repeat(before).slice(0, before)}${secret}${"y".repeat(500)}`;
        expect(foreignText(text, [secret])).not.toContain("CANARY-0");
        expect(excerpt(text, [secret])).not.toContain("CANARY-0");
      }
    }
    for (let before = 16_350; before < 16_400; before++) {
      expect(foreignValue("x".repeat(before) + secret, [secret])).not.toContain("CANARY-0");
    }
  });
});

describe("a foreign error", () => {
  test("keeps name, message, code and causes, without secrets and without its properties", () => {
    const cause = Object.assign(new Error(`to https://h/?token=${canary}`), { code: `E${canary}`, options: { auth: canary } });
    const error = Object.assign(new TypeError(`bad header: ${canary}`, { cause }), { request: canary });
    error.name = `Name-${canary}`;
    const safe = foreignError(error, [canary])!;
    expect([safe.name, safe.message, safe.stack]).toEqual(["Name-*****", "bad header: *****", "Name-*****: bad header: *****"]);
    expect(safe.cause).toMatchObject({ message: "to https://h/?*****", code: "E*****" });
    expect(Object.keys(safe)).not.toContain("request");
  });

  test.each([
    ["text", "Error: text"],
    [7, "Error: 7"],
    [{}, "Error: "],
    [{ message: 7, name: {}, code: [] }, "Error: "],
    [Symbol("x"), "Error: Symbol(x)"],
  ])("%o is one too", (thrown, stack) => {
    expect(foreignError(thrown)!.stack).toBe(stack);
  });

  test("nothing thrown is no error", () => {
    expect([foreignError(undefined), foreignError(null)]).toEqual([undefined, undefined]);
  });

  test("causes end after five, also when they go round", () => {
    const round: Error & { cause?: unknown } = new Error("x");
    round.cause = round;
    let depth = 0;
    for (let at: unknown = foreignError(round); at !== undefined; at = (at as Error).cause) depth++;
    expect(depth).toBe(5);
  });
});

describe("a foreign value", () => {
  test("keeps its shape and ends at 32 levels", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`);
    expect(JSON.stringify(foreignValue(deep))).toBe(`${'{"a":'.repeat(32)}"…"${"}".repeat(32)}`);
    expect(foreignValue([1, null, true, "x"])).toEqual([1, null, true, "x"]);
    expect(foreignValue(JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'))).toEqual(
      JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'),
    );
  });

  test("hides secrets in names of fields too", () => {
    expect(foreignValue({ [`x ${canary}`]: 1 }, [canary])).toEqual({ "x *****": 1 });
  });
});

describe("the work grows with the length of the text, not with its square", () => {
  const units = [
    "-----BEGIN ",
    "-----BEGIN A-----",
    "<",
    "<!--",
    "<script>",
    '{"token":"',
    '\\"token\\":\\"',
    "\\",
    '\\\\"',
    "a:",
    "token: ",
    'token:"',
    "https://a@",
  ];
  const more = [
    "Bearer ",
    "Basic    ",
    "eyJ.",
    '"token',
    'key" : "',
    "password = ",
    "/kubeclusteragents/",
    "clusters:users:",
    "A",
    "token   ",
    "\n",
    " ",
  ];
  const functions = {
    redact,
    excerpt,
    foreignText,
    foreignValue,
    foreignError: (text: string) => foreignError(new Error(text)),
    secretsIn,
  };

  /** The best of three times, in milliseconds. */
  const time = (work: () => unknown): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const began = performance.now();
        work();
        return performance.now() - began;
      }),
    );

  test.each(Object.entries(functions))("%s", (_, work) => {
    for (const unit of [...units, ...more]) {
      const text = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const [short, long] = [text(16_384), text(131_072)];
      // Eight times as long; 64 times the work would be the square. What takes less than two milliseconds can't be compared.
      const ratio =
        time(() => work(long)) /
        Math.max(
          2,
          time(() => work(short)),
        );
      expect(ratio, unit).toBeLessThan(32);
    }
  });

  test("nor with the number of strings in a body times the length of a secret", () => {
    const secret = "apiVersion: v1\nclusters:\nusers:\n".padEnd(20_000, "data: AAAA\n");
    const body = (count: number): unknown => JSON.parse(`[${'"a",'.repeat(count)}"a"]`);
    const [few, many] = [body(1000), body(16_000)];
    const ratio =
      time(() => foreignValue(many, [secret])) /
      Math.max(
        10,
        time(() => foreignValue(few, [secret])),
      );
    expect(ratio).toBeLessThan(64);
  });
});
