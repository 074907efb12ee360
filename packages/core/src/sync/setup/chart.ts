/** The organisation's own lists (accounts, tax rates, currencies, lock dates), kept for a while so that a push does not ask each time. */
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { callXero, type Priority } from "../../connection/index.ts";
import { DAY_MS, MINUTE_MS, now, nowIso, ttlIn } from "../../lib/clock.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { Xero } from "../../provider/xero/index.ts";
import type { Chart } from "../decide/setup.ts";

/** Lock dates and charts change rarely; what changed in between is refused by Xero, in its own words. */
const FRESH_MS = 15 * MINUTE_MS;
/** So that the item stays below the table's 400 KB. */
const MAX_LISTED = 1000;

const key = (tenantId: string) => ({ pk: `t#${tenantId}#xero-chart`, sk: "chart" });

export interface ChartOptions {
  priority: Priority;
  /** Asks Xero even when the kept lists are fresh. */
  refresh?: boolean;
}

/** One request when it is fresh; four calls to Xero otherwise. Throws what `callXero` throws. */
export async function chartOf(
  tenantId: string,
  xeroTenantId: string,
  { priority, refresh = false }: ChartOptions,
): Promise<Chart> {
  if (!refresh) {
    const kept = await keptChart(tenantId, xeroTenantId);
    if (kept) return kept;
  }
  const read = <T>(verb: (access: Parameters<typeof Xero.accounts>[0]) => Promise<T>) =>
    callXero(tenantId, priority, verb);
  const organisation = await read(Xero.organisation);
  const accounts = await read(Xero.accounts);
  const taxRates = await read(Xero.taxRates);
  const currencies = await read(Xero.currencies);
  const chart: Chart = {
    organisation,
    accounts: accounts.slice(0, MAX_LISTED),
    taxRates: taxRates.slice(0, MAX_LISTED),
    currencies,
    readAt: nowIso(),
  };
  await documents.send(
    new PutCommand({ TableName: tableName(), Item: { ...key(tenantId), xeroTenantId, chart, ttl: ttlIn(DAY_MS) } }),
  );
  return chart;
}

async function keptChart(tenantId: string, xeroTenantId: string): Promise<Chart | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId), ConsistentRead: true }),
  );
  if (Item?.xeroTenantId !== xeroTenantId) return null;
  const chart = Item.chart as Chart;
  return now() - Date.parse(chart.readAt) < FRESH_MS ? chart : null;
}
