import { applyPatch, type JsonPatch, type JsonPatchOperation, pointer, pointerParts } from "../../http/json-patch.ts";

/**
 * The same patch with operations in front of each `add` that make the parents it misses in this object. Undefined when the patch doesn't
 * fit the object for another reason.
 */
export async function withParents(object: unknown, patch: JsonPatch): Promise<JsonPatch | undefined> {
  const operations: JsonPatchOperation[] = [];
  let current = object;
  for (const operation of patch) {
    const parents = operation.op === "add" ? missingParents(current, pointerParts(operation.path)) : [];
    const next = [...parents, operation];
    try {
      current = await applyPatch(current, next);
    } catch {
      return undefined;
    }
    operations.push(...next);
  }
  return operations;
}

function missingParents(object: unknown, parts: readonly string[]): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  let current = object;
  for (let depth = 0; depth < parts.length - 1; depth++) {
    const inside = (current as Record<string, unknown> | null | undefined)?.[parts[depth]!];
    if (inside === undefined || inside === null) {
      // What goes to "-" or index 0 goes into a list.
      const value = /^(-|0)$/.test(parts[depth + 1]!) ? [] : {};
      operations.push({ op: "add", path: pointer(parts.slice(0, depth + 1)), value });
      current = value;
    } else current = inside;
  }
  return operations;
}
