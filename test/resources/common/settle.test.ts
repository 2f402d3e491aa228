import { RequestError } from "clusterplane";
import { describe, expect, test } from "vitest";
import { Deadline } from "../../../src/http/deadline.ts";
import { type RetryOptions, retryPolicy } from "../../../src/http/retry.ts";
import { type Creation, settleCreate } from "../../../src/resources/common/settle.ts";
import { failure, jumpingClock } from "../../http/fake.ts";

const call = { verb: "create", resource: "Thing", name: "a" };
const error = (code: RequestError["code"], effect: "none" | "unknown" = "none", attempts = 1) =>
  new RequestError({ code, message: code, call, method: "POST", path: "/things", effect, attempts });
const lost = error("Connection", "unknown");

/** Settles a create: `finds` is what each look finds, `sends` what each further sending gives. */
function settled(
  finds: readonly (string | undefined | Error)[],
  sends: readonly (string | Error | ((attempts: number) => Error))[],
  {
    isComparable = true,
    timeout = 60_000,
    signal,
    retry,
  }: { isComparable?: boolean; timeout?: number; signal?: AbortSignal; retry?: RetryOptions | false } = {},
) {
  const counts = { finds: 0, sends: 0 };
  const next = (values: readonly (string | undefined | Error)[], index: number): Promise<never> => {
    const value = values[Math.min(index, values.length - 1)];
    return (value instanceof Error ? Promise.reject(value) : Promise.resolve(value)) as Promise<never>;
  };
  const creation: Creation<string> = {
    find: () => next(finds, counts.finds++),
    isCreated: (found) => (isComparable ? found === "ours" : undefined),
    send: (attempts) =>
      next(
        sends.map((one) => (typeof one === "function" ? one(attempts + 1) : one)),
        counts.sends++,
      ),
  };
  const deadline = new Deadline(signal, timeout, jumpingClock());
  return { counts, result: settleCreate(lost, creation, retryPolicy(retry), deadline).finally(() => deadline.close()) };
}

describe("a create whose response was lost", () => {
  test("is done if it is there as it was sent", async () => {
    const { result, counts } = settled(["ours"], []);
    expect(await result).toBe("ours");
    expect(counts).toEqual({ finds: 1, sends: 0 });
  });

  test("is sent again if it is not there", async () => {
    const { result, counts } = settled([undefined], [lost, "made"]);
    expect(await result).toBe("made");
    expect(counts).toEqual({ finds: 2, sends: 2 });
  });

  test("is somebody else's if it differs", async () => {
    expect(await failure(settled(["theirs"], []).result)).toBe(lost);
  });

  test("that says it exists already, when it is sent again, may be the first one, which came late", async () => {
    expect(await settled([undefined, "ours"], [error("AlreadyExists")]).result).toBe("ours");
    expect(await failure(settled([undefined, "theirs"], [error("AlreadyExists")]).result)).toMatchObject({ code: "AlreadyExists" });
  });

  test("and that can't be compared stays of unknown effect, whatever later sendings say", async () => {
    const none = { isComparable: false };
    expect(await failure(settled(["it"], [], none).result)).toBe(lost);
    expect(await failure(settled([undefined, "it"], [error("AlreadyExists")], none).result)).toBe(lost);
  });

  test.each([
    ["five, unless said otherwise", undefined, 5],
    ["as many as retry says", { attempts: 3 }, 3],
    ["one without retry", false, 1],
  ] as const)("is sent no more often than any request: %s", async (_, retry, attempts) => {
    const again = (number: number) => error("Connection", "unknown", number);
    const { result, counts } = settled([undefined], [again], { ...(retry !== undefined && { retry }) });
    expect(await failure(result)).toMatchObject({ code: "Connection", effect: "unknown", attempts });
    expect(counts).toEqual({ finds: attempts, sends: attempts - 1 });
  });

  test("is the refusal, if it is refused when it is sent again", async () => {
    expect(await failure(settled([undefined], [error("Forbidden")]).result)).toMatchObject({ code: "Forbidden" });
  });

  test("is the lost error, if it can't be looked for", async () => {
    expect(await failure(settled([error("Forbidden")], []).result)).toBe(lost);
  });

  test("ends with its deadline and with the caller's signal, of unknown effect", async () => {
    const late = await failure(settled([undefined], [lost], { timeout: 100 }).result);
    expect(late).toMatchObject({ code: "Timeout", effect: "unknown", cause: lost, verb: "create", resourceName: "a" });
    expect(late.message).toBe('create Thing "a": Timeout: timed out after 0.1 s after its response was lost');
    const stop = new AbortController();
    stop.abort("enough");
    const aborted = await failure(settled([undefined], [lost], { signal: stop.signal }).result);
    expect(aborted).toMatchObject({ code: "Aborted", effect: "unknown", cause: "enough" });
  });
});
