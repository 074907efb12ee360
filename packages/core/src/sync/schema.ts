/** Sync with Xero: its words. Safe for the browser. */
import * as z from "zod";
import { VAT_RATES } from "../invoice/rule/total.ts";
import { Instant, PageQuery, pageOf, text } from "../lib/schema.ts";
import { SyncKind, SyncStatus } from "../outbox/schema.ts";

/** The fields that a client or an invoice shares with Xero, as people call them. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: "Name",
  email: "Email address",
  phone: "Telephone",
  companyNumber: "Company number",
  vatNumber: "VAT number",
  line1: "Address line 1",
  line2: "Address line 2",
  city: "Town or city",
  region: "County",
  postcode: "Postcode",
  country: "Country",
  dueOn: "Due date",
  reference: "PO number",
  state: "State",
};

/** Within a sentence: `email address`, but `VAT number`. */
export function fieldInText(field: string): string {
  const word = FIELD_WORDS[field] ?? field;
  return /^[A-Z]{2}/.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
}

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

/** The organisation's own lists, and what each entry is good for here. */
export const AccountChoice = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  type: z.string(),
  forSales: z.boolean(),
  forPayments: z.boolean(),
});
export type AccountChoice = z.infer<typeof AccountChoice>;

export const TaxRateChoice = z.object({
  taxType: z.string(),
  name: z.string(),
  percent: z.number(),
  /** The VAT rates of ours that it means the same as. */
  fits: z.array(z.enum(VAT_RATES)),
});
export type TaxRateChoice = z.infer<typeof TaxRateChoice>;

/** What of the choices does not fit Xero any more: an account that was archived, a tax rate that was removed. */
export const MappingProblem = z.object({
  part: z.enum(["account", "taxRate", "paymentAccount"]),
  vatRate: z.enum(VAT_RATES).nullable(),
  /** What happened, and what helps. */
  words: z.string(),
});
export type MappingProblem = z.infer<typeof MappingProblem>;

/** GET /api/integrations/xero/mapping: the choices, and Xero's own lists to choose from. */
export const MappingView = z.object({
  state: SetupState,
  mapping: Mapping,
  complete: z.boolean(),
  /** Made of Xero's lists, and nothing until somebody saves it. */
  suggested: Mapping,
  problems: z.array(MappingProblem),
  accounts: z.array(AccountChoice),
  taxRates: z.array(TaxRateChoice),
  /** When the lists were read; null when they never were. */
  readAt: Instant.nullable(),
  /** Why Xero could not be asked for them now, in words: then the lists are older ones, or empty. */
  unread: z.string().nullable(),
});
export type MappingView = z.infer<typeof MappingView>;
/** `refresh=1` asks Xero instead of the lists kept for a quarter of an hour. */
export const MappingQuery = z.object({ refresh: z.literal("1").optional() });

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

/** GET /api/integrations/xero/matching: clients that are not linked, or whose contact is gone. */
export const MatchItem = z.object({
  clientId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  companyNumber: z.string().nullable(),
  /** What somebody said of it before. Whoever is undecided is new to Xero when the matching is finished. */
  decision: z.enum(["create", "ignore"]).nullable(),
  /** Why it is not in Xero as it should be, in words. */
  problem: z.string().nullable(),
  /** It was linked: a new contact would take nothing along, so it is linked with another or left out. */
  broken: z.boolean(),
  /** Best first; contacts that are another client's are left out. */
  suggestions: z.array(
    z.object({
      contact: ContactChoice,
      by: z.enum(["number", "company-number", "email", "name"]),
      /** Two marks agree, or one that nobody shares: it may be accepted unseen. At most one of a client. */
      sure: z.boolean(),
    }),
  ),
});
export type MatchItem = z.infer<typeof MatchItem>;
export const MatchPage = z.object({ ...pageOf(MatchItem).shape, state: SetupState });
export type MatchPage = z.infer<typeof MatchPage>;
/** Small pages: each is looked up in Xero. `clientId` asks for one client alone. */
export const MatchQuery = PageQuery.extend({
  limit: z.coerce.number().int().min(1).max(20).default(20),
  clientId: z.string().max(64).optional(),
});
export type MatchQuery = z.infer<typeof MatchQuery>;

/** How far the matching is; counts up to `MAX_COUNTED` clients, then `more`. Archived clients are not counted. */
export const MatchCounts = z.object({
  state: SetupState,
  linked: z.number().int(),
  /** Nobody said anything of them. */
  open: z.number().int(),
  asNew: z.number().int(),
  ignored: z.number().int(),
  more: z.boolean(),
});
export type MatchCounts = z.infer<typeof MatchCounts>;

export const MatchDecision = z.discriminatedUnion("action", [
  z.strictObject({ clientId: z.string().max(64), action: z.literal("link"), contactId: z.string().max(64) }),
  z.strictObject({ clientId: z.string().max(64), action: z.literal("create") }),
  z.strictObject({ clientId: z.string().max(64), action: z.literal("ignore") }),
]);
export type MatchDecision = z.infer<typeof MatchDecision>;
/** POST /api/integrations/xero/matching. */
export const MatchDecisions = z.strictObject({ decisions: z.array(MatchDecision).min(1).max(50) });
/** What was kept, and what could not be, each with its reason in words. */
export const MatchResult = z.object({
  decided: z.number().int(),
  refused: z.array(z.object({ clientId: z.string(), words: z.string() })),
});
export type MatchResult = z.infer<typeof MatchResult>;
export const ContactSearch = z.object({ q: text(100).optional() });

/** POST /api/integrations/xero/plan and /sync: some records, or all that is pending. */
export const SyncRequest = z.strictObject({ records: z.array(RecordRef).min(1).max(MAX_PLANNED).optional() });
export type SyncRequest = z.infer<typeof SyncRequest>;

/** POST /api/integrations/xero/records: where records stand that somebody let go. As many as one request lets go, with what they need. */
export const WatchRequest = z.strictObject({
  records: z
    .array(RecordRef)
    .min(1)
    .max(3 * MAX_PLANNED),
});
export type WatchRequest = z.infer<typeof WatchRequest>;

/** POST /api/integrations/xero/retry: everything that failed, or what failed with one code. */
export const RetryRequest = z.strictObject({ code: z.string().min(1).max(100).optional() });
export type RetryRequest = z.infer<typeof RetryRequest>;

/** F76–F78. */
export const SyncResult = z.object({ success: z.boolean(), error: z.string().optional() });
export type SyncResult = z.infer<typeof SyncResult>;

/** How many records are in which state; at most `MAX_COUNTED`, then "that many or more". */
export const MAX_COUNTED = 1000;
export const SyncCounts = z.object({
  state: SetupState,
  autoSync: z.boolean(),
  /** A run is under way. */
  running: z.boolean(),
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

/** GET /api/integrations/xero/issues: what failed, by cause, most first; of at most `MAX_COUNTED` records. */
export const SyncIssue = z.object({
  code: z.string(),
  /** The words that all of them share; null when each has its own. */
  reason: z.string().nullable(),
  count: z.number().int(),
  /** The first of them. */
  records: z.array(SyncRecord).max(5),
});
export type SyncIssue = z.infer<typeof SyncIssue>;
export const SyncIssueList = z.object({
  items: z.array(SyncIssue),
  /** There are more records than were read. */
  more: z.boolean(),
});
export type SyncIssueList = z.infer<typeof SyncIssueList>;
