import { hash } from "../hash.ts";
import { rootOf } from "../resource.ts";
import type { Tables } from "../tables.ts";
import { pathsOf, type Served } from "./paths.ts";
import { documentProtobuf } from "./protobuf.ts";
import { schemasOf } from "./schemas.ts";
import { pathsOfVersion2 } from "./version-2.ts";

/** The documents an API server publishes of itself, made when they are first asked for. */
export class OpenApi {
  readonly #tables: readonly Tables[];
  readonly #title: string;
  readonly #served: Served;
  readonly #made = new Map<string, string>();
  #binary: Uint8Array | undefined;

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

  #document2(): Record<string, unknown> {
    return {
      swagger: "2.0",
      info: this.#info,
      paths: pathsOfVersion2(Object.assign({}, ...this.#tables.map((tables) => pathsOf(tables, this.#served)))),
      definitions: Object.assign({}, ...this.#tables.map((tables) => schemasOf(tables, 2))),
    };
  }

  get v2(): string {
    return this.#make("v2", () => this.#document2());
  }

  /** The version 2 document as protobuf: some clients read no other form. */
  get v2Protobuf(): Uint8Array {
    this.#binary ??= documentProtobuf(this.#document2());
    return this.#binary;
  }
}
