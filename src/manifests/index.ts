/** Reads YAML and JSON manifests as kubectl does, and writes them. docs/manifests.md lists every difference. */
export { ManifestError, type ManifestPlace } from "./error.ts";
export { isKind, type Manifest, type ManifestOf, type ParseOptions, parseManifest, parseManifests } from "./parse.ts";
export { toYaml } from "./write.ts";
