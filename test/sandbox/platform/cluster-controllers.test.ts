// What controllers do in a cluster, although nothing runs: replica sets of deployments, and volumes of claims.
import { describe, expect, it } from "vitest";
import { setup } from "./sandbox.ts";

const cluster = "/kubernetes/cluster/loft-cluster";
const inApps = `${cluster}/apis/apps/v1/namespaces/default`;
const claims = `${cluster}/api/v1/namespaces/default/persistentvolumeclaims`;
const volumes = `${cluster}/api/v1/persistentvolumes`;
const merge = { type: "application/merge-patch+json" };

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
type Any = any;

describe("a deployment", () => {
  const template = (image: string) => ({ metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image }] } });

  function deployed(spec: object = {}) {
    const s = setup();
    const patch = async (change: object) => {
      await s.send("PATCH", `${inApps}/deployments/web`, { spec: change }, merge);
      s.clock.advance(2000);
    };
    const sets = async () => {
      const { items } = (await s.send("GET", `${inApps}/replicasets`)).body;
      const shown = items.map((set: Any) => ({
        revision: set.metadata.annotations["deployment.kubernetes.io/revision"],
        image: set.spec.template.spec.containers[0].image,
        replicas: set.spec.replicas,
        ready: set.status.readyReplicas,
        isObserved: set.status.observedGeneration === set.metadata.generation,
      }));
      return shown.sort((a: Any, b: Any) => a.revision - b.revision);
    };
    const make = async () => {
      const selector = { matchLabels: { app: "web" } };
      await s.send("POST", `${inApps}/deployments`, {
        metadata: { name: "web" },
        spec: { replicas: 2, selector, template: template("a"), ...spec },
      });
      s.clock.advance(2000);
    };
    return { ...s, patch, sets, make };
  }

  it("has a replica set of its template, which it owns, and says its revision", async () => {
    const { make, send, sets } = deployed();
    await make();
    expect(await sets()).toEqual([{ revision: "1", image: "a", replicas: 2, ready: 2, isObserved: true }]);
    const set = (await send("GET", `${inApps}/replicasets`)).body.items[0];
    const hash = set.metadata.labels["pod-template-hash"];
    expect(hash).toMatch(/^[b-df-hj-np-tv-xz2-9]{10}$/);
    const { metadata } = (await send("GET", `${inApps}/deployments/web`)).body;
    expect(metadata.annotations).toEqual({ "deployment.kubernetes.io/revision": "1" });
    expect(set).toMatchObject({
      metadata: {
        name: `web-${hash}`,
        labels: { app: "web" },
        ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: metadata.uid, controller: true }],
      },
      spec: {
        selector: { matchLabels: { app: "web", "pod-template-hash": hash } },
        template: { metadata: { labels: { app: "web", "pod-template-hash": hash } } },
      },
    });
  });

  it("keeps the replica sets of its older templates as its history, and takes one up again", async () => {
    const { make, patch, sets } = deployed();
    await make();
    await patch({ replicas: 3 });
    expect(await sets()).toEqual([{ revision: "1", image: "a", replicas: 3, ready: 3, isObserved: true }]);
    await patch({ template: template("b") });
    const old = { revision: "1", image: "a", replicas: 0, ready: 0, isObserved: true };
    expect(await sets()).toEqual([old, { revision: "2", image: "b", replicas: 3, ready: 3, isObserved: true }]);
    await patch({ template: template("a") });
    expect(await sets()).toEqual([
      { ...old, revision: "2", image: "b" },
      { revision: "3", image: "a", replicas: 3, ready: 3, isObserved: true },
    ]);
  });

  it("keeps as many of them as it says, and rolls nothing out while it is paused", async () => {
    const { make, patch, sets } = deployed({ revisionHistoryLimit: 1 });
    await make();
    await patch({ template: template("b") });
    await patch({ template: template("c") });
    expect((await sets()).map(({ image }: Any) => image)).toEqual(["b", "c"]);
    await patch({ template: template("d"), paused: true });
    expect((await sets()).map(({ image }: Any) => image)).toEqual(["b", "c"]);
    await patch({ paused: false });
    expect((await sets()).map(({ image }: Any) => image)).toEqual(["c", "d"]);
  });

  it("takes its replica sets along when it is deleted", async () => {
    const { make, send, sets, clock } = deployed();
    await make();
    await send("DELETE", `${inApps}/deployments/web`);
    clock.advance(2000);
    expect(await sets()).toEqual([]);
  });
});

describe("a claim", () => {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, storageClassName: "fast" };

  it("is bound to a new volume, which goes with it", async () => {
    const { send, clock } = setup();
    const made = (await send("POST", claims, { metadata: { name: "data" }, spec })).body;
    expect(made.status).toEqual({ phase: "Pending" });
    clock.advance(2000);
    const { body } = await send("GET", `${claims}/data`);
    const name = `pvc-${made.metadata.uid}`;
    expect([body.spec.volumeName, body.status]).toEqual([
      name,
      { phase: "Bound", accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" } },
    ]);
    expect((await send("GET", `${volumes}/${name}`)).body).toMatchObject({
      spec: {
        claimRef: { kind: "PersistentVolumeClaim", namespace: "default", name: "data", uid: made.metadata.uid },
        storageClassName: "fast",
      },
      status: { phase: "Bound" },
    });
    await send("DELETE", `${claims}/data`);
    clock.advance(2000);
    expect((await send("GET", `${volumes}/${name}`)).status).toBe(404);
  });

  it("is bound to the volume that it names as soon as that is there and free, and releases it", async () => {
    const { send, clock } = setup();
    const named = { ...spec, storageClassName: "", volumeName: "disk" };
    await send("POST", claims, { metadata: { name: "first" }, spec: named });
    clock.advance(2000);
    await send("POST", volumes, { metadata: { name: "disk" }, spec: { capacity: { storage: "5Gi" }, accessModes: ["ReadWriteMany"] } });
    clock.advance(2000);
    expect((await send("GET", `${claims}/first`)).body.status).toEqual({
      phase: "Bound",
      accessModes: ["ReadWriteMany"],
      capacity: { storage: "5Gi" },
    });
    await send("POST", claims, { metadata: { name: "second" }, spec: named });
    clock.advance(2000);
    expect((await send("GET", `${claims}/second`)).body.status).toEqual({ phase: "Pending" });
    await send("DELETE", `${claims}/first`);
    clock.advance(2000);
    expect((await send("GET", `${volumes}/disk`)).body.status.phase).toBe("Released");
  });

  it("waits if it wants a volume that is there, and names none", async () => {
    const { send, clock } = setup();
    await send("POST", claims, { metadata: { name: "data" }, spec: { ...spec, storageClassName: "" } });
    clock.advance(10_000);
    expect((await send("GET", `${claims}/data`)).body.status).toEqual({ phase: "Pending" });
  });
});
