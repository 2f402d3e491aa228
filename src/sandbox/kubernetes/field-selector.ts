import { SelectorError } from "./label-selector.ts";
import type { KubeObject } from "./objects.ts";
import { quote } from "./quote.ts";

/** Whether an object fits; and the name and the namespace when exactly one can. */
export interface FieldSelector {
  fits: (object: KubeObject) => boolean;
  /** The value that `metadata.name` must have, when there is one. */
  name: string | undefined;
  /** Likewise of `metadata.namespace`. */
  namespace: string | undefined;
}

interface Term {
  field: string;
  value: string;
  not: boolean;
}

/** The fields that can be selected by, of every kind that says nothing else. */
const fields: Record<string, (object: KubeObject) => string> = {
  "metadata.name": (object) => object.metadata.name ?? "",
  "metadata.namespace": (object) => object.metadata.namespace ?? "",
};

/** Throws what is wrong with the syntax of a field selector: the server sees that before anything else of a list. */
export function checkFieldSelector(text: string): void {
  for (const term of split(text).filter(Boolean)) parseTerm(term, text);
}

/** The value of a field as text, as selectors see it: empty when it is not there. */
function valueAt(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const key of path.split("."))
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value === undefined || value === null ? "" : String(value);
}

/**
 * Reads a field selector such as `metadata.name=a,metadata.namespace!=b`. Undefined when it asks for nothing. `more` are further
 * fields, of kinds that say so: others are refused there in other words.
 */
export function parseFieldSelector(text: string, more?: readonly string[]): FieldSelector | undefined {
  const terms = split(text)
    .filter(Boolean)
    .map((term) => parseTerm(term, text));
  if (!terms.length) return undefined;
  for (const { field } of terms) {
    if (!Object.hasOwn(fields, field) && !more?.includes(field)) {
      if (more) throw new SelectorError(`field label not supported: ${field}`);
      const known = Object.keys(fields).map((f) => quote(f));
      throw new SelectorError(`${quote(field)} is not a known field selector: only ${known.join(", ")}`);
    }
  }
  const only = (name: string) => terms.find(({ field, not }) => field === name && !not)?.value;
  return {
    fits: (object) => terms.every(({ field, value, not }) => ((fields[field]?.(object) ?? valueAt(object, field)) === value) !== not),
    name: only("metadata.name"),
    namespace: only("metadata.namespace"),
  };
}

/** Splits at commas that are not escaped. */
function split(text: string): string[] {
  const out: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === ",") {
      out.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...out, text.slice(start)];
}

function parseTerm(term: string, whole: string): Term {
  for (let i = 0; i < term.length; i++) {
    const rest = term.slice(i);
    const operator = ["!=", "==", "="].find((o) => rest.startsWith(o));
    if (operator) {
      return { field: term.slice(0, i), value: unescaped(term.slice(i + operator.length)), not: operator === "!=" };
    }
  }
  throw new SelectorError(`invalid selector: '${whole}'; can't understand '${term}'`);
}

function unescaped(value: string): string {
  let out = "";
  for (let i = 0; i < value.length; i++) {
    const c = value[i] as string;
    if (c === "\\") {
      const next = value[++i];
      if (next === undefined || !"\\,=".includes(next)) {
        throw new SelectorError(`invalid field selector: invalid escape sequence: ${next === undefined ? "\\" : `\\${next}`}`);
      }
      out += next;
    } else if (c === "=" || c === ",") throw new SelectorError(`invalid field selector: unescaped character in value: ${c.charCodeAt(0)}`);
    else out += c;
  }
  return out;
}
