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
/** Text is written even when there is none. */
const text = (number: number, value: string | undefined) => field(number, utf8.encode(value ?? ""));
const integer = (number: number, value: number) => [number << 3, ...varint(value)];

/** A failure of the server itself in the API's binary form, for clients that would rather read that. */
export function statusProtobuf(status: Status): Uint8Array {
  const { details } = status;
  const causes = (details?.causes ?? []).flatMap((cause) =>
    field(4, [...text(1, cause.reason), ...text(2, cause.message), ...text(3, cause.field)]),
  );
  const raw = [
    ...field(1, [...text(1, ""), ...text(2, ""), ...text(3, status.metadata.continue)]),
    ...text(2, status.status),
    ...text(3, status.message),
    ...text(4, status.reason),
    ...(details
      ? field(5, [
          ...text(1, details.name),
          ...text(2, details.group),
          ...text(3, details.kind),
          ...causes,
          ...integer(5, details.retryAfterSeconds ?? 0),
          ...text(6, details.uid),
        ])
      : []),
    ...integer(6, status.code ?? 0),
  ];
  const typeMeta = [...text(1, status.apiVersion), ...text(2, status.kind)];
  // The envelope: four letters, then the type, the object, and how it is encoded.
  return Uint8Array.from([0x6b, 0x38, 0x73, 0, ...field(1, typeMeta), ...field(2, raw), ...text(3, ""), ...text(4, "")]);
}
