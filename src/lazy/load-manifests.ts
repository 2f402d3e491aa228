/** Loads the YAML reader, which most programs don't need: `apply` of YAML text. */
export const loadManifests = () => import("../manifests/index.ts");
