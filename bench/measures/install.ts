// What `npm install` brings: packages and bytes.
import { join } from "node:path";
import { root } from "../harness.ts";
import { cache, hasPeer } from "../peers.ts";
import { type Measure, mb, type Row } from "../report.ts";
import { type Installed, installedOurs, installedPeer } from "../sizes.ts";

function row(who: string, { packages, bytes }: Installed): Row[] {
  return [
    { who, what: "packages", figure: String(packages) },
    { who: "", what: "size", figure: mb(bytes) },
  ];
}

export const install: Measure = {
  name: "install",
  run() {
    const ours = installedOurs();
    const rows: Row[] = [
      ...row("openapi-fetch", installedPeer(join(root, "node_modules", "openapi-fetch"))),
      ...(hasPeer("@kubernetes/client-node")
        ? row("@kubernetes/client-node", installedPeer(join(cache, "node_modules", "@kubernetes/client-node")))
        : []),
      { who: "clusterplane", what: "packages", figure: String(ours.packages), target: { most: 6 }, judged: ours.packages },
      { who: "", what: "size", figure: mb(ours.bytes), target: { most: 14e6 }, judged: ours.bytes },
      { who: "", what: "of that ours", figure: mb(ours.own), target: { most: 4.4e6 }, judged: ours.own },
    ];
    return [{ title: "Installation", rows }];
  },
};
