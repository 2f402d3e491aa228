import { inspect } from "node:util";
import { body } from "../bodies.ts";
import { expect, type Stage, type Step } from "../step.ts";

/** DirectClusterEndpointToken: a token for a connected cluster's own endpoint. */
export async function directClusterEndpointToken(step: Step, { platform, screen }: Stage): Promise<void> {
  screen.page(
    "001",
    "Take a direct cluster endpoint token",
    "POST …/directclusterendpointtokens: nothing is stored, so this kind can be created and nothing else",
  );

  await step("platform.directClusterEndpointTokens.create(yaml)", async () => {
    const sent = body("001-direct-cluster-endpoint-token.yaml");
    const answer = await platform.directClusterEndpointTokens.create(sent);
    const token = answer.status?.token ?? "";
    expect(token.split(".").length === 3 && !sent.includes(token), "the answer should hold a token of its own, not the one in the body");
    expect(!inspect(answer, { depth: 9 }).includes(token), "a printed answer should not show the token");
    screen.answer(
      `201  status.token: a JWT of ${token.length} characters; printing the answer shows ${inspect(answer.status, { breakLength: 200 })}`,
    );
  });

  await step(`platform.directClusterEndpointTokens.create({ spec: { ttl: 3600, scope } })`, async () => {
    const scope = { projects: [{ project: "my-project" }], virtualClusters: [{ project: "my-project", virtualCluster: "*" }] };
    const answer = await platform.directClusterEndpointTokens.create({ spec: { ttl: 3600, scope } });
    expect(answer.spec?.ttl === 3600, "the lifetime asked for should be in the answer");
    expect(JSON.stringify(answer.spec?.scope) === JSON.stringify(scope), "the scope asked for should be in the answer");
    screen.answer("201  ttl 3600 s, all virtual clusters of my-project and nothing else");
    screen.meaning("A scope only narrows what the caller may do. list() and get() of this kind don't compile.");
  });
}
