import { describe, expect, test, vi } from "vitest";
import { excerpt, foreignValue, hideFields, redact, secretsIn } from "../../src/http/explain/redact.ts";
import { hidden } from "../../src/http/secrets.ts";

const secret = `p/a s<s>w&o"r'd~ä\\Ü+1`;

/** As Python's urllib quotes: like encodeURIComponent, but a slash stays, and what JavaScript leaves alone is escaped. */
const ofPython = (text: string) =>
  encodeURIComponent(text)
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const unicode = (text: string) => json(text).replace(/[^ -~]|[<>&]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const html = (text: string) =>
  text.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#x27;" })[c]!);

describe("a known secret is hidden", () => {
  test.each<[string, string]>([
    ["as it is", secret],
    ["in capitals, also beyond ASCII", secret.toUpperCase()],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL of Python", ofPython(secret)],
    ["in a URL, twice", encodeURIComponent(encodeURIComponent(secret))],
    ["in a form", new URLSearchParams({ x: secret }).toString().slice(2)],
    ["in JSON", json(secret)],
    ["in JSON that escapes slashes", json(secret).replaceAll("/", "\\/")],
    ["in JSON of Python or Go", unicode(secret)],
    ["in JSON in JSON", json(json(secret))],
    ["in HTML", html(secret)],
    ["in base64", btoa(unescape(encodeURIComponent(secret)))],
    [
      "in base64 for URLs, inside of more",
      btoa(unescape(encodeURIComponent(`user:${secret}`)))
        .replaceAll("+", "-")
        .replaceAll("/", "_"),
    ],
    ["in hex", Buffer.from(secret).toString("hex").toUpperCase()],
  ])("%s", (_, form) => {
    const clean = redact(`before ${form} after`, [secret]);
    expect(clean).toMatch(/^before .{0,8}\*{5}.{0,4} after$/);
    expect(redact(`before ${form.slice(0, -6)}…`, [secret])).toContain(hidden);
  });

  test.each(["50%25 of \\u0041 &amp; more", "ends-in-a-percent%", "C:\\new\\table\\user\\", "ΟΔΥΣΣΕΥΣ-1234"])(
    "also if it looks escaped itself: %s",
    (known) => {
      const forms = [
        known,
        json(known),
        json(json(known)),
        html(known),
        encodeURIComponent(known),
        encodeURIComponent(json(known)),
        known.toLowerCase(),
      ];
      for (const form of [...forms, json(json(json(known))), encodeURIComponent(encodeURIComponent(encodeURIComponent(known)))])
        expect(redact(`before ${form} after`, [known])).toMatch(/^before \*{5}\S{0,2} after$/);
    },
  );

  test("as a number, in what was sent and in JSON that is quoted", () => {
    expect(secretsIn('{"otp":123456}')).toEqual(["123456"]);
    expect(redact('wrong: {"otp":123456,"count":7}')).toBe(`wrong: {"otp":${hidden},"count":7}`);
    expect(redact('wrong: {\\"password\\": -1.5e3}')).toBe(`wrong: {\\"password\\": ${hidden}}`);
  });

  test("before tags are taken out of a page: it may look like one", () => {
    const page = `<html><body><p>wrong: ${secret}</p></body></html>`;
    expect(excerpt(page, [secret])).toBe(`wrong: ${hidden}`);
  });

  test("with numbers under secret names", () => {
    expect(foreignValue({ otp: 123456, count: 7, password: 0 })).toEqual({ otp: hidden, count: 7, password: hidden });
  });

  test("without its neighbours: other words, entities and escapes stay", () => {
    const text = 'a &amp; b %20 c\\n "d" ä';
    expect(redact(text, [secret])).toBe(text);
    expect(redact("100% of &bogus; \\x", ["something"])).toBe("100% of &bogus; \\x");
  });
});

test("two that overlap are both hidden", () => {
  expect(redact("xabcdefghijx", ["abcdefg", "efghij"])).toBe(`x${hidden}x`);
});

describe("fields of a kind are hidden where a server quotes JSON", () => {
  const stored = { spec: { data: { pw: 'T"o}p', list: [1, { a: "]" }] }, note: "n" } };

  test.each([
    ["as it is", JSON.stringify(stored)],
    ["in a string", JSON.stringify({ message: `Invalid value: ${JSON.stringify(stored)}: no` })],
    ["in a string in a string", JSON.stringify({ a: JSON.stringify({ message: JSON.stringify(stored) }) })],
  ])("%s", (_, text) => {
    const clean = hideFields(text, ["data"]);
    expect(clean).not.toMatch(/T|o}p|list/);
    expect(clean).toContain("note");
    expect(() => JSON.parse(clean)).not.toThrow();
  });

  test("and nothing after a cut is shown", () => {
    expect(hideFields('{"data":{"pw":"Top', ["data"])).toBe(`{"data":"${hidden}"`);
    expect(hideFields('{"data":"Top', ["data"])).toBe(`{"data":"${hidden}"`);
    expect(hideFields('{"data":null,"other":"x"}', ["data"])).toBe('{"data":null,"other":"x"}');
  });
});

test("the work grows with the response and the request, not with both", () => {
  const word = (index: number) => Buffer.from(`${index} of many words`.repeat(3)).toString("base64").replaceAll("=", "");
  const body = Array.from({ length: 2000 }, (_, index) => `k${index}: ${word(index)}\n`).join("");
  const causes = Array.from({ length: 800 }, (_, index) => ({
    message: `cause ${index} with ${word(index)} and some more words about it`,
  }));
  const secrets = secretsIn(body);
  expect(secrets).toHaveLength(2000);
  // Searching for each secret in each string would compare millions of times.
  const compared = vi.spyOn(Set.prototype, "has");
  const clean = foreignValue({ causes }, secrets) as { causes: { message: string }[] };
  // Passwords that begin alike, in a response of nothing but that beginning.
  const alike = Array.from({ length: 2000 }, (_, index) => `aaaaaaaaaaaa${index + 1000}`);
  expect(redact("a".repeat(10_000), alike)).toContain("aaaa");
  expect(compared.mock.calls.length).toBeLessThan(100_000);
  compared.mockRestore();
  expect(clean.causes.filter(({ message }) => message.includes(hidden))).toHaveLength(800);
});
