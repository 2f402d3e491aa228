/** What is wrong with a document: a message, a list of them, or more of the same by field name or list index. */
export type Issues = { [field: string]: string | (string | Issues)[] | Issues };

export type Path = readonly (string | number)[];

interface Found {
  path: Path;
  rule: string;
  message: string;
}

interface Node {
  messages: string[];
  children: Map<string, Node>;
}

const node = (): Node => ({ messages: [], children: new Map() });

function write(tree: Node): Issues {
  const out: Issues = {};
  for (const [key, child] of tree.children) {
    const list: (string | Issues)[] = child.children.size > 0 ? [...child.messages, write(child)] : child.messages;
    out[key] = list.length === 1 ? (list[0] as string | Issues) : list;
  }
  return out;
}

/** Collects what a validation finds, all fields together. */
export class IssueList {
  readonly #found: Found[] = [];

  /** `rule` is the broken rule's name; a rule of Eve's own has none and comes first. */
  add(path: Path, rule: string, message: string): void {
    this.#found.push({ path, rule, message });
  }

  has(path: Path, rule: string): boolean {
    return this.#found.some((f) => f.rule === rule && f.path.length === path.length && f.path.every((part, i) => part === path[i]));
  }

  get empty(): boolean {
    return this.#found.length === 0;
  }

  /** One message of a field is a text, several are a list in the order of their rules' names; list members go by their index. */
  toJSON(): Issues {
    const root = node();
    for (const { path, message } of [...this.#found].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))) {
      let at = root;
      for (const part of path) {
        const key = String(part);
        const next = at.children.get(key) ?? node();
        at.children.set(key, next);
        at = next;
      }
      at.messages.push(message);
    }
    return write(root);
  }
}
