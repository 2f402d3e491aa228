import {
  type Action,
  type ActionCall,
  type FieldError,
  invalid,
  invalidField,
  type Json,
  type JsonObject,
  type RequestInfo,
  type User,
} from "../kubernetes/index.ts";

interface Spec {
  resourceAttributes?: Partial<Record<"namespace" | "verb" | "group" | "version" | "resource" | "subresource" | "name", string>>;
  nonResourceAttributes?: { path?: string; verb?: string };
  user?: string;
  groups?: string[];
}

type Authorize = (user: User, info: RequestInfo) => boolean;

/** What a review asks about, as authorisation sees it. */
function infoOf({ resourceAttributes: of, nonResourceAttributes: path }: Spec): RequestInfo {
  return {
    isResource: of !== undefined,
    verb: of?.verb ?? path?.verb ?? "",
    path: path?.path ?? "",
    group: of?.group ?? "",
    version: of?.version ?? "",
    namespace: of?.namespace ?? "",
    resource: of?.resource ?? "",
    name: of?.name ?? "",
    subresource: of?.subresource ?? "",
    tooDeep: false,
    isOldWatch: false,
  };
}

function check({ object }: ActionCall, group: string, namesUser: boolean): Spec {
  const spec = (object.spec ?? {}) as Spec;
  const { resourceAttributes, nonResourceAttributes } = spec;
  const errors: FieldError[] = [];
  if (resourceAttributes && nonResourceAttributes) {
    const why = "cannot be specified in combination with resourceAttributes";
    errors.push(invalidField("spec.nonResourceAttributes", nonResourceAttributes as Json, why));
  } else if (!resourceAttributes && !nonResourceAttributes) {
    const why = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
    errors.push(invalidField("spec.resourceAttributes", "null", why));
  }
  if (namesUser && !spec.user && !spec.groups?.length)
    errors.push(invalidField("spec.user", "", "at least one of user or group must be specified"));
  if (errors.length) throw invalid(group, "", "", errors);
  return spec;
}

const answer = ({ object }: ActionCall, allowed: boolean): JsonObject => ({ ...object, status: { allowed } });

/** Answers whether the caller may do something. */
export const selfReview = (group: string, authorize: Authorize): Action => ({
  run: (call) => answer(call, authorize(call.user, infoOf(check(call, group, false)))),
});

/** Answers whether somebody may do something; `userOf` gives the user by name and groups. */
export const review = (group: string, authorize: Authorize, userOf: (name: string, groups: string[]) => User): Action => ({
  run: (call) => {
    const spec = check(call, group, true);
    return answer(call, authorize(userOf(spec.user ?? "", spec.groups ?? []), infoOf(spec)));
  },
});
