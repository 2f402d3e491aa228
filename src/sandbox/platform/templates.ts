import { loadAll } from "js-yaml";
import { RE2JS } from "re2js";
import type { Instance, Parameter, Template } from "./objects.ts";

/** What an instance gets of its template. */
export interface Resolved {
  definition: object;
  /** Of a template that has versions. */
  version?: string;
  /** A version that is newer than the one that was asked for. */
  newer?: string;
}

/** Why it gets nothing, by the documentation's reasons. */
export interface Unresolved {
  reason: "TemplateNotFound" | "VersionError" | "VersionNotFound" | "ErrorSyncingParameters" | "ErrorRenderingTemplate";
  message: string;
}

const isWildcard = (part: string) => part === "x" || part === "X";
const isNumber = (part: string) => /^\d+$/.test(part);

const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a.split("."), b.split(".")];
  const at = [0, 1, 2].find((i) => Number(left[i]) !== Number(right[i]));
  return at === undefined ? 0 : Number(left[at]) - Number(right[at]);
};

/** The newest version that a pattern such as `1.x.x` admits; without a pattern the newest of all. */
function pick(versions: readonly string[], pattern: string): string | undefined {
  const parts = pattern ? pattern.split(".") : ["x", "x", "x"];
  return versions
    .filter((version) => version.split(".").length === 3 && version.split(".").every(isNumber))
    .filter((version) => parts.every((part, i) => isWildcard(part) || (isNumber(part) && Number(part) === Number(version.split(".")[i]))))
    .sort(compareVersions)
    .pop();
}

/** Resolves the template of an instance in its version, with the instance's parameters. */
export function resolveTemplate(
  { spec }: Instance,
  template: Template | undefined,
  kind: "virtual cluster" | "space",
): Resolved | Unresolved {
  const { name = "", version: pattern = "" } = spec.templateRef ?? {};
  if (!template) return { reason: "TemplateNotFound", message: `couldn't find template ${name}` };
  const { versions = [], template: definition = {}, parameters } = template.spec;
  if (pattern && pattern.split(".").length !== 3) {
    const message = `version ${pattern} of template ${name} has to be of the form MAJOR.MINOR.PATCH, where each part may be x`;
    return { reason: "VersionError", message };
  }
  const parameterReason = kind === "space" ? "ErrorRenderingTemplate" : "ErrorSyncingParameters";
  if (!versions.length) {
    if (pattern && pattern.toLowerCase() !== "x.x.x") {
      return { reason: "VersionNotFound", message: `couldn't find version ${pattern} of template ${name}: it has no versions` };
    }
    const wrong = checkParameters(spec.parameters, parameters);
    return wrong === undefined ? { definition } : { reason: parameterReason, message: wrong };
  }
  const known = versions.map(({ version = "" }) => version);
  const version = pick(known, pattern);
  const found = versions.find((candidate) => candidate.version === version);
  if (version === undefined || !found) {
    const has = known.length ? `; it has ${known.join(", ")}` : "";
    return { reason: "VersionNotFound", message: `couldn't find version ${pattern || "x.x.x"} of template ${name}${has}` };
  }
  const wrong = checkParameters(spec.parameters, found.parameters);
  if (wrong !== undefined) return { reason: parameterReason, message: wrong };
  const newest = pick(known, "") as string;
  return { definition: found.template ?? {}, version, ...(newest !== version && { newer: newest }) };
}

/** What is wrong with the parameters that an instance gives; undefined if nothing is. */
function checkParameters(text: string | undefined, parameters: readonly Parameter[] = []): string | undefined {
  let documents: unknown[];
  try {
    documents = loadAll(text ?? "", { maxAliases: 100 });
  } catch (error) {
    return `couldn't parse the parameters: ${(error as { reason?: string }).reason ?? "no YAML"}`;
  }
  const [values = {}] = documents.map((document) => document ?? {});
  if (documents.length > 1 || typeof values !== "object" || Array.isArray(values)) return "couldn't parse the parameters: no YAML object";
  for (const parameter of parameters) {
    const wrong = checkValue(valueAt(values, parameter.variable ?? ""), parameter);
    if (wrong !== undefined) return `parameter ${parameter.label ?? ""} (${parameter.variable ?? ""}) ${wrong}`;
  }
  return undefined;
}

/** The value under a path of names and indices with dots between. */
function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** What is wrong with a value. As in the vendor's command, values are read as text, an empty one is none, and numbers are whole. */
function checkValue(given: unknown, parameter: Parameter): string | undefined {
  if (typeof given === "object" && given !== null) return "has to be a single value";
  const { type = "string", required, defaultValue = "", options = [] } = parameter;
  if (!["", "string", "multiline", "password", "number", "boolean"].includes(type)) return `has the unknown type ${type}`;
  const text = String(given ?? "") || defaultValue;
  if (text === "") return required ? "is required" : undefined;
  if (options.length && !options.includes(text)) return `has to be one of ${options.join(", ")}`;
  if (type === "boolean") return /^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text) ? undefined : "has to be true or false";
  return type === "number" ? checkNumber(text, parameter) : checkText(text, parameter);
}

function checkNumber(text: string, { min, max }: Parameter): string | undefined {
  if (!/^[-+]?\d+$/.test(text)) return "has to be a whole number";
  if (min !== undefined && Number(text) < min) return `cannot be smaller than ${min}`;
  if (max !== undefined && Number(text) > max) return `cannot be greater than ${max}`;
  return undefined;
}

/** The dialect is Go's. */
function checkText(text: string, { validation, invalidation }: Parameter): string | undefined {
  const matches = (pattern: string) => RE2JS.compile(pattern).matcher(text).find();
  for (const [pattern, wanted, why] of [
    [validation, true, "needs to match regex"],
    [invalidation, false, "cannot match regex"],
  ] as const) {
    if (!pattern) continue;
    try {
      if (matches(pattern) !== wanted) return `${why} ${pattern}`;
    } catch {
      return `has the malformed regex ${pattern}`;
    }
  }
  return undefined;
}
