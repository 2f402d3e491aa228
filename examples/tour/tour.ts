import { clusterConnect } from "./pages/000-cluster-connect.ts";
import { directClusterEndpointToken } from "./pages/001-direct-cluster-endpoint-token.ts";
import { virtualClusterInstance } from "./pages/002-virtual-cluster-instance.ts";
import { importVirtualCluster } from "./pages/003-import-virtual-cluster.ts";
import { kubeclusters } from "./pages/004-kubeclusters.ts";
import { PageEnded, type Stage, type Step, stepsOn, Tally } from "./step.ts";

/** Some steps about one thing. `Needs` is what of the stage it works with. */
export type Page<Needs extends keyof Stage = keyof Stage> = (step: Step, stage: Pick<Stage, Needs>) => Promise<void>;

/** The five reference pages, in order. */
export const pages: readonly Page[] = [
  clusterConnect,
  directClusterEndpointToken,
  virtualClusterInstance,
  importVirtualCluster,
  kubeclusters,
];

/** Plays the pages one after another and says which steps were not as they should be. */
export async function play<Needs extends keyof Stage>(
  pages: readonly Page<Needs>[],
  stage: Pick<Stage, Needs> & Pick<Stage, "screen">,
): Promise<Tally> {
  const tally = new Tally();
  const step = stepsOn(stage.screen, tally);
  for (const page of pages) {
    try {
      await page(step, stage);
    } catch (error) {
      if (!(error instanceof PageEnded)) throw error;
    }
  }
  return tally;
}
