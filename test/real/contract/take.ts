import type { WatchEvent } from "clusterplane";

/** Waits for events of a watch, each given as its type and name; fails when they don't come within ten seconds. */
export async function take(watch: AsyncIterator<WatchEvent<{ metadata: { name: string } }>>, count: number): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < count) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no further event after ${seen.join(", ") || "none"}`)), 10_000);
    });
    const { done, value } = await Promise.race([watch.next(), late]).finally(() => clearTimeout(timer));
    if (done) throw new Error(`the watch ended after ${seen.join(", ")}`);
    seen.push("object" in value ? `${value.type} ${value.object.metadata.name}` : value.type);
  }
  return seen;
}
