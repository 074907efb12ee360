/** Pushing payments: one batch of rows. What is due on their invoices is read from Xero first, in their order. */
import type { InvoiceItem } from "../../invoice/entity.ts";
import { type PaymentItem, PaymentRow } from "../../payment/entity.ts";
import { type PaymentPut, Xero, type XeroInvoice, type XeroPayment, XeroRejected } from "../../provider/xero/index.ts";
import { decidePayment, type InvoiceState, referenceOf } from "../decide/payment.ts";
import type { PaymentDecision } from "../decide/type.ts";
import type { Fields } from "../../outbox/merge.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { inChunks } from "./chunk.ts";
import { done } from "./done.ts";
import { ask, type Push, send, type Wanted } from "./send.ts";
import type { Result, Settled } from "./settle.ts";
import { linkOf, rejected, resultOf } from "./sides.ts";

interface Known {
  row: SyncItem;
  payment: PaymentItem;
  invoice: InvoiceState;
  theirs?: XeroPayment | null | undefined;
}

export async function pushPayments(push: Push, rows: readonly SyncItem[]): Promise<void> {
  const { known, settled } = await read(push, rows);
  await done(push, settled);
  const due = dueOf(known);
  // What is taken back is due again for what comes after it.
  for (const one of known.filter(({ payment }) => payment.reversedBy !== undefined))
    if (await takenBack(push, one)) due.set(one.payment.invoiceId, dueFor(due, one) + one.payment.amountPence);
  await create(
    push,
    known.filter(({ payment }) => payment.reversedBy === undefined),
    due,
  );
}

const dueFor = (due: ReadonlyMap<string, number>, { payment }: Known): number => due.get(payment.invoiceId) ?? 0;

function decide(push: Push, { row, payment, invoice, theirs }: Known, duePence: number): PaymentDecision {
  const link = row.xeroId === undefined ? null : { xeroId: row.xeroId };
  return decidePayment({ row: payment, invoice, link, theirs, duePence }, push.setup);
}

/** Whether it was deleted in Xero just now. */
async function takenBack(push: Push, one: Known): Promise<boolean> {
  const decision = decide(push, one, 0);
  if (decision.action !== "delete-payment") {
    await done(push, [{ row: one.row, reversal: one.payment.reversedBy, result: saidOf(push, one, decision) }]);
    return false;
  }
  const settled = await deleted(push, { ...one, paymentId: decision.id });
  await done(push, settled);
  return settled.some(({ result }) => result.kind === "synced");
}

async function create(push: Push, known: readonly Known[], due: Map<string, number>): Promise<void> {
  const creates: Wanted<PaymentPut>[] = [];
  const settled: Settled[] = [];
  for (const one of known) {
    const decision = decide(push, one, dueFor(due, one));
    if (decision.action === "create") {
      due.set(one.payment.invoiceId, dueFor(due, one) - one.payment.amountPence);
      creates.push({ row: one.row, put: decision.put });
    } else settled.push({ row: one.row, result: saidOf(push, one, decision) });
  }
  await done(push, settled);
  const payments = new Map(known.map(({ row, payment }) => [row.id, payment]));
  const created = await send(push, creates, Xero.createPayments);
  await done(
    push,
    created.map(({ row, outcome }): Settled => {
      const payment = payments.get(row.id);
      return outcome.ok && payment
        ? { row, result: { kind: "synced", link: linkOf(push, SIDES, payment, outcome.record) } }
        : { row, result: rejected(outcome) };
    }),
  );
}

async function read(push: Push, rows: readonly SyncItem[]): Promise<{ known: Known[]; settled: Settled[] }> {
  const { tenantId } = push;
  const invoiceIds = [...new Set(rows.map(({ invoiceId = "" }) => invoiceId))];
  const [entries, invoices] = await Promise.all([
    PaymentRow.get(rows.map(({ id, invoiceId = "" }) => ({ tenantId, invoiceId, id }))).go({ consistent: true }),
    SyncRow.get(invoiceIds.map((id) => ({ tenantId, kind: "invoice" as const, id }))).go({ consistent: true }),
  ]);
  const payments = new Map(entries.data.map((payment) => [payment.id, payment]));
  const states = await invoiceStates(push, invoices.data);
  const settled: Settled[] = [];
  const known: Known[] = [];
  for (const row of rows) {
    const payment = payments.get(row.id);
    const state = states.get(row.invoiceId ?? "") ?? { state: "coming" as const, duePence: Number.MAX_SAFE_INTEGER };
    if (!payment || row.hold === "ignored") settled.push({ row, result: { kind: "ignored" } });
    else known.push({ row, payment, invoice: state });
  }
  const unsure = known.filter(({ row }) => row.attemptKey !== undefined);
  const found = await inChunks(
    unsure.map(({ row }) => referenceOf(row.id)),
    Xero.MAX_TERMS,
    (references) => ask(push, (access) => Xero.paymentsByReference(access, references)),
  );
  return { settled, known: known.map((one) => recognised(push, one, found)) };
}

/** An earlier try of ours that has been done after all: by the look-up, or among the invoice's own payments. */
function recognised(push: Push, one: Known, found: readonly XeroPayment[]): Known {
  const { row, invoice } = one;
  const reference = referenceOf(row.id);
  const theirs = found.find((payment) => payment.reference === reference && (row.xeroId ?? payment.id) === payment.id);
  const onInvoice =
    invoice.state === "linked"
      ? invoice.theirs?.payments.find((payment) => payment.reference === reference)
      : undefined;
  const xeroId = row.xeroId ?? theirs?.id ?? onInvoice?.id;
  return xeroId === undefined
    ? one
    : { ...one, row: { ...row, xeroTenantId: push.xeroTenantId, xeroId }, ...(theirs ? { theirs } : {}) };
}

/** The invoices as Xero has them now: status, and what is due. */
async function invoiceStates(push: Push, rows: readonly SyncItem[]): Promise<Map<string, InvoiceState>> {
  const linked = rows.flatMap(({ xeroId }) => xeroId ?? []);
  const found = await inChunks(linked, Xero.MAX_IDS, (ids) => ask(push, (access) => Xero.invoicesByIds(access, ids)));
  const byId = new Map(found.map((invoice) => [invoice.id, invoice]));
  return new Map(rows.map((row) => [row.id, invoiceState(row, byId)]));
}

function invoiceState(row: SyncItem, byId: ReadonlyMap<string, XeroInvoice>): InvoiceState {
  if (row.xeroId !== undefined) return { state: "linked", theirs: byId.get(row.xeroId) ?? null };
  if (row.status === "pending") return { state: "coming", duePence: Number.MAX_SAFE_INTEGER };
  return { state: "failed", words: `${row.label} is not in Xero. ${row.errorMessage ?? ""}`.trim() };
}

const dueOf = (known: readonly Known[]): Map<InvoiceItem["id"], number> =>
  new Map(
    known.map(({ payment, invoice }) => [
      payment.invoiceId,
      invoice.state === "linked" ? (invoice.theirs?.duePence ?? 0) : Number.MAX_SAFE_INTEGER,
    ]),
  );

/** What both sides say of a payment: it is there, or it is deleted. */
const fieldsOf = (state: "made" | "deleted", amountPence: number, paidOn: string | null): Fields => ({
  state,
  amountPence,
  paidOn,
});

const SIDES = {
  ours: (payment: PaymentItem) =>
    fieldsOf(payment.reversedBy === undefined ? "made" : "deleted", payment.amountPence, payment.paidOn),
  theirs: (theirs: XeroPayment) =>
    fieldsOf(theirs.status === "DELETED" ? "deleted" : "made", theirs.amountPence, theirs.paidOn),
};

/** A linked payment that was not looked for is as it was sent. */
function saidOf(push: Push, { row, payment, theirs }: Known, decision: PaymentDecision): Result {
  const result = resultOf(push, SIDES, { row, ours: payment, theirs }, decision);
  if (result.kind !== "synced" || result.link || row.xeroId === undefined) return result;
  const fields = SIDES.ours(payment);
  const { xeroTenantId } = push;
  return { kind: "synced", link: { xeroTenantId, xeroId: row.xeroId, ours: fields, theirs: fields, updatedAt: null } };
}

/** Xero refuses to delete what is deleted already: then it is as it must be. */
async function deleted(push: Push, { row, payment, paymentId }: Known & { paymentId: string }): Promise<Settled[]> {
  const { reversedBy: reversal } = payment;
  const settledBy = (theirs: XeroPayment, key: SyncItem): Settled => ({
    row: key,
    reversal,
    result: { kind: "synced", link: linkOf(push, SIDES, payment, theirs) },
  });
  const [sent] = await send(push, [{ row, put: paymentId }], async (access, [id = ""], key) => {
    try {
      return [{ ok: true as const, record: await Xero.deletePayment(access, id, key) }];
    } catch (error) {
      if (!(error instanceof XeroRejected)) throw error;
      return [{ ok: false as const, messages: [...error.messages] }];
    }
  });
  if (!sent) return [];
  if (sent.outcome.ok) return [settledBy(sent.outcome.record, sent.row)];
  const now = await ask(push, (access) => Xero.paymentById(access, paymentId));
  if (now === null || now.status === "DELETED")
    return [now ? settledBy(now, sent.row) : { row: sent.row, reversal, result: { kind: "synced" } }];
  return [{ row: sent.row, reversal, result: rejected(sent.outcome) }];
}
