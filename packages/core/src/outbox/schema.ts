/** What waits for Xero: its words. Safe for the browser. */
import * as z from "zod";

/** In the order in which they must be pushed; alphabetical, so that keys sort alike. */
export const SYNC_KINDS = ["contact", "invoice", "payment"] as const;
export const SyncKind = z.enum(SYNC_KINDS);
export type SyncKind = z.infer<typeof SyncKind>;

export const SYNC_STATUSES = ["pending", "synced", "error", "conflict", "ignored"] as const;
export const SyncStatus = z.enum(SYNC_STATUSES);
export type SyncStatus = z.infer<typeof SyncStatus>;

/** One record's place in Xero as a list shows it: the chip and its reason. */
export const SyncGlance = z.object({ status: SyncStatus, code: z.string().nullable(), reason: z.string().nullable() });
export type SyncGlance = z.infer<typeof SyncGlance>;
