import { expect, test } from "vitest";
import { casa } from "./casa.ts";

test("figures on a cluster's backups, over the days that are asked for", async () => {
  const server = casa();
  const metrics = async (name: string, days: number, more = "") =>
    (await server.ask(`kubeclusters/${server.idOf("kubeclusters", name)}?metrics={"days":${days}}${more}`)).body.metrics;
  // Of the fixture: a snapshot a day old, a locked copy and a partial backup two days old.
  const week = {
    total_num_backup_jobs: 2,
    total_num_successful_backup_jobs: 1,
    backup_job_success_percentage: 50,
    total_num_pvcs: 4,
    total_num_offload_pvcs: 4,
    eligible_pvc_offload_coverage_percentage: 100,
    total_num_snapshot_pvcs: 4,
    eligible_pvc_snapshot_coverage_percentage: 100,
    total_num_safelock_recovery_points: 1,
    safelock_coverage_percentage: 50,
  };
  expect(await metrics("production", 7)).toEqual(week);
  expect(await metrics("production", 7, '&projection={"name":1}')).toEqual(week);
  expect(await metrics("production", 1.5)).toMatchObject({
    total_num_backup_jobs: 1,
    backup_job_success_percentage: 100,
    total_num_offload_pvcs: 0,
    eligible_pvc_offload_coverage_percentage: 0,
    safelock_coverage_percentage: 0,
  });
  expect(await metrics("staging", 7)).toMatchObject({ total_num_backup_jobs: 1, total_num_successful_backup_jobs: 0, total_num_pvcs: 4 });
  expect(await metrics("edge", 7)).toMatchObject({ total_num_backup_jobs: 0, backup_job_success_percentage: 0, total_num_pvcs: 0 });
  server.clock.advance(24 * 3_600_000);
  expect(await metrics("production", 7)).toMatchObject({ total_num_backup_jobs: 3, backup_job_success_percentage: 66.67 });
});

test("only when they are asked for, and the document stays the same version", async () => {
  const { ask, idOf } = casa();
  const path = `kubeclusters/${idOf("kubeclusters", "production")}`;
  const plain = await ask(path);
  expect(plain.body).not.toHaveProperty("metrics");
  const { metrics, _links, ...rest } = (await ask(`${path}?metrics={"days":7}`)).body;
  expect(metrics).toBeDefined();
  expect({ ...rest, _links: plain.body._links }).toEqual(plain.body);
  expect((await ask(`${path}?metrics={"days":7}`, { headers: { "if-none-match": plain.body._etag } })).status).toBe(304);
});

test.each(["", "x", "7", "[]", "{}", '{"days":0}', '{"days":"7"}', '{"days":7,"hours":1}'])(
  "metrics=%s is nothing that is known of the service: 501, never silence",
  async (text) => {
    const { ask, idOf } = casa();
    const { status, headers } = await ask(`kubeclusters/${idOf("kubeclusters", "edge")}?metrics=${encodeURIComponent(text)}`);
    expect([status, headers.get("x-sandbox")]).toEqual([501, "unsupported; id=parameter-metrics"]);
  },
);
