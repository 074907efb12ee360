/** How far the matching is. */
import { ClientRow } from "../../client/entity.ts";
import { requireStaff } from "../../lib/actor.ts";
import { SyncRow } from "../../outbox/record.ts";
import { type MatchCounts, MAX_COUNTED } from "../schema.ts";
import { firmSync } from "../setup/read.ts";
import { isUnlinked } from "./link.ts";

/** Three queries of at most `MAX_COUNTED` rows, and none to Xero. */
export async function matchCounts(): Promise<MatchCounts> {
  const { tenantId } = requireStaff("client:read");
  const [{ state }, { data: rows, cursor }, { data: archived }] = await Promise.all([
    firmSync(tenantId),
    SyncRow.query
      .byKind({ tenantId })
      .begins({ kind: "contact" })
      .go({ count: MAX_COUNTED, attributes: ["id", "xeroId", "errorCode", "hold", "asNew"] }),
    ClientRow.query.byName({ tenantId, shelf: "archived" }).go({ count: MAX_COUNTED, attributes: ["id"] }),
  ]);
  const away = new Set(archived.map(({ id }) => id));
  const counts = { linked: 0, open: 0, asNew: 0, ignored: 0 };
  for (const row of rows) {
    if (away.has(row.id)) continue;
    if (!isUnlinked(row)) counts.linked += 1;
    else if (row.hold === "ignored") counts.ignored += 1;
    else if (row.asNew) counts.asNew += 1;
    else counts.open += 1;
  }
  return { state, ...counts, more: cursor !== null };
}
