/** Looks at one firm: pulls what Xero has for it and pushes what is due. A nudge for a firm with nothing due does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { runLane, SYNC_QUEUE } from "@practice-hub/core/lane";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

/** One more call to Xero (8 s, tried again once after a refresh) and the writes after it, before Lambda ends the run. */
const LAST_STEP_MS = 20_000;

export const handler = worker({
  name: "xero-sync-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: async ({ tenantId }, { deadlineAt }) => {
    const lane = await runLane(tenantId, deadlineAt - LAST_STEP_MS);
    if (lane.kind === "idle") return "idle";
    return { outcome: lane.kind, queue: SYNC_QUEUE, inMs: lane.kind === "wait" ? lane.waitMs : 0 };
  },
  recordMs: 0,
});
