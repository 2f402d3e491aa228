/** How a connection is made: directly, or through a proxy. */
import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { buildConnector } from "undici";
import { connectionFailure } from "../http/explain/connection-failure.ts";
import { proxyFailed } from "../http/transport-marks.ts";
import type { ProxyServer } from "./proxy.ts";

/** What a connection verifies and presents. */
export type Tls = Pick<ConnectionOptions, "secureContext" | "rejectUnauthorized">;

/** The package. It is passed along because it is loaded on demand. */
export type Undici = typeof import("undici");

/** Connects to the target. Returns a function that closes the attempt, or the connection that it led to. */
export type Connect = (target: buildConnector.Options, callback: buildConnector.Callback) => () => void;

export function directly(undici: Undici, tls: Tls): Connect {
  const connect = undici.buildConnector(tls);
  return (target, callback) => {
    // Its types leave out that it returns the socket.
    const socket = connect(target, callback) as unknown as Socket | undefined;
    return () => socket?.destroy();
  };
}

/** Connects to the proxy itself, for plain http. */
export function toProxy(undici: Undici, proxy: ProxyServer, proxyTls: Tls): Connect {
  const connect = directly(undici, proxyTls);
  return ({ servername: _ofTheServer, ...target }, callback) =>
    connect(target, (error, socket) => {
      if (error) callback(failed(proxy, error), null);
      else callback(null, socket);
    });
}

/** Connects to the target by TLS, through a tunnel of the proxy. */
export function throughTunnel(undici: Undici, proxy: ProxyServer, proxyTls: Tls, tls: Tls): Connect {
  const connectToProxy = toProxy(undici, proxy, proxyTls);
  const connectInside = directly(undici, tls);
  return (target, callback) => {
    let closed = false;
    let close = (): void => undefined;
    const client = new undici.Client(proxy.url.origin, {
      connect: (own, done) => {
        close = connectToProxy(own, done);
      },
    });
    const host = target.host ?? target.hostname;
    const path = target.port ? host : `${host}:443`;
    client.connect({ path, headers: { host: path, ...proxy.headers } }).then(
      ({ statusCode, socket }) => {
        const accepted = statusCode >= 200 && statusCode < 300;
        if (accepted && !closed) {
          close = connectInside({ ...target, httpSocket: socket as Socket }, callback);
        } else {
          socket.on("error", () => undefined).destroy();
          callback(refused(proxy, `a tunnel to ${path}`, statusCode), null);
        }
      },
      (error: Error) => callback(failed(proxy, error), null),
    );
    return () => {
      closed = true;
      close();
      client.destroy().catch(() => undefined);
    };
  };
}

/** The error of a proxy that refuses what was asked of it. Has nothing of its response, which may repeat the password. */
export function refused(proxy: ProxyServer, what: string, statusCode: number): Error {
  const login = statusCode === 407 ? ": it wants a user and password" : "";
  const message = `the proxy ${proxy.url.host} (${proxy.variable}) refused ${what} with status ${statusCode}${login}`;
  return proxyError(message, statusCode < 500);
}

function failed(proxy: ProxyServer, error: Error): Error {
  if ((error as { code?: unknown }).code === proxyFailed) return error;
  const message = `the proxy ${proxy.url.host} (${proxy.variable}) can't be used: ${error.message}`;
  return proxyError(message, connectionFailure(error).hopeless);
}

/** Has a code of its own: undici takes some codes for the loss of an established connection, and connects again at once, without end. */
function proxyError(message: string, hopeless: boolean): Error {
  return Object.assign(new Error(message), { code: proxyFailed, hopeless });
}
