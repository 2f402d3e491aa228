/** Eve's dialect of errors: `_error`, `_issues`, or both; `_items` with issues each; HTML where the framework or a gateway answers. */
import type { ErrorCause, ErrorCode } from "../../http/errors.ts";
import type { ErrorFacts } from "../../http/status.ts";

/**
 * Reads an error body.
 *
 * 409 has two meanings: on a write, a unique index of the database refused a duplicate (AlreadyExists); on a DELETE, something still uses
 * the document (InUse). A 404 of Eve itself has the reason NotFound: it says more than a gateway's. A 422 whose every issue is "not unique" is AlreadyExists too: that is how Eve's own `unique` rule says it.
 */
export function eveError(answer: { readonly status: number; readonly json: unknown; readonly method?: string }): ErrorFacts {
  const { status, json, method } = answer;
  const { _error, _issues, _items } = asRecord(json);
  const causes = Array.isArray(_items) ? bulkCauses(_items) : issueCauses(_issues);
  const message = asRecord(_error).message;
  const reason = status === 404 && asRecord(_error).code === 404 ? "NotFound" : undefined;
  const words = [typeof message === "string" ? message : "", sentence(causes)].filter((part) => part !== "");
  const code = codeFor(status, method, causes);
  return { causes, reason, ...(code !== undefined && { code }), ...(words.length > 0 && { message: words.join(": ") }) };
}

/** The statuses that mean in Eve what they do not mean everywhere. */
function codeFor(status: number, method: string | undefined, causes: readonly ErrorCause[]): ErrorCode | undefined {
  if (status === 409) return method === "DELETE" ? "InUse" : "AlreadyExists";
  if (status === 422 && causes.length > 0 && causes.every((cause) => cause.reason === "NotUnique")) return "AlreadyExists";
  return undefined;
}

/** `{"source":{"namespaces":{"1":"must be of string type"}}}` becomes the field `source.namespaces.1`. */
function issueCauses(issues: unknown, at = ""): ErrorCause[] {
  if (typeof issues === "string") return [{ ...(at !== "" && { field: at }), ...reasonOf(issues), message: issues }];
  if (Array.isArray(issues)) return issues.flatMap((issue) => issueCauses(issue, at));
  if (typeof issues !== "object" || issues === null) return [];
  return Object.entries(issues).flatMap(([name, inner]) => issueCauses(inner, at === "" ? name : `${at}.${name}`));
}

/** Bulk answers: the index of the document stands in front of the field. */
function bulkCauses(items: readonly unknown[]): ErrorCause[] {
  return items.flatMap((item, index) => issueCauses(asRecord(item)._issues, String(index)));
}

function reasonOf(message: string): { reason?: string } {
  if (/ is not unique$/.test(message)) return { reason: "NotUnique" };
  if (message === "required field") return { reason: "Required" };
  if (message === "unknown field") return { reason: "Unknown" };
  if (message === "field is read-only") return { reason: "ReadOnly" };
  if (/^value '.*' must exist in resource /.test(message)) return { reason: "NoSuchReference" };
  return {};
}

function sentence(causes: readonly ErrorCause[]): string {
  const shown = causes.slice(0, 5).map((cause) => (cause.field === undefined ? cause.message : `${cause.field}: ${cause.message}`));
  return shown.join("; ") + (causes.length > 5 ? `; and ${causes.length - 5} more` : "");
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
