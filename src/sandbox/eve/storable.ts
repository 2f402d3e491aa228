import { isDict } from "./values.ts";

/** What the database's driver can't write down: the real server stumbles over it wherever it comes to it. */
export class Unstorable extends Error {}

/** In Python's words: which part of a text is no character. */
function surrogates(text: string): string | undefined {
  const characters = [...text];
  const isLone = (c: string | undefined): boolean => c !== undefined && c >= "\ud800" && c <= "\udfff" && c.length === 1;
  const first = characters.findIndex(isLone);
  if (first < 0) return undefined;
  let last = first;
  while (isLone(characters[last + 1])) last++;
  const code = (characters[first] as string).charCodeAt(0).toString(16);
  const where = first === last ? `character '\\u${code}' in position ${first}` : `characters in position ${first}-${last}`;
  return `'utf-8' codec can't encode ${where}: surrogates not allowed`;
}

function checkText(text: string): void {
  const wrong = /\p{Surrogate}/u.test(text) ? surrogates(text) : undefined;
  if (wrong) throw new Unstorable(wrong);
}

/** Throws `Unstorable` for whole numbers wider than 64 bits, halves of surrogate pairs, and keys with NUL. */
export function checkStorable(value: unknown): void {
  if (typeof value === "string") checkText(value);
  else if (typeof value === "bigint") throw new Unstorable("MongoDB can only handle up to 8-byte ints");
  else if (Array.isArray(value)) for (const inner of value) checkStorable(inner);
  else if (isDict(value)) {
    for (const key of Object.keys(value)) {
      if (key.includes("\0")) throw new Unstorable("Key names must not contain the NULL character");
      checkText(key);
      checkStorable(value[key]);
    }
  }
}
