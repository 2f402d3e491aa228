import { ManualClock } from "../../../src/sandbox/clock.ts";
import { createPlatformSandbox, type PlatformOptions, type PlatformSandbox } from "../../../src/sandbox/platform/index.ts";
import { Random } from "../../../src/sandbox/random.ts";
import { tokenTable } from "../../../src/sandbox/tokens.ts";

export const start = Date.parse("2026-01-01T00:00:00Z");
export const tokens = tokenTable({ admin: "admin-token", readonly: "readonly-token" });

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
  body: any;
}

export interface Setup {
  sandbox: PlatformSandbox;
  clock: ManualClock;
  /** Sends a request below the group version, or to a whole path; as `admin` unless another token (null: none) is given. */
  send: (method: string, path: string, body?: unknown, options?: { token?: string | null; type?: string }) => Promise<Answer>;
}

const base = "https://platform.test";

export function setup(options: Partial<PlatformOptions> = {}): Setup {
  const clock = new ManualClock(start);
  const sandbox = createPlatformSandbox({
    clock,
    random: new Random(1),
    tokens,
    bare: false,
    projectNamespacePrefix: "loft-p-",
    ...options,
  });
  return {
    sandbox,
    clock,
    async send(method, path, body, { token = "admin-token", type } = {}) {
      const url = path.startsWith("/") ? base + path : `${base}/kubernetes/management/apis/management.loft.sh/v1/${path}`;
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const headers: Record<string, string> = {};
      if (token) headers.authorization = `Bearer ${token}`;
      if (text !== undefined) headers["content-type"] = type ?? (method === "PATCH" ? "application/merge-patch+json" : "application/json");
      const response = await sandbox.handle(new Request(url, { method, headers, ...(text !== undefined && { body: text }) }), new URL(url));
      const answer = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(answer) : answer,
      };
    },
  };
}

export const instances = "namespaces/loft-p-my-project/virtualclusterinstances";

/** The example of the reference page. */
export const page = {
  apiVersion: "management.loft.sh/v1",
  kind: "VirtualClusterInstance",
  metadata: { creationTimestamp: null, name: "my-virtual-cluster", namespace: "loft-p-my-project" },
  spec: {
    clusterRef: {},
    displayName: "my-display-name",
    owner: { user: "my-user" },
    parameters: "my-parameter: my-value",
    templateRef: { name: "my-virtual-cluster-template" },
  },
  status: {},
};
