/** MongoDB keeps at most so many levels; what is deeper is refused before anything walks into it. */
const maxDepth = 100;

/** JSON as `JSON.parse` reads it; throws for text that is none, or is nested deeper than a database could keep. */
export function parseJson(text: string): unknown {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "{" || c === "[") {
      if (++depth > maxDepth) throw new SyntaxError(`nested deeper than ${maxDepth} levels`);
    } else if (c === "}" || c === "]") depth--;
  }
  return JSON.parse(text) as unknown;
}
