import { type FieldError, invalidField } from "../kubernetes/index.ts";
import type { Instance, Project } from "./objects.ts";
import { sleepUntil } from "./sleep-mode.ts";

/*
 * Quotas of projects. Those of instances are enforced: `virtualclusterinstances`, `spaceinstances`, each with `.active` or `.template=NAME`. Those of
 * machines and of what is in the clusters are kept.
 */

const instances = ["virtualclusterinstances", "spaceinstances"];

/** Resources of Kubernetes that quotas count, and machines of the platform. */
const kept =
  /^(nodeclaims(\.(active|template=.+|provider=.+))?|(requests|limits)\..+|count\/.+|.+\.storageclass\.storage\.k8s\.io\/.+|cpu|memory|ephemeral-storage|storage|pods|services(\.loadbalancers|\.nodeports)?|configmaps|secrets|persistentvolumeclaims|replicationcontrollers|resourcequotas)$/;

const scopes = ["project", "user"] as const;

/** What is wrong with the quotas of a project; names those that have no effect here to `warn`. */
export function checkQuotas({ spec }: Project, warn: (text: string) => void): FieldError[] {
  const errors: FieldError[] = [];
  for (const scope of scopes) {
    for (const [expression, limit] of Object.entries(spec.quotas?.[scope] ?? {})) {
      const path = `spec.quotas.${scope}[${expression}]`;
      const [what = "", filter] = split(expression);
      if (kept.test(expression)) warn(`${path}: the sandbox does not enforce this quota`);
      else if (!instances.includes(what) || !(filter === undefined || filter === "active" || /^template=./.test(filter))) {
        errors.push(
          invalidField(path, expression, `no quota is called so; instances have ${instances.join(" and ")}, .active and .template=NAME`),
        );
      } else if (!/^\d+$/.test(limit)) errors.push(invalidField(path, limit, "must be a whole number"));
    }
  }
  return errors;
}

const split = (expression: string): [string, string | undefined] => {
  const at = expression.indexOf(".");
  return at < 0 ? [expression, undefined] : [expression.slice(0, at), expression.slice(at + 1)];
};

const counts = (instance: Instance, filter: string | undefined): boolean => {
  if (filter === undefined) return true;
  return filter === "active" ? sleepUntil(instance) === undefined : instance.spec.templateRef?.name === filter.slice("template=".length);
};

const ownerOf = ({ spec }: Instance) =>
  spec.owner?.user ? `user ${spec.owner.user}` : spec.owner?.team ? `team ${spec.owner.team}` : undefined;

/** Why an instance can't be created, or changed, beside the others of its project; undefined if it can. */
export function exceededQuota(
  project: Project,
  { plural, singular }: { plural: string; singular: string },
  { instance, old, others }: { instance: Instance; old: Instance | undefined; others: readonly Instance[] },
): string | undefined {
  const owner = ownerOf(instance);
  for (const scope of scopes) {
    if (scope === "user" && owner === undefined) continue;
    const rivals = scope === "project" ? others : others.filter((other) => ownerOf(other) === owner);
    for (const [expression, limit] of Object.entries(project.spec.quotas?.[scope] ?? {})) {
      const [what, filter] = split(expression);
      if (what !== plural || !counts(instance, filter)) continue;
      const counted = old && counts(old, filter) && (scope === "project" || ownerOf(old) === owner);
      if (counted || rivals.filter((other) => counts(other, filter)).length + 1 <= Number(limit)) continue;
      const whose = scope === "project" ? "project" : `per-${owner?.split(" ")[0]}`;
      return `cannot ${old ? "update" : "create"} ${singular}, because ${whose} ${expression} limit of ${limit} would be exceeded`;
    }
  }
  return undefined;
}
