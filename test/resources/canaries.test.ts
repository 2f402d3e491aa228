// Whatever a server writes into its responses, a secret that the call knows is in no error, event or progress of the client.
import { inspect } from "node:util";
import { CloudCasa, Platform, type Stored, until, type VirtualClusterInstance } from "clusterplane";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failure, jumpingClock } from "../http/fake.ts";
import { vc } from "./kubernetes/fake.ts";

const token = 'CANARY+41d8/cd98"f00b';
const header = "HEADER-CANARY-204e9800998e";
const key = "BODY-CANARY-cf8427e";
const base64 = (text: string) => Buffer.from(text).toString("base64");
/** The forms in which a server may repeat a secret. */
const disguises: readonly (readonly [string, (secret: string) => string])[] = [
  ["as it is", (secret) => secret],
  ["in an address", encodeURIComponent],
  ["in base64", base64],
  ["in base64 of a longer text", (secret) => base64(`x:${secret}:y`)],
  ["in JSON", (secret) => JSON.stringify(secret).slice(1, -1)],
  ["in JSON in JSON", (secret) => JSON.stringify({ said: { token: secret } })],
  ["in capitals", (secret) => secret.toUpperCase()],
  ["in a bearer header", (secret) => `Bearer ${secret}`],
];
/** Every form of a secret, as the test looks for them. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  base64(secret).replace(/=+$/, ""),
  JSON.stringify(secret).slice(1, -1),
];

const shown = (value: unknown): string =>
  [
    inspect(value, { depth: 9 }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? `${value.stack} ${inspect(value.cause, { depth: 9 })}` : "",
  ].join("\n");

/** `secrets`: those that the calls know. */
function expectClean(values: readonly unknown[], secrets: readonly string[] = [token, header]): void {
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) {
    const text = shown(value).toLowerCase();
    for (const form of secrets.flatMap(formsOf)) expect(text, `${form} in ${text}`).not.toContain(form.toLowerCase());
  }
}

describe.each(disguises)("a secret that comes back %s", (_, disguise) => {
  const words = (...secrets: string[]) => secrets.map((secret) => `it was ${disguise(secret)}, really`).join(" ");
  const said = words(token, header);
  const saidOfBody = words(token, header, key);
  const seen: unknown[] = [];
  /** `text`: what the server says in its headers. */
  const clients = (respond: (url: URL, method: string) => Response | undefined, text = said) => {
    const options = {
      token,
      headers: { "x-api-key": header },
      clock: jumpingClock(),
      retry: false,
      onWarning: (warning: object) => seen.push(warning),
      onRequest: (event: object) => seen.push(event),
      onResponse: (event: object) => seen.push(event),
      fetch: async (url: string, init: RequestInit) => {
        const response = respond(new URL(url), init.method!) ?? Response.json({ metadata: { resourceVersion: "1" }, items: [] });
        response.headers.set("x-request-id", text.slice(0, 200));
        response.headers.append("warning", `299 - "${text.replaceAll('"', '\\"')}"`);
        return response;
      },
    } as const;
    seen.length = 0;
    return {
      platform: new Platform({ ...options, baseUrl: "https://platform.example.com" }),
      casa: new CloudCasa({ ...options, baseUrl: "https://casa.example.com" }),
    };
  };
  const status = {
    kind: "Status",
    status: "Failure",
    code: 403,
    reason: said,
    message: said,
    details: { causes: [{ field: said, reason: said, message: said }] },
  };
  const stateful = vc("dev", 1, {
    status: {
      phase: said,
      reason: said,
      message: said,
      conditions: [{ type: said, status: said, reason: said, message: said, lastTransitionTime: "" }],
    } as never,
  });
  const vcs = (platform: Platform) => platform.namespace("x").virtualClusterInstances;
  const events = (...lines: object[]) =>
    new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { headers: { "content-type": "application/json" } });

  test("in a refusal", async () => {
    const { platform } = clients(() => Response.json(status, { status: 403 }));
    const errors = await Promise.all([
      failure(vcs(platform).get("dev")),
      failure(vcs(platform).list()),
      failure(platform.request("GET", "/x")),
    ]);
    expectClean([...errors, ...errors.map((error) => error["body"]), ...seen]);
  });

  test("in a Status that comes as a success", async () => {
    const { platform } = clients(() => Response.json(status));
    expectClean([await failure(vcs(platform).list()), await failure(vcs(platform).get("dev")), ...seen]);
  });

  test("in an error event of a watch", async () => {
    const { platform } = clients((url) =>
      url.searchParams.has("watch") ? events({ type: "ERROR", object: { ...status, code: 500 } }) : undefined,
    );
    const retries: unknown[] = [];
    for await (const event of vcs(platform).watch()) {
      if (event.type === "retry") retries.push(event, event.error, (event.error as { body?: unknown }).body);
      if (retries.length > 5) break;
    }
    expectClean([...retries, ...seen]);
  });

  test("in the state of an object that is waited for", async () => {
    const { platform } = clients((url) => (url.searchParams.has("watch") ? events({ type: "ADDED", object: stateful }) : undefined));
    const progress: unknown[] = [];
    const onProgress = ({ object: _object, ...state }: object & { object: unknown }) => progress.push(state);
    const never = until.satisfies<Stored<VirtualClusterInstance>>("never", () => said);
    expectClean([
      await failure(vcs(platform).waitFor("dev", until.phase("Ready"), { timeout: "5s", onProgress })),
      await failure(vcs(platform).waitFor(stateful, until.allOf(until.ready(), never), { timeout: "5s", onProgress })),
      ...progress,
      ...seen,
    ]);
  });

  test("in what CloudCasa says of a document or a job", async () => {
    const document = {
      _id: "1",
      _etag: "e",
      name: "a",
      state: said,
      status: { state: said, message: said, failure_reason: said },
      failure_reason: said,
      message: said,
    };
    const { casa } = clients((_url, method) =>
      method === "GET"
        ? Response.json(document)
        : Response.json({ _status: "ERR", _error: { code: 422, message: said }, _issues: { [said]: [said] } }, { status: 422 }),
    );
    const progress: unknown[] = [];
    const onProgress = ({ object: _object, ...state }: object & { object: unknown }) => progress.push(state);
    expectClean([
      await failure(casa.kubeclusters.waitFor("1", until.active(), { timeout: "5s", onProgress })),
      await failure(casa.jobs.wait("1", { timeout: "5s", onProgress })),
      await failure(casa.kubeclusters.edit("1", (draft) => void Object.assign(draft, { description: "x" }))),
      ...progress,
      ...seen,
    ]);
  });

  test("in a refusal of the body that held it", async () => {
    const issues = { _status: "ERR", _error: { code: 422, message: saidOfBody }, _issues: { [saidOfBody]: [saidOfBody] } };
    const refusal = {
      kind: "Status",
      status: "Failure",
      code: 422,
      reason: saidOfBody,
      message: saidOfBody,
      details: { causes: [{ message: saidOfBody }] },
    };
    const { platform, casa } = clients(
      ({ hostname }) => Response.json(hostname.startsWith("casa") ? issues : refusal, { status: 422 }),
      saidOfBody,
    );
    const errors = [
      await failure(platform.ownedAccessKeys.create({ spec: { key } } as never)),
      await failure(vcs(platform).patch("dev", { spec: { password: key } } as never)),
      await failure(casa.objectstores.create({ name: "a", s3provider: { credentials: { secret_key: key } } } as never)),
      await failure(platform.request("POST", "/x", { body: { nested: [{ apiKey: key }] } })),
    ];
    expectClean([...errors, ...errors.map((error) => error["body"]), ...seen], [token, header, key]);
  });

  test("in why a cluster could not be connected", async () => {
    const config = `apiVersion: v1\nkind: Config\nclusters:\n- cluster: {}\nusers:\n- user:\n    token: ${key}\n`;
    const { platform } = clients(() =>
      Response.json(
        {
          kind: "ClusterConnect",
          metadata: { name: "eu" },
          status: { failed: true, reason: saidOfBody, message: `${saidOfBody} ${config}` },
        },
        { status: 201 },
      ),
    );
    expectClean(
      [await failure(platform.clusterConnect.create({ metadata: { name: "eu" }, spec: { config } })), ...seen],
      [token, header, key],
    );
  });
});

describe("the agent's address", () => {
  afterEach(() => void vi.restoreAllMocks());
  const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
  const agentURL = `https://casa.example.com/kubeclusteragents/${secret}.yaml?key=${secret}`;

  test.each<[string, () => Response]>([
    ["a refusal", () => Response.json({ message: `no ${agentURL}` }, { status: 403 })],
    ["a redirect", () => new Response(null, { status: 302, headers: { location: `${agentURL}&again` } })],
    ["a page", () => new Response(`<html>${agentURL}</html>`, { headers: { "content-type": "text/html" } })],
    ["a broken connection", () => Response.error()],
  ])("is in no error, whatever it leads to: %s", async (_, respond) => {
    const casa = new CloudCasa({
      baseUrl: "https://casa.example.com",
      token: "t-o-k-e-n",
      retry: false,
      fetch: async (url) => {
        if (!url.includes("kubeclusteragents"))
          return Response.json({ _id: "1", _etag: "e", name: "a", status: { state: "REGISTERED", agentURL } });
        const response = respond();
        if (response.type === "error")
          throw new TypeError(`fetch of ${url} failed`, { cause: Object.assign(new Error(`ECONNRESET ${url}`), { code: "ECONNRESET" }) });
        return response;
      },
    });
    const text = shown(await failure(casa.kubeclusters.agentManifest("1")));
    expect(text).not.toContain(secret);
  });
});
