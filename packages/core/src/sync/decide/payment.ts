/** A payment in Xero. Payments are made and deleted, never edited. Pure. */
import { formatPence } from "../../lib/text/money.ts";
import type { PaymentItem } from "../../payment/entity.ts";
import type { XeroInvoice, XeroPayment } from "../../provider/xero/index.ts";
import { isPaymentAccount, locked, type Setup } from "./setup.ts";
import { type PaymentDecision, type Reason, refusal } from "./type.ts";

/** Where the payment's invoice stands. */
export type InvoiceState =
  | { state: "linked"; theirs: XeroInvoice | null }
  /** Will be created before, with so much due. */
  | { state: "coming"; duePence: number }
  | { state: "failed"; words: string };

export interface PaymentFacts {
  row: PaymentItem;
  invoice: InvoiceState;
  link: { xeroId: string } | null;
  /** The linked payment as Xero has it now; null when Xero has none by that id, undefined when it was not looked at. */
  theirs?: XeroPayment | null | undefined;
  /** What is still due in Xero, with earlier payments of the same batch taken off. */
  duePence: number;
}

/** How we know a payment of ours again in Xero. */
export const referenceOf = (paymentId: string): string => `ph:${paymentId}`;

export function decidePayment(facts: PaymentFacts, setup: Setup): PaymentDecision {
  const { row, link, theirs } = facts;
  const reversed = row.reversedBy !== undefined;
  if (row.source === "xero" && !reversed) return { action: "none" };
  if (!link) return reversed ? { action: "none" } : creating(facts, setup);
  if (!reversed) return { action: "none" };
  if (theirs === null || theirs?.status === "DELETED") return { action: "none" };
  const reasons = [
    ...locked(setup, theirs?.paidOn ?? row.paidOn, "The payment"),
    ...(theirs?.reconciled ? [RECONCILED] : []),
  ];
  return refusal(reasons) ?? { action: "delete-payment", id: link.xeroId };
}

function creating({ row, invoice, duePence }: PaymentFacts, setup: Setup): PaymentDecision {
  const account = accountOf(row, setup);
  const reasons: Reason[] = [
    ...("words" in account ? [account] : []),
    ...locked(setup, row.paidOn, "The payment"),
    ...invoiceReasons(row, invoice, setup),
    ...(invoice.state !== "failed" && row.amountPence > duePence ? [moreThanDue(row, duePence)] : []),
  ];
  const refused = refusal(reasons);
  if (refused || "words" in account) return refused ?? { action: "none" };
  if (invoice.state !== "linked" || !invoice.theirs)
    return { action: "wait", words: `${row.invoiceNumber} goes to Xero first.` };
  return {
    action: "create",
    put: {
      invoiceId: invoice.theirs.id,
      account,
      amountPence: row.amountPence,
      paidOn: row.paidOn,
      reference: referenceOf(row.id),
    },
  };
}

/** The account that the payment names, or the firm's choice. */
function accountOf(row: PaymentItem, { mapping, chart }: Setup): { id: string } | Reason {
  const wanted = row.bankAccountCode;
  const found = chart.accounts.find((one) =>
    wanted === undefined ? one.id === mapping.paymentAccountId : one.code === wanted,
  );
  if (found && isPaymentAccount(found)) return { id: found.id };
  return {
    code: "bank-account-missing",
    words:
      wanted === undefined
        ? "No account is chosen for payments, or it takes none any more. Choose a bank account in the mapping."
        : `Account ${wanted} takes no payments in Xero. Reverse the payment and record it with another account.`,
  };
}

function invoiceReasons(row: PaymentItem, invoice: InvoiceState, { mapping }: Setup): Reason[] {
  if (invoice.state === "failed") return [{ code: "invoice-failed", words: invoice.words }];
  if (invoice.state === "coming") return mapping.invoiceStatus === "DRAFT" ? [draftThere(row)] : [];
  if (!invoice.theirs)
    return [{ code: "deleted-in-xero", words: `${row.invoiceNumber} is gone from Xero, where it was before.` }];
  const { status } = invoice.theirs;
  if (status === "AUTHORISED" || status === "PAID") return [];
  if (status === "DRAFT" || status === "SUBMITTED") return [draftThere(row)];
  return [{ code: "invoice-not-authorised", words: `${row.invoiceNumber} is void in Xero, so it takes no payment.` }];
}

const draftThere = (row: PaymentItem): Reason => ({
  code: "invoice-not-authorised",
  words: `${row.invoiceNumber} is a draft in Xero, and Xero takes payments on approved invoices only. Approve it in Xero, then retry.`,
});

const RECONCILED: Reason = {
  code: "payment-reconciled",
  words: "The payment is reconciled with the bank statement in Xero. Undo the reconciliation in Xero, then retry.",
};

const moreThanDue = (row: PaymentItem, duePence: number): Reason => ({
  code: "amount-more-than-due",
  words: `${formatPence(row.amountPence)} is more than Xero has due on ${row.invoiceNumber} (${formatPence(duePence)}). A payment may have been recorded in Xero too: look there first.`,
});
