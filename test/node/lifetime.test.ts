/** After the last call a process can end, and a connection that nobody reads is closed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { expect, test } from "vitest";
import { certificate, established, proxy, type Running, run } from "./servers.ts";

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  request.resume();
  response.on("error", () => {});
  if (path.endsWith("/hang")) return;
  if (path.endsWith("/small")) return void response.end("text");
  if (path.endsWith("/large")) return void response.end(Buffer.alloc(5_000_000));
  const coded = path.endsWith("gzip");
  response.writeHead(200, coded ? { "content-encoding": "gzip" } : {});
  const gzip = coded ? createGzip() : undefined;
  gzip?.pipe(response);
  const write = (text: string) => {
    (gzip ?? response).write(text);
    gzip?.flush();
  };
  write(path.includes("slow") ? "x".repeat(1000) : "first");
  if (!path.includes("slow")) return;
  let sent = 1;
  const timer = setInterval(() => {
    write("x".repeat(1000));
    if (++sent < 30) return;
    clearInterval(timer);
    (gzip ?? response).end();
  }, 10);
}

/** Runs a group of scenarios and gives what went wrong: empty if the process did its work and ended. */
async function failures(group: "ended" | "collected", server: Running, proxy = "", ca = ""): Promise<string> {
  const child = fileURLToPath(new URL("./lifetime.child.ts", import.meta.url));
  const running = spawn(process.execPath, ["--expose-gc", "--disable-warning=ExperimentalWarning", child, group, server.url, proxy, ca], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [running.stdout, running.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const timer = setTimeout(() => running.kill("SIGKILL"), 15_000);
  const [code] = (await once(running, "exit")) as [number | null];
  clearTimeout(timer);
  return code === 0 && !/^ /m.test(text) && text.endsWith("\ndone\n") ? "" : `${text}ended with ${code}`;
}

test("a process ends after its last call, whatever became of the call", async () => {
  await using server = await run(answer);
  expect(await failures("ended", server)).toBe("");
  await expect.poll(server.open).toBe(0);
});

test.each(["by TLS", "in a tunnel", "in a tunnel of a proxy that speaks TLS"])("so it does %s", async (how) => {
  const own = await certificate();
  await using server = await run(answer, own);
  await using through = await proxy(established, how.includes("speaks") ? own : undefined);
  expect(await failures("ended", server, how === "by TLS" ? "" : through.url, own.cert)).toBe("");
  await expect.poll(server.open).toBe(0);
});

test("the garbage collector closes a connection that nobody can reach, and no other", async () => {
  let open: number | undefined;
  await using server = await run((request, response) => {
    if (request.url !== "/collected") return answer(request, response);
    open = server.open();
    response.end();
  });
  expect(await failures("collected", server)).toBe("");
  // The connection of the question itself.
  expect(open).toBe(1);
});
