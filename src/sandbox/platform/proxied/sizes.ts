import { type FieldError, type KubeObject, type Resource, tooLongField } from "../../kubernetes/index.ts";

/** So many bytes the values of a ConfigMap or a Secret may have together. */
const limit = 1024 * 1024;

interface Held {
  data?: Readonly<Record<string, string>>;
  binaryData?: Readonly<Record<string, string>>;
}

/** The bytes that a text in base64 stands for. */
const decodedLength = (text: string): number => (text.length / 4) * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);

const sum = (values: Readonly<Record<string, string>> | undefined, length: (text: string) => number): number => {
  let total = 0;
  for (const value of Object.values(values ?? {})) if (typeof value === "string") total += length(value);
  return total;
};

const encoder = new TextEncoder();

/** What is wrong with an object that holds too much. */
export function sizeErrors({ key }: Resource, object: KubeObject): FieldError[] {
  if (key !== "configmaps" && key !== "secrets") return [];
  const { data, binaryData } = object as unknown as Held;
  const size =
    key === "secrets" ? sum(data, decodedLength) : sum(data, (text) => encoder.encode(text).length) + sum(binaryData, decodedLength);
  // The field without a name is the server's.
  const field = key === "secrets" ? "data" : "[]";
  return size > limit ? [tooLongField(field, limit)] : [];
}
