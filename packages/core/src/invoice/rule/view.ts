/** Rows as the API shows them. Pure but for today's date, which decides what is overdue. */
import { today } from "../../lib/clock.ts";
import type { InvoiceItem, Line } from "../entity.ts";
import type { Invoice, InvoiceStatus, InvoiceSummary } from "../schema.ts";
import { type InvoiceState, OPEN_STATES } from "./state.ts";
import { invoiceSum } from "./total.ts";

/** Money is outstanding on it. */
export const isOpen = (state: InvoiceState): boolean => (OPEN_STATES as readonly InvoiceState[]).includes(state);

/** Due on the 30th means: overdue from the 31st on, in London. */
export const statusOf = ({ state, dueOn }: Pick<InvoiceItem, "state" | "dueOn">, on: string = today()): InvoiceStatus =>
  isOpen(state) && dueOn < on ? "overdue" : state;

/** What is still to pay. Nothing on a void invoice: voiding credits all of it. */
export const dueOf = ({ state, totalPence, paidPence }: Pick<InvoiceItem, "state" | "totalPence" | "paidPence">) =>
  state === "void" ? 0 : totalPence - paidPence;

export const toSummary = (row: InvoiceItem): InvoiceSummary => ({
  id: row.id,
  number: row.number,
  clientId: row.clientId,
  clientName: row.clientName,
  status: statusOf(row),
  currency: row.currency,
  issueOn: row.issueOn,
  dueOn: row.dueOn,
  poNumber: row.poNumber ?? null,
  subtotalPence: row.subtotalPence,
  vatPence: row.vatPence,
  totalPence: row.totalPence,
  paidPence: row.paidPence,
  creditedPence: row.state === "void" ? row.totalPence : 0,
  duePence: dueOf(row),
  sentAt: row.sentAt ?? null,
  xeroSyncStatus: row.xeroSyncStatus ?? null,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export function toInvoice(row: InvoiceItem, lines: readonly Line[]): Invoice {
  const sum = invoiceSum(lines);
  return {
    ...toSummary(row),
    terms: row.terms ?? null,
    notes: row.notes ?? null,
    lines: lines.map((line, index) => ({
      ...line,
      accountCode: line.accountCode ?? null,
      ...(sum.lines[index] ?? { netPence: 0, vatPence: 0 }),
    })),
    vat: sum.vat,
    sentTo: row.sentTo ?? null,
    sentEmailId: row.sentEmailId ?? null,
    approvedAt: row.approvedAt ?? null,
    paidOn: row.paidOn ?? null,
    voidedAt: row.voidedAt ?? null,
    voidReason: row.voidReason ?? null,
    xeroInvoiceId: row.xeroInvoiceId ?? null,
    xeroLastSyncedAt: row.xeroLastSyncedAt ?? null,
    xeroSyncError: row.xeroSyncError ?? null,
    createdBy: row.createdBy,
  };
}
