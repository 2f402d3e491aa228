// Real kubectl against the sandbox: every command of the reference pages 000 to 002 as printed, and the rest of what people type.
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { body } from "../../examples/tour/bodies.ts";
import { type Served, served } from "./served.ts";

const kubectls = (() => {
  const folder = dirname(realpathSync(execFileSync("which", ["kubectl"], { encoding: "utf8" }).trim()));
  return readdirSync(folder)
    .filter((f) => /^kubectl\.1\.\d+$/.test(f))
    .map((f) => join(folder, f));
})();
const wanted = ["1.27", "1.30", "1.33"];
const versions = kubectls.filter((path) => wanted.some((minor) => path.endsWith(`.${minor}`)));

test("the versions of kubectl that are asked for are there", () => {
  expect(versions.map((path) => path.replace(/.*kubectl\./, "")).sort()).toEqual(wanted);
});

describe.each(versions)("%s", (kubectl) => {
  const folder = mkdtempSync(join(tmpdir(), "clusterplane-kubectl-"));
  const inProject = ["-n", "loft-p-my-project"];
  const vc = "virtualclusterinstances.management.loft.sh";
  let sandbox: Sandbox;
  let server: Served;

  beforeAll(async () => {
    writeFileSync(join(folder, "object.yaml"), body("002-virtual-cluster-instance.yaml"));
    writeFileSync(join(folder, "connect.yaml"), body("000-cluster-connect.yaml"));
    writeFileSync(
      join(folder, "token.yaml"),
      body("001-direct-cluster-endpoint-token.yaml").replace("metadata:\n", "metadata:\n  name: my-object\n"),
    );
    server = await served({ clock: "fast" });
    sandbox = server.sandbox;
  });

  afterAll(() => server?.close());

  const global = () => [
    `--server=${server.url}/kubernetes/management`,
    `--certificate-authority=${server.ca}`,
    `--token=${sandbox.token}`,
    `--cache-dir=${join(folder, "cache")}`,
    "--kubeconfig=/dev/null",
  ];
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    KUBE_EDITOR: `sed -i s/my-display-name/edited/`,
    KUBECTL_EXTERNAL_DIFF: "diff -u",
  };

  /** Runs kubectl and gives what it printed and how it ended. */
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(kubectl, [...global(), ...args], { cwd: folder, env, timeout: 60_000 }, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
      });
    });
  const good = async (...args: string[]) => {
    const { code, out, err } = await run(...args);
    expect({ code, err: code === 0 ? "" : err }, args.join(" ")).toEqual({ code: 0, err: "" });
    return out;
  };

  test("the commands of the pages, as printed", async () => {
    expect(await good("create", "-f", "connect.yaml")).toBe("clusterconnect.management.loft.sh/my-cluster created\n");
    expect(await good("create", "-f", "token.yaml")).toContain("created");
    expect(await good("create", "-f", "object.yaml", ...inProject)).toBe(
      "virtualclusterinstance.management.loft.sh/my-virtual-cluster created\n",
    );
    expect(await good("get", vc, ...inProject, "-o", "yaml")).toContain("name: my-virtual-cluster");
    expect(await good("get", vc, "my-virtual-cluster", ...inProject, "-o", "yaml")).toContain("displayName: my-display-name");
    expect(await good("wait", "--for=jsonpath={.status.phase}=Ready", "--timeout=30s", vc, "my-virtual-cluster", ...inProject)).toContain(
      "condition met",
    );
    expect(await good("edit", vc, "my-virtual-cluster", ...inProject)).toContain("edited");
    const patch = [
      ...inProject,
      "--type",
      "json",
      "-p",
      '[{"op": "add", "path": "/metadata/annotations/my-annotation", "value": "my-value"}]',
    ];
    expect(await good("patch", vc, "my-virtual-cluster", ...patch)).toContain("patched");
    const found = JSON.parse(await good("get", vc, "my-virtual-cluster", ...inProject, "-o", "json"));
    expect(found).toMatchObject({ spec: { displayName: "edited" }, metadata: { annotations: { "my-annotation": "my-value" } } });
    expect(await good("delete", vc, "my-virtual-cluster", ...inProject)).toContain("deleted");
    expect((await run("get", vc, "my-virtual-cluster", ...inProject)).err).toContain("NotFound");
  });

  test("get in its output forms, selectors, sorting and pages", async () => {
    expect(await good("get", vc, "-A")).toMatch(/^NAMESPACE\s+NAME/);
    expect(await good("get", vc, "-A", "--chunk-size=1", "-o", "name")).toContain("virtualclusterinstance.management.loft.sh/");
    expect(await good("get", vc, "-A", "-o", "wide", "--sort-by=.metadata.name")).toContain("NAME");
    expect(await good("get", vc, "-A", "-o", "jsonpath={.items[0].metadata.uid}")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await good("get", vc, "-A", "--field-selector=metadata.name=nothing")).toBe("");
    expect(await good("get", "projects", "my-project", "-o", "custom-columns=N:.metadata.name")).toBe("N\nmy-project\n");
    expect(await good("describe", "project", "my-project")).toContain("my-project");
  });

  test("apply on both sides, diff, label, annotate, replace, delete with wait", async () => {
    const manifest = join(folder, "apply.yaml");
    const write = (displayName: string) =>
      writeFileSync(
        manifest,
        body("002-virtual-cluster-instance.yaml")
          .replace("name: my-virtual-cluster\n", "name: applied\n")
          .replace("my-display-name", displayName),
      );
    write("one");
    expect(await good("apply", "-f", manifest)).toContain("created");
    expect(await good("apply", "-f", manifest)).toContain("unchanged");
    write("two");
    expect((await run("diff", "-f", manifest)).code).toBe(1);
    expect(await good("apply", "-f", manifest)).toContain("configured");
    expect(await good("get", vc, "applied", ...inProject, "-o", "jsonpath={.spec.displayName}")).toBe("two");
    await good("patch", vc, "applied", ...inProject, "--field-manager=someone", "--type=merge", "-p", '{"spec":{"displayName":"theirs"}}');
    write("three");
    const conflict = await run("apply", "--server-side", "-f", manifest);
    expect(conflict.err).toContain('conflict with "someone"');
    expect(await good("apply", "--server-side", "--force-conflicts", "-f", manifest)).toContain("serverside-applied");
    expect(await good("label", vc, "applied", ...inProject, "team=a")).toContain("labeled");
    expect(await good("get", vc, ...inProject, "-l", "team in (a,b)", "-o", "name")).toContain("/applied");
    expect(await good("annotate", vc, "applied", ...inProject, "note=x")).toContain("annotate");
    expect(await good("patch", vc, "applied", ...inProject, "--type", "merge", "-p", '{"spec":{"description":"merged"}}')).toContain(
      "patched",
    );
    expect((await run("patch", vc, "applied", ...inProject, "-p", '{"spec":{"description":"strategic"}}')).err).toContain(
      "415: Unsupported Media Type",
    );
    writeFileSync(manifest, await good("get", vc, "applied", ...inProject, "-o", "yaml"));
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("merged", "replaced"));
    expect(await good("replace", "-f", manifest)).toContain("replaced");
    expect(await good("delete", vc, "applied", ...inProject, "--wait=true", "--timeout=30s")).toContain("deleted");
  });

  test("get -w shows phases as they move", async () => {
    const watch = spawn(kubectl, [...global(), "get", vc, ...inProject, "-w", "-o", "jsonpath={.metadata.name}={.status.phase};"], {
      cwd: folder,
      env,
    });
    let out = "";
    watch.stdout.on("data", (chunk) => (out += chunk));
    try {
      writeFileSync(
        join(folder, "watched.yaml"),
        body("002-virtual-cluster-instance.yaml").replace("name: my-virtual-cluster\n", "name: watched\n"),
      );
      await good("create", "-f", "watched.yaml");
      await expect.poll(() => out, { timeout: 30_000, interval: 200 }).toContain("watched=Ready;");
      expect(out).toContain("watched=Pending;");
    } finally {
      watch.kill();
    }
  });

  test("a virtual cluster, by the kubeconfig that the sandbox gives out", async () => {
    writeFileSync(
      join(folder, "kubeconfig.json"),
      JSON.stringify({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstanceKubeConfig" }),
    );
    const path = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances/staging/kubeconfig";
    const made = JSON.parse(await good("create", "--raw", path, "-f", "kubeconfig.json"));
    writeFileSync(join(folder, "staging.yaml"), made.status.kubeConfig);
    const inside = (...args: string[]) =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        const access = ["--kubeconfig=staging.yaml", `--cache-dir=${join(folder, "inside")}`];
        execFile(kubectl, [...access, ...args], { cwd: folder, env, timeout: 60_000 }, (error, out, err) => {
          resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
        });
      });
    const well = async (...args: string[]) => {
      const { code, out, err } = await inside(...args);
      const isUnexpected = code !== 0 || err.includes("error calculating patch");
      expect({ code, err: isUnexpected ? err : "" }, args.join(" ")).toEqual({ code: 0, err: "" });
      return out;
    };
    const deployment = (image: string, side = true) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "${image}", ports: [{containerPort: 80}]}
${side ? '      - {name: side, image: "side:1"}\n' : ""}`;
    const others = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {colour: red}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, name: http}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: "web:reader", namespace: shop}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
`;
    writeFileSync(join(folder, "web.yaml"), deployment("web:1"));
    writeFileSync(join(folder, "others.yaml"), others);
    expect((await inside("apply", "-f", "web.yaml")).err).toContain('namespaces "shop" not found');
    expect(await well("create", "namespace", "shop")).toBe("namespace/shop created\n");
    expect(await well("apply", "-f", "web.yaml", "-f", "others.yaml")).toBe(
      "deployment.apps/web created\nconfigmap/settings created\nservice/web created\nrole.rbac.authorization.k8s.io/web:reader created\n",
    );
    expect(await well("apply", "-f", "web.yaml", "-f", "others.yaml")).not.toContain("configured");
    expect(await well("rollout", "status", "deployment/web", "-n", "shop", "--timeout=20s")).toContain("successfully rolled out");
    expect(await well("wait", "--for=condition=available", "deployment/web", "-n", "shop", "--timeout=20s")).toContain("condition met");
    // Strategic merge patches: what others added stays, what the manifest drops goes.
    await well(
      "patch",
      "deployment",
      "web",
      "-n",
      "shop",
      "-p",
      '{"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"1"}]}]}}}}',
    );
    writeFileSync(join(folder, "web.yaml"), deployment("web:2", false));
    expect(await inside("diff", "-f", "web.yaml")).toMatchObject({ code: 1, err: "" });
    writeFileSync(join(folder, "others.yaml"), others.replace("red", "blue").replace("80, name", "81, name").replace("[get]", "[list]"));
    expect(await well("apply", "-f", "others.yaml")).toBe(
      "configmap/settings configured\nservice/web configured\nrole.rbac.authorization.k8s.io/web:reader configured\n",
    );
    expect(await well("apply", "-f", "web.yaml")).toBe("deployment.apps/web configured\n");
    const containers = ["get", "deployment", "web", "-n", "shop", "-o", "jsonpath={.spec.template.spec.containers}"];
    const web = { name: "web", image: "web:2", ports: [{ containerPort: 80 }], resources: {} };
    expect(JSON.parse(await well(...containers))).toEqual([{ ...web, env: [{ name: "A", value: "1" }] }]);
    writeFileSync(join(folder, "web.yaml"), deployment("web:3", false));
    expect(await well("apply", "--server-side", "--force-conflicts", "-f", "web.yaml")).toBe("deployment.apps/web serverside-applied\n");
    expect(await well("set", "image", "deployment/web", "web=web:4", "-n", "shop")).toContain("image updated");
    expect(JSON.parse(await well(...containers))[0].image).toBe("web:4");
    expect(await well("get", "all,cm", "-n", "shop")).toMatch(/service\/web[\s\S]*deployment\.apps\/web[\s\S]*configmap\/settings/);
    expect(await well("create", "secret", "generic", "login", "-n", "shop", "--from-literal=user=ann", "-o", "jsonpath={.data.user}")).toBe(
      "YW5u",
    );
    expect(
      await well("create", "deployment", "made", "-n", "shop", "--image=made:1", "--replicas=2", "--port=80", "--", "run", "it"),
    ).toContain("created");
    const imagined = JSON.parse(await well("get", "deployment", "made", "-n", "shop", "-o", "json"));
    expect(imagined.spec).toMatchObject({ replicas: 2, selector: { matchLabels: { app: "made" } } });
    expect(imagined.spec.template.spec.containers).toMatchObject([
      { name: "made", image: "made:1", command: ["run", "it"], ports: [{ containerPort: 80 }] },
    ]);
    expect(await well("create", "job", "once", "-n", "shop", "--image=job:1", "--", "run")).toContain("created");
    expect(await well("wait", "--for=condition=complete", "job/once", "-n", "shop", "--timeout=20s")).toContain("condition met");
    expect(await well("auth", "can-i", "delete", "pods")).toBe("yes\n");
    expect(await well("explain", "deployment.spec.template.spec.containers.ports")).toContain("ports");
    expect((await inside("logs", "-n", "shop", "web")).code).not.toBe(0);

    writeFileSync(
      join(folder, "widgets.yaml"),
      `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {plural: widgets, kind: Widget, shortNames: [wd]}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
`,
    );
    const widget = (size: number) =>
      `{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"a","namespace":"shop"},"spec":{"size":${size}}}`;
    await well("apply", "-f", "widgets.yaml");
    expect(await well("wait", "--for=condition=established", "--timeout=20s", "crd/widgets.example.org")).toContain("condition met");
    for (const [size, outcome] of [
      [1, "created"],
      [2, "configured"],
    ] as const) {
      writeFileSync(join(folder, "widget.json"), widget(size));
      expect(await well("apply", "-f", "widget.json")).toBe(`widget.example.org/a ${outcome}\n`);
    }
    expect(await well("get", "wd", "-A", "-o", "jsonpath={.items[*].spec.size}")).toBe("2");
    expect(await well("delete", "namespace", "shop", "--timeout=30s")).toContain("deleted");
    expect(await well("get", "wd,deploy", "-A")).toBe("");
    expect(await well("delete", "-f", "widgets.yaml", "--timeout=30s")).toContain("deleted");
    expect((await inside("get", "wd")).code).not.toBe(0);
  });

  test("api-resources, explain, errors", async () => {
    expect(await good("api-resources")).toContain("virtualclusterinstances");
    expect(await good("explain", "virtualclusterinstance.spec.templateRef")).toContain("version");
    expect((await run("create", "-f", "object.yaml", "--dry-run=server", "--token=wrong")).code).not.toBe(0);
    writeFileSync(join(folder, "bad.yaml"), body("002-virtual-cluster-instance.yaml").replace("displayName", "displayNam"));
    expect((await run("create", "-f", "bad.yaml")).err).toContain('unknown field "spec.displayNam"');
  });
});

describe("the newest kubectl", () => {
  const kubectl = versions.at(-1) ?? "kubectl";
  const folder = mkdtempSync(join(tmpdir(), "clusterplane-kubectl-"));

  /** Runs kubectl against a server, with a home of its own. */
  const run = (server: string, ...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      const env = { PATH: process.env["PATH"], HOME: folder };
      execFile(kubectl, [`--server=${server}/kubernetes/management`, ...args], { cwd: folder, env, timeout: 60_000 }, (error, out, err) =>
        error ? reject(new Error(`${error.message}\n${out}${err}`)) : resolve(out),
      );
    });

  test("works over http, behind a proxy that adds the token (kubectl sends none over http)", async () => {
    const sandbox = createSandbox({ clock: "fast" });
    await using server = await listen(sandbox, { port: 0 });
    const target = new URL(server.url);
    const proxy = createServer((request, response) => {
      const headers = { ...request.headers, authorization: `Bearer ${sandbox.token}` };
      const { method, url: path } = request;
      const onward = forward({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    try {
      const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      writeFileSync(join(folder, "object.yaml"), body("002-virtual-cluster-instance.yaml"));
      expect(await run(url, "create", "-f", "object.yaml")).toContain("created");
      const kind = "virtualclusterinstances.management.loft.sh";
      expect(
        await run(
          url,
          "wait",
          "--for=jsonpath={.status.phase}=Ready",
          "--timeout=30s",
          kind,
          "my-virtual-cluster",
          "-n",
          "loft-p-my-project",
        ),
      ).toContain("met");
      expect(await run(url, "delete", "-f", "object.yaml")).toContain("deleted");
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  test("sends strategic merge patches to a bare sandbox", async () => {
    await using server = await served({ bare: true, clock: "real" });
    const access = [`--certificate-authority=${server.ca}`, `--token=${server.sandbox.token}`];
    writeFileSync(join(folder, "bare.yaml"), body("002-virtual-cluster-instance.yaml"));
    expect(await run(server.url, ...access, "create", "-f", "bare.yaml")).toContain("created");
    const one = ["virtualclusterinstances", "my-virtual-cluster", "-n", "loft-p-my-project"];
    expect(await run(server.url, ...access, "patch", ...one, "-p", '{"spec":{"description":"strategic"}}')).toContain("patched");
    expect(await run(server.url, ...access, "get", ...one, "-o", "jsonpath={.spec.description}")).toBe("strategic");
  });
});
