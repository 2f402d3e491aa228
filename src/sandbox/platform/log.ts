import type { Action, ActionCall } from "../kubernetes/index.ts";

/** A log as text: `tailLines` and `limitBytes` are read, what would follow the log or look elsewhere is not simulated. */
export function logAction(lines: (call: ActionCall) => string[]): Action {
  return {
    parameters: ["tailLines", "limitBytes", "insecureSkipTLSVerifyBackend"],
    notSimulated: {
      follow: "goes on sending lines as they come",
      previous: "gives the log of the container that ran before",
      sinceSeconds: "gives the lines since then",
      timestamps: "puts a time before each line",
      container: "gives the log of that container",
    },
    run: (call) => {
      const number = (name: string) => (call.query.get(name) ? Number(call.query.get(name)) : Number.POSITIVE_INFINITY);
      const all = lines(call);
      const tail = number("tailLines");
      const text = (tail >= all.length ? all : tail <= 0 ? [] : all.slice(-tail)).map((line) => `${line}\n`).join("");
      return new Response(text.slice(0, Math.min(text.length, number("limitBytes"))), { headers: { "content-type": "text/plain" } });
    },
  };
}
