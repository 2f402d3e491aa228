import type { Cors } from "./cors.ts";

/** What a request says about where it was sent to and from where. */
export interface Sent {
  /** Whether it is OPTIONS for every API: CloudCasa's server takes another method from a header. */
  isOptions: boolean;
  /** The origin that the request was sent to, by its Host header or its absolute target. */
  url: URL;
  /** The Origin header. */
  origin: string | undefined;
  /** The Sec-Fetch-Site header. */
  site: string | undefined;
}

/** Whether a host, as URLs have it, is an address of this machine. */
export const isLoopbackAddress = (host: string): boolean => host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether a host, as URLs have it, is this machine for every client. */
export const isLoopback = (host: string): boolean => host === "localhost" || host.endsWith(".localhost") || isLoopbackAddress(host);

const isAddress = (host: string): boolean => host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host);

/**
 * Refuses requests of web pages that do not belong to the sandbox. A browser sends the page's own host name as Host when a hostile name server
 * maps that name to this machine (DNS rebinding), and the page's origin as Origin. `/_sandbox` asks for no token, so it takes requests of its
 * own pages only.
 */
export class Access {
  readonly #hosts: ReadonlySet<string>;
  readonly #remote: boolean;
  readonly #cors: Cors;

  /** `hosts` are accepted beside the loopback names; with `remote` any IP address is, because no name server stands between. */
  constructor(hosts: readonly string[], remote: boolean, cors: Cors) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
    this.#remote = remote;
    this.#cors = cors;
  }

  #isOurs(host: string): boolean {
    return isLoopback(host) || this.#hosts.has(host) || (this.#remote && isAddress(host));
  }

  /**
   * Why a request is refused; undefined if it is accepted. The APIs take OPTIONS of any origin, as the real servers do: it changes nothing, and
   * without cross-origin headers in the response the browser sends no further request of the page.
   */
  refusal({ isOptions, url, origin, site }: Sent): string | undefined {
    if (!this.#isOurs(url.hostname)) {
      return `the host ${JSON.stringify(url.hostname)} is not allowed: use a loopback name, or start the sandbox with allowedHosts (--allowed-host)`;
    }
    const isControl = /^\/_sandbox(\/|$)/.test(url.pathname);
    if (origin !== undefined && (isControl || !isOptions) && !this.#allowsOrigin(origin, url, isControl)) {
      return `the origin ${JSON.stringify(origin)} is not allowed${isControl ? " for /_sandbox" : ""}: start the sandbox with cors (--cors) if the page is yours`;
    }
    if (isControl && origin === undefined && site !== undefined && site !== "same-origin" && site !== "none") {
      return `a ${site} request to /_sandbox is not allowed`;
    }
    return undefined;
  }

  #allowsOrigin(origin: string, url: URL, isControl: boolean): boolean {
    if (isControl) return origin === url.origin || this.#cors.names(origin);
    return this.#cors.allows(origin) || (URL.canParse(origin) && this.#isOurs(new URL(origin).hostname));
  }
}
