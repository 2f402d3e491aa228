import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { readPlain, readTagged, type Scalar } from "./scalars.ts";

/** Throws an error for a place of the source. */
export type Fail = (reason: string, offset: number) => never;

/** What aliases may still add, over all documents. */
export interface Budget {
  left: number;
}

/** How many lists and maps may lie in each other. */
export const depthLimit = 200;

/** What a value that an alias repeats costs, beside its characters. */
const valueCost = 16;

type Fields = Record<string, unknown>;

/**
 * The values of YAML events, as kubectl constructs them: each alias is a copy, and a merge key (`<<`) sets its fields where it stands,
 * so that it overrides what stands before it. Differs from kubectl in that a key given twice is an error.
 */
export function construct(source: string, events: readonly Event[], budget: Budget, fail: Fail): unknown[] {
  return new Constructor(source, events, budget, fail).documents();
}

class Constructor {
  private readonly source: string;
  private readonly events: readonly Event[];
  private readonly budget: Budget;
  private readonly fail: Fail;
  /** For each event that is an alias, the event that it stands for. */
  private readonly targets: Map<number, number>;
  /** The next event. */
  private at = 0;
  /** How many aliases the value is in. */
  private aliases = 0;
  /** How many lists and maps the value is in. */
  private depth = 0;
  /** Where the last event with a place began: some have none. */
  private offset = 0;

  constructor(source: string, events: readonly Event[], budget: Budget, fail: Fail) {
    this.source = source;
    this.events = events;
    this.budget = budget;
    this.fail = fail;
    this.targets = targetsOf(source, events, fail);
  }

  documents(): unknown[] {
    const values: unknown[] = [];
    while (this.at < this.events.length) {
      this.at++;
      values.push(this.value());
      this.at++;
    }
    return values;
  }

  private next(): Event {
    const event = this.events[this.at++] as Event;
    this.offset = offsetOf(event) ?? this.offset;
    return event;
  }

  private atEnd(): boolean {
    return this.events[this.at]?.type === EVENT_ID.POP;
  }

  private value(): unknown {
    const index = this.at;
    const event = this.next();
    if (event.type === EVENT_ID.ALIAS) return this.alias(index);
    if (event.type === EVENT_ID.SCALAR) return this.scalar(event);
    if (event.type !== EVENT_ID.SEQUENCE && event.type !== EVENT_ID.MAPPING) return this.fail("the document can't be read", this.offset);
    this.charge(0);
    // The parser limits how deep the text is. Aliases in aliases go deeper.
    if (++this.depth > depthLimit) this.fail(`nested deeper than ${depthLimit} levels, with aliases`, this.offset);
    const value = event.type === EVENT_ID.SEQUENCE ? this.sequence(event) : this.mapping(event);
    this.depth--;
    return value;
  }

  private alias(index: number): unknown {
    const after = this.at;
    this.at = this.targets.get(index) as number;
    this.aliases++;
    const value = this.value();
    this.aliases--;
    this.at = after;
    return value;
  }

  private charge(characters: number): void {
    if (this.aliases === 0) return;
    this.budget.left -= valueCost + characters;
    if (this.budget.left < 0) this.fail("the aliases make the manifest too large", this.offset);
  }

  private scalar(event: ScalarEvent): string | number | boolean | null {
    const text = getScalarValue(this.source, event);
    this.charge(text.length);
    const tag = this.tagOf(event);
    let scalar: Scalar | undefined = { value: text };
    if (tag === "merge" && text === "<<") return text;
    if (tag !== "") scalar = readTagged(tag, text);
    else if (event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0) scalar = readPlain(text);
    if (scalar === undefined) return this.fail("the value does not fit its tag, or JSON has no such type", this.offset);
    if ("refused" in scalar) return this.fail(scalar.refused, this.offset);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && /\p{Surrogate}/u.test(text))
      return this.fail("the string has an unpaired surrogate", this.offset);
    return scalar.value;
  }

  private sequence(event: Event & { type: typeof EVENT_ID.SEQUENCE }): unknown[] {
    this.expectTag(event, "seq");
    const items: unknown[] = [];
    while (!this.atEnd()) items.push(this.value());
    this.at++;
    return items;
  }

  private mapping(event: Event & { type: typeof EVENT_ID.MAPPING }): Fields {
    this.expectTag(event, "map");
    const fields: Fields = {};
    const own = new Set<string>();
    while (!this.atEnd()) {
      if (this.isMergeKey(this.events[this.at] as Event)) this.merge(fields);
      else {
        const key = this.key();
        if (own.has(key)) this.fail("duplicate key", this.offset);
        own.add(key);
        setOwn(fields, key, this.value());
      }
    }
    this.at++;
    return fields;
  }

  /** Keys become strings, as in JSON. kubectl refuses null, lists and maps, and rewrites numbers with a fraction. */
  private key(): string {
    const key = this.value();
    if (typeof key === "string" || typeof key === "boolean" || Number.isInteger(key)) return String(key);
    return this.fail(
      typeof key === "number" ? "a key that is a number with a fraction must be quoted" : "a key must be a string",
      this.offset,
    );
  }

  private isMergeKey(event: Event): boolean {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return false;
    return getScalarValue(this.source, event) === "<<" && (event.tagStart < 0 || this.tagOf(event) === "merge");
  }

  /** Of several mappings in a list the first one counts. */
  private merge(fields: Fields): void {
    this.next();
    const { offset } = this;
    const isList = this.events[this.at]?.type === EVENT_ID.SEQUENCE;
    const value = this.value();
    const sources = isList ? (value as unknown[]).reverse() : [value];
    for (const source of sources) {
      if (typeof source !== "object" || source === null || Array.isArray(source))
        this.fail("a merge key takes a map or a list of maps", offset);
      for (const [key, field] of Object.entries(source as Fields)) setOwn(fields, key, field);
    }
  }

  /** The name of a tag of YAML (`str` for `!!str`), or any other tag as it is written; "" for none. */
  private tagOf(event: { tagStart: number; tagEnd: number }): string {
    const tag = event.tagStart < 0 ? "!" : this.source.slice(event.tagStart, event.tagEnd);
    return tag === "!" ? "" : (/^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1] ?? tag);
  }

  private expectTag(event: { tagStart: number; tagEnd: number }, expected: string): void {
    const tag = this.tagOf(event);
    if (tag !== "" && tag !== expected) this.fail("the value does not fit its tag, or JSON has no such type", this.offset);
  }
}

function offsetOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
    const start = "start" in event ? event.start : event.valueStart;
    const known = [event.tagStart, event.anchorStart, start].filter((offset) => offset >= 0);
    return known.length > 0 ? Math.min(...known) : undefined;
  }
  return undefined;
}

/** For each alias the event with its anchor: the last one before it, as in YAML. */
function targetsOf(source: string, events: readonly Event[], fail: Fail): Map<number, number> {
  const targets = new Map<number, number>();
  const anchors = new Map<string, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  for (const [index, event] of events.entries()) {
    if (event.type === EVENT_ID.POP) isOpen.delete(open.pop() as number);
    else if (event.type === EVENT_ID.ALIAS) {
      const target = anchors.get(source.slice(event.anchorStart, event.anchorEnd));
      if (target === undefined) return fail("an alias without an anchor", event.anchorStart - 1);
      if (isOpen.has(target)) return fail("an alias contains itself", event.anchorStart - 1);
      targets.set(index, target);
    } else {
      if (event.type === EVENT_ID.DOCUMENT) anchors.clear();
      else if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), index);
      if (event.type !== EVENT_ID.SCALAR) {
        open.push(index);
        isOpen.add(index);
      }
    }
  }
  return targets;
}

/** Sets a field as its own, also one called `__proto__`. */
export function setOwn(fields: Fields, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}
