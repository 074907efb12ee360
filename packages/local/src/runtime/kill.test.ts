import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, it } from "vitest";
import { cleanUp, newFolder } from "./fixture/start.ts";

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  await cleanUp();
});

/** A runtime in a process of its own, and the tasks its worker was given. */
async function serve(dataDir: string, delivered: Set<string>) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "fixture/serve.ts"), dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.on("exit", () => reject(new Error("the runtime ended")));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("url ")) resolve(line.slice(4));
      const task = /^worker \| \{"task":"(\w+)"/.exec(line)?.[1];
      if (task) delivered.add(task);
    });
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { url, kill };
}

it("kill -9 loses no message that was acknowledged, and the folder is free at once", async () => {
  const dataDir = path.join(newFolder(), "data");
  const delivered = new Set<string>();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { url, kill } = await serve(dataDir, delivered);
    let left = 4 + 4 * round;
    const sending = Array.from({ length: 20 }, async (_, i) => {
      const id = `r${round}n${i}`;
      const body = JSON.stringify([{ id, do: i % 5 === 0 ? "wait" : undefined }]);
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/api/send`, { method: "POST", headers, body });
      if (answer.status !== 202) return;
      acknowledged.push(id);
      left -= 1;
      if (left === 0) await kill();
    });
    await Promise.allSettled(sending);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(4 + 8 + 12);
  const { url, kill } = await serve(dataDir, delivered);
  // What was in flight when it died comes back after its visibility timeout.
  await fetch(`${url}/__local/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 31_000 }) });
  expect((await fetch(`${url}/__local/idle`)).status).toBe(200);
  await expect.poll(() => acknowledged.filter((id) => !delivered.has(id))).toEqual([]);
  await kill();
});
