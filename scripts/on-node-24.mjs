#!/usr/bin/env node
// Runs a TypeScript entry on the runtime the product is deployed on (Node 24), whatever Node the machine has.
// Plain JavaScript because it must run on Node 20, before anything is installed.
//
//   node scripts/on-node-24.mjs <file.ts> [...args]      run a script
//   node scripts/on-node-24.mjs --bin <name> [...args]   run an installed package's command
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
/** Newest Node 24 each platform package offers; these packages are plain tarballs without install scripts. */
const NODE_24 = {
  "linux-x64": "24.21.0",
  "linux-arm64": "24.22.0",
  "darwin-x64": "24.19.0",
  "darwin-arm64": "24.0.0",
  "win-x64": "24.21.0",
};

const fail = (message) => {
  console.error(`practice-hub: ${message}`);
  process.exit(1);
};
const npm = (args, quiet) => {
  const result = spawnSync("npm", args, {
    cwd: root,
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) fail(`"npm ${args.join(" ")}" failed${quiet ? `:\n${result.stderr}` : ""}`);
  return result.stdout ?? "";
};

/** The Node to run on: this one when it is new enough, otherwise one fetched from the npm registry into .node/. */
function nodeBinary() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const version = NODE_24[platform];
  if (!version) fail(`needs Node 24 or newer; there is no package of it for ${platform}, so install it by hand`);
  const folder = path.join(root, ".node", `${platform}-${version}`);
  const binary = path.join(folder, "package", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  console.log(
    `practice-hub: this machine has Node ${process.versions.node}; fetching Node ${version} into .node/ (once)`,
  );
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  const tarball = npm(["pack", `node-${platform}@${version}`, "--pack-destination", part, "--silent"], true)
    .trim()
    .split("\n")
    .at(-1);
  if (spawnSync("tar", ["-xzf", tarball], { cwd: part }).status !== 0) fail(`could not unpack ${tarball}`);
  rmSync(path.join(part, tarball));
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
  return binary;
}

/** Installs exactly the lockfile, once per lockfile. */
function install() {
  const stamp = path.join(root, "node_modules", ".practice-hub-lock");
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("practice-hub: installing dependencies");
  npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}

const [first, ...rest] = process.argv.slice(2);
if (!first) fail("usage: on-node-24.mjs <file.ts> [...args] | --bin <name> [...args]");
const node = nodeBinary();
install();
let target = first;
let args = rest;
if (first === "--bin") {
  const [name, ...others] = rest;
  target = path.join(root, "node_modules", ".bin", name);
  args = others;
}
// npm exports its own configuration as npm_config_*; nothing below needs it.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
env.PATH = `${path.dirname(node)}${path.delimiter}${env.PATH}`;
const child = spawn(node, [target, ...args], { stdio: "inherit", env, cwd: root });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
