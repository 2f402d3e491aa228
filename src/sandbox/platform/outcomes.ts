/** Why something fails, as an object's status and conditions say it. */
export interface Failure {
  /** One word, such as `ImagePullBackOff`. */
  reason: string;
  message: string;
  /** The condition that turns False beside Ready. Default: `VirtualClusterDeployed`, of a space `SpaceSynced`. */
  condition?: string;
}

/** The failures that were asked for, as a value. */
export interface OutcomesSnapshot {
  instances: Readonly<Record<string, Failure>>;
  templates: Readonly<Record<string, Failure>>;
}

/** The failures that were asked for: of instances by namespace and name, of templates by name. They may be asked for before the objects are there. */
export class Outcomes {
  #instances = new Map<string, Failure>();
  #templates = new Map<string, Failure>();

  /** Why an instance has to fail. */
  ofInstance(namespace: string, name: string): Failure | undefined {
    return this.#instances.get(`${namespace}/${name}`);
  }

  /** Why the objects of a template can't be synchronised. */
  ofTemplate(name: string): Failure | undefined {
    return this.#templates.get(name);
  }

  setInstance(namespace: string, name: string, failure: Failure | undefined): void {
    set(this.#instances, `${namespace}/${name}`, failure);
  }

  setTemplate(name: string, failure: Failure | undefined): void {
    set(this.#templates, name, failure);
  }

  snapshot(): OutcomesSnapshot {
    return { instances: Object.fromEntries(this.#instances), templates: Object.fromEntries(this.#templates) };
  }

  restore({ instances, templates }: OutcomesSnapshot): void {
    this.#instances = new Map(Object.entries(instances));
    this.#templates = new Map(Object.entries(templates));
  }
}

function set(failures: Map<string, Failure>, key: string, failure: Failure | undefined): void {
  if (failure) failures.set(key, failure);
  else failures.delete(key);
}
