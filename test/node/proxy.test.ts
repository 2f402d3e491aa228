import { describe, expect, test } from "vitest";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { readProxies } from "../../src/node/proxy.ts";

const choose = (env: Record<string, string>, url: string) => readProxies(env)(new URL(url))?.url.host;
const P = "http://proxy.example:3128";

describe("the variable for a URL", () => {
  test.each([
    [{ HTTPS_PROXY: P }, "https://a.example/", "proxy.example:3128"],
    [{ HTTPS_PROXY: P }, "http://a.example/", undefined],
    [{ HTTP_PROXY: P }, "http://a.example/", "proxy.example:3128"],
    [{ HTTP_PROXY: P }, "https://a.example/", undefined],
    [{ ALL_PROXY: P }, "https://a.example/", "proxy.example:3128"],
    [{ all_proxy: P }, "http://a.example/", "proxy.example:3128"],
    [{ HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:1" }, "https://a.example/", "lower:1"],
    [{ ALL_PROXY: "http://all:1", HTTPS_PROXY: "http://https:1" }, "https://a.example/", "https:1"],
    // An empty variable is none, as curl has it.
    [{ https_proxy: "", HTTPS_PROXY: P }, "https://a.example/", "proxy.example:3128"],
    [{ https_proxy: " \n", ALL_PROXY: P }, "https://a.example/", "proxy.example:3128"],
    [{}, "https://a.example/", undefined],
  ])("%j for %s: %s", (env, url, expected) => {
    expect(choose(env, url)).toBe(expected);
  });

  test.each([
    ["proxy.example:3128", "proxy.example:3128"],
    ["proxy.example", "proxy.example"],
    [" http://proxy.example:3128\n", "proxy.example:3128"],
    ["HTTP://proxy.example:3128/", "proxy.example:3128"],
    ["http:/proxy.example:3128", "proxy.example:3128"],
    ["https://proxy.example", "proxy.example"],
    ["[::1]:3128", "[::1]:3128"],
    ["user:password@proxy.example:3128", "proxy.example:3128"],
  ])("%j is the address %s", (HTTPS_PROXY, expected) => {
    expect(choose({ HTTPS_PROXY }, "https://a.example/")).toBe(expected);
  });
});

test.each([
  "http://localhost:1/",
  "http://127.0.0.1:1/",
  "http://[::ffff:127.0.0.1]:1/",
  "http://[::1]:1/",
  "http://a.localhost/",
  "http://localhost./",
])("plain http to this machine never goes through a proxy: %s", (url) => {
  expect(choose({ HTTP_PROXY: P, ALL_PROXY: P, NO_PROXY: "other.example" }, url)).toBeUndefined();
  // TLS keeps the token from the proxy.
  expect(choose({ HTTPS_PROXY: P }, url.replace("http:", "https:"))).toBe("proxy.example:3128");
});

describe("NO_PROXY", () => {
  test.each([
    ["*", "https://a.example/"],
    ["b.example, *", "https://a.example/"],
    // Names, with all below them, in any case, with dots on either side.
    ["a.example", "https://a.example/"],
    ["A.Example", "https://a.EXAMPLE/"],
    ["example", "https://a.example/"],
    [".example", "https://a.example/"],
    [".a.example", "https://a.example/"],
    ["*.example", "https://b.a.example/"],
    ["a.example.", "https://a.example/"],
    ["a.example", "https://a.example./"],
    [".a.example.", "https://a.example./"],
    ["localhost.", "https://localhost/"],
    ["bücher.example", "https://bücher.example/"],
    // Separators.
    ["b.example,a.example", "https://a.example/"],
    ["b.example a.example", "https://a.example/"],
    [" ,\t, a.example ,", "https://a.example/"],
    // Ports.
    ["a.example:443", "https://a.example/"],
    ["a.example:8443", "https://a.example:8443/"],
    [".example:8443", "https://a.example:8443/"],
    ["*:8443", "https://a.example:8443/"],
    ["127.0.0.1:8443", "https://127.0.0.1:8443/"],
    ["[::1]:8443", "https://[::1]:8443/"],
    // Addresses and ranges.
    ["127.0.0.1", "https://127.0.0.1/"],
    ["10.0.0.0/8", "https://10.200.3.4/"],
    ["10.0.0.0/8", "https://10.200.3.4:8443/"],
    ["192.168.1.0/24", "https://192.168.1.255/"],
    ["192.168.1.77/24", "https://192.168.1.1/"],
    ["0.0.0.0/0", "https://8.8.8.8/"],
    ["10.0.0.1/32", "https://10.0.0.1/"],
    ["::1", "https://[::1]/"],
    ["[::1]", "https://[::1]/"],
    ["0:0:0:0:0:0:0:1", "https://[::1]/"],
    ["FD00::/8", "https://[fd12:3456::1]/"],
    ["[fd00::]/8", "https://[fd12:3456::1]:8443/"],
    ["fe80::/10", "https://[fe80::1]/"],
    ["::/0", "https://[2001:db8::1]/"],
    ["127.0.0.0/8", "https://[::ffff:127.0.0.1]/"],
  ])("%j exempts %s", (NO_PROXY, url) => {
    expect(choose({ HTTPS_PROXY: P, NO_PROXY }, url)).toBeUndefined();
    expect(choose({ HTTPS_PROXY: P, no_proxy: NO_PROXY, NO_PROXY: "other" }, url)).toBeUndefined();
    expect(choose({ HTTPS_PROXY: P, no_proxy: "", NO_PROXY }, url)).toBeUndefined();
  });

  test.each([
    ["", "https://a.example/"],
    [",", "https://a.example/"],
    [".", "https://a.example/"],
    ["a.example", "https://ba.example/"],
    [".a.example", "https://ba.example/"],
    ["b.a.example", "https://a.example/"],
    ["a.*", "https://a.example/"],
    ["a.example:80", "https://a.example/"],
    ["a.example:8443", "https://a.example/"],
    ["a.example:", "https://a.example/"],
    ["10.0.0.0/8", "https://11.0.0.1/"],
    ["10.0.0.0/33", "https://10.0.0.0/"],
    ["10.0.0.0/x", "https://10.0.0.0/"],
    ["10.0.0.0/", "https://10.0.0.1/"],
    ["10.0.0.1", "https://10.0.0.10/"],
    ["0.0.1", "https://10.0.0.1/"],
    ["10", "https://10.0.0.1/"],
    ["::1", "https://[::2]/"],
    ["::/0", "https://10.0.0.1/"],
    ["0.0.0.0/0", "https://[::1]/"],
    ["0.0.0.0/0", "https://a.example/"],
    ["[::1]:80", "https://[::1]/"],
    ["fd00::/129", "https://[fd00::]/"],
    ["localhost", "https://127.0.0.1/"],
    ["127.0.0.1", "https://localhost/"],
    ["https://a.example", "https://a.example/"],
    ["10.1", "https://10.0.0.1/"],
    ["0x7f.1", "https://127.0.0.1/"],
    ["example.com/8", "https://example.com/"],
  ])("%j does not exempt %s", (NO_PROXY, url) => {
    expect(choose({ HTTPS_PROXY: P, NO_PROXY }, url)).toBe("proxy.example:3128");
  });
});

describe("a CGI program", () => {
  test("takes no proxy from HTTP_PROXY, which is a header of the request there", () => {
    const cgi = { REQUEST_METHOD: "GET" };
    expect(choose({ ...cgi, HTTP_PROXY: P }, "http://a.example/")).toBeUndefined();
    expect(choose({ ...cgi, HTTP_PROXY: P, ALL_PROXY: "all.example:1" }, "http://a.example/")).toBe("all.example:1");
    expect(choose({ ...cgi, http_proxy: P, HTTPS_PROXY: P }, "http://a.example/")).toBe("proxy.example:3128");
    expect(choose({ ...cgi, HTTPS_PROXY: P }, "https://a.example/")).toBe("proxy.example:3128");
  });
});

describe("user and password", () => {
  const credentials = (userinfo: string) => {
    const header = readProxies({ HTTPS_PROXY: `http://${userinfo}@proxy.example:3128` })(new URL("https://a.example/"))?.headers;
    return Buffer.from((header?.["proxy-authorization"] ?? "").replace("Basic ", ""), "base64").toString();
  };

  test.each([
    ["user:password", "user:password"],
    ["user:p%40ss%3Aword", "user:p@ss:word"],
    // A % that begins no escape is meant.
    ["user:50%off", "user:50%off"],
    ["us%er:100%", "us%er:100%"],
    ["user:%zz%40", "user:%zz@"],
    ["user:a:b", "user:a:b"],
    ["user:p@ss", "user:p@ss"],
    ["user", "user:"],
    [":password", ":password"],
    ["üser:pässword", "üser:pässword"],
    ["user:%C3%A4", "user:ä"],
  ])("%s is %s", (given, expected) => {
    expect(credentials(given)).toBe(expected);
  });

  test("the password is a secret; without one the user may be", () => {
    const secrets = (env: Record<string, string>) => readProxies(env).secrets;
    const base64 = (login: string) => Buffer.from(login).toString("base64");
    expect(secrets({ HTTPS_PROXY: "http://user:p%40ss@proxy.example", HTTP_PROXY: "http://t0ken@proxy.example" })).toEqual([
      ...["p@ss", base64("user:p@ss"), "t0ken", base64("t0ken:")],
    ]);
    expect(secrets({ HTTPS_PROXY: P })).toEqual([]);
    expect(secrets({ HTTPS_PROXY: "http://user:p@proxy.example", NO_PROXY: "*" })).toEqual([]);
  });

  test("the address keeps them in a form that Bun reads", () => {
    const proxy = readProxies({ HTTPS_PROXY: "http://us%er:50%off@proxy.example" })(new URL("https://a.example/"));
    expect(proxy?.url.href).toBe("http://us%25er:50%25off@proxy.example/");
    expect(readProxies({ HTTPS_PROXY: P })(new URL("https://a.example/"))?.headers).toEqual({});
  });
});

describe("a variable that can't be used is refused when it is read, by its name, without its value", () => {
  test.each([
    "http://",
    "http://:3128",
    "proxy.example:secret",
    "http://[::1",
    "http://user:secret#x@proxy.example:1",
    "http://user:1/secret@proxy.example:1",
    "http://user:1?secret@proxy.example:1",
    "DOMAIN\\user:secret@proxy.example:1",
    "http://pro xy.example",
  ])("%s", (https_proxy) => {
    const read = () => readProxies({ https_proxy });
    expect(read).toThrow(/^https_proxy: is not the address of a proxy/);
    expect(read).toThrow(expect.toSatisfy(isInvalidArgument));
    expect(read).not.toThrow(/secret/);
  });

  test.each(["socks5://127.0.0.1:1080", "socks://a", "SOCKS4A://a", "ftp://a"])("%s", (ALL_PROXY) => {
    expect(() => readProxies({ ALL_PROXY })).toThrow(/^ALL_PROXY: (socks5|socks|socks4a|ftp):\/\/ proxies are not supported/);
  });

  test("not where it has no part in the choice", () => {
    expect(choose({ ALL_PROXY: "socks5://a", HTTPS_PROXY: P, HTTP_PROXY: P }, "https://a.example/")).toBe("proxy.example:3128");
    expect(choose({ ALL_PROXY: "socks5://a", NO_PROXY: "*" }, "https://a.example/")).toBeUndefined();
  });
});
