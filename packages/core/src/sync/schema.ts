/** Sync with Xero: its words. Safe for the browser. */
import * as z from "zod";
import { Instant } from "../lib/schema.ts";

/** In the order in which they must be pushed; alphabetical, so that keys sort alike. */
export const SYNC_KINDS = ["contact", "invoice", "payment"] as const;
export const SyncKind = z.enum(SYNC_KINDS);
export type SyncKind = z.infer<typeof SyncKind>;

export const SYNC_STATUSES = ["pending", "synced", "error", "conflict", "ignored"] as const;
export const SyncStatus = z.enum(SYNC_STATUSES);
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What the firm chooses before the first push: an account and a tax rate for each kind of line, and where payments go. */
const LineChoice = z.strictObject({
  accountCode: z.string().trim().min(1).max(10).optional(),
  taxType: z.string().trim().min(1).max(50).optional(),
});
export const Mapping = z.strictObject({
  lines: z.strictObject({
    standard: LineChoice.optional(),
    reduced: LineChoice.optional(),
    zero: LineChoice.optional(),
    exempt: LineChoice.optional(),
    none: LineChoice.optional(),
  }),
  /** Xero's id of a bank account, or another that takes payments. */
  paymentAccountId: z.string().max(64).optional(),
  /** What an approved invoice becomes in Xero. */
  invoiceStatus: z.enum(["AUTHORISED", "DRAFT"]),
});
export type Mapping = z.infer<typeof Mapping>;

/** What one run did: records pushed by kind, those that could not be, and records taken from Xero. */
export const RunCounts = z.object({
  contact: z.number().int(),
  invoice: z.number().int(),
  payment: z.number().int(),
  failed: z.number().int(),
  pulled: z.number().int(),
});
export type RunCounts = z.infer<typeof RunCounts>;

export const SyncRun = z.object({
  id: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  by: z.enum(["background", "interactive"]),
  counts: RunCounts,
  outcome: z.enum(["idle", "more", "wait"]),
  /** Why it could not go on; null when it could. */
  stoppedBy: z.string().nullable(),
});
export type SyncRun = z.infer<typeof SyncRun>;
