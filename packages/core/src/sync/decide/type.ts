/** What to do about one record in Xero. Push and plan make the same decisions by the same functions. */
import type { InvoicePut, ContactPut, PaymentPut } from "../../provider/xero/index.ts";
import type { Clash } from "../../outbox/merge.ts";

/** Why Xero will not, or must not, take a record as it is. Stable: pages offer one fix for each. */
export const REASON_CODES = [
  "account-missing",
  "account-unusable",
  "amount-more-than-due",
  "bank-account-missing",
  "client-failed",
  "contact-archived",
  "currency-disabled",
  "deleted-in-xero",
  "invoice-failed",
  "invoice-not-authorised",
  "name-taken",
  "number-taken",
  "paid-in-xero",
  "payment-reconciled",
  "period-locked",
  "tax-rate-missing",
  "tax-rate-unusable",
  "voided-in-xero",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export interface Reason {
  code: ReasonCode;
  /** A sentence for the firm's staff: what is wrong and what to do. */
  words: string;
}

export type Decision<Put> =
  | { action: "create"; put: Put }
  /** `changes` names the fields. */
  | { action: "update" | "void" | "delete"; put: Put & { id: string }; changes: string[] }
  /** Xero has it as it must be, or must not have it. */
  | { action: "none" }
  /** Something else goes first and has not gone yet. */
  | { action: "wait"; words: string }
  | { action: "refuse"; reasons: [Reason, ...Reason[]] }
  | { action: "conflict"; clashes: Clash[] };

export type ContactDecision = Decision<ContactPut>;
export type InvoiceDecision = Decision<InvoicePut>;
export type PaymentDecision = Decision<PaymentPut> | { action: "delete-payment"; id: string };

/** All reasons at once, or null when there is none. */
export const refusal = (reasons: readonly Reason[]): { action: "refuse"; reasons: [Reason, ...Reason[]] } | null => {
  const [first, ...more] = reasons;
  return first ? { action: "refuse", reasons: [first, ...more] } : null;
};
