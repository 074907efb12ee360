/** What a payment and its reversal may do to a balance. Pure. */
import { VisibleError } from "../lib/error.ts";
import { formatPence } from "../lib/text/money.ts";

/** The invoice as far as money is concerned. */
export interface Balance {
  number: string;
  state: string;
  totalPence: number;
  paidPence: number;
}

/** Paid in all after a payment. More than is due is refused, with what is due; drafts and void invoices by the invoice's own table. */
export function afterPayment({ number, state, totalPence, paidPence }: Balance, amountPence: number): number {
  const duePence = totalPence - paidPence;
  if (state === "draft" || state === "void" || amountPence <= duePence) return paidPence + amountPence;
  const why =
    duePence === 0
      ? `${number} is paid in full already: nothing is due.`
      : `${formatPence(amountPence)} is more than is due: ${formatPence(duePence)} is due on ${number}.`;
  throw new VisibleError("unprocessable", "payment.more-than-due", why, {
    fields: [{ path: "amountPence", message: `must be at most ${formatPence(duePence)}` }],
    extra: { duePence },
  });
}

/** Paid in all after taking a payment back. Only a payment can be reversed, and once. */
export function afterReversal(
  { paidPence }: Balance,
  payment: { kind: "payment" | "reversal"; amountPence: number; reversedBy?: string | undefined },
): number {
  if (payment.kind === "reversal")
    throw new VisibleError(
      "conflict",
      "payment.is-reversal",
      "This entry is itself a reversal. Record the payment again instead.",
    );
  if (payment.reversedBy !== undefined) throw new AlreadyReversed();
  return paidPence - payment.amountPence;
}

/** Also thrown from inside the transaction, when two people reverse one payment at the same moment. */
export class AlreadyReversed extends VisibleError {
  constructor() {
    super("conflict", "payment.already-reversed", "This payment is reversed already.");
  }
}

/** Money cannot have come on a day that has not. */
export function checkPaidOn(paidOn: string, today: string): void {
  if (paidOn > today)
    throw new VisibleError("invalid", "payment.in-future", "The payment date is in the future.", {
      fields: [{ path: "paidOn", message: "must not be in the future" }],
    });
}
