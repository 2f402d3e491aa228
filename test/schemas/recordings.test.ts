import { readdirSync, readFileSync } from "node:fs";
import { type AnswerProblem, reportAnswers } from "clusterplane/schemas";
import { describe, expect, it } from "vitest";

const folder = new URL("../conformance/recordings/", import.meta.url);

interface Step {
  request?: { path?: string };
  response?: { status?: number; body?: unknown };
}

function steps(api: string): { file: string; step: Step }[] {
  const files = readdirSync(new URL(`${api}/`, folder)).filter((file) => file.endsWith(".json"));
  return files.flatMap((file) => {
    const { steps } = JSON.parse(readFileSync(new URL(`${api}/${file}`, folder), "utf8")) as { steps: Step[] };
    return steps.map((step) => ({ file, step }));
  });
}

/** Where the recording holds a placeholder for a number, or masks a value, anything may be. */
const masked = (problem: AnswerProblem, body: unknown): boolean =>
  JSON.stringify(body).includes('"{{') && problem.got === "string" && problem.expected === "number";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

describe("recorded answers are as the documents describe them", () => {
  it("of the platform", () => {
    const found: string[] = [];
    let checked = 0;
    for (const { file, step } of steps("management")) {
      const body = step.response?.body;
      if (!isObject(body) || typeof body["kind"] !== "string" || String(body["apiVersion"]) === "meta.k8s.io/v1") continue;
      checked++;
      const report = reportAnswers((problem) => !masked(problem, body) && found.push(`${file}: ${problem.kind} ${problem.message}`), {
        unknownFields: "refuse",
      });
      report("answer", body["kind"], body);
    }
    expect(found).toEqual([]);
    expect(checked).toBeGreaterThan(300);
  });

  it("of CloudCasa", () => {
    const found: string[] = [];
    let checked = 0;
    for (const { file, step } of steps("cloudcasa")) {
      const resource = /^\/api\/v1\/([a-z]+)/.exec(step.request?.path ?? "")?.[1];
      const body = step.response?.body;
      if (resource === undefined || !isObject(body) || (step.response?.status ?? 500) >= 300) continue;
      // A projection leaves fields out, an embedded document stands where an ID was.
      if (/[?&](projection|embedded)=/.test(step.request?.path ?? "")) continue;
      for (const item of Array.isArray(body["_items"]) ? (body["_items"] as unknown[]) : [body]) {
        checked++;
        const report = reportAnswers((problem) => !masked(problem, item) && found.push(`${file}: ${problem.kind} ${problem.message}`), {
          unknownFields: "refuse",
        });
        report("answer", resource, item);
      }
    }
    // Eve checks `required` only in what a PATCH adds, not in a list that it replaces: the server's own hole, which the documents don't promise.
    expect(found).toEqual(["patch-lists.json: policies schedules[1].schedule: expected object, got nothing"]);
    expect(checked).toBeGreaterThan(100);
  });
});
