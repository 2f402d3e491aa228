/** What the platform's own command line keeps after a login. */
import { readFile } from "node:fs/promises";
import { ClusterplaneError } from "../http/errors.ts";
import type { Login } from "./discover.ts";

/**
 * Reads a config file: `~/.vcluster/config.json` holds a `platform` object, `~/.loft/config.json` the same keys at its top. Undefined when
 * there is no such file and `required` is not set. A file that can't be read or understood is an error that says so, not a missing one.
 */
export async function readLogin(path: string, required: boolean): Promise<Login | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const code = (error as { code?: string }).code ?? "unreadable";
    if (code === "ENOENT" && !required) return undefined;
    throw wrong(path, code === "ENOENT" ? "does not exist" : `can't be read (${code})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Nothing of the file is shown: it holds a key.
    throw wrong(path, "is not valid JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong(path, "holds no settings");
  const { platform } = json as { platform?: unknown };
  if (platform !== undefined && (typeof platform !== "object" || platform === null)) throw wrong(path, "platform is not an object");
  const settings = (platform ?? json) as Record<string, unknown>;
  const at = platform === undefined ? "" : "platform.";
  const text_ = (name: string): string | undefined => {
    const value = settings[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string") throw wrong(path, `${at}${name} is not a text`);
    return value;
  };
  const insecure = settings["insecure"] ?? false;
  if (typeof insecure !== "boolean") throw wrong(path, `${at}insecure is neither true nor false`);
  return {
    source: path,
    baseUrl: text_("host"),
    token: text_("accesskey"),
    ca: text_("certificateAuthorityData"),
    insecure,
    project: undefined,
  };
}

function wrong(path: string, why: string): ClusterplaneError {
  return new ClusterplaneError("InvalidConfig", `config file ${path}: ${why}`);
}
