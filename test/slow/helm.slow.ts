// Real helm, 3 and 4, against a cluster behind the platform, by the kubeconfig that the sandbox gives out.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Platform } from "clusterplane";
import { expect, test } from "vitest";
import { served } from "./served.ts";
import { goInstalled, run } from "./tools.ts";

const chart = fileURLToPath(new URL("helm/chart", import.meta.url));

test.each([
  ["3", "helm.sh/helm/v3/cmd/helm", "v3.22.0"],
  ["4", "helm.sh/helm/v4/cmd/helm", "v4.3.2"],
])("helm %s installs, upgrades, rolls back, lists and uninstalls", async (_, source, version) => {
  const program = await goInstalled("helm", source, version);
  await using server = await served({ clock: "fast" });
  const { sandbox } = server;
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
  // The kubeconfig leads to where it was asked for.
  const response = await sandbox.fetch(
    `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances/staging/kubeconfig`,
    { method: "POST", headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" }, body: "{}" },
  );
  const folder = mkdtempSync(join(tmpdir(), "clusterplane-helm-"));
  const kubeconfig = join(folder, "kubeconfig.yaml");
  const { status } = (await response.json()) as { status: { kubeConfig: string } };
  writeFileSync(kubeconfig, status.kubeConfig.replace(sandbox.platform.url, server.url), { mode: 0o600 });
  const helm = (...args: string[]) => run(folder, program, "--kubeconfig", kubeconfig, "--namespace", "shop", ...args);
  const wait = ["--wait", "--timeout", "60s"];
  const releases = async () => JSON.parse(await helm("list", "--output", "json")) as { name: string; revision: string; status: string }[];

  await helm("install", "web", chart, "--create-namespace", ...wait);
  expect(await releases()).toMatchObject([{ name: "web", revision: "1", status: "deployed" }]);
  const cluster = platform.project("demo").virtualCluster("staging").namespace("shop");
  const settings = cluster.resource<never>({ apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" });
  const image = async () => ((await settings.get("web-settings")) as { data: { image: string } }).data.image;
  expect(await image()).toBe("shop:1");
  await helm("upgrade", "web", chart, "--set", "image=shop:2", ...wait);
  expect([await image(), await releases()]).toMatchObject(["shop:2", [{ revision: "2", status: "deployed" }]]);
  await helm("rollback", "web", "1", ...wait);
  expect([await image(), await releases()]).toMatchObject(["shop:1", [{ revision: "3", status: "deployed" }]]);
  const history = JSON.parse(await helm("history", "web", "--output", "json")) as { status: string }[];
  expect(history.map((revision) => revision.status)).toEqual(["superseded", "superseded", "deployed"]);
  await helm("uninstall", "web", ...wait);
  expect(await releases()).toEqual([]);
  expect(await settings.list().all()).toMatchObject([{ metadata: { name: "kube-root-ca.crt" } }]);
  expect(sandbox.unsupported).toEqual([]);
});
