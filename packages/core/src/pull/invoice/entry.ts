/** Which payments and credits Xero has on an invoice, beside ours. Pure. */
import type { PaymentItem } from "../../payment/entity.ts";
import type { XeroInvoice } from "../../provider/xero/index.ts";

/** Money that Xero says has come on an invoice. Credits have no id of their own: all of an invoice's are one. */
export interface XeroEntry {
  key: string;
  amountPence: number;
  paidOn: string | null;
  reference: string | null;
  isCredit: boolean;
}

export interface Compared {
  /** In Xero and not with us. */
  add: XeroEntry[];
  /** With us, and no longer in Xero. */
  takeBack: PaymentItem[];
  /** With us, and not in Xero yet. */
  waiting: PaymentItem[];
}

const creditKey = (invoiceId: string): string => `credit:${invoiceId}`;

export const entriesOf = (theirs: XeroInvoice): XeroEntry[] => [
  ...theirs.payments.map((one) => ({ ...one, key: one.id, isCredit: false })),
  ...(theirs.creditedPence > 0
    ? [
        {
          key: creditKey(theirs.id),
          amountPence: theirs.creditedPence,
          paidOn: theirs.paidOn,
          reference: "Credit in Xero",
          isCredit: true,
        },
      ]
    : []),
];

/** `entries` are all of ours on the invoice, reversals and reversed ones too. */
export function compareEntries(entries: readonly PaymentItem[], theirs: readonly XeroEntry[]): Compared {
  const payments = entries.filter((entry) => entry.kind === "payment");
  const active = payments.filter((entry) => entry.reversedBy === undefined);
  const matched = new Set<string>();
  const add: XeroEntry[] = [];
  for (const one of theirs) {
    const ours = active.find((entry) => !matched.has(entry.id) && isSame(entry, one));
    if (ours) matched.add(ours.id);
    // Taken back by us and on its way out of Xero: it does not come again.
    else if (one.isCredit || !payments.some((entry) => isSame(entry, one))) add.push(one);
  }
  const left = active.filter((entry) => !matched.has(entry.id));
  return {
    add,
    takeBack: left.filter((entry) => entry.xeroPaymentId !== undefined),
    waiting: left.filter((entry) => entry.xeroPaymentId === undefined),
  };
}

/** By Xero's id once we know it, and by our own id in the reference while we do not. */
const isSame = (ours: PaymentItem, theirs: XeroEntry): boolean =>
  ours.xeroPaymentId === undefined
    ? theirs.reference === `ph:${ours.id}`
    : ours.xeroPaymentId === theirs.key && ours.amountPence === theirs.amountPence;
