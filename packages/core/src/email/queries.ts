/** The email log: one query a page, whichever filter. The tenant comes from the actor. */
import { requireStaff } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { readPage, type Page } from "../lib/page.ts";
import { EmailRow } from "./entity.ts";
import { EmailListQuery, type EmailSummary } from "./schema.ts";
import { mayRead, summary } from "./summary.ts";

/**
 * The firm's mail, newest first; of one client, of one status, or both. With both, and for who may not see the
 * checks, a page may hold fewer than `limit` rows before the last.
 */
export async function list(query: Partial<EmailListQuery> = {}): Promise<Page<EmailSummary>> {
  const actor = requireStaff("email:read");
  const { tenantId } = actor;
  const { clientId, status, cursor = null, limit } = EmailListQuery.parse(query);
  const options = { order: "desc", limit, cursor } as const;
  const page = await readPage(() => {
    if (clientId) {
      const ofClient = EmailRow.query.byClient({ tenantId, clientId });
      return status ? ofClient.where((row, is) => is.eq(row.status, status)).go(options) : ofClient.go(options);
    }
    return status
      ? EmailRow.query.byStatus({ tenantId, status }).go(options)
      : EmailRow.query.byId({ tenantId }).go(options);
  });
  return { items: page.items.filter((row) => mayRead(actor, row)).map(summary), nextCursor: page.nextCursor };
}

/** One mail of the actor's firm. */
export async function fromId(id: string): Promise<EmailSummary> {
  const actor = requireStaff("email:read");
  const { data } = await EmailRow.get({ tenantId: actor.tenantId, id }).go({ consistent: true });
  if (!data || !mayRead(actor, data)) throw notFound("email");
  return summary(data);
}
