#!/usr/bin/env node
// Runs a TypeScript entry on the runtime the product is deployed on (Node 24), whatever Node the machine has.
// Plain JavaScript because it must run on Node 20, before anything is installed.
//
//   node scripts/on-node-24.mjs <file.ts> [...args]      run a script
//   node scripts/on-node-24.mjs --bin <name> [...args]   run an installed package's command
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

const isNew = Number(process.versions.node.split(".")[0]) >= 24;
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const version = NODE_24[platform];
const nodeFolder = path.join(root, ".node", `${platform}-${version}`);
/** The Node to run on: this one when it is new enough, otherwise one fetched from the npm registry into .node/. */
const nodeBinary = isNew
  ? process.execPath
  : path.join(nodeFolder, "package", "bin", process.platform === "win32" ? "node.exe" : "node");

function fetchNode() {
  if (existsSync(nodeBinary)) return;
  if (!version) fail(`needs Node 24 or newer; there is no package of it for ${platform}, so install it by hand`);
  console.log(
    `practice-hub: this machine has Node ${process.versions.node}; fetching Node ${version} into .node/ (once)`,
  );
  const part = `${nodeFolder}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  const tarball = npm(["pack", `node-${platform}@${version}`, "--pack-destination", part, "--silent"], true)
    .trim()
    .split("\n")
    .at(-1);
  if (spawnSync("tar", ["-xzf", tarball], { cwd: part }).status !== 0) fail(`could not unpack ${tarball}`);
  rmSync(path.join(part, tarball));
  rmSync(nodeFolder, { recursive: true, force: true });
  renameSync(part, nodeFolder);
}

/** Says which lockfile is installed. It lies where an installation that is under way has no files. */
const stamp = path.join(root, "node_modules", ".practice-hub-lock");
const lockfile = createHash("sha256")
  .update(readFileSync(path.join(root, "package-lock.json")))
  .digest("hex");
const installed = () => existsSync(stamp) && readFileSync(stamp, "utf8") === lockfile;

/** Installs exactly the lockfile, once per lockfile. */
function install() {
  if (installed()) return;
  console.log("practice-hub: installing dependencies");
  npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lockfile);
}

/** One command at a time prepares a clone: two `npm ci` would delete each other's files. Whoever waited finds it done. */
const turn = path.join(root, ".node", "preparing");
const mine = `${turn}.${process.pid}`;
const LOOK_EVERY_MS = 200;

function alone(prepare) {
  mkdirSync(path.dirname(turn), { recursive: true });
  writeFileSync(mine, String(process.pid));
  process.on("exit", () => rmSync(mine, { force: true }));
  for (let told = false; !taken(); told = true) {
    if (!told) console.log("practice-hub: another command is installing; waiting for it");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  const release = () => holder() === process.pid && rmSync(turn, { force: true });
  process.on("exit", release);
  prepare();
  release();
}

function taken() {
  try {
    linkSync(mine, turn);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const before = holder();
  if (!isRunning(before)) clear(before);
  return false;
}

/** A command that was killed leaves its turn behind. Another one may have cleared and taken it since: that is put back. */
function clear(dead) {
  const aside = `${mine}.cleared`;
  try {
    renameSync(turn, aside);
    if (Number(readFileSync(aside, "utf8")) !== dead) linkSync(aside, turn);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  }
  rmSync(aside, { force: true });
}

function holder() {
  try {
    return Number(readFileSync(turn, "utf8"));
  } catch {
    return process.pid; // it has just ended
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

const [first, ...rest] = process.argv.slice(2);
if (!first) fail("usage: on-node-24.mjs <file.ts> [...args] | --bin <name> [...args]");
if (!existsSync(nodeBinary) || !installed())
  alone(() => {
    fetchNode();
    install();
  });
let target = first;
let args = rest;
if (first === "--bin") {
  const [name, ...others] = rest;
  target = path.join(root, "node_modules", ".bin", name);
  args = others;
}
// npm exports its own configuration as npm_config_*; nothing below needs it.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
env.PATH = `${path.dirname(nodeBinary)}${path.delimiter}${env.PATH}`;
const child = spawn(nodeBinary, [target, ...args], { stdio: "inherit", env, cwd: root });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
