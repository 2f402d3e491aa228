// A sandbox as clients of other people want it: over https, with an authority that they can be told to trust.
import { createSandbox, type SandboxOptions } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import { makeCertificate } from "../../src/cli/certificate.ts";

/** Serves a sandbox over https; `ca` is a file with its authority. */
export async function served(options: SandboxOptions) {
  const { cert, key, ca, remove } = await makeCertificate();
  const sandbox = createSandbox({ ...options, certificateAuthority: ca.pem });
  const server = await listen(sandbox, { port: 0, cert, key });
  const close = async () => {
    await server.close();
    await remove();
  };
  return { sandbox, url: server.url, ca: ca.file, close, [Symbol.asyncDispose]: close };
}

export type Served = Awaited<ReturnType<typeof served>>;
