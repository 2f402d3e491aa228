// npm start: both control planes, driven by the clients, on the sandbox in this process; no account needed.
// npm start -- --platform-url URL --cloudcasa-url URL: the harmless part against real servers.
import { parseArgs } from "node:util";
import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { lookAtCloudCasa, lookAtPlatform } from "./harmless.ts";
import { screenOn } from "./screen.ts";
import type { Stage } from "./step.ts";
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
const patience = "8s";
let stage: Stage;
let played: Page[];

if (real.platform || real.cloudcasa) {
  screen.line("clusterplane: a look at real servers, reads only");
  // A server that was not asked for gets no client that could reach it: its part of the tour is not played.
  const nowhere = { baseUrl: "https://not-asked-for.invalid", token: "none" };
  const platform = new Platform(
    real.platform ? { baseUrl: real.platform, token: fromEnvironment("VCLUSTER_PLATFORM_ACCESS_KEY") } : nowhere,
  );
  const casa = new CloudCasa(real.cloudcasa ? { baseUrl: real.cloudcasa, token: fromEnvironment("CLOUDCASA_API_TOKEN") } : nowhere);
  stage = { platform, casa, screen, patience };
  played = [...(real.platform ? [lookAtPlatform] : []), ...(real.cloudcasa ? [lookAtCloudCasa] : [])];
} else {
  screen.line("clusterplane: the five reference pages, played by the typed clients on the embedded sandbox (no account, no network)");
  const sandbox = createSandbox({ clock: "real" });
  const { fetch, token } = sandbox;
  stage = {
    platform: new Platform({ baseUrl: sandbox.platform.url, token, fetch }),
    casa: new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token, fetch }),
    screen,
    patience,
  };
  played = [...pages];
}

const started = performance.now();
const { done, problems } = await play(played, stage);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
screen.line();
screen.line(
  problems.length === 0
    ? `All ${done} steps as they should be, in ${seconds} s.`
    : `${problems.length} of ${done} steps not as they should be:`,
);
for (const problem of problems) screen.line(`  ✗ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
