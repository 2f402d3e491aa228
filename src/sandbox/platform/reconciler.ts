import type { Clock, Timer } from "../clock.ts";
import type { KubeObject, KubernetesEngine } from "../kubernetes/index.ts";

/** The next thing that happens to an object by itself. */
export interface Step {
  /** Says whether a step that is planned is still the one to take. */
  name: string;
  /** Milliseconds from now. */
  after: number;
  run: () => void;
  /** Nobody waits for it: the end of a time for which a client put the object into a state. */
  background?: boolean;
}

/** Gives the next step of an object from what it is like now; undefined when it rests. */
export type Controller = (object: KubeObject) => Step | undefined;

interface Planned {
  name: string;
  timer: Timer;
}

/** Runs controllers: whenever an object changes, the next step is decided anew from its state and planned on the clock. */
export class Reconciler {
  readonly #engine: KubernetesEngine;
  readonly #clock: Clock;
  readonly #controllers: Readonly<Record<string, Controller>>;
  readonly #planned = new Map<string, Planned>();

  constructor(engine: KubernetesEngine, clock: Clock, controllers: Readonly<Record<string, Controller>>) {
    this.#engine = engine;
    this.#clock = clock;
    this.#controllers = controllers;
    engine.subscribe((plural, { type, key, object }) => {
      if (!Object.hasOwn(controllers, plural)) return;
      if (type === "DELETED") this.#cancel(`${plural} ${key}`);
      else this.reconcile(plural, object);
    });
  }

  /** Decides the next step of an object. A step that is planned already keeps its time. */
  reconcile(plural: string, object: KubeObject): void {
    const { namespace = "", name = "" } = object.metadata;
    const id = `${plural} ${namespace ? `${namespace}/${name}` : name}`;
    const step = this.#controllers[plural]?.(object);
    const planned = this.#planned.get(id);
    if (step && planned?.name === step.name) return;
    this.#cancel(id);
    if (!step || step.after === Number.POSITIVE_INFINITY) return;
    const run = () => {
      this.#planned.delete(id);
      step.run();
      const now = this.#engine.get(plural, namespace, name);
      if (now) this.reconcile(plural, now);
    };
    const timer = this.#clock.after(step.after, run, { background: step.background ?? false });
    this.#planned.set(id, { name: step.name, timer });
  }

  /** Decides anew about every object of a kind: something that they depend on has changed. */
  reconcileAll(plural: string): void {
    for (const object of this.#engine.list(plural)) this.reconcile(plural, object);
  }

  /** Drops all that is planned. */
  reset(): void {
    for (const id of [...this.#planned.keys()]) this.#cancel(id);
  }

  #cancel(id: string): void {
    this.#planned.get(id)?.timer.cancel();
    this.#planned.delete(id);
  }
}
