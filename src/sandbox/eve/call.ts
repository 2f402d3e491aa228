import type { Core } from "./core.ts";
import { type Parameters, readParameters } from "./parameters.ts";
import type { Resource } from "./schema.ts";
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
}

/** What a verb answers. */
export interface Answer {
  status: number;
  body?: Draft;
  headers?: Record<string, string>;
}

export const parametersOf = ({ core, request, url }: Call): Parameters =>
  readParameters(url.searchParams, request.headers, core.pagination);
