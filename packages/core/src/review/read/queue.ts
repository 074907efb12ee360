/** The review queue: the cases of one status, the longest waiting first. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { type CaseItem, CaseRow } from "../../onboarding/entity.ts";
import { suggestRisk } from "../rule/risk.ts";
import type { ReviewQuery, ReviewSummary } from "../schema.ts";

/** One request. */
export async function list({ status, risk, limit, cursor }: ReviewQuery): Promise<Page<ReviewSummary>> {
  requireStaff("kyc:read");
  const rows = CaseRow.query.byStatus({ tenantId: tenantId(), status });
  const page = await readPage(() => rows.go({ order: "asc", limit, cursor: cursor ?? null }));
  const items = page.items.map(toSummary).filter((item) => risk === undefined || item.risk.level === risk);
  return { ...page, items };
}

/** Nobody counts further than this. */
const MOST = 100;

/** How many cases wait for somebody of the firm; at most 100 are counted. Two requests. */
export async function count(): Promise<{ waiting: number }> {
  requireStaff("kyc:read");
  const waiting = await Promise.all(
    (["pending_approval", "pending_second_approval"] as const).map(async (status) => {
      const { data } = await CaseRow.query
        .byStatus({ tenantId: tenantId(), status })
        .go({ limit: MOST, attributes: ["clientId"] });
      return data.length;
    }),
  );
  return {
    waiting: Math.min(
      MOST,
      waiting.reduce((sum, one) => sum + one, 0),
    ),
  };
}

/** What the case itself knows, without its checks: enough to say what to look at first. */
function toSummary(row: CaseItem): ReviewSummary {
  const { clientId, clientName, status, since, risk, review, assignedTo, reviewDueOn } = row;
  return {
    clientId,
    clientName,
    status,
    since,
    risk: risk ? { level: risk.level, rated: true } : { level: guess(row), rated: false },
    flags: flagsOf(row),
    assignedTo: assignedTo ?? null,
    review,
    reviewDueOn: reviewDueOn ?? null,
  };
}

const guess = ({ riskAnswers, result, alertAt }: CaseItem): ReviewSummary["risk"]["level"] =>
  suggestRisk({
    answers: riskAnswers ?? null,
    hits: alertAt === undefined ? [] : ["watchlist"],
    dismissed: [],
    outcome: result ? (result.clean ? "pass" : "refer") : null,
    differences: 0,
    discrepancies: 0,
  }).level;

const flagsOf = ({ riskAnswers, result, alertAt, proposed, review, legalHold }: CaseItem): string[] => [
  ...(alertAt === undefined ? [] : ["Monitoring alert"]),
  ...(proposed === undefined ? [] : [`Override proposed by ${proposed.byName}`]),
  ...(result === undefined ? ["No identity check"] : result.clean ? [] : ["Identity check not clean"]),
  ...(riskAnswers?.pep ? ["Politically exposed person declared"] : []),
  ...(riskAnswers?.highRiskCountry ? ["High-risk country declared"] : []),
  ...(riskAnswers?.cashIntensive ? ["Cash-intensive business"] : []),
  ...(review > 0 ? ["Reviewed before"] : []),
  ...(legalHold === undefined ? [] : ["Legal hold"]),
];
