/** The first half of a firm's lane: what Xero has for us. */
import { getIntegrationSettings } from "../connection/index.ts";
import { withActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { type Budget, hasTime, type LaneOutcome } from "../sync/budget.ts";
import type { Place } from "./contact/apply.ts";
import { Fetched } from "./event/fetch.ts";
import { processWebhookEvents, stopsAll } from "./event/process.ts";
import { park } from "./event/park.ts";
import { checkOpenInvoices } from "./poll/check.ts";
import { readFeed } from "./poll/feed.ts";
import { FEEDS, type PullItem, pullRow, saveChecked, savePolled } from "./poll/state.ts";

/**
 * Works off the firm's stored events, then polls and checks what is due, and works off what that found. Throws `ProviderError`
 * when Xero says wait or the connection is broken: everything that is left stays as it is.
 */
export async function pullDue(
  tenantId: string,
  budget: Budget,
  pulled: (records: number) => void = () => undefined,
): Promise<LaneOutcome> {
  const connection = await getIntegrationSettings(tenantId, "xero");
  if (connection?.state !== "connected") {
    await park(tenantId);
    return { kind: "idle" };
  }
  const place = { tenantId, xeroTenantId: connection.xeroTenantId };
  return withActor({ kind: "provider", provider: "xero", tenantId }, async () => {
    const row = await pullRow(place, connection.connectedAt);
    const fetched = new Fetched();
    if (!(await workOff(place, budget, fetched, pulled))) return { kind: "more" };
    const failures: ProviderError[] = [];
    if (!(await poll(row, budget, fetched, failures))) return { kind: "more" };
    if (!(await workOff(place, budget, fetched, pulled))) return { kind: "more" };
    const [failure] = failures;
    if (failure) throw failure;
    return { kind: "idle" };
  });
}

/** False when the time was over before the events were. */
async function workOff(
  place: Place,
  budget: Budget,
  fetched: Fetched,
  pulled: (records: number) => void,
): Promise<boolean> {
  for (;;) {
    if (!hasTime(budget)) return false;
    const { events, applied } = await processWebhookEvents(place, fetched);
    pulled(applied);
    if (events === 0) return true;
  }
}

/** False when the time was over first. A list that cannot be read is a failure of its own: its watermark waits, the others go on. */
async function poll(start: PullItem, budget: Budget, fetched: Fetched, failures: ProviderError[]): Promise<boolean> {
  const at = nowIso();
  let row = start;
  if (row.pollDueAt <= at) {
    for (const feed of FEEDS) {
      try {
        row = await readFeed(row, feed, budget, fetched);
      } catch (error) {
        if (!(error instanceof ProviderError) || stopsAll(error)) throw error;
        failures.push(error);
        row = await pullRow(row, row.watermarks[feed].at);
      }
      if (!hasTime(budget)) return false;
    }
    await savePolled(row);
  }
  if (row.checkDueAt > at) return true;
  if (!(await checkOpenInvoices(row, budget))) return false;
  await saveChecked(row);
  return true;
}
