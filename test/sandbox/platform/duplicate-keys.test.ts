// Lists whose items are told apart by keys, with several items of the same keys. The results are those of kube-apiserver 1.33.
import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const deployments = "/kubernetes/cluster/loft-cluster/apis/apps/v1/namespaces/default/deployments";

const deployment = (name: string, container: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: { template: { spec: { containers: [{ name: "c", image: "i", ...container }] } } },
});

const twice = [
  { name: "A", value: "1" },
  { name: "B", value: "x" },
  { name: "A", value: "2" },
];
const whole = { ".": {}, "f:name": {}, "f:value": {} };

const apply = ({ send }: Setup, name: string, container: object = {}, force = true) =>
  send("PATCH", `${deployments}/${name}?fieldManager=m&force=${force}`, deployment(name, container), {
    type: "application/apply-patch+yaml",
  });

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
const envOf = (body: any) => body.spec.template.spec.containers[0].env;

/** The variables that each manager owns. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
function owners(body: any): Record<string, unknown> {
  const entries = (body.metadata.managedFields ?? []) as { manager: string; fieldsV1: Record<string, never> }[];
  return Object.fromEntries(
    entries.map(({ manager, fieldsV1 }) => {
      let at: Record<string, never> | undefined = fieldsV1;
      for (const name of ["f:spec", "f:template", "f:spec", "f:containers", 'k:{"name":"c"}', "f:env"]) at = at?.[name];
      return [manager, at];
    }),
  );
}

async function withDuplicates(s: Setup) {
  const { status, body } = await s.send("POST", `${deployments}?fieldManager=u`, deployment("d", { env: twice }));
  expect(status).toBe(201);
  return body;
}

describe("duplicate keys", () => {
  it("are kept by a create, and owned as one", async () => {
    const s = setup();
    const body = await withDuplicates(s);
    expect(envOf(body)).toEqual(twice);
    expect(owners(body)).toEqual({ u: { ".": {}, 'k:{"name":"A"}': {}, 'k:{"name":"B"}': whole } });
  });

  it("are kept when something else is applied", async () => {
    const s = setup();
    await withDuplicates(s);
    const { body } = await apply(s, "d");
    expect(envOf(body)).toEqual(twice);
    expect(owners(body)).toMatchObject({ u: { 'k:{"name":"A"}': {} } });
  });

  it("give way to the one that is applied, which goes when it is applied no more", async () => {
    const s = setup();
    await withDuplicates(s);
    const { body } = await apply(s, "d", { env: [{ name: "A", value: "3" }] });
    expect(envOf(body)).toEqual([
      { name: "A", value: "3" },
      { name: "B", value: "x" },
    ]);
    expect(owners(body)).toEqual({ m: { 'k:{"name":"A"}': whole }, u: { ".": {}, 'k:{"name":"B"}': whole } });
    const next = (await apply(s, "d", { env: [{ name: "C", value: "3" }] })).body;
    expect(envOf(next)).toEqual([
      { name: "B", value: "x" },
      { name: "C", value: "3" },
    ]);
  });

  it("can't be applied", async () => {
    const { status, body } = await apply(setup(), "d", { env: twice });
    expect([status, body.message]).toEqual([
      500,
      'failed to create typed patch object (/d; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="c"].env: duplicate entries for key [name="A"]',
    ]);
  });

  it("take over what was applied as one, and are in conflict with it from then on", async () => {
    const s = setup();
    const one = { env: [{ name: "A", value: "1" }] };
    await apply(s, "d", one);
    const put = await s.send("PUT", `${deployments}/d?fieldManager=u`, deployment("d", { env: twice }));
    expect(owners(put.body)).toEqual({ m: undefined, u: { 'k:{"name":"A"}': {}, 'k:{"name":"B"}': whole } });
    const again = await apply(s, "d", one, false);
    expect([again.status, again.body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "u" using apps/v1: .spec.template.spec.containers[name="c"].env[name="A"]',
    ]);
    expect(envOf((await apply(s, "d", {}, false)).body)).toEqual(twice);
  });

  it("of sets are kept too", async () => {
    const { send } = setup();
    const configMaps = "/kubernetes/cluster/loft-cluster/api/v1/namespaces/default/configmaps";
    const finalizers = ["a/b", "a/b", "c/d"];
    await send("POST", `${configMaps}?fieldManager=u`, { metadata: { name: "f", finalizers } });
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "f", finalizers: ["e/f"] } };
    const { body } = await send("PATCH", `${configMaps}/f?fieldManager=m`, object, { type: "application/apply-patch+yaml" });
    expect(body.metadata.finalizers).toEqual(["a/b", "a/b", "c/d", "e/f"]);
  });
});
