import type { ProjectImportVirtualCluster } from "./generated/platform.ts";
import type { CallOptions } from "./http/call.ts";
import { type ClientOptions, clientOptions } from "./http/client-options.ts";
import type { Deadline } from "./http/deadline.ts";
import { invalidArgument } from "./http/errors.ts";
import { Http } from "./http/http.ts";
import { checkOptions, type OptionNames } from "./http/options.ts";
import { segment } from "./http/paths.ts";
import { printAs } from "./http/secrets.ts";
import { load } from "./lazy/load.ts";
import { loadPlatformErrors } from "./lazy/load-errors.ts";
import type { RawAnswer, RawOptions } from "./raw.ts";
import type { Api, Kind, Namespace } from "./resources/kubernetes/kind.ts";
import type { KubernetesObject, Stored, StoredIn } from "./resources/kubernetes/object.ts";
import type { ApplyManyOptions, WriteOptions } from "./resources/kubernetes/options.ts";
import type { NamespacedRef } from "./resources/kubernetes/ref.ts";
import { ResourceClient } from "./resources/kubernetes/resource.ts";
import type { Everywhere, Resource } from "./resources/kubernetes/resource-types.ts";
import type { PlatformVersion } from "./resources/platform/calls/version.ts";
import { base, secretsOf } from "./resources/platform/definitions.ts";

import { NamespacePrefix } from "./resources/platform/prefix.ts";
import type { Projects } from "./resources/platform/projects.ts";
import { addResources, type NamespaceResources, type PlatformResources, type ProjectResources } from "./resources/platform/scope.ts";

export type { PlatformVersion };

export interface PlatformOptions extends ClientOptions {
  /**
   * What stands before a project's name in its namespace: `p-`, `loft-p-` or the platform's own choice. Default: requested from the platform
   * once, when a project is first used (POST of selves).
   */
  readonly projectNamespacePrefix?: string | undefined;
}

/** A kind that this package has no property for. */
export interface KindOptions extends Omit<Kind, "namespaced"> {
  /** Whether its objects live in namespaces. Default true on a project or namespace, false elsewhere. */
  readonly namespaced?: boolean | undefined;
}

/** What may be applied: an object of any kind, several of them, or YAML. */
export type Appliable = string | object | readonly object[];

/** An object of any kind, by whatever package's interface: only its own parts are typed. */
export interface ObjectLike {
  apiVersion?: string | undefined;
  kind?: string | undefined;
  metadata?: object | undefined;
}

type AnyHandle<T> = Resource<T> & Resource<T, T, StoredIn<T>> & Everywhere<T>;

function resourceOf<T extends ObjectLike>(api: Api, kind: Kind, namespace?: Namespace): AnyHandle<T> {
  return new ResourceClient<KubernetesObject>(api, kind, namespace) as unknown as AnyHandle<T>;
}

async function applyTo(
  api: Api,
  objects: Appliable,
  options: ApplyManyOptions,
  namespace?: Namespace,
): Promise<Stored<KubernetesObject>[]> {
  const { applyObjects, hooksOf } = await load();
  return applyObjects(api, objects, options, { namespace, hooksOf });
}

const kindOptions = { kind: true, plural: true, apiVersion: true, verbs: true, namespaced: true } satisfies OptionNames<KindOptions>;

function kindOf(options: KindOptions, namespaced = options.namespaced ?? false): Kind {
  checkOptions(options, kindOptions, "resource");
  for (const name of ["kind", "plural", "apiVersion"] as const) {
    if (typeof options[name] !== "string" || options[name] === "") throw invalidArgument(`resource.${name}`, "expected a string");
  }
  return { ...options, namespaced };
}

/** The names of the options of a Platform. */
export const platformOptions = { ...clientOptions, projectNamespacePrefix: true } satisfies OptionNames<PlatformOptions>;

const dialect = {
  name: "Platform",
  options: platformOptions,
  // A pasted address of the API, or of one of its kinds, stands for its server.
  cut: /\/kubernetes\/management(?:\/.*)?$/,
  parseError: loadPlatformErrors,
  // Looking at a sleeping cluster must not wake it.
  readHeaders: { "x-sleep-mode-ignore": "true" },
};

/** The management API of a vCluster Platform. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the resources are those of the table, put on by the constructor.
export class Platform {
  readonly #http: Http;
  readonly #api: Api;
  readonly #prefix: NamespacePrefix;

  constructor(options: PlatformOptions) {
    this.#http = new Http(options, dialect);
    this.#prefix = new NamespacePrefix(this.#http, options.projectNamespacePrefix);
    this.#api = { http: this.#http, base, validate: options.validate, secretsOf };
    addResources(this, this.#api, ["cluster", "project", "namespace"]);
    printAs(this, () => `Platform ${this.baseUrl}`);
  }

  /** The server's address, without the path of the API. */
  get baseUrl(): string {
    return this.#http.baseUrl;
  }

  /** A project and what lives in it. */
  project(name: string): PlatformProject {
    return new PlatformProject(this.#api, this.projects, this.#prefix, name);
  }

  /** What lives in a namespace of the management API. */
  namespace(name: string): PlatformNamespace {
    return new PlatformNamespace(this.#api, name);
  }

  /**
   * Applies objects of the platform, of any kind: `platform.apply(yaml)`, `platform.apply(parseManifests(yaml))`. Server-side apply, in
   * their order; an object that fails throws its error, and those before it stay applied. Namespaced objects need `metadata.namespace`; see
   * `project(name).apply`.
   */
  async apply(objects: Appliable, options: ApplyManyOptions = {}): Promise<Stored<KubernetesObject>[]> {
    return applyTo(this.#api, objects, options);
  }

  /** A kind that this package has no property for, with types of your own. In namespaces it is a handle across all of them. */
  resource<T extends ObjectLike>(kind: KindOptions & { readonly namespaced: true }): Everywhere<T>;
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T>;
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T> {
    return resourceOf<T>(this.#api, kindOf(kind));
  }

  /** A connected cluster, through the platform. */
  cluster(name: string): ProxiedCluster {
    return new ProxiedCluster(this.#http, `/kubernetes/cluster/${segment(name, "cluster")}`);
  }

  /** Version of the platform. Needs no token. */
  async version(options: CallOptions = {}): Promise<PlatformVersion> {
    return (await load()).versionOf(this.#http, options);
  }

  /**
   * Returns the name of the project that an object of a project's namespace belongs to: `projectOf(virtualCluster)`. Throws InvalidArgument
   * if its namespace is not that of a project.
   */
  async projectOf(object: NamespacedRef): Promise<string> {
    return (await load()).projectOf(this.#prefix, object);
  }

  /** A request to any path of the server, for what has no method here. */
  async request<T = unknown>(method: string, path: string, options?: RawOptions): Promise<RawAnswer<T>> {
    return (await load()).rawRequest<T>(this.#http, method, path, options);
  }

  toJSON(): { baseUrl: string } {
    return { baseUrl: this.baseUrl };
  }
}

export interface Platform extends PlatformResources {}

/** A project of the platform. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the resources are those of the table, put on by the constructor.
export class PlatformProject {
  readonly name: string;
  readonly #api: Api;
  readonly #namespace: (deadline?: Deadline) => string | Promise<string>;
  readonly #projects: Projects;

  constructor(api: Api, projects: Projects, prefix: NamespacePrefix, name: string) {
    segment(name, "project");
    this.name = name;
    this.#api = api;
    this.#projects = projects;
    this.#namespace = (deadline) => prefix.namespace(name, deadline);
    addResources(this, api, ["project"], this.#namespace);
    printAs(this, () => `PlatformProject ${name}`);
  }

  /** The namespace in which the platform keeps the project's objects. */
  async namespace(): Promise<string> {
    return this.#namespace();
  }

  /** Takes a virtual cluster that already runs in a connected cluster into this project. Of 3.0 to 3.4. */
  importVirtualCluster(object: ProjectImportVirtualCluster | string, options: WriteOptions = {}): Promise<ProjectImportVirtualCluster> {
    return this.#projects.importVirtualCluster(this.name, object, options);
  }

  /** Applies objects of the project, of any kind; those without a namespace go into the project's. See `Platform.apply`. */
  async apply(objects: Appliable, options: ApplyManyOptions = {}): Promise<Stored<KubernetesObject>[]> {
    return applyTo(this.#api, objects, options, this.#namespace);
  }

  /** A kind of the project that this package has no property for, with types of your own. */
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T, T, StoredIn<T>> {
    return resourceOf<T>(this.#api, kindOf(kind, true), this.#namespace);
  }

  /**
   * The Kubernetes API of a virtual cluster of the project, through the platform. It must be awake: calls to a sleeping one throw an error
   * that `isNotReady` tells. Reading there never wakes it, a write may; `wakeUp` it first, and wait `until.ready()`.
   */
  virtualCluster(name: string): ProxiedCluster {
    return new ProxiedCluster(
      this.#api.http,
      `/kubernetes/project/${segment(this.name, "project")}/virtualcluster/${segment(name, "name")}`,
    );
  }

  toJSON(): { project: string } {
    return { project: this.name };
  }
}

export interface PlatformProject extends ProjectResources {}

/** A namespace of the management API. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the resources are those of the table, put on by the constructor.
export class PlatformNamespace {
  readonly name: string;
  readonly #api: Api;

  constructor(api: Api, name: string) {
    segment(name, "namespace");
    this.name = name;
    this.#api = api;
    addResources(this, api, ["project", "namespace"], name);
    printAs(this, () => `PlatformNamespace ${name}`);
  }

  /** A kind in this namespace that this package has no name for, with types of your own. */
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T, T, StoredIn<T>> {
    return resourceOf<T>(this.#api, kindOf(kind, true), this.name);
  }

  toJSON(): { namespace: string } {
    return { namespace: this.name };
  }
}

export interface PlatformNamespace extends NamespaceResources {}

/** Another Kubernetes API behind the platform: a connected cluster, or a virtual cluster of a project. */
export class ProxiedCluster {
  readonly #api: Api;

  constructor(http: Http, path: string) {
    this.#api = { http, base: path, validate: undefined, secretsOf };
    printAs(this, () => `ProxiedCluster ${path}`);
  }

  /**
   * Applies objects of any kind to that cluster: `cluster.apply(yaml)`. Server-side apply, in their order; an object that fails throws its
   * error, and those before it stay applied. A kind whose definition is among them is waited for.
   */
  async apply(objects: Appliable, options: ApplyManyOptions = {}): Promise<Stored<KubernetesObject>[]> {
    return applyTo(this.#api, objects, options);
  }

  /** A kind of that cluster, with types of your own. In namespaces it is a handle across all of them. */
  resource<T extends ObjectLike>(kind: KindOptions & { readonly namespaced: true }): Everywhere<T>;
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T>;
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T> {
    return resourceOf<T>(this.#api, kindOf(kind));
  }

  /** A namespace of that cluster. */
  namespace(name: string): ProxiedNamespace {
    return new ProxiedNamespace(this.#api, name);
  }
}

/** A namespace of a cluster behind the platform. */
export class ProxiedNamespace {
  readonly name: string;
  readonly #api: Api;

  constructor(api: Api, name: string) {
    segment(name, "namespace");
    this.name = name;
    this.#api = api;
    printAs(this, () => `ProxiedNamespace ${name}`);
  }

  /** A kind of this namespace, with types of your own. */
  resource<T extends ObjectLike>(kind: KindOptions): Resource<T, T, StoredIn<T>> {
    return resourceOf<T>(this.#api, kindOf(kind, true), this.name);
  }

  /** Applies objects of any kind; those without a namespace go into this one. See `ProxiedCluster.apply`. */
  async apply(objects: Appliable, options: ApplyManyOptions = {}): Promise<Stored<KubernetesObject>[]> {
    return applyTo(this.#api, objects, options, this.name);
  }
}
