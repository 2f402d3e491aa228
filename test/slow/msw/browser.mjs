// What code under test does through MSW in a page; leaves what came of it in `window.result`.
import { createSandbox } from "clusterplane/sandbox";
import { handlers } from "clusterplane/sandbox/msw";
import { setupWorker } from "msw/browser";

const run = async () => {
  const sandbox = createSandbox({ bare: true, tokens: { admin: "mine" } });
  // The platform on another origin, CloudCasa on the page's own.
  const worker = setupWorker(...handlers(sandbox, { platform: "https://platform.example.com", cloudcasa: location.origin }));
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
  const headers = { authorization: "Bearer mine", "content-type": "application/json" };
  const users = "https://platform.example.com/kubernetes/management/apis/management.loft.sh/v1/users";
  const out = {};
  out.created = (await fetch(users, { method: "POST", headers, body: '{"metadata":{"name":"ann"}}' })).status;
  const listed = await fetch("/api/v1/kubeclusters", { headers });
  out.listed = [listed.status, (await listed.json())._items];
  out.page = await (await fetch("/page.json")).json();
  const abort = new AbortController();
  const watch = await fetch(`${users}?watch=1&resourceVersion=0`, { headers, signal: abort.signal });
  const { value } = await watch.body.getReader().read();
  out.watched = new TextDecoder().decode(value).includes('"name":"ann"');
  abort.abort();
  sandbox.faults.add({ latency: "1h" });
  out.timedOut = await fetch(users, { headers, signal: AbortSignal.timeout(100) }).catch((error) => error.name);
  sandbox.faults.clear();
  sandbox.faults.next({ reset: true });
  out.broken = await fetch(users, { headers }).catch((error) => error.name);
  return out;
};
run().then(
  (out) => {
    window.result = out;
  },
  (error) => {
    window.result = { error: String(error?.stack ?? error) };
  },
);
