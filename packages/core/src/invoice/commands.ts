import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { formatPence } from "../lib/text/money.ts";
import { billable } from "./client.ts";
import { edited, moved, pendingAgain } from "./rule/change.ts";
import { readAt, save } from "./save.ts";
import { type Invoice, InvoiceUpdate, type InvoiceUpdateInput, InvoiceVersion, InvoiceVoid } from "./schema.ts";

/**
 * Changes a draft in everything, an approved invoice in its due date, terms, PO number and notes. Errors:
 * `invoice.version-conflict` (with `current`), `invoice.cannot-edit`, `invoice.cannot-amend`, `invoice.too-large`,
 * `invoice.due-before-issue`.
 */
export async function update(id: string, input: InvoiceUpdateInput): Promise<Invoice> {
  requireStaff("invoice:write");
  const given = InvoiceUpdate.parse(input);
  const before = await readAt(id, given.version);
  const after = edited(before, given, nowIso(), () => newId("lin"));
  return save(before, after, { action: "invoice.updated", summary: `Invoice ${before.row.number} changed` });
}

/**
 * Makes a draft final and due, made out to the client's name of this moment, and marks it for Xero. Errors:
 * `invoice.cannot-approve`, `invoice.nothing-to-pay`, `invoice.client-archived`, `invoice.version-conflict`.
 */
export async function approve(id: string, input: InvoiceVersion): Promise<Invoice> {
  requireStaff("invoice:write");
  const before = await readAt(id, InvoiceVersion.parse(input).version);
  const at = nowIso();
  const approved = moved(before.row, "approve", at);
  const { name } = await billable(before.row.clientId);
  const row = pendingAgain({ ...approved, clientName: name, approvedAt: at });
  return save(before, { ...before, row }, { action: "invoice.approved", summary: `Invoice ${row.number} approved` });
}

/** Records that the client has the invoice, whichever way it went. Errors: `invoice.cannot-send`, `invoice.version-conflict`. */
export async function markSent(id: string, input: InvoiceVersion): Promise<Invoice> {
  requireStaff("invoice:write");
  const before = await readAt(id, InvoiceVersion.parse(input).version);
  const at = nowIso();
  const row = pendingAgain({ ...moved(before.row, "send", at), sentAt: at });
  return save(before, { ...before, row }, { action: "invoice.sent", summary: `Invoice ${row.number} marked as sent` });
}

/** Credits the whole invoice; its number stays taken. Errors: `invoice.cannot-void` (payments first), `invoice.version-conflict`. */
export async function cancel(id: string, input: InvoiceVoid): Promise<Invoice> {
  requireStaff("invoice:write");
  const { version, reason } = InvoiceVoid.parse(input);
  const before = await readAt(id, version);
  const at = nowIso();
  const ended = { ...moved(before.row, "void", at), voidedAt: at, ...(reason ? { voidReason: reason } : {}) };
  // Xero has never seen a draft, so there is nothing to void there.
  const row = before.row.state === "draft" ? ended : pendingAgain(ended);
  const summary = `Invoice ${row.number} of ${formatPence(row.totalPence)} voided`;
  return save(before, { ...before, row }, { action: "invoice.voided", summary });
}
