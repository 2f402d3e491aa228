/** Why a real server may answer otherwise than was recorded. The list is closed: what fits none of these is a bug, of the sandbox or here. */
export const reasons = {
  "product rule": "A rule of CloudCasa's own, which a stock Eve server does not have.",
} as const;

/** The recordings that a real server does not repeat, each with its reasons. All others it does. */
export const differences: Readonly<Record<string, readonly (keyof typeof reasons)[]>> = {
  "cloudcasa/backup-rules": ["product rule"],
  "cloudcasa/delete-referenced": ["product rule"],
  "cloudcasa/list-jobs": ["product rule"],
};
