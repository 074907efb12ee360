/** Two-way sync with Xero: records, lane, push. Access patterns: docs/data-model/sync.md. */
export { nudgeLane, SYNC_QUEUE } from "./record.ts";
export type { LaneOutcome } from "./budget.ts";
export { runLane } from "./lane.ts";
