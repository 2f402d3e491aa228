import { describe, expect, test } from "vitest";
import { connectionFailure } from "../../src/http/explain/connection-failure.ts";
import { proxyFailed, unsent } from "../../src/http/transport-marks.ts";
import { networkError } from "./fake.ts";

const withCode = (code: string, message = code, more: object = {}) => Object.assign(new Error(message), { code, ...more });
/** Node and undici. */
const node = (cause: unknown) => new TypeError("fetch failed", { cause });
/** Deno gives its reason in words, with the URL before it. */
const deno = (words: string) => node(new Error(`error sending request for url (https://localhost:1/): client error ${words}`));
/** Bun gives the code on the TypeError itself. */
const bun = (code: string, message: string) => Object.assign(new TypeError(message), { code });

const never = { sent: false, hopeless: true };
const again = { sent: false, hopeless: false };
const lost = { sent: true, hopeless: false };

describe("a certificate that nobody vouches for: hopeless, nothing sent, and the advice names what to change", () => {
  test.each([
    ["Node, self-signed", node(withCode("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")), /NODE_EXTRA_CA_CERTS/],
    ["Node, private authority", node(withCode("SELF_SIGNED_CERT_IN_CHAIN")), /\bca\b/],
    ["Node, missing intermediate", node(withCode("UNABLE_TO_VERIFY_LEAF_SIGNATURE")), /insecure/],
    ["Node, unknown issuer", node(withCode("UNABLE_TO_GET_ISSUER_CERT_LOCALLY")), /connectPlatform/],
    ["Node, revoked", node(withCode("CERT_REVOKED")), /\bca\b/],
    ["Node, no authority's", node(withCode("INVALID_CA")), /\bca\b/],
    ["Node, expired", node(withCode("CERT_HAS_EXPIRED")), /renew/],
    ["Node, not yet valid", node(withCode("CERT_NOT_YET_VALID")), /clock/],
    ["Node, other host", node(withCode("ERR_TLS_CERT_ALTNAME_INVALID")), /baseUrl/],
    ["Bun, self-signed", bun("DEPTH_ZERO_SELF_SIGNED_CERT", "self signed certificate"), /\bca\b/],
    ["Bun, expired", bun("CERT_HAS_EXPIRED", "certificate has expired"), /renew/],
    ["Deno, unknown issuer", deno("(Connect): invalid peer certificate: UnknownIssuer"), /\bca\b/],
    ["Deno, no authority's", deno("(Connect): invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))"), /\bca\b/],
    ["Deno, expired", deno("(Connect): invalid peer certificate: certificate expired: verification time 1796074055 (UNIX)"), /renew/],
    ["Deno, not yet valid", deno("(Connect): invalid peer certificate: certificate not valid yet: verification time 1"), /clock/],
    ["Deno, other host", deno('(Connect): invalid peer certificate: certificate not valid for name "localhost"; it is for'), /baseUrl/],
    [
      "Deno, in older versions",
      new TypeError(deno("(Connect): invalid peer certificate: UnknownIssuer").message, {
        cause: deno("(Connect): invalid peer certificate: UnknownIssuer").cause,
      }),
      /\bca\b/,
    ],
    ["a client certificate that is missing", node(withCode("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED")), /cert and key/],
    ["a client certificate that is not accepted", node(withCode("ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE")), /cert and key/],
    ["a client certificate of an unknown authority", node(withCode("ERR_SSL_TLSV1_ALERT_UNKNOWN_CA")), /cert and key/],
    ["Deno, a client certificate that is missing", deno("(SendRequest): received fatal alert: CertificateRequired"), /cert and key/],
  ])("%s", (_name, error, advice) => {
    expect(connectionFailure(error)).toEqual({ ...never, advice: expect.stringMatching(advice) });
  });
});

describe("a request that was never sent", () => {
  test.each([
    // Nobody there, or not at this moment.
    ["refused", node(withCode("ECONNREFUSED")), again],
    ["refused, on both addresses", node(new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])), again],
    ["no route", node(withCode("EHOSTUNREACH")), again],
    ["a time-out of the connection", node(withCode("ETIMEDOUT", "connect ETIMEDOUT 10.0.0.1:443", { syscall: "connect" })), again],
    ["undici's own", node(withCode("UND_ERR_CONNECT_TIMEOUT")), again],
    [
      "a reset in the handshake",
      node(withCode("ECONNRESET", "Client network socket disconnected before secure TLS connection was established")),
      again,
    ],
    ["DNS that does not answer", node(withCode("EAI_AGAIN")), again],
    ["Deno, refused", deno("(Connect): tcp connect error: Connection refused (os error 111)"), again],
    ["Deno, refused, in older versions", new TypeError("error sending request: client error (Connect): tcp connect error"), again],
    ["Deno, the handshake ended", deno("(Connect): tls handshake eof"), again],
    [
      "Deno, DNS that does not answer",
      deno("(Connect): dns error: failed to lookup address information: Temporary failure in name resolution"),
      again,
    ],
    ["Bun, refused", bun("ECONNREFUSED", "ECONNREFUSED: Unable to connect. Is the computer able to access the url?"), again],
    // A name that does not exist, something that doesn't speak TLS.
    ["no such host", node(withCode("ENOTFOUND")), never],
    ["Deno, no such host", deno("(Connect): dns error: failed to lookup address information: Name or service not known"), never],
    [
      "HTTP where TLS is spoken",
      node(withCode("ERR_SSL_WRONG_VERSION_NUMBER", "SSL routines:tls_validate_record_header:wrong version number")),
      never,
    ],
    [
      "TLS that is too old",
      node(withCode("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "SSL routines:ssl3_read_bytes:tlsv1 alert protocol version")),
      never,
    ],
    ["Bun, no TLS", bun("EPROTO", "EPROTO: The TLS handshake failed. Does the server speak TLS on this port?"), never],
    ["Deno, no TLS", deno("(Connect): received corrupt message of type InvalidContentType"), never],
    ["Deno, TLS that is too old", deno("(Connect): received fatal alert: ProtocolVersion"), never],
  ])("%s", (_name, error, expected) => {
    expect(connectionFailure(error)).toMatchObject(expected);
  });
});

test.each([
  ["Node", new TypeError('Headers.append: "a\nb" is an invalid header value.')],
  [
    "Node",
    new TypeError(
      "Cannot convert argument to a ByteString because the character at index 1 has a value of 8230 which is greater than 255.",
    ),
  ],
  ["Node", new TypeError("Failed to parse URL from http://:::/", { cause: withCode("ERR_INVALID_URL", "Invalid URL") })],
  ["Node", new TypeError("Request with GET/HEAD method cannot have body.")],
  ["Node", new TypeError("Request cannot be constructed from a URL that includes credentials: x")],
  ["Node", new TypeError("RequestInit: duplex option is required when sending a body.")],
  ["Node", new TypeError("'A B' is not a valid HTTP method.")],
  ["Node", new TypeError("'TRACE' HTTP method is unsupported.")],
  ["Node", node(new Error("bad port"))],
  ["Node", node(new Error("unknown scheme"))],
  ["undici", node(withCode("UND_ERR_INVALID_ARG", "invalid x header"))],
  ["undici", node(withCode("UND_ERR_NOT_SUPPORTED", "expect header not supported"))],
  ["node:http", node(withCode("ERR_INVALID_CHAR", 'Invalid character in header content ["x"]'))],
  ["node:http", node(withCode("ERR_UNESCAPED_CHARACTERS", "Request path contains unescaped characters"))],
  ["Deno", new TypeError('Invalid header value: "a\nb"')],
  ["Deno", new TypeError('Invalid header name: "x y"')],
  ["Deno", new TypeError("Failed to construct 'Request': 'headers' of 'RequestInit' (Argument 2) is not a valid ByteString")],
  ["Deno", new TypeError("Fetch failed: Requests to port 25 are blocked")],
  ["Deno", new TypeError("Url scheme 'foo' not supported")],
  ["Deno", new TypeError("Invalid URL: 'http://:::/'")],
  ["Deno", new TypeError("Method is not valid")],
  ["Bun", new TypeError("Header 'x' has invalid value")],
  ["Bun", bun("ERR_INVALID_URL", "fetch() URL is invalid")],
  ["Bun", bun("ERR_INVALID_ARG_VALUE", "fetch() request with GET/HEAD method cannot have body.")],
  ["Chromium", new TypeError("Failed to execute 'fetch' on 'Window': Invalid name")],
])("a request that %s can't build is hopeless, and nothing was sent: %s", (_runtime, error) => {
  expect(connectionFailure(error)).toMatchObject(never);
  // The header's value may be as long as its sender likes.
  expect(connectionFailure(new TypeError(`Headers.append: "${"x".repeat(1e6)}`))).toMatchObject(never);
});

describe("a request that may have arrived", () => {
  test.each([
    ["a reset", node(withCode("ECONNRESET", "read ECONNRESET", { syscall: "read" })), lost],
    ["a time-out of what was sent", node(withCode("ETIMEDOUT", "read ETIMEDOUT", { syscall: "read" })), lost],
    ["undici, the other side closed", node(withCode("UND_ERR_SOCKET", "other side closed")), lost],
    ["in the middle of the body", new TypeError("terminated", { cause: withCode("UND_ERR_SOCKET") }), lost],
    ["a wrong length", new TypeError("terminated", { cause: withCode("UND_ERR_RES_CONTENT_LENGTH_MISMATCH") }), lost],
    ["broken gzip", new TypeError("terminated", { cause: withCode("Z_DATA_ERROR", "incorrect header check") }), lost],
    ["a broken record of TLS", node(withCode("ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC")), lost],
    ["Bun, closed", bun("ECONNRESET", "ECONNRESET: The socket connection was closed unexpectedly."), lost],
    ["Deno, closed", node(new Error("error sending request for http://127.0.0.1/: client error (SendRequest): connection closed")), lost],
    ["Deno, in the middle of the body", new TypeError("error reading a body from connection"), lost],
    ["Chromium", new TypeError("Failed to fetch"), lost],
    ["Firefox", new TypeError("NetworkError when attempting to fetch resource."), lost],
    ["Safari", new TypeError("Load failed"), lost],
    ["two attempts of which one was sent", new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNRESET")]), lost],
    ["two attempts of which one says nothing", new AggregateError([withCode("ENOTFOUND"), "?"]), lost],
    ["no HTTP", node(withCode("HPE_INVALID_CONSTANT")), { sent: true, hopeless: true }],
    [
      "no HTTP, without a code",
      node(new Error("Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)")),
      { sent: true, hopeless: true },
    ],
    [
      "Deno, no HTTP",
      node(new Error("error sending request: client error (SendRequest): invalid HTTP version parsed")),
      { sent: true, hopeless: true },
    ],
  ])("%s", (_name, error, expected) => {
    expect(connectionFailure(error)).toMatchObject(expected);
  });
});

test("a proxy that refuses: nothing was sent; hopeless where the proxy will not change its mind; the advice names the variables", () => {
  const refused = (hopeless: unknown) => connectionFailure(node(withCode(proxyFailed, "the proxy refused", { hopeless })));
  expect(refused(true)).toEqual({ ...never, advice: expect.stringMatching(/HTTPS_PROXY.*NO_PROXY/) });
  for (const hopeless of [false, undefined, "true", 1]) expect(refused(hopeless)).toMatchObject(again);
  expect(connectionFailure(node(withCode("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling")))).toMatchObject(never);
  expect(connectionFailure(node(withCode("UND_ERR_ABORTED", "Proxy response (503) !== 200 when HTTP Tunneling")))).toMatchObject(again);
  expect(connectionFailure(node(withCode("UND_ERR_PRX_CONN", "Proxy Connection failed")))).toMatchObject(again);
});

test("a transport's word counts more than the error that it got", () => {
  const error = node(withCode("ECONNRESET", "read ECONNRESET"));
  expect(connectionFailure(Object.assign(error, { [unsent]: true }))).toEqual(again);
  expect(connectionFailure(new Error("wrapped", { cause: error }))).toEqual(again);
});

test("errors of any form", () => {
  for (const odd of [
    undefined,
    null,
    "ECONNREFUSED",
    7,
    {},
    [],
    { code: 7, message: 7, cause: 7, errors: 7, name: 7 },
    { errors: [null] },
  ]) {
    expect(connectionFailure(odd)).toEqual(lost);
  }
  const circular = new Error("a");
  circular.cause = new Error("b", { cause: circular });
  Object.assign(circular, { errors: [circular, circular.cause] });
  expect(connectionFailure(circular)).toEqual(lost);
  // As far as anybody reads: what was not looked at counts as sent.
  const deep = Array.from({ length: 100_000 }).reduce<object>((cause) => ({ cause }), networkError("ECONNREFUSED"));
  expect(connectionFailure(deep)).toEqual(lost);
  const wide = { errors: Array.from({ length: 100_000 }, () => ({ code: "ECONNREFUSED" })) };
  expect(connectionFailure(wide)).toEqual(lost);
  const same = withCode("ECONNREFUSED");
  expect(connectionFailure(new AggregateError([same, same]))).toEqual(again);
});
