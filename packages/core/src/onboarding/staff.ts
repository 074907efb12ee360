/** Cases as the firm sees them: the board, and one client's case with its answers. */
import { requireStaff, tenantId } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import { colleague } from "../staff/managers.ts";
import { loadAnswers, loadSuggestions } from "./answer/read.ts";
import { toSections } from "./answer/view.ts";
import { type CaseItem, CaseRow } from "../case/entity.ts";
import { move } from "./move.ts";
import { CASE_STATUSES, type CaseStatus } from "../case/rule/status.ts";
import { type Board, CaseAssign, type CaseQuery, type CaseRecord, type CaseSummary } from "./schema.ts";

/** What the board reads of a column; more are counted as "and more". */
const COLUMN = 100;

const toSummary = (row: CaseItem): CaseSummary => ({
  id: row.id,
  clientId: row.clientId,
  clientName: row.clientName,
  status: row.status,
  since: row.since,
  targetOn: row.targetOn,
  assignedTo: row.assignedTo ?? null,
  risk: row.risk?.level ?? null,
  hasAlert: row.alertAt !== undefined,
  version: row.version,
});

const column = (status: CaseStatus) => CaseRow.query.byStatus({ tenantId: tenantId(), status });

/** The cases of one status, longest there first. One request. */
export async function list({ status, limit, cursor }: CaseQuery): Promise<Page<CaseSummary>> {
  requireStaff("client:read");
  const page = await readPage(() => column(status).go({ limit, cursor: cursor ?? null }));
  return { ...page, items: page.items.map(toSummary) };
}

/** Every status with its first cases and how many there are. One request a status, at once. */
export async function board(): Promise<Board> {
  requireStaff("client:read");
  const columns = await Promise.all(
    CASE_STATUSES.map(async (status) => {
      const { data, cursor } = await column(status).go({ limit: COLUMN });
      return { status, items: data.map(toSummary), count: data.length, hasMore: cursor !== null };
    }),
  );
  return { columns };
}

/** One client's case with every answer; null when the client has none. Four requests, five with suggestions. */
export async function ofClient(clientId: string): Promise<CaseRecord> {
  requireStaff("client:read");
  const answered = await loadAnswers(clientId);
  const { row, isStored, sections, rows } = answered;
  return {
    ...toSummary(row),
    exists: isStored,
    invitedAt: row.invitedAt ?? null,
    inviteeName: row.inviteeName ?? null,
    inviteeEmail: row.inviteeEmail ?? null,
    startedAt: row.startedAt ?? null,
    submittedAt: row.submittedAt ?? null,
    reminders: row.reminders,
    remindedAt: row.remindedAt ?? null,
    review: row.review,
    more: row.more ?? null,
    decision: row.decision ? { kind: row.decision.kind, byName: row.decision.byName, at: row.decision.at } : null,
    sections: toSections(sections, rows, await loadSuggestions(answered)),
  };
}

/** Gives a case to a colleague, or to nobody. Errors: `colleague.not-found`, `onboarding.version-conflict`, `onboarding.cannot-assigned`. */
export async function assign(clientId: string, input: CaseAssign): Promise<CaseRecord> {
  requireStaff("client:write");
  const { assignedTo, version } = CaseAssign.parse(input);
  if (assignedTo !== null && (await colleague(tenantId(), assignedTo)) === null) throw notFound("colleague");
  await move(clientId, { type: "assigned", to: assignedTo }, { version });
  return ofClient(clientId);
}
