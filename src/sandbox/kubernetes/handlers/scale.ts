import { checkAppliedKind, type Tracked } from "../apply/managed-fields.ts";
import { readBody } from "../body.ts";
import { type Call, readObject, written } from "../call.ts";
import { invalidField } from "../field-errors.ts";
import { mediaType } from "../negotiate.ts";
import { copy, define, isObject, type Json, type JsonObject, type KubeObject, type ObjectMeta } from "../objects.ts";
import { writeOptions } from "../parameters.ts";
import { type Next, Registry } from "../registry.ts";
import { convertedObject } from "../representation.ts";
import type { Resource } from "../resource.ts";
import { selectorText } from "../selector-text.ts";
import { ApiError, invalid } from "../status.ts";
import type { KindData } from "../tables.ts";
import { contextOf, type Patchable, patched, patchTypes, readApplied } from "./write.ts";

const scaleKind: Patchable = { kind: "Scale", group: "autoscaling", version: "v1", type: "Scale" };

interface Scale {
  metadata: ObjectMeta;
  spec?: { replicas?: number };
}

type Paths = NonNullable<KindData["scale"]>;

const pathsOf = (resource: Resource): Paths => resource.data.scale as Paths;

const dotted = (path: readonly string[]) => path.map((name) => `.${name}`).join("");

function at(object: KubeObject, path: readonly string[]): Json | undefined {
  let value = object as unknown as Json | undefined;
  for (const name of path)
    value = isObject(value as Json) && Object.hasOwn(value as JsonObject, name) ? (value as JsonObject)[name] : undefined;
  return value;
}

/** The scale of an object. Throws 500 for a custom object without the field of its replicas, which has no default. */
function scaleOf(resource: Resource, object: KubeObject): KubeObject {
  const paths = pathsOf(resource);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = at(object, paths.replicas) ?? (resource.data.custom ? undefined : 1);
  if (replicas === undefined) {
    const why = `the spec replicas field ${JSON.stringify(dotted(paths.replicas))} does not exist`;
    throw new ApiError(500, "InternalError", `Internal error occurred: ${why}`, { causes: [{ message: why }] });
  }
  const selector = selectorText(paths.selector && at(object, paths.selector));
  return {
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as ObjectMeta,
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: Number(at(object, paths.status) ?? 0), ...(selector && { selector }) },
  } as unknown as KubeObject;
}

/** The object with another count of replicas. Throws 422 for a negative one. */
function scaled(resource: Resource, object: KubeObject, { metadata, spec = {} }: Scale): JsonObject {
  const { replicas: path } = pathsOf(resource);
  const replicas = spec.replicas ?? 0;
  if (replicas < 0) {
    throw resource.data.custom
      ? invalid(resource.group, resource.kind, object.metadata.name as string, [
          invalidField(dotted(path), replicas, "should be a non-negative integer"),
        ])
      : invalid(scaleKind.group, scaleKind.kind, object.metadata.name as string, [
          invalidField("spec.replicas", replicas, "must be greater than or equal to 0"),
        ]);
  }
  const next = copy(object) as unknown as JsonObject;
  let parent = next;
  for (const name of path.slice(0, -1)) {
    const inner = isObject(parent[name] as Json) ? (parent[name] as JsonObject) : {};
    define(parent, name, inner);
    parent = inner;
  }
  define(parent, path.at(-1) as string, replicas);
  const meta = next.metadata as ObjectMeta;
  meta.resourceVersion = metadata.resourceVersion || (object.metadata.resourceVersion as string);
  return next;
}

/** An object that has a value at a path, and nothing else. */
const nested = (path: readonly string[], value: Json): JsonObject =>
  path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value) as JsonObject;

/** A custom object keeps no book of who scaled it. */
const unbooked = (resource: Resource, object: KubeObject): Pick<Next, "managedFields"> =>
  resource.data.custom ? { managedFields: { entries: object.metadata.managedFields } } : {};

function answer(call: Call, object: KubeObject): Response {
  const { resource, answers, output } = call;
  const shown: Resource = { ...resource, ...scaleKind, apiVersion: "autoscaling/v1" };
  return answers.json(200, convertedObject(shown, scaleOf(resource, object), output.convert, "Metadata"), output);
}

/** GET of a scale. */
export function getScale(call: Call): Response {
  const { rooms, resource, info } = call;
  return answer(call, rooms.registry.get(resource, info.namespace, info.name));
}

/** PUT of a scale. */
export async function updateScale(call: Call): Promise<Response> {
  const { request, query, resource, info } = call;
  const text = await readBody(request);
  const options = writeOptions("UpdateOptions", query);
  const scale = readObject(call, text, scaleKind, options.fieldValidation) as unknown as Scale;
  Registry.placeIn(resource, info.namespace, scale.metadata);
  Registry.checkName(scale.metadata, info.name);
  return write(call, contextOf(call, options), scale.metadata.uid, (existing) => ({
    object: scaled(resource, existing, scale),
    ...unbooked(resource, existing),
  }));
}

/** PATCH of a scale. */
export async function patchScale(call: Call): Promise<Response> {
  const { rooms, request, query, resource } = call;
  const type = mediaType(request.headers.get("content-type"));
  const text = await readBody(request);
  const isApply = type === patchTypes.apply;
  const options = writeOptions("PatchOptions", query, isApply);
  return write(call, contextOf(call, options), undefined, (existing) => {
    if (!isApply) {
      const { object } = patched(call, text, type, scaleOf(resource, existing), options, scaleKind);
      return { object: scaled(resource, existing, object as unknown as Scale), ...unbooked(resource, existing) };
    }
    const { value } = readApplied(text);
    checkAppliedKind(value, scaleKind.kind, "autoscaling/v1");
    const { metadata: _, ...scale } = value as unknown as Scale;
    const isNamed = scale.spec?.replicas !== undefined;
    const next = isNamed ? scaled(resource, existing, { ...scale, metadata: {} }) : (copy(existing) as unknown as JsonObject);
    // Who applies a scale applies the replicas of the object.
    const wanted = isNamed ? nested(pathsOf(resource).replicas, scale.spec?.replicas as number) : {};
    const sent = { apiVersion: resource.apiVersion, kind: resource.kind, ...wanted };
    const { managedFields } = rooms.registry.fields.apply(existing as unknown as Tracked, sent, resource.type as string, {
      kind: resource.kind,
      manager: { name: options.fieldManager, apiVersion: resource.apiVersion, subresource: "scale" },
      force: options.force,
      now: rooms.registry.now,
    });
    return { object: next, managedFields: { entries: managedFields } };
  });
}

function write(
  call: Call,
  context: ReturnType<typeof contextOf>,
  uid: string | undefined,
  change: (existing: KubeObject) => Next,
): Response {
  const { rooms, resource, info } = call;
  const { object } = written(call, () =>
    rooms.registry.update(resource, info.namespace, info.name, (existing) => change(existing as KubeObject), context, { uid }),
  );
  return answer(call, object);
}
