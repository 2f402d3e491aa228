import type { Call } from "./calls.ts";
import { type Clock, SetBack } from "./clock.ts";
import { abortReason, ConnectionReset, cutBody } from "./connection.ts";
import { milliseconds } from "./duration.ts";
import { apiError, gatewayPage, type Reason, refusal, statusOf } from "./errors.ts";
import type { FaultRequest, FaultRule } from "./fault-rules.ts";
import type { Fault } from "./faults.ts";
import { disturbedWatch } from "./watch-events.ts";

/** A request that a fault hits. */
interface Hit {
  call: Call;
  request: Request;
  body: string | undefined;
  time: Clock;
  /** Asks the API. */
  answer: () => Promise<Response>;
  /** The fault did nothing to the request. */
  missed: () => void;
}

/** The response to a request that a fault hits. */
export async function faultyAnswer({ id, rule }: Fault, hit: Hit): Promise<Response> {
  const { call, request, time } = hit;
  const isReplaced = rule.status !== undefined || rule.refusal || rule.html || rule.body !== undefined || rule.reset;
  const isBefore = rule.when !== "after";
  const delay = rule.latency === undefined ? 0 : milliseconds(rule.latency, "latency");
  if (delay && isBefore) await wait(time, delay, request.signal);
  let response = isReplaced && isBefore ? undefined : await hit.answer();
  if (delay && !isBefore) await wait(time, delay, request.signal);
  if (isReplaced) {
    response?.body?.cancel().catch(() => {});
    response = replacement(rule, call, hit.body);
  }
  let marked = response as Response;
  if (rule.cutAfter !== undefined) {
    const cut = await cutAnswer(marked, rule.cutAfter, hit);
    if (cut.isWhole) return cut.response;
    marked = cut.response;
  }
  if (rule.duplicate || rule.late !== undefined) {
    const late = rule.late === undefined ? 0 : milliseconds(rule.late, "late");
    marked = disturbedWatch(marked, { duplicate: rule.duplicate === true, late }, time);
  }
  if (request.method === "HEAD") marked = new Response(null, marked);
  marked.headers.set("x-sandbox", `fault; id=${id}`);
  return marked;
}

/** Whether the response to a call is a stream, whose length nobody knows. */
export const isStream = ({ verb, subresource }: Call): boolean => verb === "watch" || subresource === "log";

/** Until the sandbox's clock has moved on by so much. */
function wait(time: Clock, delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = time.after(delay, resolve, { dropped: () => reject(new SetBack()) });
    signal.addEventListener("abort", () => {
      timer.cancel();
      reject(abortReason(signal));
    });
  });
}

/** The response that breaks off, or whole where it is shorter; a stream is cut if it gets that long. */
async function cutAnswer(response: Response, bytes: number, { call, missed }: Hit): Promise<{ response: Response; isWhole: boolean }> {
  if (isStream(call)) return { response: cutBody(response, bytes, missed), isWhole: false };
  const body = await response.arrayBuffer();
  const whole = new Response(response.body && body, response);
  const isWhole = body.byteLength < bytes || body.byteLength === 0;
  if (isWhole) missed();
  return { response: isWhole ? whole : cutBody(whole, bytes, () => {}), isWhole };
}

/** What the `match` of a rule sees of a request. */
export function faultRequest(request: Request, url: URL, call: Call, text: string | undefined): FaultRequest {
  const { method, headers } = request;
  return { ...call, method, path: url.pathname + url.search, headers: new Headers(headers), ...(text && { body: parsed(text) }) };
}

/** The value of JSON, or the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The response in place of the API's own. */
function replacement(rule: FaultRule, call: Call, body: string | undefined): Response {
  if (rule.reset) throw new ConnectionReset();
  if (rule.refusal) {
    const sent = parsed(body ?? "") as { metadata?: { name?: unknown } } | null;
    const name = call.name ?? sent?.metadata?.name;
    return refusal(rule.refusal, call, typeof name === "string" ? name : undefined);
  }
  const status = typeof rule.status === "string" ? statusOf(rule.status) : rule.status;
  if (rule.html) return gatewayPage(status ?? 502);
  if (rule.body !== undefined)
    return new Response(rule.body, { status: status ?? 200, headers: { "content-type": rule.contentType ?? "application/json" } });
  return apiError(call, status as number, typeof rule.status === "string" ? (rule.status as Reason) : undefined, rule.retryAfter);
}
