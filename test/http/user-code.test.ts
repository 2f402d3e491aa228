import { afterEach, describe, expect, test, vi } from "vitest";
import { notify } from "../../src/http/user-code.ts";
import { client, json, read, script, uncaughtErrors, write } from "./fake.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a function of the user's that is only told something", () => {
  test("gets its arguments", () => {
    const listener = vi.fn();
    notify(listener, 1, "two");
    expect(listener).toHaveBeenCalledExactlyOnceWith(1, "two");
    expect(() => notify(undefined)).not.toThrow();
  });

  test("what it throws, at once or later, is an uncaught error of its own", async () => {
    const thrown = uncaughtErrors();
    notify(() => {
      throw new Error("at once");
    });
    notify(async () => {
      throw new Error("later");
    });
    // biome-ignore lint/suspicious/noThenProperty: any promise-like may come back.
    notify(() => ({ then: (_resolve: unknown, reject: (error: unknown) => void) => reject("a foreign promise") }));
    notify(() => Promise.resolve("well"));
    await turn();
    expect(thrown).toEqual([new Error("at once"), "a foreign promise", new Error("later")]);
  });

  test("a result that only looks like a promise until it is touched does no harm", async () => {
    const thrown = uncaughtErrors();
    const trap = {
      // biome-ignore lint/suspicious/noThenProperty: a trap for whoever takes it for a promise.
      get then(): never {
        throw new Error("touched");
      },
    };
    expect(() => notify(() => trap)).not.toThrow();
    await turn();
    expect(thrown).toEqual([new Error("touched")]);
  });
});

describe("hooks of a client that throw", () => {
  const hooks = ["onRequest", "onResponse", "onWarning"] as const;

  test.each(hooks)("%s: the call succeeds, once, and the error is uncaught", async (hook) => {
    for (const fail of [
      () => {
        throw new Error("the hook's own");
      },
      () => Promise.reject(new Error("the hook's own")),
    ]) {
      const thrown = uncaughtErrors();
      const { fetch, sent } = script(json({ ok: 1 }, 201, { warning: '299 - "first"' }));
      expect((await client(fetch, { [hook]: fail }).request(write)).json).toEqual({ ok: 1 });
      await turn();
      expect(sent).toHaveLength(1);
      expect(thrown).toEqual([new Error("the hook's own")]);
      vi.unstubAllGlobals();
    }
  });

  test("a hook that throws at each attempt does not change what is sent again", async () => {
    const thrown = uncaughtErrors();
    const { fetch, sent } = script(json({}, 503), json({}, 503), json({ ok: 1 }));
    const onResponse = () => {
      throw new Error("the hook's own");
    };
    expect((await client(fetch, { onResponse }).request(read)).json).toEqual({ ok: 1 });
    await turn();
    expect(sent).toHaveLength(3);
    expect(thrown).toHaveLength(3);
  });
});
