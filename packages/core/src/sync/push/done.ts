/** Settling a batch, counting it for the run, and waking what failed only for want of it. */
import { retryRows } from "../retry.ts";
import type { Push } from "./send.ts";
import { type Result, settle, type Settled } from "./settle.ts";
import { lookAtUntaken } from "./untaken.ts";

const FAILED = new Set<Result["kind"]>(["error", "conflict"]);

export async function done(push: Push, settled: readonly Settled[]): Promise<void> {
  await lookAtUntaken(push.tenantId, settled);
  await settle(settled);
  for (const { row, result } of settled) {
    if (result.kind === "synced" || result.kind === "ignored") push.count(row.kind, "synced");
    if (FAILED.has(result.kind)) push.count(row.kind, "failed");
  }
  await wake(push, settled);
}

/** Invoices that failed because their client had, and payments because their invoice had, are due again once that is in Xero. */
async function wake({ tenantId }: Push, settled: readonly Settled[]): Promise<void> {
  const arrived = settled.filter(({ row, result }) => result.kind === "synced" && row.lastSyncedAt === undefined);
  const clients = new Set(arrived.filter(({ row }) => row.kind === "contact").map(({ row }) => row.id));
  const invoices = new Set(arrived.filter(({ row }) => row.kind === "invoice").map(({ row }) => row.id));
  if (clients.size > 0)
    await retryRows(tenantId, (row) => row.errorCode === "client-failed" && clients.has(row.clientId), "invoice");
  if (invoices.size > 0)
    await retryRows(
      tenantId,
      (row) => row.errorCode === "invoice-failed" && invoices.has(row.invoiceId ?? ""),
      "payment",
    );
}
