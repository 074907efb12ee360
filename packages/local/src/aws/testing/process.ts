/** The embedded AWS in a process of its own, for tests that kill it. Run as `node process.ts <data folder>`. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Endpoints } from "../index.ts";
import { start } from "./embedded.ts";

export type AwsProcess = {
  endpoints: Endpoints;
  /** SIGKILL; resolves once the process is gone. */
  kill(): Promise<void>;
};

export async function startProcess(dataDir: string): Promise<AwsProcess> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString()));
    child.once("exit", (code) => reject(new Error(`embedded AWS ended with ${code} before it listened`)));
  });
  return {
    endpoints: JSON.parse(line) as Endpoints,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { endpoints } = await start(process.argv[2] ?? "");
  process.stdout.write(`${JSON.stringify(endpoints)}\n`);
}
