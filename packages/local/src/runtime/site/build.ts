/**
 * The site's build, kept by the content of what it was made from, so that a start without changes builds nothing. It
 * lies in the cache and not in packages/web/dist, so that two runtimes (`npm start` and a test) cannot empty each
 * other's folder.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { realNow } from "../real-time.ts";

export interface SiteBuildOptions {
  /** The repository. */
  root: string;
  cacheDir: string;
  print: (line: string) => void;
}

/** The build broke; the message ends in what Vite said. */
export class SiteBuildFailed extends Error {
  override readonly name = "SiteBuildFailed";
}

const CHILD = fileURLToPath(new URL("./vite-build.ts", import.meta.url));
const SKIPPED = new Set(["node_modules", "dist", "e2e"]);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Answers the folder with the built site. */
export async function buildSite({ root, cacheDir, print }: SiteBuildOptions): Promise<string> {
  const web = path.join(root, "packages", "web");
  const home = path.join(cacheDir, "site");
  const listFile = path.join(home, "outside.json");
  mkdirSync(home, { recursive: true });
  const known = existsSync(listFile) ? keyOf(root, web, readList(listFile)) : undefined;
  if (known && existsSync(path.join(home, known, "index.html"))) return path.join(home, known);

  print("building the site");
  const before = keyOf(root, web, []);
  const scratch = path.join(home, `building-${process.pid}-${Math.round(realNow())}`);
  const scratchList = `${scratch}.json`;
  await vite(root, web, scratch, scratchList);
  const outside = readList(scratchList);
  rmSync(scratchList);
  // Sources that changed while building belong to no key: serve this once, build again next time.
  const still = keyOf(root, web, []) === before;
  if (!still) return scratch;
  const folder = path.join(home, keyOf(root, web, outside));
  if (existsSync(folder)) rmSync(scratch, { recursive: true });
  else renameSync(scratch, folder);
  writeFileSync(`${scratch}.json`, JSON.stringify(outside));
  renameSync(`${scratch}.json`, listFile);
  removeOld(home, folder);
  return folder;
}

const readList = (file: string): string[] => JSON.parse(readFileSync(file, "utf8")) as string[];

/** Hash of every source of the site, the lockfile and the build's variables. Generated files follow from the others. */
function keyOf(root: string, web: string, outside: string[]): string {
  const inside = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".gen.") && !entry.name.includes(".test."))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !SKIPPED.has(path.relative(web, file).split(path.sep)[0] ?? ""));
  const hash = createHash("sha256");
  for (const file of [...inside.toSorted(), ...outside, path.join(root, "package-lock.json")]) {
    hash.update(path.relative(root, file)).update("\0");
    if (existsSync(file)) hash.update(readFileSync(file));
    hash.update("\0");
  }
  for (const [name, value] of Object.entries(process.env).toSorted(([a], [b]) => a.localeCompare(b)))
    if (/^(VITE_|NEXT_PUBLIC_FEATURE_)/.test(name)) hash.update(`${name}=${value}\0`);
  return hash.digest("hex").slice(0, 24);
}

function vite(root: string, web: string, outDir: string, listFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, web, outDir, listFile], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-4000));
    child.stdout.resume();
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new SiteBuildFailed(`packages/web does not build:\n${output.trim()}`)),
    );
  });
}

/** Builds nobody used for a day. */
function removeOld(home: string, keep: string): void {
  for (const name of readdirSync(home)) {
    const file = path.join(home, name);
    if (file !== keep && name !== "outside.json" && realNow() - statSync(file).mtimeMs > DAY_MS)
      rmSync(file, { recursive: true, force: true });
  }
}
