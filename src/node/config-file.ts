/** The config files of the platform's own command line. */
import { readFile } from "node:fs/promises";
import { ClusterplaneError } from "../http/errors.ts";

/** The settings of one source. */
export interface Login {
  /** A file's path, or the name of the variable that holds the address. */
  readonly source: string;
  readonly baseUrl: string | undefined;
  readonly token: string | undefined;
  readonly ca: string | undefined;
  readonly insecure: boolean;
  readonly project: string | undefined;
}

/**
 * Reads a config file: `~/.vcluster/config.json` has a `platform` object, `~/.loft/config.json` has the same keys at the top level. Returns
 * undefined if the file does not exist and is not `required`. Throws InvalidConfig if it can't be read or has another form.
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
    // Shows nothing of the file: it holds a key.
    throw wrong(path, "is not valid JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong(path, "is not a JSON object");
  const { platform } = json as { platform?: unknown };
  if (platform !== undefined && (typeof platform !== "object" || platform === null)) throw wrong(path, "platform: expected an object");
  const settings = (platform ?? json) as Record<string, unknown>;
  const at = platform === undefined ? "" : "platform.";
  const string = (name: string): string | undefined => {
    const value = settings[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string") throw wrong(path, `${at}${name}: expected a string`);
    return value;
  };
  const insecure = settings["insecure"] ?? false;
  if (typeof insecure !== "boolean") throw wrong(path, `${at}insecure: expected true or false`);
  return {
    source: path,
    baseUrl: string("host"),
    token: string("accesskey"),
    ca: string("certificateAuthorityData"),
    insecure,
    project: undefined,
  };
}

function wrong(path: string, why: string): ClusterplaneError {
  return new ClusterplaneError("InvalidConfig", `config file ${path}: ${why}`);
}
