import type { Tracked } from "../apply/managed-fields.ts";
import { readBody } from "../body.ts";
import { type Call, managerOf, readObject, written } from "../call.ts";
import { bodyIsYaml } from "../negotiate.ts";
import type { JsonObject, KubeObject, ObjectMeta } from "../objects.ts";
import { checkKnown, type KnownParameters, readParameters, writeOptions } from "../parameters.ts";
import { Registry } from "../registry.ts";
import type { SubresourceData } from "../tables.ts";
import type { User } from "../user.ts";

/** One request to a kind that is asked and not kept, or to a subresource that is not the status. */
export interface ActionCall {
  /** What was sent, decoded; of a GET the empty object with the name of its parent. Free to be changed and returned. */
  object: JsonObject & { metadata: ObjectMeta & JsonObject };
  /** The object that a subresource belongs to. */
  parent: KubeObject | undefined;
  namespace: string;
  name: string;
  user: User;
  dryRun: boolean;
  query: URLSearchParams;
  url: URL;
  request: Request;
}

/** What the server does when it is asked. */
export interface Action {
  /** Query parameters it reads, besides those of every write. */
  parameters?: readonly string[];
  /** Parameters that the real server reads and that are not simulated, with what they do there. */
  notSimulated?: KnownParameters;
  /** Whether managed fields are kept of what was sent, as the server does. Default: true. */
  managedFields?: boolean;
  /** The object to answer with, or a whole answer. */
  run: (call: ActionCall) => JsonObject | Response | Promise<JsonObject | Response>;
}

/** POST to a kind that is asked, or POST or GET of a subresource. */
export async function runAction(
  call: Call,
  action: Action,
  of: { kind: string; type: string | undefined; subresource: SubresourceData | undefined },
): Promise<Response> {
  const { rooms, request, query, resource, info, user, answers, output, url } = call;
  const isWrite = request.method === "POST";
  const read = [...readParameters[isWrite ? "create" : "get"], ...(action.parameters ?? [])];
  checkKnown(query, of.subresource ? `${info.resource}/${of.subresource.name}` : info.resource, read, action.notSimulated ?? {});
  let object: JsonObject;
  let manager = "";
  let dryRun = false;
  if (isWrite) {
    bodyIsYaml(request.headers.get("content-type"));
    const text = await readBody(request);
    const options = writeOptions("CreateOptions", query);
    manager = managerOf(call, options);
    dryRun = options.dryRun;
    object = readObject(call, text, { kind: of.kind, type: of.type as string }, options.fieldValidation);
  } else {
    object = of.type ? rooms.registry.decoder.empty(of.type) : { metadata: {} };
    delete object.kind;
    delete object.apiVersion;
    object.metadata = { name: info.name, ...(info.namespace && { namespace: info.namespace }) };
  }
  const metadata = (object.metadata ?? {}) as ObjectMeta & JsonObject;
  object.metadata = metadata;
  if (isWrite) {
    Registry.wipe(metadata);
    Registry.placeIn(resource, info.namespace, metadata);
    if (of.type && action.managedFields !== false) {
      const empty = rooms.registry.decoder.empty(of.type);
      // Nobody keeps these objects, so nobody resets parts of them: the status counts too.
      const entries = rooms.registry.fields.update(
        empty as Tracked,
        object as Tracked,
        of.type,
        { name: manager, apiVersion: resource.apiVersion },
        rooms.registry.now,
      );
      if (entries) metadata.managedFields = entries as never;
    }
  }
  const parent = of.subresource ? rooms.registry.get(resource, info.namespace, info.name) : undefined;
  const asked = { object: object as ActionCall["object"], parent, namespace: info.namespace, name: info.name, user, dryRun };
  const result = await written(call, () => action.run({ ...asked, query, url, request }));
  if (result instanceof Response) return result;
  const text = JSON.stringify({ kind: of.kind, apiVersion: resource.apiVersion, ...result });
  return answers.json(isWrite ? 201 : 200, text, output);
}
