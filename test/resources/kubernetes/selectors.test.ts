import { isInvalidArgument } from "clusterplane";
import { describe, expect, test } from "vitest";
import {
  checkDeletionSelectors,
  type FieldSelector,
  type LabelSelector,
  selectorQuery,
} from "../../../src/resources/kubernetes/selectors.ts";
import { failure, json, platform } from "./fake.ts";

const labels = (labelSelector: unknown) => selectorQuery({ labelSelector: labelSelector as LabelSelector }).labelSelector;
const fields = (fieldSelector: unknown) => selectorQuery({ fieldSelector: fieldSelector as FieldSelector }).fieldSelector;
const thrown = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
};

describe("label selectors", () => {
  test.each<[unknown, string | undefined]>([
    [{ app: "web" }, "app=web"],
    [{ app: "web", tier: ["a", "b"], canary: true, old: false }, "app=web,tier in (a,b),canary,!old"],
    [{ "app.kubernetes.io/name": "my-app_1.0" }, "app.kubernetes.io/name=my-app_1.0"],
    [{ app: "" }, "app="],
    [{ app: ["", "a"] }, "app in (,a)"],
    [{ A_b: "x".repeat(63) }, `A_b=${"x".repeat(63)}`],
    [{ constructor: "x", toString: "y" }, "constructor=x,toString=y"],
    [{}, undefined],
    ["app in (web), !old", "app in (web), !old"],
    ["  ", undefined],
    [undefined, undefined],
  ])("%j", (selector, text) => {
    expect(labels(selector)).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ["a comma, which would begin another term", { app: "a,b" }, 'labelSelector["app"]: "a,b" is not a value that a label can have'],
    ["a parenthesis", { app: "a)" }, "is not a value that a label can have"],
    ["a blank", { app: "a b" }, "is not a value that a label can have"],
    ["a negation", { app: "!a" }, "is not a value that a label can have"],
    ["an equals sign", { app: "=a" }, "is not a value that a label can have"],
    ["a slash", { app: "a/b" }, "is not a value that a label can have"],
    ["a line break at its end", { app: "a\n" }, "is not a value that a label can have"],
    ["64 characters", { app: "x".repeat(64) }, "is not a value that a label can have"],
    ["a dash at its end", { app: "a-" }, "is not a value that a label can have"],
    ["the same in a list", { app: ["a", "b,c"] }, "is not a value that a label can have"],
    ["no value in a list", { app: [] }, 'labelSelector["app"]: is an empty list, which no label can match'],
    ["nothing", { app: undefined }, 'labelSelector["app"]: expected a string, a list of strings, true or false, got undefined'],
    ["null", { app: null }, "got null"],
    ["a number", { app: 1 }, "got number"],
    ["an object", { app: { in: ["a"] } }, "got object"],
    ["nothing in a list", { app: ["a", undefined] }, "got undefined"],
    ["a key with a comma", { "a,b": "x" }, 'labelSelector["a,b"]: is not the key of a label'],
    ["a key that negates", { "!app": true }, "is not the key of a label"],
    ["a key with an operator", { "app in": "x" }, "is not the key of a label"],
    ["an empty key", { "": "x" }, "is not the key of a label"],
    ["a key with two slashes", { "a/b/c": "x" }, "is not the key of a label"],
    ["a key with an empty prefix", { "/app": "x" }, "is not the key of a label"],
    ["a key whose prefix is no domain", { "A_b/app": "x" }, "is not the key of a label"],
    ["__proto__", JSON.parse('{"__proto__":"x"}'), 'labelSelector["__proto__"]: is not the key of a label'],
    ["an array for the whole", ["app=web"], "labelSelector: expected a plain object or a string"],
    ["null for the whole", null, "labelSelector: expected a plain object or a string"],
    ["a number for the whole", 7, "labelSelector: expected a plain object or a string"],
    ["a Map", new Map([["app", "web"]]), "labelSelector: expected a plain object or a string"],
    ["an heir", Object.create({ app: "web" }), "labelSelector: expected a plain object or a string"],
  ])("%s is refused", (_, selector, message) => {
    const error = thrown(() => labels(selector));
    expect(isInvalidArgument(error)).toBe(true);
    expect(error.message).toContain(message);
  });
});

describe("field selectors", () => {
  test.each<[unknown, string | undefined]>([
    [{ "metadata.name": "web" }, "metadata.name=web"],
    [{ "metadata.name": "web", "spec.nodeName": "n1" }, "metadata.name=web,spec.nodeName=n1"],
    [{ "metadata.name": "a,b=c\\d" }, "metadata.name=a\\,b\\=c\\\\d"],
    [{ "metadata.name": "" }, "metadata.name="],
    [{ "metadata.annotations[example.com/x]": "y" }, "metadata.annotations[example.com/x]=y"],
    [{}, undefined],
    ["metadata.name!=web", "metadata.name!=web"],
  ])("%j", (selector, text) => {
    expect(fields(selector)).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ["a path with a comma", { "a,b": "x" }, 'fieldSelector["a,b"]: is not the path of a field'],
    ["a path with an operator", { "a!": "x" }, "is not the path of a field"],
    ["an empty path", { "": "x" }, "is not the path of a field"],
    ["a list", { "metadata.name": ["a"] }, "expected a string, got object"],
    ["true", { "metadata.name": true }, "expected a string, got boolean"],
    ["nothing", { "metadata.name": undefined }, "expected a string, got undefined"],
  ])("%s is refused", (_, selector, message) => {
    expect(thrown(() => fields(selector)).message).toContain(message);
  });
});

describe("of a deletion", () => {
  test("an empty selector is refused: it would choose everything", () => {
    for (const selectors of [
      { labelSelector: {} },
      { labelSelector: "" },
      { labelSelector: "  " },
      { fieldSelector: {} },
      { labelSelector: "a", fieldSelector: "" },
    ]) {
      const error = thrown(() => checkDeletionSelectors(selectors));
      expect(isInvalidArgument(error)).toBe(true);
      expect(error.message).toMatch(/is empty, which would delete all objects; leave it out if that is meant/);
    }
    const unset = thrown(() => checkDeletionSelectors({ labelSelector: undefined }));
    expect(unset.message).toBe("labelSelector: is undefined, which would delete all objects; leave it out if that is meant");
    expect(() => checkDeletionSelectors({})).not.toThrow();
    expect(() => checkDeletionSelectors({ labelSelector: { a: "b" } })).not.toThrow();
  });

  test("nothing is sent for a selector that is refused", async () => {
    const { vcs, sent } = platform(() => json({ kind: "Status", status: "Success" }));
    for (const labelSelector of [{}, { app: undefined }, { app: [] }, { app: "a,b" }, { app: "", "x y": true }]) {
      expect(isInvalidArgument(await failure(vcs.deleteCollection({ labelSelector } as never)))).toBe(true);
      if (Object.keys(labelSelector).length > 0) {
        expect(isInvalidArgument(await failure(vcs.list({ labelSelector } as never)))).toBe(true);
        expect(isInvalidArgument(await failure(vcs.watch({ labelSelector } as never).next()))).toBe(true);
      }
    }
    expect(sent).toEqual([]);
  });
});

/** What a server reads in a label selector, by the grammar of k8s.io/apimachinery/pkg/labels. */
function parsedLabels(text: string): Record<string, unknown> {
  const terms: Record<string, unknown> = {};
  for (const term of text.match(/(?:[^,(]|\([^)]*\))+/g) ?? []) {
    const [, key = "", list] = /^(\S+) in \((.*)\)$/.exec(term) ?? [];
    if (list !== undefined) terms[key] = list.split(",");
    else if (term.startsWith("!")) terms[term.slice(1)] = false;
    else if (term.includes("=")) terms[term.slice(0, term.indexOf("="))] = term.slice(term.indexOf("=") + 1);
    else terms[term] = true;
  }
  return terms;
}

/** What a server reads in a field selector: a backslash takes the next character as it is. */
function parsedFields(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(/(?<!(?<!\\)(?:\\\\)*\\),/).map((term) => {
      const at = term.search(/(?<!(?<!\\)(?:\\\\)*\\)=/);
      return [term.slice(0, at), term.slice(at + 1).replace(/\\(.)/gs, "$1")];
    }),
  );
}

test.each([1, 2, 3])("random selectors are read by the server as they were given, or refused (seed %i)", (seed) => {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const letters = ["a", "b", "Z", "0", "-", "_", ".", "/", ",", "=", "!", "(", ")", " ", "\\", "\n", "ü", "\t", "<", ">"];
  const word = (most: number) =>
    Array.from({ length: 1 + random(most) }, () => letters[random(random(3) === 0 ? letters.length : 7)]).join("");
  let accepted = 0;
  for (let run = 0; run < 3000; run++) {
    const key = word(4);
    const value = random(3) === 0 ? [word(3), word(3)] : random(4) === 0 ? random(2) === 0 : word(5);
    try {
      const text = labels({ [key]: value, app: "web" });
      expect(parsedLabels(text!), `seed ${seed}: ${JSON.stringify({ [key]: value })}`).toEqual({ [key]: value, app: "web" });
      accepted++;
    } catch (error) {
      if (!isInvalidArgument(error)) throw error;
    }
    const path = `metadata.${"name".slice(random(4))}`;
    const text = word(8);
    expect(parsedFields(fields({ [path]: text, "spec.x": "y" })!), `seed ${seed}: ${JSON.stringify(text)}`).toEqual({
      [path]: text,
      "spec.x": "y",
    });
  }
  expect(accepted).toBeGreaterThan(100);
});
