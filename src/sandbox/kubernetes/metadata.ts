import { type FieldError, forbiddenField, invalidField, requiredField, tooLongField, unsupportedField } from "./field-errors.ts";
import { keyErrors, labelValueErrors, namespaceErrors } from "./names.ts";
import { equal, type ManagedFieldsEntry, type ObjectMeta, type OwnerReference } from "./objects.ts";

/** All annotations of an object together, keys and values. */
const annotationsLimit = 256 * 1024;
const managerLimit = 128;

/** What is wrong with a name; `isPrefix` when more is going to be put behind it. */
type NameRule = (name: string, isPrefix?: boolean) => string[];

/** What is wrong with the metadata of an object. */
export function metadataErrors(meta: ObjectMeta, namespaced: boolean, nameRule: NameRule): FieldError[] {
  const errors: FieldError[] = [];
  if (meta.generateName) {
    for (const text of nameRule(meta.generateName, true)) errors.push(invalidField("metadata.generateName", meta.generateName, text));
  }
  if (!meta.name) errors.push(requiredField("metadata.name", "name or generateName is required"));
  else for (const text of nameRule(meta.name)) errors.push(invalidField("metadata.name", meta.name, text));
  if (namespaced) {
    if (!meta.namespace) errors.push(requiredField("metadata.namespace", ""));
    else for (const text of namespaceErrors(meta.namespace)) errors.push(invalidField("metadata.namespace", meta.namespace, text));
  } else if (meta.namespace) errors.push(forbiddenField("metadata.namespace", "not allowed on this type"));
  // Not pushed: a call takes no hundred thousand arguments.
  return [
    ...errors,
    ...labelErrors(meta.labels),
    ...annotationErrors(meta.annotations),
    ...ownerErrors(meta.ownerReferences),
    ...finalizerErrors(meta.finalizers),
    ...managedFieldsErrors(meta.managedFields),
  ];
}

/** What a change may not do to metadata. `next` has the server's own fields (times, generation) already set as they were. */
export function metadataUpdateErrors(next: ObjectMeta, old: ObjectMeta): FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp) {
    const before = new Set(old.finalizers);
    const added = [...new Set(next.finalizers)].filter((f) => !before.has(f)).sort();
    if (added.length) {
      errors.push(
        forbiddenField(
          "metadata.finalizers",
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((f) => JSON.stringify(f)).join(", ")}}`,
        ),
      );
    }
  }
  if (!next.resourceVersion) errors.push(invalidField("metadata.resourceVersion", "", "must be specified for an update"));
  for (const field of ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] as const) {
    if (!equal(next[field], old[field])) errors.push(invalidField(`metadata.${field}`, next[field] ?? null, "field is immutable"));
  }
  return [
    ...errors,
    ...labelErrors(next.labels),
    ...annotationErrors(next.annotations),
    ...ownerErrors(next.ownerReferences),
    ...managedFieldsErrors(next.managedFields),
  ];
}

function labelErrors(labels: Record<string, string> = {}): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyErrors(key).map((text) => invalidField("metadata.labels", key, text)),
    ...labelValueErrors(value).map((text) => invalidField("metadata.labels", value, text)),
  ]);
}

function annotationErrors(annotations: Record<string, string> = {}): FieldError[] {
  const errors: FieldError[] = [];
  const encoder = new TextEncoder();
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // Case does not matter in the key of an annotation.
    for (const text of keyErrors(key.toLowerCase())) errors.push(invalidField("metadata.annotations", key, text));
    size += encoder.encode(key).length + encoder.encode(value).length;
  }
  if (size > annotationsLimit) errors.push(tooLongField("metadata.annotations", annotationsLimit));
  return errors;
}

function ownerErrors(owners: readonly OwnerReference[] = []): FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  for (const owner of owners) {
    const [group, version, ...more] = (owner.apiVersion ?? "").includes("/") ? owner.apiVersion.split("/") : ["", owner.apiVersion];
    if (!version || more.length)
      errors.push(invalidField("metadata.ownerReferences.apiVersion", owner.apiVersion ?? "", "version must not be empty"));
    for (const field of ["kind", "name", "uid"] as const) {
      if (!owner[field]) errors.push(invalidField(`metadata.ownerReferences.${field}`, "", "must not be empty"));
    }
    if (group === "" && version === "v1" && !more.length && owner.kind === "Event") {
      errors.push(invalidField("metadata.ownerReferences", owner, "/v1, Kind=Event is disallowed from being an owner"));
    }
    if (owner.controller) {
      const name = `${owner.kind}/${owner.name}`;
      if (controller === undefined) controller = name;
      else {
        errors.push(
          invalidField(
            "metadata.ownerReferences",
            owners,
            `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`,
          ),
        );
      }
    }
  }
  return errors;
}

function finalizerErrors(finalizers: readonly string[] = []): FieldError[] {
  const errors = finalizers.flatMap((f) => keyErrors(f).map((text) => invalidField("metadata.finalizers", f, text)));
  if (finalizers.includes("orphan") && finalizers.includes("foregroundDeletion")) {
    errors.push(invalidField("metadata.finalizers", finalizers, "finalizer orphan and foregroundDeletion cannot be both set"));
  }
  return errors;
}

function managedFieldsErrors(entries: readonly ManagedFieldsEntry[] = []): FieldError[] {
  return entries.flatMap((entry, i) => {
    const path = `metadata.managedFields[${i}]`;
    const errors: FieldError[] = [];
    if (!entry.operation) errors.push(requiredField(`${path}.operation`, "must not be empty"));
    else if (entry.operation !== "Apply" && entry.operation !== "Update") {
      errors.push(unsupportedField(`${path}.operation`, entry.operation, ["Apply", "Update"]));
    }
    if (entry.fieldsType && entry.fieldsType !== "FieldsV1") {
      errors.push(invalidField(`${path}.fieldsType`, entry.fieldsType, "must be `FieldsV1`"));
    }
    return [...errors, ...managerErrors(entry.manager ?? "", `${path}.manager`)];
  });
}

/** What is wrong with the name of a field manager. */
export function managerErrors(manager: string, field = "fieldManager"): FieldError[] {
  const errors: FieldError[] = [];
  if (new TextEncoder().encode(manager).length > managerLimit) errors.push(tooLongField(field, managerLimit));
  let position = 0;
  for (const c of manager) {
    if (/[\p{C}\p{Zl}\p{Zp}]/u.test(c) || (/\p{Zs}/u.test(c) && c !== " ")) {
      const code = (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
      errors.push(invalidField(field, manager, `invalid character U+${code} (at position ${position})`));
    }
    position += new TextEncoder().encode(c).length;
  }
  return errors;
}
