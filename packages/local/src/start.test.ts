import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lockData } from "./data-lock.ts";
import { screen } from "./screen.ts";

const folder = mkdtempSync(path.join(tmpdir(), "practice-hub-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `npm start`'s script until it ends. */
function run(env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "start.ts")], {
      env: { PATH: process.env.PATH, PORT: "0", PRACTICE_HUB_DATA: path.join(folder, "data"), ...env },
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("exit", (code) => resolve({ code, stderr }));
  });
}

describe("npm start says what is wrong in one line and ends with 1", () => {
  it.each([
    [{ PORT: "http" }, 'practice-hub: PORT is "http"; it takes a number from 0 to 65535\n'],
    [{ PORT: "70000" }, 'practice-hub: PORT is "70000"; it takes a number from 0 to 65535\n'],
    [{ PRACTICE_HUB_SEED: "all" }, 'practice-hub: PRACTICE_HUB_SEED is "all"; it takes demo or none\n'],
    [{ PRACTICE_HUB_WATCH: "no" }, 'practice-hub: PRACTICE_HUB_WATCH is "no"; it takes on or off\n'],
  ])("%o", async (env, stderr) => {
    expect(await run(env)).toEqual({ code: 1, stderr });
  });

  it("when the port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const { code, stderr } = await run({ PORT: String(port) });
    server.close();
    expect([code, stderr]).toEqual([
      1,
      `practice-hub: port ${port} is in use; stop what uses it or choose another: PORT=${port + 1} npm start\n`,
    ]);
  });

  it("when another run has the data folder", async () => {
    const data = path.join(folder, "locked");
    const lock = lockData(data);
    lock.announce("http://localhost:1234");
    const result = await run({ PRACTICE_HUB_DATA: data });
    lock.release();
    expect(result).toEqual({
      code: 1,
      stderr: `practice-hub: already running (pid ${process.pid}, http://localhost:1234)\n`,
    });
  });

  it("when the data folder is a file, or holds something else", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const notFolder = await run({ PRACTICE_HUB_DATA: file });
    expect(notFolder.stderr).toMatch(/^practice-hub: data folder .*file cannot be used: .*\n$/);
    const odd = mkdtempSync(path.join(folder, "odd-"));
    writeFileSync(path.join(odd, "world.json"), "[1,");
    const damaged = await run({ PRACTICE_HUB_DATA: odd });
    expect(damaged).toEqual({
      code: 1,
      stderr: `practice-hub: data folder ${odd} cannot be used: world.json is not readable; move it away or choose another\n`,
    });
  });
});

it("the screen names the address, the sign-ins, the sandboxes and how to stop", () => {
  const text = screen(
    {
      ready: true,
      urls: { app: "http://localhost:3000", api: "", local: "http://localhost:3000/__local" },
      sandbox: { resend: "http://127.0.0.1:4001", companiesHouse: "http://127.0.0.1:4002" },
      aws: { dynamodb: "", sqs: "", s3: "", ssm: "", region: "", accessKeyId: "", secretAccessKey: "" },
      table: "",
      queues: {},
      schedules: [],
      webhooks: {},
      demo: {
        firm: "Alder & Co",
        staff: { email: "owner@alder.example", password: "pass" },
        portal: { email: "client@rowan.example", password: "pass" },
      },
    },
    ".local",
    3210,
  );
  for (const part of [
    "ready (3.2 s)",
    "http://localhost:3000",
    "owner@alder.example  pass",
    "client@rowan.example  pass",
    "http://127.0.0.1:4002  companiesHouse",
    ".local",
    "Ctrl-C",
  ])
    expect(text).toContain(part);
});
