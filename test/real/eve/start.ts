import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, type RealServer, run, start } from "../process.ts";
import { settings } from "./settings.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A folder of the cache that `make` fills once for each content of `source`. */
async function made(name: string, source: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, `${name}-${createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16)}`);
  const mark = join(folder, ".made");
  if (!existsSync(mark)) {
    rmSync(folder, { recursive: true, force: true }); // what an earlier attempt may have left
    mkdirSync(folder, { recursive: true });
    await make(folder);
    writeFileSync(mark, "");
  }
  return folder;
}

const python = () =>
  made("python", here("requirements.txt"), async (folder) => {
    await run(folder, 60, "python3", "-m", "venv", folder);
    const install = ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", here("requirements.txt")];
    await run(folder, 180, join(folder, "bin/pip"), ...install);
  });

const jars = () =>
  made("jars", here("pom.xml"), (folder) =>
    run(
      folder,
      180,
      "mvn",
      "--quiet",
      "--batch-mode",
      "--file",
      here("pom.xml"),
      "dependency:copy-dependencies",
      `-DoutputDirectory=${folder}`,
    ),
  );

/** Installs (the first time) and starts an Eve server with its store. Its API is below `/api`. */
export async function startEve(): Promise<RealServer> {
  const [environment, classes] = await Promise.all([python(), jars()]);
  const store = await start(60, "java", "-Xmx256m", "-cp", `${classes}/*`, here("Store.java"));
  try {
    const file = join(cache, `eve-settings-${process.pid}.json`);
    writeFileSync(file, JSON.stringify(settings()));
    const eve = await start(60, join(environment, "bin/python"), here("app.py"), file, store.url);
    rmSync(file);
    const stop = async () => {
      await eve.stop();
      await store.stop();
    };
    return { origin: eve.url, stop };
  } catch (error) {
    await store.stop();
    throw error;
  }
}
