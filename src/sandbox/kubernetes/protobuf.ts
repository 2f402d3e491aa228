import type { Status } from "./status.ts";

export const protobufType = "application/vnd.kubernetes.protobuf";

const utf8 = new TextEncoder();

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...out, rest];
}

const field = (number: number, bytes: Iterable<number>): number[] => {
  const content = [...bytes];
  return [(number << 3) | 2, ...varint(content.length), ...content];
};
const text = (number: number, value: string | undefined) => (value ? field(number, utf8.encode(value)) : []);

/** A failure in the API's binary form: all that is left to say to a client that reads nothing else. */
export function statusProtobuf(status: Status): Uint8Array {
  const raw = [
    ...field(1, []),
    ...text(2, status.status),
    ...text(3, status.message),
    ...text(4, status.reason),
    ...(status.details ? field(5, []) : []),
    ...(status.code ? [6 << 3, ...varint(status.code)] : []),
  ];
  const typeMeta = [...text(1, status.apiVersion), ...text(2, status.kind)];
  // The envelope: four letters, then the type and the object.
  return Uint8Array.from([0x6b, 0x38, 0x73, 0, ...field(1, typeMeta), ...field(2, raw)]);
}
