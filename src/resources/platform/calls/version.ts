import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Http } from "../../../http/http.ts";
import { checkOptions } from "../../../http/options.ts";
import { mismatchOf } from "../../kubernetes/status.ts";

/** What the platform says of itself. */
export interface PlatformVersion {
  readonly version: string;
  readonly major?: string;
  readonly minor?: string;
  readonly kubeVersion?: string;
  readonly newerVersion?: string;
  readonly shouldUpgrade?: boolean;
  readonly instance?: string;
}

/** Reads the version of the platform. */
export async function versionOf(http: Http, options: CallOptions): Promise<PlatformVersion> {
  checkOptions(options, callOptions, "version");
  const describe = { verb: "get", resource: "version" };
  const call = { method: "GET", path: "/version", safety: "read", describe, mismatch: mismatchOf("version", false) } as const;
  return (await http.within(options, (deadline) => http.request({ ...call, deadline }))).json as PlatformVersion;
}
