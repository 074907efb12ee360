/**
 * The reference's verbs (F76–F81). They take a firm's id as it does; doors reach them through staff.ts, which takes it from
 * the actor. Each push is the lane's own, under the firm's lease, so a verb and the worker never do the same thing twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { ClientRow } from "../client/entity.ts";
import { markContact } from "../client/mark.ts";
import { InvoiceRow } from "../invoice/entity.ts";
import { markInvoice } from "../invoice/mark.ts";
import { tenantId as actorsTenant } from "../lib/actor.ts";
import { now } from "../lib/clock.ts";
import { notFound } from "../lib/error.ts";
import { transact, write } from "../lib/table/transact.ts";
import { Payment } from "../payment/index.ts";
import { PaymentRow } from "../payment/entity.ts";
import type { LaneResult } from "../sync/budget.ts";
import { type LaneOptions, runLane } from "./lane.ts";
import { type SyncItem, SyncRow } from "../outbox/record.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { letGo, retryRows } from "../sync/retry.ts";
import type { SyncKind } from "../outbox/schema.ts";
import { expireChart } from "../sync/setup/chart.ts";
import { firmSync } from "../sync/setup/read.ts";
import { blockedWords } from "../sync/setup/words.ts";

export interface Synced {
  success: boolean;
  /** In words, when it did not work or not yet. */
  error?: string;
}

/** A person waits: below the door's own limit. */
const VERB_MS = 20_000;
const BUSY_TRIES = 10;
const BUSY_MS = 500;

/** Creates or updates the client's contact. */
export async function syncClientToXero(clientId: string, tenantId: string): Promise<Synced> {
  await afresh(tenantId, "contact", clientId);
  await markClient(tenantId, clientId, true);
  return pushed(tenantId, [{ kind: "contact", id: clientId }]);
}

/** Creates or updates the invoice, after its client. */
export async function syncInvoiceToXero(invoiceId: string, tenantId: string): Promise<Synced> {
  const { data: invoice } = await InvoiceRow.get({ tenantId, id: invoiceId }).go({ consistent: true });
  if (!invoice) throw notFound("invoice");
  if (invoice.state === "draft") return { success: false, error: `${invoice.number} is a draft. Approve it first.` };
  await afresh(tenantId, "invoice", invoiceId);
  await markInvoiceRow(tenantId, invoiceId, true);
  await release(tenantId, "contact", invoice.clientId);
  return pushed(tenantId, [
    { kind: "contact", id: invoice.clientId },
    { kind: "invoice", id: invoiceId },
  ]);
}

/**
 * Sends a payment, `amount` in pence, on the day `date`. One of the same amount, day and reference that the invoice has already
 * is the one that is meant; otherwise it is recorded first, which only staff can do.
 */
export async function syncPaymentToXero(
  invoiceId: string,
  tenantId: string,
  amount: number,
  date: string,
  bankAccountCode?: string,
  reference?: string,
): Promise<Synced> {
  const { data: entries } = await PaymentRow.query
    .byInvoice({ tenantId, invoiceId })
    .go({ consistent: true, pages: "all" });
  const known = entries.find(
    (entry) =>
      entry.kind === "payment" &&
      entry.amountPence === amount &&
      entry.paidOn === date &&
      (entry.reference ?? "") === (reference ?? "") &&
      entry.reversedBy === undefined,
  );
  const payment =
    known ??
    (await Payment.record(invoiceId, {
      amountPence: amount,
      paidOn: date,
      method: "other",
      bankAccountCode,
      reference,
    }));
  return syncPayment(tenantId, invoiceId, payment.id);
}

/** Sends one recorded payment, or its reversal, after its invoice and client. */
export async function syncPayment(tenantId: string, invoiceId: string, paymentId: string): Promise<Synced> {
  const { data: payment } = await PaymentRow.get({ tenantId, invoiceId, id: paymentId }).go({ consistent: true });
  if (!payment) throw notFound("payment");
  const id = payment.reverses ?? paymentId;
  for (const [kind, of] of [
    ["contact", payment.clientId],
    ["invoice", invoiceId],
    ["payment", id],
  ] as const)
    await release(tenantId, kind, of);
  return pushed(tenantId, [
    { kind: "contact", id: payment.clientId },
    { kind: "invoice", id: invoiceId },
    { kind: "payment", id },
  ]);
}

/** F79. The firm is the actor's. */
export async function markClientAsPendingSync(clientId: string): Promise<void> {
  await markClient(actorsTenant(), clientId, false);
  await nudgeLane(actorsTenant());
}

/** F79. Refuses nothing: a draft is simply never sent. */
export async function markInvoiceAsPendingSync(invoiceId: string): Promise<void> {
  await markInvoiceRow(actorsTenant(), invoiceId, false);
  await nudgeLane(actorsTenant());
}

/** Pushes everything that is pending and due, and says how many clients and invoices Xero now has. */
export async function processPendingSyncs(
  tenantId: string,
): Promise<{ clientsSynced: number; invoicesSynced: number }> {
  const { counts } = await whenFree(tenantId, { priority: "background", everything: true });
  return { clientsSynced: counts.contact, invoicesSynced: counts.invoice };
}

/** Makes everything that failed due again, or what failed with one code; the worker does the rest. */
export async function retryFailedSyncs(
  tenantId: string,
  code?: string,
): Promise<{ clientsRetried: number; invoicesRetried: number; paymentsRetried: number }> {
  await expireChart(tenantId);
  const retried = await retryRows(tenantId, ({ errorCode }) => code === undefined || errorCode === code);
  await nudgeLane(tenantId);
  return { clientsRetried: retried.contact, invoicesRetried: retried.invoice, paymentsRetried: retried.payment };
}

async function markClient(tenantId: string, id: string, released: boolean): Promise<void> {
  const { data: client } = await ClientRow.get({ tenantId, id }).go({ consistent: true });
  if (!client) throw notFound("client");
  await transact([
    markContact(client, { released }),
    write(ClientRow.patch({ tenantId, id }).set({ xeroSyncStatus: "pending" }).remove(["xeroSyncError"])),
  ]);
}

async function markInvoiceRow(tenantId: string, id: string, released: boolean): Promise<void> {
  const { data: invoice } = await InvoiceRow.get({ tenantId, id }).go({ consistent: true });
  if (!invoice) throw notFound("invoice");
  if (invoice.state === "draft") return;
  await transact([
    markInvoice(invoice, { released }),
    write(InvoiceRow.patch({ tenantId, id }).set({ xeroSyncStatus: "pending" }).remove(["xeroSyncError"])),
  ]);
}

/** What was refused may have been put right in Xero meanwhile. */
async function afresh(tenantId: string, kind: SyncKind, id: string): Promise<void> {
  const { data: row } = await SyncRow.get({ tenantId, kind, id }).go({ consistent: true });
  if (row?.status === "error") await expireChart(tenantId);
}

/** Lets a row go now, whatever it was waiting for; one that failed is due again. */
async function release(tenantId: string, kind: SyncKind, id: string): Promise<void> {
  const { data: row } = await SyncRow.get({ tenantId, kind, id }).go({ consistent: true });
  if (!row) return;
  if (row.status === "error") await expireChart(tenantId);
  await letGo(row);
}

/** Pushes these records in their order and says what became of the last. */
async function pushed(tenantId: string, only: { kind: SyncKind; id: string }[]): Promise<Synced> {
  const firm = await firmSync(tenantId);
  if (firm.state !== "ready") return { success: false, error: blockedWords(firm.state) };
  const outcome = await whenFree(tenantId, { priority: "interactive", only });
  const last = only.at(-1);
  if (!last) throw new Error("nothing to push");
  const { data: row } = await SyncRow.get({ tenantId, ...last }).go({ consistent: true });
  if (row?.status === "pending") await nudgeLane(tenantId);
  return resultOf(row, outcome);
}

function resultOf(row: SyncItem | null, outcome: LaneResult): Synced {
  if (row?.status === "synced") return { success: true };
  if (row?.status === "ignored") return { success: false, error: row.errorMessage ?? "This is not sent to Xero." };
  const waits =
    outcome.kind === "wait" ? "Xero takes no more calls right now. It goes as soon as Xero does." : undefined;
  return { success: false, error: row?.errorMessage ?? waits ?? "It has not gone yet. It is tried again by itself." };
}

/** Another run of this firm may be under way: it is waited for, for a while. */
async function whenFree(tenantId: string, options: LaneOptions): Promise<LaneResult> {
  for (let tries = 1; ; tries += 1) {
    const result = await runLane(tenantId, now() + VERB_MS, options);
    if (result.kind !== "wait" || !result.busy || tries === BUSY_TRIES) return result;
    await sleep(BUSY_MS);
  }
}
