import { Observed } from "../observed.ts";
import { freeze, type KubeObject, type ObjectMeta } from "./objects.ts";

/** What happened to an object. */
export interface Change {
  type: "ADDED" | "MODIFIED" | "DELETED";
  /** The version of the store that the change made. */
  version: number;
  key: string;
  /** The object afterwards; of a deletion: as it was last, with the version of the deletion. */
  object: KubeObject;
  /** The object before; undefined for a new one. */
  before: KubeObject | undefined;
}

/** Is told of changes. */
export type Witness = (resource: string, change: Change) => void;

/** Part of the store that holds the objects of one resource. */
interface Table {
  objects: Map<string, KubeObject>;
  /** Sorted as the server sorts: by namespace, then by name. */
  keys: string[];
  /** Everything that happened since `Store.oldest`, oldest first. */
  log: Change[];
  /** A snapshot holds the same map and array: copy them before the next write. */
  shared: boolean;
}

/** The contents of a store at one moment; a value that nobody can change. */
export interface StoreSnapshot {
  /** The version of the last write before it was taken. */
  readonly version: number;
  readonly tables: ReadonlyMap<string, { objects: ReadonlyMap<string, KubeObject>; keys: readonly string[] }>;
}

/** What was in a resource at a version. */
export interface Page {
  objects: KubeObject[];
  version: number;
  /** How many more there are behind the limit. */
  remaining: number;
}

/** How many changes of one resource are remembered, unless said otherwise. */
const defaultHistory = 10_000;

/** The key of an object: those of one namespace stand together. */
export const keyOf = (namespace: string | undefined, name: string): string => (namespace ? `${namespace}/${name}` : name);

/**
 * Objects by resource and key, under one version that grows with every write, with a log of the changes.
 * The past is rebuilt from the log, so watches from a version, consistent pages and "too old" follow from it alone.
 */
export class Store extends Observed<Parameters<Witness>> {
  #version: number;
  #oldest: number;
  readonly #history: number;
  readonly #tables = new Map<string, Table>();

  /** A store begins with a past that is forgotten already, as every real one has. */
  constructor(options: { firstVersion?: number; history?: number } = {}) {
    super();
    this.#version = options.firstVersion ?? 1000;
    this.#oldest = this.#version;
    this.#history = options.history ?? defaultHistory;
  }

  /** The version of the last write. */
  get version(): number {
    return this.#version;
  }

  /** The oldest version that is remembered. */
  get oldest(): number {
    return this.#oldest;
  }

  /** The oldest version from which a watch of this resource can start: its log may have been cut. */
  oldestOf(resource: string): number {
    const table = this.#tables.get(resource);
    const first = table && table.log.length >= this.#history ? (table.log[0] as Change).version - 1 : 0;
    return Math.max(this.#oldest, first);
  }

  get(resource: string, key: string): KubeObject | undefined {
    return this.#tables.get(resource)?.objects.get(key);
  }

  count(resource: string): number {
    return this.#tables.get(resource)?.objects.size ?? 0;
  }

  /** All objects of a resource, or those of one namespace, as they are now; sorted. */
  all(resource: string, namespace?: string): KubeObject[] {
    const table = this.#tables.get(resource);
    if (!table) return [];
    const [from, to] = bounds(table.keys, namespace);
    const out: KubeObject[] = [];
    for (let i = from; i < to; i++) out.push(table.objects.get(table.keys[i] as string) as KubeObject);
    return out;
  }

  /**
   * Those objects that fit, as they were at a version (now when none is given), at most `limit` of them, from behind `after`.
   * The caller has made sure that the version is remembered.
   */
  page(
    resource: string,
    options: { namespace?: string | undefined; version?: number; after?: string; limit?: number; fits: (object: KubeObject) => boolean },
  ): Page {
    const version = options.version ?? this.#version;
    const { keys, get } = this.#at(resource, version);
    const [first, to] = bounds(keys, options.namespace);
    const from = options.after === undefined ? first : Math.max(first, position(keys, options.after, true));
    const objects: KubeObject[] = [];
    let i = from;
    for (; i < to; i++) {
      const object = get(keys[i] as string);
      if (!object || !options.fits(object)) continue;
      objects.push(object);
      if (options.limit && objects.length >= options.limit) {
        i++;
        break;
      }
    }
    return { objects, version, remaining: to - i };
  }

  /** The keys and objects at a version: the present, with what has happened since undone. */
  #at(resource: string, version: number): { keys: readonly string[]; get: (key: string) => KubeObject | undefined } {
    const table = this.#tables.get(resource);
    if (!table) return { keys: [], get: () => undefined };
    const undone = new Map<string, KubeObject | undefined>();
    for (let i = table.log.length - 1; i >= 0; i--) {
      const change = table.log[i] as Change;
      if (change.version <= version) break;
      undone.set(change.key, change.before);
    }
    if (!undone.size) return { keys: table.keys, get: (key) => table.objects.get(key) };
    const objects = new Map(table.objects);
    for (const [key, object] of undone) {
      if (object) objects.set(key, object);
      else objects.delete(key);
    }
    return { keys: [...objects.keys()].sort(compare), get: (key) => objects.get(key) };
  }

  /** What happened to a resource after a version; undefined when that is forgotten. */
  since(resource: string, version: number): Change[] | undefined {
    if (version < this.oldestOf(resource)) return undefined;
    const log = this.#tables.get(resource)?.log ?? [];
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((log[middle] as Change).version <= version) low = middle + 1;
      else high = middle;
    }
    return log.slice(low);
  }

  /** Writes an object, new or changed, and gives it back as it is kept: frozen, with its version. */
  put(resource: string, key: string, object: KubeObject): KubeObject {
    const table = this.#writable(resource);
    const before = table.objects.get(key);
    const version = ++this.#version;
    const kept = freeze({ ...object, metadata: withVersion(object.metadata, version) });
    table.objects.set(key, kept);
    if (!before) insert(table.keys, key);
    this.#note(resource, table, { type: before ? "MODIFIED" : "ADDED", version, key, object: kept, before });
    return kept;
  }

  /** Removes an object and gives it back as watchers see it: with the version of the deletion. Undefined if it is not there. */
  remove(resource: string, key: string): KubeObject | undefined {
    const table = this.#writable(resource);
    const before = table.objects.get(key);
    if (!before) return undefined;
    const version = ++this.#version;
    table.objects.delete(key);
    table.keys.splice(position(table.keys, key, false), 1);
    const object = freeze({ ...before, metadata: { ...before.metadata, resourceVersion: String(version) } });
    this.#note(resource, table, { type: "DELETED", version, key, object, before });
    return object;
  }

  /** Forgets the past: watches from, and pages of, every version so far answer "too old", also when nothing is written afterwards. */
  compact(): void {
    this.#oldest = ++this.#version;
    for (const table of this.#tables.values()) table.log = [];
  }

  /** What the store holds, at no cost: maps are copied when they are next written. */
  snapshot(): StoreSnapshot {
    const tables = new Map<string, { objects: ReadonlyMap<string, KubeObject>; keys: readonly string[] }>();
    for (const [resource, table] of this.#tables) {
      table.shared = true;
      tables.set(resource, { objects: table.objects, keys: table.keys });
    }
    return { version: this.#version, tables };
  }

  /** Takes the contents of a snapshot. The version only grows, and all that was before is forgotten. */
  restore(snapshot: StoreSnapshot): void {
    this.#tables.clear();
    this.#version = Math.max(this.#version, snapshot.version) + 1;
    this.#oldest = this.#version;
    for (const [resource, { objects, keys }] of snapshot.tables) {
      this.#tables.set(resource, { objects: objects as Map<string, KubeObject>, keys: keys as string[], log: [], shared: true });
    }
  }

  #writable(resource: string): Table {
    let table = this.#tables.get(resource);
    if (!table) {
      table = { objects: new Map(), keys: [], log: [], shared: false };
      this.#tables.set(resource, table);
    } else if (table.shared) {
      table.objects = new Map(table.objects);
      table.keys = [...table.keys];
      table.shared = false;
    }
    return table;
  }

  #note(resource: string, table: Table, change: Change): void {
    table.log.push(change);
    // Half is dropped at once, so that dropping costs nothing per change.
    if (table.log.length >= 2 * this.#history) table.log = table.log.slice(-this.#history);
    this.tell(resource, change);
  }
}

/** Metadata with a version, which stands where the server writes it: behind the uid. */
function withVersion(meta: ObjectMeta, version: number): ObjectMeta {
  const resourceVersion = String(version);
  if (meta.resourceVersion !== undefined) return { ...meta, resourceVersion };
  const { name, generateName, namespace, selfLink, uid, ...rest } = meta;
  return {
    ...(name !== undefined && { name }),
    ...(generateName !== undefined && { generateName }),
    ...(namespace !== undefined && { namespace }),
    ...(selfLink !== undefined && { selfLink }),
    ...(uid !== undefined && { uid }),
    resourceVersion,
    ...rest,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Puts a key in its place; behind the last one, where most new names go, at no cost. */
function insert(keys: string[], key: string): void {
  const last = keys.at(-1);
  if (last === undefined || last < key) keys.push(key);
  else keys.splice(position(keys, key, false), 0, key);
}

/** Where a key stands or would stand; with `behind`, the place after it. */
function position(keys: readonly string[], key: string, behind: boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = keys[middle] as string;
    if (at < key || (behind && at === key)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The range of keys of a namespace, or of all. */
function bounds(keys: readonly string[], namespace: string | undefined): [number, number] {
  if (!namespace) return [0, keys.length];
  // "0" is the character behind "/".
  return [position(keys, `${namespace}/`, false), position(keys, `${namespace}0`, false)];
}
