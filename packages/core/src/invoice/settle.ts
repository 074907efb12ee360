/** The invoice's side of a payment: its balance and state change in the payment's own transaction. */
import type { TransactItem } from "../lib/table/transact.ts";
import type { InvoiceItem } from "./entity.ts";
import { markInvoice } from "./mark.ts";
import { pendingAgain } from "./rule/change.ts";
import { next } from "./rule/state.ts";
import { updateRow } from "./save.ts";

/**
 * The invoice with `paidPence` paid in all, and the writes of it; throws `invoice.cannot-settle` for a draft or a void one. The
 * writes fail with `VersionPassed` when anybody changed the invoice since it was read: read it again and decide again.
 * `paidOn` is the day of the payment, kept when it completes the invoice.
 */
export function settle(
  before: InvoiceItem,
  paidPence: number,
  { at, paidOn }: { at: string; paidOn: string },
): { row: InvoiceItem; items: TransactItem[] } {
  const state = next(before, "settle", { ...before, paidPence });
  if (paidPence < 0 || paidPence > before.totalPence)
    throw new Error("the balance of an invoice would leave its bounds");
  const { paidOn: _, ...kept } = before;
  const row: InvoiceItem = pendingAgain({
    ...kept,
    paidPence,
    state,
    ...(state === "paid" ? { paidOn } : {}),
    updatedAt: at,
    version: before.version + 1,
  });
  return { row, items: [...updateRow(before, row), markInvoice(row)] };
}
