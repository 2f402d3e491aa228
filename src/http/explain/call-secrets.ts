/** What must not show up in an error of a call. */
import type { Attempt } from "../attempt.ts";
import { isSecretName, secretsIn } from "./redact.ts";

/** The secrets of a call that is under way. */
export function secretsOf(attempt: Attempt): string[] {
  const { call, headers } = attempt;
  const query = call.query ?? Object.fromEntries(new URLSearchParams(call.search ?? ""));
  const values = Object.values(call.hidesQuery ? query : {}).map(String);
  const path = call.describe.path === undefined ? [] : call.path.split("/").filter((part) => part.length >= 8);
  return [
    ...attempt.tokens,
    ...secretHeaders(headers),
    ...secretsIn(call.body),
    ...attempt.fetchSecrets,
    ...(call.secrets?.() ?? []),
    ...values,
    ...path,
  ];
}

/** The secrets that every request of a client carries. */
export function secretsOfClient({ carried }: { readonly carried: Carried }): string[] {
  return [...(carried.token === undefined ? [] : [carried.token]), ...secretHeaders(carried.headers)];
}

/** What every request of a client carries. */
export interface Carried {
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The values that must not show up in messages: those of headers with a secret's name, and all that are long enough to be one. */
export function secretHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => !publicHeaders.has(name) && value.length >= (isSecretName(name) ? 4 : 12))
    .map(([, value]) => value);
}

const publicHeaders = new Set(["accept", "accept-language", "content-type", "user-agent", "if-match", "if-none-match"]);
