import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { AlreadyRunning, lockData } from "./data-lock.ts";

const root = mkdtempSync(join(tmpdir(), "practice-hub-lock-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A process that holds the folder until it is killed. */
async function holder(dir: string): Promise<{ pid: number; kill(): Promise<void> }> {
  const module = new URL("./data-lock.ts", import.meta.url).href;
  const source = `const { lockData } = await import(${JSON.stringify(module)});
    lockData(${JSON.stringify(dir)}).announce("http://127.0.0.1:3000"); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const gone = new Promise((resolve) => child.once("exit", resolve));
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

test("a folder in use is refused with one line that names the holder", async () => {
  const dir = join(root, "used");
  const other = await holder(dir);
  const attempt = (): unknown => lockData(dir);
  expect(attempt).toThrow(AlreadyRunning);
  expect(attempt).toThrow(`already running (pid ${other.pid}, http://127.0.0.1:3000)`);
  await other.kill();
});

test("a holder killed with -9 leaves the folder free", async () => {
  const dir = join(root, "killed");
  const other = await holder(dir);
  await other.kill();
  const lock = lockData(dir);
  lock.announce("http://127.0.0.1:4000");
  expect(() => lockData(dir)).toThrow(`already running (pid ${process.pid}, http://127.0.0.1:4000)`);
  lock.release();
});

test("a released folder can be taken again, and a stale note of another's pid means nothing", () => {
  const dir = join(root, "again");
  lockData(dir).release();
  writeFileSync(join(dir, "holder.json"), JSON.stringify({ pid: process.ppid }));
  const lock = lockData(dir);
  expect(readFileSync(join(dir, "holder.json"), "utf8")).toContain(String(process.pid));
  lock.release();
  lock.release();
  expect(existsSync(join(dir, "holder.json"))).toBe(false);
});

test("of several processes that start at once exactly one gets the folder", async () => {
  const dir = join(root, "race");
  const module = new URL("./data-lock.ts", import.meta.url).href;
  const source = `const { lockData } = await import(${JSON.stringify(module)});
    try { lockData(${JSON.stringify(dir)}); console.log("held"); } catch (error) { console.log(error.name); }
    process.stdin.resume();`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", source], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  const outcomes = await Promise.all(
    children.map(
      (child) => new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(String(data).trim()))),
    ),
  );
  for (const child of children) child.stdin.end();
  expect(outcomes.toSorted()).toEqual(["AlreadyRunning", "AlreadyRunning", "AlreadyRunning", "held"]);
});
