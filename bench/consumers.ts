// The same 20 lines of a user's TypeScript, three ways: what checking them costs is measured.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./harness.ts";
import { project } from "./project.ts";

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};

const ours = `import { isNotFound, Platform } from "clusterplane";

const platform = new Platform({ baseUrl: "https://platform.example.com", token: async () => "key" });
const instances = platform.project("demo").virtualClusterInstances;

export async function renamed(name: string, displayName: string): Promise<string | undefined> {
  try {
    const found = await instances.get(name);
    found.spec = { ...found.spec, displayName };
    const changed = await instances.update(found);
    return changed.status?.phase;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

for await (const one of instances.list({ limit: 100 })) {
  console.log(one.metadata.name, one.spec?.displayName, one.status?.conditions?.map((c) => c.type));
}
`;

const byHand = `interface Meta { name?: string; namespace?: string; resourceVersion?: string; labels?: Record<string, string> }
interface Condition { type: string; status: string; reason?: string }
interface Instance { metadata: Meta; spec?: { displayName?: string }; status?: { phase?: string; conditions?: Condition[] } }
interface InstanceList { metadata: { continue?: string }; items: Instance[] }

const url = "https://platform.example.com/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const headers = { authorization: "Bearer key", "content-type": "application/json" };

export async function renamed(name: string, displayName: string): Promise<string | undefined> {
  const answer = await fetch(url + "/" + name, { headers });
  if (answer.status === 404) return undefined;
  const found = (await answer.json()) as Instance;
  const body = JSON.stringify({ ...found, spec: { ...found.spec, displayName } });
  const changed = (await (await fetch(url + "/" + name, { method: "PUT", headers, body })).json()) as Instance;
  return changed.status?.phase;
}

const list = (await (await fetch(url, { headers })).json()) as InstanceList;
for (const one of list.items) console.log(one.metadata.name, one.spec?.displayName, one.status?.conditions?.map((c) => c.type));
`;

const openapiFetch = `import createClient from "openapi-fetch";
import type { paths } from "./paths.d.ts";

const client = createClient<paths>({ baseUrl: "https://platform.example.com/kubernetes/management", headers: { authorization: "Bearer key" } });
const one = "PATH/namespaces/{namespace}/virtualclusterinstances/{name}";
const namespace = "loft-p-demo";

export async function renamed(name: string, displayName: string): Promise<string | undefined> {
  const params = { path: { namespace, name } };
  const { data, response } = await client.GET(one, { params });
  if (response.status === 404) return undefined;
  if (!data) throw new Error(response.statusText);
  const body = { ...data, spec: { ...data.spec, displayName } };
  return (await client.PUT(one, { params, body })).data?.status?.phase;
}

const { data } = await client.GET("PATH/namespaces/{namespace}/virtualclusterinstances", { params: { path: { namespace } } });
for (const one of data?.items ?? []) {
  console.log(one.metadata?.name, one.spec?.displayName, one.status?.conditions?.map((c) => c.type));
}
`;

/** The server's path as openapi/ has it, so that the consumer survives a change of its prefix. */
const prefix = "/apis/management.loft.sh/v1";

const config = (options: object = {}) =>
  JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true, ...options }, include: ["*.ts"] });

export type Consumer = "ours" | "by hand" | "openapi-fetch";

/** The project of a consumer; `fullCheck` also checks the libraries' declarations. */
export function consumer(who: Consumer, fullCheck = false): string {
  const options = fullCheck ? { skipLibCheck: false } : {};
  const name = `types-${who.replace(" ", "-")}${fullCheck ? "-full" : ""}`;
  const files: Record<string, string> = { "tsconfig.json": config(options) };
  if (who === "ours") files["consumer.mts"] = ours;
  else if (who === "by hand") files["consumer.mts"] = byHand;
  else files["consumer.mts"] = openapiFetch.replaceAll("PATH", prefix);
  files["tsconfig.json"] = files["tsconfig.json"]?.replace('"*.ts"', '"consumer.mts"') as string;
  const folder = project(name, files);
  if (who === "openapi-fetch") generatePaths(join(folder, "paths.d.ts"));
  return folder;
}

/** The types that openapi-typescript's own command makes of our document. */
function generatePaths(file: string): void {
  const source = join(root, "openapi", "platform");
  const newest = Math.max(...readdirSync(source).map((f) => statSync(join(source, f)).mtimeMs));
  if (existsSync(file) && statSync(file).mtimeMs > newest) return;
  const command = join(root, "node_modules", "openapi-typescript", "bin", "cli.js");
  execFileSync(process.execPath, [command, join(source, "openapi.yaml"), "-o", file], { cwd: root, stdio: "ignore", timeout: 120_000 });
}
