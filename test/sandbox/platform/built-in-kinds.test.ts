import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const cluster = "/kubernetes/cluster/loft-cluster";
const v1 = `${cluster}/api/v1/namespaces/default`;
const leases = `${cluster}/apis/coordination.k8s.io/v1/namespaces/default/leases`;

/** The status of a PUT to an object that is there, without its resourceVersion. */
async function putUnconditionally({ send }: Setup, collection: string, object: object): Promise<number> {
  const name = "unconditional";
  await send("POST", collection, { metadata: { name }, ...object });
  return (await send("PUT", `${collection}/${name}`, { metadata: { name, labels: { changed: "yes" } }, ...object })).status;
}

describe("a PUT without resourceVersion", () => {
  it.each([
    ["configmaps", v1],
    ["secrets", v1],
    ["services", v1],
    ["pods", v1],
    ["namespaces", `${cluster}/api/v1`],
    ["deployments", `${cluster}/apis/apps/v1/namespaces/default`],
    ["jobs", `${cluster}/apis/batch/v1/namespaces/default`],
    ["ingresses", `${cluster}/apis/networking.k8s.io/v1/namespaces/default`],
    ["roles", `${cluster}/apis/rbac.authorization.k8s.io/v1/namespaces/default`],
    ["storageclasses", `${cluster}/apis/storage.k8s.io/v1`],
  ])("is taken for %s", async (plural, root) => {
    expect(await putUnconditionally(setup(), `${root}/${plural}`, {})).toBe(200);
  });

  it.each([
    ["leases", leases],
    ["poddisruptionbudgets", `${cluster}/apis/policy/v1/namespaces/default/poddisruptionbudgets`],
    ["csidrivers", `${cluster}/apis/storage.k8s.io/v1/csidrivers`],
    ["validatingwebhookconfigurations", `${cluster}/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations`],
  ])("is refused for %s", async (_, collection) => {
    expect(await putUnconditionally(setup(), collection, {})).toBe(422);
  });

  it("is refused for definitions and custom objects", async () => {
    const s = setup();
    const definitions = `${cluster}/apis/apiextensions.k8s.io/v1/customresourcedefinitions`;
    const name = "things.example.com";
    const spec = {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "things", kind: "Thing" },
      versions: [{ name: "v1", served: true, storage: true }],
    };
    expect((await s.send("POST", definitions, { metadata: { name }, spec })).status).toBe(201);
    const put = await s.send("PUT", `${definitions}/${name}`, { metadata: { name }, spec });
    expect([put.status, put.body.message]).toEqual([422, expect.stringContaining("must be specified for an update")]);
    const things = `${cluster}/apis/example.com/v1/namespaces/default/things`;
    expect(await putUnconditionally(s, things, { apiVersion: "example.com/v1", kind: "Thing" })).toBe(422);
  });

  it("writes nothing when nothing changes", async () => {
    const { send } = setup();
    const object = { metadata: { name: "a" }, data: { key: "value" } };
    const made = (await send("POST", `${v1}/configmaps`, object)).body;
    const { status, body } = await send("PUT", `${v1}/configmaps/a`, object);
    expect([status, body.metadata.resourceVersion]).toEqual([200, made.metadata.resourceVersion]);
  });

  it("is refused when its uid is that of another object", async () => {
    const { send } = setup();
    await send("POST", `${v1}/configmaps`, { metadata: { name: "a" } });
    const { status, body } = await send("PUT", `${v1}/configmaps/a`, { metadata: { name: "a", uid: "another" } });
    expect([status, body.reason, body.message]).toEqual([409, "Conflict", expect.stringContaining("UID in precondition: another")]);
  });
});

describe("a PUT to a name that is not there", () => {
  it.each([
    ["leases", leases],
    ["services", `${v1}/services`],
    ["endpoints", `${v1}/endpoints`],
    ["clusterroles", `${cluster}/apis/rbac.authorization.k8s.io/v1/clusterroles`],
  ])("creates %s", async (_, collection) => {
    const { send } = setup();
    const { status, body } = await send("PUT", `${collection}/new`, { metadata: { name: "new" } });
    expect([status, body.metadata.uid]).toEqual([201, expect.any(String)]);
    expect((await send("GET", `${collection}/new`)).status).toBe(200);
  });

  it("creates nothing of other kinds, in a dry run, or for a uid", async () => {
    const { send } = setup();
    expect((await send("PUT", `${v1}/configmaps/new`, { metadata: { name: "new" } })).status).toBe(404);
    expect((await send("PUT", `${leases}/new?dryRun=All`, { metadata: { name: "new" } })).status).toBe(201);
    expect((await send("PUT", `${leases}/new`, { metadata: { name: "new", uid: "u" } })).status).toBe(409);
    expect((await send("GET", `${leases}/new`)).status).toBe(404);
  });
});

describe("DELETE", () => {
  it.each([
    ["pods", v1],
    ["services", v1],
    ["serviceaccounts", v1],
    ["persistentvolumeclaims", v1],
    ["persistentvolumes", `${cluster}/api/v1`],
    ["podtemplates", v1],
    ["resourcequotas", v1],
    ["storageclasses", `${cluster}/apis/storage.k8s.io/v1`],
  ])("of %s answers with the object, in the version of its deletion", async (plural, root) => {
    const { send } = setup();
    const made = (await send("POST", `${root}/${plural}`, { metadata: { name: "gone" } })).body;
    const dry = await send("DELETE", `${root}/${plural}/gone?dryRun=All`);
    expect(dry.body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
    const { status, body } = await send("DELETE", `${root}/${plural}/gone`);
    expect([status, body.kind, body.metadata.uid]).toEqual([200, made.kind, made.metadata.uid]);
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(Number(made.metadata.resourceVersion));
    expect((await send("GET", `${root}/${plural}/gone`)).status).toBe(404);
  });

  it.each(["configmaps", "secrets", "endpoints"])("of %s answers with a Status", async (plural) => {
    const { send } = setup();
    await send("POST", `${v1}/${plural}`, { metadata: { name: "gone" } });
    expect((await send("DELETE", `${v1}/${plural}/gone`)).body).toMatchObject({ kind: "Status", status: "Success" });
  });
});

describe("names", () => {
  it.each([
    ["namespaces", `${cluster}/api/v1`],
    ["services", v1],
    ["pods", v1],
  ])("of %s are made up behind a dash", async (plural, root) => {
    const { status, body } = await setup().send("POST", `${root}/${plural}`, { metadata: { generateName: "run-" } });
    expect([status, body.metadata.name]).toEqual([201, expect.stringMatching(/^run-[a-z0-9]{5}$/)]);
  });

  it("of services begin with a letter", async () => {
    const { status, body } = await setup().send("POST", `${v1}/services`, { metadata: { name: "1st" } });
    expect([status, body.message]).toEqual([422, expect.stringContaining("a DNS-1035 label must consist of")]);
  });
});

describe("what an API server writes of its own", () => {
  /** As kube-apiserver 1.33 answers a POST of nothing but a name. */
  it.each([
    ["deployments", "apps/v1", {}],
    ["replicasets", "apps/v1", { replicas: 0 }],
    ["statefulsets", "apps/v1", { replicas: 0, availableReplicas: 0 }],
    ["daemonsets", "apps/v1", { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }],
    ["jobs", "batch/v1", {}],
    ["cronjobs", "batch/v1", {}],
    ["ingresses", "networking.k8s.io/v1", { loadBalancer: {} }],
    ["poddisruptionbudgets", "policy/v1", { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }],
    ["horizontalpodautoscalers", "autoscaling/v2", { currentMetrics: null, desiredReplicas: 0 }],
    ["horizontalpodautoscalers", "autoscaling/v1", { currentReplicas: 0, desiredReplicas: 0 }],
    ["services", "v1", { loadBalancer: {} }],
    ["pods", "v1", { phase: "Pending", qosClass: "BestEffort" }],
    ["persistentvolumeclaims", "v1", { phase: "Pending" }],
    ["resourcequotas", "v1", {}],
    ["replicationcontrollers", "v1", { replicas: 0 }],
  ])("is the status of %s of %s", async (plural, apiVersion, status) => {
    const root = apiVersion === "v1" ? v1 : `${cluster}/apis/${apiVersion}/namespaces/default`;
    const { send } = setup();
    const made = (await send("POST", `${root}/${plural}`, { metadata: { name: "new", labels: { a: "b" } } })).body;
    expect(made.status).toEqual(status);
    // A client's own status is not taken, and no manager owns what the server wrote.
    const sent = await send("PUT", `${root}/${plural}/new`, { ...made, spec: { changed: true }, status: { phase: "Mine" } });
    expect([sent.status, sent.body.status]).toEqual([200, status]);
    expect(JSON.stringify(sent.body.metadata.managedFields)).not.toContain("f:status");
  });

  it("is an empty spec, and none where the kind has none", async () => {
    const { send } = setup();
    const make = async (path: string) => (await send("POST", path, { metadata: { name: "new" } })).body;
    expect((await make(`${v1}/limitranges`)).spec).toEqual({});
    expect((await make(`${v1}/persistentvolumeclaims`)).spec).toEqual({ resources: {}, volumeMode: "Filesystem" });
    expect(await make(`${v1}/configmaps`)).not.toHaveProperty("spec");
    expect(await make(`${cluster}/apis/rbac.authorization.k8s.io/v1/clusterroles`)).toMatchObject({ rules: null });
  });

  it.each([
    [[{}], "BestEffort"],
    [[{ requests: { cpu: "1" } }], "Burstable"],
    [[{ limits: { cpu: "1", memory: "1Gi" } }], "Guaranteed"],
    [[{ limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "500m" } }], "Burstable"],
    [[{ limits: { cpu: "1", memory: "1Gi" } }, {}], "Burstable"],
  ])("is the class of a pod with the resources %j", async (resources, qosClass) => {
    const containers = resources.map((resource, i) => ({ name: `c${i}`, resources: resource }));
    const { body } = await setup().send("POST", `${v1}/pods`, { metadata: { name: "p" }, spec: { containers } });
    expect(body.status.qosClass).toBe(qosClass);
  });
});

describe("plain values of a secret", () => {
  const secrets = `${v1}/secrets`;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
  const owners = (body: any) =>
    Object.fromEntries((body.metadata.managedFields ?? []).map((m: { manager: string; fieldsV1: object }) => [m.manager, m.fieldsV1]));

  it("are kept in base64, and owned as such by who creates, patches or replaces", async () => {
    const { send } = setup();
    const made = await send("POST", `${secrets}?fieldManager=a`, { metadata: { name: "s" }, stringData: { k: "v" }, data: { o: "bw==" } });
    expect(made.body).toMatchObject({ data: { k: "dg==", o: "bw==" }, type: "Opaque" });
    expect(made.body).not.toHaveProperty("stringData");
    expect(owners(made.body)).toEqual({ a: { "f:data": { ".": {}, "f:k": {}, "f:o": {} }, "f:type": {} } });
    const patched = await send("PATCH", `${secrets}/s?fieldManager=b`, { stringData: { k: "w" } });
    expect(owners(patched.body)).toEqual({ a: { "f:data": { ".": {}, "f:o": {} }, "f:type": {} }, b: { "f:data": { "f:k": {} } } });
    const put = await send("PUT", `${secrets}/s?fieldManager=c`, { metadata: { name: "s" }, stringData: { k: "x" } });
    expect([put.body.data, owners(put.body)]).toEqual([
      { k: "eA==" },
      { a: { "f:data": {}, "f:type": {} }, c: { "f:data": { "f:k": {} } } },
    ]);
  });

  it("are owned as they are sent by who applies, and stay when they are applied no more", async () => {
    const { send } = setup();
    const apply = async (more: object) => {
      const object = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, ...more };
      return (await send("PATCH", `${secrets}/s?fieldManager=m`, object, { type: "application/apply-patch+yaml" })).body;
    };
    const made = await apply({ stringData: { k: "v" } });
    expect([made.data, owners(made)]).toEqual([{ k: "dg==" }, { m: { "f:stringData": { "f:k": {} } } }]);
    expect((await apply({})).data).toEqual({ k: "dg==" });
  });
});

it("a namespace is labelled with its name, and the label belongs to who makes it", async () => {
  const { send } = setup();
  const namespaces = `${cluster}/api/v1/namespaces`;
  const { metadata } = (await send("POST", `${namespaces}?fieldManager=m`, { metadata: { name: "shop" } })).body;
  const labels = { "f:labels": { ".": {}, "f:kubernetes.io/metadata.name": {} } };
  expect(metadata.managedFields).toMatchObject([{ manager: "m", fieldsV1: { "f:metadata": labels } }]);
  const patched = (await send("PATCH", `${namespaces}/shop`, { metadata: { labels: null } })).body;
  expect(patched.metadata.labels).toEqual({ "kubernetes.io/metadata.name": "shop" });
});

describe("groups of Kubernetes 1.33", () => {
  it.each([
    ["events.k8s.io/v1", "namespaces/default/events", { regarding: {}, deprecatedSource: {}, eventTime: null }],
    ["flowcontrol.apiserver.k8s.io/v1", "flowschemas", { spec: {}, status: {} }],
    ["flowcontrol.apiserver.k8s.io/v1", "prioritylevelconfigurations", { spec: {}, status: {} }],
    ["storage.k8s.io/v1", "namespaces/default/csistoragecapacities", { storageClassName: "" }],
    ["networking.k8s.io/v1", "ipaddresses", { spec: {} }],
    ["networking.k8s.io/v1", "servicecidrs", { spec: {}, status: {} }],
  ])("%s has %s", async (apiVersion, path, written) => {
    const { send } = setup();
    const root = `${cluster}/apis/${apiVersion}/${path}`;
    const { status, body } = await send("POST", root, { metadata: { name: "new" } });
    expect([status, body]).toMatchObject([201, written]);
    expect((await send("GET", root)).body.items).toHaveLength(1);
  });
});

interface Discovered {
  resource: string;
  responseKind: { group: string; version: string; kind: string };
  scope: string;
  verbs: string[];
  shortNames?: string[];
  categories?: string[];
  subresources?: { subresource: string; responseKind: Discovered["responseKind"]; verbs: string[] }[];
}

it("discovery is that of kube-apiserver 1.33", async () => {
  const recorded = JSON.parse(readFileSync(new URL("discovery-1.33.json", import.meta.url), "utf8"));
  const { sandbox } = setup();
  const found: Record<string, object> = {};
  for (const root of ["/api", "/apis"]) {
    const url = `https://platform.test${cluster}${root}`;
    const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    const response = await sandbox.handle(new Request(url, { headers: { authorization: "Bearer admin-token", accept } }), new URL(url));
    const { items } = (await response.json()) as {
      items: { metadata: { name?: string }; versions: { version: string; resources: Discovered[] }[] }[];
    };
    for (const { metadata, versions } of items) {
      for (const { version, resources } of versions) {
        found[metadata.name ? `${metadata.name}/${version}` : version] = Object.fromEntries(
          resources.map(({ resource, responseKind, scope, verbs, shortNames: short, categories, subresources }) => [
            resource,
            {
              kind: responseKind.kind,
              scope,
              verbs: verbs.join(" "),
              ...(short && { short }),
              ...(categories && { categories }),
              ...(subresources && {
                subresources: Object.fromEntries(subresources.map((s) => [s.subresource, `${s.responseKind.kind}: ${s.verbs.join(" ")}`])),
              }),
            },
          ]),
        );
      }
    }
  }
  expect(found).toEqual(recorded);
});

it("discovery says whose kind a subresource is, where it is another group's", async () => {
  const { resources } = (await setup().send("GET", `${cluster}/apis/apps/v1`)).body;
  const scale = resources.find(({ name }: { name: string }) => name === "deployments/scale");
  expect(scale).toMatchObject({ group: "autoscaling", version: "v1", kind: "Scale", verbs: ["get", "patch", "update"] });
});

describe("a finalizer without a domain", () => {
  const definitions = `${cluster}/apis/apiextensions.k8s.io/v1/customresourcedefinitions`;
  const message = 'Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified';

  it.each([
    ["ConfigMap", `${v1}/configmaps`],
    ["Pod", `${v1}/pods`],
    ["Namespace", `${cluster}/api/v1/namespaces`],
    ["Role.rbac.authorization.k8s.io", `${cluster}/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles`],
    ["Lease.coordination.k8s.io", leases],
  ])("is refused of a %s", async (kind, collection) => {
    const { send } = setup();
    const { status, body } = await send("POST", collection, { metadata: { name: "a", finalizers: ["example.com/ours", "mine"] } });
    expect([status, body.message]).toEqual([422, `${kind} "a" is invalid: metadata.finalizers[1]: ${message}`]);
    expect(body.details.causes).toEqual([{ reason: "FieldValueInvalid", message, field: "metadata.finalizers[1]" }]);
    expect((await send("POST", collection, { metadata: { name: "a", finalizers: ["orphan"] } })).status).toBe(201);
    expect((await send("PATCH", `${collection}/a`, { metadata: { finalizers: ["mine"] } })).body.details.causes).toEqual([
      { reason: "FieldValueInvalid", message: message, field: "metadata.finalizers[0]" },
    ]);
  });

  it.each([
    ["an event of the core group", `${v1}/events`, {}],
    ["a disruption budget", `${cluster}/apis/policy/v1/namespaces/default/poddisruptionbudgets`, {}],
    ["a webhook", `${cluster}/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations`, {}],
    ["an object of the platform", "users", {}],
  ])("is taken of %s", async (_, collection) => {
    expect((await setup().send("POST", collection, { metadata: { name: "a", finalizers: ["mine"] } })).status).toBe(201);
  });

  it("is taken of a custom object", async () => {
    const s = setup();
    const spec = {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "things", kind: "Thing" },
      versions: [{ name: "v1", served: true, storage: true }],
    };
    await s.send("POST", definitions, { metadata: { name: "things.example.com" }, spec });
    const things = `${cluster}/apis/example.com/v1/namespaces/default/things`;
    const thing = { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "a", finalizers: ["mine"] } };
    expect((await s.send("POST", things, thing)).status).toBe(201);
  });
});

describe("a write of the status", () => {
  const sent = {
    labels: { sent: "yes" },
    annotations: { sent: "yes" },
    finalizers: ["example.com/sent"],
    ownerReferences: [{ apiVersion: "v1", kind: "Namespace", name: "default", uid: "u" }],
  };
  const fields = Object.keys(sent) as (keyof typeof sent)[];
  const made = { labels: { made: "yes" } };

  it.each([
    ["deployments", `${cluster}/apis/apps/v1/namespaces/default`, ["labels"]],
    ["daemonsets", `${cluster}/apis/apps/v1/namespaces/default`, []],
    ["jobs", `${cluster}/apis/batch/v1/namespaces/default`, []],
    ["services", v1, []],
    ["pods", v1, ["ownerReferences"]],
    ["persistentvolumeclaims", v1, []],
    ["nodes", `${cluster}/api/v1`, []],
    ["ingresses", `${cluster}/apis/networking.k8s.io/v1/namespaces/default`, []],
    ["customresourcedefinitions", `${cluster}/apis/apiextensions.k8s.io/v1`, []],
    ["volumeattachments", `${cluster}/apis/storage.k8s.io/v1`, fields],
    ["flowschemas", `${cluster}/apis/flowcontrol.apiserver.k8s.io/v1`, fields],
  ])("of %s leaves what its kind guards of metadata", async (plural, root, guarded) => {
    const { send } = setup();
    const isDefinition = plural === "customresourcedefinitions";
    const name = isDefinition ? "things.example.com" : "a";
    const spec = isDefinition
      ? {
          group: "example.com",
          scope: "Cluster",
          names: { plural: "things", kind: "Thing" },
          versions: [{ name: "v1", served: true, storage: true }],
        }
      : {};
    expect((await send("POST", `${root}/${plural}`, { metadata: { name, ...made }, spec })).status).toBe(201);
    const { body: before } = await send("GET", `${root}/${plural}/${name}`);
    const { status, body } = await send("PUT", `${root}/${plural}/${name}/status`, {
      ...before,
      metadata: { ...before.metadata, ...sent },
    });
    expect(status).toBe(200);
    for (const field of fields)
      expect(body.metadata[field], field).toEqual((guarded as string[]).includes(field) ? before.metadata[field] : sent[field]);
    expect(body.metadata.generation).toBe(before.metadata.generation);
    const owned = body.metadata.managedFields?.find((entry: { subresource?: string }) => entry.subresource === "status");
    const names = Object.keys(owned?.fieldsV1["f:metadata"] ?? {}).map((key) => key.slice(2));
    expect(names.sort()).toEqual(fields.filter((field) => !(guarded as string[]).includes(field)).sort());
  });

  it("drops what a PUT of a kind that keeps it leaves out, and goes on to delete what waits for its finalizers", async () => {
    const { send } = setup();
    const deployments = `${cluster}/apis/apps/v1/namespaces/default/deployments`;
    await send("POST", deployments, { metadata: { name: "a", annotations: { a: "b" }, finalizers: ["example.com/ours"] } });
    expect(
      (await send("PUT", `${deployments}/a/status`, { metadata: { name: "a", finalizers: ["example.com/ours"] } })).body.metadata
        .annotations,
    ).toBe(undefined);
    await send("DELETE", `${deployments}/a`);
    await send("PATCH", `${deployments}/a/status`, { metadata: { finalizers: null } });
    expect((await send("GET", `${deployments}/a`)).status).toBe(404);
  });

  it("of the platform's kinds leaves metadata as it is", async () => {
    const { send } = setup();
    expect((await send("PATCH", "projects/demo/status", { metadata: sent })).body.metadata.labels).toBeUndefined();
  });
});

it.each([
  ["configmaps", `${v1}/configmaps`, "v1", "ConfigMap"],
  ["users.management.loft.sh", "users", "management.loft.sh/v1", "User"],
])("server-side apply of %s that do not exist, with a uid, is a conflict", async (resource, collection, apiVersion, kind) => {
  const { send } = setup();
  const object = { apiVersion, kind, metadata: { name: "gone", uid: "u" } };
  const { status, body } = await send("PATCH", `${collection}/gone?fieldManager=ci`, object, { type: "application/apply-patch+yaml" });
  const message = `Operation cannot be fulfilled on ${resource} "gone": uid mismatch: the provided object specified uid u, and no existing object was found`;
  expect([status, body.reason, body.message]).toEqual([409, "Conflict", message]);
  expect((await send("GET", `${collection}/gone`)).status).toBe(404);
});
