// What both clients share: durations, options of clients, errors and what their predicates prove.
import {
  CloudCasa,
  type ClusterplaneError,
  type Duration,
  type ErrorCode,
  type FailingCondition,
  type HeadersInput,
  isAborted,
  isAlreadyExists,
  isClusterplaneError,
  isConflict,
  isFailed,
  isInvalidArgument,
  isNotFound,
  isRequestError,
  isTimeout,
  isWaitError,
  Platform,
  type RequestError,
  type RequestEvent,
  type ResponseEvent,
  type WaitError,
} from "clusterplane";
import { assertType, describe, expectTypeOf, test } from "vitest";

declare const platform: Platform;
declare const casa: CloudCasa;
declare const error: unknown;
const baseUrl = "https://platform.example.com";

describe("durations", () => {
  test("are strings with a unit, one or two of them", () => {
    assertType<Duration[]>(["500ms", "90s", "10m", "8h", "1d", "1w", "1h30m", "1m30s", "1.5h", "1s500ms", "0s"]);
    // @ts-expect-error a number may mean seconds or milliseconds
    assertType<Duration>(5000);
    // @ts-expect-error no unit
    assertType<Duration>("5000");
    // @ts-expect-error a word
    assertType<Duration>("10 minutes");
    // @ts-expect-error a word
    assertType<Duration>("10min");
    // @ts-expect-error no number
    assertType<Duration>("m");
    // @ts-expect-error empty
    assertType<Duration>("");
    // @ts-expect-error any string
    assertType<Duration>("10m" as string);
  });

  test("in the options of clients, calls, waits and watches", () => {
    new Platform({ baseUrl, timeout: "1m", retry: { minDelay: "500ms", maxDelay: "1m30s" } });
    // @ts-expect-error a number
    new Platform({ baseUrl, timeout: 60_000 });
    // @ts-expect-error a number
    new CloudCasa({ retry: { minDelay: 1 } });
    // @ts-expect-error a number
    platform.clusters.get("eu", { timeout: 5 });
    // @ts-expect-error a number
    platform.clusters.watch({ silence: 300 });
    // @ts-expect-error a number
    casa.jobs.wait("id", { interval: 5 });
    // @ts-expect-error a number
    platform.project("demo").virtualClusterInstances.sleep("dev", { duration: 3600 });
  });
});

describe("options of clients", () => {
  test("headers come as an object, Headers or a Map", () => {
    assertType<HeadersInput[]>([{ a: "b", c: undefined }, new Headers(), new Map([["a", "b"]])]);
    // @ts-expect-error a number
    assertType<HeadersInput>({ a: 7 });
    // @ts-expect-error text
    new Platform({ baseUrl, headers: "a: b" });
  });

  test("hooks are told of each attempt", () => {
    new Platform({
      baseUrl,
      onRequest: (event) => expectTypeOf(event).toEqualTypeOf<RequestEvent>(),
      onResponse: (event) => {
        expectTypeOf(event).toEqualTypeOf<ResponseEvent>();
        expectTypeOf(event.errorCode).toEqualTypeOf<ErrorCode | undefined>();
        expectTypeOf(event.duration).toEqualTypeOf<number>();
        // @ts-expect-error nothing that may hold a secret
        event.headers;
      },
    });
  });

  test("a clock has now and sleep", () => {
    new Platform({ baseUrl, clock: { now: () => 0, sleep: async () => {} } });
    // @ts-expect-error no sleep
    new Platform({ baseUrl, clock: { now: () => 0 } });
    // @ts-expect-error a sleep that does not end
    new Platform({ baseUrl, clock: { now: () => 0, sleep: () => 0 } });
  });
});

describe("raw requests", () => {
  test("have their parameters under params", async () => {
    const answer = await platform.request<{ a: string }>("GET", "/a/{id}", {
      params: { path: { id: "x" }, query: { limit: 5, watch: true } },
    });
    expectTypeOf(answer.data).toEqualTypeOf<{ a: string }>();
    // @ts-expect-error not under params
    platform.request("GET", "/a", { query: { limit: 5 } });
    platform.request("GET", "/a", { params: { query: { limit: [5] } } });
    // @ts-expect-error an object
    platform.request("GET", "/a", { params: { query: { limit: { a: 5 } } } });
  });
});

describe("a predicate narrows to what it proves", () => {
  test("the family", () => {
    if (isClusterplaneError(error)) expectTypeOf(error).toEqualTypeOf<ClusterplaneError>();
    if (isRequestError(error)) expectTypeOf(error).toEqualTypeOf<RequestError>();
    if (isWaitError(error)) expectTypeOf(error).toEqualTypeOf<WaitError>();
    if (isClusterplaneError(error)) expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
  });

  test("of calls alone", () => {
    if (isConflict(error)) expectTypeOf(error).toEqualTypeOf<RequestError>();
    if (isAlreadyExists(error)) expectTypeOf(error.path).toEqualTypeOf<string>();
  });

  test("of calls and waits", () => {
    for (const holds of [isTimeout, isAborted, isNotFound, isFailed]) {
      if (!holds(error)) continue;
      expectTypeOf(error).toEqualTypeOf<RequestError | WaitError>();
      // @ts-expect-error a wait has no path
      error.path;
      // @ts-expect-error a call has no phase
      error.phase;
      expectTypeOf(error.resource).toEqualTypeOf<string>();
      if (isWaitError(error)) expectTypeOf(error.phase).toEqualTypeOf<string | undefined>();
      if (isRequestError(error)) expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
    }
  });

  test("of neither", () => {
    if (isInvalidArgument(error)) {
      expectTypeOf(error).toEqualTypeOf<ClusterplaneError>();
      // @ts-expect-error nothing was sent
      error.status;
    }
  });

  test("the error of a wait has the object's state, on both APIs", () => {
    if (!isWaitError(error)) return;
    expectTypeOf(error.code).toEqualTypeOf<"Timeout" | "Failed" | "NotFound" | "Aborted">();
    expectTypeOf(error.reason).toEqualTypeOf<string | undefined>();
    expectTypeOf(error.conditions).toEqualTypeOf<readonly FailingCondition[]>();
    expectTypeOf(error.object).toEqualTypeOf<unknown>();
  });
});

describe("error codes", () => {
  test("are a closed set, which a switch can cover", () => {
    const meaning = (code: ErrorCode): string => {
      switch (code) {
        case "Conflict":
        case "AlreadyExists":
        case "InUse":
          return "somebody else";
        case "NotFound":
        case "Gone":
        case "Expired":
          return "not there";
        case "Invalid":
        case "BadRequest":
        case "MethodNotAllowed":
        case "UnsupportedMediaType":
        case "TooLarge":
        case "PreconditionRequired":
        case "InvalidArgument":
        case "NoConfig":
        case "InvalidConfig":
          return "a wrong request";
        case "Unauthorized":
        case "Forbidden":
        case "QuotaExceeded":
        case "TemplateRefused":
        case "Token":
          return "not allowed";
        case "TooManyRequests":
        case "Unavailable":
        case "ServerError":
        case "Connection":
        case "NotJson":
        case "AnswerTooLarge":
        case "Redirected":
          return "the server";
        case "Timeout":
        case "Aborted":
        case "Disposed":
        case "Unsupported":
        case "NotReady":
        case "Failed":
          return "others";
      }
    };
    expectTypeOf(meaning).returns.toEqualTypeOf<string>();
    // @ts-expect-error no code
    assertType<ErrorCode>("Conflicts");
    // @ts-expect-error not any string
    assertType<ErrorCode>("Conflict" as string);
  });
});
