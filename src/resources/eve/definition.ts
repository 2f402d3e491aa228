/** What the general code needs to know of one resource. */

import type { Answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import type { Validate } from "../../http/client-options.ts";
import type { Duration } from "../../http/duration.ts";
import type { RequestError } from "../../http/errors.ts";
import type { Http } from "../../http/http.ts";
import type { SecretPath } from "../../http/secrets.ts";

export interface Definition {
  /** Its name in URLs: `kubeclusters`. */
  readonly name: string;
  /** Fields that only the server writes; a PUT is sent without them. Default `["status"]`. */
  readonly serverWritten?: readonly string[];
  /** Dotted paths of what the server takes and never gives back: credentials. */
  readonly hidden?: readonly string[];
  /** Where documents hold secrets: the console shows stars there. */
  readonly secrets?: readonly SecretPath[];
  /** The answer to a create holds a secret that never comes again: after a lost answer nothing stored can stand for it. */
  readonly shownOnce?: true;
  /** How long a create may take, where the server does slow work inside it. Default: the client's timeout. */
  readonly createTimeout?: Duration;
}

/** Where documents of a resource hold secrets: also what its server never gives back, since a draft or another server may hold it. */
export function secretsOf({ secrets = [], hidden = [] }: Definition): readonly SecretPath[] {
  return [...secrets, ...hidden.map((path) => path.split("."))];
}

/** An Eve API: where it is and how to talk to it. */
export interface EveApi {
  readonly http: Http;
  /** The path above all resources: `/api/v1`. */
  readonly root: string;
  readonly validate?: Validate | undefined;
  /** All resources that are known: documents of one are embedded in those of another. */
  readonly definitions?: Readonly<Record<string, Definition>>;
  /** Makes the error of a 2xx response that says that the request failed. Loaded when that happens. */
  readonly refusal: (answer: Answer, call: Pick<Call, "method" | "path" | "describe">) => Promise<RequestError>;
}
