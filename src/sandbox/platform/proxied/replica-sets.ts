import { hash } from "../../kubernetes/hash.ts";
import type { KubeObject, KubernetesEngine } from "../../kubernetes/index.ts";
import { writeStatus } from "./workloads.ts";

interface Template {
  metadata?: { labels?: Record<string, string> };
}

interface Spec {
  replicas?: number;
  paused?: boolean;
  revisionHistoryLimit?: number;
  selector?: { matchLabels?: Record<string, string> };
  template?: Template;
}

const key = "replicasets.apps";
const hashLabel = "pod-template-hash";
const revisionNote = "deployment.kubernetes.io/revision";

const revisionOf = ({ metadata }: KubeObject) => Number(metadata.annotations?.[revisionNote] ?? 0);

/** A hash of a template as names of replica sets end with: letters and digits that spell no words. */
function templateHash(template: Template): string {
  const letters = "bcdfghjklmnpqrstvwxz2456789";
  let rest = BigInt(`0x${hash(JSON.stringify(sorted(template)))}`);
  let text = "";
  for (let i = 0; i < 10; i++) {
    text += letters[Number(rest % 27n)];
    rest /= 27n;
  }
  return text;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/**
 * Does for a deployment what its controller does: its template gets a replica set, those of older templates are scaled to nothing and kept as
 * its history. Gives the revision.
 */
export function rollOut(engine: KubernetesEngine, deployment: KubeObject, now: number): number {
  const { name = "", namespace = "", uid = "" } = deployment.metadata;
  const { replicas, paused, revisionHistoryLimit = 10, selector, template = {} } = deployment.spec as Spec;
  const owned = engine
    .list(key)
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.ownerReferences?.some((owner) => owner.uid === uid));
  const latest = Math.max(0, ...owned.map(revisionOf));
  if (paused) return latest;
  const suffix = templateHash(template);
  const current = `${name}-${suffix}`;
  const found = owned.find(({ metadata }) => metadata.name === current);
  const revision = found && revisionOf(found) === latest ? latest : latest + 1;
  const scale = (draft: KubeObject, to: number | undefined) => {
    const spec = draft.spec as Spec;
    if (spec.replicas !== to) draft.metadata.generation = (draft.metadata.generation ?? 0) + 1;
    draft.spec = { ...spec, replicas: to };
    writeStatus(key, draft, now);
  };
  const annotations = { [revisionNote]: String(revision) };
  if (!found) {
    const labels = { ...template.metadata?.labels, [hashLabel]: suffix };
    engine.create(key, {
      metadata: {
        name: current,
        namespace,
        labels,
        annotations,
        ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name, uid, controller: true, blockOwnerDeletion: true }],
      },
      spec: {
        replicas,
        selector: { ...selector, matchLabels: { ...selector?.matchLabels, [hashLabel]: suffix } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
    engine.update(key, namespace, current, (draft) => writeStatus(key, draft, now));
  } else if ((found.spec as Spec).replicas !== replicas || revisionOf(found) !== revision) {
    engine.update(key, namespace, current, (draft) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
      scale(draft, replicas);
    });
  }
  const old = owned.filter(({ metadata }) => metadata.name !== current).sort((a, b) => revisionOf(b) - revisionOf(a));
  for (const { metadata, spec } of old.slice(0, revisionHistoryLimit)) {
    if ((spec as Spec).replicas !== 0) engine.update(key, namespace, metadata.name as string, (draft) => scale(draft, 0));
  }
  for (const { metadata } of old.slice(revisionHistoryLimit)) engine.delete(key, namespace, metadata.name as string);
  return revision;
}

/** Writes the revision of a deployment where `kubectl rollout history` looks for it. */
export function writeRevision(draft: KubeObject, revision: number): void {
  if (revision) draft.metadata.annotations = { ...draft.metadata.annotations, [revisionNote]: String(revision) };
}
