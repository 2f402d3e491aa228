import type { ClusterConnect } from "../../../generated/platform.ts";
import { invalidArgument, RequestError } from "../../../http/errors.ts";
import { secretsOfClient } from "../../../http/explain/call-secrets.ts";
import { foreignText, secretsIn } from "../../../http/explain/redact.ts";
import { jsonText } from "../../../http/json-text.ts";
import { createObject } from "../../kubernetes/calls/create.ts";
import type { ParsedManifest } from "../../kubernetes/manifest.ts";
import type { Stored } from "../../kubernetes/object.ts";
import type { WriteOptions } from "../../kubernetes/options.ts";
import type { Requests } from "../../kubernetes/requests.ts";

/** Connects a cluster by its kubeconfig. Throws Failed if the platform accepts the request and says in its response that it failed. */
export async function connectCluster(
  requests: Requests<ClusterConnect>,
  object: ClusterConnect | ParsedManifest | string,
  options: WriteOptions,
): Promise<Stored<ClusterConnect>> {
  if (typeof object === "object" && object !== null && !(object as ClusterConnect).metadata?.name) {
    throw invalidArgument("metadata.name", "expected the name that the cluster is to have");
  }
  const answer = await createObject(requests, object, options);
  const { failed, reason, message } = answer.status ?? {};
  if (failed !== true) return answer;
  const sent = typeof object === "string" ? object : jsonText(object, "object");
  const secrets = [...secretsOfClient(requests.api.http), ...secretsIn(sent)];
  throw new RequestError({
    code: "Failed",
    call: { verb: "create", resource: "ClusterConnect", name: answer.metadata?.name },
    method: "POST",
    path: await requests.path(),
    status: 201,
    reason: foreignText(reason, secrets, 100) || undefined,
    message: foreignText(message, secrets) || "the platform could not connect the cluster and gave no reason",
  });
}
