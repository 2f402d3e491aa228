/** What is used of openapi-fetch, by name: so bundlers leave the rest out, which they can't where the whole of it is imported on demand. */
export { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
