import { type FieldError, invalidField, type KubeObject, type Resource } from "../../kubernetes/index.ts";
import { crds } from "./crds.ts";

/** Finalizers without a domain that a cluster knows. */
const standard = ["kubernetes", "orphan", "foregroundDeletion"];

/** Kinds, by group and plural, whose own validation says nothing of finalizers. */
const lenient = new Set([
  "/events",
  "policy/poddisruptionbudgets",
  "apiextensions.k8s.io/customresourcedefinitions",
  "admissionregistration.k8s.io/mutatingwebhookconfigurations",
  "admissionregistration.k8s.io/validatingwebhookconfigurations",
  "admissionregistration.k8s.io/validatingadmissionpolicies",
  "admissionregistration.k8s.io/validatingadmissionpolicybindings",
]);

/** The built-in kinds want a finalizer to have a domain, or to be one of their own (kubernetes/pkg/apis, validation of each kind). */
export function finalizerErrors({ group, resource, data }: Resource, { metadata: { finalizers = [] } }: KubeObject): FieldError[] {
  if (data.custom || lenient.has(`${group}/${resource}`)) return [];
  return finalizers.flatMap((finalizer, i) =>
    finalizer.includes("/") || standard.includes(finalizer)
      ? []
      : [invalidField(`metadata.finalizers[${i}]`, finalizer, "name is neither a standard finalizer name nor is it fully qualified")],
  );
}

const all = ["labels", "annotations", "finalizers", "ownerReferences"];

/** The fields of metadata that stay as they were when the status is written (PrepareForUpdate of each kind's status strategy in kubernetes/pkg/registry). */
const frozen: Readonly<Record<string, readonly string[]>> = {
  "deployments.apps": ["labels"],
  pods: ["ownerReferences"],
  "servicecidrs.networking.k8s.io": all,
  "volumeattachments.storage.k8s.io": all,
  "validatingadmissionpolicies.admissionregistration.k8s.io": all,
  "flowschemas.flowcontrol.apiserver.k8s.io": all,
  "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io": all,
  // The strategy means to keep metadata and copies the new one onto itself.
  [crds]: [],
};

/** Custom objects keep their metadata when their status is written; most built-in kinds take all of it. */
export const frozenByStatus = ({ key, data }: Resource): readonly string[] | undefined => (data.custom ? undefined : (frozen[key] ?? []));
