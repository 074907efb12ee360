/** The audit trail (append-only). `activity(entry)` is part of every command's transaction. */
export { activity, type NewActivity } from "./commands.ts";
export * as Activity from "./queries.ts";
