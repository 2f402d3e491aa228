import { isAlreadyExists, isConflict, isNotFound, type PlatformProject } from "../../src/index.ts";
import type { Random } from "../../src/sandbox/random.ts";
import type { VirtualTime } from "./time.ts";

const names = 25;
const teams = ["a", "b"];

/** Somebody who creates, changes and deletes virtual clusters until the signal aborts; gives how many times. */
export async function write(project: PlatformProject, random: Random, time: VirtualTime, stop: AbortSignal): Promise<number> {
  const { virtualClusterInstances: instances } = project;
  const name = () => `vc-${Math.floor(random.next() * names)}`;
  const team = () => teams[Math.floor(random.next() * teams.length)]!;
  const one = () => {
    const kind = random.next();
    if (kind < 0.35) return instances.create({ metadata: { name: name(), labels: { team: team() } }, spec: { description: "💥\u2028" } });
    // A changed label makes an object enter or leave what a selector shows.
    if (kind < 0.55) return instances.patch(name(), { metadata: { labels: { team: team() } } });
    if (kind < 0.8) return instances.patch(name(), { spec: { displayName: random.text(1 + Math.floor(random.next() * 40), "abcdef ") } });
    if (kind < 0.98) return instances.delete(name());
    return instances.deleteCollection({ labelSelector: { team: team() } });
  };
  let writes = 0;
  while (!stop.aborted) {
    const burst = random.next() < 0.1 ? 20 : 1;
    for (let count = 0; count < burst; count++) {
      try {
        await one();
        writes++;
      } catch (error) {
        // Other writers and the platform's own controllers are at work too.
        if (!isNotFound(error) && !isAlreadyExists(error) && !isConflict(error)) throw error;
      }
    }
    await time.pause(50 + random.next() * 3000, stop);
  }
  return writes;
}
