/** What turns a failure into an error with words: loaded when something fails. */
export { connectionError } from "./connection-error.ts";
export { notDue } from "./not-due.ts";
export { refusal } from "./refusal.ts";
export { requestId } from "./request-id.ts";
export { warnings } from "./warnings.ts";
