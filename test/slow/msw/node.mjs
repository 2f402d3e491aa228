// What code under test does through MSW in Node; prints what came of it as one line of JSON.
import { createSandbox } from "clusterplane/sandbox";
import { handlers } from "clusterplane/sandbox/msw";
import { Window } from "happy-dom";
import { setupServer } from "msw/node";

// As a test runner does: neither a signal's timeout nor a manual clock keeps the process.
const alive = setInterval(() => {}, 60_000);
const logged = [];
for (const level of ["error", "warn"]) console[level] = (...words) => logged.push(words.map(String).join(" ").slice(0, 300));
const sandbox = createSandbox({ bare: true, tokens: { admin: "mine" } });
const server = setupServer(...handlers(sandbox, { platform: "https://platform.example.com", cors: ["http://localhost:3000"] }));
server.listen();
const headers = { authorization: "Bearer mine", "content-type": "application/json" };
const users = "https://platform.example.com/kubernetes/management/apis/management.loft.sh/v1/users";
const clusters = `${sandbox.cloudcasa.url}/api/v1/kubeclusters`;
const failed = (error) => (error instanceof Error || error instanceof DOMException ? error.name : typeof error);
const out = {};

out.created = (await fetch(users, { method: "POST", headers, body: '{"metadata":{"name":"ann"}}' })).status;
const listed = await fetch(clusters, { headers });
out.listed = [listed.status, (await listed.json())._items];
const watch = await fetch(`${users}?watch=1&resourceVersion=0`, { headers });
const reader = watch.body.getReader();
let text = "";
while (!text.includes("\n")) text += new TextDecoder().decode((await reader.read()).value);
out.watched = JSON.parse(text.split("\n")[0]).object.metadata.name;
// MSW keeps a copy of the body, so this never settles.
reader.cancel();
sandbox.faults.add({ latency: "1h" });
out.timedOut = await fetch(users, { headers, signal: AbortSignal.timeout(100) }).catch(failed);
sandbox.faults.clear();
sandbox.faults.next({ reset: true });
out.broken = await fetch(users, { headers }).catch(failed);
sandbox.faults.next({ verb: "list", cutAfter: 10 });
out.cut = await fetch(users, { headers })
  .then((response) => response.text())
  .catch(() => "failed");
// As a page of another origin.
const window = new Window({ url: "http://localhost:3000" });
out.page = await window.fetch(clusters, { headers }).then((response) => response.status, failed);
await window.happyDOM.close();
out.logged = logged;
console.log(JSON.stringify(out));
server.close();
clearInterval(alive);
