import type { Json, JsonObject } from "../../kubernetes/index.ts";

/*
 * Bodies in the API's own binary form, which kubectl sends for objects that it makes up itself (`kubectl create namespace`). Numbers of fields
 * are those of the Kubernetes API's public .proto files; only messages that are short enough are known.
 */

/** What a field holds: a scalar, a message, or a list or map of those. */
type Field = "string" | "bytes" | "bool" | "int" | Message | readonly ["list" | "map", "string" | "bytes" | Message];
interface Message {
  readonly [number: number]: readonly [name: string, field: Field];
}

const time: Message = { 1: ["seconds", "int"] };
const owner: Message = {
  1: ["kind", "string"],
  3: ["name", "string"],
  4: ["uid", "string"],
  5: ["apiVersion", "string"],
  6: ["controller", "bool"],
  7: ["blockOwnerDeletion", "bool"],
};
const metadata: Message = {
  1: ["name", "string"],
  2: ["generateName", "string"],
  3: ["namespace", "string"],
  4: ["selfLink", "string"],
  5: ["uid", "string"],
  6: ["resourceVersion", "string"],
  7: ["generation", "int"],
  8: ["creationTimestamp", time],
  11: ["labels", ["map", "string"]],
  12: ["annotations", ["map", "string"]],
  13: ["ownerReferences", ["list", owner]],
  14: ["finalizers", ["list", "string"]],
};
const attributes: Message = {
  1: ["namespace", "string"],
  2: ["verb", "string"],
  3: ["group", "string"],
  4: ["version", "string"],
  5: ["resource", "string"],
  6: ["subresource", "string"],
  7: ["name", "string"],
};
const reference: Message = { 1: ["name", "string"] };

const container: Message = {
  1: ["name", "string"],
  2: ["image", "string"],
  3: ["command", ["list", "string"]],
  4: ["args", ["list", "string"]],
  5: ["workingDir", "string"],
  6: [
    "ports",
    [
      "list",
      { 1: ["name", "string"], 2: ["hostPort", "int"], 3: ["containerPort", "int"], 4: ["protocol", "string"], 5: ["hostIP", "string"] },
    ],
  ],
  7: ["env", ["list", { 1: ["name", "string"], 2: ["value", "string"] }]],
  8: ["resources", {}],
  13: ["terminationMessagePath", "string"],
  14: ["imagePullPolicy", "string"],
  16: ["stdin", "bool"],
  17: ["stdinOnce", "bool"],
  18: ["tty", "bool"],
  20: ["terminationMessagePolicy", "string"],
};
const podTemplate: Message = {
  1: ["metadata", metadata],
  2: [
    "spec",
    {
      2: ["containers", ["list", container]],
      3: ["restartPolicy", "string"],
      6: ["dnsPolicy", "string"],
      8: ["serviceAccountName", "string"],
      9: ["serviceAccount", "string"],
      10: ["nodeName", "string"],
      11: ["hostNetwork", "bool"],
      12: ["hostPID", "bool"],
      13: ["hostIPC", "bool"],
      16: ["hostname", "string"],
      17: ["subdomain", "string"],
      19: ["schedulerName", "string"],
      24: ["priorityClassName", "string"],
    },
  ],
};
/** What the server writes itself: a message of any fields, which is passed over. */
const ignored: Message = {};

/** The messages that are known, by version and kind. */
const messages: Readonly<Record<string, Message>> = {
  "v1 Namespace": {
    1: ["metadata", metadata],
    2: ["spec", { 1: ["finalizers", ["list", "string"]] }],
    3: ["status", { 1: ["phase", "string"] }],
  },
  "v1 ConfigMap": {
    1: ["metadata", metadata],
    2: ["data", ["map", "string"]],
    3: ["binaryData", ["map", "bytes"]],
    4: ["immutable", "bool"],
  },
  "v1 Secret": {
    1: ["metadata", metadata],
    2: ["data", ["map", "bytes"]],
    3: ["type", "string"],
    4: ["stringData", ["map", "string"]],
    5: ["immutable", "bool"],
  },
  "v1 ServiceAccount": {
    1: ["metadata", metadata],
    3: ["imagePullSecrets", ["list", reference]],
    4: ["automountServiceAccountToken", "bool"],
  },
  "apps/v1 Deployment": {
    1: ["metadata", metadata],
    2: [
      "spec",
      {
        1: ["replicas", "int"],
        2: ["selector", { 1: ["matchLabels", ["map", "string"]] }],
        3: ["template", podTemplate],
        4: ["strategy", { 1: ["type", "string"] }],
        5: ["minReadySeconds", "int"],
        7: ["paused", "bool"],
      },
    ],
    3: ["status", ignored],
  },
  "batch/v1 Job": { 1: ["metadata", metadata], 2: ["spec", { 6: ["template", podTemplate] }], 3: ["status", ignored] },
  "v1 DeleteOptions": { 1: ["gracePeriodSeconds", "int"], 3: ["orphanDependents", "bool"], 4: ["propagationPolicy", "string"] },
  "authentication.k8s.io/v1 SelfSubjectReview": {
    1: ["metadata", metadata],
    2: ["status", { 1: ["userInfo", { 1: ["username", "string"], 2: ["uid", "string"] }] }],
  },
  "authorization.k8s.io/v1 SelfSubjectAccessReview": {
    1: ["metadata", metadata],
    2: ["spec", { 1: ["resourceAttributes", attributes], 2: ["nonResourceAttributes", { 1: ["path", "string"], 2: ["verb", "string"] }] }],
    3: ["status", { 1: ["allowed", "bool"], 2: ["reason", "string"], 3: ["evaluationError", "string"], 4: ["denied", "bool"] }],
  },
};

/** A body that is not in the binary form, or says what is not known here. */
export class ProtobufError extends Error {}

const text = new TextDecoder();

/** Reads the wire format: tags, numbers and pieces of bytes. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new ProtobufError("the body ends in the middle of a number");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  piece(): Uint8Array {
    const length = this.number();
    const piece = this.#bytes.subarray(this.#at, this.#at + length);
    if (piece.length < length) throw new ProtobufError("the body ends in the middle of a field");
    this.#at += length;
    return piece;
  }
}

function scalar(field: "string" | "bytes" | Message, piece: Uint8Array, path: string): Json {
  if (field === "string") return text.decode(piece);
  if (field === "bytes") return btoa(String.fromCharCode(...piece));
  return message(piece, field, path);
}

/** One entry of a map: its key is field 1, its value field 2. */
function entry(piece: Uint8Array, field: "string" | "bytes" | Message, path: string): [string, Json] {
  const { key = "", value = "" } = message(piece, { 1: ["key", "string"], 2: ["value", field] }, path) as { key?: string; value?: Json };
  return [key, value];
}

function message(bytes: Uint8Array, fields: Message, path: string): JsonObject {
  const reader = new Reader(bytes);
  const out: JsonObject = {};
  while (!reader.done) {
    const tag = reader.number();
    const [name, field] = fields[tag >>> 3] ?? [];
    const isNumber = (tag & 7) === 0;
    if (!name || !field || (!isNumber && (tag & 7) !== 2)) throw new ProtobufError(`field ${tag >>> 3} of ${path} is not known`);
    if (isNumber) {
      // Fields of Go are written when they are empty, too.
      const value = reader.number();
      if (value) out[name] = field === "bool" ? true : value;
      continue;
    }
    const piece = reader.piece();
    const at = `${path}.${name}`;
    // The server's own times are of no interest.
    if (field === time || field === ignored || (field === "string" && !piece.length)) continue;
    if (!Array.isArray(field)) out[name] = scalar(field as Message, piece, at);
    else if (field[0] === "list") out[name] = [...((out[name] as Json[] | undefined) ?? []), scalar(field[1], piece, at)];
    else out[name] = { ...(out[name] as JsonObject | undefined), ...Object.fromEntries([entry(piece, field[1], at)]) };
  }
  return out;
}

export const protobufType = "application/vnd.kubernetes.protobuf";

/** Reads an object in the binary form; throws ProtobufError. */
export function readProtobuf(bytes: Uint8Array): JsonObject {
  // "k8s" and a zero, then a message that says the kind and holds the object.
  if (text.decode(bytes.subarray(0, 4)) !== "k8s\0") throw new ProtobufError("the body does not begin as the binary form does");
  const envelope: Message = {
    1: ["type", { 1: ["apiVersion", "string"], 2: ["kind", "string"] }],
    2: ["raw", "bytes"],
    3: ["encoding", "string"],
    4: ["contentType", "string"],
  };
  const { type, raw } = message(bytes.subarray(4), envelope, "Unknown") as { type?: { apiVersion?: string; kind?: string }; raw?: string };
  const [apiVersion, kind] = [type?.apiVersion ?? "", type?.kind ?? ""];
  const known = messages[`${apiVersion} ${kind}`];
  if (!known) throw new ProtobufError(`objects of kind ${kind} (${apiVersion}) are not known in it`);
  return {
    apiVersion,
    kind,
    ...message(
      Uint8Array.from(atob(raw ?? ""), (c) => c.charCodeAt(0)),
      known,
      kind,
    ),
  };
}
