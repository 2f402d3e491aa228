import type { EngineOptions } from "../../kubernetes/index.ts";

/** Who may do what: as on the platform itself. */
export type Access = Pick<EngineOptions, "authenticate" | "authorize" | "impersonate" | "joinedGroupHeader">;
