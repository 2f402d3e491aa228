/** Whether a value holds a number of more than 64 bits, which the real server's store can't hold: a POST or PUT of it makes that server fail. */
export function isTooBig(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(isTooBig) : Math.abs(Number(value)) >= 2 ** 63;
}
