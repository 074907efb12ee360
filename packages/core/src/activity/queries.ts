import { requireStaff, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { ActivityRow } from "./entity.ts";
import type { ActivityEntry } from "./schema.ts";

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof ActivityRow.get>["go"]>>["data"]>;

const toEntry = (row: Row): ActivityEntry => ({
  id: row.id,
  at: row.at,
  entityType: row.entityType,
  entityId: row.entityId,
  clientId: row.clientId || null,
  action: row.action,
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName ?? null },
  summary: row.summary,
  changes: row.changes,
});

const toPage = (page: Page<Row>): Page<ActivityEntry> => ({ ...page, items: page.items.map(toEntry) });

/** The firm's audit trail, newest first. One request. */
export async function list(query: PageQuery): Promise<Page<ActivityEntry>> {
  requireStaff("activity:read");
  const rows = ActivityRow.query.byFirm({ tenantId: tenantId() });
  return toPage(await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null })));
}

/** What happened with one client, newest first. One request. The caller has checked that the client exists. */
export async function listForClient(clientId: string, query: PageQuery): Promise<Page<ActivityEntry>> {
  requireStaff("activity:read");
  const rows = ActivityRow.query.byClient({ tenantId: tenantId(), clientId });
  return toPage(await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null })));
}

/** Rows of one client with ids below `id` (the newest without one), newest first: for merging with other rows. One request. */
export async function listBefore(clientId: string, id: string | undefined, limit: number): Promise<ActivityEntry[]> {
  requireStaff("activity:read");
  const ofClient = ActivityRow.query.byClient({ tenantId: tenantId(), clientId });
  const { data } = await (id === undefined ? ofClient : ofClient.lt({ id })).go({ order: "desc", limit });
  return data.map(toEntry);
}
