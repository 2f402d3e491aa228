import { startEve } from "./eve/start.ts";
import { startKubernetes } from "./kubernetes/start.ts";

/** Starts one of the real servers by hand: `node test/real/serve.ts kubernetes` or `eve`. It runs until Ctrl+C. */
const starts: Record<string, typeof startEve> = { kubernetes: startKubernetes, eve: startEve };
const start = starts[process.argv[2] ?? ""];
if (!start) {
  console.error(`usage: node test/real/serve.ts ${Object.keys(starts).join("|")}`);
  process.exit(2);
}
const began = Date.now();
const server = await start();
console.log(JSON.stringify({ url: server.origin, seconds: (Date.now() - began) / 1000 }));
const hold = setInterval(() => {}, 60_000);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    clearInterval(hold);
    void server.stop();
  });
}
