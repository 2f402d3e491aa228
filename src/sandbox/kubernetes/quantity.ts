/** Text that is no quantity, in the words of the server. */
export class QuantityError extends Error {}

const wrongForm = () => new QuantityError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");

type Form = "decimal" | "binary" | "exponent";

const decimals: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binaries: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const suffixOf = (suffixes: Readonly<Record<string, number>>, exponent: number) =>
  Object.keys(suffixes).find((suffix) => suffixes[suffix] === exponent) ?? "";

function interpret(suffix: string): { form: Form; exponent: number } {
  if (Object.hasOwn(decimals, suffix)) return { form: "decimal", exponent: decimals[suffix] as number };
  if (Object.hasOwn(binaries, suffix)) return { form: "binary", exponent: binaries[suffix] as number };
  if (/^[eE][+-]?\d+$/.test(suffix)) return { form: "exponent", exponent: Number(suffix.slice(1)) };
  throw new QuantityError("unable to parse quantity's suffix");
}

const most = 2n ** 63n - 1n;

/** A quantity such as `1.5Gi` as the server writes it: without a fraction, with the largest suffix that allows that (`1536Mi`). */
export function canonicalQuantity(text: string): string {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/.exec(text);
  // Leading zeros count as a digit; a sign alone does not.
  if (!parts || text === "") throw wrongForm();
  const [, sign = "", digits = "", fraction = "", suffix = ""] = parts;
  const { form, exponent } = interpret(suffix);
  if (staysAsWritten(digits || "0", fraction, form, exponent)) return text;
  let { value, scale } = nano(BigInt((digits || "0") + fraction), fraction.length, form, exponent);
  if (value === 0n) return "0";
  if (form === "binary" && scale === 0 && value > most) value = most;
  const minus = sign === "-" ? "-" : "";
  if (form === "binary" && scale === 0 && value >= 1024n) {
    let power = 0;
    while (value % 1024n === 0n && power < 60) {
      value /= 1024n;
      power += 10;
    }
    return `${minus}${value}${suffixOf(binaries, power)}`;
  }
  let power = -scale;
  while (value % 10n === 0n) {
    value /= 10n;
    power++;
  }
  for (; power % 3 !== 0; power--) value *= 10n;
  if (form === "exponent") return `${minus}${value}${power === 0 ? "" : `e${power}`}`;
  return `${minus}${value}${suffixOf(decimals, power)}`;
}

/** The number without its suffix, as `value / 10^scale`; what is smaller than a nano is rounded up. */
function nano(digits: bigint, fraction: number, form: Form, exponent: number): { value: bigint; scale: number } {
  let value = form === "binary" ? digits * 2n ** BigInt(exponent) : digits;
  let scale = form === "binary" ? fraction : fraction - exponent;
  for (; scale > 0 && value % 10n === 0n && value !== 0n; scale--) value /= 10n;
  if (scale < 0) {
    value *= 10n ** BigInt(-scale);
    scale = 0;
  }
  if (scale > 9) {
    const divisor = 10n ** BigInt(scale - 9);
    value = value / divisor + (value % divisor === 0n ? 0n : 1n);
    scale = 9;
    for (; scale > 0 && value % 10n === 0n && value !== 0n; scale--) value /= 10n;
  }
  return { value, scale };
}

/** Short numbers that look canonical at the first glance are kept as they were written, such as `1.500`. */
function staysAsWritten(digits: string, fraction: string, form: Form, exponent: number): boolean {
  const all = digits + fraction;
  if (form === "binary") {
    const precision = 15 - digits.length - Math.trunc((exponent * 3) / 10) - 1;
    return fraction === "" && precision >= 0 && exponent % 10 === 0 && (BigInt(all) & 7n) !== 0n;
  }
  const scale = exponent - fraction.length;
  return 18 - all.length >= 0 && scale >= -9 && scale % 3 === 0 && !all.endsWith("000") && all[0] !== "0";
}
