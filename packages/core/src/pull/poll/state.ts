/**
 * How far a firm's reading of Xero is: one row per firm and organisation, `t#<tenant>#pull` / `xero#<organisation>`. It outlives a
 * broken connection, so a reconnect reads what happened meanwhile.
 */
import { createHash } from "node:crypto";
import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { DAY_MS, HOUR_MS, isoIn, MINUTE_MS, now, nowIso } from "../../lib/clock.ts";
import { mainKeys } from "../../lib/table/keys.ts";
import { electro } from "../../lib/table/table.ts";
import type { Place } from "../contact/apply.ts";

export const FEEDS = ["contacts", "invoices", "payments", "bankTransactions"] as const;
export type Feed = (typeof FEEDS)[number];

/** Everything up to `at` (ISO) is read; `more` says that the last run ended before the last page. */
export interface Watermark {
  at: string;
  more: boolean;
}

export const PullRow = new Entity(
  {
    model: { service: "practice-hub", entity: "pull", version: "1" },
    attributes: {
      tenantId: { type: "string", required: true },
      xeroTenantId: { type: "string", required: true },
      watermarks: { type: CustomAttributeType<Record<Feed, Watermark>>("any"), required: true },
      pollDueAt: { type: "string", required: true },
      checkDueAt: { type: "string", required: true },
      polledAt: { type: "string" },
      checkedAt: { type: "string" },
    },
    indexes: {
      byOrganisation: mainKeys("t#${tenantId}#pull", "xero#${xeroTenantId}"),
    },
  } as const,
  electro,
);
export type PullItem = EntityItem<typeof PullRow>;

/** Half an hour: 4 feeds make about 200 calls a day of the organisation's 5,000. */
export const POLL_MS = 30 * MINUTE_MS;
const CHECK_HOUR_UTC = 2;

/** The next night, at a minute of the firm's own: all at once would be a peak. */
export function nextCheckAt(tenantId: string): string {
  const minute = (createHash("sha256").update(tenantId).digest()[0] ?? 0) % 60;
  const midnight = Math.floor(now() / DAY_MS) * DAY_MS;
  const tonight = midnight + CHECK_HOUR_UTC * HOUR_MS + minute * MINUTE_MS;
  return new Date(tonight > now() ? tonight : tonight + DAY_MS).toISOString();
}

/** The row; made when there is none, with nothing to read before `since` (ISO): the moment of the first connection. */
export async function pullRow({ tenantId, xeroTenantId }: Place, since: string): Promise<PullItem> {
  const { data } = await PullRow.get({ tenantId, xeroTenantId }).go({ consistent: true });
  if (data) return data;
  const at = { at: since, more: false };
  const row: PullItem = {
    tenantId,
    xeroTenantId,
    watermarks: { contacts: at, invoices: at, payments: at, bankTransactions: at },
    pollDueAt: isoIn(POLL_MS),
    checkDueAt: nextCheckAt(tenantId),
  };
  // The lane is one at a time, so nobody else makes it.
  await PullRow.put(row).go();
  return row;
}

export async function saveWatermark(row: PullItem, feed: Feed, watermark: Watermark): Promise<PullItem> {
  const watermarks = { ...row.watermarks, [feed]: watermark };
  await PullRow.patch({ tenantId: row.tenantId, xeroTenantId: row.xeroTenantId }).set({ watermarks }).go();
  return { ...row, watermarks };
}

export const savePolled = ({ tenantId, xeroTenantId }: Place): Promise<unknown> =>
  PullRow.patch({ tenantId, xeroTenantId })
    .set({ pollDueAt: isoIn(POLL_MS), polledAt: nowIso() })
    .go();

export const saveChecked = ({ tenantId, xeroTenantId }: Place): Promise<unknown> =>
  PullRow.patch({ tenantId, xeroTenantId })
    .set({ checkDueAt: nextCheckAt(tenantId), checkedAt: nowIso() })
    .go();

/** Makes the check of open invoices due with the lane's next step. */
export const checkSoon = ({ tenantId, xeroTenantId }: Place): Promise<unknown> =>
  PullRow.patch({ tenantId, xeroTenantId }).set({ checkDueAt: nowIso() }).go();
