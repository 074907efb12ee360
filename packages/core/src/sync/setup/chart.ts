/** The organisation's own lists (accounts, tax rates, currencies, lock dates), kept for a while so that a push does not ask each time. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { callXero, type Priority, type XeroAccess } from "../../connection/index.ts";
import { DAY_MS, MINUTE_MS, now, nowIso, ttlIn } from "../../lib/clock.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import type { Chart } from "../decide/setup.ts";

/** Lock dates and charts change rarely; what changed in between is refused by Xero, in its own words. */
const FRESH_MS = 15 * MINUTE_MS;
/** Links into Xero are made of it for longer. */
const KEPT_MS = 90 * DAY_MS;
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
    if (kept?.fresh) return kept.chart;
  }
  const Xero = await import("../../provider/xero/accounting/verb.ts");
  const read = <T>(verb: (access: XeroAccess) => Promise<T>) => callXero(tenantId, priority, verb);
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
    new PutCommand({ TableName: tableName(), Item: { ...key(tenantId), xeroTenantId, chart, ttl: ttlIn(KEPT_MS) } }),
  );
  return chart;
}

/** The lists as they were last read, however old; null when they never were. One request. */
export const lastChart = async (tenantId: string, xeroTenantId: string): Promise<Chart | null> =>
  (await keptChart(tenantId, xeroTenantId))?.chart ?? null;

async function keptChart(tenantId: string, xeroTenantId: string): Promise<{ chart: Chart; fresh: boolean } | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId), ConsistentRead: true }),
  );
  if (Item?.xeroTenantId !== xeroTenantId) return null;
  const chart = Item.chart as Chart;
  return { chart, fresh: Item.expired !== true && now() - Date.parse(chart.readAt) < FRESH_MS };
}

/** What somebody changed in Xero just now must count: the next push asks for the lists again. */
export async function expireChart(tenantId: string): Promise<void> {
  await documents
    .send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key(tenantId),
        UpdateExpression: "SET expired = :yes",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":yes": true },
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
}

/** The organisation's short code, which links into Xero need; null while its lists were never read. One request. */
export async function shortCodeOf(tenantId: string): Promise<string | null> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: tableName(),
      Key: key(tenantId),
      ProjectionExpression: "#chart.#organisation.#code",
      ExpressionAttributeNames: { "#chart": "chart", "#organisation": "organisation", "#code": "shortCode" },
    }),
  );
  return (Item?.chart as Chart | undefined)?.organisation.shortCode ?? null;
}
