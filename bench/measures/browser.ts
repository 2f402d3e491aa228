// What a page loads: bundled and minified by esbuild, gzipped.
import { kib, type Measure } from "../report.ts";
import { bundle, everything, oneVerb } from "../sizes.ts";

const openapiFetch = `import createClient from "openapi-fetch";
const client = createClient({ baseUrl: location.origin, headers: { authorization: "Bearer page" } });
console.log(await client.GET("/namespaces/{namespace}/virtualclusterinstances/{name}", { params: { path: { namespace: "demo", name: "dev" } } }));`;

export const browser: Measure = {
  name: "browser",
  async run() {
    const peer = await bundle(openapiFetch);
    const one = await bundle(oneVerb);
    const all = await bundle(everything);
    return [
      {
        title: "Browser bundle, gzipped",
        rows: [
          { who: "openapi-fetch (no names, no errors)", what: "one verb", figure: kib(peer.first) },
          {
            who: "clusterplane",
            what: "one verb of one kind, at first load",
            figure: kib(one.first),
            target: { most: 16 * 1024 },
            judged: one.first,
          },
          {
            who: "",
            what: "both APIs, at first load",
            figure: kib(all.first),
            target: { most: 32 * 1024 },
            judged: all.first,
          },
          { who: "", what: "on demand", figure: kib(all.later) },
          { who: "", what: "on demand, the YAML reader", figure: kib(all.yaml) },
        ],
      },
    ];
  },
};
