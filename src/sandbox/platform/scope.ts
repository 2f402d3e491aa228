import { type ApiError, type RequestInfo, unsupported } from "../kubernetes/index.ts";

/** What an access key is narrowed to (`spec.scope`). */
export interface Scope {
  roles?: readonly object[];
  projects?: readonly { project?: string }[];
  spaces?: readonly { project?: string; space?: string }[];
  virtualClusters?: readonly { project?: string; virtualCluster?: string }[];
  clusters?: readonly { cluster?: string }[];
  rules?: readonly object[];
  allowLoftCli?: boolean;
}

/** Whether a scope lets a request pass; undefined where the documentation does not say. */
type Verdict = boolean | undefined;

const means = (given: string | undefined, name: string) => given === "*" || given === name;

/** Roles, rules and the CLI's switch let more pass than they say by themselves: what, is not published. */
const isPlain = ({ roles, rules, allowLoftCli }: Scope) => !roles?.length && !rules?.length && !allowLoftCli;

const isEmpty = ({ projects, spaces, virtualClusters, clusters }: Scope) =>
  !projects?.length && !spaces?.length && !virtualClusters?.length && !clusters?.length;

/** A request to a connected cluster through the platform. */
export function mayUseCluster(scope: Scope, cluster: string): Verdict {
  if (scope.clusters?.some((c) => means(c.cluster, cluster))) return true;
  return isPlain(scope) && !isEmpty(scope) ? false : undefined;
}

/** A request to a virtual cluster through the platform. */
export function mayUseVirtualCluster(scope: Scope, project: string, name: string): Verdict {
  if (scope.projects?.some((p) => means(p.project, project))) return true;
  if (scope.virtualClusters?.some((v) => means(v.project, project) && means(v.virtualCluster, name))) return true;
  return isPlain(scope) && !isEmpty(scope) ? false : undefined;
}

/** A request to a space through the platform. */
export function mayUseSpace(scope: Scope, project: string, name: string): Verdict {
  if (scope.projects?.some((p) => means(p.project, project))) return true;
  if (scope.spaces?.some((s) => means(s.project, project) && means(s.space, name))) return true;
  return isPlain(scope) && !isEmpty(scope) ? false : undefined;
}

/** A request to the management API; `prefix` stands before a project's name in that of its namespace. */
export function mayManage(scope: Scope, info: RequestInfo, prefix: string): Verdict {
  // Who one is may be asked with every key that is good.
  if (info.resource === "selves" && info.verb === "create") return true;
  const ofProject = info.resource === "projects" ? info.name : info.namespace.startsWith(prefix) ? info.namespace.slice(prefix.length) : "";
  // What is of no project, and what lists show across projects, is not published.
  if (!info.isResource || !ofProject) return undefined;
  if (scope.projects?.some((p) => means(p.project, ofProject))) return true;
  const parts = [...(scope.spaces ?? []), ...(scope.virtualClusters ?? [])];
  // A part of the project is named: how much of the project's own objects goes with it is not published.
  if (parts.some((part) => means(part.project, ofProject))) return undefined;
  return isPlain(scope) && !isEmpty(scope) ? false : undefined;
}

/** What a request is answered with of which the documentation does not say whether the scope lets it pass. */
export const notPublished = (): ApiError =>
  unsupported("platform.accesskey.scope", {
    asked: "a request of which it is not published whether the scope of its access key lets it pass",
    real: "allows only what the scope names (documented)",
    instead:
      "Simulated are the projects, virtual clusters and clusters that a scope names: objects in a project's namespace, and clusters through the platform. Use a key without a scope for the rest.",
    field: "spec.scope",
  });
