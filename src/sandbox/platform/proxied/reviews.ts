import type { Action, JsonObject, RequestInfo, User } from "../../kubernetes/index.ts";

interface Spec {
  resourceAttributes?: Partial<Record<"namespace" | "verb" | "group" | "version" | "resource" | "subresource" | "name", string>>;
  nonResourceAttributes?: { path?: string; verb?: string };
}

/** What authorisation is asked about. */
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

/** Who one is, and whether one may: `kubectl auth whoami` and `kubectl auth can-i`. */
export const reviews = (authorize: (user: User, info: RequestInfo) => boolean): Record<string, Action> => ({
  "POST selfsubjectreviews.authentication.k8s.io": {
    managedFields: false,
    run: ({ object, user }) => ({ ...object, status: { userInfo: { username: user.name, groups: [...user.groups] } } }),
  },
  "POST selfsubjectaccessreviews.authorization.k8s.io": {
    managedFields: false,
    run: ({ object, user }) => ({ ...object, status: { allowed: authorize(user, infoOf((object.spec ?? {}) as Spec & JsonObject)) } }),
  },
});
