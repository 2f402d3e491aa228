import { badRequest, type Json, type JsonObject } from "../../kubernetes/index.ts";
import { protobufFields } from "./protobuf-fields.ts";

export const protobufType = "application/vnd.kubernetes.protobuf";

export interface Field {
  name: string;
  type: string;
  form: "one" | "list" | "map";
  /** JSON writes it although it is zero. */
  keepsZero: boolean;
}

export type Message = ReadonlyMap<number, Field>;

interface Messages {
  /** By version and kind. */
  kinds: ReadonlyMap<string, string>;
  byName: ReadonlyMap<string, Message>;
}

const forms: Readonly<Record<string, Field["form"]>> = { "*": "list", "%": "map" };

export function parseField(text: string): [number, Field] {
  const [number = "", type = "", name = ""] = text.split(":");
  const form = forms[type[0] as string] ?? "one";
  const plain = name.replace(/!$/, "");
  return [Number(number), { name: plain, type: form === "one" ? type : type.slice(1), form, keepsZero: plain !== name }];
}

let parsed: Messages | undefined;

/** The known messages, read from their table when they are first needed. */
export function messages(): Messages {
  if (parsed) return parsed;
  const kinds = new Map<string, string>();
  const byName = new Map<string, Message>();
  for (const line of protobufFields.trim().split("\n")) {
    const [name = "", ...fields] = line.split(" ");
    if (name === "=") kinds.set(`${fields[0]} ${fields[1]}`, fields[2] as string);
    else byName.set(name, new Map(fields.map(parseField)));
  }
  parsed = { kinds, byName };
  return parsed;
}

/** The kind of a body that is not known in the binary form. */
export class UnknownKind extends Error {}

const text = new TextDecoder();

/** Reads the wire format. Throws an Error where it breaks off. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** A whole number of 64 bits, with its sign. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw new Error("unexpected EOF");
  }

  piece(length = this.varint()): Uint8Array {
    const piece = this.#bytes.subarray(this.#at, this.#at + length);
    if (length < 0 || piece.length < length) throw new Error("unexpected EOF");
    this.#at += length;
    return piece;
  }

  /** The content of a field by its wire type. */
  content(wire: number): number | Uint8Array {
    if (wire === 0) return this.varint();
    if (wire === 2) return this.piece();
    if (wire === 1) return this.piece(8);
    if (wire === 5) return this.piece(4);
    throw new Error(`proto: illegal wireType ${wire}`);
  }
}

const base64 = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

const noBytes = new Uint8Array();

/** Messages that JSON writes in a form of their own; undefined for one that is not set. */
const special: Readonly<Record<string, (message: JsonObject) => Json | undefined>> = {
  Time: ({ seconds }) => (seconds === undefined ? undefined : new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, "Z")),
  MicroTime: ({ seconds, nanos = 0 }) => {
    if (seconds === undefined) return undefined;
    const micros = String(Math.floor(Number(nanos) / 1000)).padStart(6, "0");
    return new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, `.${micros}Z`);
  },
  Quantity: ({ string = "" }) => string || "0",
  IntOrString: ({ type, intVal = 0, strVal = "" }) => (type === 1 ? strVal : intVal),
  Raw: ({ raw }) => JSON.parse(text.decode(unpacked(raw as string))) as Json,
  Fields: ({ raw }) => JSON.parse(text.decode(unpacked(raw as string))) as Json,
};

const unpacked = (packed: string): Uint8Array => Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));

const fields = (...lines: string[]): Message => new Map(lines.map(parseField));

const specialMessages: Readonly<Record<string, Message>> = {
  Time: fields("1:i:seconds!", "2:i:nanos!"),
  MicroTime: fields("1:i:seconds!", "2:i:nanos!"),
  Quantity: fields("1:s:string"),
  IntOrString: fields("1:i:type", "2:i:intVal", "3:s:strVal"),
  Raw: fields("1:b:raw!"),
  Fields: fields("1:b:raw!"),
};

/** One value of a type; undefined for a message that is not set. */
function value(content: number | Uint8Array, type: string): Json | undefined {
  if (typeof content === "number") return type === "t" ? content !== 0 : content;
  switch (type) {
    case "s":
      return text.decode(content);
    case "b":
      return base64(content);
    case "f":
      return new DataView(content.buffer, content.byteOffset, content.byteLength).getFloat64(0, true);
  }
  // A list with a name of its own is a message around it.
  if (type.startsWith("(")) return message(content, fields(`1:${type.slice(1, -1)}:items`)).items ?? [];
  const read = special[type];
  if (!read) return message(content, messages().byName.get(type) as Message);
  return content.length ? read(message(content, specialMessages[type] as Message)) : type === "Quantity" ? "0" : undefined;
}

const isZero = (given: Json): boolean => given === "" || given === 0 || given === false;

/** Adds one occurrence of a field to an object. */
function add(out: JsonObject, field: Field, content: number | Uint8Array): void {
  if (field.form === "map") {
    const entry = message(
      content as Uint8Array,
      new Map([...fields("1:s:key!"), [2, { ...field, name: "value", form: "one", keepsZero: true }]]),
    );
    const { key = "", value: held = zeroOf(field.type) } = entry as { key?: string; value?: Json };
    out[field.name] = { ...(out[field.name] as JsonObject | undefined), [key]: held };
    return;
  }
  if (field.form === "list") {
    const before = (out[field.name] as Json[] | undefined) ?? [];
    // Whole numbers may come packed.
    if (field.type === "i" && typeof content !== "number") {
      const reader = new Reader(content);
      while (!reader.done) before.push(reader.varint());
    } else before.push(value(content, field.type) ?? null);
    out[field.name] = before;
    return;
  }
  const given = value(content, field.type);
  if (given === undefined || (isZero(given) && !field.keepsZero)) return;
  if (field.name === ".") Object.assign(out, given);
  else out[field.name] = given;
}

const zeroOf = (type: string): Json =>
  type === "i" ? 0 : type === "t" ? false : type === "s" || type === "b" ? "" : (value(noBytes, type) ?? null);

/** A message as JSON writes it. Fields that are not known are passed over, as the server does. */
function message(bytes: Uint8Array, known: Message): JsonObject {
  const reader = new Reader(bytes);
  const out: JsonObject = {};
  while (!reader.done) {
    const tag = reader.varint();
    const content = reader.content(tag & 7);
    const field = known.get(tag >>> 3);
    if (field) add(out, field, content);
  }
  return out;
}

const envelope = fields("1:Type:type", "2:b:raw");
const typeMeta = fields("1:s:apiVersion", "2:s:kind");
const prefix = "k8s\0";

/** Reads an object in the binary form, as JSON writes it. Throws UnknownKind for a kind that has none, an ApiError (400) for a body that is broken. */
export function readProtobuf(bytes: Uint8Array): JsonObject {
  if (text.decode(bytes.subarray(0, 4)) !== prefix) {
    throw badRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
  }
  try {
    const reader = new Reader(bytes.subarray(4));
    let [type, raw]: [JsonObject, Uint8Array] = [{}, noBytes];
    while (!reader.done) {
      const tag = reader.varint();
      const content = reader.content(tag & 7);
      const field = envelope.get(tag >>> 3)?.name;
      if (field === "type") type = message(content as Uint8Array, typeMeta);
      if (field === "raw") raw = content as Uint8Array;
    }
    const { apiVersion = "", kind = "" } = type as { apiVersion?: string; kind?: string };
    const { kinds, byName } = messages();
    const name = kinds.get(`${apiVersion} ${kind}`);
    if (name === undefined) throw new UnknownKind(`objects of kind ${kind} (${apiVersion})`);
    return { apiVersion, kind, ...message(raw, byName.get(name) as Message) };
  } catch (error) {
    if (error instanceof UnknownKind) throw error;
    throw badRequest((error as Error).message);
  }
}
