// The names by which unknown options are refused are those of the types, no more and no less. `satisfies` finds a name that is missing, and
// one too many among those that are written out; not one that comes along with the names of another call, so these are compared here.
import type {
  ApplyOptions,
  CacheOptions,
  ClientOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  EditOptions,
  KubeconfigOptions,
  ListOptions,
  LogOptions,
  PatchOptions,
  PlatformOptions,
  Preconditions,
  ReadOptions,
  SleepOptions,
  TableOptions,
  UpdateOptions,
  WaitOptions,
  WatchOptions,
  WriteOptions,
} from "clusterplane";
import type { DiscoverOptions, TlsOptions, TransportOptions } from "clusterplane/node";
import { expectTypeOf, test } from "vitest";
import type { CallOptions, callOptions } from "../../src/http/call.ts";
import type { clientOptions } from "../../src/http/client-options.ts";
import type { OptionNames } from "../../src/http/options.ts";
import type { discoverOptions } from "../../src/node/discover.ts";
import type { transportOptions } from "../../src/node/runtime.ts";
import type { tlsOptions } from "../../src/node/tls.ts";
import type { platformOptions } from "../../src/platform.ts";
import type { waitOptions } from "../../src/resources/eve/state.ts";
import type * as names from "../../src/resources/kubernetes/option-names.ts";
import type { readOptions } from "../../src/resources/kubernetes/options.ts";
import type { kubeconfigOptions, logOptions, sleepOptions } from "../../src/resources/platform/virtual-cluster-options.ts";

/** Names as the keys of a record, or parted by blanks in a string. */
type Names<Given> = Given extends string ? Split<Given> : keyof Given;
type Split<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Split<Rest> : Text;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles if both sides are the same set of names. */
function same<_Names, _Options extends object>(..._nothing: Same<Names<_Names>, keyof _Options> extends true ? [] : ["differs"]) {}

test("the helper sees a name too many and one too few", () => {
  same<"a b", { a: 1; b: 1 }>();
  same<{ a: true; b: true }, { a: 1; b?: 1 }>();
  // @ts-expect-error
  same<"a b c", { a: 1; b: 1 }>();
  // @ts-expect-error
  same<"a", { a: 1; b: 1 }>();
  // @ts-expect-error
  same<{ a: true; b: true; c: true }, { a: 1; b: 1 }>();
  // @ts-expect-error
  same<{ a: true }, { a: 1; b?: 1 }>();
  expectTypeOf<Split<"a b">>().toEqualTypeOf<"a" | "b">();
});

test("OptionNames demands each name, and allows no other", () => {
  const fits = { signal: true, timeout: true } satisfies OptionNames<CallOptions>;
  expectTypeOf(fits).toExtend<OptionNames<CallOptions>>();
  // @ts-expect-error timeout is missing
  ({ signal: true }) satisfies OptionNames<CallOptions>;
  // @ts-expect-error misspelled
  ({ signal: true, timeout: true, timeuot: true }) satisfies OptionNames<CallOptions>;
});

test("clients and calls", () => {
  same<typeof clientOptions, ClientOptions>();
  same<typeof platformOptions, PlatformOptions>();
  same<typeof callOptions, CallOptions>();
});

test("Kubernetes verbs", () => {
  same<typeof readOptions, ReadOptions>();
  same<typeof names.listOptions, ListOptions>();
  same<typeof names.tableOptions, TableOptions>();
  same<typeof names.watchOptions, WatchOptions>();
  same<typeof names.cacheOptions, CacheOptions<object>>();
  same<typeof names.waitOptions, WaitOptions>();
  same<typeof names.writeOptions, WriteOptions>();
  same<typeof names.writeOptions, EditOptions>();
  same<typeof names.updateOptions, UpdateOptions>();
  same<typeof names.patchOptions, PatchOptions>();
  same<typeof names.applyOptions, ApplyOptions>();
  same<typeof names.deleteOptions, DeleteOptions>();
  same<typeof names.deleteCollectionOptions, DeleteCollectionOptions>();
  same<typeof names.preconditionOptions, Preconditions>();
  same<typeof kubeconfigOptions, KubeconfigOptions>();
  same<typeof logOptions, LogOptions>();
  same<typeof sleepOptions, SleepOptions>();
});

test("Eve verbs", () => {
  same<typeof waitOptions, WaitOptions<object>>();
});

test("Node's", () => {
  same<typeof tlsOptions, TlsOptions>();
  same<typeof transportOptions, TransportOptions>();
  same<typeof discoverOptions, DiscoverOptions>();
});
