/** From an invoice as it is and what a person asks, to the invoice as it must be. Pure. */
import type { Change } from "../../activity/schema.ts";
import { VisibleError } from "../../lib/error.ts";
import { formatPence } from "../../lib/text/money.ts";
import type { InvoiceItem, Line } from "../entity.ts";
import type { InvoiceUpdate, LineInput } from "../schema.ts";
import { next } from "./state.ts";
import { invoiceSum, MAX_TOTAL_PENCE } from "./total.ts";

export interface Changed {
  row: InvoiceItem;
  lines: readonly Line[];
}

/** What stays changeable once an invoice is approved: nothing that moves money. */
const AMENDABLE = ["dueOn", "terms", "poNumber", "notes"] as const;
const EDITABLE = ["issueOn", ...AMENDABLE] as const;

/** Lines as they are stored. A line keeps the id of one of `before`, so that Xero's copy keeps its own; others get a new one. */
export function toLines(typed: readonly LineInput[], before: readonly Line[], newId: () => string): Line[] {
  const free = new Set(before.map((line) => line.id));
  return typed.map(({ id, accountCode, ...line }) => ({
    ...line,
    id: id !== undefined && free.delete(id) ? id : newId(),
    ...(accountCode === null || accountCode === undefined ? {} : { accountCode }),
  }));
}

/** The totals of lines, refused when nobody could mean them. */
export function sums(lines: readonly Line[]): Pick<InvoiceItem, "subtotalPence" | "vatPence" | "totalPence"> {
  const { subtotalPence, vatPence, totalPence } = invoiceSum(lines);
  if (totalPence <= MAX_TOTAL_PENCE) return { subtotalPence, vatPence, totalPence };
  throw new VisibleError(
    "invalid",
    "invoice.too-large",
    `An invoice can come to at most ${formatPence(MAX_TOTAL_PENCE)}. Check the quantities and prices.`,
    { fields: [{ path: "lines", message: "come to more than an invoice can hold" }] },
  );
}

/** An invoice is due on the day it is issued or later. */
export function checkDates({ issueOn, dueOn }: Pick<InvoiceItem, "issueOn" | "dueOn">): void {
  if (dueOn < issueOn)
    throw new VisibleError("invalid", "invoice.due-before-issue", "The due date is before the issue date.", {
      fields: [{ path: "dueOn", message: "must not be before the issue date" }],
    });
}

/** Approved figures belong to Xero too: whatever changes them or what is printed beside them is pushed again. */
export const pendingAgain = (row: InvoiceItem): InvoiceItem => {
  if (row.state === "draft") return row;
  const { xeroSyncError: _, ...kept } = row;
  return { ...kept, xeroSyncStatus: "pending" };
};

/** Applies an edit. Throws in words when the state forbids it: `invoice.cannot-edit`, `invoice.cannot-amend`. */
export function edited(before: Changed, given: InvoiceUpdate, at: string, newId: () => string): Changed {
  const { row } = before;
  const touchesMoney = given.issueOn !== undefined || given.lines !== undefined;
  const state = next(row, touchesMoney ? "edit" : "amend");
  const typed: readonly string[] = EDITABLE.filter((name) => given[name] !== undefined);
  const kept = Object.entries(row).filter(([name]) => !typed.includes(name));
  const set = EDITABLE.flatMap((name) => (given[name] ? [[name, given[name]] as const] : []));
  const merged = {
    ...Object.fromEntries([...kept, ...set]),
    state,
    updatedAt: at,
    version: row.version + 1,
  } as InvoiceItem;
  checkDates(merged);
  if (given.lines === undefined) return { row: pendingAgain(merged), lines: before.lines };
  const lines = toLines(given.lines, before.lines, newId);
  return { row: { ...merged, ...sums(lines), linesVersion: merged.version }, lines };
}

/** Follows one event of the table that is no edit. */
export const moved = (row: InvoiceItem, event: "approve" | "send" | "void", at: string): InvoiceItem => ({
  ...row,
  state: next(row, event),
  updatedAt: at,
  version: row.version + 1,
});

const linesInWords = (lines: readonly Line[], row: InvoiceItem): string =>
  `${lines.length} ${lines.length === 1 ? "line" : "lines"}, ${formatPence(row.totalPence)} with VAT`;

/** What the audit row says changed, field by field. */
export function differences(before: Changed, after: Changed): Change[] {
  const fields = [...EDITABLE, "state", "paidPence"] as const;
  const shown = (row: InvoiceItem, field: (typeof fields)[number]) =>
    field === "paidPence" ? formatPence(row.paidPence) : (row[field] ?? null);
  const ofRow = fields.map((field) => ({
    field: field === "paidPence" ? "paid" : field,
    before: shown(before.row, field),
    after: shown(after.row, field),
  }));
  const ofLines =
    before.lines === after.lines
      ? []
      : [
          {
            field: "lines",
            before: linesInWords(before.lines, before.row),
            after: linesInWords(after.lines, after.row),
          },
        ];
  return [...ofRow.filter((change) => change.before !== change.after), ...ofLines];
}
