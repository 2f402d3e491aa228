// A kubeconfig of ten minutes for one step of a pipeline, on standard output and nowhere else.
//   deno run --allow-net=platform.example.com --allow-env=PLATFORM_URL,PLATFORM_ACCESS_KEY short-lived-kubeconfig.ts PROJECT NAME
import { Platform } from "clusterplane";

declare const Deno: { args: string[]; env: { get(name: string): string | undefined } };

const [project = "my-project", name = "my-virtual-cluster"] = Deno.args;
const platform = new Platform({ baseUrl: Deno.env.get("PLATFORM_URL") ?? "", token: Deno.env.get("PLATFORM_ACCESS_KEY") ?? "" });
const answer = await platform.project(project).virtualClusterInstances.kubeconfig(name, { certificateTTL: "10m" });
console.log(answer.status?.kubeConfig);
