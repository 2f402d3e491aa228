/** Refusals that only the platform has. Its Status has no reason for them, so they are recognised by its message; the codes are stable. */
import type { ErrorCode } from "../../http/errors.ts";
import type { ParseError } from "../../http/status.ts";
import { parseStatus } from "../kubernetes/parse-error.ts";

const cases: readonly (readonly [status: number, words: RegExp, code: ErrorCode])[] = [
  [403, /limit of \S+ would be exceeded|exceeded quota:/, "QuotaExceeded"],
  [403, /\btemplateRef\b|allowed templates|requires? a template/i, "TemplateRefused"],
  [500, /vcluster secret not found|no ready pod for virtual cluster/i, "NotReady"],
];

/** Reads a Status, and recognises by its message what Kubernetes has no reason for. */
export const parsePlatformError: ParseError = (answer) => {
  const facts = parseStatus(answer);
  const message = facts?.message ?? answer.text;
  const code = cases.find(([status, words]) => status === answer.status && words.test(message))?.[2];
  // The proxy passed nothing on.
  return code === undefined ? facts : { ...facts, code, undone: code === "NotReady" };
};
