import { invalidArgument } from "./errors.ts";

/**
 * Throws InvalidArgument if a path would be sent as another one: URLs drop tabs and line breaks, take a backslash for a slash, and resolve
 * `.` and `..`, encoded or not.
 */
export function checkPath(path: string): void {
  const [name = ""] = path.split("?", 1);
  if (!path.startsWith("/") || path.startsWith("//")) throw invalidArgument("path", "expected a path that begins with one /");
  if (path.includes("#")) throw invalidArgument("path", "contains #, which begins a fragment that is never sent; write %23");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  if (/[\u0000-\u0020\u007f\\]/.test(path)) throw invalidArgument("path", "contains a blank, a backslash or a control character");
  if (/\p{Surrogate}/u.test(path)) throw invalidArgument("path", "contains half of a surrogate pair, which can't be part of a URL");
  if (name.split("/").some((part) => /^(\.|%2e){1,2}$/i.test(part))) throw invalidArgument("path", "contains . or .. as a part");
  if (new URL(name, "http://localhost").pathname !== encodedOnce(name)) {
    throw invalidArgument("path", "contains characters that must be percent-encoded");
  }
}

/** The path as a URL writes it when nothing in it has a meaning beyond its text. */
function encodedOnce(path: string): string {
  return path.replace(/[^\u0021-\u007e]+/g, (part) => encodeURIComponent(part));
}
