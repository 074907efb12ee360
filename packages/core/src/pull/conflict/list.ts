/** What was changed on both sides and waits for a person. A conflict is a sync row of that status: there is no second row of it. */
import { getIntegrationSettings } from "../../connection/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { type PageQuery, readPage } from "../../lib/page.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { PullRow } from "../poll/state.ts";
import type { Conflict, ConflictList } from "../schema.ts";

/** In the order contact, invoice. Three requests. */
export async function listConflicts(query: PageQuery): Promise<ConflictList> {
  const { tenantId } = requireStaff("client:read");
  const [page, checkedAt] = await Promise.all([
    readPage(() =>
      SyncRow.query.byStatus({ tenantId, status: "conflict" }).go({ limit: query.limit, cursor: query.cursor ?? null }),
    ),
    lastCheck(tenantId),
  ]);
  return { ...page, items: page.items.flatMap((row) => toConflict(row) ?? []), checkedAt };
}

async function lastCheck(tenantId: string): Promise<string | null> {
  const connection = await getIntegrationSettings(tenantId, "xero");
  if (!connection) return null;
  const { data } = await PullRow.get({ tenantId, xeroTenantId: connection.xeroTenantId }).go();
  return data?.polledAt ?? null;
}

export function toConflict({ kind, id, clientId, label, generation, conflict }: SyncItem): Conflict | null {
  if (kind === "payment" || !conflict) return null;
  const suggested = kind === "contact" ? ("ours" as const) : ("theirs" as const);
  const fields = conflict.fields.map((clash) => ({ ...clash, suggested }));
  return { kind, id, clientId, label, at: conflict.at, generation, fields };
}
