/** Why a real server may answer otherwise than was recorded. The list is closed: what fits none of these is a bug, of the sandbox or here. */
export const reasons = {
  // The recorded server was made for the platform's types; this one keeps them as custom resources.
  "list form": "In a list, items carry apiVersion and kind, and metadata.continue is there, empty, on the last page.",
  "media types": "Other media types are accepted, refused in other words, and there is no strategic merge patch.",
  schema: "Objects are checked by a schema (422, in its own words) and must say their kind, where a decoder would refuse or take them.",
  "empty values": "What is sent empty is kept and owned; null can't be a default.",
  "requests only": "There are no kinds that only take requests, and no subresources but status.",
  routes: "Unknown paths, verbs that a kind has not, unknown selectors and discovery are answered in other words.",
  "plain status": "Where there is no status subresource, status is a field like others.",
  "no garbage collector": "Deletion in the foreground, or leaving dependents behind, waits for nobody.",
  tables: "A column Age, in place of the time of creation.",
  bookmarks: "The object of a bookmark is bare.",
  history: "Old versions are not compacted away, so that they can still be read.",
  // The recorded Eve server had more of CloudCasa.
  "product rule": "A rule of CloudCasa's own, which a stock Eve server does not have.",
} as const;

interface Difference {
  /** The steps whose answers differ, counted from 1. */
  readonly steps: readonly number[];
  readonly why: readonly (keyof typeof reasons)[];
}

/** The reason "list form", as it shows everywhere: such problems are left out. */
export const listForm =
  /: \/(events\/\d+\/object\/)?(metadata\/continue: not expected, got ""$|items\/\d+\/(apiVersion|kind): not expected)/;

/** The recordings that a real server does not repeat: where, and why. All others it does, and the other steps of these. */
export const differences: Readonly<Record<string, Difference>> = {
  "management/accept": { steps: [2, 4, 6, 8, 9], why: ["media types"] },
  "management/create-content-type": { steps: [1, 2, 3], why: ["media types"] },
  "management/create-exists": { steps: [4], why: ["empty values"] },
  "management/create-json": { steps: [4], why: ["schema"] },
  "management/create-malformed": { steps: [3, 7], why: ["schema"] },
  "management/create-namespace": { steps: [2, 3, 4], why: ["empty values", "routes"] },
  "management/create-only": { steps: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], why: ["requests only"] },
  "management/create-server-fields": { steps: [3], why: ["plain status"] },
  "management/create-unknown-field": { steps: [1, 2, 3, 4], why: ["schema"] },
  "management/create-wrong-kind": { steps: [1, 2, 3, 4, 5, 6], why: ["schema"] },
  "management/create-wrong-type": { steps: [1, 2, 3, 4, 6], why: ["schema"] },
  "management/create-yaml-answer": { steps: [3], why: ["list form"] },
  "management/delete-collection": { steps: [10, 13], why: ["routes"] },
  "management/delete-options": { steps: [7, 9], why: ["no garbage collector"] },
  "management/delete": { steps: [9], why: ["empty values"] },
  "management/discovery": { steps: [3, 4, 5], why: ["routes"] },
  "management/empty-values": { steps: [1, 2, 3, 9, 11], why: ["empty values", "requests only"] },
  "management/field-selector": { steps: [13, 14, 15], why: ["routes"] },
  "management/get-partial": { steps: [5], why: ["media types"] },
  "management/get-table": { steps: [3, 4, 5, 6, 8, 10], why: ["tables"] },
  "management/json-patch-result": { steps: [2, 9], why: ["schema"] },
  "management/list-resource-version": { steps: [12], why: ["history"] },
  "management/managed-fields": { steps: [1, 2, 3, 4, 6], why: ["empty values"] },
  "management/merge-patch-bad": { steps: [10, 11, 12, 13], why: ["schema"] },
  "management/patch-dry-run": { steps: [4], why: ["media types"] },
  "management/patch-missing": { steps: [3], why: ["media types"] },
  "management/patch-type": { steps: [2, 3, 4], why: ["media types"] },
  "management/paths": { steps: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14], why: ["routes"] },
  "management/put-mismatch": { steps: [6, 7], why: ["schema"] },
  "management/status-none": { steps: [1, 2, 3, 4], why: ["plain status", "routes"] },
  "management/status": { steps: [1, 2, 3, 4, 5, 6, 7, 8, 12, 13], why: ["empty values", "routes"] },
  "management/strategic-merge-patch": { steps: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], why: ["media types"] },
  "management/subresource-import": { steps: [1, 2, 4, 5], why: ["empty values", "requests only"] },
  "management/subresource-kubeconfig": { steps: [2, 3, 5, 6, 7, 8, 9], why: ["requests only"] },
  "management/subresource-unknown": { steps: [2, 3, 4, 5, 7, 8, 9, 11], why: ["empty values", "requests only", "routes"] },
  "management/verbs": { steps: [2, 3, 4, 5, 6, 7, 8, 9], why: ["routes"] },
  "management/watch-bookmark": { steps: [3], why: ["bookmarks"] },
  "management/watch-table": { steps: [4, 7], why: ["tables"] },
  "cloudcasa/backup-rules": { steps: [2, 3], why: ["product rule"] },
  "cloudcasa/delete-referenced": { steps: [3, 4], why: ["product rule"] },
  "cloudcasa/list-jobs": { steps: [4, 5, 6], why: ["product rule"] },
};
