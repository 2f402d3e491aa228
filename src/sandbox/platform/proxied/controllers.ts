import type { KubeObject, KubernetesEngine } from "../../kubernetes/index.ts";
import { bind, waitsForVolume } from "./claims.ts";
import { rollOut, writeRevision } from "./replica-sets.ts";
import { balance, waitsForBalancer } from "./services.ts";
import { waitsForStatus, workloads, writeStatus } from "./workloads.ts";

/** What a controller outside of the API server does for the objects of a kind, although nothing runs. */
interface Controller {
  waits(object: KubeObject): boolean;
  settle(engine: KubernetesEngine, object: KubeObject, now: number): void;
}

/** A controller that writes to the object alone. */
const writer = (key: string, waits: Controller["waits"], write: (draft: KubeObject, now: number) => void): Controller => ({
  waits,
  settle: (engine, { metadata: { namespace = "", name = "" } }, now) => {
    engine.update(key, namespace, name, (draft) => write(draft, now));
  },
});

const statusWriter = (key: string) =>
  writer(
    key,
    (object) => waitsForStatus(key, object),
    (draft, now) => writeStatus(key, draft, now),
  );

const deployments: Controller = {
  waits: (object) => waitsForStatus("deployments.apps", object),
  settle: (engine, object, now) => {
    const { namespace = "", name = "" } = object.metadata;
    const revision = rollOut(engine, object, now);
    engine.update("deployments.apps", namespace, name, (draft) => {
      writeRevision(draft, revision);
      writeStatus("deployments.apps", draft, now);
    });
  },
};

/** By the kind that each of them follows. */
export const controllers: Readonly<Record<string, Controller>> = {
  ...Object.fromEntries(workloads.map((key) => [key, statusWriter(key)])),
  "deployments.apps": deployments,
  services: writer("services", waitsForBalancer, balance),
  persistentvolumeclaims: { waits: waitsForVolume, settle: bind },
};
