/** Invoices: what may be typed, and what is shown. Money is whole pence. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { Day, EmailAddress, idOf, Instant, longText, PageQuery, text } from "../lib/schema.ts";
import { SyncGlance } from "../outbox/schema.ts";
import { VAT_RATES } from "./rule/total.ts";

export { invoiceSum, lineSum, MAX_TOTAL_PENCE, VAT_PERCENT } from "./rule/total.ts";

export const InvoiceId = idOf("inv");
export const LineId = idOf("lin");
export const VatRate = z.enum(VAT_RATES, { error: `must be one of ${VAT_RATES.join(", ")}` });
export type VatRate = z.infer<typeof VatRate>;

/** What is shown: the stored state, except that an unpaid one past its due day is `overdue`. */
export const INVOICE_STATUSES = ["draft", "approved", "sent", "part_paid", "overdue", "paid", "void"] as const;
export const InvoiceStatus = z.enum(INVOICE_STATUSES);
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;

/** F57: null until an invoice is approved, because drafts are never pushed. */
export const InvoiceSyncStatus = z.enum(["synced", "pending", "error"]).nullable();

/** So that the lines, in every script, fit one item of the table (400 KB). */
export const MAX_LINES = 200;
const MAX_DESCRIPTION = 500;
/** £10,000,000.00 */
const MAX_UNIT_PENCE = 1_000_000_000;

const shortest = (decimal: string): string => (decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal);

/** A decimal as text, so that 0.1 stays 0.1: above 0, below ten million, at most four decimals. `2.50` becomes `2.5`. */
export const Quantity = z
  .string('must be a number in quotes, e.g. "2.5"')
  .trim()
  .regex(/^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/, "must be a number with at most 4 decimals, e.g. 2.5")
  .refine((value) => /[1-9]/.test(value), "must be above 0")
  .transform(shortest);

/** 0 to 100 as text, at most two decimals. */
export const DiscountPercent = z
  .string('must be a percentage in quotes, e.g. "12.5"')
  .trim()
  .regex(/^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/, "must be a percentage from 0 to 100, e.g. 12.5")
  .transform((value) => shortest(value.replace(/^0(?=\d)/, "")));

/**
 * Whole pence, before VAT. Xero takes fractions of a penny in a unit price; we do not, because money here is whole pence
 * everywhere and what we push must come back the same: price such things by the hundred.
 */
export const UnitPricePence = z
  .number("must be an amount in pence")
  .int("must be whole pence")
  .min(0, "must not be negative; use the discount to take something off")
  .max(MAX_UNIT_PENCE, "must be at most £10,000,000.00");

/** Xero's account codes are at most ten characters. */
export const AccountCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._-]{1,10}$/, "must be an account code of at most 10 letters and digits, e.g. 200");

/** `id` of a line that is kept when a draft is edited; left out for a new one. */
export const LineInput = z.strictObject({
  id: LineId.optional(),
  description: longText(MAX_DESCRIPTION).min(1, "must not be empty"),
  quantity: Quantity.default("1"),
  unitPricePence: UnitPricePence,
  vatRate: VatRate,
  accountCode: AccountCode.nullish(),
  discountPercent: DiscountPercent.default("0"),
});
export type LineInput = z.infer<typeof LineInput>;

const Lines = z
  .array(LineInput)
  .min(1, "must have at least one line")
  .max(MAX_LINES, `must be at most ${MAX_LINES} lines; split the work over several invoices`);
/** A day of this century: a typing slip in the year is no invoice date. */
export const NearDay = Day.refine((day) => day.startsWith("20"), "must be a date between 2000 and 2099");

const fields = {
  issueOn: NearDay,
  dueOn: NearDay,
  terms: longText(1000).nullish(),
  poNumber: text(50).nullish(),
  notes: longText(2000).nullish(),
  lines: Lines,
};

/** POST /api/invoices. Totals are never taken from input. `issueOn` defaults to today; `dueOn` and `terms` to the firm's own (30 days). */
export const InvoiceCreate = z.strictObject({
  clientId: ClientId,
  currency: z.literal("GBP", { error: "must be GBP: invoices in other currencies are not offered" }).default("GBP"),
  ...fields,
  issueOn: NearDay.optional(),
  dueOn: NearDay.optional(),
});
export type InvoiceCreate = z.infer<typeof InvoiceCreate>;
export type InvoiceCreateInput = z.input<typeof InvoiceCreate>;

const Version = z.number().int().min(1);

/** PATCH /api/invoices/{id}: only what changes, and the version it was read at. `null` clears a field; `lines` are all lines. */
export const InvoiceUpdate = z.strictObject({ version: Version, ...z.object(fields).partial().shape });
export type InvoiceUpdate = z.infer<typeof InvoiceUpdate>;
export type InvoiceUpdateInput = z.input<typeof InvoiceUpdate>;

/** POST /api/invoices/{id}/approve and /mark-sent. */
export const InvoiceVersion = z.strictObject({ version: Version });
export type InvoiceVersion = z.infer<typeof InvoiceVersion>;

/** POST /api/invoices/{id}/send: whom to, and what to add to the mail's own words. */
export const InvoiceSend = z.strictObject({ version: Version, to: EmailAddress, message: longText(1000).nullish() });
export type InvoiceSend = z.infer<typeof InvoiceSend>;
export type InvoiceSendInput = z.input<typeof InvoiceSend>;

/** POST /api/invoices/{id}/void. */
export const InvoiceVoid = z.strictObject({ version: Version, reason: text(300).nullish() });
export type InvoiceVoid = z.infer<typeof InvoiceVoid>;

export const InvoiceLine = z.object({
  id: LineId,
  description: z.string(),
  quantity: z.string(),
  unitPricePence: z.number().int(),
  discountPercent: z.string(),
  vatRate: VatRate,
  accountCode: z.string().nullable(),
  netPence: z.number().int(),
  vatPence: z.number().int(),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** One row of the list. `totalPence = paidPence + creditedPence + duePence`; only a void one is credited, in full. */
export const InvoiceSummary = z.object({
  id: InvoiceId,
  number: z.string(),
  clientId: ClientId,
  /** The client's name when the invoice was last a draft. */
  clientName: z.string(),
  status: InvoiceStatus,
  currency: z.literal("GBP"),
  issueOn: Day,
  dueOn: Day,
  poNumber: z.string().nullable(),
  subtotalPence: z.number().int(),
  vatPence: z.number().int(),
  totalPence: z.number().int(),
  paidPence: z.number().int(),
  creditedPence: z.number().int(),
  duePence: z.number().int(),
  sentAt: Instant.nullable(),
  xeroSyncStatus: InvoiceSyncStatus,
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

/** GET /api/invoices: `xero` is null of a draft, which is never sent. */
export const InvoiceListItem = InvoiceSummary.extend({ xero: SyncGlance.nullable() });
export type InvoiceListItem = z.infer<typeof InvoiceListItem>;

/** The record. `vat` has one entry for each rate used. */
export const Invoice = z.object({
  ...InvoiceSummary.shape,
  terms: z.string().nullable(),
  notes: z.string().nullable(),
  lines: z.array(InvoiceLine),
  vat: z.array(z.object({ vatRate: VatRate, netPence: z.number().int(), vatPence: z.number().int() })),
  /** Of the newest mail with it; null when it went another way. What became of it: GET /api/emails/{id}. */
  sentTo: z.string().nullable(),
  sentEmailId: z.string().nullable(),
  approvedAt: Instant.nullable(),
  /** The day of the payment that completed it. */
  paidOn: Day.nullable(),
  voidedAt: Instant.nullable(),
  voidReason: z.string().nullable(),
  xeroInvoiceId: z.string().nullable(),
  xeroLastSyncedAt: Instant.nullable(),
  xeroSyncError: z.string().nullable(),
  createdBy: z.string(),
});
export type Invoice = z.infer<typeof Invoice>;

/** GET /api/invoices: all, of one client, or of one status. */
export const InvoiceQuery = PageQuery.extend({
  clientId: ClientId.optional(),
  status: InvoiceStatus.optional(),
}).refine((query) => query.clientId === undefined || query.status === undefined, {
  path: ["status"],
  message: "cannot be combined with clientId",
});
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;

const OpenSum = z.object({ count: z.number().int(), pence: z.number().int() });
/** GET /api/invoices/totals: what is due on approved and sent invoices; `overdue` is a part of `outstanding`. */
export const InvoiceTotals = z.object({ outstanding: OpenSum, overdue: OpenSum, asOf: Day });
export type InvoiceTotals = z.infer<typeof InvoiceTotals>;

/** What a client sees of an invoice once it was sent: nothing of the firm's bookkeeping. */
export const PortalInvoiceSummary = InvoiceSummary.omit({
  xeroSyncStatus: true,
  version: true,
  createdAt: true,
  updatedAt: true,
});
export type PortalInvoiceSummary = z.infer<typeof PortalInvoiceSummary>;
export const PortalInvoice = z.object({
  ...PortalInvoiceSummary.shape,
  terms: z.string().nullable(),
  notes: z.string().nullable(),
  lines: z.array(InvoiceLine.omit({ accountCode: true })),
  vat: Invoice.shape.vat,
  paidOn: Day.nullable(),
});
export type PortalInvoice = z.infer<typeof PortalInvoice>;

/** The token of a mail's link: 256 random bits, base64url. One that lost a letter on its way is refused in the link's own words. */
export const InvoiceToken = z.string().regex(/^[\w-]{1,64}$/, "must be the link's token");
/** GET /api/invoice-links/{token}: what the link of a mail opens, without an account. */
export const LinkedInvoice = z.object({ firmName: z.string(), expiresAt: Instant, invoice: PortalInvoice });
export type LinkedInvoice = z.infer<typeof LinkedInvoice>;

/** GET /api/portal/invoices: `clientId` chooses among the clients of somebody who has several. */
export const PortalInvoiceQuery = PageQuery.extend({ clientId: ClientId.optional() });
export type PortalInvoiceQuery = z.infer<typeof PortalInvoiceQuery>;
