/** Saying that a firm's lane has something to do. By itself, so that who only says so holds nothing of the sync. */
import { nudge } from "../lib/queue.ts";

/** The FIFO queue of the lanes; its group is the firm. */
export const SYNC_QUEUE = "xero-sync";

/** Says "look at this firm". Never throws: the rows are due, and the sweep finds them. */
export const nudgeLane = (tenantId: string): Promise<void> => nudge(SYNC_QUEUE, { tenantId, id: "lane" });
