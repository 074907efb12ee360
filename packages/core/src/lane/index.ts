/** The lane of a firm for its worker and its schedule. Access patterns: docs/data-model/sync.md. */
export { nudgeLane, SYNC_QUEUE } from "../outbox/record.ts";
export type { LaneOutcome } from "../sync/budget.ts";
export { runLane } from "./lane.ts";
