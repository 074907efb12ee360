/** What failed, grouped by its cause: what is put right once, for all of a group. */
import { requireStaff } from "../../lib/actor.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { MAX_COUNTED, type SyncIssue, type SyncIssueList } from "../schema.ts";
import { shortCodeOf } from "../setup/chart.ts";
import { toRecord } from "./view.ts";

const SHOWN = 5;
const NO_CODE = "failed";

/** At most `MAX_COUNTED` failed records, read in pages of a megabyte; and one request. */
export async function issues(): Promise<SyncIssueList> {
  const { tenantId } = requireStaff("client:read");
  const [{ rows, more }, shortCode] = await Promise.all([failed(tenantId), shortCodeOf(tenantId)]);
  const items = groups(rows).map(({ code, reason, rows: of }) => ({
    code,
    reason,
    count: of.length,
    records: of.slice(0, SHOWN).map((row) => toRecord(row, shortCode)),
  }));
  return { items, more };
}

async function failed(tenantId: string): Promise<{ rows: SyncItem[]; more: boolean }> {
  const rows: SyncItem[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: SyncItem[]; cursor: string | null } = await SyncRow.query
      .byStatus({ tenantId, status: "error" })
      .go({ cursor, limit: MAX_COUNTED - rows.length });
    rows.push(...page.data);
    cursor = page.cursor;
  } while (cursor && rows.length < MAX_COUNTED);
  return { rows, more: cursor !== null };
}

type Group = Pick<SyncIssue, "code" | "reason"> & { rows: SyncItem[] };

/** One group for each sentence that two or more share; what is left of a code is one group, without a sentence of its own. */
export function groups(rows: readonly SyncItem[]): Group[] {
  const found: Group[] = [];
  const byCode = Map.groupBy(rows, ({ errorCode }) => errorCode ?? NO_CODE);
  for (const [code, ofCode] of byCode) {
    const bySentence = Map.groupBy(ofCode, ({ errorMessage }) => errorMessage ?? "");
    const alone: SyncItem[] = [];
    for (const [reason, same] of bySentence) {
      if (same.length > 1 || bySentence.size === 1) found.push({ code, reason: reason || null, rows: same });
      else alone.push(...same);
    }
    const [only, ...more] = alone;
    if (only) found.push({ code, reason: more.length === 0 ? (only.errorMessage ?? null) : null, rows: alone });
  }
  return found.toSorted((a, b) => b.rows.length - a.rows.length);
}
