// The names by which unknown options are refused are those of the types, no more and no less.
import type { ClientOptions, KindOptions, ListOptions, PlatformOptions, TableOptions } from "clusterplane";
import type { CheckOptions, ProblemOptions } from "clusterplane/schemas";
import { expectTypeOf, test } from "vitest";
import type { CallOptions, clientOptions } from "../../src/http/http.ts";
import type { callOptions } from "../../src/http/known.ts";
import type { RawOptions, rawOptions } from "../../src/http/raw.ts";
import type { RetryOptions, retryOptions } from "../../src/http/retry.ts";
import type { kindOptions, platformOptions } from "../../src/platform.ts";
import type { JobWaitOptions, jobWaitOptions } from "../../src/resources/cloudcasa/jobs.ts";
import type { RunOptions, runOptions } from "../../src/resources/cloudcasa/kubebackups.ts";
import type { AgentOptions, agentOptions } from "../../src/resources/cloudcasa/kubeclusters.ts";
import type * as eve from "../../src/resources/eve/query.ts";
import type { DocumentWaitOptions, waitOptions } from "../../src/resources/eve/wait.ts";
import type { CacheOptions } from "../../src/resources/kubernetes/cache.ts";
import type { WaitOptions } from "../../src/resources/kubernetes/conditions.ts";
import type * as kubernetes from "../../src/resources/kubernetes/options.ts";
import type {
  KubeconfigOptions,
  kubeconfigOptions,
  LogOptions,
  logOptions,
} from "../../src/resources/platform/virtual-cluster-instances.ts";
import type { checkOptions } from "../../src/schemas/check.ts";
import type { problemOptions } from "../../src/schemas/problems.ts";

type Split<Names extends string> = Names extends `${infer First} ${infer Rest}` ? First | Split<Rest> : Names;

/** Compiles when both sides are the same set of names. */
function same<_Names extends string, _Options extends object>(
  ..._nothing: Same<Split<_Names>, keyof _Options> extends true ? [] : ["differs"]
) {}
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

test("the helper sees a name too many and one too few", () => {
  same<"a b", { a: 1; b: 1 }>();
  // @ts-expect-error
  same<"a b c", { a: 1; b: 1 }>();
  // @ts-expect-error
  same<"a", { a: 1; b: 1 }>();
  expectTypeOf<Split<"a b">>().toEqualTypeOf<"a" | "b">();
});

test("clients and calls", () => {
  same<typeof clientOptions, ClientOptions>();
  same<typeof platformOptions, PlatformOptions>();
  same<typeof kindOptions, KindOptions>();
  same<typeof retryOptions, RetryOptions>();
  same<typeof callOptions, CallOptions>();
  same<typeof rawOptions, RawOptions>();
});

test("Kubernetes verbs", () => {
  same<typeof kubernetes.readOptions, kubernetes.ReadOptions>();
  same<typeof kubernetes.listOptions, ListOptions>();
  same<typeof kubernetes.tableOptions, TableOptions>();
  same<typeof kubernetes.watchOptions, kubernetes.WatchOptions>();
  same<typeof kubernetes.cacheOptions, CacheOptions<object>>();
  same<typeof kubernetes.waitOptions, WaitOptions>();
  same<typeof kubernetes.writeOptions, kubernetes.WriteOptions>();
  same<typeof kubernetes.writeOptions, kubernetes.EditOptions>();
  same<typeof kubernetes.updateOptions, kubernetes.UpdateOptions>();
  same<typeof kubernetes.patchOptions, kubernetes.PatchOptions>();
  same<typeof kubernetes.applyOptions, kubernetes.ApplyOptions>();
  same<typeof kubernetes.deleteOptions, kubernetes.DeleteOptions>();
  same<typeof kubernetes.deleteCollectionOptions, kubernetes.DeleteCollectionOptions>();
  same<typeof kubernetes.preconditionOptions, kubernetes.Preconditions>();
  same<typeof kubeconfigOptions, KubeconfigOptions>();
  same<typeof logOptions, LogOptions>();
});

test("Eve verbs", () => {
  same<typeof eve.itemOptions, CallOptions & eve.ItemQuery>();
  same<typeof eve.listOptions, CallOptions & eve.CollectionQuery<object>>();
  same<typeof waitOptions, DocumentWaitOptions<object>>();
  same<typeof jobWaitOptions, JobWaitOptions>();
  same<typeof runOptions, RunOptions>();
  same<typeof agentOptions, AgentOptions>();
});

test("the schemas'", () => {
  same<typeof problemOptions, ProblemOptions>();
  same<typeof checkOptions, CheckOptions>();
});
