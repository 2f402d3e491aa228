import { type FieldError, invalid, invalidField, type KubeObject, type Preparation } from "../../kubernetes/index.ts";

/** The parts of a service that an API server fills. */
interface ServiceSpec {
  type?: string;
  selector?: object;
  clusterIP?: string | undefined;
  clusterIPs?: string[];
  ipFamilies?: string[];
  ipFamilyPolicy?: string;
  allocateLoadBalancerNodePorts?: boolean;
  ports?: { name?: string; nodePort?: number | undefined }[];
}

const specOf = (object: KubeObject | undefined) => (object?.spec ?? {}) as ServiceSpec;

const isExternal = ({ type }: ServiceSpec) => type === "ExternalName";
const isHeadless = ({ clusterIP }: ServiceSpec) => clusterIP === "None";
const hasNodePorts = ({ type, allocateLoadBalancerNodePorts }: ServiceSpec) =>
  type === "NodePort" || (type === "LoadBalancer" && allocateLoadBalancerNodePorts !== false);

/** Addresses are of the range that kubeadm takes; the first one is left to the service of the API server. */
const address = (n: number) => `10.${96 + ((n >> 16) & 15)}.${(n >> 8) & 255}.${n & 255}`;
const firstAddress = 2;
const inRange = /^10\.(9[6-9]|10\d|11[01])\.\d{1,3}\.\d{1,3}$/;
const firstNodePort = 30_000;

/** The first one that nobody has. */
function free<T>(taken: ReadonlySet<T | undefined>, nth: (n: number) => T): T {
  for (let n = 0; ; n++) if (!taken.has(nth(n))) return nth(n);
}

/** Gives a service the addresses and ports that it asks for, and keeps those that it has. */
export function allocate({ resource, object, old }: Preparation, services: () => readonly KubeObject[]): void {
  const spec = specOf(object);
  const before = old && specOf(old);
  const { uid } = (old ?? object).metadata;
  const others = services().filter(({ metadata }) => metadata.uid !== uid);
  const errors: FieldError[] = [];
  if (isExternal(spec)) {
    for (const field of ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] as const) delete spec[field];
  } else allocateAddress(spec, before && !isExternal(before) ? before : undefined, others, errors);
  if (hasNodePorts(spec)) allocatePorts(spec, before && hasNodePorts(before) ? before : undefined, others);
  // Ports of a service that has none any more.
  else if (before && hasNodePorts(before)) for (const port of spec.ports ?? []) delete port.nodePort;
  if (errors.length) throw invalid(resource.group, resource.kind, object.metadata.name ?? "", errors);
}

function allocateAddress(spec: ServiceSpec, before: ServiceSpec | undefined, others: readonly KubeObject[], errors: FieldError[]): void {
  const wrong = (field: string, why: string) =>
    errors.push({ reason: "FieldValueInvalid", field, text: `Invalid value: []string{${JSON.stringify(spec.clusterIP)}}: ${why}` });
  spec.clusterIP ||= before?.clusterIP || spec.clusterIPs?.[0] || "";
  if (before?.clusterIP && spec.clusterIP !== before.clusterIP) wrong("spec.clusterIPs[0]", "may not change once set");
  const taken = new Set(others.map((service) => specOf(service).clusterIP));
  if (!before?.clusterIP && spec.clusterIP && !isHeadless(spec)) {
    if (!/^[\d.]+$|:/.test(spec.clusterIP)) {
      errors.push(invalidField("spec.clusterIPs[0]", spec.clusterIP, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"));
    } else if (!inRange.test(spec.clusterIP)) {
      wrong("spec.clusterIPs", `failed to allocate IP ${spec.clusterIP}: the provided network does not match the current range`);
    } else if (taken.has(spec.clusterIP)) {
      wrong("spec.clusterIPs", `failed to allocate IP ${spec.clusterIP}: provided IP is already allocated`);
    }
  }
  const ip = spec.clusterIP || free(taken, (n) => address(firstAddress + n));
  spec.clusterIP = ip;
  spec.clusterIPs = [ip];
  // A headless service that selects no pods is taken to be for both families.
  const isDual = isHeadless(spec) && !Object.keys(spec.selector ?? {}).length;
  spec.ipFamilyPolicy ??= before?.ipFamilyPolicy ?? (isDual ? "RequireDualStack" : "SingleStack");
  spec.ipFamilies ??= before?.ipFamilies ?? (isDual ? ["IPv4", "IPv6"] : ["IPv4"]);
}

function allocatePorts(spec: ServiceSpec, before: ServiceSpec | undefined, others: readonly KubeObject[]): void {
  const ports = spec.ports ?? [];
  const had = new Map(before?.ports?.map(({ name, nodePort }) => [name, nodePort]));
  const taken = new Set(others.flatMap((service) => specOf(service).ports ?? []).map(({ nodePort }) => nodePort));
  for (const { nodePort } of ports) taken.add(nodePort);
  for (const port of ports) {
    if (port.nodePort) continue;
    const old = had.get(port.name);
    port.nodePort = old !== undefined && !taken.has(old) ? old : free(taken, (n) => firstNodePort + n);
    taken.add(port.nodePort);
  }
}

/** Whether a service waits for a load balancer. */
export function waitsForBalancer({ spec, status }: KubeObject): boolean {
  const ingress = (status as { loadBalancer?: { ingress?: unknown[] } } | undefined)?.loadBalancer?.ingress;
  return (spec as ServiceSpec | undefined)?.type === "LoadBalancer" && !ingress?.length;
}

/** Writes the address of a load balancer, of a range that is for documents, although there is none. */
export function balance(draft: KubeObject): void {
  const host = specOf(draft).clusterIP?.split(".").pop() ?? "1";
  draft.status = { ...(draft.status as object), loadBalancer: { ingress: [{ ip: `203.0.113.${host}`, ipMode: "VIP" }] } };
}
