import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { dayAfter, MINUTE_MS, now, today, ttlIn } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { breakerState } from "../lib/provider/breaker.ts";
import { usage as limitUsage } from "../lib/provider/limiter.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { MAX_HITS, PROVIDER } from "../provider/companies-house/index.ts";
import { REGISTER_LIMIT, withRegister } from "./budget.ts";
import { CompanyActivityRow, CompanyUsageRow } from "./entity.ts";
import { toVisible } from "./error.ts";
import type { CompanyActivity, CompanyHit, CompanyHits, CompanyUsage } from "./schema.ts";

/** Typing and going back and forth between pages asks the same again and again. */
const SEARCH_FRESH_MS = 10 * MINUTE_MS;

/** Companies by name or number, best match first; at most the first 1,000. One call, or none within ten minutes of the same search. */
export async function search(
  q: string,
  page: Pick<PageQuery, "limit"> & { cursor?: string | undefined },
): Promise<CompanyHits> {
  requireStaff("company:lookup");
  const start = startOf(page.cursor);
  const size = Math.min(page.limit, MAX_HITS - start);
  const key = { pk: `g#company-search#${hash(`${q.toLowerCase()}|${start}|${size}`)}`, sk: "v1" };
  const found = (await keptSearch(key)) ?? (await askedSearch(key, q, start, size));
  const next = start + found.items.length;
  return {
    ...found,
    nextCursor: found.items.length > 0 && next < Math.min(found.total, MAX_HITS) ? String(next) : null,
  };
}

/** A cursor of a search is where its page starts. */
function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const start = /^\d{1,4}$/.test(cursor) ? Number(cursor) : MAX_HITS;
  if (start >= MAX_HITS)
    throw new VisibleError(
      "invalid",
      "cursor.invalid",
      "This page link is no longer valid. Start from the first page.",
    );
  return start;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url");

interface Found {
  items: CompanyHit[];
  total: number;
}
type Key = { pk: string; sk: string };

async function keptSearch(key: Key): Promise<Found | null> {
  const { Item } = await documents.send(new GetCommand({ TableName: tableName(), Key: key }));
  if (!Item || Number(Item.freshUntilMs) <= now()) return null;
  return JSON.parse(gunzipSync(Item.body as Uint8Array).toString("utf8")) as Found;
}

async function askedSearch(key: Key, q: string, start: number, size: number): Promise<Found> {
  try {
    // One hit a page meets an old fault of the register's search: two are asked for.
    const answer = await withRegister(tenantId(), 1, (register) => register.search(q, start, Math.max(2, size)));
    const found = { ...answer, items: answer.items.slice(0, size) };
    const freshUntilMs = now() + SEARCH_FRESH_MS;
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key, body: gzipSync(JSON.stringify(found)), freshUntilMs, ttl: ttlIn(SEARCH_FRESH_MS) },
      }),
    );
    return found;
  } catch (error) {
    throw toVisible(error) ?? error;
  }
}

/** What the firm has used of the register's limit, what its cache saved in 30 days, and whether the register answers. Three requests. */
export async function usage(): Promise<CompanyUsage> {
  requireStaff("company:lookup");
  const since = dayAfter(today(), -30);
  const [limit, breaker, days] = await Promise.all([
    limitUsage(REGISTER_LIMIT, tenantId()),
    breakerState(PROVIDER),
    CompanyUsageRow.query.byFirm({ tenantId: tenantId() }).between({ on: since }, { on: today() }).go({ limit: 62 }),
  ]);
  const sum = (field: "hits" | "misses" | "succeeded" | "failed") =>
    days.data.reduce((total, row) => total + (row[field] ?? 0), 0);
  const [hits, misses] = [sum("hits"), sum("misses")];
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    limit: {
      windowMs: REGISTER_LIMIT.windowMs,
      used: limit.used,
      limit: REGISTER_LIMIT.limit,
      shareUsed: limit.share,
      shareLimit: REGISTER_LIMIT.shareLimit,
      heldUntil: iso(limit.heldUntilMs),
    },
    cache: { hits, misses, hitRate: hits + misses === 0 ? null : hits / (hits + misses) },
    lookups: { succeeded: sum("succeeded"), failed: sum("failed") },
    breaker: { state: breaker.state, failures: breaker.failures, retryAt: iso(breaker.probeAt) },
  };
}

/** The firm's lookup log, newest first. One request. */
export async function activity(query: PageQuery): Promise<Page<CompanyActivity>> {
  requireStaff("activity:read");
  const rows = CompanyActivityRow.query.byFirm({ tenantId: tenantId() });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.id,
      at: row.at,
      userId: row.userId,
      companyNumber: row.companyNumber,
      action: row.action,
      success: row.success,
      errorCode: row.errorCode ?? null,
    })),
  };
}
