import { type FieldError, forbiddenField, invalidField, requiredField, unsupportedField } from "./field-errors.ts";
import { managerErrors } from "./metadata.ts";
import type { JsonObject } from "./objects.ts";
import { badRequest, invalidOptions, unsupported } from "./status.ts";

/** The verbs of the API, as authorisation names them. */
export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

const list = [
  "labelSelector",
  "fieldSelector",
  "limit",
  "continue",
  "resourceVersion",
  "resourceVersionMatch",
  "sendInitialEvents",
  "timeoutSeconds",
  "watch",
  "allowWatchBookmarks",
];
const remove = ["dryRun", "gracePeriodSeconds", "propagationPolicy", "orphanDependents", "uid", "resourceVersion"];
const write = ["dryRun", "fieldManager", "fieldValidation"];

/** Read by every handler. `timeout` bounds a request, and nothing here takes longer than its handler. */
const always = ["pretty", "timeout", "includeObject"];

/** The query parameters that the handlers of each verb read. */
export const readParameters: Readonly<Record<Verb, readonly string[]>> = {
  get: [...always, "resourceVersion"],
  list: [...always, ...list],
  watch: [...always, ...list],
  create: [...always, ...write],
  update: [...always, ...write],
  patch: [...always, ...write, "force"],
  delete: [...always, ...remove],
  deletecollection: [...always, ...list, ...remove],
};

/** Query parameters by what the real server does with them. */
export type KnownParameters = Readonly<Record<string, string>>;

const shards = { shardSelector: "takes only the objects of one shard" };

/** What the real server reads besides. All other parameters it ignores, and so do we. */
const notSimulated: Readonly<Record<Verb, KnownParameters>> = {
  get: {},
  list: shards,
  watch: shards,
  create: {},
  update: {},
  patch: {},
  delete: { ignoreStoreReadErrorWithClusterBreakingPotential: "deletes an object that can't be read" },
  deletecollection: shards,
};

/**
 * Refuses what the real server would read and the handler does not: a parameter silently ignored proves nothing.
 * `read` is what the handler reads, `known` what the real server reads besides.
 */
export function checkKnown(query: URLSearchParams, of: string, read: readonly string[], known: KnownParameters): void {
  for (const name of query.keys()) {
    if (read.includes(name) || !Object.hasOwn(known, name)) continue;
    throw unsupported(`kubernetes.parameter.${name}`, {
      asked: `query parameter ${name} of ${of}`,
      real: `${known[name]} (documented)`,
      instead: "Leave the parameter out.",
      field: name,
    });
  }
}

/** The same for the parameters of a verb. */
export function checkParameters(verb: Verb, query: URLSearchParams): void {
  checkKnown(query, verb, readParameters[verb], notSimulated[verb]);
}

const booleanOf = (value: string) => value !== "0" && value.toLowerCase() !== "false";

function integer(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^[+-]?\d+$/.test(value)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
  const number = Number(value);
  if (Math.abs(number) >= 2 ** 63) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(value)}: value out of range`);
  return number;
}

const flag = (query: URLSearchParams, name: string) => {
  const value = query.get(name);
  return value === null ? undefined : booleanOf(value);
};

/** Options of create, update and patch. */
export interface WriteOptions {
  dryRun: boolean;
  fieldManager: string;
  /** Unknown fields: refused, warned of, or dropped in silence. */
  fieldValidation: "Strict" | "Warn" | "Ignore";
  force: boolean;
}

/** Reads the options of a write from the query; throws 422 for values that there are not. */
export function writeOptions(
  kind: "CreateOptions" | "UpdateOptions" | "PatchOptions",
  query: URLSearchParams,
  isApply = false,
): WriteOptions {
  const fieldManager = query.get("fieldManager") ?? "";
  const dryRun = query.getAll("dryRun");
  const fieldValidation = query.get("fieldValidation") ?? "";
  const force = kind === "PatchOptions" ? flag(query, "force") : undefined;
  const errors: FieldError[] = [];
  if (isApply && !fieldManager) errors.push(requiredField("fieldManager", "is required for apply patch"));
  if (kind === "PatchOptions" && !isApply && force !== undefined)
    errors.push(forbiddenField("force", "may not be specified for non-apply patch"));
  errors.push(...managerErrors(fieldManager), ...dryRunErrors(dryRun));
  if (!["", "Ignore", "Strict", "Warn"].includes(fieldValidation)) {
    errors.push(unsupportedField("fieldValidation", fieldValidation, ["", "Ignore", "Strict", "Warn"]));
  }
  if (errors.length) throw invalidOptions(kind, errors);
  return {
    dryRun: dryRun.length > 0,
    fieldManager,
    fieldValidation: (fieldValidation || "Warn") as WriteOptions["fieldValidation"],
    force: force ?? false,
  };
}

function dryRunErrors(dryRun: readonly string[]): FieldError[] {
  return dryRun.every((d) => d === "All") ? [] : [unsupportedField("dryRun", dryRun, ["All"])];
}

/** Options of delete, from the body or from the query. */
export interface DeleteOptions {
  dryRun: boolean;
  propagation: "Foreground" | "Background" | "Orphan" | undefined;
  orphanDependents: boolean | undefined;
  uid: string | undefined;
  resourceVersion: string | undefined;
}

/** The fields of DeleteOptions that count, decoded. There is no grace period: a number is all it must be. */
interface DeleteBody {
  propagationPolicy?: string;
  orphanDependents?: boolean;
  dryRun?: string[];
  preconditions?: { uid?: string; resourceVersion?: string };
}

/** Reads DeleteOptions out of a decoded body that was sent, or else out of the query; throws 422 for what does not go together. */
export function deleteOptions(body: JsonObject | undefined, query: URLSearchParams): DeleteOptions {
  const { propagationPolicy: policy, orphanDependents: orphan, dryRun = [], preconditions } = (body as DeleteBody) ?? deleteQuery(query);
  const errors: FieldError[] = [];
  if (orphan !== undefined && policy !== undefined) {
    errors.push(invalidField("propagationPolicy", policy, "orphanDependents and deletionPropagation cannot be both set"));
  }
  if (policy !== undefined && !["Foreground", "Background", "Orphan"].includes(policy)) {
    errors.push(unsupportedField("propagationPolicy", policy, ["Foreground", "Background", "Orphan", "nil"]));
  }
  errors.push(...dryRunErrors(dryRun));
  if (errors.length) throw invalidOptions("DeleteOptions", errors);
  return {
    dryRun: dryRun.length > 0,
    propagation: policy as DeleteOptions["propagation"],
    orphanDependents: orphan,
    uid: preconditions?.uid,
    resourceVersion: preconditions?.resourceVersion,
  };
}

function deleteQuery(query: URLSearchParams): DeleteBody {
  integer(query, "gracePeriodSeconds");
  const policy = query.get("propagationPolicy");
  const orphan = flag(query, "orphanDependents");
  const [uid, resourceVersion] = [query.get("uid"), query.get("resourceVersion")];
  return {
    ...(policy !== null && { propagationPolicy: policy }),
    ...(orphan !== undefined && { orphanDependents: orphan }),
    dryRun: query.getAll("dryRun"),
    ...((uid || resourceVersion) && { preconditions: { ...(uid && { uid }), ...(resourceVersion && { resourceVersion }) } }),
  };
}

/** Options of list, watch and deletecollection. */
export interface ListOptions {
  watch: boolean;
  labelSelector: string;
  fieldSelector: string;
  /** None if it is negative or 0; a deletion takes one of its own for 0. */
  limit: number;
  continue: string;
  resourceVersion: string;
  match: string;
  sendInitialEvents: boolean | undefined;
  bookmarks: boolean;
  timeoutSeconds: number | undefined;
}

/** Reads ListOptions from the query; throws 400 for what cannot be read. */
export function listOptions(query: URLSearchParams): ListOptions {
  return {
    watch: flag(query, "watch") ?? false,
    labelSelector: query.get("labelSelector") ?? "",
    fieldSelector: query.get("fieldSelector") ?? "",
    limit: integer(query, "limit") ?? 0,
    continue: query.get("continue") ?? "",
    resourceVersion: query.get("resourceVersion") ?? "",
    match: query.get("resourceVersionMatch") ?? "",
    sendInitialEvents: flag(query, "sendInitialEvents"),
    bookmarks: flag(query, "allowWatchBookmarks") ?? false,
    timeoutSeconds: integer(query, "timeoutSeconds"),
  };
}

/** Throws 422 for options that do not go together. */
export function checkListOptions(options: ListOptions): void {
  const errors = options.watch ? watchErrors(options) : listErrors(options);
  if (errors.length) throw invalidOptions("ListOptions", errors);
}

const matchForbidden = (why: string) => forbiddenField("resourceVersionMatch", why);

function listErrors({ match, resourceVersion, continue: next, sendInitialEvents }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (match) {
    if (!resourceVersion) errors.push(matchForbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
    if (next) errors.push(matchForbidden("resourceVersionMatch is forbidden when continue is provided"));
    if (match !== "Exact" && match !== "NotOlderThan") {
      errors.push(unsupportedField("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""]));
    }
    if (match === "Exact" && resourceVersion === "0")
      errors.push(matchForbidden('resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  }
  if (sendInitialEvents !== undefined) errors.push(forbiddenField("sendInitialEvents", "sendInitialEvents is forbidden for list"));
  return errors;
}

function watchErrors({ match, continue: next, sendInitialEvents }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined && match !== "NotOlderThan") {
    errors.push(matchForbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
  }
  if (match) {
    if (sendInitialEvents === undefined) {
      errors.push(matchForbidden("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
    }
    if (match !== "NotOlderThan") errors.push(unsupportedField("resourceVersionMatch", match, ["NotOlderThan"]));
  }
  if (next) errors.push(matchForbidden("resourceVersionMatch is forbidden when continue is provided"));
  return errors;
}

/** How much of each object a table carries. */
export function includeObject(query: URLSearchParams): "Metadata" | "Object" | "None" {
  const value = query.get("includeObject") ?? "";
  if (value === "" || value === "Metadata") return "Metadata";
  if (value === "Object" || value === "None") return value;
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(value)}: must be 'Metadata', 'Object', 'None', or empty`,
  );
}

/** A version in a query or in an object: undefined when it is none at all. Throws the decoder's words for what is no number. */
export function parseVersion(text: string): number | string {
  if (text === "") return 0;
  return /^\d+$/.test(text) && text.length < 20 ? Number(text) : `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
}
