import type { CloudCasaSandbox } from "./cloudcasa/index.ts";
import type { KubeObject } from "./kubernetes/index.ts";
import type { PlatformSandbox } from "./platform/index.ts";

const deployments = "deployments.apps";
const namespace = "cloudcasa-io";
const name = "cloudcasa-kubeagent-manager";

interface Deployment {
  spec?: { template?: { spec?: { containers?: { env?: { name?: string; value?: string }[] }[] } } };
}

/** The id of the CloudCasa cluster that the agent of a Deployment is for. */
function clusterId(object: KubeObject | undefined): string | undefined {
  const containers = (object as unknown as Deployment | undefined)?.spec?.template?.spec?.containers ?? [];
  return containers.flatMap((container) => container.env ?? []).find((entry) => entry.name === "AMDS_CLUSTER_ID")?.value;
}

/**
 * What becomes of CloudCasa's agents in clusters behind the platform: an agent comes up when its manifest is applied there, is lost when
 * the manifest is deleted, or when its virtual cluster sleeps or is deleted, and comes back with the virtual cluster.
 */
export function followAgents(platform: PlatformSandbox, cloudcasa: CloudCasaSandbox): void {
  const isAwake = (uid: string): boolean => {
    const instance = platform.engine.list("virtualclusterinstances").find((object) => object.metadata.uid === uid);
    return !instance || (instance.status as { phase?: string }).phase === "Ready";
  };
  platform.subscribeClusters((uid, key, { type, object, before }) => {
    if (key !== deployments || object.metadata.name !== name || object.metadata.namespace !== namespace) return;
    const id = type === "DELETED" ? undefined : clusterId(object);
    const old = clusterId(before);
    if (old !== undefined && old !== id) cloudcasa.agentLost(old);
    if (id !== undefined && id !== old && isAwake(uid)) cloudcasa.agentInstalled(id);
  });
  platform.engine.subscribe((plural, { type, object, before }) => {
    if (plural !== "virtualclusterinstances" || type !== "MODIFIED") return;
    const runs = ({ metadata, status }: KubeObject) => (status as { phase?: string }).phase === "Ready" && !metadata.deletionTimestamp;
    const [did, does] = [runs(before as KubeObject), runs(object)];
    if (did === does) return;
    const id = clusterId(platform.clusterOf(object.metadata.uid as string)?.get(deployments, namespace, name));
    if (id === undefined) return;
    if (does) cloudcasa.agentInstalled(id);
    else cloudcasa.agentLost(id);
  });
}
