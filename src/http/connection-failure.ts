import { errorParts } from "./redact.ts";

const neverConnected = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** Failures that another attempt does not mend: a name that doesn't exist, a certificate nobody vouches for. */
const hopeless = /^(ENOTFOUND|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|ERR_SSL_.*|ERR_INVALID_.*|HPE_INVALID_.*)$/;

/**
 * What can be known of a failed fetch. Node and Bun name the system call that failed; Deno says it in the message; browsers say nothing,
 * so there a POST is never repeated.
 */
export function connectionFailure(error: unknown): { readonly sent: boolean; readonly hopeless: boolean; readonly advice?: string } {
  for (const part of parts(error)) {
    const { code, message } = errorParts(part);
    if (code !== undefined && hopeless.test(code)) return { sent: false, hopeless: true };
    if (code !== undefined && neverConnected.has(code)) return { sent: false, hopeless: false };
    if (/\(Connect\).*connection refused|tcp connect error|dns error/i.test(message))
      return { sent: false, hopeless: /dns error/i.test(message) };
  }
  return { sent: true, hopeless: false };
}

function* parts(error: unknown, depth = 0): Generator<unknown> {
  if (typeof error !== "object" || error === null || depth > 4) return;
  yield error;
  if ("cause" in error) yield* parts(error.cause, depth + 1);
  if ("errors" in error && Array.isArray(error.errors)) for (const inner of error.errors) yield* parts(inner, depth + 1);
}
