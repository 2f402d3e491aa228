// What an API server gives to services. Answers are those of kube-apiserver 1.33, but for the addresses.
import { describe, expect, it } from "vitest";
import { setup } from "./sandbox.ts";

const services = "/kubernetes/cluster/loft-cluster/api/v1/namespaces/default/services";

function made() {
  const s = setup();
  const make = (name: string, spec: object) => s.send("POST", services, { metadata: { name }, spec });
  const put = (name: string, spec: object) => s.send("PUT", `${services}/${name}`, { metadata: { name }, spec });
  return { ...s, make, put };
}

const ports = [{ port: 80 }];

describe("a service", () => {
  it("gets an address of its own, which belongs to nobody", async () => {
    const { make } = made();
    const { body } = await make("a", { ports, selector: { a: "b" } });
    expect(body.spec).toEqual({
      ports: [{ protocol: "TCP", port: 80, targetPort: 80 }],
      selector: { a: "b" },
      clusterIP: "10.96.0.2",
      clusterIPs: ["10.96.0.2"],
      type: "ClusterIP",
      sessionAffinity: "None",
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      internalTrafficPolicy: "Cluster",
    });
    expect(Object.keys(body.metadata.managedFields[0].fieldsV1["f:spec"])).not.toContain("f:clusterIP");
    expect((await make("b", { ports })).body.spec.clusterIP).toBe("10.96.0.3");
  });

  it.each([
    [
      { clusterIP: "None", selector: { a: "b" } },
      { clusterIPs: ["None"], ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" },
    ],
    [{ clusterIP: "None" }, { clusterIPs: ["None"], ipFamilies: ["IPv4", "IPv6"], ipFamilyPolicy: "RequireDualStack" }],
    [{ clusterIP: "10.96.7.7", ports }, { clusterIPs: ["10.96.7.7"] }],
    [
      { type: "NodePort", ports },
      { ports: [{ nodePort: 30_000 }], externalTrafficPolicy: "Cluster" },
    ],
    [{ type: "NodePort", ports: [{ port: 80, nodePort: 31_000 }] }, { ports: [{ nodePort: 31_000 }] }],
    [
      { type: "LoadBalancer", ports, sessionAffinity: "ClientIP" },
      {
        ports: [{ nodePort: 30_000 }],
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
        allocateLoadBalancerNodePorts: true,
      },
    ],
  ])("with %j has %j", async (spec, expected) => {
    expect((await made().make("s", spec)).body.spec).toMatchObject(expected);
  });

  it("has no ports of nodes where it wants none, and no address where it is a name", async () => {
    const { make } = made();
    const balanced = await make("l", { type: "LoadBalancer", allocateLoadBalancerNodePorts: false, ports });
    expect(balanced.body.spec.ports).toEqual([{ protocol: "TCP", port: 80, targetPort: 80 }]);
    const { body } = await make("e", { type: "ExternalName", externalName: "example.com" });
    expect(body.spec).toEqual({ type: "ExternalName", externalName: "example.com", sessionAffinity: "None" });
  });

  it.each([
    [
      "10.96.0.2",
      'spec.clusterIPs: Invalid value: []string{"10.96.0.2"}: failed to allocate IP 10.96.0.2: provided IP is already allocated',
    ],
    [
      "1.2.3.4",
      'spec.clusterIPs: Invalid value: []string{"1.2.3.4"}: failed to allocate IP 1.2.3.4: the provided network does not match the current range',
    ],
    ["x", 'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
  ])("can't have the address %s", async (clusterIP, message) => {
    const { make } = made();
    await make("a", { ports });
    const { status, body } = await make("h", { ports, clusterIP });
    expect([status, body.message]).toEqual([422, `Service "h" is invalid: ${message}`]);
  });

  it("keeps its address and its ports when a change does not name them", async () => {
    const { make, put } = made();
    await make("a", { ports });
    await make("b", { type: "NodePort", ports });
    expect((await put("a", { ports: [{ port: 81 }] })).body.spec).toMatchObject({ clusterIP: "10.96.0.2", clusterIPs: ["10.96.0.2"] });
    expect((await put("b", { type: "NodePort", ports: [{ port: 81 }, { port: 82, name: "q" }] })).body.spec.ports).toMatchObject([
      { port: 81, nodePort: 30_000 },
      { port: 82, nodePort: 30_001 },
    ]);
    const { status, body } = await put("a", { ports, clusterIP: "10.96.0.9" });
    expect([status, body.message]).toEqual([
      422,
      'Service "a" is invalid: spec.clusterIPs[0]: Invalid value: []string{"10.96.0.9"}: may not change once set',
    ]);
  });

  it("loses its ports of nodes, and its address, with the type that has them", async () => {
    const { make, put } = made();
    await make("a", { type: "NodePort", ports: [{ port: 80, nodePort: 30_005 }] });
    const inside = await put("a", { ports: [{ port: 80, nodePort: 30_005 }] });
    expect(inside.body.spec.ports).toEqual([{ protocol: "TCP", port: 80, targetPort: 80 }]);
    const name = await put("a", { type: "ExternalName", externalName: "example.com" });
    expect(name.body.spec).not.toHaveProperty("clusterIP");
  });

  it("of the type LoadBalancer has an address outside after a while", async () => {
    const { make, send, clock } = made();
    expect((await make("l", { type: "LoadBalancer", ports })).body.status).toEqual({ loadBalancer: {} });
    clock.advance(2000);
    expect((await send("GET", `${services}/l`)).body.status.loadBalancer.ingress).toEqual([{ ip: "203.0.113.2", ipMode: "VIP" }]);
  });
});
