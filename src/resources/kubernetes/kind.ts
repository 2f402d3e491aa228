import type { Validate } from "../../http/client-options.ts";
import type { Deadline } from "../../http/deadline.ts";
import type { Http } from "../../http/http.ts";
import type { SecretPath } from "../../http/secrets.ts";

/** What the client knows of a kind. */
export interface Kind {
  readonly kind: string;
  readonly plural: string;
  /** `group/version`; of the core group only the version. */
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** The verbs that the server has for it. Default: all. */
  readonly verbs?: readonly string[] | undefined;
}

/** A Kubernetes-style API: where it is and how to talk to it. */
export interface Api {
  readonly http: Http;
  /** Path before `/api` and `/apis`: `/kubernetes/management`. */
  readonly base: string;
  readonly validate: Validate | undefined;
  /** The fields of a kind that are not to be printed by accident. */
  secretsOf(kind: Kind): readonly SecretPath[] | undefined;
}

/** A namespace, or how to learn its name while a call has time for it; without a deadline that is the client's time. */
export type Namespace = string | ((deadline?: Deadline) => string | Promise<string>);
