/**
 * Runtime checks of what is sent and of what came, made from openapi/ with zod/mini. Opt-in: nothing else of the package reads this.
 *
 * `check(VirtualClusterInstanceSchema, value)` for one value; `new Platform({ validate: checkInputs() })` for all that a client sends.
 */
export type * from "../generated/cloudcasa.ts";
export type * from "../generated/platform.ts";
export * from "../generated/schemas/cloudcasa.ts";
export * from "../generated/schemas/platform.ts";
export { type CheckOptions, check, InvalidValueError } from "./check.ts";
export { type Problem, type ProblemOptions, problems } from "./problems.ts";
export { type AnswerProblem, checkInputs, combine, reportAnswers, type Validate } from "./validate.ts";
