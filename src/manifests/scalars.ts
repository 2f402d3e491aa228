/** The value of a scalar, or why JSON or JavaScript can't hold it. */
export type Scalar = { value: string | number | boolean | null } | { refused: string };

const yes = new Set(["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"]);
const no = new Set(["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"]);
const nothing = new Set(["", "~", "null", "Null", "NULL"]);

/** kubectl keeps integers of 64 bits as they are. Beyond, it takes the nearest float, as JavaScript does. */
const least = -(2n ** 63n);
const beyond = 2n ** 64n;
const isWide = (exact: bigint) => exact < least || exact >= beyond;

/** No integer of 64 bits has more digits, and no float more before its point. */
const maxDigits = 400;

/** Integers of YAML 1.1 and 1.2: 0777 and 0o777 are octal, 0b101 is binary, 0x1F is hexadecimal. */
function readInteger(text: string): Scalar | undefined {
  const parts = /^([-+]?)(?:0[xX]0*([0-9a-fA-F]+)|0[bB]0*([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/.exec(text);
  if (!parts) return undefined;
  const [, sign, hexadecimal, binary, octal, decimal] = parts;
  const digits = hexadecimal ?? binary ?? octal?.replace(/^0+(?=.)/, "") ?? (decimal as string);
  if (digits.length > maxDigits) return undefined;
  const radix = hexadecimal !== undefined ? "0x" : binary !== undefined ? "0b" : octal !== undefined ? "0o" : "";
  const exact = BigInt(radix + digits) * (sign === "-" ? -1n : 1n);
  const value = Number(exact);
  // kubectl makes floats only of decimal integers.
  if (isWide(exact)) return decimal !== undefined && Number.isFinite(value) ? { value } : undefined;
  if (BigInt(value) === exact) return { value };
  return { refused: "the integer is beyond 2^53 and would be rounded; quote it if it is a string" };
}

function readFloat(digits: string): Scalar | undefined {
  if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(digits)) return { refused: "JSON has no infinity and no NaN" };
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return undefined;
  const value = Number(digits);
  // kubectl takes a number beyond the largest float for a string. JSON has no -0.
  return Number.isFinite(value) ? { value: value + 0 } : undefined;
}

/** A number as kubectl reads it; undefined if the text is none. Underscores are for digits: `1_000` is a number, `._5` is not. */
export function readNumber(text: string): Scalar | undefined {
  if (!/^[-+.\d]/.test(text)) return undefined;
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  return readInteger(digits) ?? readFloat(digits);
}

/** A plain scalar without a tag. */
export function readPlain(text: string): Scalar {
  if (nothing.has(text)) return { value: null };
  return readBoolean(text) ?? readNumber(text) ?? { value: text };
}

function readBoolean(text: string): Scalar | undefined {
  if (yes.has(text)) return { value: true };
  return no.has(text) ? { value: false } : undefined;
}

/** A scalar with a tag of YAML, such as `!!str`; undefined if the text or the tag is none that JSON has. */
export function readTagged(tag: string, text: string): Scalar | undefined {
  if (tag === "str") return { value: text };
  if (tag === "null") return nothing.has(text) ? { value: null } : undefined;
  if (tag === "bool") return readBoolean(text);
  const number = tag === "int" || tag === "float" ? readNumber(text) : undefined;
  const isWhole = number === undefined || "refused" in number || Number.isInteger(number.value);
  return tag === "int" && !isWhole ? undefined : number;
}
