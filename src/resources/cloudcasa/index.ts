/** The public names of CloudCasa's resources. */
export type { Unfinished } from "./conditions.ts";
export type { Jobs } from "./jobs.ts";
export type { Kubebackups } from "./kubebackups.ts";
export type { Kubeclusters } from "./kubeclusters.ts";
export type { Kuberestores } from "./kuberestores.ts";
export type { AgentOptions, JobWaitOptions, RunOptions } from "./options.ts";
