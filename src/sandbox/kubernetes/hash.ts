/** A hash that changes with a text (FNV-1a, 64 bits as two halves), in upper-case hex. */
export function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b]
    .map((n) => (n >>> 0).toString(16).padStart(8, "0"))
    .join("")
    .toUpperCase();
}
