// `using` and `await using`, where the compiler's `lib` has Disposable.
import { Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";

export async function use(): Promise<void> {
  using sandbox = createSandbox();
  await using server = await listen(sandbox, { port: 0 });
  const platform = new Platform({ baseUrl: server.url, token: sandbox.token });
  await using watch = platform.virtualClusterInstances.watch();
  await using cache = await platform.virtualClusterInstances.cache();
  const disposables: [Disposable, AsyncDisposable, AsyncDisposable, AsyncDisposable] = [sandbox, server, watch, cache];
  console.log(disposables);
}
