/** What a placeholder of each kind stands for. */
const kinds: Readonly<Record<string, string>> = {
  uuid: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  rv: "\\d+",
  etag: "[0-9a-f]{40}",
  objectid: "[0-9a-f]{24}",
  continue: "[\\w=+/-]{8,}",
  agenturl: 'https?://[^/\\s"<]+/kubeclusteragents/[\\w/-]+=?=?\\.yaml',
  time: "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z",
  httpdate: "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT",
  suffix: "[a-z0-9]{5}",
  int: "\\d+",
  str: "[\\s\\S]+?",
  any: "[\\s\\S]*?",
};

/** `{{name}}`, `{{kind}}`, `{{kind:name}}`, `{{pad:N}}`. */
const placeholder = /\{\{(\w+)(?::(\w+))?\}\}/g;

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** What a scenario's names stand for, as its answers have told so far. */
export class Names {
  readonly #bound = new Map<string, { kind: string; value: string }>();

  /** Gives a name its value. */
  set(name: string, value: unknown): void {
    this.#bound.set(name, { kind: "", value: String(value) });
  }

  /** The names in a text that nothing stands for yet. */
  missing(text: string): string[] {
    return [...text.matchAll(placeholder)].flatMap(([, kind, name]) =>
      kind === "pad" || this.#bound.has(name ?? (kind as string)) ? [] : [name ?? (kind as string)],
    );
  }

  /** A request, or a part of one, with its names replaced. */
  fill<T>(part: T): T;
  fill(part: unknown): unknown {
    if (Array.isArray(part)) return part.map((p) => this.fill(p));
    if (typeof part === "object" && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, this.fill(value)]));
    if (typeof part !== "string") return part;
    return part.replace(placeholder, (whole: string, kind: string, name?: string) => {
      if (kind === "pad") return "x".repeat(Number(name));
      const bound = this.#bound.get(name ?? kind);
      if (!bound) throw new Error(`no answer gave ${whole}`);
      return bound.value;
    });
  }

  /** What is wrong with `actual` where `pattern` was recorded; binds the names that it has for the first time. */
  mismatch(pattern: string, actual: string): string | undefined {
    const captured: { kind: string; name: string | undefined }[] = [];
    let source = "";
    let end = 0;
    for (const found of pattern.matchAll(placeholder)) {
      const [whole, kind, name] = found as unknown as [string, string, string | undefined];
      source += literally(pattern.slice(end, found.index));
      end = found.index + whole.length;
      const bound = this.#bound.get(kind);
      if (kinds[kind]) {
        source += `(${kinds[kind]})`;
        captured.push({ kind, name });
      } else if (bound) source += literally(bound.value);
      else return `the recording has a placeholder that this replayer doesn't know: ${whole}`;
    }
    const match = new RegExp(`^${source}${literally(pattern.slice(end))}$`).exec(actual);
    if (!match) return `expected ${JSON.stringify(pattern)}, got ${JSON.stringify(actual)}`;
    for (const [i, { kind, name }] of captured.entries())
      if (name) {
        const wrong = this.#bind(kind, name, match[i + 1] as string);
        if (wrong) return wrong;
      }
    return undefined;
  }

  #bind(kind: string, name: string, value: string): string | undefined {
    const bound = this.#bound.get(name);
    if (bound) return bound.value === value ? undefined : `expected ${name} to be ${bound.value} as before, got ${value}`;
    for (const [other, taken] of this.#bound) {
      if (taken.kind === kind && taken.value === value) return `expected ${name} to differ from ${other}, both are ${value}`;
    }
    this.#bound.set(name, { kind, value });
    return undefined;
  }
}
