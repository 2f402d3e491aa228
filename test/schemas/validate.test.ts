import { type AnswerProblem, check, checkInputs, combine, InvalidValueError, ProjectSchema, reportAnswers } from "clusterplane/schemas";
import { describe, expect, it, vi } from "vitest";

describe("checkInputs", () => {
  it("refuses bad inputs of both APIs, naming kind and path", () => {
    const validate = checkInputs();
    expect(() => validate("input", "DirectClusterEndpointToken", { spec: { ttl: "1h" } })).toThrow(
      "DirectClusterEndpointToken: spec.ttl: expected number, got string",
    );
    expect(() => validate("input", "kubeclusters", {})).toThrow("kubeclusters: name: expected string, got nothing");
    expect(() => validate("input", "kubebackups/action/run", {})).toThrow(InvalidValueError);
  });

  it("refuses what the server keeps itself, and mistyped names, unless told otherwise", () => {
    expect(() => checkInputs()("input", "kubeclusters", { name: "a", status: {} })).toThrow(/status: expected no field/);
    expect(() => checkInputs({ unknownFields: "pass" })("input", "kubeclusters", { name: "a", nodes: 1 })).not.toThrow();
  });

  it("passes good inputs, answers, and kinds without a schema", () => {
    const validate = checkInputs();
    validate("input", "VirtualClusterInstance", { metadata: { name: "a" } });
    validate("answer", "kubeclusters", {});
    validate("input", "NodeClaim", { spec: 1 });
    validate("input", "constructor", 1);
  });
});

describe("options", () => {
  it("that there are not, and other words for unknownFields, are refused", () => {
    expect(() => checkInputs({ unknown: "pass" } as never)).toThrow('checkInputs: unknown option "unknown"; known options: unknownFields');
    expect(() => checkInputs({ unknownFields: "ignore" as never })).toThrow('unknownFields: expected "pass" or "refuse"');
    expect(() => reportAnswers(() => {}, { unknown: "refuse" } as never)).toThrow(/^reportAnswers: unknown option/);
    expect(() => check(ProjectSchema, {}, { waht: "x" } as never)).toThrow(
      'check: unknown option "waht"; known options: unknownFields, what',
    );
  });
});

describe("reportAnswers", () => {
  it("reports each problem and throws none", () => {
    const found: AnswerProblem[] = [];
    const validate = reportAnswers((problem) => found.push(problem));
    const answer = { _id: "5eb599e603f7a77d5223efee", _etag: 1, _created: "", _updated: "", name: "a", someday: true };
    const before = structuredClone(answer);
    validate("answer", "kubeclusters", answer);
    validate("answer", "VirtualClusterInstance", "text");
    expect(found.map((problem) => `${problem.kind} ${problem.message}`)).toEqual([
      "kubeclusters _etag: expected string, got number",
      "VirtualClusterInstance expected object, got string",
    ]);
    expect(answer).toEqual(before);
  });

  it("is silent on good answers and on inputs", () => {
    const onProblem = vi.fn();
    const validate = reportAnswers(onProblem);
    validate("answer", "Project", { metadata: { name: "p" }, spec: { quotas: {}, allowedNodeTypes: null }, status: {} });
    validate("input", "Project", 1);
    expect(onProblem).not.toHaveBeenCalled();
  });
});

describe("combine", () => {
  it("asks each of them", () => {
    const onProblem = vi.fn();
    const validate = combine(checkInputs(), reportAnswers(onProblem));
    expect(() => validate("input", "kubeclusters", {})).toThrow(InvalidValueError);
    validate("answer", "kubeclusters", null);
    expect(onProblem).toHaveBeenCalledOnce();
  });
});
