import { quote } from "./quote.ts";

/** One field that is wrong, in the API's own words. */
export interface FieldError {
  reason: "FieldValueInvalid" | "FieldValueRequired" | "FieldValueNotSupported" | "FieldValueForbidden" | "FieldValueTooLong";
  field: string;
  /** Without the field's name. */
  text: string;
}

/** A value as the messages show it: text in quotes, the rest as it is. */
const shown = (value: unknown): string =>
  typeof value === "string" ? quote(value) : typeof value === "object" ? JSON.stringify(value) : String(value);

export const invalidField = (field: string, value: unknown, why: string): FieldError => ({
  reason: "FieldValueInvalid",
  field,
  text: `Invalid value: ${shown(value)}${why ? `: ${why}` : ""}`,
});

export const requiredField = (field: string, why: string): FieldError => ({
  reason: "FieldValueRequired",
  field,
  text: `Required value${why ? `: ${why}` : ""}`,
});

export const forbiddenField = (field: string, why: string): FieldError => ({
  reason: "FieldValueForbidden",
  field,
  text: `Forbidden: ${why}`,
});

export const unsupportedField = (field: string, value: unknown, allowed: readonly string[]): FieldError => ({
  reason: "FieldValueNotSupported",
  field,
  text: `Unsupported value: ${shown(value)}: supported values: ${allowed.map((a) => quote(a)).join(", ")}`,
});

export const tooLongField = (field: string, limit: number): FieldError => ({
  reason: "FieldValueTooLong",
  field,
  text: `Too long: may not be more than ${limit} bytes`,
});

/** The message of one cause. */
export const detail = (error: FieldError): string => error.text;

/** All errors as one text: each once, in brackets when there are several. */
export function aggregate(errors: readonly FieldError[]): string {
  const texts = [...new Set(errors.map((e) => `${e.field}: ${e.text}`))];
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(", ")}]`;
}
