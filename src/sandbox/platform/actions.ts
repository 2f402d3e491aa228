import type { Clock } from "../clock.ts";
import {
  type Action,
  type ActionCall,
  type Admission,
  ApiError,
  invalid,
  type JsonObject,
  type KubernetesEngine,
  notFound,
  type RequestInfo,
  requiredField,
  type User,
} from "../kubernetes/index.ts";
import type { Random } from "../random.ts";
import { review, selfReview } from "./access-reviews.ts";
import { translateName } from "./host-names.ts";
import { admits } from "./hosts.ts";
import { unsignedJwt } from "./jwt.ts";
import type { AccessKeys, Caller } from "./keys.ts";
import { kubeconfigProblem, kubeconfigText } from "./kubeconfig.ts";
import { logAction } from "./log.ts";
import { migrateVirtualCluster } from "./migrate.ts";
import { notDeployed } from "./not-ready.ts";
import type { Instance, User as PlatformUser, Project, Team } from "./objects.ts";

/** What the actions work with; the engine and the keys are made after them. */
export interface ActionRooms {
  engine: () => KubernetesEngine;
  keys: () => AccessKeys;
  clock: Clock;
  random: Random;
  group: string;
  projectNamespacePrefix: string;
  /** The certificate authority of the address that the sandbox is served at (PEM). */
  certificateAuthority?: string;
  /** Whether a user may do that in the management API. */
  authorize: (user: User, info: RequestInfo) => boolean;
  /** A user by name and groups, as `authorize` knows users. */
  userOf: (name: string, groups: string[]) => User;
  /** Refuses a write by throwing an ApiError. */
  admit: (admission: Admission) => void;
  /** Moves what is in the virtual cluster of one object to that of another; both by uid. */
  moveCluster: (from: string, to: string) => void;
}

/** How long a direct endpoint token lives when nobody says, seconds: the platform's own default is not published. */
const defaultTokenTtl = 3600;

/** How long a kubeconfig is good when nobody says, seconds. */
const oneDay = 86_400;

const suffix = "bcdfghjklmnpqrstvwxz2456789";

/** What the platform does when it is asked: kinds that are not kept, and subresources. */
export function platformActions(rooms: ActionRooms): Record<string, Action> {
  const self: Action = { run: (call) => ({ ...call.object, status: selfStatus(rooms, call) as JsonObject }) };
  return {
    "POST selves": self,
    "GET selves": self,
    "POST directclusterendpointtokens": { run: (call) => ({ ...call.object, status: { token: endpointToken(rooms, call) } }) },
    "POST selfsubjectaccessreviews": selfReview(rooms.group, rooms.authorize),
    "POST subjectaccessreviews": review(rooms.group, rooms.authorize, rooms.userOf),
    "POST translatevclusterresourcenames": translateName,
    "POST projects/migratevirtualclusterinstance": migrateVirtualCluster(rooms),
    "POST clusterconnect": { managedFields: false, run: (call) => connectCluster(rooms, call) },
    "POST projects/importvirtualcluster": { managedFields: false, run: (call) => importVirtualCluster(rooms, call) },
    "GET projects/templates": { run: (call) => projectTemplates(rooms, call) },
    "GET projects/clusters": { run: (call) => projectClusters(rooms, call) },
    "GET projects/members": { run: (call) => projectMembers(rooms, call) },
    "GET clusters/accesskey": {
      run: (call) => ({
        ...call.object,
        accessKey: keyOf("cluster", call),
        loftHost: call.url.host,
        insecure: call.url.protocol === "http:",
        ...(rooms.certificateAuthority && { caCert: btoa(rooms.certificateAuthority) }),
      }),
    },
    "GET virtualclusterinstances/accesskey": { run: (call) => ({ ...call.object, accessKey: keyOf("vcluster", call) }) },
    "POST virtualclusterinstances/kubeconfig": {
      run: (call) => {
        checkDeployed(call.parent as unknown as Instance);
        return kubeconfig(rooms, call, keyFor(rooms, call));
      },
    },
    "GET virtualclusterinstances/log": logAction((call) => {
      const { status } = call.parent as unknown as Instance;
      return [
        `${call.parent?.metadata.creationTimestamp} starting virtual cluster ${call.name}`,
        `${call.parent?.metadata.creationTimestamp} phase ${status.phase ?? "empty"}`,
      ];
    }),
  };
}

/** A key that belongs to an object: the same each time it is asked for. It authenticates nobody. */
const keyOf = (what: string, call: ActionCall) => `sandbox-token-${what}-${(call.parent?.metadata.uid ?? "").replaceAll("-", "")}`;

const seconds = (clock: Clock) => Math.floor(clock.now() / 1000);

/** Who somebody is, as the platform says it. */
export function selfStatus(rooms: ActionRooms, { user, url }: ActionCall): Record<string, unknown> {
  const engine = rooms.engine();
  const caller = user as Caller;
  const known = engine.get("users", "", user.name) as unknown as PlatformUser | undefined;
  const teams = (engine.list("teams") as unknown as Team[]).filter((team) => team.spec.users?.includes(user.name));
  return {
    user: {
      name: user.name,
      username: known?.spec.username ?? user.name,
      ...(known?.spec.displayName && { displayName: known.spec.displayName }),
      ...(known?.spec.email && { email: known.spec.email }),
      ...(known?.spec.subject && { subject: known.spec.subject }),
      ...(teams.length && { teams: teams.map(teamInfo) }),
    },
    ...(caller.key && { accessKey: caller.key }),
    accessKeyType: caller.keyType ?? (caller.key ? "User" : "Login"),
    ...(caller.scope && { accessKeyScope: caller.scope }),
    subject: user.name,
    groups: [...user.groups],
    instanceID: "sandbox",
    loftHost: url.host,
    projectNamespacePrefix: rooms.projectNamespacePrefix,
  };
}

const teamInfo = ({ metadata, spec }: Team) => ({
  name: metadata.name as string,
  ...(spec.displayName && { displayName: spec.displayName }),
  ...(spec.username && { username: spec.username }),
});

/** A token for direct cluster endpoints: a JWT by its form, of use nowhere. */
export function endpointToken(rooms: Pick<ActionRooms, "clock" | "random">, call: { user: User; url: URL; object: JsonObject }): string {
  const { ttl, scope } = (call.object.spec ?? {}) as { ttl?: number; scope?: object };
  const now = seconds(rooms.clock);
  const claims = {
    aud: [call.url.origin],
    exp: now + (ttl || defaultTokenTtl),
    iat: now,
    iss: call.url.origin,
    sub: call.user.name,
    ...(scope && { scope }),
  };
  return unsignedJwt(claims, rooms.random.hex(20), rooms.random.hex(64));
}

/** Makes a Cluster of a kubeconfig. A failure is a 201 too: its status says so. */
function connectCluster(rooms: ActionRooms, { object, dryRun }: ActionCall): JsonObject {
  const name = object.metadata.name;
  if (!name) throw invalid(rooms.group, "ClusterConnect", "", [requiredField("metadata.name", "the name of the cluster is required")]);
  const spec = (object.spec ?? {}) as {
    config?: string;
    adminUser?: string;
    clusterTemplate?: { metadata?: JsonObject; spec?: JsonObject };
  };
  const engine = rooms.engine();
  const failed = (reason: string, message: string): JsonObject => ({ ...object, status: { failed: true, reason, message } });
  if (!spec.config) return failed("InvalidKubeConfig", "spec.config is empty");
  const problem = kubeconfigProblem(spec.config);
  if (problem) return failed(problem.reason, problem.message);
  if (engine.get("clusters", "", name)) return failed("AlreadyExists", `cluster ${name} already exists`);
  if (!dryRun) {
    const { labels, annotations } = (spec.clusterTemplate?.metadata ?? {}) as {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    };
    engine.create("clusters", {
      metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
      spec: {
        ...spec.clusterTemplate?.spec,
        config: { secretName: `cluster-${name}`, secretNamespace: "vcluster-platform", key: "config" },
      },
    });
  }
  return { ...object, status: {} };
}

/** Makes a VirtualClusterInstance of a virtual cluster that runs already. */
function importVirtualCluster(rooms: ActionRooms, { object, parent, dryRun, user }: ActionCall): JsonObject {
  const source = (object.sourceVirtualCluster ?? {}) as {
    name?: string;
    namespace?: string;
    cluster?: string;
    importName?: string;
    owner?: JsonObject;
  };
  const missing = (["name", "namespace", "cluster"] as const).filter((field) => !source[field]);
  if (missing.length) {
    const errors = missing.map((field) => requiredField(`sourceVirtualCluster.${field}`, "must be set"));
    throw invalid(rooms.group, "ProjectImportVirtualCluster", "", errors);
  }
  const engine = rooms.engine();
  if (!engine.get("clusters", "", source.cluster as string)) {
    throw notFound({ group: rooms.group, resource: "clusters" }, source.cluster as string);
  }
  const name = source.importName || (source.name as string);
  const namespace = rooms.projectNamespacePrefix + parent?.metadata.name;
  if (engine.get("virtualclusterinstances", namespace, name)) {
    throw new ApiError(409, "AlreadyExists", `virtualclusterinstances.${rooms.group} ${JSON.stringify(name)} already exists`, {
      name,
      group: rooms.group,
      kind: "virtualclusterinstances",
    });
  }
  if (!dryRun) {
    engine.create("virtualclusterinstances", {
      metadata: { name, namespace, annotations: { "loft.sh/skip-helm-deploy": "true" } },
      spec: {
        owner: source.owner ?? { user: user.name },
        clusterRef: { cluster: source.cluster, namespace: source.namespace, virtualCluster: source.name },
      },
    });
  }
  return object;
}

function projectTemplates(rooms: ActionRooms, { object, parent }: ActionCall): JsonObject {
  const { allowedTemplates = [] } = (parent as unknown as Project).spec;
  const of = (kind: "VirtualCluster" | "Space", plural: string) => {
    const allowed = allowedTemplates.filter((t) => t.kind === `${kind}Template`);
    const templates = rooms
      .engine()
      .list(plural)
      .filter((t) => admits(allowed, t.metadata.name));
    const byDefault = allowed.find((t) => t.isDefault)?.name;
    return {
      ...(byDefault && { [`default${kind}Template`]: byDefault }),
      ...(templates.length && { [`${kind === "Space" ? "space" : "virtualCluster"}Templates`]: templates as unknown as JsonObject[] }),
    };
  };
  return { ...object, ...of("VirtualCluster", "virtualclustertemplates"), ...of("Space", "spacetemplates") };
}

function projectClusters(rooms: ActionRooms, { object, parent }: ActionCall): JsonObject {
  const allowed = (parent as unknown as Project).spec.allowedClusters ?? [];
  const clusters = rooms
    .engine()
    .list("clusters")
    .filter((c) => admits(allowed, c.metadata.name));
  return { ...object, ...(clusters.length && { clusters: clusters as unknown as JsonObject[] }) };
}

function projectMembers(rooms: ActionRooms, { object, parent }: ActionCall): JsonObject {
  const members = ((parent as unknown as Project).spec.members ?? []) as { kind?: string; name?: string; clusterRole?: string }[];
  const engine = rooms.engine();
  const infos = (kind: string, plural: string) =>
    members
      .filter((m) => m.kind === kind && m.name)
      .map((m) => {
        const known = (m.name === "*" ? undefined : engine.get(plural, "", m.name as string)) as unknown as PlatformUser | undefined;
        return {
          info: {
            name: m.name as string,
            username: known?.spec.username ?? (m.name as string),
            displayName: known?.spec.displayName ?? "",
          },
        };
      });
  const [users, teams] = [infos("User", "users"), infos("Team", "teams")];
  return { ...object, ...(teams.length && { teams }), ...(users.length && { users }) };
}

/** A kubeconfig is made of a secret that a virtual cluster has once it was Ready; a failure later leaves it there. */
function checkDeployed({ status: { phase, serviceUID } }: Instance): void {
  if (phase === "Ready" || phase === "Sleeping" || (phase === "Failed" && serviceUID)) return;
  throw notDeployed();
}

/** A key of the caller's for a kubeconfig, which ends with it: how the platform calls its own, or whether it has a scope, is not published. */
function keyFor(rooms: ActionRooms, { object, name, user, dryRun }: ActionCall): string {
  const { certificateTTL = oneDay, clientCert } = (object.spec ?? {}) as { certificateTTL?: number; clientCert?: boolean };
  const key = rooms.keys().secret();
  if (dryRun || clientCert) return key;
  rooms.engine().create("ownedaccesskeys", {
    metadata: { name: `kubeconfig-${name.slice(0, 40)}-${rooms.random.text(5, suffix)}` },
    spec: { displayName: `Kubeconfig of ${name}`, type: "User", user: user.name, key, ...(certificateTTL > 0 && { ttl: certificateTTL }) },
  });
  return key;
}

/** A kubeconfig for a virtual cluster: through the platform's proxy unless a server is given. */
export function kubeconfig(
  rooms: Pick<ActionRooms, "random" | "projectNamespacePrefix" | "certificateAuthority"> & { keys: () => { secret(): string } },
  call: ActionCall,
  token = rooms.keys().secret(),
): JsonObject {
  const { server, clientCert } = (call.object.spec ?? {}) as { server?: string; clientCert?: boolean };
  const project = call.namespace.startsWith(rooms.projectNamespacePrefix)
    ? call.namespace.slice(rooms.projectNamespacePrefix.length)
    : call.namespace;
  const certificate = (what: string) => btoa(`-----BEGIN ${what}-----\n${rooms.random.hex(64)}\n-----END ${what}-----\n`);
  const user: Record<string, string> = clientCert
    ? { "client-certificate-data": certificate("CERTIFICATE"), "client-key-data": certificate("PRIVATE KEY") }
    : { token };
  const text = kubeconfigText({
    name: `vcluster_${call.name}_${project}`,
    server:
      server || `${call.url.origin}/kubernetes/project/${encodeURIComponent(project)}/virtualcluster/${encodeURIComponent(call.name)}`,
    user,
    // Another server is signed by somebody else.
    certificateAuthority: server ? undefined : rooms.certificateAuthority,
  });
  return { ...call.object, status: { kubeConfig: text } };
}
