import "../../../core/src/email/testing/own-world.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MINUTE_MS, withClock } from "@practice-hub/core/lib/clock";
import { Email } from "@practice-hub/core/email";
import { deliver } from "@practice-hub/core/email/deliver";
import { firm, inbox, invitation } from "../../../core/src/email/testing/inbox.ts";
import { bundle } from "../testing/bundle.ts";
import { killedAt } from "../testing/killable.ts";

let dir = "";
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "mail-worker-"));
  await bundle("worker/email.ts", dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("killed at every step between the nudge and the last write, a mail leaves exactly once and its row says so", async () => {
  let step = 0;
  for (let killed = true; killed;) {
    step += 1;
    const one = firm();
    const { id } = await Email.enqueue(invitation(one));
    killed = await killedAt(path.join(dir, "email.mjs"), { tenantId: one.tenantId, id }, step);
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
});
