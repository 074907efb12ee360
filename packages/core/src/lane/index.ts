/** The lane of a firm for its worker and its schedule. Access patterns: docs/data-model/sync.md. */
export { SYNC_QUEUE } from "../outbox/nudge.ts";
export type { LaneOutcome } from "../sync/budget.ts";
export { runLane } from "./lane.ts";
