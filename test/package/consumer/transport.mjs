// clusterplane/node on any runtime, against the servers that test/slow/transport.slow.ts starts.
import { Platform } from "clusterplane";
import { createFetch } from "clusterplane/node";

const { TLS_URL, CA, CERT, KEY, OTHER_KEY, PLAIN_URL, PROXY_URL } = process.env;
const runtime = process.versions.deno ? "deno" : process.versions.bun ? "bun" : "node";
const wrong = [];
const check = (what, found, expected) => {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    wrong.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
};
const refusal = (options) =>
  createFetch({ env: {}, ...options }).then(
    () => "accepted",
    (error) => `${error.code}: ${error.message}`,
  );
process.on("warning", (warning) => wrong.push(String(warning)));

// A certificate that nobody vouches for: one attempt, and nothing was done.
for (const fetch of [globalThis.fetch, await createFetch({ env: {} })]) {
  let attempts = 0;
  const counted = (url, init) => {
    attempts++;
    return fetch(url, init);
  };
  const platform = new Platform({ baseUrl: TLS_URL, token: "t", projectNamespacePrefix: "p-", retry: { minDelay: "1ms" }, fetch: counted });
  await platform.version().catch(() => {});
  check("attempts of a read", attempts, 1);
  const error = await platform
    .project("a")
    .virtualClusterInstances.create({ metadata: { generateName: "x-" } })
    .catch((reason) => reason);
  check("a write", [error.code, error.effect, attempts], ["Connection", "none", 2]);
}

// The same with its certificate, in the forms in which variables hold it.
for (const ca of [CA, CA.replaceAll("\n", "\\n"), CA.replaceAll("\n", " ")]) {
  const platform = new Platform({ baseUrl: TLS_URL, token: "t", fetch: await createFetch({ ca, cert: CERT, key: KEY, env: {} }) });
  check("version", (await platform.version()).version, "Bearer t");
}

check(
  "a key of another certificate",
  await refusal({ cert: CERT, key: OTHER_KEY }),
  "InvalidArgument: key: does not belong to the certificate in cert",
);
check(
  "a key that is cut",
  await refusal({ cert: CERT, key: KEY.slice(0, 200) }),
  "InvalidArgument: key: is cut: the PEM has a BEGIN line without its END line",
);
check("a key as authority", await refusal({ ca: KEY }), "InvalidArgument: ca: holds no certificate, only: PRIVATE KEY");

// Deno follows the variables of its own process.
if (runtime !== "deno") {
  const fetch = await createFetch({ env: { HTTP_PROXY: PROXY_URL } });
  check("this machine", await (await fetch(PLAIN_URL, {})).text(), "direct");
  check("another host", await (await fetch("http://a.example/", {})).text(), "through the proxy");
  const exempt = await createFetch({ env: { HTTP_PROXY: PROXY_URL, NO_PROXY: ".invalid" } });
  check(
    "an exempt host",
    await exempt("http://a.invalid/", {}).then(
      () => "answered",
      () => "failed",
    ),
    "failed",
  );
  check("a SOCKS proxy", (await refusal({ env: { HTTPS_PROXY: "socks5://a" } })).slice(0, 28), "InvalidArgument: HTTPS_PROXY");
}

// One signal for many calls. A process without work left ends by itself.
const fetch = await createFetch({ env: {} });
const { signal } = new AbortController();
for (let turn = 0; turn < 5; turn++) {
  await Promise.all(Array.from({ length: 40 }, async () => (await fetch(PLAIN_URL, { signal })).text()));
}
setTimeout(() => console.log(wrong.length === 0 ? "transport ok" : wrong.join("\n")), 50);
