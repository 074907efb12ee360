/** What kept records from Xero, in words for many of them at once. Codes: core/sync/decide, core/pull. Pure. */
import type { SyncKind } from "@practice-hub/core/outbox/schema";

const CAUSES: Readonly<Record<string, string>> = {
  "account-missing": "No account is chosen",
  "account-unusable": "The account takes no sales in Xero",
  "amount-more-than-due": "More was paid than is due in Xero",
  "bank-account-missing": "No bank account is chosen for payments",
  "client-failed": "The client is not in Xero",
  "contact-archived": "The contact is archived in Xero",
  "contact-merged": "The contact was merged into another client’s",
  "currency-disabled": "The currency is not switched on in Xero",
  "deleted-in-xero": "Gone from Xero",
  "figures-differ": "The figures differ from Xero’s",
  "invoice-failed": "The invoice is not in Xero",
  "invoice-not-authorised": "The invoice is not approved in Xero",
  "name-taken": "A contact of that name is in Xero already",
  "number-taken": "The invoice number is taken in Xero",
  "paid-in-xero": "Paid in Xero already",
  "paid-on-both-sides": "Paid here and in Xero",
  "payment-reconciled": "The payment is reconciled in Xero",
  "period-locked": "The period is locked in Xero",
  rejected: "Xero refused",
  "tax-rate-missing": "No tax rate is chosen",
  "tax-rate-unusable": "The tax rate does not fit",
  "total-differs": "The total differs in Xero",
  "voided-in-xero": "Void in Xero",
  "voided-with-payments": "Void in Xero, with payments here",
};

export const causeOf = (code: string): string => CAUSES[code] ?? "Xero gave no clear answer";

const KINDS: Record<SyncKind, readonly [one: string, many: string]> = {
  contact: ["client", "clients"],
  invoice: ["invoice", "invoices"],
  payment: ["payment", "payments"],
};

/** `2 clients, 1 invoice`; of nothing an empty text. */
export const counted = (counts: Partial<Record<SyncKind, number>>): string =>
  (["contact", "invoice", "payment"] as const)
    .flatMap((kind) => {
      const count = counts[kind] ?? 0;
      return count === 0 ? [] : [`${count.toLocaleString("en-GB")} ${KINDS[kind][count === 1 ? 0 : 1]}`];
    })
    .join(", ");

/** How many of each kind. */
export function kindsOf(records: readonly { kind: SyncKind }[]): Partial<Record<SyncKind, number>> {
  const counts: Partial<Record<SyncKind, number>> = {};
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
