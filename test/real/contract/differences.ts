import type { TargetName } from "./targets.ts";

/** Why a server may differ from the contract. The list is closed: what fits none of these is a bug. */
export const reasons = {
  "custom-resource engine": "The real Kubernetes server keeps the kinds as custom resources: it checks them by schema, not by a decoder.",
  "product rule": "A rule of CloudCasa's own, which a stock Eve server does not have.",
} as const;

/** The tests of the contract that do not hold on a server, each with its reason; they are run, and must fail there. */
export const differences: readonly { test: string; on: TargetName; reason: keyof typeof reasons }[] = [
  { test: "platform: a field of another type is a bad request", on: "real server", reason: "custom-resource engine" },
  { test: "CloudCasa: a cluster in use is not deleted", on: "real server", reason: "product rule" },
];
