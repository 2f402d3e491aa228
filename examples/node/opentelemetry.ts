// A span for each attempt of each call, under whatever span is active, with OpenTelemetry's own names for HTTP clients.
//   node examples/node/opentelemetry.ts            (register a tracer provider of your own first; without one spans go nowhere)
import { type Attributes, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { ResponseEvent } from "clusterplane";
import { connectPlatform } from "clusterplane/node";

const tracer = trace.getTracer("my-service");

/** For `onResponse` of a Platform or a CloudCasa. */
export function recordSpan(event: ResponseEvent): void {
  const end = Date.now();
  const attributes: Attributes = { "http.request.method": event.method, "url.path": event.path, "clusterplane.resource": event.resource };
  if (event.name !== undefined) attributes["clusterplane.name"] = event.name;
  if (event.status !== undefined) attributes["http.response.status_code"] = event.status;
  if (event.attempt > 1) attributes["http.request.resend_count"] = event.attempt - 1;
  if (event.errorCode !== undefined) attributes["error.type"] = event.errorCode;
  const startTime = end - event.duration * 1000;
  const span = tracer.startSpan(`${event.verb} ${event.resource}`, { kind: SpanKind.CLIENT, startTime, attributes });
  if (event.errorCode !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

if (import.meta.main) {
  const platform = await connectPlatform({ onResponse: recordSpan });
  console.log((await platform.version()).version);
}
