import { inspect } from "node:util";
import { expect, test } from "vitest";
import { isInvalidArgument } from "../../../src/http/predicates.ts";
import { isInUse } from "../../../src/resources/eve/errors.ts";
import { epochSeconds, httpDate, readTime } from "../../../src/resources/eve/time.ts";
import { type Reply, serve, stored } from "./script.ts";

const failed = (reply: Reply) =>
  serve(() => reply)
    .things.create({ name: "a" })
    .catch((error: unknown) => error);
const error = (code: number, message: string) => ({ _status: "ERR", _error: { code, message } });

test.each([
  [400, "BadRequest", error(400, "The browser (or proxy) sent a request that this server could not understand.")],
  [401, "Unauthorized", error(401, "Please provide proper credentials")],
  [403, "Forbidden", error(403, "You don't have the permission to access the requested resource.")],
  [404, "NotFound", error(404, "The requested URL was not found on the server.")],
  [405, "MethodNotAllowed", error(405, "The method is not allowed for the requested URL.")],
  [409, "AlreadyExists", error(409, "A conflict happened while processing the request.")],
  [412, "Conflict", error(412, "Client and server etags don't match")],
  [428, "PreconditionRequired", error(428, "To edit a document its etag must be provided using the If-Match header")],
  [429, "TooManyRequests", error(429, "Rate limit exceeded")],
  [422, "Invalid", error(422, "Schedules more frequent than daily are not allowed for free accounts")],
])("%i is %s, in the server's words", async (status, code, body) => {
  expect(await failed([status, body])).toMatchObject({ code, status, message: expect.stringContaining(body._error.message), body });
});

test("issues become causes with paths, with and without _error", async () => {
  const issues = {
    name: "required field",
    source: { namespaces: { "1": "must be of string type" } },
    cluster: ["null value not allowed", "value 'None' must exist in resource 'kubeclusters', field '_id'."],
  };
  for (const body of [
    { _status: "ERR", _issues: issues },
    { _issues: issues, ...error(422, "Insertion failure: 1 document(s) contain(s) error(s)") },
  ]) {
    expect(await failed([422, body])).toMatchObject({
      code: "Invalid",
      message: expect.stringContaining("source.namespaces.1: must be of string type"),
      causes: [
        { field: "name", message: "required field", reason: "Required" },
        { field: "source.namespaces.1", message: "must be of string type" },
        { field: "cluster", message: "null value not allowed" },
        { field: "cluster", reason: "NoSuchReference" },
      ],
    });
  }
});

test('"not unique" is AlreadyExists, unless something else is wrong too', async () => {
  expect(await failed([422, { _status: "ERR", _issues: { name: "value 'a' is not unique" } }])).toMatchObject({ code: "AlreadyExists" });
  expect(await failed([422, { _status: "ERR", _issues: { name: "value 'a' is not unique", tags: "must be of dict type" } }])).toMatchObject(
    { code: "Invalid" },
  );
});

test("409 on a delete: something uses the document", async () => {
  const { things } = serve(() => [409, error(409, "Kubecluster is used by a kubebackup and can't be deleted")]);
  const thrown = await things.delete(stored(1, { name: "a" })).catch((reason: unknown) => reason);
  expect(isInUse(thrown)).toBe(true);
  expect(thrown).toMatchObject({ code: "InUse", message: expect.stringContaining("is used by a kubebackup") });
});

test("HTML, nothing, and nonsense where an error was due", async () => {
  expect(await failed([500, "<html><head><title>500 Internal Server Error</title></head><body><h1>Oops</h1></body></html>"])).toMatchObject(
    { code: "ServerError", status: 500, message: expect.stringContaining("Oops") },
  );
  expect(await failed([404])).toMatchObject({ code: "NotFound" });
  for (const body of [{ _issues: 7 }, { _error: "no" }, { _error: { message: 7 } }, [], { _items: [null, 7] }] as object[]) {
    expect(await failed([422, body])).toMatchObject({ code: "Invalid", causes: [] });
  }
});

test("no secret in an error, however it is printed", async () => {
  const agent = "https://home.example.com/kubeclusteragents/agent-x/c2VjcmV0LXNlY3JldC1zZWNyZXQ=.yaml";
  const { things } = serve(() => [
    422,
    {
      _status: "ERR",
      _issues: { secret: { key: "value 'hunter2-hunter2' is not allowed" }, note: `see ${agent}` },
      _error: { code: 422, message: "token test-token refused" },
    },
  ]);
  const thrown = await things.create({ name: "a", secret: { key: "hunter2-hunter2" } } as never).catch((reason: unknown) => reason);
  const printed = [
    inspect(thrown, { depth: 9, showHidden: true }),
    JSON.stringify(thrown),
    String(thrown),
    (thrown as Error).stack,
    inspect(things, { depth: 9, showHidden: true }),
    JSON.stringify(things),
  ].join("\n");
  for (const secret of ["test-token", "hunter2-hunter2", "c2VjcmV0"]) expect(printed).not.toContain(secret);
});

test("times in both forms", () => {
  expect(readTime("Fri, 08 May 2020 17:41:58 GMT").toISOString()).toBe("2020-05-08T17:41:58.000Z");
  expect(readTime(1588959718).toISOString()).toBe("2020-05-08T17:41:58.000Z");
  expect(httpDate(new Date("2020-05-08T17:41:58.900Z"))).toBe("Fri, 08 May 2020 17:41:58 GMT");
  expect(epochSeconds(new Date("2020-05-08T17:41:58.900Z"))).toBe(1588959718);
  for (const wrong of [
    () => readTime("yesterday"),
    () => readTime(Number.NaN),
    () => httpDate(new Date("x")),
    () => epochSeconds("2020" as never),
  ]) {
    let thrown: unknown;
    try {
      wrong();
    } catch (reason) {
      thrown = reason;
    }
    expect(isInvalidArgument(thrown)).toBe(true);
  }
});

test('a 2xx response with _status "ERR" is the error that it says, whatever the call', async () => {
  const refused = (body: object, status = 200) => serve(() => [status, { _status: "ERR", ...body }]).things;
  const document = stored(1, { name: "a" });
  const conflict = refused({ _error: { code: 412, message: "Client and server etags don't match" } });
  for (const call of [
    conflict.delete(document),
    conflict.patch(document, { note: "x" }),
    conflict.edit(document, (draft) => void Object.assign(draft, { note: "x" })),
  ]) {
    expect(await call.catch((error: unknown) => error)).toMatchObject({ code: "Conflict", status: 412, effect: "none" });
  }
  const invalid = refused({ _issues: { name: "value 'a' is not unique" }, _error: { code: 422, message: "Insertion failure" } }, 201);
  expect(await invalid.create({ name: "a" }).catch((error: unknown) => error)).toMatchObject({
    code: "AlreadyExists",
    causes: [{ field: "name", reason: "NotUnique" }],
    body: { _status: "ERR" },
  });
  const forbidden = refused({ _error: { code: 403, message: "test-token may not do this" } });
  for (const call of [forbidden.get(document), forbidden.list(), forbidden.refresh(document)]) {
    const error = (await Promise.resolve(call).catch((error: unknown) => error)) as Error;
    expect(error).toMatchObject({ code: "Forbidden", effect: "none", method: "GET" });
    expect(error.message).toMatch(/ 403 Forbidden: \*{5} may not do this$/);
  }
  const vague = await refused({})
    .delete(document)
    .catch((error: unknown) => error);
  expect(vague).toMatchObject({
    code: "Failed",
    status: 200,
    effect: "unknown",
    message: expect.stringContaining("says that the request failed"),
  });
});
