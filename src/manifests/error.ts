import { ClusterplaneError } from "../http/errors.ts";

/** The place of an error in a text. */
export interface ManifestPlace {
  /** The document, counted from 1; empty ones count. */
  document: number;
  /** The line in the whole text, counted from 1. */
  line: number;
  /** The column, counted from 1. */
  column: number;
}

/** Thrown if a text is no manifest. The message has the place and the reason, and never a piece of the text, which may be a secret. */
export class ManifestError extends ClusterplaneError {
  override readonly name = "ManifestError";
  readonly document: number;
  readonly line: number;
  readonly column: number;

  constructor(reason: string, { document, line, column }: ManifestPlace) {
    super("InvalidArgument", `document ${document}, line ${line}, column ${column}: ${reason}`);
    this.document = document;
    this.line = line;
    this.column = column;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), document: this.document, line: this.line, column: this.column };
  }
}
