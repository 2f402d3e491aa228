import { ageText } from "./age.ts";
import type { Conversion } from "./negotiate.ts";
import type { KubeObject } from "./objects.ts";
import type { Resource } from "./resource.ts";
import { notAcceptable } from "./status.ts";

/** An object with its kind, as text. */
export function objectText(resource: Resource, object: KubeObject): string {
  return `{"kind":${JSON.stringify(resource.kind)},"apiVersion":${JSON.stringify(resource.apiVersion)},${JSON.stringify(object).slice(1)}`;
}

/** The metadata of a list. */
export interface ListMeta {
  /** Absent for what is not kept. */
  resourceVersion?: string;
  continue?: string;
  remainingItemCount?: number;
}

/** A list as text: its items have neither kind nor apiVersion, but for those of custom resources. */
function listText(resource: Resource, meta: ListMeta, items: readonly KubeObject[]): string {
  const { apiVersion, kind, listKind, data } = resource;
  if (data.custom) {
    return JSON.stringify({
      apiVersion,
      items: items.map((item) => ({ apiVersion, kind, ...item })),
      kind: listKind,
      metadata: { continue: "", ...meta },
    });
  }
  return `{"kind":${JSON.stringify(listKind)},"apiVersion":${JSON.stringify(apiVersion)},"metadata":${JSON.stringify(meta)},"items":${JSON.stringify(items)}}`;
}

type Include = "Metadata" | "Object" | "None";

/** The columns that every kind has which defines none of its own. */
const columns = [
  {
    name: "Name",
    type: "string",
    format: "name",
    description: "The name of the object, unique within its namespace for its kind. It cannot be changed.",
    priority: 0,
  },
  {
    name: "Created At",
    type: "date",
    format: "",
    description: "When the server created the object, in RFC 3339 and UTC.",
    priority: 0,
  },
];

/** The same for kinds that show their age. */
const agedColumns = [
  columns[0],
  { name: "Age", type: "date", format: "", description: "How long ago the server created the object.", priority: 0 },
];

const partial = (object: KubeObject, apiVersion: string) => ({ kind: "PartialObjectMetadata", apiVersion, metadata: object.metadata });

function row(resource: Resource, object: KubeObject, include: Include, { apiVersion, now }: Conversion) {
  const shown =
    include === "None"
      ? null
      : include === "Object"
        ? { kind: resource.kind, apiVersion: resource.apiVersion, ...object }
        : partial(object, apiVersion);
  const { name = "", creationTimestamp = "0001-01-01T00:00:00Z" } = object.metadata;
  const isAged = resource.data.aged && now;
  return { cells: [name, isAged ? ageText(now() - Date.parse(creationTimestamp)) : creationTimestamp], object: shown };
}

/** A table as text; without columns in all but the first of a watch. */
export function tableText(
  resource: Resource,
  meta: ListMeta,
  items: readonly KubeObject[],
  { convert, include, headers }: { convert: Conversion; include: Include; headers: boolean },
): string {
  return JSON.stringify({
    kind: "Table",
    apiVersion: convert.apiVersion,
    metadata: meta,
    columnDefinitions: headers ? (resource.data.aged ? agedColumns : columns) : null,
    rows: items.length ? items.map((item) => row(resource, item, include, convert)) : null,
  });
}

/** One object in the representation that was asked for; throws 406 when it is one for lists. */
export function convertedObject(resource: Resource, object: KubeObject, convert: Conversion | undefined, include: Include): string {
  if (!convert) return objectText(resource, object);
  switch (convert.kind) {
    case "Table":
      return tableText(resource, object.metadata.resourceVersion ? { resourceVersion: object.metadata.resourceVersion } : {}, [object], {
        convert,
        include,
        headers: true,
      });
    case "PartialObjectMetadata":
      return JSON.stringify(partial(object, convert.apiVersion));
    case "PartialObjectMetadataList":
      throw notAcceptable(`you requested PartialObjectMetadataList, but the requested object is not a list (*v1.${resource.kind})`);
  }
}

/** A list in the representation that was asked for; throws 406 when it is one for single objects. */
export function convertedList(
  resource: Resource,
  meta: ListMeta,
  items: readonly KubeObject[],
  convert: Conversion | undefined,
  include: Include,
): string {
  if (!convert) return listText(resource, meta, items);
  switch (convert.kind) {
    case "Table":
      return tableText(resource, meta, items, { convert, include, headers: true });
    case "PartialObjectMetadata":
      throw notAcceptable(`you requested PartialObjectMetadata, but the requested object is a list (*v1.${resource.listKind})`);
    case "PartialObjectMetadataList":
      return JSON.stringify({
        kind: convert.kind,
        apiVersion: convert.apiVersion,
        metadata: meta,
        items: items.length ? items.map((item) => partial(item, convert.apiVersion)) : null,
      });
  }
}
