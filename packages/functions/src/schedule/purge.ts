/** Every night: has removed for good what was deleted long enough ago, and uploads that were never completed. */
import { nudgeDue } from "./nudge-due.ts";

export const handler = (): Promise<{ nudged: number }> => nudgeDue([{ queue: "document", limit: 10_000 }]);
