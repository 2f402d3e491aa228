import { afterEach, describe, expect, test, vi } from "vitest";
import { normaliseBaseUrl } from "../../src/http/base-url.ts";

const cut = /\/kubernetes\/management(?:\/.*)?$/;

describe("a base URL is brought into one form", () => {
  test.each([
    ["https://platform.example.com", "https://platform.example.com"],
    ["platform.example.com", "https://platform.example.com"],
    ["  https://platform.example.com/  ", "https://platform.example.com"],
    ["https://platform.example.com:8443//", "https://platform.example.com:8443"],
    ["https://platform.example.com/kubernetes/management", "https://platform.example.com"],
    ["https://platform.example.com/kubernetes/management/apis/management.loft.sh/v1/users/", "https://platform.example.com"],
    ["https://example.com/behind/a/path/kubernetes/management/", "https://example.com/behind/a/path"],
    ["localhost:8080", "https://localhost:8080"],
    ["http://localhost:8080/", "http://localhost:8080"],
    ["http://127.0.0.1", "http://127.0.0.1"],
    ["http://[::1]:80", "http://[::1]"],
    ["http://sandbox.localhost", "http://sandbox.localhost"],
    ["HTTPS://EXAMPLE.com", "https://example.com"],
  ])("%s", (given, wanted) => {
    expect(normaliseBaseUrl(given, { cut })).toBe(wanted);
  });

  test("http:// to another host only when it is meant", () => {
    expect(() => normaliseBaseUrl("http://platform.example.com")).toThrow(
      /baseUrl: http:\/\/ would send the token readably to platform\.example\.com/,
    );
    expect(normaliseBaseUrl("http://platform.example.com", { allowHttp: true })).toBe("http://platform.example.com");
  });

  test.each(["false", "true", 1])("allowHttp is true or false, and not %j", (allowHttp) => {
    expect(() => normaliseBaseUrl("http://platform.example.com", { allowHttp: allowHttp as never })).toThrow(
      "allowHttp: expected true or false",
    );
  });

  test("http:// to a name that only begins like loopback is refused", () => {
    for (const host of ["127.0.0.1.example.com", "localhost.example.com", "notlocalhost", "0.0.0.0", "127.0.0.2", "[::ffff:127.0.0.2]"]) {
      expect(() => normaliseBaseUrl(`http://${host}`), host).toThrow(/allowHttp/);
    }
  });

  test.each([
    [undefined, /expected a string, got undefined/],
    [null, /got null/],
    [7, /got number/],
    ["", /expected an address/],
    ["https://", /is not an address/],
    ["https://a b", /is not an address/],
    ["ftp://example.com", /expected an https:\/\/ address, got ftp:/],
    ["https://user:secret@example.com", /holds a user name or password/],
    ["https://example.com?token=secret", /holds a query/],
    ["https://example.com#x", /holds a query or fragment/],
  ])("refuses %s", (given, words) => {
    expect(() => normaliseBaseUrl(given)).toThrow(words);
    expect(() => normaliseBaseUrl(given)).not.toThrow(/secret/);
  });

  describe("in a page", () => {
    afterEach(() => vi.unstubAllGlobals());

    test("a path means the page's own origin, whatever its scheme", () => {
      vi.stubGlobal("location", { origin: "http://dashboard.example.com" });
      expect(normaliseBaseUrl("")).toBe("http://dashboard.example.com");
      expect(normaliseBaseUrl("/proxy/")).toBe("http://dashboard.example.com/proxy");
      expect(() => normaliseBaseUrl("http://other.example.com")).toThrow(/allowHttp/);
    });
  });
});
