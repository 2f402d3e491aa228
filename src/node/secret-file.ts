import { randomUUID } from "node:crypto";
import { rename, unlink, writeFile } from "node:fs/promises";
import { invalidArgument } from "../http/errors.ts";

/**
 * Writes a token, kubeconfig or other secret so that only its owner can read it (mode 0600). The file is complete or not written at all.
 * Replaces an existing file of any mode, and a symbolic link by a file.
 */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  if (typeof path !== "string" || path === "") throw invalidArgument("path", "expected the path of a file");
  if (typeof text !== "string") throw invalidArgument("text", "expected a string");
  if (text === "") throw invalidArgument("text", "is empty: there is no secret to write");
  // In the same folder, since a rename does not cross file systems. The flag makes sure that nobody has the file open.
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
