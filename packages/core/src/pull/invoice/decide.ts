/** What an invoice becomes when it is brought up to Xero's. Pure but for ids and the clock. */
import type { InvoiceItem, Line } from "../../invoice/entity.ts";
import { byBalance } from "../../invoice/rule/state.ts";
import { nowIso, today } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { formatPence } from "../../lib/text/money.ts";
import type { PaymentItem } from "../../payment/entity.ts";
import type { XeroInvoice } from "../../provider/xero/index.ts";
import type { InvoiceFields } from "../../sync/field/invoice.ts";
import { PullProblem } from "../outcome.ts";
import { type Compared, compareEntries, entriesOf } from "./entry.ts";
import { newLines } from "./line.ts";

export interface Books {
  row: InvoiceItem;
  lines: readonly Line[];
  entries: readonly PaymentItem[];
}

export interface Decided extends Pick<Compared, "add" | "takeBack"> {
  row: InvoiceItem;
  lines: readonly Line[];
  /** Whether there is more to do than fits one transaction: read again and go on. */
  more: boolean;
}

/** Entries of one transaction: each is four writes at most. */
const MAX_ENTRIES = 20;

/**
 * The invoice with Xero's money and `take`, the fields that only Xero changed. Throws `PullProblem` where that would write over what
 * somebody recorded here.
 */
export function decide(books: Books, theirs: XeroInvoice, take: Partial<InvoiceFields>): Decided {
  const { row: before } = books;
  const given = entriesOf(theirs);
  const compared = compareEntries(books.entries, given);
  checkSum(
    before,
    theirs,
    given.reduce((sum, entry) => sum + entry.amountPence, 0),
  );
  const takeBack = compared.takeBack.slice(0, MAX_ENTRIES);
  const add = compared.add.slice(0, MAX_ENTRIES - takeBack.length);
  // What is void keeps the lines it was sent with, whatever was done to it in Xero before: all of it is credited.
  const changed =
    take.state === "void" ? undefined : newLines({ figures: before, lines: books.lines }, theirs, () => newId("lin"));
  if (changed === null) throw differs(before, theirs);
  const paidPence = before.paidPence + sumOf(add) - sumOf(takeBack);
  const figures = changed?.figures ?? before;
  if (paidPence > figures.totalPence || paidPence < 0) throw bothSides(before, compared, theirs);
  const at = nowIso();
  const version = before.version + 1;
  const { paidOn: _, poNumber, ...kept } = before;
  const reference = take.reference === undefined ? poNumber : (take.reference ?? undefined);
  const settled: InvoiceItem = {
    ...kept,
    ...(changed ? { ...changed.figures, linesVersion: version } : {}),
    ...(reference === undefined ? {} : { poNumber: reference }),
    ...(typeof take.dueOn === "string" ? { dueOn: take.dueOn } : {}),
    paidPence,
    version,
    updatedAt: at,
  };
  const more = takeBack.length + add.length < compared.takeBack.length + compared.add.length;
  const state = byBalance(settled);
  const row = { ...settled, state, ...(state === "paid" ? { paidOn: theirs.paidOn ?? before.paidOn ?? today() } : {}) };
  const lines = changed?.lines ?? books.lines;
  if (take.state !== "void") return { row, lines, add, takeBack, more };
  if (compared.waiting.length > 0) throw voidedWithPayments(before, compared.waiting);
  const ended: InvoiceItem = more ? row : { ...row, state: "void", voidedAt: at, voidReason: "Voided in Xero" };
  return { row: ended, lines, add, takeBack, more };
}

const sumOf = (entries: readonly { amountPence: number }[]): number =>
  entries.reduce((sum, { amountPence }) => sum + amountPence, 0);

/** Xero's own list must come to Xero's own sums, or we have not read all of it. */
function checkSum(row: InvoiceItem, theirs: XeroInvoice, sumPence: number): void {
  if (sumPence === theirs.paidPence + theirs.creditedPence) return;
  throw new PullProblem(
    "figures-differ",
    `Xero says that ${formatPence(theirs.paidPence)} is paid on ${row.number}, and lists payments of ${formatPence(sumPence)}. Look at it in Xero; it is read again later.`,
  );
}

const differs = (row: InvoiceItem, theirs: XeroInvoice): PullProblem =>
  new PullProblem(
    "figures-differ",
    `${row.number} comes to ${formatPence(theirs.totalPence)} in Xero and to ${formatPence(row.totalPence)} here, and Xero's lines cannot be written here to the penny. Void it and make another, or change it back in Xero.`,
  );

const bothSides = (row: InvoiceItem, { waiting }: Compared, theirs: XeroInvoice): PullProblem =>
  new PullProblem(
    "paid-on-both-sides",
    `Xero has ${formatPence(theirs.paidPence + theirs.creditedPence)} on ${row.number}, and ${formatPence(sumOf(waiting))} is recorded here that Xero has not. Together that is more than it comes to. When both are the same money, reverse the payment recorded here.`,
  );

const voidedWithPayments = (row: InvoiceItem, waiting: readonly PaymentItem[]): PullProblem =>
  new PullProblem(
    "voided-with-payments",
    `${row.number} is void in Xero, and ${formatPence(sumOf(waiting))} recorded here never reached Xero. Reverse that payment; the invoice is then voided here too.`,
  );
