import type { Action } from "../../kubernetes/index.ts";
import { review, selfReview } from "../access-reviews.ts";
import type { Access } from "./access.ts";

const group = "authorization.k8s.io";

/** Who one is, and whether one may: `kubectl auth whoami` and `kubectl auth can-i`. */
export function reviews({ authorize = () => true, impersonate = (as) => as }: Access): Record<string, Action> {
  const others = review(group, authorize, (name, groups) => impersonate({ name, groups, extra: {} }));
  return {
    "POST selfsubjectreviews.authentication.k8s.io": {
      managedFields: false,
      run: ({ object, user }) => ({ ...object, status: { userInfo: { username: user.name, groups: [...user.groups] } } }),
    },
    [`POST selfsubjectaccessreviews.${group}`]: selfReview(group, authorize),
    [`POST subjectaccessreviews.${group}`]: others,
    [`POST localsubjectaccessreviews.${group}`]: others,
  };
}
