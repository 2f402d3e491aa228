// Runs the scenarios of one group in a process of its own, which must then end by itself while the server goes on:
//   node --expose-gc lifetime.child.ts GROUP URL [PROXY] [CA]
import { createFetch } from "../../src/node/index.ts";

const [group = "", url = "", proxy = "", ca = ""] = process.argv.slice(2);
const env: Record<string, string> = proxy === "" ? {} : { ALL_PROXY: proxy };
const fetch = await createFetch({ env, ...(ca !== "" && { ca }) });
const collectGarbage = async () => {
  for (let turn = 0; turn < 20; turn++) {
    (globalThis as unknown as { gc(): void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const expectFailure = (call: Promise<unknown>) =>
  call.then(
    () => console.log("  it did not fail"),
    () => undefined,
  );
const expectAll = (text: string) => text.length === 30_000 || console.log(`  ${text.length} characters`);

const ended: Record<string, () => Promise<unknown>> = {
  "a body that was read": async () => (await fetch(`${url}/small`, {})).text(),
  "a body that was not read": () => fetch(`${url}/small`, {}),
  "a large body that was not read": () => fetch(`${url}/large`, {}),
  "a stream that was not read": () => fetch(`${url}/stream`, {}),
  "a stream whose reader went away": async () => (await fetch(`${url}/stream`, {})).body?.getReader().read(),
  "a stream that was cancelled": async () => (await fetch(`${url}/stream`, {})).body?.cancel(),
  "a coded stream that was cancelled": async () => {
    const reader = (await fetch(`${url}/gzip`, {})).body?.getReader();
    await reader?.read();
    await reader?.cancel();
  },
  "a call that was aborted": () => expectFailure(fetch(`${url}/hang`, { signal: AbortSignal.timeout(50) })),
  "a body that was aborted": () =>
    expectFailure(fetch(`${url}/stream`, { signal: AbortSignal.timeout(50) }).then((response) => response.text())),
  "an upload that was aborted": () =>
    expectFailure(
      fetch(`${url}/hang`, {
        method: "POST",
        body: new ReadableStream({ pull: () => new Promise(() => {}) }),
        duplex: "half",
        signal: AbortSignal.timeout(50),
      } as RequestInit),
    ),
};

const collected: Record<string, () => Promise<unknown>> = {
  // The test asks the server whether this one is closed.
  "a stream that nobody can reach": async () => {
    await (async () => void (await fetch(`${url}/stream`, {})))();
    await collectGarbage();
    await (await fetch(`${url}/collected`, {})).text();
  },
  // These are in use, though nobody holds their response.
  "a text that is awaited": async () => {
    const text = (await fetch(`${url}/slow`, {})).text();
    await collectGarbage();
    expectAll(await text);
  },
  "a coded text that is awaited": async () => {
    const text = (await fetch(`${url}/slow-gzip`, {})).text();
    await collectGarbage();
    expectAll(await text);
  },
  "a reader that is left for a while": async () => {
    const reader = (await fetch(`${url}/slow`, {})).body?.getReader();
    await collectGarbage();
    let text = "";
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += new TextDecoder().decode(part.value);
    expectAll(text);
  },
  "a pipe": async () => {
    const piped = (await fetch(`${url}/slow-gzip`, {})).body?.pipeThrough(new TextDecoderStream());
    await collectGarbage();
    let text = "";
    for await (const part of piped as ReadableStream<string>) text += part;
    expectAll(text);
  },
  "two readers": async () => {
    const response = await fetch(`${url}/slow`, {});
    const texts = Promise.all([response.clone().text(), response.text()]);
    await collectGarbage();
    for (const text of await texts) expectAll(text);
  },
};

for (const [name, scenario] of Object.entries(group === "ended" ? ended : collected)) {
  console.log(name);
  await scenario();
}
console.log("done");
