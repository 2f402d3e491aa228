import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { connectCloudCasa, connectPlatform, findPlatform, writeSecretFile } from "clusterplane/node";
import { expect, test } from "vitest";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { certificate, json, run } from "./servers.ts";

const key = "secret-access-key";
const home = () => mkdtemp(join(tmpdir(), "clusterplane-"));
const vcluster = (at: string) => join(at, ".vcluster", "config.json");
const loft = (at: string) => join(at, ".loft", "config.json");

async function write(path: string, content: unknown): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

test("the order, and that address and key come from one source", async () => {
  const at = await home();
  const file = await write(join(at, "other.json"), { host: "https://file.example.com", accesskey: `${key}-file` });
  await write(vcluster(at), {
    driver: { type: "platform" },
    platform: { host: "https://login.example.com", accesskey: `${key}-login`, insecure: true, certificateAuthorityData: "Y2E=" },
  });
  await write(loft(at), { host: "https://old.example.com", accesskey: `${key}-old` });
  const env: Record<string, string> = {
    VCLUSTER_PLATFORM_URL: "platform.example.com/",
    VCLUSTER_PLATFORM_ACCESS_KEY: `${key}-1`,
    VCLUSTER_PLATFORM_INSECURE: "true",
    VCLUSTER_PLATFORM_PROJECT: "web",
    LOFT_PLATFORM_HOST: "https://inside.example.com",
    LOFT_PLATFORM_ACCESS_KEY: `${key}-2`,
    LOFT_URL: "https://loft.example.com",
    LOFT_ACCESS_KEY: `${key}-3`,
    LOFT_CONFIG: file,
  };
  const order: unknown[] = [];
  for (const drop of [
    [],
    ["VCLUSTER_PLATFORM_URL", "VCLUSTER_PLATFORM_ACCESS_KEY"],
    ["LOFT_PLATFORM_HOST", "LOFT_PLATFORM_ACCESS_KEY"],
    ["LOFT_URL", "LOFT_ACCESS_KEY"],
    ["LOFT_CONFIG"],
  ]) {
    for (const name of drop) delete env[name];
    const { baseUrl, token, source, insecure } = await findPlatform({ env, home: at });
    order.push([baseUrl, token, source, insecure]);
  }
  expect(order).toEqual([
    ["https://platform.example.com", `${key}-1`, "VCLUSTER_PLATFORM_URL", true],
    ["https://inside.example.com", `${key}-2`, "LOFT_PLATFORM_HOST", false],
    ["https://loft.example.com", `${key}-3`, "LOFT_URL", false],
    ["https://file.example.com", `${key}-file`, file, false],
    ["https://login.example.com", `${key}-login`, vcluster(at), true],
  ]);
  expect(await findPlatform({ env: {}, home: at })).toMatchObject({ ca: "Y2E=" });
  expect(
    await findPlatform({
      env: { ...env, VCLUSTER_PLATFORM_URL: "x.example.com", VCLUSTER_PLATFORM_ACCESS_KEY: "k", VCLUSTER_PLATFORM_PROJECT: "web" },
      home: at,
    }),
  ).toMatchObject({ project: "web" });
  await write(vcluster(at), { platform: { host: "", accesskey: "" } });
  expect(await findPlatform({ env: {}, home: at })).toMatchObject({ source: loft(at), token: `${key}-old` });
});

test("an address without a key chooses the login for that address, and no other", async () => {
  const at = await home();
  await write(vcluster(at), { platform: { host: "https://login.example.com", accesskey: key } });
  expect(await findPlatform({ env: { VCLUSTER_PLATFORM_URL: "https://login.example.com/kubernetes/management" }, home: at })).toMatchObject(
    { source: vcluster(at) },
  );
  expect(
    await findPlatform({ baseUrl: "login.example.com", env: { LOFT_URL: "https://loft.example.com", LOFT_ACCESS_KEY: "k" }, home: at }),
  ).toMatchObject({ token: key });
  const error = await findPlatform({ env: { VCLUSTER_PLATFORM_URL: "https://elsewhere.example.com" }, home: at }).catch(
    (reason: unknown) => reason,
  );
  expect(String(error)).toMatch(/no key for elsewhere\.example\.com \(VCLUSTER_PLATFORM_URL\).*config\.json \(for login\.example\.com\)/);
  await expect(connectPlatform({ baseUrl: "https://elsewhere.example.com", env: {}, home: at })).rejects.toThrow(/no key for elsewhere/);
  await expect(findPlatform({ env: { VCLUSTER_PLATFORM_ACCESS_KEY: key }, home: at })).rejects.toThrow(
    /VCLUSTER_PLATFORM_ACCESS_KEY has a key but no address/,
  );
});

test("a file that can't be used is an error that names it and shows nothing of it", async () => {
  const at = await home();
  const path = vcluster(at);
  const cases: [unknown, RegExp][] = [
    [`{"platform": {"accesskey": "${key}"`, /is not valid JSON/],
    ["[]", /is not a JSON object/],
    [{ platform: "x" }, /platform: expected an object/],
    [{ platform: { host: 7 } }, /platform\.host: expected a string/],
    [{ platform: { host: "https://a.example.com", accesskey: [key] } }, /platform\.accesskey: expected a string/],
    [{ platform: { host: "https://a.example.com", accesskey: key, insecure: "no" } }, /platform\.insecure: expected true or false/],
    [{ platform: { host: "ftp://a.example.com", accesskey: key } }, /expected an https:\/\/ address/],
    [{ platform: { accesskey: key } }, /has a key but no address/],
  ];
  for (const [content, message] of cases) {
    await write(path, content);
    const error = await findPlatform({ env: {}, home: at }).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(message);
    expect(String(error)).toContain(path);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(key);
  }
  await write(path, { platform: { host: "https://a.example.com", accesskey: key } });
  await chmod(path, 0);
  // Who may read everything can read this too.
  if (process.getuid?.() !== 0) await expect(findPlatform({ env: {}, home: at })).rejects.toThrow(/can't be read \(EACCES\)/);
  await expect(findPlatform({ env: {}, home: at, config: join(at, "none.json") })).rejects.toThrow(/none\.json: does not exist/);
  await expect(findPlatform({ env: { LOFT_CONFIG: at }, home: at })).rejects.toThrow(/can't be read \(EISDIR\)/);
  await expect(
    findPlatform({
      env: { VCLUSTER_PLATFORM_URL: "a.example.com", VCLUSTER_PLATFORM_ACCESS_KEY: key, VCLUSTER_PLATFORM_INSECURE: "maybe" },
    }),
  ).rejects.toThrow(/expected true or false/);
});

test("nothing found says what to do", async () => {
  await expect(findPlatform({ env: {}, home: await home() })).rejects.toMatchObject({
    code: "NoConfig",
    message: expect.stringContaining("VCLUSTER_PLATFORM_URL"),
  });
  await expect(connectCloudCasa({ env: {} })).rejects.toMatchObject({
    code: "NoConfig",
    message: expect.stringContaining("CLOUDCASA_API_TOKEN"),
  });
});

test("what was found can be printed", async () => {
  const found = await findPlatform({ env: { LOFT_URL: "https://loft.example.com", LOFT_ACCESS_KEY: key } });
  expect(found.token).toBe(key);
  expect(`${inspect(found)}${JSON.stringify(found)}`).not.toContain(key);
});

test("connectPlatform uses the login's certificate, and tells its source", async () => {
  const own = await certificate();
  await using server = await run((request, response) => json(response, { version: request.headers.authorization ?? "none" }), own);
  const at = await home();
  const ca = Buffer.from(own.cert).toString("base64");
  await write(vcluster(at), { platform: { host: server.url, accesskey: key, certificateAuthorityData: ca } });
  const sources: unknown[] = [];
  const platform = await connectPlatform({
    env: {},
    home: at,
    onFound: (found) => sources.push([found.source, inspect(found, { showHidden: true }).includes(key), "token" in found]),
  });
  expect((await platform.version()).version).toBe(`Bearer ${key}`);
  expect(sources).toEqual([[vcluster(at), false, false]]);
  await write(vcluster(at), { platform: { host: server.url, accesskey: key, insecure: true } });
  expect((await (await connectPlatform({ env: {}, home: at })).version()).version).toBe(`Bearer ${key}`);
  const given = await connectPlatform({ baseUrl: server.url, token: "given", ca, env: {} });
  expect((await given.version()).version).toBe("Bearer given");
  expect(server.connections()).toBe(3);
});

test("a certificate that was found and can't be used is an error of its source; one that was given, of the option", async () => {
  const at = await home();
  await write(vcluster(at), { platform: { host: "https://a.example", accesskey: key, certificateAuthorityData: "bm90aGluZw==" } });
  await expect(connectPlatform({ env: {}, home: at })).rejects.toMatchObject({
    code: "InvalidConfig",
    message: expect.stringMatching(/^config file .*config\.json: certificateAuthorityData: is neither PEM/),
  });
  const env = { VCLUSTER_PLATFORM_URL: "https://a.example", VCLUSTER_PLATFORM_ACCESS_KEY: key, VCLUSTER_PLATFORM_CA: "nothing.pem" };
  await expect(connectPlatform({ env, home: at })).rejects.toMatchObject({
    code: "InvalidConfig",
    message: expect.stringMatching(/^VCLUSTER_PLATFORM_CA: is neither PEM/),
  });
  await expect(connectPlatform({ env: {}, home: at, ca: "nothing.pem" })).rejects.toThrow(/^ca: is neither PEM/);
});

test("options that contradict each other are refused", async () => {
  const env = { CLOUDCASA_API_URL: "https://casa.example.com/api/v1", CLOUDCASA_API_TOKEN: key };
  await expect(connectPlatform({ token: key, env: {} })).rejects.toSatisfy(isInvalidArgument);
  await expect(connectPlatform({ baseUrl: "https://a.example.com", token: undefined, env: {} })).rejects.toThrow(/token: is undefined/);
  await expect(connectPlatform({ baseUrl: "https://a.example.com", token: key, fetch, insecure: true })).rejects.toThrow(
    /insecure: has no effect beside fetch/,
  );
  await expect(connectCloudCasa({ fetch, ca: "x", env })).rejects.toThrow(/ca: has no effect/);
  await expect(connectCloudCasa({ token: "mine", env })).rejects.toThrow(/not sent to CLOUDCASA_API_URL/);
  await expect(connectCloudCasa({ baseUrl: "https://b.example.com", env })).rejects.toThrow(/not sent elsewhere/);
});

test("unknown options are refused, with the known ones", async () => {
  await expect(findPlatform({ environment: {} } as never)).rejects.toThrow(
    'findPlatform: unknown option "environment"; known options: baseUrl, config, env, home',
  );
  await expect(connectPlatform({ token: key, host: "x" } as never)).rejects.toThrow(
    /^connectPlatform: unknown option "host"; known options: baseUrl, .*projectNamespacePrefix, ca, .*onFound$/,
  );
  await expect(connectCloudCasa({ token: key, env: {}, home: "x" } as never)).rejects.toThrow(
    /^connectCloudCasa: unknown option "home"; known options: baseUrl, .*\benv$/,
  );
  const at = await home();
  const all = {
    baseUrl: "https://a.example.com",
    token: key,
    timeout: "1s" as const,
    ca: undefined,
    insecure: undefined,
    config: "x",
    home: at,
  };
  await connectPlatform({ ...all, env: {}, onFound: () => {}, projectNamespacePrefix: "p-" });
});

test("connectCloudCasa: the service, another server, both names of the key", async () => {
  const baseUrl = async (options: Parameters<typeof connectCloudCasa>[0]) => (await connectCloudCasa(options)).baseUrl;
  expect(await baseUrl({ env: { CLOUDCASA_API_TOKEN: key } })).toBe("https://api.cloudcasa.io");
  expect(await baseUrl({ env: { CLOUDCASA_API_KEY: key, CLOUDCASA_API_URL: "https://casa.example.com/api" } })).toBe(
    "https://casa.example.com",
  );
  expect(
    await baseUrl({ baseUrl: "casa.example.com", env: { CLOUDCASA_API_KEY: key, CLOUDCASA_API_URL: "https://casa.example.com/api" } }),
  ).toBe("https://casa.example.com");
  expect(await baseUrl({ token: key, env: {} })).toBe("https://api.cloudcasa.io");
  expect(await baseUrl({ token: key, baseUrl: "https://a.example.com", env: { CLOUDCASA_API_URL: "https://b.example.com" } })).toBe(
    "https://a.example.com",
  );
});

test("writeSecretFile: for its owner only, whole or not at all", async () => {
  const at = await home();
  const path = join(at, "kubeconfig");
  await writeFile(path, "old and wide open", { mode: 0o644 });
  await writeSecretFile(path, key);
  expect(await readFile(path, "utf8")).toBe(key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await symlink(path, join(at, "link"));
  await writeSecretFile(join(at, "link"), "new");
  expect([(await lstat(join(at, "link"))).isSymbolicLink(), await readFile(path, "utf8")]).toEqual([false, key]);
  await expect(writeSecretFile(join(at, "none", "x"), key)).rejects.toThrow(/ENOENT/);
  await expect(writeSecretFile(at, key)).rejects.toThrow();
  for (const wrong of [
    ["", key],
    [path, ""],
    [path, undefined],
  ] as [string, string][])
    await expect(writeSecretFile(...wrong)).rejects.toSatisfy(isInvalidArgument);
  expect((await readdir(at)).sort()).toEqual(["kubeconfig", "link"]);
});
