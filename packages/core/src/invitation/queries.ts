import { Client } from "../client/index.ts";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { InvitationRow } from "./entity.ts";
import type { Invitation } from "./schema.ts";
import { toInvitation } from "./view.ts";

/** Invitations of a client's people, newest first. Two requests. */
export async function listForClient(clientId: string, query: PageQuery): Promise<Page<Invitation>> {
  requireStaff("client:read");
  await Client.requireOwn(clientId);
  const rows = InvitationRow.query.byClient({ tenantId: tenantId(), clientId });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return { ...page, items: page.items.map(toInvitation) };
}
