/** A connection of undici that serves one call at a time, so that a call can close it in any state. */

import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers";
import type { Client, Dispatcher } from "undici";
import type { Connect, Undici } from "./connect.ts";
import type { Exchange, Line } from "./exchange.ts";

export class Connection implements Line {
  readonly #client: Client;
  readonly #idle: Connection[];
  #socket: Socket | undefined;
  /** Closes the connection attempt, or the connection that it led to. */
  #disconnect: (() => void) | undefined;
  #exchange: Exchange | undefined;
  #upload: Readable | undefined;
  #stopped = false;
  #used = false;

  /** Adds itself to `idle` when a call has ended and left it usable. */
  constructor(undici: Undici, origin: string, connect: Connect, idle: Connection[]) {
    this.#idle = idle;
    this.#client = new undici.Client(origin, {
      connect: (target, callback) => {
        this.#disconnect = connect(target, (...[error, socket]) => {
          if (error !== null) return callback(error, null);
          this.#adopt(socket);
          callback(null, socket);
        });
      },
      // The deadline is the caller's signal.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  send(request: Dispatcher.DispatchOptions, exchange: Exchange): void {
    this.#exchange = exchange;
    this.#upload = request.body instanceof Readable ? request.body : undefined;
    this.hold(true);
    if (!this.#used) this.#client.dispatch(request, exchange);
    // Lets Node see first whether the server has closed the connection after the last response. undici then makes a new one.
    else setImmediate(() => this.#client.dispatch(request, exchange));
    this.#used = true;
  }

  hold(held: boolean): void {
    if (held) this.#socket?.ref();
    else this.#socket?.unref();
  }

  stop(): void {
    this.#stopped = true;
  }

  go(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    // The event for the bytes that wait in the socket is over.
    this.#socket?.emit("readable");
  }

  free(): void {
    this.#stopped = false;
    this.#exchange = undefined;
    this.#upload = undefined;
    this.#idle.push(this);
  }

  close(): void {
    this.#upload?.destroy();
    this.#disconnect?.();
    this.#client.destroy().catch(() => undefined);
  }

  #adopt(socket: Socket): void {
    // Stops undici by giving it nothing to read. Its own pause ends in an uncaught assertion when the server closes the connection
    // meanwhile (nodejs/undici#5360).
    const read = socket.read.bind(socket);
    socket.read = (size) => (this.#stopped ? null : read(size));
    // Comes before undici's listener, which takes a reset for the end of a body that has no length.
    socket.on("error", (error) => this.#exchange?.onSocketError(error));
    this.#socket = socket;
  }
}
