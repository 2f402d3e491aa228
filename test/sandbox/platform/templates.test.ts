// Templates of instances: their versions, their parameters and their changes, with the reasons that the documentation names.
import { describe, expect, it } from "vitest";
import type { Instance, Template } from "../../../src/sandbox/platform/objects.ts";
import { resolveTemplate } from "../../../src/sandbox/platform/templates.ts";
import { instances, setup } from "./sandbox.ts";

const templates = "virtualclustertemplates";
const merge = { type: "application/merge-patch+json" };

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
type Any = any;

const template = (spec: Template["spec"]): Template => ({ metadata: { name: "t" }, spec });
const instance = (spec: Partial<Instance["spec"]>): Instance => ({
  metadata: { name: "i" },
  spec: { templateRef: { name: "t", ...spec.templateRef }, ...(spec.parameters !== undefined && { parameters: spec.parameters }) },
  status: {},
});
const marked = (version: string) => ({ version, template: { metadata: { labels: { version } } } });

describe("the version of a template", () => {
  const versioned = template({ versions: ["1.9.0", "1.10.0", "2.0.1", "2.0.10", "next"].map(marked) });
  const resolve = (version: string | undefined, from: Template | undefined = versioned) =>
    resolveTemplate(instance({ templateRef: version === undefined ? {} : { version } }), from, "virtual cluster");

  it.each([
    [undefined, "2.0.10"],
    ["", "2.0.10"],
    ["x.x.x", "2.0.10"],
    ["X.X.X", "2.0.10"],
    ["1.x.x", "1.10.0"],
    ["1.9.X", "1.9.0"],
    ["2.0.1", "2.0.1"],
    ["2.x.1", "2.0.1"],
  ])("%j is %s", (asked, version) => {
    expect(resolve(asked)).toMatchObject({ ...marked(version).template.metadata.labels, definition: marked(version).template });
  });

  it.each([
    ["2.x", "VersionError"],
    ["2", "VersionError"],
    ["1.2.3.4", "VersionError"],
    ["1.2.3-rc.1", "VersionError"],
    ["3.x.x", "VersionNotFound"],
    ["1.foo.3", "VersionNotFound"],
    ["1.9.7", "VersionNotFound"],
    ["v1.9.0", "VersionNotFound"],
  ])("%s is none: %s", (asked, reason) => {
    expect(resolve(asked)).toMatchObject({ reason, message: expect.stringContaining(asked) });
  });

  it("is all of a template that has none, unless another one is asked for", () => {
    const plain = template({ template: { metadata: {} } });
    for (const asked of [undefined, "x.x.x", "X.X.X"]) expect(resolve(asked, plain)).toEqual({ definition: { metadata: {} } });
    expect(resolve("1.0.0", plain)).toMatchObject({ reason: "VersionNotFound" });
    expect(resolve("1.x", plain)).toMatchObject({ reason: "VersionError" });
  });

  it("says which one is newer", () => {
    expect(resolve("1.x.x")).toMatchObject({ version: "1.10.0", newer: "2.0.10" });
    expect(resolve("2.x.x")).not.toHaveProperty("newer");
  });

  it("of a template that is not there is none", () => {
    expect(resolveTemplate(instance({}), undefined, "space")).toEqual({ reason: "TemplateNotFound", message: "couldn't find template t" });
  });
});

describe("the parameters of a template", () => {
  const check = (parameter: object, parameters: string | undefined, kind: "virtual cluster" | "space" = "virtual cluster") =>
    resolveTemplate(
      instance(parameters === undefined ? {} : { parameters }),
      template({ parameters: [{ variable: "a.b", label: "A", ...parameter }] }),
      kind,
    );

  it.each([
    [{ type: "string", required: true }, "a: {b: x}"],
    [{ type: "string", required: true, defaultValue: "d" }, undefined],
    [{ type: "string" }, "# nothing"],
    [{ type: "string", options: ["s", "m"] }, "a: {b: m}"],
    [{ options: ["1"] }, "a: {b: 1}"],
    [{ type: "password", validation: "^.{3,}$" }, "a: {b: abc}"],
    [{ type: "multiline", invalidation: "x" }, "a: {b: abc}"],
    [{ type: "number", min: 1, max: 3 }, "a: {b: 3}"],
    [{ type: "number" }, 'a: {b: "3"}'],
    [{ type: "boolean" }, "a: {b: true}"],
    [{ type: "boolean", defaultValue: "false" }, ""],
  ])("%j takes %j", (parameter, parameters) => {
    expect(check(parameter, parameters)).toHaveProperty("definition");
  });

  it.each([
    [{ type: "string", required: true }, undefined, "parameter A (a.b) is required"],
    [{ type: "string", required: true }, 'a: {b: ""}', "parameter A (a.b) is required"],
    [{ type: "string", options: ["s", "m"] }, "a: {b: xl}", "parameter A (a.b) has to be one of s, m"],
    [{ type: "string", options: ["s"], defaultValue: "m" }, "", "parameter A (a.b) has to be one of s"],
    [{ type: "string" }, "a: {b: [1]}", "parameter A (a.b) has to be a single value"],
    [{ validation: "^[a-z]+$" }, "a: {b: A}", "parameter A (a.b) needs to match regex ^[a-z]+$"],
    [{ invalidation: "^a" }, "a: {b: abc}", "parameter A (a.b) cannot match regex ^a"],
    [{ validation: "(" }, "a: {b: abc}", "parameter A (a.b) has the malformed regex ("],
    [{ type: "number" }, "a: {b: many}", "parameter A (a.b) has to be a whole number"],
    [{ type: "number" }, "a: {b: 1.5}", "parameter A (a.b) has to be a whole number"],
    [{ type: "number", min: 1 }, "a: {b: 0}", "parameter A (a.b) cannot be smaller than 1"],
    [{ type: "number", max: 3 }, "a: {b: 4}", "parameter A (a.b) cannot be greater than 3"],
    [{ type: "boolean" }, 'a: {b: "yes"}', "parameter A (a.b) has to be true or false"],
    [{ type: "list" }, "a: {b: x}", "parameter A (a.b) has the unknown type list"],
    [{ type: "string" }, "a: {b", "couldn't parse the parameters"],
    [{ type: "string" }, "- a", "couldn't parse the parameters: no YAML object"],
  ])("%j refuses %j", (parameter, parameters, message) => {
    expect(check(parameter, parameters)).toMatchObject({ reason: "ErrorSyncingParameters", message: expect.stringContaining(message) });
  });

  it("of a space have another reason", () => {
    expect(check({ required: true }, undefined, "space")).toMatchObject({ reason: "ErrorRenderingTemplate" });
  });

  it("are those of the version", () => {
    const versions = [
      { version: "1.0.0", template: {} },
      { version: "2.0.0", template: {}, parameters: [{ variable: "a", label: "A", required: true }] },
    ];
    const resolve = (version: string) => resolveTemplate(instance({ templateRef: { version } }), template({ versions }), "virtual cluster");
    expect(resolve("1.x.x")).toHaveProperty("definition");
    expect(resolve("2.x.x")).toMatchObject({ reason: "ErrorSyncingParameters" });
  });
});

describe("an instance", () => {
  const one = `${instances}/one`;
  const labels = (version: string) => ({ metadata: { labels: { version } } });

  async function deployed(spec: object, templateRef: object = {}) {
    const s = setup();
    await s.send("POST", templates, { metadata: { name: "t" }, spec });
    await s.send("POST", instances, { metadata: { name: "one" }, spec: { templateRef: { name: "t", ...templateRef } } });
    s.clock.advance(2300);
    const change = async (path: string, changed: object) => {
      const answer = await s.send("PATCH", path, { spec: changed }, merge);
      expect(answer.status).toBe(200);
      s.clock.advance(2000);
    };
    const look = async () => {
      const { status } = (await s.send("GET", one)).body;
      const say = (type: string) => {
        const { status: value, reason, severity } = status.conditions.find((c: Any) => c.type === type) ?? {};
        return reason ? `${value} ${severity} ${reason}` : value;
      };
      return {
        phase: status.phase,
        resolved: say("TemplateResolved"),
        synced: say("TemplateSynced"),
        version: status.virtualCluster?.metadata.labels?.version,
      };
    };
    return { ...s, change, look };
  }

  const versions = (...of: string[]) => ({ versions: of.map(marked) });

  it("never becomes Ready with a version that is not there, and recovers when it comes", async () => {
    const { look, change, send } = await deployed(versions("1.0.0"), { version: "2.x.x" });
    expect(await look()).toMatchObject({ phase: "Failed", resolved: "False Error VersionNotFound" });
    expect((await send("GET", one)).body.status.reason).toBe("VersionNotFound");
    await change(`${templates}/t`, versions("1.0.0", "2.1.0"));
    expect(await look()).toEqual({ phase: "Ready", resolved: "True", synced: "True", version: "2.1.0" });
  });

  it("follows its pattern, stays Ready when it leads nowhere, and hears of newer versions", async () => {
    const { look, change } = await deployed(versions("1.0.0"), { version: "1.x.x" });
    await change(`${templates}/t`, versions("1.0.0", "1.1.0", "2.0.0"));
    const followed = { phase: "Ready", resolved: "True", synced: "False Info NewTemplateVersionAvailable", version: "1.1.0" };
    expect(await look()).toEqual(followed);
    await change(one, { templateRef: { version: "7.0.0" } });
    expect(await look()).toEqual({ ...followed, resolved: "False Error VersionNotFound" });
    await change(one, { templateRef: { version: "2.0.0" } });
    expect(await look()).toEqual({ phase: "Ready", resolved: "True", synced: "True", version: "2.0.0" });
  });

  it("takes over a template without versions once, and again when it asks for it", async () => {
    const { look, change, send } = await deployed({ template: labels("a") });
    expect(await look()).toMatchObject({ synced: "True", version: "a" });
    await change(`${templates}/t`, { template: labels("b") });
    expect(await look()).toMatchObject({ phase: "Ready", synced: "False Info TemplateChangesAvailable", version: "a" });
    await change(one, { templateRef: { syncOnce: true } });
    expect(await look()).toMatchObject({ synced: "True", version: "b" });
    expect((await send("GET", one)).body.spec.templateRef).toEqual({ name: "t" });
    await change(one, { templateRef: { version: "x.x.x" } });
    await change(`${templates}/t`, { template: labels("c") });
    expect(await look()).toMatchObject({ synced: "True", version: "c" });
  });

  it("says when its parameters became wrong, and stays up with its template", async () => {
    const { look, change, send } = await deployed({ template: labels("a"), parameters: [{ variable: "size", type: "number" }] });
    await change(one, { parameters: "size: big" });
    expect(await look()).toMatchObject({ phase: "Ready", resolved: "False Error ErrorSyncingParameters", version: "a" });
    await change(one, { parameters: "size: 3" });
    expect(await look()).toMatchObject({ phase: "Ready", resolved: "True" });
    await send("DELETE", `${templates}/t`);
  });

  it("of a space has templates of its own kind", async () => {
    const s = setup();
    const spaces = "namespaces/loft-p-my-project/spaceinstances";
    await s.send("POST", spaces, { metadata: { name: "s" }, spec: { templateRef: { name: "t", version: "1.x.x" } } });
    s.clock.advance(2300);
    expect((await s.send("GET", `${spaces}/s`)).body.status).toMatchObject({ phase: "Failed", reason: "TemplateNotFound" });
    expect((await s.send("POST", "spacetemplates", { metadata: { name: "t" }, spec: versions("1.2.0") })).status).toBe(201);
    s.clock.advance(2000);
    const { status } = (await s.send("GET", `${spaces}/s`)).body;
    expect([status.phase, status.space.metadata.labels]).toEqual(["Ready", { version: "1.2.0" }]);
    const { body } = await s.send("GET", "projects/my-project/templates");
    expect(body.spaceTemplates.map((t: Any) => t.metadata.name)).toEqual(["t"]);
  });
});
