import { protobufType } from "./protobuf.ts";
import { ApiError, notAcceptable, unsupportedMediaType } from "./status.ts";

/** What an object is turned into before it is sent. */
export interface Conversion {
  kind: "Table" | "PartialObjectMetadata" | "PartialObjectMetadataList";
  apiVersion: string;
  /** The time, for what a table shows of it; set by the engine. Milliseconds since 1970. */
  now?: () => number;
}

/** How the answer is to be written. */
export interface Output {
  yaml: boolean;
  /** Indented, for people. */
  pretty: boolean;
  convert?: Conversion;
}

const served = ["application/json", "application/yaml"];

interface Clause {
  type: string;
  quality: number;
  parameters: Record<string, string>;
}

function clauses(accept: string): Clause[] {
  return accept
    .split(",")
    .map((part) => {
      const [type = "", ...rest] = part.split(";").map((p) => p.trim());
      const parameters: Record<string, string> = {};
      let quality = 1;
      for (const parameter of rest) {
        const at = parameter.indexOf("=");
        const [name, value] = at < 0 ? [parameter, ""] : [parameter.slice(0, at), parameter.slice(at + 1)];
        if (name === "q") quality = Number(value) || 0;
        else parameters[name] = value.replace(/^"(.*)"$/, "$1");
      }
      return { type: type.toLowerCase(), quality, parameters };
    })
    .sort((a, b) => b.quality - a.quality);
}

/**
 * The first check, before the request is looked at: one of the types must be named as it is, or all accepted.
 * `application/*` is not understood, as in the real server.
 */
export function checkAccept(accept: string | null, produces: readonly string[] = served): void {
  if (!accept) return;
  const given = clauses(accept);
  if (given.some(({ type }) => type === "*/*" || produces.includes(type))) return;
  throw new ApiError(406, "NotAcceptable", `406: Not Acceptable\n\nAvailable representations: ${produces.join(", ")}`, {});
}

/** What collections produce: lists, and streams of events. */
export const listTypes = [...served, "application/json;stream=watch"];

/** The second check: which representation is wanted. `convertible` for objects of the API, false for the rest. */
export function negotiate(accept: string | null, convertible: boolean): Output {
  if (!accept) return { yaml: false, pretty: false };
  for (const { type, parameters } of clauses(accept)) {
    const match = served.find((s) => type === s || type === "*/*" || type === "application/*");
    if (!match || (parameters.sv && !(convertible && parameters.sv === "v1")) || (parameters.stream && parameters.stream !== "watch"))
      continue;
    const output: Output = { yaml: match === "application/yaml", pretty: parameters.pretty === "1" };
    if (!("as" in parameters || "g" in parameters || "v" in parameters)) return output;
    const { as = "", g = "", v = "" } = parameters;
    const known = as === "Table" || as === "PartialObjectMetadata" || as === "PartialObjectMetadataList";
    if (!convertible || !known || g !== "meta.k8s.io" || (v !== "v1" && v !== "v1beta1")) continue;
    return { ...output, convert: { kind: as, apiVersion: `${g}/${v}` } };
  }
  throw notAcceptable(`only the following media types are accepted: ${served.join(", ")}`);
}

/** Whether the server itself would answer in protobuf; what the resources of the API have to say is always JSON or YAML. */
export function prefersProtobuf(accept: string | null): boolean {
  for (const { type, parameters } of clauses(accept ?? "")) {
    if (["as", "g", "v", "sv", "stream"].some((name) => name in parameters)) continue;
    if (type === protobufType) return true;
    if (type === "*/*" || type === "application/*" || served.includes(type)) return false;
  }
  return false;
}

/** The media type of a body, without its parameters. */
export const mediaType = (contentType: string | null) => (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** Whether a body is YAML; throws 415 for what is neither JSON nor YAML. No media type at all means JSON. */
export function bodyIsYaml(contentType: string | null, accepted: readonly string[] = served): boolean {
  const type = mediaType(contentType);
  if (contentType && !/^[^;]*(?:;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*")\s*)*;?\s*$/.test(contentType)) {
    throw unsupportedMediaType(accepted);
  }
  if (!contentType || type === "application/json") return false;
  if (type === "application/yaml") return true;
  throw unsupportedMediaType(accepted);
}
