import type { Clock } from "../clock.ts";
import { equal, type KubeObject, type KubernetesEngine, timestamp } from "../kubernetes/index.ts";
import type { Random } from "../random.ts";
import { annotations, cleanup, cleanupManagement, cleanupWorkload } from "./annotations.ts";
import type { StepDurations } from "./durations.ts";
import { hostOf, type InstancePlural, placeOn } from "./hosts.ts";
import { type Cluster, type Condition, type Instance, setCondition, type Template } from "./objects.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Controller, Step } from "./reconciler.ts";
import { fallAsleep, sleepOn, sleepsOtherwise, sleepUntil, wakeUp } from "./sleep-mode.ts";
import { type Resolved, resolveTemplate, type Unresolved } from "./templates.ts";

/** What a kind of instance goes through. */
interface InstanceKind {
  plural: InstancePlural;
  durations: StepDurations["virtualClusterInstances"];
  /** In the order in which they turn True. The real order is not published; this one follows from their names. */
  conditions: { pending: readonly string[]; ready: readonly string[] };
  /** The resource of its templates. */
  templates: "virtualclustertemplates" | "spacetemplates";
}

export const virtualClusterConditions = {
  pending: ["Scheduled", "TemplateResolved", "TemplateSynced", "SpaceSynced", "SpaceReady"],
  ready: ["VirtualClusterDeployed", "VirtualClusterSynced", "VirtualClusterReady", "VirtualClusterOnline", "Ready"],
};

export const spaceConditions = {
  pending: ["Scheduled", "TemplateResolved", "TemplateSynced"],
  ready: ["SpaceSynced", "SpaceReady", "Ready"],
};

/** The condition that says whether the objects of the template are there. */
const templateSynced = "TemplateSynced";

/** What keeps an instance from becoming Ready. */
interface Problem {
  condition: string;
  reason: string;
  message: string;
}

/** Plays what the platform does with instances: phases, sleep and wake-up, deletion. */
export class InstanceController {
  readonly #engine: KubernetesEngine;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #kind: InstanceKind;
  readonly #prefix: string;
  readonly #outcomes: Outcomes;

  constructor(options: {
    engine: KubernetesEngine;
    clock: Clock;
    random: Random;
    kind: InstanceKind;
    projectNamespacePrefix: string;
    outcomes: Outcomes;
  }) {
    this.#engine = options.engine;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#kind = options.kind;
    this.#prefix = options.projectNamespacePrefix;
    this.#outcomes = options.outcomes;
  }

  readonly next: Controller = (object): Step | undefined => {
    const { metadata, status } = object as unknown as Instance;
    const { durations } = this.#kind;
    const steps = (name: string, after: number, change: (draft: Instance) => void): Step => ({
      name,
      after,
      run: () =>
        this.#engine.update(this.#kind.plural, metadata.namespace ?? "", metadata.name as string, (draft) =>
          change(draft as unknown as Instance),
        ),
    });
    if (metadata.deletionTimestamp) {
      const ours = metadata.finalizers?.some((f) => f === cleanup || f === cleanupWorkload);
      return ours ? steps("deleted", durations.deleted, (draft) => this.#letGo(draft)) : undefined;
    }
    if (!status.phase) return steps("pending", durations.pending, (draft) => this.#begin(draft));
    if (status.phase === "Pending") {
      const waits = isUnconnected(object as unknown as Instance) && !this.#problem(object as unknown as Instance);
      return waits ? undefined : steps("ready", durations.ready, (draft) => this.#finish(draft));
    }
    if (status.phase === "Failed") {
      return this.#problem(object as unknown as Instance) ? undefined : steps("ready", durations.ready, (draft) => this.#finish(draft));
    }
    const asleep = sleepUntil(object as unknown as Instance);
    if (status.phase === "Ready") {
      const { namespace = "", name = "" } = metadata;
      if (this.#outcomes.ofInstance(namespace, name)) return steps("failed", 0, (draft) => this.#finish(draft));
      if (this.#isOutOfSync(object as unknown as Instance)) return steps("template synced", 0, (draft) => this.#sync(draft));
      if (asleep !== undefined) return steps("sleeping", durations.sleeping, (draft) => fallAsleep(draft, this.#clock.now()));
      return this.#isBehindTemplate(object as unknown as Instance)
        ? steps("synced", durations.ready, (draft) => this.#syncTemplate(draft))
        : undefined;
    }
    if (asleep === undefined) return steps("waking", durations.waking, (draft) => this.#wake(draft));
    if (sleepsOtherwise(object as unknown as Instance)) return steps("asleep otherwise", 0, sleepOn);
    return Number.isFinite(asleep)
      ? {
          ...steps(`wake at ${asleep}`, Math.max(0, asleep - this.#clock.now()), (draft) => this.#wake(draft)),
          background: true,
        }
      : undefined;
  };

  #now(): string {
    return timestamp(this.#clock.now());
  }

  #seconds(): string {
    return String(Math.floor(this.#clock.now() / 1000));
  }

  /** The first reconcile: a finalizer, an annotation, phase and conditions. */
  #begin(draft: Instance): void {
    const { metadata, status } = draft;
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), cleanup, cleanupWorkload])];
    metadata.annotations = { ...metadata.annotations, [annotations.lastActivity]: this.#seconds() };
    status.phase = "Pending";
    status.conditions = [];
    this.#schedule(draft);
    const problem = this.#problem(draft);
    for (const type of this.#kind.conditions.pending) {
      if (problem?.condition === type) break;
      this.#set(status.conditions, { type, status: "True" });
    }
    this.#await(status.conditions);
    if (!problem) this.#sync(draft);
    status.canUse = true;
    status.canUpdate = true;
  }

  #set(conditions: Condition[], condition: Omit<Condition, "lastTransitionTime">): void {
    setCondition(conditions, { ...condition, lastTransitionTime: this.#now() });
  }

  /** What is still to come is False. */
  #await(conditions: Condition[]): void {
    for (const type of this.#kind.conditions.ready) this.#set(conditions, { type, status: "False", severity: "Info", reason: "Pending" });
  }

  /** A virtual cluster that the platform did not deploy registers itself. Throws an Error for one that is not there, or is not such a one. */
  connect(namespace: string, name: string): void {
    const found = this.#engine.get(this.#kind.plural, namespace, name) as unknown as Instance | undefined;
    if (!found?.spec.external) throw new Error(`there is no virtual cluster ${name} with spec.external in the namespace ${namespace}`);
    this.#engine.update(this.#kind.plural, namespace, name, (draft) => {
      (draft as unknown as Instance).status.serviceUID ??= this.#random.uuid();
    });
  }

  /** Ready, or Failed with what is missing. */
  #finish(draft: Instance): void {
    const { status, spec } = draft;
    const conditions = status.conditions ?? [];
    status.conditions = conditions;
    this.#schedule(draft);
    const problem = this.#problem(draft);
    if (problem) {
      const { condition: type, reason, message } = problem;
      this.#set(conditions, { type, status: "False", severity: "Error", reason, message });
      this.#set(conditions, { type: "Ready", status: "False", severity: "Error", reason, message });
      Object.assign(status, { phase: "Failed", reason, message });
      return;
    }
    delete status.reason;
    delete status.message;
    for (const type of this.#kind.conditions.pending) this.#set(conditions, { type, status: "True" });
    this.#sync(draft);
    if (isUnconnected(draft)) {
      status.phase = "Pending";
      this.#await(conditions);
      return;
    }
    for (const type of this.#kind.conditions.ready) this.#set(conditions, { type, status: "True" });
    status.phase = "Ready";
    this.#syncTemplate(draft);
    if (this.#kind.plural !== "virtualclusterinstances") return;
    status.serviceUID ??= this.#random.uuid();
    status.kubernetesVersion ??= "v1.33.4";
    if (spec.networkPeer) status.online = true;
  }

  /** Awake is Ready, unless a failure was asked for: then it is never Ready in between. */
  #wake(draft: Instance): void {
    wakeUp(draft, this.#clock.now());
    if (this.#outcomes.ofInstance(draft.metadata.namespace ?? "", draft.metadata.name ?? "")) this.#finish(draft);
  }

  /** Brings an instance into the phase Failed, if a failure of it was asked for; a sleeping one when it wakes. */
  failNow(namespace: string, name: string): void {
    if (!this.#outcomes.ofInstance(namespace, name)) return;
    this.#engine.update(this.#kind.plural, namespace, name, (object) => {
      const draft = object as unknown as Instance;
      if (draft.metadata.deletionTimestamp || draft.status.phase === "Sleeping") return;
      if (!draft.status.phase) this.#begin(draft);
      this.#finish(draft);
    });
  }

  /** Where an instance says what it is made of. */
  get #definition(): "virtualCluster" | "space" {
    return this.#kind.plural === "spaceinstances" ? "space" : "virtualCluster";
  }

  /** What the instance gets of the template that it names. */
  #resolved(instance: Instance): Resolved | Unresolved | undefined {
    const name = instance.spec.templateRef?.name;
    if (!name) return undefined;
    const template = this.#engine.get(this.#kind.templates, "", name) as unknown as Template | undefined;
    return resolveTemplate(instance, template, this.#kind.plural === "spaceinstances" ? "space" : "virtual cluster");
  }

  /**
   * Takes over the template of an instance that is deployed. It stays up if its template fails. A change of a template without versions reaches it
   * only if it asks for that.
   */
  #syncTemplate(draft: Instance): void {
    const { spec, status } = draft;
    const conditions = status.conditions ?? [];
    status.conditions = conditions;
    const resolved = this.#resolved(draft) ?? (spec.template && { definition: spec.template });
    if (!resolved) return;
    if ("reason" in resolved) {
      this.#set(conditions, { type: "TemplateResolved", status: "False", severity: "Error", ...resolved });
      return;
    }
    this.#set(conditions, { type: "TemplateResolved", status: "True" });
    const { definition, version, newer } = resolved;
    const takes = spec.template || version !== undefined || spec.templateRef?.syncOnce || spec.templateRef?.version === "x.x.x";
    if (takes) status[this.#definition] = definition;
    else status[this.#definition] ??= definition;
    if (spec.templateRef?.syncOnce) spec.templateRef.syncOnce = false;
    const { name } = spec.templateRef ?? {};
    if (newer !== undefined) {
      this.#notice(conditions, "NewTemplateVersionAvailable", `template ${name} has version ${newer}, ${version} is in force`);
    } else if (!equal(status[this.#definition], definition)) {
      this.#notice(conditions, "TemplateChangesAvailable", `template ${name} has changed: spec.templateRef.syncOnce takes it over`);
    } else this.#set(conditions, { type: "TemplateSynced", status: "True" });
  }

  #notice(conditions: Condition[], reason: string, message: string): void {
    this.#set(conditions, { type: "TemplateSynced", status: "False", severity: "Info", reason, message });
  }

  /** Whether a deployed instance does not say yet what its template has come to. */
  #isBehindTemplate(instance: Instance): boolean {
    const { spec, status } = instance;
    if (!spec.templateRef?.name || !status.conditions?.some(({ type }) => type === "TemplateResolved")) return false;
    const next = structuredClone(instance);
    this.#syncTemplate(next);
    return !equal(next, instance);
  }

  #project({ metadata }: Instance): string {
    return (metadata.namespace ?? "").slice(this.#prefix.length);
  }

  /** Notes the cluster that an instance runs on as soon as there is one. */
  #schedule(draft: Instance): void {
    if (draft.spec.external) return;
    const project = this.#project(draft);
    const host = hostOf(this.#engine, draft, project);
    if (host) placeOn(this.#kind.plural, draft, host.metadata.name as string, project);
  }

  /** Whether the condition of the template's objects is not yet as was asked for. */
  #isOutOfSync({ spec, status }: Instance): boolean {
    const wanted = this.#outcomes.ofTemplate(spec.templateRef?.name ?? "");
    const synced = status.conditions?.find((condition) => condition.type === templateSynced);
    return wanted !== undefined && (synced?.reason !== wanted.reason || synced.message !== wanted.message);
  }

  /** The objects of a template fail, or are synchronised again. */
  templateChanged(name: string): void {
    for (const object of this.#engine.list(this.#kind.plural)) {
      const { metadata, spec, status } = object as unknown as Instance;
      if (spec.templateRef?.name !== name || !status.phase) continue;
      this.#engine.update(this.#kind.plural, metadata.namespace ?? "", metadata.name as string, (draft) =>
        this.#sync(draft as unknown as Instance),
      );
    }
  }

  /** The objects of a template never decide whether an instance is Ready. */
  #sync({ spec, status }: Instance): void {
    const wanted = this.#outcomes.ofTemplate(spec.templateRef?.name ?? "");
    const { reason, message } = wanted ?? {};
    status.conditions ??= [];
    this.#set(status.conditions, {
      type: templateSynced,
      ...(reason === undefined || message === undefined
        ? { status: "True" as const }
        : { status: "False" as const, severity: "Error" as const, reason, message }),
    });
  }

  #problem(instance: Instance): Problem | undefined {
    const { metadata, spec } = instance;
    const wanted = this.#outcomes.ofInstance(metadata.namespace ?? "", metadata.name ?? "");
    if (wanted) {
      const condition = this.#kind.plural === "spaceinstances" ? "SpaceSynced" : "VirtualClusterDeployed";
      return { condition, ...wanted };
    }
    const cluster = spec.clusterRef?.cluster;
    const needsHost = cluster !== undefined || !spec.external;
    if (needsHost && !hostOf(this.#engine, instance, this.#project(instance))) {
      return cluster
        ? { condition: "Scheduled", reason: "ClusterNotFound", message: `couldn't find cluster ${cluster}` }
        : { condition: "Scheduled", reason: "NoClusterFound", message: "couldn't find a connected cluster that is initialized" };
    }
    const resolved = this.#resolved(instance);
    return resolved && "reason" in resolved ? { condition: "TemplateResolved", ...resolved } : undefined;
  }

  #letGo({ metadata }: Instance): void {
    const rest = (metadata.finalizers ?? []).filter((f) => f !== cleanup && f !== cleanupWorkload);
    if (rest.length) metadata.finalizers = rest;
    else delete metadata.finalizers;
  }
}

/** Whether a virtual cluster that the platform did not deploy has yet to register itself, which gives it a serviceUID. */
const isUnconnected = ({ spec, status }: Instance): boolean => Boolean(spec.external) && !spec.clusterRef?.cluster && !status.serviceUID;

/** The step of a cluster: empty phase, then Initialized. */
export function clusterController(engine: KubernetesEngine, durations: StepDurations["clusters"]): Controller {
  return (object: KubeObject): Step | undefined => {
    const { metadata, status } = object as unknown as Cluster;
    const step = (name: string, after: number, change: (draft: Cluster) => void): Step => ({
      name,
      after,
      run: () => engine.update("clusters", "", metadata.name as string, (draft) => change(draft as unknown as Cluster)),
    });
    const ours = metadata.finalizers?.some((f) => f === cleanup || f === cleanupManagement);
    if (metadata.deletionTimestamp) {
      if (!ours) return undefined;
      return step("deleted", durations.deleted, (draft) => {
        const rest = (draft.metadata.finalizers ?? []).filter((f) => f !== cleanup && f !== cleanupManagement);
        if (rest.length) draft.metadata.finalizers = rest;
        else delete draft.metadata.finalizers;
      });
    }
    if (!ours) {
      return step("pending", durations.pending, (draft) => {
        draft.metadata.finalizers = [...(draft.metadata.finalizers ?? []), cleanup, cleanupManagement];
        draft.metadata.annotations = { ...draft.metadata.annotations, "loft.sh/cluster-uid": draft.metadata.uid as string };
      });
    }
    if (status.phase) return undefined;
    return step("initialized", durations.initialized, (draft) => {
      draft.status.phase = "Initialized";
      if (draft.spec.networkPeer) draft.status.online = true;
    });
  };
}
