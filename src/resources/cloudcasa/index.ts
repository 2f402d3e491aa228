/** The resources of CloudCasa. */
export { active, completed, type Unfinished } from "./conditions.ts";
export type { Jobs, JobWaitOptions } from "./jobs.ts";
export type { Kubebackups, RunOptions } from "./kubebackups.ts";
export type { AgentOptions, Kubeclusters } from "./kubeclusters.ts";
export type { Kuberestores } from "./kuberestores.ts";
