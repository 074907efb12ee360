/** A deployed bundle in a process of its own that is killed without warning. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Step } from "../../../core/src/sync/testing/step.ts";

const DIES_AT = fileURLToPath(new URL("./dies-at.ts", import.meta.url));

/**
 * Loads the bundle, handles one nudge, and kills itself at the n-th moment at which a request starts or an answer has
 * arrived: to the table (node:http) or to a provider (fetch). Its clock runs ahead by `aheadMs`.
 */
const CHILD = `
import { subscribe } from "node:diagnostics_channel";
const [file, nudge, step, aheadMs] = process.argv.slice(1);
const clock = Date.now;
Date.now = () => clock() + Number(aheadMs);
let moments = 0;
const moment = () => { moments += 1; if (moments === Number(step)) process.kill(process.pid, "SIGKILL"); };
const { handler } = await import(file);
for (const name of ["http.client.request.start", "http.client.response.finish", "undici:request:create", "undici:request:trailers"])
  subscribe(name, moment);
const { batchItemFailures } = await handler({ Records: [{ messageId: "1", body: nudge, attributes: { ApproximateReceiveCount: "1" } }] });
process.exitCode = batchItemFailures.length;
`;

/** Whether the child got as far as killing itself; false when it was done before. Throws when the handler failed. */
export const killedAt = (file: string, nudge: object, step: number, aheadMs = 0): Promise<boolean> =>
  killed(["--input-type=module", "-e", CHILD, file, JSON.stringify(nudge), String(step), String(aheadMs)]);

/** The same at a named step of the sync. */
export const killedAtStep = (file: string, nudge: object, step: Step, aheadMs: number): Promise<boolean> =>
  killed([DIES_AT, file, JSON.stringify(nudge), step, String(aheadMs)]);

async function killed(args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on("exit", (...how) => resolve(how)),
  );
  if (signal !== "SIGKILL" && code !== 0) throw new Error(`the worker ended with ${String(signal ?? code)}`);
  return signal === "SIGKILL";
}
