import type { Clock, Timer } from "./clock.ts";
import { streamed } from "./connection.ts";

/** What a fault does to the events of a watch. */
interface EventFault {
  /** Each event comes twice. */
  duplicate: boolean;
  /** Each event, and the end of the watch, comes so much later on the sandbox's clock, milliseconds. */
  late: number;
}

const newline = "\n".charCodeAt(0);

/** A watch, whose events come twice, or later. Their order stays: no server changes it. */
export function disturbedWatch(response: Response, { duplicate, late }: EventFault, clock: Clock): Response {
  if (!response.body) return response;
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const planned = new Set<Timer>();
  let ended = false;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const close = () => {
        if (!ended) controller.close();
        ended = true;
      };
      const later = (run: () => void) => {
        if (ended) return;
        if (late === 0) return run();
        const timer = clock.after(
          late,
          () => {
            planned.delete(timer);
            if (!ended) run();
          },
          { dropped: close },
        );
        planned.add(timer);
      };
      let rest = new Uint8Array();
      const read = async (): Promise<void> => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return later(close);
          rest = rest.length ? joined(rest, value) : value;
          for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
            const line = rest.slice(0, end + 1);
            rest = rest.slice(end + 1);
            later(() => {
              controller.enqueue(line);
              if (duplicate) controller.enqueue(line);
            });
          }
        }
      };
      read().catch((error: unknown) => {
        if (!ended) controller.error(error);
        ended = true;
      });
    },
    cancel(reason) {
      ended = true;
      for (const timer of planned) timer.cancel();
      return reader.cancel(reason);
    },
  });
  return streamed(response, body);
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
