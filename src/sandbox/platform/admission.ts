import type { Clock } from "../clock.ts";
import {
  type Admission,
  ApiError,
  type FieldError,
  forbidden,
  invalid,
  invalidField,
  type KubernetesEngine,
  type Preparation,
  requiredField,
  type User,
  unsupported,
} from "../kubernetes/index.ts";
import { annotations } from "./annotations.ts";
import { admits, keepPlace } from "./hosts.ts";
import type { AccessKeys } from "./keys.ts";
import type { AccessKey, Cluster, Instance, Project } from "./objects.ts";
import { checkQuotas, exceededQuota } from "./quotas.ts";

/**
 * What the platform refuses although the API would take it, as its documentation says, and what it fills in. The documentation prints texts, not codes:
 * 403 where it says forbidden, 422 where a field is wrong, as is usual in Kubernetes.
 */
export class PlatformAdmission {
  readonly #engine: () => KubernetesEngine;
  readonly #keys: () => AccessKeys;
  readonly #clock: Clock;
  readonly #prefix: string;

  constructor(options: { engine: () => KubernetesEngine; keys: () => AccessKeys; clock: Clock; projectNamespacePrefix: string }) {
    this.#engine = options.engine;
    this.#keys = options.keys;
    this.#clock = options.clock;
    this.#prefix = options.projectNamespacePrefix;
  }

  /** Completes what a write leaves out and the platform keeps. */
  readonly prepare = ({ resource, object, old }: Preparation): void => {
    const isInstance = resource.resource === "virtualclusterinstances" || resource.resource === "spaceinstances";
    if (old && isInstance) keepPlace(object as unknown as Instance, old as unknown as Instance);
  };

  readonly admit = (admission: Admission): void => {
    const { resource, operation, old, object } = admission;
    if (operation === "delete") {
      if (old?.metadata.annotations?.[annotations.nonDeletable] === "true") {
        throw forbidden(
          resource,
          admission.name,
          `the object has the annotation ${annotations.nonDeletable} and can't be deleted until it is removed`,
        );
      }
      return;
    }
    if (operation === "create" && resource.namespaced) this.#checkNamespace(admission);
    switch (resource.resource) {
      case "virtualclusterinstances":
      case "spaceinstances":
        this.#instance(admission, object as unknown as Instance, old as unknown as Instance | undefined);
        if (operation === "create") this.#noteActivity(object as unknown as Instance);
        return;
      case "projects":
        this.#checkProject(admission, object as unknown as Project);
        return;
      case "clusters":
        this.#cluster(admission, object as unknown as Cluster);
        return;
      case "ownedaccesskeys":
        if (operation === "create") this.#accessKey(admission, object as unknown as AccessKey);
    }
  };

  /** The project that a namespace belongs to. */
  #project(namespace: string): Project | undefined {
    if (!namespace.startsWith(this.#prefix)) return undefined;
    return this.#engine().get("projects", "", namespace.slice(this.#prefix.length)) as unknown as Project | undefined;
  }

  #checkNamespace({ namespace, resource }: Admission): void {
    // Shared secrets are namespaced, but not by project.
    if (resource.resource === "sharedsecrets" || this.#project(namespace)) return;
    throw new ApiError(404, "NotFound", `namespaces ${JSON.stringify(namespace)} not found`, { name: namespace, kind: "namespaces" });
  }

  #checkProject({ resource, name, warn }: Admission, project: Project): void {
    checkPattern(project);
    const errors = checkQuotas(project, warn);
    if (errors.length) throw invalid(resource.group, resource.kind, name, errors);
  }

  #instance(admission: Admission, instance: Instance, old: Instance | undefined): void {
    const { spec } = instance;
    const { resource, name, namespace } = admission;
    const refuse = (why: string) => forbidden(resource, name, why);
    const project = this.#project(namespace);
    const template = spec.templateRef?.name;
    if (spec.template && spec.templateRef) throw refuse("spec.template and spec.templateRef can't both be set");
    const mustUseTemplate = !project?.spec.requireTemplate?.disabled && !mayGoWithoutTemplate(admission.user);
    if (mustUseTemplate && !template && !spec.external)
      throw refuse("spec.templateRef.name is required, because the project requires a template");
    const isVirtualCluster = resource.resource === "virtualclusterinstances";
    const kind = isVirtualCluster ? "VirtualClusterTemplate" : "SpaceTemplate";
    const allowed = project?.spec.allowedTemplates?.filter((t) => t.kind === kind) ?? [];
    if (template && !admits(allowed, template)) {
      throw refuse(`template ${template} is not among the allowed templates of the project`);
    }
    const cluster = spec.clusterRef?.cluster;
    if (cluster && !admits(project?.spec.allowedClusters, cluster)) {
      throw refuse(`cluster ${cluster} is not among the allowed clusters of the project`);
    }
    const errors = [...accessErrors(spec), ...(isVirtualCluster ? chartErrors(spec) : []), ...immutableErrors(spec, old?.spec)];
    if (errors.length) throw invalid(resource.group, resource.kind, name, errors);
    if (project) this.#quota(admission, instance, old, project);
  }

  /** An instance has an annotation from the start: the reference page's JSON patch, which adds another one, works right after its POST. */
  #noteActivity({ metadata }: Instance): void {
    metadata.annotations = { ...metadata.annotations, [annotations.lastActivity]: String(Math.floor(this.#clock.now() / 1000)) };
  }

  #quota({ resource, namespace, name }: Admission, instance: Instance, old: Instance | undefined, project: Project): void {
    const others = (this.#engine().list(resource.resource, namespace) as unknown as Instance[]).filter(
      (other) => other.metadata.name !== name,
    );
    const kind = { plural: resource.resource, singular: resource.data.singular };
    const why = exceededQuota(project, kind, { instance, old, others });
    if (why !== undefined) throw forbidden(resource, name, `metadata.name: Forbidden: ${why}`);
  }

  #cluster({ resource, name, operation }: Admission, { spec }: Cluster): void {
    if (!spec.config?.secretName && !spec.local && !spec.networkPeer) {
      throw invalid(resource.group, resource.kind, name, [
        requiredField("spec.config", "one of spec.config, spec.local and spec.networkPeer must be set"),
      ]);
    }
    const clusters = this.#engine().list("clusters") as unknown as Cluster[];
    if (operation === "create" && spec.local && clusters.some((c) => c.spec.local)) {
      throw invalid(resource.group, resource.kind, name, [invalidField("spec.local", true, "there is a local cluster already")]);
    }
  }

  /** A key without a secret is given one; it belongs to the caller unless it says otherwise. */
  #accessKey({ user }: Admission, { spec }: AccessKey): void {
    spec.key ??= this.#keys().secret();
    spec.type ??= "User";
    if (!spec.user && !spec.team) spec.user = user.name;
  }
}

/** Patterns for the names of host namespaces have no published grammar. */
function checkPattern({ spec }: Project): void {
  const { space, virtualCluster } = spec.namespacePattern ?? {};
  if (!space && !virtualCluster) return;
  throw unsupported("platform.project.namespacePattern", {
    asked: "a project with spec.namespacePattern",
    real: "names the namespaces of its instances by the pattern (documented)",
    instead: "Leave it out, or set spec.clusterRef.namespace of each instance.",
    field: "spec.namespacePattern",
  });
}

/** Whether a user may create instances without a template where the project asks for one. Access reviews call that the subresource `restricted`. */
export const mayGoWithoutTemplate = ({ groups }: User): boolean => groups.includes("loft:admins");

function accessErrors(spec: Instance["spec"]): FieldError[] {
  const rules = [
    ...(spec.extraAccessRules ?? []).map((rule, i) => [`spec.extraAccessRules[${i}]`, rule] as const),
    ...(spec.template?.access?.rules ?? []).map((rule, i) => [`spec.template.access.rules[${i}]`, rule] as const),
  ];
  return rules.filter(([, rule]) => !rule.clusterRole).map(([path]) => requiredField(`${path}.clusterRole`, "must be set"));
}

function chartErrors(spec: Instance["spec"]): FieldError[] {
  if (!spec.template || spec.external) return [];
  const version = spec.template.helmRelease?.chart?.version ?? "";
  const path = "spec.template.helmRelease.chart.version";
  if (!version) return [requiredField(path, "the version of the chart must be set")];
  return /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(version) ? [] : [invalidField(path, version, "must be a semantic version")];
}

function immutableErrors(spec: Instance["spec"], old: Instance["spec"] | undefined): FieldError[] {
  return (["cluster", "namespace", "virtualCluster"] as const)
    .filter((field) => old?.clusterRef?.[field] && old.clusterRef[field] !== spec.clusterRef?.[field])
    .map((field) => invalidField(`spec.clusterRef.${field}`, spec.clusterRef?.[field] ?? "", "field is immutable"));
}
