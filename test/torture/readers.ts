import type { VirtualClusterInstance, Watch } from "../../src/index.ts";

export type Instance = VirtualClusterInstance & { metadata: { name: string; namespace?: string; resourceVersion?: string; uid?: string } };

/** Objects by namespace and name, as they are compared: a list's items leave out what its head says. */
export type Copy = Map<string, string>;

export const keyOf = ({ metadata }: Instance): string => `${metadata.namespace}/${metadata.name}`;

export function copyOf(objects: Iterable<Instance>): Copy {
  const text = ({ apiVersion: _, kind: __, ...rest }: Instance) => JSON.stringify(rest);
  return new Map([...objects].map((object) => [keyOf(object), text(object)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two copies differ; undefined when they don't. */
export function difference(found: Copy, wanted: Copy): string | undefined {
  for (const [key, text] of wanted) {
    const other = found.get(key);
    if (other === undefined) return `${key} is missing`;
    if (other === text) continue;
    let at = 0;
    while (text[at] === other[at]) at++;
    return `${key} differs: expected …${text.slice(Math.max(0, at - 60), at + 60)}…, got …${other.slice(Math.max(0, at - 60), at + 60)}…`;
  }
  for (const key of found.keys()) if (!wanted.has(key)) return `${key} is not on the server`;
  return undefined;
}

/** A copy made from a watch's events alone, by their documented meaning; strict about their order. */
export class Follower {
  objects = new Map<string, Instance>();
  retries = 0;
  lists = 0;
  /** What must never happen. */
  readonly problems: string[] = [];
  #arriving: Map<string, Instance> | undefined;

  async follow(watch: Watch<Instance>, onEvent: () => Promise<void> | void): Promise<void> {
    for await (const event of watch) {
      await onEvent();
      if (event.type === "retry") {
        this.retries++;
        if (!(event.error instanceof Error) || !(event.delay >= 0)) this.problems.push(`a retry event without error or delay`);
      } else if (event.type === "init") {
        this.lists++;
        this.#arriving = new Map();
      } else if (event.type === "initApply") {
        if (!this.#arriving) this.problems.push(`initApply outside of a list`);
        this.#arriving?.set(keyOf(event.object), event.object);
      } else if (event.type === "initDone") {
        if (!this.#arriving) this.problems.push(`initDone outside of a list`);
        else for (const object of this.#arriving.values()) this.#notOlder(object);
        this.objects = this.#arriving ?? this.objects;
        this.#arriving = undefined;
      } else {
        if (this.objects.size > 0 && this.#arriving) this.problems.push(`${event.type} before the list was complete`);
        this.#notOlder(event.object);
        if (event.type === "apply") this.objects.set(keyOf(event.object), event.object);
        else this.objects.delete(keyOf(event.object));
      }
    }
  }

  /** Time never runs backwards for an object. */
  #notOlder(object: Instance): void {
    const before = this.objects.get(keyOf(object))?.metadata;
    const [old, now] = [Number(before?.resourceVersion ?? 0), Number(object.metadata.resourceVersion)];
    if (before?.uid === object.metadata.uid && now < old) this.problems.push(`${keyOf(object)} went from version ${old} back to ${now}`);
  }
}
