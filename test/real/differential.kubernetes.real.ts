import { afterAll, beforeAll, expect, it } from "vitest";
import { areas, sequence } from "./differential.kubernetes.requests.ts";
import { type Action, type Difference, Pair, reasons } from "./differential.kubernetes.ts";
import { startTyped } from "./kubernetes/start.ts";
import { type RealServer, reset } from "./process.ts";

/** More than these, or other ones: `KUBERNETES_SEEDS=1000-2000`. */
const [first = 1, last = 25] = (process.env["KUBERNETES_SEEDS"] ?? "").split("-").filter(Boolean).map(Number);

let server: RealServer | undefined;
let pair: Pair;

// The first build takes minutes.
beforeAll(async () => {
  server = await startTyped();
  const { origin } = server;
  pair = new Pair({ origin, fetch, reset: () => reset(origin) });
}, 960_000);
afterAll(() => server?.stop());

const shown = (action: Action): string =>
  "stream" in action
    ? `read ${action.stream}`
    : `${action.method} ${action.path} ${JSON.stringify(action.headers ?? {})} ${(action.body ?? "").slice(0, 2000)}`;

const text = ({ where, sandbox, real }: Difference): string =>
  `${where}\n  sandbox ${JSON.stringify(sandbox)?.slice(0, 1000)}\n  real    ${JSON.stringify(real)?.slice(0, 1000)}`;

it("has at most five reasons to differ", () => {
  expect(Object.keys(reasons).length).toBeLessThanOrEqual(5);
});

it.each(Object.keys(areas))(
  `%s: the sandbox answers as an API server with the same types (seeds ${first} to ${last})`,
  {
    timeout: 600_000,
  },
  async (area) => {
    for (let seed = first; seed <= last; seed++) {
      const actions = sequence(seed, area);
      const differences = await pair.differences(actions);
      const at = differences[0]?.index;
      if (at === undefined) continue;
      const here = differences.filter((difference) => difference.index === at).map(text);
      expect.fail(
        `seed ${seed}:\n${here.join("\n")}\nafter\n${actions
          .slice(0, at + 1)
          .map(shown)
          .join("\n")}`,
      );
    }
  },
);
