/** An invoice as Xero has it now, brought to ours: state, payments and balance are Xero's own figures once it is approved there. */
import type { Change } from "../../activity/schema.ts";
import { load } from "../../invoice/read/load.ts";
import { transact } from "../../lib/table/transact.ts";
import { type PaymentItem, PaymentRow } from "../../payment/entity.ts";
import type { XeroInvoice } from "../../provider/xero/index.ts";
import { type InvoiceFields, invoiceOfOurs, invoiceOfXero } from "../../sync/field/invoice.ts";
import { type Clash, hashOf, merge } from "../../outbox/merge.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import type { Place } from "../contact/apply.ts";
import { alone, clashed, linkOf, seen, type Settled, troubled } from "../link.ts";
import { type Outcome, outcome, PullProblem } from "../outcome.ts";
import { type Books, decide } from "./decide.ts";
import { invoiceWrites } from "./write.ts";

/** Entries on one invoice come in this many transactions at most; the rest comes with the next look. */
const MAX_ROUNDS = 10;

/**
 * Applies what Xero has; `theirs` is null when it has no such invoice. Throws `PullProblem` for what needs a person, and
 * `TransactionRefused` or `VersionPassed` in a race.
 */
export async function applyInvoice(place: Place, xeroId: string, theirs: XeroInvoice | null): Promise<Outcome> {
  if (theirs !== null && theirs.type !== "ACCREC") return outcome("bill");
  const row = await linkOf(place.tenantId, "invoice", place.xeroTenantId, xeroId);
  if (!row) return outcome("not-linked");
  if (!theirs) {
    await transact(troubled(row, "deleted-in-xero", gone(row.label)));
    return outcome("gone", row);
  }
  try {
    return await bringUp(place, row, theirs);
  } catch (error) {
    if (error instanceof PullProblem) await transact(troubled(row, error.code, error.words));
    throw error;
  }
}

async function bringUp(place: Place, first: SyncItem, theirs: XeroInvoice): Promise<Outcome> {
  const changes: Change[] = [];
  let row = first;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const books = await booksOf(row);
    const base = (row.base ?? null) as InvoiceFields | null;
    const has = invoiceOfXero(theirs);
    const { take, clashes } = merge(base, invoiceOfOurs(books.row), has);
    // A void invoice of ours is never opened again: its voiding is on its way to Xero, or Xero's own is final.
    const after =
      books.row.state === "void" || isDraft(theirs)
        ? { ...books, add: [], takeBack: [], more: false }
        : decide(books, theirs, take);
    const left = clashes.filter(({ field }) => field !== "state");
    const facts = { theirs: has, updatedAt: theirs.updatedAt };
    const settled = after.more ? null : finish(row, left, facts, after.row);
    const written = invoiceWrites(place.xeroTenantId, books, after, settled?.told ?? {});
    changes.push(...written.changes);
    await transact(
      written.items.length === 0 && settled
        ? alone(row, settled)
        : [...written.items, ...(settled ? [settled.item] : [])],
    );
    if (!after.more) {
      if (left.length > 0) return outcome("conflict", row, changes);
      if (changes.length > 0) return outcome("applied", row, changes);
      return outcome(row.lastPushedHash === hashOf(has) ? "echo" : "unchanged", row);
    }
    row =
      (await SyncRow.get({ tenantId: row.tenantId, kind: row.kind, id: row.id }).go({ consistent: true })).data ?? row;
  }
  throw new PullProblem(
    "too-many-payments",
    `${first.label} has more payments in Xero than are read at once; the rest follows.`,
  );
}

function finish(
  row: SyncItem,
  clashes: Clash[],
  facts: { theirs: InvoiceFields; updatedAt: string | null },
  ours: Books["row"],
): Settled {
  if (clashes.length > 0) return clashed(row, clashes, facts);
  const toSend = hashOf(invoiceOfOurs(ours)) !== hashOf(facts.theirs);
  return seen(row, { ...facts, base: facts.theirs, toSend });
}

/** Not approved in Xero yet: there is no money in it to go by. */
const isDraft = ({ status }: XeroInvoice): boolean => status === "DRAFT" || status === "SUBMITTED";

async function booksOf({ tenantId, id }: SyncItem): Promise<Books> {
  const [invoice, entries] = await Promise.all([load(id), entriesOn(tenantId, id)]);
  return { ...invoice, entries };
}

async function entriesOn(tenantId: string, invoiceId: string): Promise<PaymentItem[]> {
  return (await PaymentRow.query.byInvoice({ tenantId, invoiceId }).go({ consistent: true, pages: "all" })).data;
}

const gone = (number: string): string =>
  `${number} is gone from Xero, where it was before. Void it here, or ask whoever keeps the books.`;
