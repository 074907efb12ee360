import "../../../core/src/email/testing/own-world.ts";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MINUTE_MS, withClock } from "@practice-hub/core/lib/clock";
import { Email } from "@practice-hub/core/email";
import { deliver } from "@practice-hub/core/email/deliver";
import { firm, inbox, invitation } from "../../../core/src/email/testing/inbox.ts";
import { bundle } from "../testing/bundle.ts";

/**
 * Loads the deployed bundle, sends one mail, and kills itself without warning at the n-th moment at which a request
 * starts or an answer has arrived: to the table (node:http) or to the provider (fetch).
 */
const CHILD = `
import { subscribe } from "node:diagnostics_channel";
const [file, nudge, step] = process.argv.slice(1);
let moments = 0;
const moment = () => { moments += 1; if (moments === Number(step)) process.kill(process.pid, "SIGKILL"); };
const { handler } = await import(file);
for (const name of ["http.client.request.start", "http.client.response.finish", "undici:request:create", "undici:request:trailers"])
  subscribe(name, moment);
await handler({ Records: [{ messageId: "1", body: nudge, attributes: { ApproximateReceiveCount: "1" } }] });
`;

let dir = "";
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "mail-worker-"));
  await bundle("worker/email.ts", dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Whether the child got as far as killing itself; false when it was done before. */
async function killedAt(nudge: object, step: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", CHILD, path.join(dir, "email.mjs"), JSON.stringify(nudge), String(step)],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on("exit", (...how) => resolve(how)),
  );
  if (signal !== "SIGKILL") expect(code).toBe(0);
  return signal === "SIGKILL";
}

it(
  "killed at every step between the nudge and the last write, a mail leaves exactly once and its row says so",
  { timeout: 180_000 },
  async () => {
    let step = 0;
    for (let killed = true; killed;) {
      step += 1;
      const one = firm();
      const { id } = await Email.enqueue(invitation(one));
      killed = await killedAt({ tenantId: one.tenantId, id }, step);
      // A request that the dead worker had already written may still arrive and claim the row: then the next sweep sends it.
      for (const later of [2 * MINUTE_MS, 30 * MINUTE_MS])
        await withClock(
          () => Date.now() + later,
          () => deliver(one.tenantId, id),
        );
      expect(await inbox(one.to), `step ${step}`).toHaveLength(1);
      expect(await one.as(() => Email.fromId(id)), `step ${step}`).toMatchObject({ status: "sent" });
    }
    // Read, claim, address, words, breaker, provider, last write: a start and an end each.
    expect(step).toBeGreaterThanOrEqual(14);
  },
);
