/** Loads what reads the errors of each API. */
export const loadPlatformErrors = async () => (await import("../resources/platform/parse-error.ts")).parsePlatformError;
export const loadEveErrors = async () => (await import("../resources/eve/parse-error.ts")).eveError;
