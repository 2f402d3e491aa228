import { errorParts, property } from "../thrown.ts";
import { proxyFailed, unsent } from "../transport-marks.ts";

/** What can be known of a failed `fetch`. */
export interface ConnectionFailure {
  /** False: the request did not reach the server. True: it may have. */
  readonly sent: boolean;
  /** The same request fails again until somebody changes something. */
  readonly hopeless: boolean;
  /** What to change. */
  readonly advice?: string;
}

const [sent, unsentAgain, never] = [
  { sent: true, hopeless: false },
  { sent: false, hopeless: false },
  { sent: false, hopeless: true },
];
const proxy = "check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, or name the host in NO_PROXY";

/**
 * Each fits the facts of an error: name/code/system call/message. Node, undici and Bun give codes; Deno and browsers only have messages.
 * The first rule that fits decides.
 */
const rules: readonly (readonly [RegExp, ConnectionFailure, advice?: string])[] = [
  // First, because a proxy's message quotes the reason.
  [/\/Proxy response \([34]/, never, proxy],
  [/\/Proxy response|\/UND_ERR_PRX|\/ERR_PROXY/, unsentAgain, proxy],
  [
    /CERT_(HAS_EXPIRED|NOT_YET)|peer certificate: (Expired|NotValidYet|certificate (expired|not valid yet))/,
    never,
    "renew the server's certificate, or set this machine's clock",
  ],
  [
    /ERR_TLS_CERT|\/HOSTNAME_|peer certificate: (NotValidFor|certificate not valid for)/,
    never,
    "check the host in baseUrl: the certificate is for others",
  ],
  [
    /\/((CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|CRL)_|INVALID_(CA|PURPOSE)|PATH_LENGTH)|peer certificate/,
    never,
    "give createFetch or connectPlatform the authority's certificate as ca, or its file in NODE_EXTRA_CA_CERTS (insecure: true trusts anybody)",
  ],
  // In TLS 1.3 a server refuses the client's certificate after the request is written. It has processed nothing of it.
  [/ALERT_(\w+_)?(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)|alert: \w*(Certificate|UnknownC|AccessDenied)/, never, "check cert and key"],
  [
    /\/(ERR_SSL_\S*(WRONG_VERSION|_PROTOCOL|PACKET_LENGTH|HANDSHAKE|INSUFFICIENT)|EPROTO\/.*(handshake|version|protocol))|\(Connect\): (received|peer)/,
    never,
    "check scheme and port in baseUrl",
  ],
  [/ENOTFOUND|dns error(?!.*(temporary|try again))/i, never, "check the host in baseUrl"],
  // A request that can't be built.
  [
    /\/(UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_)|ERR_INVALID_(ARG_|URL|CHAR|HTTP|PROTOCOL)|ERR_HTTP_INVALID|ERR_UNESCAPED)|\/(bad port|unknown scheme)$/,
    never,
  ],
  [
    /^TypeError.*\/(Headers?\b|RequestInit|Request (with|cannot|has)|Invalid (URL|header)|Failed to (parse|construct|execute)|Cannot convert|Fetch failed: Req|Url scheme|Method is|URL is|'.{0,60}' (is not a valid )?HTTP)/,
    never,
  ],
  // A connection that was never made.
  [
    /\/(ECONNREFUSED|EAI_AGAIN|EHOST|ENETUNREACH|UND_ERR_CONNECT_|ERR_TLS_HANDSHAKE|ConnectionRefused|FailedToOpen|connect\/|getaddrinfo\/)|\(Connect\)|tcp connect|before secure TLS/,
    unsentAgain,
  ],
  // The server has the request, whatever it made of it. What is no Response is a mistake in a fetch of the caller's.
  [/\/fetch gave no Response$/, { sent: true, hopeless: true }],
  [/HPE_INVALID_(CONST|VERS)|\(Expected HTTP|invalid HTTP version/, { sent: true, hopeless: true }, "check host and port in baseUrl"],
];

/** More than any real chain of causes has. */
const mostParts = 64;
/** Rules look at the beginning of a message; what follows may be a whole header value. */
const mostCharacters = 1000;

/**
 * Tells what can be known of what `fetch` threw: from the error, its causes and the errors that it joins. A failure that says nothing, as
 * in browsers, counts as sent.
 */
export function connectionFailure(error: unknown): ConnectionFailure {
  const seen = new Set<unknown>();
  const known = judge(error, seen) ?? sent;
  for (const part of seen) if (property(part, unsent) !== undefined) return { ...known, sent: false };
  return known;
}

/** Undefined where neither the error nor a cause of it says anything. */
function judge(error: unknown, seen: Set<unknown>): ConnectionFailure | undefined {
  if (typeof error !== "object" || error === null || seen.has(error) || seen.size === mostParts) return undefined;
  seen.add(error);
  const [cause, errors] = [property(error, "cause"), property(error, "errors")];
  return verdict(error) ?? judge(cause, seen) ?? (Array.isArray(errors) ? judgeAll(new Set(errors.slice(0, mostParts)), seen) : undefined);
}

/** Several attempts that failed: sent if one of them may have been, hopeless if all are. */
function judgeAll(errors: ReadonlySet<unknown>, seen: Set<unknown>): ConnectionFailure | undefined {
  const verdicts = [...errors].map((error) => judge(error, seen) ?? sent);
  const [first] = verdicts;
  if (first === undefined) return undefined;
  return { ...first, sent: verdicts.some((one) => one.sent), hopeless: verdicts.every((one) => one.hopeless) };
}

function verdict(error: object): ConnectionFailure | undefined {
  const { name, code, message } = errorParts(error);
  const [syscall, hopeless] = [property(error, "syscall"), property(error, "hopeless")];
  const facts = `${name}/${code ?? ""}/${typeof syscall === "string" ? syscall : ""}/${message.slice(0, mostCharacters)}`;
  const rule = rules.find(([pattern]) => pattern.test(facts));
  if (rule === undefined) return undefined;
  const [, known, advice] = rule;
  return { ...known, ...(code === proxyFailed && hopeless === true && never), ...(advice !== undefined && { advice }) };
}
