/** What staff ask of the sync. The firm is the actor's. */
import { updateIntegrationConfig } from "../connection/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { planSync } from "../sync/plan/index.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { releaseRecords } from "./release.ts";
import type { RecordRef, RetryRequest, SyncPlan, SyncRequest, SyncResult } from "../sync/schema.ts";
import { firmSync } from "../sync/setup/read.ts";
import { blockedWords } from "../sync/setup/words.ts";
import { retryFailedSyncs, syncClientToXero, syncInvoiceToXero, syncPayment } from "./verb.ts";
import { visibly } from "../sync/visible.ts";

export { clientView, counts, invoiceView, listRecords, paymentView, runs, watchRecords } from "../sync/read/view.ts";
export { issues } from "../sync/read/issue.ts";
export { matchCounts } from "../sync/match/count.ts";
export { decideMatches, finishMatching } from "../sync/match/decide.ts";
export { listMatches, searchContacts } from "../sync/match/list.ts";
export { mapping, saveMapping } from "../sync/setup/mapping.ts";

/** What a push would do now. */
export const plan = ({ records }: SyncRequest): Promise<SyncPlan> => {
  const { tenantId } = requireStaff("client:read");
  return visibly(() => planSync(tenantId, records));
};

/** Lets everything go that is pending, or some records with what they need; the lane does it. Answers which of those go. */
export async function apply({ records }: SyncRequest): Promise<{ records: RecordRef[] }> {
  const { tenantId } = requireStaff("client:write");
  const firm = await firmSync(tenantId);
  if (firm.state !== "ready") throw new VisibleError("conflict", `xero.${firm.state}`, blockedWords(firm.state));
  if (records === undefined)
    await updateIntegrationConfig(tenantId, "xero", (config) => ({ ...config, releasedAllAt: nowIso() }));
  const gone = records === undefined ? [] : await releaseRecords(tenantId, records);
  await nudgeLane(tenantId);
  return { records: gone };
}

/** Everything that failed is tried again, or what failed for one reason. */
export const retry = async ({ code }: RetryRequest) => retryFailedSyncs(requireStaff("client:write").tenantId, code);

/** F76 for the actor's firm. */
export const syncClient = (id: string): Promise<SyncResult> =>
  visibly(() => syncClientToXero(id, requireStaff("client:write").tenantId));
/** F77 for the actor's firm. */
export const syncInvoice = (id: string): Promise<SyncResult> =>
  visibly(() => syncInvoiceToXero(id, requireStaff("invoice:write").tenantId));
/** F78 for a payment that is recorded, or its reversal. */
export const syncRecordedPayment = (invoiceId: string, paymentId: string): Promise<SyncResult> =>
  visibly(() => syncPayment(requireStaff("payment:write").tenantId, invoiceId, paymentId));
