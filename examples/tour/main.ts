// npm start: both control planes, driven by the clients, on the sandbox in this process; no account needed.
// npm start -- --platform-url URL --cloudcasa-url URL: the harmless part against real servers.
import { parseArgs } from "node:util";
import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { lookAtCloudCasa, lookAtPlatform } from "./harmless.ts";
import { screenOn } from "./screen.ts";
import type { Tally } from "./step.ts";
import { type Page, pages, play } from "./tour.ts";

const usage = `npm start                          the tour, on the sandbox
npm start -- --platform-url URL    look at a real platform   (access key in VCLUSTER_PLATFORM_ACCESS_KEY)
npm start -- --cloudcasa-url URL   look at a real CloudCasa  (API key in CLOUDCASA_API_TOKEN)`;

/** The URLs asked for; ends the process with the usage when the arguments make no sense. */
function arguments_(): { platform: string | undefined; cloudcasa: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { "platform-url": { type: "string" }, "cloudcasa-url": { type: "string" }, help: { type: "boolean" } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return { platform: values["platform-url"], cloudcasa: values["cloudcasa-url"] };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set\n\n${usage}`);
  process.exit(2);
}

const screen = screenOn(process.stdout, process.env);
const real = arguments_();
const started = performance.now();
let tally: Tally;

if (real.platform || real.cloudcasa) {
  screen.line("clusterplane: a look at real servers, reads only");
  const looks: Page<"screen">[] = [];
  if (real.platform) {
    const platform = new Platform({ baseUrl: real.platform, token: fromEnvironment("VCLUSTER_PLATFORM_ACCESS_KEY") });
    looks.push((step, { screen }) => lookAtPlatform(step, { platform, screen }));
  }
  if (real.cloudcasa) {
    const casa = new CloudCasa({ baseUrl: real.cloudcasa, token: fromEnvironment("CLOUDCASA_API_TOKEN") });
    looks.push((step, { screen }) => lookAtCloudCasa(step, { casa, screen }));
  }
  tally = await play(looks, { screen });
} else {
  screen.line("clusterplane: the five reference pages, played by the typed clients on the embedded sandbox (no account, no network)");
  // Its time jumps to what comes next, so that waits take none of yours.
  const sandbox = createSandbox({ clock: "auto" });
  const platform = new Platform(sandbox.platform.options);
  const casa = new CloudCasa(sandbox.cloudcasa.options);
  tally = await play(pages, { platform, casa, screen, patience: "8s" });
}

const { done, problems } = tally;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
screen.line();
screen.line(
  problems.length === 0
    ? `All ${done} steps as they should be, in ${seconds} s.`
    : `${problems.length} of ${done} steps not as they should be:`,
);
for (const problem of problems) screen.line(`  ✗ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
