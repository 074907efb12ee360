/** Payments on invoices: what may be typed, and what is shown. Money is whole pence. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { AccountCode, Invoice, InvoiceId, InvoiceSyncStatus, MAX_TOTAL_PENCE, NearDay } from "../invoice/schema.ts";
import { Day, idOf, Instant, PageQuery, pageOf, text } from "../lib/schema.ts";
import { SyncGlance } from "../outbox/schema.ts";

export const PaymentId = idOf("pay");

export const PAYMENT_METHODS = ["bank_transfer", "card", "direct_debit", "cheque", "cash", "other"] as const;
export const PaymentMethod = z.enum(PAYMENT_METHODS, { error: `must be one of ${PAYMENT_METHODS.join(", ")}` });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** POST /api/invoices/{id}/payments. */
export const PaymentCreate = z.strictObject({
  amountPence: z
    .number("must be an amount in pence")
    .int("must be whole pence")
    .min(1, "must be at least one penny")
    .max(MAX_TOTAL_PENCE, "is more than an invoice can come to"),
  /** The day the money came; not in the future. */
  paidOn: NearDay,
  method: PaymentMethod,
  reference: text(100).nullish(),
  /** Xero's code of the bank account it went to. */
  bankAccountCode: AccountCode.nullish(),
});
export type PaymentCreate = z.infer<typeof PaymentCreate>;
export type PaymentCreateInput = z.input<typeof PaymentCreate>;

/** POST /api/invoices/{id}/payments/{paymentId}/reverse. */
export const PaymentReverse = z.strictObject({ reason: text(300).nullish() });
export type PaymentReverse = z.infer<typeof PaymentReverse>;

/** One entry. A reversal is an entry of its own with a negative amount; the entries of an invoice add up to what is paid. */
export const Payment = z.object({
  id: PaymentId,
  kind: z.enum(["payment", "reversal"]),
  invoiceId: InvoiceId,
  invoiceNumber: z.string(),
  clientId: ClientId,
  clientName: z.string(),
  amountPence: z.number().int(),
  paidOn: Day,
  method: PaymentMethod,
  reference: z.string().nullable(),
  bankAccountCode: z.string().nullable(),
  source: z.enum(["local", "xero"]),
  /** Of a reversal: the payment it takes back, and why. */
  reverses: PaymentId.nullable(),
  reason: z.string().nullable(),
  /** Of a payment: the entry that took it back. */
  reversedBy: PaymentId.nullable(),
  xeroPaymentId: z.string().nullable(),
  xeroSyncStatus: InvoiceSyncStatus,
  xeroLastSyncedAt: Instant.nullable(),
  xeroSyncError: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
});
export type Payment = z.infer<typeof Payment>;

/** The answer of recording and reversing: the entry, and the invoice as it is with it. */
export const PaymentWithInvoice = z.object({ ...Payment.shape, invoice: Invoice });
export type PaymentWithInvoice = z.infer<typeof PaymentWithInvoice>;

/** GET /api/payments: all, or of one client. */
export const PaymentQuery = PageQuery.extend({ clientId: ClientId.optional() });
export type PaymentQuery = z.infer<typeof PaymentQuery>;

/** `xero` of a reversal is the place of the payment it takes back. */
export const PaymentListItem = Payment.extend({ xero: SyncGlance.nullable() });
export type PaymentListItem = z.infer<typeof PaymentListItem>;
export const PaymentPage = pageOf(PaymentListItem);
