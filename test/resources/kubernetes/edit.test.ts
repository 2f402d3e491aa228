import { isAborted, isConflict, isNotFound } from "clusterplane";
import { describe, expect, test } from "vitest";
import { patched } from "../../../src/http/apply-patch.ts";
import { conflict, failure, json, networkError, notFound, platform, type Sent, vc } from "./fake.ts";

/** A server of one object with a real version check, as the recordings show it: a stale version in a JSON patch is a 409. */
function store(initial = vc("dev", 1)) {
  const state = { object: initial as ReturnType<typeof vc> & { spec: Record<string, unknown> }, patches: 0 };
  const answer = async (sent: Sent) => {
    if (sent.method === "GET") return json(state.object);
    const patch = JSON.parse(sent.body!) as { op: string; path: string; value: string }[];
    if (patch[0]!.value !== state.object.metadata.resourceVersion) return conflict();
    state.patches++;
    const changed = patched(state.object, patch as never);
    changed.metadata.resourceVersion = String(Number(state.object.metadata.resourceVersion) + 1);
    state.object = changed;
    return json(changed);
  };
  return { state, answer };
}

const rename = (draft: { spec?: { displayName?: string } }) => {
  draft.spec!.displayName = "x";
};

describe("edit", () => {
  test.each([undefined, "", 5])("of an object whose version is %j sends nothing", async (resourceVersion) => {
    const { vcs, sent } = platform(() => json(vc("dev", 1, { metadata: { resourceVersion } as never })));
    const error = await failure(vcs.edit("dev", rename as never));
    expect(error["code"]).toBe("InvalidArgument");
    expect(error.message).toBe("metadata.resourceVersion: the server's object has none, so the change can't be guarded; it was not sent");
    expect(sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("sends the least, guarded by the version that was read", async () => {
    const { state, answer } = store(vc("dev", 1, { spec: { displayName: "a", extraAccessRules: [{ clusterRole: "x" }] } }));
    const { vcs, sent } = platform(answer);
    const after = await vcs.edit("dev", (draft) => {
      draft.spec!.displayName = "b";
      draft.metadata.labels = { team: "x" };
      delete draft.spec!.extraAccessRules;
    });
    expect(sent.map(({ method }) => method)).toEqual(["GET", "PATCH"]);
    expect(sent[1]!.headers["content-type"]).toBe("application/json-patch+json");
    expect(sent[1]!.json).toEqual([
      { op: "replace", path: "/metadata/resourceVersion", value: "1" },
      { op: "add", path: "/metadata/labels", value: { team: "x" } },
      { op: "remove", path: "/spec/extraAccessRules" },
      { op: "replace", path: "/spec/displayName", value: "b" },
    ]);
    expect(after).toEqual(state.object);
  });

  test("parameters set as an object are sent as text; the same ones again are no change", async () => {
    const { state, answer } = store(vc("dev", 1, { spec: { parameters: "replicas: 1" } }));
    const { vcs, sent } = platform(answer);
    const set = (draft: { spec?: { parameters?: unknown } }) => {
      draft.spec!.parameters = { replicas: 2, version: "1.20" };
    };
    await vcs.edit("dev", set);
    expect(sent[1]!.json).toEqual([
      { op: "replace", path: "/metadata/resourceVersion", value: "1" },
      { op: "replace", path: "/spec/parameters", value: '{"replicas":2,"version":"1.20"}' },
    ]);
    await vcs.edit("dev", set);
    expect(state.patches).toBe(1);
  });

  test("an item that goes from a list is one operation, and its neighbours keep theirs", async () => {
    const rules = ["a", "b", "c"].map((name) => ({ name, rolloutSettings: {} }));
    const { vcs, sent } = platform(store(vc("dev", 1, { spec: { apps: rules } as never })).answer);
    await vcs.edit("dev", (draft) => {
      (draft.spec as { apps?: unknown }).apps = rules.slice(1);
    });
    expect(sent[1]!.json).toEqual([
      { op: "replace", path: "/metadata/resourceVersion", value: "1" },
      { op: "remove", path: "/spec/apps/0" },
    ]);
  });

  test("a change that changes nothing sends nothing", async () => {
    const { answer } = store();
    const { vcs, sent } = platform(answer);
    expect(await vcs.edit("dev", () => undefined)).toEqual(vc("dev", 1));
    expect(sent).toHaveLength(1);
  });

  test("a change may be asynchronous; its failure is the caller's own, and sends nothing", async () => {
    const { answer } = store();
    const { vcs, sent } = platform(answer);
    const own = new Error("mine");
    expect(await failure(vcs.edit("dev", () => Promise.reject(own)))).toBe(own);
    expect(sent).toHaveLength(1);
  });

  test("100 writers lose nothing", async () => {
    const { state, answer } = store(vc("dev", 1, { metadata: { annotations: { count: "0" } } }));
    const { vcs } = platform(async (sent) => {
      // Let the writers meet.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2));
      return answer(sent);
    });
    const increment = () =>
      vcs.edit("dev", (draft) => {
        const { annotations } = draft.metadata;
        annotations!["count"] = String(Number(annotations!["count"]) + 1);
      });
    await Promise.all(Array.from({ length: 100 }, increment));
    expect(state.object.metadata).toMatchObject({ annotations: { count: "100" } });
    expect(state.patches).toBe(100);
  });

  test.each<[string, (draft: { metadata: Record<string, unknown> }) => void]>([
    ["makes the metadata anew", (draft) => Object.assign(draft, { metadata: { name: "dev", labels: { team: "x" } } })],
    ["deletes the version", ({ metadata }) => Object.assign(metadata, { labels: { team: "x" }, resourceVersion: undefined })],
  ])("a function that %s leaves the guard as it is", async (_, change) => {
    const { answer } = store();
    const { vcs, sent } = platform(answer);
    await vcs.edit("dev", change as never);
    const patch = sent[1]!.json as { op: string; path: string }[];
    expect(patch.filter(({ path }) => path === "/metadata/resourceVersion")).toEqual([
      { op: "replace", path: "/metadata/resourceVersion", value: "1" },
    ]);
  });

  test("another version, or no metadata at all, is refused", async () => {
    const { vcs, sent } = platform(store().answer);
    const other = vcs.edit("dev", (draft) => {
      draft.metadata.resourceVersion = "7";
    });
    expect((await failure(other)).message).toBe("draft.metadata.resourceVersion: can't be changed: it says which version was read");
    const none = vcs.edit("dev", (draft) => void delete (draft as { metadata?: unknown }).metadata);
    expect((await failure(none)).message).toBe("draft.metadata: expected an object");
    expect(sent.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test("gives up at its deadline with the conflict", async () => {
    const { vcs, sent } = platform((request) => (request.method === "GET" ? json(vc("dev")) : conflict()));
    const error = await failure(vcs.edit("dev", rename, { timeout: "150ms" }));
    expect(isConflict(error)).toBe(true);
    expect(sent.length).toBeGreaterThan(4);
  });

  test("ends with its signal between two tries", async () => {
    const stop = new AbortController();
    const { vcs } = platform((request) => (request.method === "GET" ? json(vc("dev")) : conflict()));
    setTimeout(() => stop.abort(), 30);
    expect(isAborted(await failure(vcs.edit("dev", rename, { signal: stop.signal })))).toBe(true);
  });

  test("of nothing is NotFound", async () => {
    const { vcs } = platform(() => notFound());
    expect(isNotFound(await failure(vcs.edit("dev", () => undefined)))).toBe(true);
  });

  describe("when the response to a patch is lost", () => {
    const change = (draft: { spec?: { displayName?: string } }) => {
      draft.spec!.displayName = "new";
    };
    const lost = networkError("ECONNRESET");

    test("our own change found there is success, and is not made twice", async () => {
      const { state, answer } = store();
      let dropped = false;
      const { vcs } = platform(async (sent) => {
        const result = await answer(sent);
        if (sent.method !== "PATCH" || dropped) return result;
        dropped = true;
        return lost;
      });
      expect((await vcs.edit("dev", change)).spec).toEqual({ displayName: "new" });
      expect(state.patches).toBe(1);
    });

    test("parameters set as an object are found as the text they were sent as", async () => {
      const { state, answer } = store();
      const { vcs } = platform(async (sent, count) => {
        const given = await answer(sent);
        return count === 2 ? networkError("ECONNRESET") : given;
      });
      await vcs.edit("dev", (draft) => {
        draft.spec!.parameters = { replicas: 2 };
      });
      expect(state).toMatchObject({ patches: 1, object: { spec: { parameters: '{"replicas":2}' } } });
    });

    test("a change that did not arrive is made", async () => {
      const { state, answer } = store();
      let dropped = false;
      const { vcs } = platform(async (sent) => {
        if (sent.method !== "PATCH" || dropped) return answer(sent);
        dropped = true;
        return lost;
      });
      await vcs.edit("dev", change);
      expect(state.patches).toBe(1);
    });

    test.each([false, 0, "", [], {}, undefined])("what a server may drop (%j) is no proof: it is sent again", async (value) => {
      const { state, answer } = store(vc("dev", 1, { spec: { displayName: "a" } }));
      const { vcs, sent } = platform((request) => (request.method === "PATCH" ? lost : answer(request)));
      const edit = vcs.edit(
        "dev",
        (draft) => {
          if (value === undefined) draft.status = { phase: "Ready" } as never;
          else Object.assign(draft.spec!, { extra: value });
        },
        { timeout: "300ms" },
      );
      expect(await failure(edit)).toMatchObject({ effect: "unknown" });
      expect(sent.filter(({ method }) => method === "PATCH").length).toBeGreaterThan(5);
      expect(state.object.metadata.resourceVersion).toBe("1");
    });

    /** Our patch is applied, and somebody else's after it. */
    function overtaken() {
      const { state, answer } = store(vc("dev", 1, { metadata: { annotations: { count: "0" } } }));
      let dropped = false;
      const server = platform(async (sent) => {
        const result = await answer(sent);
        if (sent.method !== "PATCH" || dropped) return result;
        dropped = true;
        const { metadata, spec } = state.object;
        state.object = {
          ...state.object,
          metadata: { ...metadata, resourceVersion: "9" },
          spec: { ...spec, description: "theirs" },
        } as never;
        return lost;
      });
      return { state, ...server };
    }

    test("and somebody else has changed the object since: a change that may run twice runs again, and finds nothing to do", async () => {
      const { state, vcs } = overtaken();
      expect((await vcs.edit("dev", change)).spec).toEqual({ displayName: "new", description: "theirs" });
      expect(state.patches).toBe(1);
    });

    test("and somebody else has changed the object since: a change that must not run twice is an error", async () => {
      const { state, vcs } = overtaken();
      const count = (draft: { metadata: { annotations?: Record<string, string> } }) => {
        draft.metadata.annotations = { count: String(Number(draft.metadata.annotations?.["count"]) + 1) };
      };
      expect(await failure(vcs.edit("dev", count))).toMatchObject({ code: "Conflict", effect: "unknown" });
      expect(state.object.metadata).toMatchObject({ annotations: { count: "1" } });
      expect(state.patches).toBe(1);
    });
  });
});
