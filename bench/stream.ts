// The server's side of a watch: lines that are made beforehand. Only the version of each is written into its copy, so that a client's
// order can be checked.
import type { ServerResponse } from "node:http";
import { type Size, sizes } from "./object.ts";

/** The events go round so many objects. */
export const watched = 1000;
/** The version of event number n, from 1, is this plus n: always of ten digits. */
export const firstVersion = 1_000_000_000;

const placeholder = "@@@@@@@@@@";
const blockSize = 64 * 1024;

/** Whole lines that are sent in one piece. */
interface Block {
  readonly bytes: Buffer;
  /** Where the version of each line stands. */
  readonly versions: readonly number[];
  /** Where each line ends. */
  readonly ends: readonly number[];
}

const made = new Map<Size, readonly Block[]>();

export const isSize = (size: number): size is Size => size in sizes;

function blocks(size: Size): readonly Block[] {
  const known = made.get(size);
  if (known) return known;
  const all: Block[] = [];
  let text = "";
  let versions: number[] = [];
  let ends: number[] = [];
  for (let i = 0; i < watched; i++) {
    const object = sizes[size](i);
    object.metadata.resourceVersion = placeholder;
    const line = `${JSON.stringify({ type: "MODIFIED", object })}\n`;
    versions.push(text.length + line.indexOf(placeholder));
    text += line;
    ends.push(text.length);
    if (text.length >= blockSize || i === watched - 1) {
      all.push({ bytes: Buffer.from(text), versions, ends });
      text = "";
      versions = [];
      ends = [];
    }
  }
  made.set(size, all);
  return all;
}

/** Sends so many events as fast as the client takes them, and leaves the watch open. */
export function streamEvents(response: ServerResponse, size: Size, events: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.flushHeaders();
  const all = blocks(size);
  let sent = 0;
  let next = 0;
  const send = () => {
    while (sent < events && !response.destroyed) {
      const { bytes, versions, ends } = all[next++ % all.length] as Block;
      const count = Math.min(versions.length, events - sent);
      const copy = Buffer.from(bytes.subarray(0, ends[count - 1]));
      for (let i = 0; i < count; i++) copy.write(String(firstVersion + ++sent), versions[i] as number, "latin1");
      if (!response.write(copy)) {
        response.once("drain", send);
        return;
      }
    }
  };
  send();
}
