/** Sync with Xero: its words. Safe for the browser. */
import * as z from "zod";
import { Instant, PageQuery, pageOf, text } from "../lib/schema.ts";

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

export const RecordRef = z.strictObject({ kind: SyncKind, id: z.string().min(1).max(64) });
export type RecordRef = z.infer<typeof RecordRef>;

/** Records of one plan. */
export const MAX_PLANNED = 200;

/** What stands between a firm and its first push, in the order in which it is done. */
export const SetupState = z.enum(["not-connected", "mapping", "matching", "ready"]);
export type SetupState = z.infer<typeof SetupState>;

export const PlanItem = z.object({
  kind: SyncKind,
  id: z.string(),
  /** The client's name or the invoice's number. */
  label: z.string(),
  clientId: z.string(),
  invoiceId: z.string().nullable(),
  action: z.enum(["create", "update", "void", "delete", "none", "refuse", "wait", "conflict"]),
  /** Fields that change, or clash. */
  changes: z.array(z.string()),
  /** Why it is refused: all reasons. */
  reasons: z.array(z.object({ code: z.string(), words: z.string() })),
  /** What goes to Xero before it, in the same run. */
  after: z.string().nullable(),
  amountPence: z.number().int().nullable(),
});
export type PlanItem = z.infer<typeof PlanItem>;

/** POST /api/integrations/xero/plan. */
export const SyncPlan = z.object({ state: SetupState, items: z.array(PlanItem), more: z.boolean() });
export type SyncPlan = z.infer<typeof SyncPlan>;

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

/** GET /api/integrations/xero/accounts and /tax-rates: the organisation's own lists, and what each is good for here. */
export const AccountChoice = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  type: z.string(),
  forSales: z.boolean(),
  forPayments: z.boolean(),
});
export type AccountChoice = z.infer<typeof AccountChoice>;
export const AccountList = z.object({ items: z.array(AccountChoice), readAt: Instant });

export const TaxRateChoice = z.object({
  taxType: z.string(),
  name: z.string(),
  percent: z.number(),
  /** The VAT rates of ours that it means the same as. */
  fits: z.array(z.enum(["standard", "reduced", "zero", "exempt", "none"])),
});
export type TaxRateChoice = z.infer<typeof TaxRateChoice>;
export const TaxRateList = z.object({ items: z.array(TaxRateChoice), readAt: Instant });

/** GET /api/integrations/xero/mapping. `suggested` is made of Xero's own lists, and is nothing until somebody saves it. */
export const MappingView = z.object({
  state: SetupState,
  mapping: Mapping,
  complete: z.boolean(),
  suggested: Mapping,
  /** What no longer fits: an account that was archived, a tax rate that was removed. */
  problems: z.array(z.string()),
});
export type MappingView = z.infer<typeof MappingView>;

/** A contact of Xero's, as far as it helps to recognise somebody. */
export const ContactChoice = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  companyNumber: z.string().nullable(),
  number: z.string().nullable(),
  active: z.boolean(),
});
export type ContactChoice = z.infer<typeof ContactChoice>;

/** GET /api/integrations/xero/matching: clients that are not linked yet. */
export const MatchItem = z.object({
  clientId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  companyNumber: z.string().nullable(),
  ignored: z.boolean(),
  /** Best first. */
  suggestions: z.array(z.object({ contact: ContactChoice, by: z.enum(["number", "company-number", "email", "name"]) })),
});
export type MatchItem = z.infer<typeof MatchItem>;
export const MatchPage = z.object({ ...pageOf(MatchItem).shape, state: SetupState });
/** Small pages: each is looked up in Xero. */
export const MatchQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(20).default(20) });
export type MatchQuery = z.infer<typeof MatchQuery>;

export const MatchDecision = z.discriminatedUnion("action", [
  z.strictObject({ clientId: z.string().max(64), action: z.literal("link"), contactId: z.string().max(64) }),
  z.strictObject({ clientId: z.string().max(64), action: z.literal("create") }),
  z.strictObject({ clientId: z.string().max(64), action: z.literal("ignore") }),
]);
export type MatchDecision = z.infer<typeof MatchDecision>;
/** POST /api/integrations/xero/matching. */
export const MatchDecisions = z.strictObject({ decisions: z.array(MatchDecision).min(1).max(50) });
export const ContactSearch = z.object({ q: text(100).optional() });

/** POST /api/integrations/xero/plan and /sync: some records, or all that is pending. */
export const SyncRequest = z.strictObject({ records: z.array(RecordRef).min(1).max(MAX_PLANNED).optional() });
export type SyncRequest = z.infer<typeof SyncRequest>;

/** F76–F78. */
export const SyncResult = z.object({ success: z.boolean(), error: z.string().optional() });
export type SyncResult = z.infer<typeof SyncResult>;

/** How many records are in which state; at most `MAX_COUNTED`, then "that many or more". */
export const MAX_COUNTED = 1000;
export const SyncCounts = z.object({
  state: SetupState,
  autoSync: z.boolean(),
  pending: z.number().int(),
  error: z.number().int(),
  conflict: z.number().int(),
});
export type SyncCounts = z.infer<typeof SyncCounts>;

/** One record's place in Xero: the chip, its reason, and where it is. */
export const SyncRecord = z.object({
  kind: SyncKind,
  id: z.string(),
  label: z.string(),
  clientId: z.string(),
  invoiceId: z.string().nullable(),
  status: SyncStatus,
  code: z.string().nullable(),
  reason: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: Instant.nullable(),
  lastSyncedAt: Instant.nullable(),
  xeroId: z.string().nullable(),
  /** Opens it in Xero; null while it is not there. */
  url: z.string().nullable(),
});
export type SyncRecord = z.infer<typeof SyncRecord>;
export const SyncRecordPage = pageOf(SyncRecord);
export const SyncRecordQuery = PageQuery.extend({ status: SyncStatus.default("error") });
export type SyncRecordQuery = z.infer<typeof SyncRecordQuery>;
export const RecordView = z.object({ state: SetupState, record: SyncRecord.nullable() });
export type RecordView = z.infer<typeof RecordView>;
export const SyncRunPage = pageOf(SyncRun);
export const RetryResult = z.object({
  clientsRetried: z.number().int(),
  invoicesRetried: z.number().int(),
  paymentsRetried: z.number().int(),
});
