import { parseEvents, YAMLException } from "js-yaml";
import { type Budget, construct, depthLimit, type Fail } from "./construct.ts";
import { firstContent, type Piece, splitJson } from "./documents.ts";
import { relax } from "./relax.ts";

/** What YAML text has nowhere, comments included. js-yaml only looks at some of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** The values of a piece of YAML: one, or several if it holds JSON objects that follow one another. */
export function load(piece: Piece, budget: Budget, fail: Fail): unknown[] {
  const relative: Fail = (reason, offset) => fail(reason, piece.offset + offset);
  const start = firstContent(piece.text);
  // JSON has its own rule, which js-yaml keeps.
  const control = piece.text[start] === "{" ? -1 : piece.text.search(notText);
  if (control >= 0) return relative("has a control character; in double quotes it can be written as \\x7f", control);
  try {
    return construct(piece.text, events(piece.text), budget, relative);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const objects = piece.text[start] === "{" ? splitJson(piece) : undefined;
    if (objects && objects.length > 1) return objects.flatMap((object) => load(object, budget, fail));
    return loadRelaxed(piece.text, budget, relative, error);
  }
}

/** Reads what js-yaml refuses and kubectl takes. `refusal` is js-yaml's error for the text as it is. */
function loadRelaxed(text: string, budget: Budget, fail: Fail, refusal: YAMLException): unknown[] {
  const start = firstContent(text);
  if (text[start] === "%") return fail("directives such as %YAML are not supported, as in kubectl", start);
  const relaxed = relax(text);
  if (!relaxed) return fail(reasonOf(refusal), refusal.mark?.position ?? 0);
  const original: Fail = (reason, offset) => fail(reason, relaxed.original(offset));
  try {
    return construct(relaxed.text, events(relaxed.text), budget, original);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return original(reasonOf(error), error.mark?.position ?? 0);
  }
}

const events = (text: string) => parseEvents(text, { maxDepth: depthLimit });

/** The parser's reason without what it quotes of the text. */
function reasonOf(error: YAMLException): string {
  return error.reason.replace(/\s*"[^"]*"/g, "").replace(/: .*/s, "");
}
