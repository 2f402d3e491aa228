import { connect } from "node:net";

/**
 * Sends bytes to a port of this machine and gives what comes back until the server closes, or until `enough` holds; undefined if nothing at all
 * came within 5 seconds.
 */
export function raw(port: number, bytes: string, enough: (text: string) => boolean = () => false): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    const timer = setTimeout(() => done(text || undefined), 5000);
    const done = (result: string | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    socket.on("data", (data) => {
      text += data.toString("latin1");
      if (enough(text)) done(text);
    });
    socket.once("end", () => done(text));
    socket.once("error", () => done(text));
  });
}

/** The status line's code, 0 for a closed connection, undefined for no answer. */
export async function rawStatus(port: number, bytes: string): Promise<number | undefined> {
  const text = await raw(port, bytes, (so) => so.includes("\r\n\r\n"));
  return text === undefined ? undefined : Number(/^HTTP\/1\.\d (\d+)/.exec(text)?.[1] ?? 0);
}
