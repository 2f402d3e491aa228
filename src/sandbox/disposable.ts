/** The type of a symbol that the compiler's `lib` may not declare; never if it does not. */
type KnownSymbol<Name extends string> = SymbolConstructor extends { readonly [K in Name]: infer S extends symbol } ? S : never;

/** An object that `using` takes, if the compiler's `lib` declares `Symbol.dispose`. */
export type Dispose = { readonly [K in KnownSymbol<"dispose">]: () => void };

/** An object that `await using` takes, if the compiler's `lib` declares `Symbol.asyncDispose`. */
export type AsyncDispose = { readonly [K in KnownSymbol<"asyncDispose">]: () => Promise<void> };

/** Gives an object its dispose method. Where the runtime lacks the symbol, the key is the one that esbuild and Babel use in its place. */
export function addDispose(object: object, end: () => void): void {
  Object.defineProperty(object, Symbol.dispose ?? Symbol.for("Symbol.dispose"), { value: end });
}

/** The same for `await using`, to be spread into an object. */
export const disposedBy = (end: () => Promise<void>): AsyncDispose =>
  ({ [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]: end }) as object as AsyncDispose;
