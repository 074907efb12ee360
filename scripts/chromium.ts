/** Finds the browser for the end-to-end tests, and installs Debian's where that is possible. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CANDIDATES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const find = (): string | undefined =>
  [process.env.CHROMIUM_PATH, ...CANDIDATES].find((file) => file && existsSync(file));

/** The browser's path. Ends the process with one clear line when there is none and none can be installed. */
export function ensureChromium(): string {
  const found = find();
  if (found) return found;
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    process.stdout.write("practice-hub: installing Chromium for the end-to-end tests\n");
    const quiet = { stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[] };
    spawnSync("apt-get", ["update", "-qq"], quiet);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      ...quiet,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const installed = find();
    if (installed) return installed;
  }
  process.stderr.write(
    "practice-hub: the end-to-end tests need Chromium or Chrome; install it, or set CHROMIUM_PATH\n",
  );
  process.exit(1);
}
