/** What Werkzeug and Eve say with a status, where nothing more is known. */
const messages: Readonly<Record<number, string>> = {
  400: "The browser (or proxy) sent a request that this server could not understand.",
  401: "Please provide proper credentials",
  403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
  404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
  405: "The method is not allowed for the requested URL.",
  409: "A conflict happened while processing the request. The resource might have been modified while the request was being processed.",
  412: "Client and server etags don't match",
  428: "To edit a document its etag must be provided using the If-Match header",
};

/** The text of a refused change of `_id`. */
export const immutableId =
  "Attempt to update an immutable field. Usually happens when PATCH or PUT include a '_id' field, which is immutable (PUT can include it as long as it is unchanged).";

/** An answer other than success. `headers` are added to the answer. */
export class EveError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string = messages[status] ?? "", headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "EveError";
    this.status = status;
    this.headers = headers;
  }

  get body(): Record<string, unknown> {
    return { _status: "ERR", _error: { code: this.status, message: this.message } };
  }
}

/** What the real server fails at with an unhandled exception: it answers the framework's own page, not JSON. */
export class InternalServerError extends EveError {
  constructor() {
    super(500);
    this.name = "InternalServerError";
  }

  static readonly page =
    "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n" +
    "<p>The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.</p>\n";
}

/**
 * What the real server is known to do and the sandbox does not: never silently ignored, and never a real server's answer.
 * `id` names the feature; the text says what was asked, that the sandbox refuses, what the real server does, what to do.
 */
export class Unsupported extends EveError {
  readonly id: string;

  constructor(id: string, asked: string, real: string, advice: string) {
    super(501, `${asked} is not simulated: the sandbox refuses it. The real server: ${real}. ${advice}`, {
      "x-sandbox": `unsupported; id=${id}`,
    });
    this.name = "Unsupported";
    this.id = id;
  }
}
