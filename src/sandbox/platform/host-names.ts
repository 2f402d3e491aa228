import type { Action } from "../kubernetes/index.ts";

/** The longest name of an object on the host. */
const limit = 63;

/** The name under which a virtual cluster keeps one of its objects on the host; long names end with a part of their hash. */
export async function hostName(name: string, namespace: string, virtualCluster: string): Promise<string> {
  if (!name) return "";
  const full = [name, "x", namespace, "x", virtualCluster].join("-");
  if (full.length <= limit) return full;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(full)));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${full.slice(0, 52)}-${hex.slice(0, 10)}`.replaceAll(".-", "-");
}

export const translateName: Action = {
  run: async ({ object }) => {
    const { name = "", namespace = "", vclusterName = "" } = (object.spec ?? {}) as Partial<Record<string, string>>;
    const translated = await hostName(name, namespace, vclusterName);
    return { ...object, status: translated ? { name: translated } : {} };
  },
};
