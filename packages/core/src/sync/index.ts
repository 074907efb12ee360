/** Two-way sync with Xero: records, lane, push. Access patterns: docs/data-model/sync.md. */
export { SYNC_QUEUE } from "./record.ts";
export { type LaneOutcome, runLane } from "./lane.ts";
