import { expect, test } from "vitest";
import { isAborted, isConflict, isConnectionError, isInvalid, isInvalidArgument, isNotFound } from "../../../src/http/predicates.ts";
import { type Asked, keeper, mismatch, missing, type Reply, serve, stored, type Thing } from "./script.ts";

const id = "5eb599e603f7a77d5223efee";
const increment = (draft: Thing) => {
  draft.count = (draft.count ?? 0) + 1;
};
const note = (text: string) => (draft: Thing) => {
  draft.note = text;
};
const own = (draft: Thing) => {
  draft.tags = { ...draft.tags, owner: "a" };
};
const set = (field: "_id" | "_etag") => (draft: Thing) => {
  draft[field] = "x";
};
const without = (field: "note" | "status") => (draft: Thing) => {
  delete draft[field];
};
const methods = (asked: Asked[]) => asked.map(({ method }) => method).join(" ");

test("the least is sent", async () => {
  const keep = keeper({ name: "a", note: "n", tags: { k: "v", l: "w" }, list: ["x"] });
  const { things, asked } = serve(keep.answer);
  const edited = await things.edit(id, (draft) => {
    draft.tags = { ...draft.tags, k: "new" };
  });
  expect(edited.tags).toEqual({ k: "new", l: "w" });
  expect(asked[1]).toMatchObject({
    method: "PATCH",
    body: { tags: { k: "new", l: "w" } },
    headers: { "if-match": stored(1, { name: "a" })._etag },
  });
});

test("removing a field replaces the whole document", async () => {
  const keep = keeper({ name: "a", note: "n", tags: { k: "v", l: "w" }, status: { state: "ACTIVE" } });
  const { things, asked } = serve(keep.answer);
  const edited = await things.edit(id, (draft) => {
    delete draft.note;
    delete draft.tags?.["k"];
  });
  expect(edited.note).toBeUndefined();
  expect(edited.tags).toEqual({ l: "w" });
  expect(asked[1]).toMatchObject({ method: "PUT" });
  expect(asked[1]?.body).toEqual({ name: "a", tags: { l: "w" } });
});

test("a change that changes nothing sends nothing", async () => {
  const keep = keeper({ name: "a", tags: { k: "v" } });
  const { things, asked } = serve(keep.answer);
  expect(await things.edit(id, () => {})).toEqual(keep.now);
  expect(await things.edit(id, (draft) => Object.assign(draft, { tags: { k: "v" }, note: undefined }))).toEqual(keep.now);
  expect(methods(asked)).toBe("GET GET");
});

test("an object is read anew: its own state does not count", async () => {
  const keep = keeper({ name: "a", count: 1 });
  const { things } = serve(keep.answer);
  const old = keep.now;
  keep.change({ count: 5 });
  expect((await things.edit(old, increment)).count).toBe(6);
});

test("when somebody else was faster, it reads again and changes again", async () => {
  const keep = keeper({ name: "a", count: 0, tags: {} });
  let theirs = 3;
  const { things, asked } = serve((request) => {
    if (request.method === "PATCH" && theirs-- > 0) keep.change({ tags: { theirs: `${theirs}` }, count: (keep.now.count ?? 0) + 10 });
    return keep.answer(request);
  });
  let calls = 0;
  const edited = await things.edit(id, (draft) => {
    calls++;
    draft.count = (draft.count ?? 0) + 1;
  });
  expect(edited).toMatchObject({ count: 31, tags: { theirs: "0" } });
  expect(calls).toBe(4);
  expect(methods(asked)).toBe("GET PATCH GET PATCH GET PATCH GET PATCH");
});

test("many writers on one document lose nothing", async () => {
  const keep = keeper({ name: "a", count: 0 });
  const { things } = serve(async (request) => {
    await new Promise((resolve) => setImmediate(resolve));
    return keep.answer(request);
  });
  const writers = Array.from({ length: 20 }, async () => {
    for (let turn = 0; turn < 5; turn++) await things.edit(id, increment);
  });
  await Promise.all(writers);
  expect(keep.now.count).toBe(100);
});

test("a lost response: the client recognises its own write", async () => {
  for (const how of ["PATCH", "PUT"]) {
    const keep = keeper({ name: "a", count: 0, note: "n" });
    let lose = true;
    const { things } = serve((request) => {
      const answer = keep.answer(request);
      if (request.method !== how || !lose) return answer;
      lose = false;
      return "cut";
    });
    const edited = await things.edit(id, (draft) => {
      draft.count = (draft.count ?? 0) + 1;
      if (how === "PUT") delete draft.note;
    });
    expect(edited).toEqual(keep.now);
    expect(keep.now.count).toBe(1);
  }
});

test("a lost request is sent again from what is stored", async () => {
  const keep = keeper({ name: "a", count: 0 });
  let lose = 2;
  const { things } = serve((request) => (request.method === "PATCH" && lose-- > 0 ? "cut" : keep.answer(request)));
  expect((await things.edit(id, increment)).count).toBe(1);
});

test("a lost response and somebody else's write: only a repeatable change runs again", async () => {
  const losing = (after: (keep: ReturnType<typeof keeper>) => void) => {
    const keep = keeper({ name: "a", count: 0, tags: {} });
    let lose = true;
    const server = serve((request): Reply => {
      const answer = keep.answer(request);
      if (request.method !== "PATCH" || !lose) return answer;
      lose = false;
      after(keep);
      return "cut";
    });
    return { keep, ...server };
  };
  const setting = losing((keep) => keep.change({ note: "theirs" }));
  expect(await setting.things.edit(id, own)).toMatchObject({
    note: "theirs",
    tags: { owner: "a" },
  });
  const counting = losing((keep) => keep.change({ note: "theirs" }));
  await expect(counting.things.edit(id, increment)).rejects.toSatisfy(isConnectionError);
  expect(counting.keep.now.count).toBe(1);
});

test("a status that changes while a response is lost does not hide the client's own write", async () => {
  const keep = keeper({ name: "a", count: 0, status: { state: "REGISTERED" } });
  let lose = true;
  const { things } = serve((request) => {
    const answer = keep.answer(request);
    if (request.method !== "PATCH" || !lose) return answer;
    lose = false;
    keep.change({ status: { state: "ACTIVE" } });
    return "cut";
  });
  expect(await things.edit(id, increment)).toMatchObject({
    count: 1,
    status: { state: "ACTIVE" },
  });
  expect(keep.now.count).toBe(1);
});

test("it ends: with the conflict at its deadline, or when the caller aborts", async () => {
  const { things } = serve(({ method }) => (method === "GET" ? stored(1, { name: "a" }) : mismatch));
  await expect(things.edit(id, note("x"), { timeout: "100ms" })).rejects.toSatisfy(isConflict);
  await expect(things.edit(id, note("x"), { signal: AbortSignal.timeout(60) })).rejects.toSatisfy(isAborted);
});

test("a refusal of the server, and an error of the function, is thrown at once", async () => {
  const { things, asked } = serve(({ method }) =>
    method === "GET" ? stored(1, { name: "a" }) : [422, { _status: "ERR", _issues: { note: "must be of string type" } }],
  );
  await expect(things.edit(id, note(7 as never))).rejects.toSatisfy(isInvalid);
  expect(methods(asked)).toBe("GET PATCH");
  const own = new Error("mine");
  await expect(
    things.edit(id, async () => {
      throw own;
    }),
  ).rejects.toBe(own);
  await expect(serve(() => missing).things.edit(id, () => {})).rejects.toSatisfy(isNotFound);
  await expect(things.edit(id, "x" as never)).rejects.toSatisfy(isInvalidArgument);
});

test("fields that only the server writes can't be edited", async () => {
  const { things, asked } = serve(() => stored(1, { name: "a", status: { state: "ACTIVE" } }));
  for (const change of [set("_id"), set("_etag"), without("status")]) {
    await expect(things.edit(id, change)).rejects.toSatisfy(isInvalidArgument);
  }
  expect(methods(asked)).toBe("GET GET GET");
});

test("a replacement that would lose credentials is refused", async () => {
  const definition = { name: "things", hidden: ["secret.key"] };
  const keep = keeper({ name: "a", note: "n", tags: {} });
  const { things, asked } = serve(keep.answer, definition);
  await expect(things.edit(id, without("note"))).rejects.toThrow(/secret\.key/);
  await expect(things.patch(keep.now, [{ op: "remove", path: "/note" }])).rejects.toSatisfy(isInvalidArgument);
  expect((await things.edit(id, note("m"))).note).toBe("m");
  expect(asked.some(({ method }) => method === "PUT")).toBe(false);
});

test("an edit ends while its function is pending, and refuses what is only returned", async () => {
  const { things, asked } = serve(() => stored(1, { name: "a" }));
  const pending = things.edit("1", () => new Promise(() => {}), { timeout: "20ms" });
  await expect(pending).rejects.toMatchObject({ code: "Timeout", effect: "none", verb: "edit" });
  const stop = new AbortController();
  const stopped = things.edit("1", () => new Promise(() => stop.abort()), { signal: stop.signal });
  await expect(stopped).rejects.toMatchObject({ code: "Aborted", effect: "none", verb: "edit" });
  await expect(things.edit("1", (draft) => ({ ...draft, note: "new" }))).rejects.toMatchObject({ code: "InvalidArgument" });
  expect(asked.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
});
