import { encodeBase64, type KubeObject } from "../../kubernetes/index.ts";

interface Secret {
  type?: string;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

/** Converts a secret that a client sends into what is kept: plain values in base64, beside the others. */
export function convertSecret(object: KubeObject): void {
  const secret = object as unknown as Secret;
  secret.type ??= "Opaque";
  if (!secret.stringData) return;
  const encoded = (text: string) => encodeBase64(new TextEncoder().encode(text));
  secret.data = { ...secret.data, ...Object.fromEntries(Object.entries(secret.stringData).map(([key, text]) => [key, encoded(text)])) };
  delete secret.stringData;
}
