import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import { Redaction } from "../../src/sandbox/redact.ts";

const secret = "CANARY-12345";
const body = (text: string, type = "application/json", resource = "") => new Redaction().body(text, type, resource);

describe("a body", () => {
  const kubeconfig = `apiVersion: v1\nkind: Config\nclusters:\n- name: a\nusers:\n- name: a\n  user:\n    token: ${secret}\n`;
  it.each<[string, unknown]>([
    ["a field", { spec: { accessKey: secret, note: "seen" } }],
    ["another spelling", { spec: { secret_key: secret, "client-key-data": secret, note: "seen" } }],
    ["a number", { password: 12345, note: "seen", other: secret.slice(0, 0) }],
    ["a list under a secret name", { tokens: "seen", token: [secret, { a: secret }] }],
    ["query operators under a secret name", { key: { $in: [secret] }, note: "seen" }],
    ["a path with dots", { "s3provider.credentials.secret_key": secret, note: "seen" }],
    [
      "an environment variable",
      {
        env: [
          { name: "API_TOKEN", value: secret },
          { name: "MODE", value: "seen" },
        ],
      },
    ],
    ["a parameter of type password", { type: "password", variable: "seen", defaultValue: secret }],
    ["a kubeconfig", { spec: { config: kubeconfig, note: "seen" } }],
    ["JSON in a string", { annotations: { last: JSON.stringify({ spec: { token: secret } }) }, note: "seen" }],
    ["an object of kind Secret in a list", { kind: "List", items: [{ kind: "Secret", metadata: { name: "seen" }, data: { a: secret } }] }],
    ["a list of secrets", { kind: "SecretList", items: [{ metadata: { name: "seen" }, data: { a: secret } }] }],
    [
      "a JSON patch",
      [
        { op: "add", path: "/spec/accessKey", value: secret },
        { op: "test", path: "/spec/note", value: "seen" },
      ],
    ],
    ["a JSON patch of an object", [{ op: "add", path: "/spec/credentials/s3", value: { a: secret } }, "seen"]],
    ["a JSON patch of an environment variable", [{ op: "add", path: "/spec/env/0/value", value: secret }, "seen"]],
    ["an agent URL", { status: { agentURL: `https://x/kubeclusteragents/${secret}.yaml` }, note: "seen" }],
    ["a private key", { note: `seen -----BEGIN EC PRIVATE KEY-----\nCANARY12345+/=\n-----END EC PRIVATE KEY-----` }],
    ["credentials in a URL", { url: `https://user:${secret}@host/`, note: "seen" }],
  ])("shows no secret: %s", (_, value) => {
    const shown = body(JSON.stringify(value));
    expect(shown).not.toMatch(/CANARY|12345/);
    expect(shown).toContain("seen");
  });

  it.each([
    ["plain", `spec:\n  accessKey: ${secret}\n  note: seen\n`],
    ["quoted", `spec:\n  accessKey: "${secret}"\n  note: seen\n`],
    ["flow style", `{ spec: { accessKey: ${secret}, note: seen } }`],
    ["a quoted name", `spec:\n  'accessKey': '${secret}'\n  note: seen\n`],
    ["a block", `spec:\n  accessKey: |\n    ${secret}\n    ${secret}\n  note: seen\n`],
    ["several documents", `note: seen\n---\ntoken: ${secret}\n`],
    ["broken YAML", `spec:\n  accessKey: ${secret}\n note: seen\n  - x: [`],
    ["broken YAML with a quoted secret", `a: [\n"accessKey": "${secret} ${secret}"\nnote: seen\n`],
    ["aliases", `a: &a { note: seen }\nb: *a\ntoken: ${secret}\n`],
  ])("in YAML shows no secret: %s", (_, text) => {
    const shown = body(text, "application/yaml");
    expect(shown).not.toContain("CANARY");
    expect(shown).toContain("seen");
  });

  it.each([
    ["broken JSON", `{"note":"seen","token":"${secret}`, "application/json"],
    ["a form", `note=seen&secret_key=${secret}`, "application/x-www-form-urlencoded"],
    ["Python's words", `{'note': 'seen', 'token': '${secret}'}`, "application/json"],
  ])("shows no secret: %s", (_, text, type) => {
    const shown = body(text, type);
    expect(shown).not.toContain("CANARY");
    expect(shown).toContain("seen");
  });

  it.each(["multipart/form-data; boundary=x", "application/vnd.kubernetes.protobuf"])("of type %s is not shown", (type) => {
    expect(body(`anything ${secret}`, type)).toBe("[redacted]");
  });

  it.each([
    '{"metadata":{"name":"dev"},"spec":{"displayName":"Dev"}}',
    '{ "tolerations": [ { "key": "node", "operator": "Exists" } ],  "valueFrom": { "secretKeyRef": { "name": "s", "key": "k" } } }',
    '{"matchExpressions":[{"key":"env","operator":"In","values":["a"]}]}',
    '{"spec":{"forwardToken":true,"secretName":"s","accessKeyType":"User","imagePullSecrets":[{"name":"x"}]}}',
  ])("without a secret stays as it was: %s", (text) => {
    expect(body(text)).toBe(text);
  });

  it("without a secret stays as it was in YAML", () => {
    const text = "metadata: {name: yaml}\nspec: {displayName: größer} # comment\n";
    expect(body(text, "application/yaml")).toBe(text);
  });

  it("that is nested too deeply, or names gigabytes by aliases, does no harm", () => {
    expect(body(`{"token":${"[".repeat(50_000)}${"]".repeat(50_000)}}`)).toBe("[redacted]");
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `${"b".repeat(i + 1)}: &${"b".repeat(i + 1)} [${`*${"b".repeat(i) || "a"},`.repeat(10)}]`).join("\n")}\ntoken: ${secret}\n`;
    expect(body(bomb, "application/yaml")).not.toContain("CANARY");
  });
});

describe("a path", () => {
  const path = (text: string, token?: string) => new Redaction([token]).path(text);
  it.each([
    [`/api/v1/apikeys?where=${encodeURIComponent(JSON.stringify({ key: secret }))}&page=2`],
    [`/api/v1/apikeys?where=${encodeURIComponent(JSON.stringify({ $or: [{ key: { $eq: secret } }] }))}&page=2`],
    [`/api/v1/apikeys?where=${encodeURIComponent(`key=="${secret}"`)}&page=2`],
    [`/x?fieldSelector=${encodeURIComponent(`spec.key=${secret}`)}&page=2`],
    [`/x?access_token=${secret}&page=2`],
    [`/x?page=2&clientSecret=${secret}`],
  ])("shows no secret: %s", (text) => {
    expect(path(text)).not.toContain("CANARY");
    expect(path(text)).toContain("page=2");
  });

  it("shows no agent's address and no known token", () => {
    expect(path(`/kubeclusteragents/${secret}.yaml`)).toBe("/kubeclusteragents/[redacted]");
    expect(path("/x/my%2Ftoken?y=my%2Ftoken&z=my/token", "my/token")).toBe("/x/[redacted]?y=[redacted]&z=[redacted]");
  });

  it("without a secret stays as it was", () => {
    const text = `/api/v1/kubeclusters?where=${encodeURIComponent('{"name":"token of a name"}')}&sort=-_updated&projection={"name":1}&flag`;
    expect(path(text)).toBe(text);
  });
});

it("state() and /_sandbox/state show no secret", async () => {
  const sandbox = createSandbox();
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const post = (url: string, value: object) => sandbox.fetch(url, { method: "POST", headers, body: JSON.stringify(value) });
  const management = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1`;
  const made = await (await post(`${management}/ownedaccesskeys`, { metadata: { name: "k" }, spec: { user: "admin" } })).json();
  const provider = { provider_type: "aws", bucket_name: "b", s3provider: { credentials: { access_key: "AK", secret_key: secret } } };
  expect((await post(`${sandbox.cloudcasa.url}/api/v1/objectstores`, { name: "o", ...provider })).status).toBe(201);
  const data = { password: btoa(secret) };
  const secrets = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging/api/v1/namespaces/default/secrets`;
  expect((await post(secrets, { metadata: { name: "s" }, data })).status).toBe(201);
  const clusters = await (await sandbox.fetch(`${sandbox.cloudcasa.url}/api/v1/kubeclusters`, { headers })).json();
  const agent = new URL(clusters._items.find((c: { status: { agentURL?: string } }) => c.status.agentURL).status.agentURL);
  const shown = JSON.stringify([sandbox.state(), await (await sandbox.fetch(`${sandbox.platform.url}/_sandbox/state`)).json()]);
  for (const hidden of [made.spec.key, secret, btoa(secret), agent.pathname]) {
    expect(typeof hidden).toBe("string");
    expect(shown).not.toContain(hidden);
  }
  expect(shown).toContain(`${agent.origin}/kubeclusteragents/[redacted].yaml`);
});
