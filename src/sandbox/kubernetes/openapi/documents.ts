import { hash } from "../hash.ts";
import { rootOf } from "../resource.ts";
import type { Tables } from "../tables.ts";
import { pathsOf, type Served } from "./paths.ts";
import { schemasOf } from "./schemas.ts";

/** The documents an API server publishes of itself, made when they are first asked for. */
export class OpenApi {
  readonly #tables: readonly Tables[];
  readonly #title: string;
  readonly #served: Served;
  readonly #made = new Map<string, string>();

  constructor(tables: readonly Tables[], options: { title: string; served: Served }) {
    this.#tables = tables;
    this.#title = options.title;
    this.#served = options.served;
  }

  #make(name: string, make: () => unknown): string {
    let text = this.#made.get(name);
    if (text === undefined) {
      text = JSON.stringify(make());
      this.#made.set(name, text);
    }
    return text;
  }

  get #info() {
    return { title: this.#title, version: "unversioned" };
  }

  /** GET /openapi/v3: where the document of each group version is; the hash changes with its content. */
  get index(): string {
    const entry = (tables: Tables) => [
      rootOf(tables).slice(1),
      { serverRelativeURL: `/openapi/v3${rootOf(tables)}?hash=${hash(this.v3(tables))}` },
    ];
    return this.#make("index", () => ({ paths: Object.fromEntries(this.#tables.map(entry)) }));
  }

  /** The version 3 document of one group version. */
  v3(tables: Tables): string {
    return this.#make(rootOf(tables), () => ({
      openapi: "3.0.0",
      info: this.#info,
      paths: pathsOf(tables, this.#served),
      components: {
        schemas: schemasOf(tables, 3),
        securitySchemes: { BearerToken: { type: "apiKey", name: "authorization", in: "header" } },
      },
    }));
  }

  get v2(): string {
    const definitions = () => Object.assign({}, ...this.#tables.map((tables) => schemasOf(tables, 2)));
    return this.#make("v2", () => ({ swagger: "2.0", info: this.#info, paths: {}, definitions: definitions() }));
  }

  /** The version 2 document as protobuf, without definitions: some clients read no other form, and need no more of it. */
  get v2Protobuf(): Uint8Array {
    // Document { swagger = 1 "2.0"; info = 2 Info { title = 1; version = 2 }; paths = 8 {} }
    const string = (field: number, value: string) => [(field << 3) | 2, value.length, ...new TextEncoder().encode(value)];
    const info = [...string(1, this.#title), ...string(2, "unversioned")];
    return Uint8Array.from([...string(1, "2.0"), 0x12, info.length, ...info, 0x42, 0]);
  }
}
