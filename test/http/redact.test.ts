import { describe, expect, test } from "vitest";
import { redact, redactValue } from "../../src/http/redact.ts";

const canary = "CANARY-5f3c9a7d";

describe("a text that quotes an object", () => {
  const stored = JSON.stringify({ kind: "OwnedAccessKey", spec: { displayName: "ci", key: canary, kubeconfig: `a: b\n${canary}` } });

  test.each([
    ["as JSON", stored],
    ["escaped once", JSON.stringify(stored)],
    ["escaped twice", JSON.stringify(JSON.stringify(stored))],
    ["inside a refusal", `OwnedAccessKey "x" is invalid: patch: Invalid value: ${JSON.stringify(stored)}: json: cannot unmarshal number`],
  ])("%s loses its secrets and keeps the rest", (_, text) => {
    expect(redact(text)).not.toContain(canary);
    expect(redact(text)).toContain("displayName");
  });
});

describe("a server's own words stay", () => {
  test.each([
    "OwnedAccessKey in version v1 cannot be handled as a OwnedAccessKey: json: cannot unmarshal string into Go struct field",
    "cannot be handled as a DirectClusterEndpointToken: json: cannot unmarshal string into Go struct field",
    "access_key: unknown field",
    "key: must be of string type; secret_key: required field",
  ])("%s", (text) => expect(redact(text)).toBe(text));

  test("also where they are listed by field", () => {
    const body = { _status: "ERR", _issues: { access_key: "unknown field", credentials: { secret_key: "must be of string type" } } };
    expect(redactValue(body)).toEqual(body);
    expect(redactValue({ ...body, token: canary, _issues: { token: `value '${canary}' is not unique` } }, [canary])).toEqual({
      _status: "ERR",
      token: "*****",
      _issues: { token: "value '*****' is not unique" },
    });
  });

  test("but a value behind a name does not", () => {
    for (const text of [
      `token: ${canary}`,
      `access_key=${canary}`,
      `the password: "${canary}"`,
      `secret-key: '${canary}'`,
      `apiKey=${canary}&x=1`,
    ])
      expect(redact(text)).not.toContain(canary);
  });
});
