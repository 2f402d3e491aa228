import { type SpanOptions, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { createSandbox } from "clusterplane/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordSpan } from "../../examples/node/opentelemetry.ts";
import { Platform } from "../../src/platform.ts";

interface Recorded extends SpanOptions {
  readonly name: string;
  status?: unknown;
  end?: unknown;
}

const spans: Recorded[] = [];

beforeAll(() => {
  const startSpan = (name: string, options: SpanOptions) => {
    const span: Recorded = { name, ...options };
    spans.push(span);
    return {
      setStatus: (status: unknown) => {
        span.status = status;
      },
      end: (time: unknown) => {
        span.end = time;
      },
    };
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) as unknown as Tracer });
});
afterAll(() => trace.disable());

test("each attempt becomes a span, with its times and outcome", async () => {
  const sandbox = createSandbox();
  const { baseUrl, token, fetch } = sandbox.platform.options;
  const platform = new Platform({ baseUrl, token, fetch, onResponse: recordSpan, retry: { minDelay: "1ms" } });
  sandbox.faults.add({ status: 503, times: 1 });
  await platform.projects.find("none");
  const common = { "http.request.method": "GET", "clusterplane.resource": "Project", "clusterplane.name": "none" };
  expect(spans).toMatchObject([
    { name: "get Project", status: { code: SpanStatusCode.ERROR }, attributes: { ...common, "error.type": "Unavailable" } },
    { name: "get Project", attributes: { ...common, "http.request.resend_count": 1, "http.response.status_code": 404 } },
  ]);
  for (const { startTime, end } of spans) expect(end as number).toBeGreaterThanOrEqual(startTime as number);
});
