import { requireStaff } from "../lib/actor.ts";
import { EmailRow } from "./entity.ts";
import type { EmailSummary } from "./schema.ts";
import { summary } from "./summary.ts";

/** A client's mail with ids below `id` (all of it without one), newest first: a timeline merges it with other rows. One request. */
export async function listBefore(clientId: string, id: string | undefined, limit: number): Promise<EmailSummary[]> {
  const { tenantId } = requireStaff("email:read");
  const ofClient = EmailRow.query.byClient({ tenantId, clientId });
  const { data } = await (id === undefined ? ofClient : ofClient.lt({ id })).go({ order: "desc", limit });
  return data.map(summary);
}
