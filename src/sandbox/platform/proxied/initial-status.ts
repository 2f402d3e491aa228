import type { KubeObject } from "../../kubernetes/index.ts";

type Amounts = Readonly<Record<string, unknown>>;

interface Pod {
  spec?: { containers?: Container[]; initContainers?: Container[] };
}

interface Container {
  resources?: { requests?: Amounts; limits?: Amounts };
}

/** How well a pod is served when its node runs short, by the CPU and memory that its containers ask for. */
function qosClass({ spec }: Pod): string {
  const counted = ["cpu", "memory"];
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map(({ resources = {} }) => resources);
  if (!containers.some(({ requests = {}, limits = {} }) => counted.some((name) => name in requests || name in limits))) return "BestEffort";
  const isGuaranteed = containers.every(({ requests = {}, limits = {} }) =>
    counted.every((name) => name in limits && (!(name in requests) || requests[name] === limits[name])),
  );
  return isGuaranteed ? "Guaranteed" : "Burstable";
}

/** Statuses that an API server writes into new objects. */
const statuses: Readonly<Record<string, (object: KubeObject) => object>> = {
  namespaces: () => ({ phase: "Active" }),
  persistentvolumeclaims: () => ({ phase: "Pending" }),
  persistentvolumes: () => ({ phase: "Pending" }),
  pods: (object) => ({ phase: "Pending", qosClass: qosClass(object as unknown as Pod) }),
};

/** Writes the status that a new object of a kind has from the start. */
export function writeInitialStatus(key: string, object: KubeObject): void {
  const status = Object.hasOwn(statuses, key) ? statuses[key]?.(object) : undefined;
  if (status) object.status = status;
}
