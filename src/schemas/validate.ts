import { cloudcasaAnswers, cloudcasaInputs } from "../generated/schemas/cloudcasa.ts";
import { platformKinds } from "../generated/schemas/platform.ts";
import { invalidArgument } from "../http/errors.ts";
import { checkOptions } from "../http/options.ts";
import { check } from "./check.ts";
import { type Problem, type ProblemOptions, problemOptions, problems } from "./problems.ts";

/** What the option `validate` of both clients takes: called with each object before it is sent, and with each that came. */
export type Validate = (what: "input" | "answer", kind: string, value: unknown) => void;

type Table = Record<string, Parameters<typeof problems>[0] | undefined>;

const inputs: Table = /* @__PURE__ */ Object.assign({}, platformKinds, cloudcasaInputs);
const answers: Table = /* @__PURE__ */ Object.assign({}, platformKinds, cloudcasaAnswers);

/**
 * Refuses bad objects before they are sent: the call throws an InvalidValueError. Unknown fields are refused too, unless
 * `unknownFields: "pass"`. Kinds without a schema pass.
 */
export function checkInputs(options: ProblemOptions = {}): Validate {
  checkOptions(options, problemOptions, "checkInputs");
  const unknownFields = options.unknownFields ?? "refuse";
  if (!["pass", "refuse"].includes(unknownFields)) throw invalidArgument("unknownFields", 'expected "pass" or "refuse"');
  return (what, kind, value) => {
    const schema = what === "input" ? ofKind(inputs, kind) : undefined;
    if (schema !== undefined) check(schema, value, { unknownFields, what: kind });
  };
}

/** A problem with an answer, and the kind that it should be of. */
export interface AnswerProblem extends Problem {
  readonly kind: string;
}

/**
 * Reports answers that are not as described: `onProblem` is called with each problem, and the answer goes to the caller unchanged. Unknown
 * fields are reported only with `unknownFields: "refuse"`.
 */
export function reportAnswers(onProblem: (problem: AnswerProblem) => void, options: ProblemOptions = {}): Validate {
  checkOptions(options, problemOptions, "reportAnswers");
  return (what, kind, value) => {
    const schema = what === "answer" ? ofKind(answers, kind) : undefined;
    if (schema === undefined) return;
    for (const problem of problems(schema, value, options)) onProblem({ kind, ...problem });
  };
}

/** Several as one, in this order. */
export function combine(...validators: Validate[]): Validate {
  return (what, kind, value) => {
    for (const validate of validators) validate(what, kind, value);
  };
}

function ofKind(table: Table, kind: string): Table[string] {
  return Object.hasOwn(table, kind) ? table[kind] : undefined;
}
