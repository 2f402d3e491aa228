// Options that a call has not: refused before anything is sent.
import { isInvalidArgument, until } from "clusterplane";
import { expect, test } from "vitest";
import { failure } from "../../http/fake.ts";
import { world } from "../cloudcasa/world.ts";

type Casa = ReturnType<typeof world>["casa"];
const version = { _id: "5eb599e603f7a77d5223efee", _etag: "a".repeat(40), name: "x" };

/** Each call with an option that it has not. */
const calls: Record<string, (casa: Casa) => unknown> = {
  "get kubeclusters: projection, where": ({ kubeclusters }) => kubeclusters.get("1", { where: {} } as never),
  "find kubeclusters: embedded, sort": ({ kubeclusters }) => kubeclusters.find({ name: "x" }, { sort: "name" } as never),
  "list kubeclusters: max_results, limit": ({ kubeclusters }) => kubeclusters.list({ limit: 5 } as never),
  "refresh kubeclusters: timeout, projection": ({ kubeclusters }) => kubeclusters.refresh(version as never, { projection: [] } as never),
  "waitFor kubeclusters: onProgress, every": ({ kubeclusters }) => kubeclusters.waitFor("1", until.active(), { every: 1 } as never),
  "create kubeclusters: timeout, dryRun": ({ kubeclusters }) => kubeclusters.create({ name: "x" }, { dryRun: true } as never),
  "createMany kubeclusters: timeout, dryRun": ({ kubeclusters }) => kubeclusters.createMany([], { dryRun: true } as never),
  "ensure kubeclusters: timeout, dryRun": ({ kubeclusters }) => kubeclusters.ensure({ name: "x" }, { dryRun: true } as never),
  "update kubeclusters: timeout, force": ({ kubeclusters }) => kubeclusters.update(version, { force: true } as never),
  "patch kubeclusters: timeout, force": ({ kubeclusters }) => kubeclusters.patch(version, {}, { force: true } as never),
  "edit kubeclusters: timeout, force": ({ kubeclusters }) => kubeclusters.edit("1", () => {}, { force: true } as never),
  "delete kubeclusters: timeout, force": ({ kubeclusters }) => kubeclusters.delete("1", { force: true } as never),
  "images of kubeclusters: timeout, limit": ({ kubeclusters }) => kubeclusters.images({ limit: 1 } as never),
  "agentURL of kubeclusters: interval, onProgress": ({ kubeclusters }) => kubeclusters.agentURL("1", { onProgress() {} } as never),
  "agentManifest of kubeclusters: interval, onProgress": ({ kubeclusters }) =>
    kubeclusters.agentManifest("1", { onProgress() {} } as never),
  "run kubebackups: retainDays, retain": ({ kubebackups }) => kubebackups.run("1", { retain: 1 } as never),
  "wait for jobs: accept, accepts": ({ jobs }) => jobs.wait("1", { accepts: ["PARTIAL"] } as never),
  "wait for kuberestores: accept, accepts": ({ kuberestores }) => kuberestores.wait("1", { accepts: ["PARTIAL"] } as never),
};

test.each(Object.keys(calls))("%s", async (title) => {
  const [, call, exists, not] = /^(.*): (\w+), (\w+)$/.exec(title)!;
  const { casa, requests } = world();
  const error = await failure((async () => calls[title]!(casa))());
  expect(isInvalidArgument(error), String(error)).toBe(true);
  expect(error.message).toMatch(new RegExp(`^${call}: unknown option "${not}"; known options: .*\\b${exists}\\b`));
  expect(requests).toEqual([]);
});

test("conditions have options too", () => {
  expect(() => until.completed({ accepts: ["PARTIAL"] } as never)).toThrow(
    'until.completed: unknown option "accepts"; known options: accept',
  );
});
