import { EveError } from "./errors.ts";
import { parseJsonBody } from "./json.ts";
import { parseUrlEncoded } from "./url-encoding.ts";
import { type Draft, setKey, UploadedFile } from "./values.ts";

/** Only the first of several values with one name counts. */
function firstOfEach(entries: Iterable<[string, unknown]>): Draft {
  const out: Draft = {};
  for (const [key, value] of entries) if (!Object.hasOwn(out, key)) setKey(out, key, value);
  return out;
}

/** The largest body that is read: a million keys would block the process for seconds. */
const sizeLimit = 3 * 1024 * 1024;

/** The body of a request as Eve takes it in: JSON or a form; 400 when it is neither, or can't be read; 413 when it is too large. */
export async function readBody(request: Request): Promise<unknown> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > sizeLimit) throw new EveError(413, "The data value transmitted exceeds the capacity limit.");
  const type = (request.headers.get("content-type") ?? "").split(";")[0];
  if (type === "application/json") {
    try {
      return parseJsonBody(bytes);
    } catch {
      throw new EveError(400);
    }
  }
  if (type === "application/x-www-form-urlencoded") {
    const form = parseUrlEncoded(new TextDecoder().decode(bytes));
    if (form.length === 0) throw new EveError(400, "No form-urlencoded data supplied");
    return firstOfEach(form);
  }
  if (type === "multipart/form-data") {
    let entries: [string, unknown][];
    try {
      const form = await new Response(bytes, { headers: { "content-type": request.headers.get("content-type") ?? "" } }).formData();
      entries = [...form].map(([key, value]) => [key, typeof value === "string" ? value : new UploadedFile(value.name)]);
    } catch {
      entries = [];
    }
    if (entries.length === 0) throw new EveError(400, "No multipart/form-data supplied");
    return firstOfEach(entries);
  }
  throw new EveError(400, "Unknown or no Content-Type header supplied");
}
