/** What a push would do in Xero, before it does it. */
import { firmSync, setupOf } from "../setup/read.ts";
import { chartOf } from "../setup/chart.ts";
import { chosenRows, inOrder } from "../chosen.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { MAX_PLANNED, type RecordRef, type SyncPlan } from "../schema.ts";
import { planOf } from "./decide.ts";
import { factsOf } from "./facts.ts";

/**
 * The plan of everything that is pending, or of some records and what they need; at most `MAX_PLANNED`, then `more`. Reads the organisation's lists
 * anew. Throws `ProviderError` when Xero does not answer.
 */
export async function planSync(tenantId: string, records?: readonly RecordRef[]): Promise<SyncPlan> {
  const firm = await firmSync(tenantId);
  if (firm.state !== "ready") return { state: firm.state, items: [], more: false };
  const { rows, more } = records ? await chosen(tenantId, records) : await pending(tenantId);
  if (rows.length === 0) return { state: "ready", items: [], more };
  await chartOf(tenantId, firm.xeroTenantId, { priority: "interactive", refresh: true });
  const setup = await setupOf(tenantId, firm, "interactive");
  const facts = await factsOf(
    { tenantId, xeroTenantId: firm.xeroTenantId, setup, priority: "interactive", count: () => undefined },
    rows,
  );
  return { state: "ready", items: planOf(facts, setup), more };
}

async function pending(tenantId: string): Promise<{ rows: SyncItem[]; more: boolean }> {
  const { data, cursor } = await SyncRow.query.byStatus({ tenantId, status: "pending" }).go({ limit: MAX_PLANNED });
  return { rows: inOrder(data), more: cursor !== null };
}

async function chosen(tenantId: string, records: readonly RecordRef[]): Promise<{ rows: SyncItem[]; more: boolean }> {
  const rows = await chosenRows(tenantId, records);
  return { rows: rows.slice(0, MAX_PLANNED), more: rows.length > MAX_PLANNED };
}
