import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy on loopback that breaks connections at a chosen byte, whichever way it goes. */
export interface CuttingProxy {
  readonly url: string;
  /** Breaks the connection that carries the byte after so many more, of requests and answers together; what came before gets through. */
  cutAfter(bytes: number): void;
  /** Nothing comes through any more on the connections that are open, and nothing says so. */
  mute(): void;
  /** No cut any more; gives whether the planned one happened. */
  spare(): boolean;
  close(): Promise<void>;
}

export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const muted = new WeakSet<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let happened = false;

  const pass = (from: Socket, to: Socket) => {
    from.on("data", (bytes) => {
      if (muted.has(from)) return;
      if (bytes.length <= left) {
        left -= bytes.length;
        to.write(bytes);
        return;
      }
      const rest = bytes.subarray(0, left);
      left = Number.POSITIVE_INFINITY;
      happened = true;
      // Every other time a plain end, as of a proxy that is stopped; else a reset.
      const cut = (socket: Socket) => (rest.length % 2 === 0 ? socket.destroySoon() : socket.resetAndDestroy());
      from.pause();
      to.write(rest, () => {
        cut(to);
        cut(from);
      });
    });
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroySoon());
    sockets.add(from);
    from.on("close", () => sockets.delete(from));
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter(bytes) {
      left = bytes;
      happened = false;
    },
    mute() {
      for (const socket of sockets) {
        muted.add(socket);
        socket.pause();
      }
    },
    spare() {
      left = Number.POSITIVE_INFINITY;
      return happened;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
