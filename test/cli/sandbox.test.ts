import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { load } from "js-yaml";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sandboxCommand } from "../../src/cli/sandbox-command.ts";
import { rawStatus } from "../sandbox/raw.ts";

const running: ChildProcess[] = [];

/** Starts the command as `npm run sandbox` does. */
function start(...args: string[]) {
  return follow(spawn(process.execPath, ["src/cli/sandbox.ts", ...args], { cwd: new URL("../..", import.meta.url) }));
}

function follow(child: ChildProcessWithoutNullStreams) {
  running.push(child);
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    out.stdout += data;
  });
  child.stderr.on("data", (data) => {
    out.stderr += data;
  });
  const ended = once(child, "close").then(([code]) => code as number);
  const url = async () => {
    while (!out.stdout.includes("\n")) {
      await Promise.race([once(child.stdout, "data"), ended]);
      if (child.exitCode !== null) throw new Error(out.stderr);
    }
    return (JSON.parse(out.stdout) as { url: string }).url;
  };
  return { child, out, ended, url };
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

describe("clusterplane sandbox", () => {
  it("passes what goes to an attached cluster on to the server of a kubeconfig", async () => {
    const other = start("--port", "0", "--token", "OTHER");
    const kubeconfig = (server: string) =>
      JSON.stringify({
        "current-context": "c",
        contexts: [{ name: "c", context: { cluster: "k", user: "u" } }],
        clusters: [{ name: "k", cluster: { server } }],
        users: [{ name: "u", user: { token: "OTHER" } }],
      });
    const file = join(mkdtempSync(join(tmpdir(), "clusterplane-attach-")), "config");
    writeFileSync(file, kubeconfig(`${await other.url()}/kubernetes/cluster/loft-cluster`));
    const { url } = start("--port", "0", "--token", "T", "--attach", `cluster/loft-cluster=${file}`);
    const maps = "/kubernetes/cluster/loft-cluster/api/v1/namespaces/default/configmaps";
    const made = await fetch((await url()) + maps, {
      method: "POST",
      headers: { authorization: "Bearer T", "content-type": "application/json" },
      body: JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "attached" } }),
    });
    expect(made.status).toBe(201);
    expect((await fetch(`${await other.url()}${maps}/attached`, { headers: { authorization: "Bearer OTHER" } })).status).toBe(200);
    writeFileSync(file, kubeconfig("https://203.0.113.1:6443"));
    const refused = start("--attach", `cluster/loft-cluster=${file}`);
    expect([await refused.ended, refused.out.stderr]).toEqual([2, expect.stringContaining("203.0.113.1 is not on this machine")]);
    const unnamed = start("--attach", file);
    expect([await unnamed.ended, unnamed.out.stderr]).toEqual([2, expect.stringContaining("--attach must be CLUSTER=FILE")]);
  });

  it("prints one JSON line, serves both APIs, and ends on SIGTERM with a watch open", async () => {
    const { child, out, ended, url } = start("--port", "0", "--token", "T", "--readonly-token", "R", "--bare");
    const base = await url();
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const instances = `${base}/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances`;
    const headers = (token: string) => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
    const body = JSON.stringify({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name: "dev" } });
    expect((await fetch(instances, { method: "POST", headers: headers("R"), body })).status).toBe(403);
    expect((await fetch(instances, { method: "POST", headers: headers("T"), body })).status).toBe(201);
    expect((await fetch(`${instances}/dev`, { headers: headers("R") })).status).toBe(200);
    expect((await fetch(`${base}/api/v1/kubeclusters`, { headers: headers("T") })).status).toBe(200);
    expect((await fetch(`${base}/_sandbox/reset`, { method: "POST" })).status).toBe(204);
    expect((await fetch(`${instances}/dev`, { headers: headers("T") })).status).toBe(404);
    const watch = await fetch(`${instances}?watch=true`, { headers: headers("T") });
    const broken = watch.text().catch((error: Error) => error.message);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await broken).toBe("terminated");
    expect(out.stdout).toBe(`${JSON.stringify({ url: base })}\n`);
    expect(out.stderr).not.toMatch(/error/i);
  });

  /** GETs or POSTs with an authority, and gives the body and the server's certificate. */
  const ask = (url: string, ca: string | Buffer, options: { token?: string; body?: object } = {}) =>
    new Promise<{ text: string; peer: X509Certificate }>((resolve, reject) => {
      const headers = { "content-type": "application/json", ...(options.token && { authorization: `Bearer ${options.token}` }) };
      const request = httpsRequest(url, { ca, headers, method: options.body ? "POST" : "GET" }, async (response) => {
        const peer = (response.socket as TLSSocket).getPeerX509Certificate() as X509Certificate;
        resolve({ text: await readText(response), peer });
      });
      request.on("error", reject).end(options.body && JSON.stringify(options.body));
    });

  it("serves https with --tls, with a certificate of an authority that its JSON line names", async () => {
    const { child, out, ended, url } = start("--tls", "--bare");
    const base = await url();
    const { ca } = JSON.parse(out.stdout) as { ca: string };
    expect(base).toMatch(/^https:/);
    const authority = new X509Certificate(readFileSync(ca));
    const { text, peer } = await ask(`${base}/_sandbox/clock`, readFileSync(ca));
    expect(JSON.parse(text)).toHaveProperty("now");
    expect([authority.ca, peer.ca, peer.checkIssued(authority)]).toEqual([true, false, true]);
    await expect(fetch(`${base}/_sandbox/clock`)).rejects.toThrow();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(existsSync(ca)).toBe(false);
  });

  it("names the authority of --tls in the kubeconfigs that it makes", async () => {
    const { out, url } = start("--tls", "--token", "T");
    const base = await url();
    const ca = readFileSync((JSON.parse(out.stdout) as { ca: string }).ca);
    const at = `${base}/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances/staging/kubeconfig`;
    const made = await ask(at, ca, { token: "T", body: { kind: "VirtualClusterInstanceKubeConfig", apiVersion: "management.loft.sh/v1" } });
    const { kubeConfig } = (JSON.parse(made.text) as { status: { kubeConfig: string } }).status;
    const config = load(kubeConfig) as {
      clusters: [{ cluster: { server: string; "certificate-authority-data": string } }];
      users: [{ user: { token: string } }];
    };
    const { server, "certificate-authority-data": data } = config.clusters[0].cluster;
    const { text } = await ask(`${server}/api/v1/namespaces`, Buffer.from(data, "base64"), { token: config.users[0].user.token });
    expect(JSON.parse(text)).toMatchObject({ kind: "NamespaceList" });
  });

  it("ends with the npm that runs it", async () => {
    const { child, ended, url } = follow(
      spawn("npm", ["run", "-s", "sandbox", "--", "--bare"], { cwd: new URL("../..", import.meta.url) }),
    );
    const base = await url();
    expect((await fetch(`${base}/_sandbox/clock`)).status).toBe(200);
    child.kill("SIGTERM");
    await ended;
    await expect.poll(() => fetch(`${base}/_sandbox/clock`).catch(() => "gone"), { timeout: 5000 }).toBe("gone");
  });

  it("ends with its parent, and when its stdin is closed, with --exit-with-parent", async () => {
    const closing = start("--bare", "--exit-with-parent");
    await closing.url();
    closing.child.stdin?.end();
    expect(await closing.ended).toBe(0);
    const started = 'require("child_process").spawn(process.execPath, process.argv.slice(1), { stdio: ["ignore", "inherit", "inherit"] })';
    const cwd = new URL("../..", import.meta.url);
    const parent = follow(spawn(process.execPath, ["-e", started, "src/cli/sandbox.ts", "--bare", "--exit-with-parent"], { cwd }));
    const base = await parent.url();
    expect((await fetch(`${base}/_sandbox/clock`)).status).toBe(200);
    parent.child.kill("SIGKILL");
    await expect.poll(() => fetch(`${base}/_sandbox/clock`).catch(() => "gone"), { timeout: 5000 }).toBe("gone");
  });

  it("ends with the npm that runs it through a shell, although the shell goes on", async () => {
    const started = 'require("child_process").spawn("sh", ["-c", process.argv[1]], { stdio: ["ignore", "inherit", "inherit"] })';
    const command = `"${process.execPath}" src/cli/sandbox.ts --bare; true`;
    const env = { ...process.env, npm_command: "exec" };
    const npm = follow(spawn(process.execPath, ["-e", started, command], { cwd: new URL("../..", import.meta.url), env }));
    const base = await npm.url();
    expect((await fetch(`${base}/_sandbox/clock`)).status).toBe(200);
    npm.child.kill("SIGKILL");
    await expect.poll(() => fetch(`${base}/_sandbox/clock`).catch(() => "gone"), { timeout: 5000 }).toBe("gone");
  });

  describe.runIf(process.platform === "linux")("under npx, which runs it through a shell, with stdin ignored", () => {
    const cwd = new URL("../..", import.meta.url);
    const env = { PATH: process.env["PATH"], npm_command: "exec" };
    const command = `"${process.execPath}" src/cli/sandbox.ts --bare --exit-with-parent; true`;
    const gone = (base: string) => expect.poll(() => fetch(`${base}/_sandbox/clock`).catch(() => "gone"), { timeout: 5000 }).toBe("gone");

    it.each([
      ["one shell", command],
      ["a shell in a shell", `sh -c '${command}'; true`],
    ])("ends with it, through %s", async (_, line) => {
      const started = 'require("child_process").spawn("sh", ["-c", process.argv[1]], { stdio: ["ignore", "inherit", "inherit"] })';
      const npm = follow(spawn(process.execPath, ["-e", started, line], { cwd, env }));
      const base = await npm.url();
      npm.child.kill("SIGKILL");
      await gone(base);
    });

    it("ends with it although nobody reaps it", async () => {
      // The first process starts npx, says its number, and never waits for it.
      const script = `"${process.execPath}" -e 'console.error(process.pid); require("child_process").spawnSync("sh", ["-c", process.argv[1]], { stdio: ["ignore", "inherit", "inherit"] })' '${command}' & exec sleep 60`;
      const first = follow(spawn("sh", ["-c", script], { cwd, env }));
      const base = await first.url();
      process.kill(Number(/^\d+$/m.exec(first.out.stderr)?.[0]), "SIGKILL");
      await gone(base);
      first.child.kill("SIGKILL");
    });

    it("ends at once when it has ended before", async () => {
      const orphan = `(while kill -0 $0 2>/dev/null; do sleep 0.05; done; ${command.replace("; true", "")}; echo "ended $?") &`;
      const started =
        'require("child_process").spawnSync("sh", ["-c", process.argv[1], String(process.pid)], { stdio: ["ignore", "inherit", "inherit"] })';
      const npm = follow(spawn(process.execPath, ["-e", started, orphan], { cwd, env }));
      await expect.poll(() => npm.out.stdout, { timeout: 10_000 }).toContain("ended 0");
    });
  });

  it("goes on without it when its stdin is closed", async () => {
    const { child, url } = start("--bare");
    const base = await url();
    child.stdin?.end();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await fetch(`${base}/_sandbox/clock`)).status).toBe(200);
  });

  it("starts from a saved state", async () => {
    const first = await start("--clock", "manual").url();
    await fetch(`${first}/_sandbox/seed`, { method: "POST", body: "kind: Project\nmetadata: { name: seeded }\n" });
    const file = join(mkdtempSync(join(tmpdir(), "clusterplane-state-")), "state.json");
    writeFileSync(file, await (await fetch(`${first}/_sandbox/save`)).text());
    const second = await start("--clock", "manual", "--state", file).url();
    const { platform } = (await (await fetch(`${second}/_sandbox/state`)).json()) as {
      platform: Record<string, { metadata: { name: string } }[]>;
    };
    expect(platform["projects"]?.map((project) => project.metadata.name)).toContain("seeded");
  });

  it("takes further host names and origins", async () => {
    const { url } = start("--bare", "--allowed-host", "sandbox", "--allowed-host", "other", "--cors", "http://localhost:5173");
    const base = new URL(await url());
    const page = await fetch(`${base.origin}/version`, { headers: { origin: "http://localhost:5173" } });
    expect(page.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    const asked = (host: string) => rawStatus(Number(base.port), `GET /version HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect([await asked("sandbox"), await asked("other:1"), await asked("evil.example")]).toEqual([200, 200, 403]);
  });

  it("ends on SIGINT", async () => {
    const { child, ended, url } = start("--clock", "manual");
    const clock = (await (await fetch(`${await url()}/_sandbox/clock`)).json()) as { mode: string };
    expect(clock.mode).toBe("manual");
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("refuses what it doesn't know: usage on stderr, exit 2", async () => {
    const { out, ended } = start("--prot", "1");
    expect(await ended).toBe(2);
    expect(out.stderr).toMatch(/--prot[\s\S]*usage: clusterplane sandbox/);
    expect(out.stdout).toBe("");
  });

  it.each([
    [["extra"], /extra/],
    [["--port", "http"], /--port must be a whole number/],
    [["--port", "70000"], /port must be/],
    [["--clock", "quick"], /clock must be/],
    [["--token", ""], /tokens\.admin must be/],
    [["--token", "a", "--readonly-token", "a"], /must differ/],
    [["--cert", "nowhere.pem"], /--cert: ENOENT/],
    [["--cert", "package.json"], /cert and key go together/],
    [["--tls", "--cert", "package.json"], /--cert, --key and --ca go without it/],
    [["--ca", "package.json"], /--ca needs --cert and --key/],
    [["--cert", "package.json", "--key", "package.json", "--ca", "package.json"], /certificateAuthority must be a certificate in PEM/],
    [["--lenient", "delete"], /--lenient: unknown feature "delete"; known are delete-without-if-match, put-to-unknown-id/],
    [["--state", "nowhere.json"], /--state: ENOENT/],
    [["--state", "README.md"], /--state: README\.md is no JSON/],
    [["--state", "package.json"], /from must be what sandbox\.save\(\) gives/],
    [["--cors", "localhost"], /cors: "localhost" is no origin/],
    [["--allowed-host", "http://a"], /allowedHosts must be/],
  ])("refuses %j", async (args, message) => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await sandboxCommand(args)).toBe(2);
    expect(written.mock.calls.join("")).toMatch(message);
    expect(written.mock.calls.join("")).toMatch(/usage: clusterplane sandbox/);
    written.mockRestore();
  });

  it("accepts DELETE without If-Match with --lenient, and refuses it without", async () => {
    const statuses = [];
    for (const args of [["--lenient", "delete-without-if-match", "--lenient", "put-to-unknown-id"], []]) {
      const base = await start(...args, "--bare", "--token", "T").url();
      const headers = { authorization: "Bearer T", "content-type": "application/json" };
      const made = await fetch(`${base}/api/v1/kubeclusters`, { method: "POST", headers, body: '{"name":"a"}' });
      const { _id } = (await made.json()) as { _id: string };
      const put = await fetch(`${base}/api/v1/kubeclusters/5f612ab693eac38c72ff0b74`, {
        method: "PUT",
        headers: { ...headers, "if-match": "x" },
        body: '{"name":"b"}',
      });
      statuses.push([(await fetch(`${base}/api/v1/kubeclusters/${_id}`, { method: "DELETE", headers })).status, put.status]);
    }
    expect(statuses).toEqual([
      [204, 404],
      [428, 201],
    ]);
  });

  it("says so when the port is taken, exit 1", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const { out, ended } = start("--port", String(port));
    expect(await ended).toBe(1);
    expect(out.stderr).toMatch(/EADDRINUSE/);
    expect(out.stderr).not.toMatch(/usage/);
    server.close();
  });

  it("prints its help", async () => {
    const { out, ended } = start("--help");
    expect(await ended).toBe(0);
    expect(out.stdout).toMatch(/--readonly-token TOKEN/);
  });
});

it("clusterplane names its commands, and exits with 2 for another", async () => {
  const run = (...args: string[]) =>
    follow(spawn(process.execPath, ["src/cli/main.ts", ...args], { cwd: new URL("../..", import.meta.url) }));
  const unknown = run("sandbx");
  expect(await unknown.ended).toBe(2);
  expect(unknown.out.stderr).toMatch(/there is no command "sandbx"[\s\S]*usage: clusterplane COMMAND/);
  const helps = ["help", "--help", "-h"].map((word) => run(word));
  expect(await Promise.all(helps.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(new Set(helps.map(({ out }) => out.stdout)).size).toBe(1);
  expect(helps[0]!.out.stdout).toMatch(/^usage: clusterplane COMMAND/);
  const version = run("--version");
  expect(await version.ended).toBe(0);
  expect(version.out.stdout).toBe(`${JSON.parse(readFileSync("package.json", "utf8")).version}\n`);
  const command = [run("help", "sandbox"), run("sandbox", "--help"), run("sandbox", "-h")];
  expect(await Promise.all(command.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(new Set(command.map(({ out }) => out.stdout)).size).toBe(1);
});
