/** The type of `Symbol.asyncDispose`; never if the compiler's `lib` does not declare it. */
type AsyncDisposeSymbol = SymbolConstructor extends { readonly asyncDispose: infer S extends symbol } ? S : never;

/**
 * An object that `await using` takes. Where the compiler's `lib` does not declare `Symbol.asyncDispose` (`["ES2022", "DOM"]`), the type
 * has no such method and compiles all the same, which `AsyncDisposable` would not.
 */
export type AsyncDispose = { readonly [K in AsyncDisposeSymbol]: () => Promise<void> };

/**
 * The dispose method of an object, to be spread into it. Where the runtime has no `Symbol.asyncDispose`, its key is the symbol that
 * esbuild and Babel use in its place.
 */
export const disposedBy = (end: () => Promise<void>): AsyncDispose =>
  ({ [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]: end }) as object as AsyncDispose;
