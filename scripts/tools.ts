/** Finds the programs that tests need beside Node, and installs Debian's where that is possible. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

interface Tool {
  name: string;
  /** What needs it. */
  purpose: string;
  debianPackage: string;
  find: () => string | undefined;
  /** Said to somebody on whose machine it cannot be installed. */
  advice: string;
}

const existing = (files: readonly (string | undefined)[]) => files.find((file) => file && existsSync(file));
const onPath = (program: string) =>
  existing((process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, program)));

const CHROMIUM: Tool = {
  name: "Chromium",
  purpose: "the end-to-end tests",
  debianPackage: "chromium",
  find: () =>
    existing([
      process.env.CHROMIUM_PATH,
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]),
  advice: "install Chromium or Chrome, or set CHROMIUM_PATH",
};

const POPPLER: Tool = {
  name: "Poppler",
  purpose: "the tests that look at PDFs",
  debianPackage: "poppler-utils",
  find: () => onPath("pdftoppm"),
  advice: "install Poppler (poppler-utils, or `brew install poppler`)",
};

/** The browser's path. Ends the process with one clear line when there is none and none can be installed. */
export const ensureChromium = (): string => ensure(CHROMIUM);
/** `pdftoppm` and `pdftotext` on the path, or the same end. */
export const ensurePoppler = (): string => ensure(POPPLER);

function ensure(tool: Tool): string {
  const found = tool.find() ?? install(tool);
  if (found) return found;
  process.stderr.write(`practice-hub: ${tool.purpose} need ${tool.name}; ${tool.advice}\n`);
  process.exit(1);
}

function install({ name, purpose, debianPackage, find }: Tool): string | undefined {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return undefined;
  process.stdout.write(`practice-hub: installing ${name} for ${purpose}\n`);
  const quiet = { stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[] };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", debianPackage], {
    ...quiet,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return find();
}
