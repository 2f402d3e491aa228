import { isObject, type JsonObject } from "../objects.ts";

/**
 * A set of fields as a tree. The names of the branches are those of the wire format:
 * `f:name` a field or key, `v:"text"` an item of a set, `k:{"uid":"…"}` an item found by its key.
 */
export class FieldSet {
  /** Whether the field itself is in the set, and not only some below it. */
  member: boolean;
  readonly children: Map<string, FieldSet>;

  constructor(member = false, children: Map<string, FieldSet> = new Map()) {
    this.member = member;
    this.children = children;
  }

  /** Reads the wire format (`fieldsV1`). */
  static read(fields: unknown): FieldSet {
    const set = new FieldSet();
    if (!isObject(fields)) return set;
    for (const key in fields) {
      if (key === ".") set.member = true;
      // What begins otherwise may mean something to later versions, and nothing to this one.
      else if (/^[fkvi]:/.test(key)) set.children.set(key, FieldSet.#branch(fields[key]));
    }
    return set;
  }

  static #branch(fields: unknown): FieldSet {
    const set = FieldSet.read(fields);
    if (!set.children.size) set.member = true;
    return set;
  }

  /** The wire format: branches sorted, a lone member is an empty object. */
  write(): JsonObject {
    const out: JsonObject = {};
    if (this.member && this.children.size) out["."] = {};
    for (const key of [...this.children.keys()].sort()) out[key] = (this.children.get(key) as FieldSet).write();
    return out;
  }

  get empty(): boolean {
    return !this.member && this.children.size === 0;
  }

  /** The branch of that name, made when it is not there. */
  branch(name: string): FieldSet {
    let child = this.children.get(name);
    if (!child) {
      child = new FieldSet();
      this.children.set(name, child);
    }
    return child;
  }

  has(path: readonly string[]): boolean {
    let at: FieldSet | undefined = this;
    for (const name of path) {
      at = at.children.get(name);
      if (!at) return false;
    }
    return at.member;
  }

  union(other: FieldSet): FieldSet {
    const out = new FieldSet(this.member || other.member, new Map(this.children));
    for (const [name, child] of other.children) {
      const mine = out.children.get(name);
      out.children.set(name, mine ? mine.union(child) : child);
    }
    return out;
  }

  /** What is here and not there. */
  without(other: FieldSet): FieldSet {
    return this.#filter(
      other,
      (mine, theirs) => mine && !theirs,
      (child) => child,
    );
  }

  /** What is here and there. */
  intersection(other: FieldSet): FieldSet {
    return this.#filter(
      other,
      (mine, theirs) => mine && theirs,
      () => undefined,
    );
  }

  #filter(other: FieldSet, keep: (mine: boolean, theirs: boolean) => boolean, alone: (child: FieldSet) => FieldSet | undefined): FieldSet {
    const out = new FieldSet(keep(this.member, other.member));
    for (const [name, child] of this.children) {
      const theirs = other.children.get(name);
      const kept = theirs ? child.#filter(theirs, keep, alone) : alone(child);
      if (kept && !kept.empty) out.children.set(name, kept);
    }
    return out;
  }

  /** Every member, in order. */
  paths(): string[][] {
    const out: string[][] = [];
    const walk = (set: FieldSet, path: string[]) => {
      if (set.member) out.push(path);
      for (const name of [...set.children.keys()].sort()) walk(set.children.get(name) as FieldSet, [...path, name]);
    };
    walk(this, []);
    return out;
  }
}

/** A path for people: `.spec.access`, `.metadata.ownerReferences[uid="1"]`. */
export function pathText(path: readonly string[]): string {
  return path
    .map((name) => {
      const rest = name.slice(2);
      if (name.startsWith("f:")) return `.${rest}`;
      if (name.startsWith("v:")) return `[=${rest}]`;
      const key = JSON.parse(rest) as JsonObject;
      const terms = Object.entries(key).map(([k, v]) => `${k}=${JSON.stringify(v)}`);
      return `[${terms.join(",")}]`;
    })
    .join("");
}
