/** A field that the type does not have. */
declare const nowhere: unique symbol;

type Step<T, Part extends string> = unknown extends T
  ? unknown
  : T extends readonly (infer Item)[]
    ? Part extends "-" | `${number}`
      ? Item
      : typeof nowhere
    : Part extends keyof T
      ? unknown extends T[Part]
        ? unknown
        : NonNullable<T[Part]>
      : typeof nowhere;

/** What a JSON pointer leads to in a type; unknown where the type does not say. */
type At<T, Path extends string> = string extends Path
  ? unknown
  : Path extends ""
    ? T
    : Path extends `/${infer Part}/${infer Rest}`
      ? At<Step<T, Part>, `/${Rest}`>
      : Path extends `/${infer Part}`
        ? Step<T, Part>
        : typeof nowhere;

/** As it may be given: lists that are read only too. */
type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Given<T[K]> }
    : T;

interface Puts<Path extends string, Value> {
  readonly op: "add" | "replace" | "test";
  readonly path: Path;
  readonly value: Value;
}

interface Takes<Path extends string> {
  readonly op: "remove";
  readonly path: Path;
}

interface Moves<Path extends string> {
  readonly op: "move" | "copy";
  readonly from: string;
  readonly path: Path;
}

/** One operation, whose path must lead to a field of the type and whose value must be of its type. */
type OperationOf<T, Path extends string> =
  At<T, Path> extends typeof nowhere ? { readonly path: never } : Puts<Path, Given<At<T, Path>> | null> | Takes<Path> | Moves<Path>;

/** A JSON patch of an object: where a path is plain to see, it leads to a field of the object, and the value is of that field's type. */
export type JsonPatchOf<T, Paths extends readonly string[]> = {
  readonly [I in keyof Paths]: { readonly path: Paths[I] } & OperationOf<T, Paths[I]>;
};
