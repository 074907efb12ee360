import { requireStaff, type StaffActor, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { can } from "../lib/permission.ts";
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

/** That a name is on a list is told to those who may see the checks. */
export const mayRead = ({ role }: StaffActor, { entityType }: Pick<ActivityEntry, "entityType">): boolean =>
  entityType !== "kyc" || can(role, "kyc:read");

const toPage = (actor: StaffActor, page: Page<Row>): Page<ActivityEntry> => ({
  ...page,
  items: page.items.map(toEntry).filter((entry) => mayRead(actor, entry)),
});

/** The firm's audit trail, newest first; a page is shorter than asked by what this person may not read. One request. */
export async function list(query: PageQuery): Promise<Page<ActivityEntry>> {
  const actor = requireStaff("activity:read");
  const rows = ActivityRow.query.byFirm({ tenantId: tenantId() });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return toPage(actor, page);
}

/** What happened with one client, newest first. One request. The caller has checked that the client exists. */
export async function listForClient(clientId: string, query: PageQuery): Promise<Page<ActivityEntry>> {
  const actor = requireStaff("activity:read");
  const rows = ActivityRow.query.byClient({ tenantId: tenantId(), clientId });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return toPage(actor, page);
}

/**
 * Rows of one client with ids below `id` (the newest without one), newest first: for merging with other rows, after which
 * the caller leaves out what this person may not read. One request.
 */
export async function listBefore(clientId: string, id: string | undefined, limit: number): Promise<ActivityEntry[]> {
  requireStaff("activity:read");
  const ofClient = ActivityRow.query.byClient({ tenantId: tenantId(), clientId });
  const { data } = await (id === undefined ? ofClient : ofClient.lt({ id })).go({ order: "desc", limit });
  return data.map(toEntry);
}
