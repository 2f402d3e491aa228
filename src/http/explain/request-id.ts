import type { Attempt } from "../attempt.ts";
import { secretsOf } from "./call-secrets.ts";
import { foreignText } from "./redact.ts";

/** The server's id of a request, as far as it is one. */
export function requestId(headers: Headers, attempt: Attempt): string | undefined {
  return foreignText(headers.get("x-request-id") ?? headers.get("audit-id"), secretsOf(attempt), 100) || undefined;
}
