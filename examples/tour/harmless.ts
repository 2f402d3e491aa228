import { expect } from "./step.ts";
import type { Page } from "./tour.ts";

/** What can be done on a real platform without changing anything. */
export const lookAtPlatform: Page<"platform" | "screen"> = async (step, { platform, screen }) => {
  screen.page("002", "Look at a real platform", "reads only; nothing is created, changed or woken");

  await step("platform.version()", async () => {
    const version = await platform.version();
    expect(typeof version.version === "string", "the platform should say its version");
    screen.answer(`200  ${version.version}`);
  });

  await step("platform.projects.list()", async () => {
    const page = await platform.projects.list({ limit: 10 });
    screen.answer(`200  ${page.items.map((p) => p.metadata?.name).join(", ") || "none that this key may see"}`);
  });

  await step("platform.virtualClusterInstances.list()", async () => {
    const page = await platform.virtualClusterInstances.list({ limit: 10 });
    for (const v of page.items) screen.answer(`${v.metadata?.namespace}/${v.metadata?.name}  ${v.status?.phase || "(no phase yet)"}`);
    if (page.items.length === 0) screen.answer("200  none that this key may see");
  });
};

/** What can be done on a real CloudCasa without changing anything. */
export const lookAtCloudCasa: Page<"casa" | "screen"> = async (step, { casa, screen }) => {
  screen.page("004", "Look at a real CloudCasa", "reads only");

  await step("casa.kubeclusters.list(), casa.kubeclusters.refresh(cluster)", async () => {
    const page = await casa.kubeclusters.list({ max_results: 10 });
    for (const cluster of page.items) screen.answer(`${cluster.name}  ${cluster.status?.state ?? "(no state yet)"}`);
    const first = page.items[0];
    if (first) {
      const again = await casa.kubeclusters.refresh(first);
      screen.answer(again === first ? "304  the first has not changed since" : "200  the first has changed since");
    } else screen.answer("200  no cluster that this key may see");
  });
};
