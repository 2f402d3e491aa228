import type { Core } from "./core.ts";
import { type Parameters, readParameters } from "./parameters.ts";
import type { Resource } from "./schema.ts";
import type { Witness } from "./store.ts";
import { parseUrlEncoded } from "./url-encoding.ts";
import type { Draft, ObjectId } from "./values.ts";

/** One request to a resource or one of its documents, after routing and authentication. */
export interface Call {
  core: Core;
  resource: Resource;
  /** Of the document, when the request names one. */
  id?: ObjectId;
  method: string;
  request: Request;
  url: URL;
  /** Wants to know what the request changes. */
  witness?: Witness | undefined;
}

/** Does the part of a request that writes. */
export const written = <T>({ core, witness }: Pick<Call, "core" | "witness">, write: () => T): T => core.store.witnessed(witness, write);

/** What a verb answers. */
export interface Answer {
  status: number;
  body?: Draft;
  headers?: Record<string, string>;
}

export const parametersOf = ({ core, request, url }: Call): Parameters =>
  readParameters(new URLSearchParams(parseUrlEncoded(url.search.slice(1))), request.headers, core.pagination);
