import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";

const run = promisify(execFile);

/** An `npm` that takes its time, empties node_modules first as the real one does, and breaks when another one is at it. */
const NPM = `#!/bin/sh
echo "npm $1" >> calls
mkdir installing || exit 1
rm -rf node_modules && sleep 0.5 && mkdir node_modules
rmdir installing
`;

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), "practice-hub-clone-"));
  for (const folder of ["scripts", "bin"]) mkdirSync(path.join(clone, folder));
  copyFileSync(path.join(import.meta.dirname, "on-node-24.mjs"), path.join(clone, "scripts/on-node-24.mjs"));
  writeFileSync(path.join(clone, "package-lock.json"), "{}");
  writeFileSync(path.join(clone, "entry.ts"), `console.log("ran" as string);`);
  writeFileSync(path.join(clone, "bin/npm"), NPM, { mode: 0o755 });
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

async function command(): Promise<string> {
  const { stdout } = await run(process.execPath, ["scripts/on-node-24.mjs", "entry.ts"], {
    cwd: clone,
    env: { ...process.env, PATH: `${path.join(clone, "bin")}:${process.env.PATH}` },
  });
  return stdout;
}
const calls = () => readFileSync(path.join(clone, "calls"), "utf8").trim().split("\n");

it("commands that start at once in a fresh clone install once: the others wait, and all of them run", async () => {
  const said = await Promise.all(Array.from({ length: 4 }, command));
  for (const words of said) expect(words).toContain("ran");
  expect(calls()).toEqual(["npm ci"]);
  await command();
  expect(calls()).toEqual(["npm ci"]);
});

it("a command that was killed while it installed does not keep the next ones waiting", async () => {
  mkdirSync(path.join(clone, ".node"));
  const { stdout: dead } = await run(process.execPath, ["-p", "process.pid"]);
  writeFileSync(path.join(clone, ".node/preparing"), dead.trim());
  for (const words of await Promise.all([command(), command()])) expect(words).toContain("ran");
  expect(calls()).toEqual(["npm ci"]);
  expect(existsSync(path.join(clone, ".node/preparing"))).toBe(false);
});
