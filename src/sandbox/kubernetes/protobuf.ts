import { field, integer, joined } from "./protobuf-writer.ts";
import type { Status } from "./status.ts";

export const protobufType = "application/vnd.kubernetes.protobuf";

/** Text, which is written even when there is none. */
const text = (number: number, value: string | undefined) => field(number, value ?? "");

/** A failure of the server itself in the API's binary form, for clients that would rather read that. */
export function statusProtobuf(status: Status): Uint8Array {
  const { details } = status;
  const causes = (details?.causes ?? []).map((cause) => field(4, [text(1, cause.reason), text(2, cause.message), text(3, cause.field)]));
  const raw = [
    field(1, [text(1, ""), text(2, ""), text(3, status.metadata.continue)]),
    text(2, status.status),
    text(3, status.message),
    text(4, status.reason),
    ...(details
      ? [
          field(5, [
            text(1, details.name),
            text(2, details.group),
            text(3, details.kind),
            ...causes,
            integer(5, details.retryAfterSeconds ?? 0),
            text(6, details.uid),
          ]),
        ]
      : []),
    integer(6, status.code ?? 0),
  ];
  const typeMeta = [text(1, status.apiVersion), text(2, status.kind)];
  // The envelope: four letters, then the type, the object, and how it is encoded.
  return joined([Uint8Array.from([0x6b, 0x38, 0x73, 0]), field(1, typeMeta), field(2, raw), text(3, ""), text(4, "")]);
}
