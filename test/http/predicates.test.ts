import { describe, expect, test } from "vitest";
import { ClusterplaneError, type ErrorCode, isClusterplaneError, isRequestError, RequestError } from "../../src/http/errors.ts";
import * as predicates from "../../src/http/predicates.ts";
import { WaitError } from "../../src/http/wait-error.ts";

const request = (code: ErrorCode, status?: number) =>
  new RequestError({ code, status, message: "x", call: { verb: "get", resource: "Thing" }, method: "GET", path: "/things" });
const state = { phase: "Pending", reason: undefined, message: undefined, conditions: [] };
const wait = (code: WaitError["code"]) => new WaitError({ code, message: "x", resource: "Thing", name: "a", state, object: { secret: 1 } });

const { isWaitError, ...byCode } = predicates;

/** Which predicates of a code hold for an error. */
const holding = (error: unknown) =>
  Object.entries(byCode)
    .filter(([, holds]) => holds(error))
    .map(([name]) => name);

/** Every code, and the predicates that hold for an error of a call with it. The types demand that none is missing. */
const ofCall: Readonly<Record<ErrorCode, readonly string[]>> = {
  Conflict: ["isConflict"],
  AlreadyExists: ["isAlreadyExists"],
  InUse: [],
  NotFound: ["isNotFound"],
  Invalid: ["isInvalid"],
  BadRequest: ["isBadRequest"],
  Unauthorized: ["isUnauthorized"],
  Forbidden: [],
  MethodNotAllowed: [],
  UnsupportedMediaType: [],
  TooLarge: [],
  PreconditionRequired: ["isPreconditionRequired"],
  Gone: ["isGone"],
  Expired: ["isExpired", "isGone"],
  TooManyRequests: ["isTooManyRequests"],
  Unavailable: ["isUnavailable"],
  ServerError: [],
  Timeout: ["isTimeout"],
  Aborted: ["isAborted"],
  Connection: ["isConnectionError"],
  NotJson: ["isNotJson"],
  AnswerTooLarge: [],
  Redirected: [],
  Unsupported: ["isUnsupported"],
  Disposed: [],
  InvalidArgument: ["isInvalidArgument"],
  Token: [],
  NoConfig: [],
  InvalidConfig: [],
  QuotaExceeded: [],
  TemplateRefused: [],
  NotReady: [],
  Failed: ["isFailed"],
};

describe("predicates", () => {
  test.each(Object.entries(ofCall))("of a call that failed with %s: %j", (code, names) => {
    expect(holding(request(code as ErrorCode)).sort()).toEqual([...names].sort());
  });

  test("403 is forbidden, whatever the reason", () => {
    for (const code of ["Forbidden", "QuotaExceeded", "TemplateRefused"] as const)
      expect(holding(request(code, 403))).toEqual(["isForbidden"]);
  });

  test.each([
    ["Timeout", "isTimeout"],
    ["Failed", "isFailed"],
    ["NotFound", "isNotFound"],
    ["Aborted", "isAborted"],
  ] as const)("of a wait that ended with %s: %s alone", (code, name) => {
    expect(holding(wait(code))).toEqual([name]);
  });

  test("an error without a call is only what needs none", () => {
    for (const code of Object.keys(ofCall) as ErrorCode[]) {
      expect(holding(new ClusterplaneError(code, "x")), code).toEqual(code === "InvalidArgument" ? ["isInvalidArgument"] : []);
    }
  });

  test.each([undefined, null, 7, "Conflict", {}, new Error("x"), Object.assign(new Error("x"), { code: "Conflict", method: "GET" })])(
    "%s is none of ours",
    (error) => {
      expect([isClusterplaneError(error), isRequestError(error), isWaitError(error)]).toEqual([false, false, false]);
      expect(holding(error)).toEqual([]);
    },
  );

  test("an error of a call and one of a wait are told apart", () => {
    expect([isRequestError(request("Timeout")), isWaitError(request("Timeout"))]).toEqual([true, false]);
    expect([isRequestError(wait("Timeout")), isWaitError(wait("Timeout"))]).toEqual([false, true]);
    expect(isClusterplaneError(wait("Timeout"))).toBe(true);
  });

  test("they hold for another copy of the package, which has other classes", () => {
    for (const error of [request("Conflict"), wait("Timeout"), new ClusterplaneError("InvalidArgument", "x")]) {
      const foreign = Object.assign(
        Object.create(Error.prototype) as Error,
        { ...error, name: error.name },
        {
          [Symbol.for("clusterplane.error")]: true,
        },
      );
      expect(foreign).not.toBeInstanceOf(ClusterplaneError);
      expect(holding(foreign)).toEqual(holding(error));
    }
  });
});

describe("the error of a wait", () => {
  test("has the facts of the object, and keeps the object out of logs", () => {
    const conditions = [{ type: "Ready", status: "False", reason: "ImagePullBackOff" }];
    const error = new WaitError({
      code: "Timeout",
      message: "timed out",
      resource: "VirtualClusterInstance",
      name: "dev",
      state: { phase: "Pending", reason: "Slow", message: undefined, conditions },
      object: { status: { token: "CANARY" } },
      cause: new Error("why"),
    });
    const facts = { resource: "VirtualClusterInstance", resourceName: "dev", phase: "Pending", reason: "Slow", conditions };
    expect(error).toMatchObject({ ...facts, name: "WaitError", message: "timed out", cause: new Error("why") });
    expect(error.toJSON()).toEqual({ ...facts, name: "WaitError", code: "Timeout", message: error.message });
    expect(error.object).toEqual({ status: { token: "CANARY" } });
    expect(JSON.stringify({ ...error })).not.toContain("CANARY");
  });

  test("leaves conditions out of JSON when there are none", () => {
    expect(wait("Failed").toJSON()).not.toHaveProperty("conditions");
  });
});
