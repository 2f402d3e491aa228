/** Manifests in and out: YAML and JSON as kubectl reads them, and back. */
export { ManifestError, type ManifestPlace } from "./error.ts";
export { isKind, type Manifest, type ManifestOf, type ParseOptions, parseManifest, parseManifests } from "./parse.ts";
export { toYaml } from "./write.ts";
